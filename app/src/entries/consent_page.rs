//! The guardian's and the child's own page: no account, nothing ticked, as easy to take back as to give.

use domain::calendar::format_instant;
use domain::consent::{Consent, ConsentState, Subject};
use domain::entries::consent_answer::{ConsentAnswer, ConsentProblem, ConsentRequest};
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::*;
use crate::components::page_head::{PageHead, Section};
use crate::components::tag::{Tag, Tone};
use crate::entries::consent_beside::ChildBeside;
use crate::entries::consent_text::{ConsentText, collected_data, consent_paragraphs};
use crate::entries::section_names::entry_title;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the consent page. Guardians are addressed as “ông/bà”.
    pub ConsentWords {
        title_guardian(child: &str) => "Ý kiến người giám hộ của {child}", "Guardian's consent for {child}";
        title_child(child: &str) => "Ý kiến của {child}", "Consent of {child}";
        lead_guardian(child: &str, edition: &str) => "{child} là tác giả của một hồ sơ dự {edition}. Vì {child} dưới 16 tuổi, hồ sơ cần ông/bà cho ý kiến.",
            "{child} is an author of an entry in {edition}. As {child} is under 16, your consent is needed.";
        lead_child(child: &str, edition: &str) => "{child} có tên trong hồ sơ dự {edition}. Từ 7 tuổi, chính em cũng được hỏi ý kiến.",
            "{child} is named in an entry in {edition}. From 7 years the author is asked too.";
        lead_of_age(child: &str, edition: &str) => "{child} có tên trong hồ sơ dự {edition}. Bạn đã đủ 16 tuổi nên tự quyết định; trả lời này thay cho những trả lời trước.",
            "{child} is named in an entry in {edition}. You are 16 or older and decide for yourself; this answer replaces earlier ones.";
        work(title: &str) => "Hồ sơ: {title}", "Entry: {title}";
        what => "Dữ liệu được dùng như thế nào", "How the data are used";
        version(version: &str) => "Bản văn ngày {version}", "Text of {version}";
        state => "Trả lời hiện tại", "Current answer";
        asked => "Chưa trả lời", "Not answered";
        given(when: &str) => "Đã đồng ý, {when}", "Agreed, {when}";
        refused(when: &str) => "Không đồng ý, {when}", "Refused, {when}";
        withdrawn(when: &str) => "Đã rút lại đồng ý, {when}", "Taken back, {when}";
        no_title => "Đã ghi nhận: không đồng ý", "Recorded: no consent";
        no_next(child: &str) => "Họ tên và trường của {child} không được công khai. Hồ sơ không được nộp hoặc tiếp nhận khi còn tên {child}. Người nộp hồ sơ và giáo viên hướng dẫn được báo bằng thư, không kèm lý do. Muốn đổi ý, trả lời lại ở đây.",
            "The full name and the school of {child} are not made public. The entry is not sent or accepted while it names {child}. Whoever filed it and the teacher are told by letter, without a reason. To change your mind, answer again here.";
        taken_title => "Đã rút lại đồng ý", "The consent was taken back";
        taken_next(child: &str) => "Từ lúc này họ tên và trường của {child} không còn công khai. Người nộp hồ sơ, giáo viên hướng dẫn và ban thư ký được báo. Muốn đổi ý, trả lời lại ở đây.",
            "From now on the full name and the school of {child} are no longer public. Whoever filed the entry, the teacher and the secretariat are told. To change your mind, answer again here.";
        changed_title => "Đường dẫn này không còn dùng để trả lời", "This link no longer takes an answer";
        changed => "Thông tin trong hồ sơ đã thay đổi sau khi thư được gửi, nên câu hỏi này không còn đúng người. Nếu vẫn cần ý kiến, hệ thống gửi thư mới.", "The entry was changed after the letter went out, so this question is no longer about the right person. If an answer is still needed, a new letter comes.";
        grown => "Tác giả đã đủ 16 tuổi và tự trả lời. Trả lời trước đây của ông/bà vẫn có hiệu lực cho đến khi tác giả trả lời; ông/bà vẫn có thể rút lại.", "The author is 16 by now and answers alone. Your earlier answer stands until then; you can still take it back.";
        answer => "Trả lời", "Your answer";
        name_guardian => "Họ và tên của ông/bà", "Your full name";
        name_child => "Họ và tên", "Your full name";
        relation => "Quan hệ với tác giả", "Relation to the author";
        processing => "Đồng ý cho ban tổ chức dùng dữ liệu để xét và chấm hồ sơ (bắt buộc để dự thi)", "The organisers may use the data to check and judge the entry (needed to take part)";
        publish_name => "Đồng ý công khai họ tên đầy đủ và trường khi đạt giải (không bắt buộc)", "Full name and school may be made public if the entry wins (optional)";
        publish_photo => "Đồng ý công khai ảnh sản phẩm có tác giả (không bắt buộc)", "Photos of the work with the author may be made public (optional)";
        give => "Gửi đồng ý", "Send consent";
        change => "Gửi trả lời mới", "Send the new answer";
        refuse => "Không đồng ý", "Do not agree";
        refuse_what => "Nếu không đồng ý, hồ sơ không nộp được khi còn tên tác giả này.", "If you do not agree, the entry cannot be sent while this author is named in it.";
        beside(child: &str) => "Phần của {child}", "The part of {child}";
        beside_lead(child: &str) => "Từ 7 tuổi, pháp luật hỏi cả ý kiến của em. {child} tự đọc và tự chọn, ông/bà ngồi cạnh. Em trả lời khác ông/bà cũng được.",
            "From 7 years the law asks the child too. {child} reads and chooses, you sit beside. The child may answer differently from you.";
        beside_wait => "Phần này mở sau khi ông/bà đồng ý.", "This part opens once you have agreed.";
        child_processing => "Em đồng ý cho ban tổ chức dùng dữ liệu của em để xét và chấm hồ sơ", "I agree that the organisers use my data to check and judge the entry";
        child_publish => "Em đồng ý công khai họ tên đầy đủ và trường khi đạt giải (không bắt buộc)", "I agree that my full name and school are made public if the entry wins (optional)";
        child_photo => "Em đồng ý công khai ảnh sản phẩm có em (không bắt buộc)", "I agree that photos of the work with me are made public (optional)";
        child_give => "Em đồng ý", "I agree";
        child_refuse => "Em không đồng ý", "I do not agree";
        take_back => "Rút lại đồng ý", "Take the consent back";
        take_back_what => "Rút lại lúc nào cũng được, tại đúng đường dẫn này. Từ lúc đó không công khai gì thêm và ban thư ký được báo.", "You can take it back at any time, at this same address. From then on nothing more is published and the secretariat sees it.";
        keep => "Giữ lại thư có đường dẫn này: mở lại lúc nào cũng xem, đổi được trả lời, hoặc in trang này để lưu.", "Keep the letter with this link: open it at any time to see or change the answer, or print this page.";
        name_missing => "Nhập họ và tên", "Enter the full name";
        relation_missing => "Nhập quan hệ với tác giả, ví dụ cha, mẹ", "Enter the relation, such as father or mother";
        processing_missing => "Đánh dấu ô đồng ý cho dùng dữ liệu, hoặc bấm “Không đồng ý”", "Tick that the data may be used, or press “Do not agree”";
        child_missing => "Đánh dấu ô đồng ý cho dùng dữ liệu, hoặc bấm “Em không đồng ý”", "Tick that the data may be used, or press “I do not agree”";
    }
}

