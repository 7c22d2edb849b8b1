//! The guardian's and the child's own page: no account, nothing ticked, as easy to take back as to give.

use domain::calendar::format_instant;
use domain::entries::consent::{ConsentState, ConsentSubject};
use domain::entries::consent_answer::{ConsentAnswer, ConsentProblem, ConsentRequest};
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::*;
use crate::components::page_head::{PageHead, Section};
use crate::components::tag::{Tag, Tone};
use crate::entries::section_names::entry_title;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the consent page. Guardians are addressed as “ông/bà”.
    pub ConsentWords {
        title_guardian => "Đồng ý cho con, em dự thi", "Consent for a child to take part";
        title_child => "Đồng ý của tác giả", "Consent of the author";
        lead_guardian(child: &str, edition: &str) => "{child} là tác giả của một hồ sơ dự {edition}. Vì {child} dưới 16 tuổi, cần ông/bà đồng ý.",
            "{child} is an author of an entry in {edition}. As {child} is under 16, your consent is needed.";
        lead_child(child: &str, edition: &str) => "{child} có tên trong hồ sơ dự {edition}. Từ 7 tuổi, chính tác giả cũng cần đồng ý.",
            "{child} is named in an entry in {edition}. From 7 years the author agrees too.";
        work(title: &str) => "Hồ sơ: {title}", "Entry: {title}";
        what => "Dữ liệu được dùng như thế nào", "How the data are used";
        what_kept => "Họ tên, ngày sinh, lớp, trường, địa chỉ và điện thoại chỉ được ban tổ chức dùng để xét điều kiện, liên hệ và trao giải.",
            "Name, date of birth, class, school, address and phone are used by the organisers only, to check the conditions, to get in touch and to award prizes.";
        what_never => "Ngày sinh, địa chỉ, điện thoại và ảnh chân dung của trẻ em không bao giờ được công khai.", "A child's date of birth, address, phone and portrait are never made public.";
        what_ask => "Muốn xem, sửa hoặc xóa dữ liệu: liên hệ ban thư ký theo số ở cuối trang.", "To see, correct or delete data, contact the secretariat at the foot of the page.";
        version(version: &str) => "Bản văn số {version}", "Text version {version}";
        state => "Trả lời hiện tại", "Current answer";
        asked => "Chưa trả lời", "Not answered";
        given(when: &str) => "Đã đồng ý, {when}", "Agreed, {when}";
        refused(when: &str) => "Đã từ chối, {when}", "Refused, {when}";
        withdrawn(when: &str) => "Đã rút lại đồng ý, {when}", "Taken back, {when}";
        answer => "Trả lời", "Your answer";
        name_guardian => "Họ và tên của ông/bà", "Your full name";
        name_child => "Họ và tên", "Your full name";
        relation => "Quan hệ với tác giả", "Relation to the author";
        processing => "Đồng ý cho ban tổ chức dùng dữ liệu để xét và chấm hồ sơ (bắt buộc để dự thi)", "The organisers may use the data to check and judge the entry (needed to take part)";
        publish_name => "Đồng ý công khai họ tên và trường khi đạt giải (không bắt buộc)", "Name and school may be published if the entry wins (optional)";
        publish_photo => "Đồng ý công khai ảnh sản phẩm có tác giả (không bắt buộc)", "Photos of the work with the author may be published (optional)";
        give => "Gửi đồng ý", "Send consent";
        change => "Gửi trả lời mới", "Send the new answer";
        refuse => "Từ chối", "Refuse";
        refuse_what => "Nếu từ chối, hồ sơ không nộp được khi còn tên tác giả này.", "If you refuse, the entry cannot be sent while this author is named in it.";
        take_back => "Rút lại đồng ý", "Take the consent back";
        take_back_what => "Rút lại lúc nào cũng được, tại đúng đường dẫn này. Từ lúc đó không công khai gì thêm và ban thư ký được báo.", "You can take it back at any time, at this same address. From then on nothing more is published and the secretariat sees it.";
        keep => "Giữ lại đường dẫn này để đổi ý hoặc in trang này làm bằng chứng (Ctrl+P).", "Keep this address to change your mind, or print this page as proof (Ctrl+P).";
        name_missing => "Nhập họ và tên", "Enter the full name";
        relation_missing => "Nhập quan hệ với tác giả, ví dụ cha, mẹ", "Enter the relation, such as father or mother";
        processing_missing => "Đánh dấu ô đồng ý cho dùng dữ liệu, hoặc bấm “Từ chối”", "Tick that the data may be used, or press “Refuse”";
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

/// What is asked, what was said, and the form. `typed` is a refused answer.
#[component]
pub fn ConsentPage(
    request: ConsentRequest,
    #[prop(optional_no_strip)] typed: Option<ConsentAnswer>,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ConsentWords(lang());
    let is_guardian = request.consent.subject == ConsentSubject::Guardian;
    let edition = if lang() == Lang::En && !request.edition_en.is_empty() {
        request.edition_en.clone()
    } else {
        request.edition_vi.clone()
    };
    let title = if is_guardian {
        words.title_guardian()
    } else {
        words.title_child()
    };
    let lead = if is_guardian {
        words.lead_guardian(&request.author_name, &edition)
    } else {
        words.lead_child(&request.author_name, &edition)
    };
    let kicker = words.work(&entry_title(&request.entry_title, lang()));
    let is_given = request.consent.state == ConsentState::Given;
    let (tone, icon, state) = state_look(&request);
    let version = words.version(&request.text_version);
    view! {
        <Title text=title_with_errors(title, &errors)/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors=errors.clone()/>
        <PageHead title kicker lead/>
        <Section id="du-lieu" title=words.what()>
            <ul>
                <li>{words.what_kept()}</li>
                <li>{words.what_never()}</li>
                <li>{words.what_ask()}</li>
            </ul>
            <p class="hint">{version}</p>
        </Section>
        <Section id="hien-tai" title=words.state()>
            <p><Tag tone icon text=state/></p>
            <p class="hint">{words.keep()}</p>
        </Section>
        <Section id="tra-loi" title=words.answer()>
            <AnswerForm request typed errors/>
        </Section>
        {is_given.then(|| view! { <TakeBack/> })}
    }
}

fn state_look(request: &ConsentRequest) -> (Tone, &'static str, String) {
    let words = ConsentWords(lang());
    let consent = &request.consent;
    let answered = consent
        .answered_at
        .map(|at| format_instant(at, lang()))
        .unwrap_or_default();
    let withdrawn = request
        .withdrawn_at
        .map(|at| format_instant(at, lang()))
        .unwrap_or_default();
    match consent.state {
        ConsentState::Asked => (Tone::Attention, "clock", words.asked().to_owned()),
        ConsentState::Given => (Tone::Success, "circle-check", words.given(&answered)),
        ConsentState::Refused => (Tone::Error, "circle-x", words.refused(&answered)),
        ConsentState::Withdrawn => (Tone::Error, "circle-x", words.withdrawn(&withdrawn)),
    }
}

#[component]
fn AnswerForm(request: ConsentRequest, typed: Option<ConsentAnswer>, errors: Errors) -> impl IntoView {
    let words = ConsentWords(lang());
    let consent = request.consent;
    let is_guardian = consent.subject == ConsentSubject::Guardian;
    let was_given = consent.state == ConsentState::Given;
    let named = if is_guardian {
        request.guardian_name
    } else {
        request.author_name
    };
    let answer = typed.unwrap_or_else(|| ConsentAnswer {
        person_name: if consent.person_name.is_empty() {
            named
        } else {
            consent.person_name.clone()
        },
        relation: if consent.relation.is_empty() {
            request.guardian_relation
        } else {
            consent.relation.clone()
        },
        // A given answer is shown as it is; a new one starts empty.
        processing: was_given,
        publish_name: was_given && consent.publish_name,
        publish_photo: was_given && consent.publish_photo,
    });
    let name_label = if is_guardian {
        words.name_guardian()
    } else {
        words.name_child()
    };
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
fn path() -> String {
    let path = page_context().path;
    path.split('?').next().unwrap_or_default().to_owned()
}