/// What is missing in an answer, at its fields.
pub fn consent_errors(problems: &[ConsentProblem], lang: Lang) -> Errors {
    let words = ConsentWords(lang);
    problems
        .iter()
        .map(|problem| match problem {
            ConsentProblem::NameMissing => ("ten", words.name_missing()),
            ConsentProblem::RelationMissing => ("quan-he", words.relation_missing()),
            ConsentProblem::ProcessingNotTicked => ("xu-ly", words.processing_missing()),
        })
        .collect()
}

/// The name of the edition in the language of the page.
pub fn edition_name(request: &ConsentRequest, lang: Lang) -> String {
    if lang == Lang::En && !request.edition_en.is_empty() {
        request.edition_en.clone()
    } else {
        request.edition_vi.clone()
    }
}

/// What is asked, what was said, and the form. `typed` is a refused answer.
#[component]
pub fn ConsentPage(
    request: ConsentRequest,
    #[prop(optional_no_strip)] typed: Option<ConsentAnswer>,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ConsentWords(lang());
    let is_guardian = request.consent.subject == Subject::Guardian;
    let edition = edition_name(&request, lang());
    let child = request.author_name.clone();
    let (title, lead) = match (is_guardian, request.of_age) {
        (true, _) => (words.title_guardian(&child), words.lead_guardian(&child, &edition)),
        (false, false) => (words.title_child(&child), words.lead_child(&child, &edition)),
        (false, true) => (words.title_child(&child), words.lead_of_age(&child, &edition)),
    };
    let kicker = words.work(&entry_title(&request.entry_title, lang()));
    let is_given = request.consent.state == ConsentState::Given;
    let (tone, icon, state) = state_look(&request.consent);
    let may_answer = request.binds && !(is_guardian && request.of_age);
    let closed = (!may_answer).then(|| {
        let text = if request.binds { words.grown() } else { words.changed() };
        view! { <Notice kind=NoticeKind::Attention title=words.changed_title() text/> }
    });
    let heard = may_answer.then(|| said_no(&request));
    let beside = request.beside.clone().filter(|_| may_answer);
    let beside = beside.map(|part| view! { <ChildBeside part child=child.clone() errors=errors.clone()/> });
    let text = view! { <WhatIsUsed request=request.clone() edition/> };
    let form_errors = errors.clone();
    let form = may_answer.then(|| {
        view! { <Section id="tra-loi" title=words.answer()><AnswerForm request typed errors=form_errors/></Section> }
    });
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors/>
        <PageHead title kicker lead/>
        {closed}
        {heard}
        {text}
        <Section id="hien-tai" title=words.state()>
            <p><Tag tone icon text=state/></p>
            <p class="hint">{words.keep()}</p>
        </Section>
        {form}
        {beside}
        {is_given.then(|| view! { <TakeBack/> })}
    }
}

/// A no is confirmed in plain words, with what happens next.
fn said_no(request: &ConsentRequest) -> Option<impl IntoView + use<>> {
    let words = ConsentWords(lang());
    let child = &request.author_name;
    let (title, text) = match request.consent.state {
        ConsentState::Refused => (words.no_title(), words.no_next(child)),
        ConsentState::Withdrawn => (words.taken_title(), words.taken_next(child)),
        ConsentState::Asked | ConsentState::Given => return None,
    };
    Some(view! { <Notice title text/> })
}

/// The text, with everything that is collected.
#[component]
fn WhatIsUsed(request: ConsentRequest, edition: String) -> impl IntoView {
    let words = ConsentWords(lang());
    let (purpose, after) = consent_paragraphs(&edition, lang());
    let data = collected_data(&request.data, lang());
    let after = after.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    view! {
        <Section id="du-lieu" title=words.what()>
            <div class="prose">
                <p>{purpose}</p>
                <p>{ConsentText(lang()).collected()}</p>
            </div>
            {data}
            <div class="prose">
                {after}
                <p class="hint">{words.version(&version_day())}</p>
            </div>
        </Section>
    }
}

/// The day of the text as people write it.
pub(super) fn version_day() -> String {
    let parts: Vec<&str> = domain::consent::CONSENT_TEXT.split('-').rev().collect();
    parts.join("/")
}

/// How an answer looks: tint, icon and words.
pub(super) fn state_look(consent: &Consent) -> (Tone, &'static str, String) {
    let words = ConsentWords(lang());
    let when = consent.said_at().map(|at| format_instant(at, lang())).unwrap_or_default();
    match consent.state {
        ConsentState::Asked => (Tone::Attention, "clock", words.asked().to_owned()),
        ConsentState::Given => (Tone::Success, "circle-check", words.given(&when)),
        ConsentState::Refused => (Tone::Neutral, "circle-x", words.refused(&when)),
        ConsentState::Withdrawn => (Tone::Neutral, "circle-x", words.withdrawn(&when)),
    }
}

#[component]
fn AnswerForm(request: ConsentRequest, typed: Option<ConsentAnswer>, errors: Errors) -> impl IntoView {
    let words = ConsentWords(lang());
    let is_guardian = request.consent.subject == Subject::Guardian;
    let was_given = request.consent.state == ConsentState::Given;
    let answer = typed.unwrap_or_else(|| known_answer(&request));
    let name_label = if is_guardian { words.name_guardian() } else { words.name_child() };
    let relation = is_guardian.then(|| {
        view! { <TextField name="quan-he" label=words.relation() value=answer.relation.clone() error=errors.at("quan-he") width="w20"/> }
    });
    let give = if was_given { words.change() } else { words.give() };
    view! {
        <form class="form" method="post" action=href(&path()) novalidate>
            <TextField name="ten" label=name_label value=answer.person_name error=errors.at("ten") autocomplete="name"/>
            {relation}
            <Checkbox name="xu-ly" label=words.processing() checked=answer.processing error=errors.at("xu-ly")/>
            <Checkbox name="cong-khai-ten" label=words.publish_name() checked=answer.publish_name/>
            <Checkbox name="cong-khai-anh" label=words.publish_photo() checked=answer.publish_photo/>
            <p class="hint">{words.refuse_what()}</p>
            <ButtonRow>
                <Button name="viec" value="dong-y">{give}</Button>
                <Button kind=ButtonKind::DangerOutline name="viec" value="tu-choi">{words.refuse()}</Button>
            </ButtonRow>
        </form>
    }
}

/// A given answer is shown as it is; a new one starts empty, but for the names that the entry knows.
fn known_answer(request: &ConsentRequest) -> ConsentAnswer {
    let consent = &request.consent;
    let was_given = consent.state == ConsentState::Given;
    let or = |said: &str, known: &str| {
        if said.is_empty() { known.to_owned() } else { said.to_owned() }
    };
    let named = match consent.subject {
        Subject::Guardian => &request.guardian_name,
        Subject::Child => &request.author_name,
    };
    ConsentAnswer {
        person_name: or(&consent.person_name, named),
        relation: or(&consent.relation, &request.guardian_relation),
        processing: was_given,
        publish_name: was_given && consent.publish_name,
        publish_photo: was_given && consent.publish_photo,
    }
}

#[component]
fn TakeBack() -> impl IntoView {
    let words = ConsentWords(lang());
    view! {
        <Section id="rut-lai" title=words.take_back()>
            <p>{words.take_back_what()}</p>
            <form method="post" action=href(&path())>
                <Button kind=ButtonKind::DangerOutline name="viec" value="rut">{words.take_back()}</Button>
            </form>
        </Section>
    }
}

/// The address itself: its secret is known to nobody but the person at the link.
pub(super) fn path() -> String {
    let path = page_context().path;
    path.split('?').next().unwrap_or_default().to_owned()
}
