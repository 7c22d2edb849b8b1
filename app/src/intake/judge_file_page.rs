//! One file as blind judges see it, the words behind its pages beside them, and what the secretary may release.

use domain::calendar::format_instant;
use domain::judging::entry_view::JudgedPage;
use domain::judging::file_desk::{DeskFile, FileOnDesk, Release, ReleaseNote, ReleaseProblem};
use domain::programmes::edition::Edition;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::choice::Checkbox;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::upload::UploadField;
use crate::intake::judge_files_page::{judge_files_path, reason};
use crate::intake::queue_page::queue_path;
use crate::judging::judged_file::{FileContent, Place};
use crate::shell::{Title, WidePage, href};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of the page.
    pub JudgeFileWords {
        list => "Tệp giám khảo chưa đọc được", "Files judges cannot read yet";
        lead => "Đây là đúng những gì giám khảo vòng chấm kín thấy. Nhìn xem có tên người, tên trường, chữ ký không.",
            "This is exactly what blind judges see. Look for names of people, schools and signatures.";
        original => "Tải tệp gốc", "Download the file";
        entry => "Mở hồ sơ", "Open the entry";
        state => "Tình trạng", "State";
        copy_shown(by: &str, when: &str) => "Giám khảo thấy bản đã che tên do {by} đưa lên lúc {when}, không thấy tệp của người nộp.",
            "Judges see the copy without names attached by {by} at {when}, not the entrant's file.";
        pages => "Giám khảo thấy", "What judges see";
        text => "Phần chữ đi kèm các trang", "The words behind the pages";
        text_lead => "Người dùng trình đọc màn hình cần phần chữ này. Nó có thể chứa chữ không hiện trên trang, như tên người soạn: đọc hết rồi hãy cho hiện.",
            "Judges who use a screen reader need these words. They may hold what the page does not show, such as who wrote it: read them all first.";
        no_text => "Tệp không có phần chữ (chẳng hạn là ảnh chụp).", "There are no words behind the pages (a scan, for instance).";
        text_seen => "Tôi đã đọc hết phần chữ: không có tên người, tên trường", "I have read all of it: no names of people or schools";
        text_release => "Cho giám khảo đọc phần chữ", "Let judges read the words";
        text_open(by: &str, when: &str) => "Giám khảo đọc được phần chữ: {by} cho phép lúc {when}.", "Judges can read the words: {by} allowed it at {when}.";
        file => "Đưa tệp cho giám khảo như người nộp gửi", "Give judges the file as it was sent";
        file_lead => "Chỉ khi không có cách nào khác. Tải tệp gốc, xem và nghe hết: giám khảo nhận cả tên tệp bên trong, lời nói, khuôn mặt.",
            "Only when nothing else helps. Download it, watch and listen to all of it: judges get everything inside, voices and faces too.";
        file_seen => "Tôi đã xem hết tệp: không lộ tên người, tên trường", "I have looked at all of it: it shows no names of people or schools";
        file_release => "Cho giám khảo tải tệp này", "Let judges download this file";
        file_open(by: &str, when: &str) => "Giám khảo tải được tệp: {by} cho phép lúc {when}.", "Judges can download the file: {by} allowed it at {when}.";
        revoke => "Thu hồi", "Take back";
        copy => "Đưa lên bản đã che tên", "Attach a copy without names";
        copy_hint => "PDF, DOCX hoặc ảnh, tối đa 30 MB. Giám khảo thấy bản này thay cho tệp của người nộp; tệp của người nộp vẫn được giữ.",
            "PDF, DOCX or a picture, 30 MB at most. Judges see it instead of the entrant's file, which is kept.";
        copy_name => "bản đã che tên", "copy without names";
        copy_choose => "Chọn bản đã che tên", "Choose the copy";
        copy_send => "Đưa lên", "Attach";
        copy_remove => "Bỏ bản đã che tên", "Take the copy away";
        ask => "Xin tệp khác", "Ask for another file";
        ask_lead => "Người nộp nhận thư yêu cầu bổ sung. Hồ sơ đã tiếp nhận thì mở lại việc kiểm trước.",
            "The entrant gets a request for a supplement. Where the entry was accepted already, reopen its check first.";
        ask_do => "Soạn yêu cầu bổ sung", "Write the request";
        request(name: &str, item: &str, why: &str) => "Tệp “{name}” ({item}): {why}. Gửi lại tệp khác; trong tệp không có tên người, tên trường, chữ ký.",
            "The file “{name}” ({item}): {why}. Please send another one, without names of people or schools and without signatures.";
        changed => "Tệp vừa được thay bằng tệp khác. Xem lại nội dung mới rồi quyết định", "The file was replaced meanwhile. Look at the new one, then decide";
        does_not_fit => "Tệp này không có phần ấy để cho phép", "There is nothing of the kind to release";
        not_looked_at => "Đánh dấu ô xác nhận sau khi đã xem hết", "Tick the box once you have looked at all of it";
        not_yours => "Hồ sơ không còn ở bước xử lý được tệp.", "The entry is past the step in which its files can be dealt with.";
    }
}

/// The field of the box for a release.
pub fn seen_field(release: Release) -> &'static str {
    match release {
        Release::Text => "da-doc",
        Release::File => "da-xem",
    }
}

/// What is asked of the entrant when judges cannot read a file.
pub fn request_words(file: &DeskFile, lang: Lang) -> String {
    JudgeFileWords(lang).request(&file.file_name, &file.item, &reason(file, lang))
}

/// The field of the copy.
pub const COPY_FIELD: &str = "ban-che-ten";

/// Why nothing was released, in one sentence.
pub fn release_sentence(problem: ReleaseProblem, lang: Lang) -> &'static str {
    let words = JudgeFileWords(lang);
    match problem {
        ReleaseProblem::Changed => words.changed(),
        ReleaseProblem::DoesNotFit => words.does_not_fit(),
        ReleaseProblem::NotLookedAt => words.not_looked_at(),
    }
}

/// The page.
#[component]
pub fn JudgeFilePage(edition: Edition, on_desk: FileOnDesk, #[prop(optional)] errors: Errors) -> impl IntoView {
    let words = JudgeFileWords(lang());
    let file = &on_desk.file;
    let list = judge_files_path(&edition.slug);
    let base = format!("{list}/{}", file.id);
    let title = format!("{} – {}", file.entry_code, file.item);
    let entry = format!("{}/{}", queue_path(&edition.slug), file.entry);
    let original = format!("/ho-so/{}/tep/{}", file.entry, file.id);
    let actions = view! {
        <ButtonLink to=original kind=ButtonKind::Outline icon="download">{words.original()}</ButtonLink>
        <ButtonLink to=entry.clone() kind=ButtonKind::Quiet>{words.entry()}</ButtonLink>
    };
    let copy = file.copy.as_ref().map(|note| view! { <Notice text=words.copy_shown(&note.by, &when(note))/> });
    let acts = if on_desk.may_release {
        acts(&on_desk, &base, &entry, &errors)
    } else {
        view! { <p>{words.not_yours()}</p> }.into_any()
    };
    let seen = FileContent {
        pages: on_desk.pages.iter().map(|page| JudgedPage { text: None, ..page.clone() }).collect(),
        blocks: on_desk.blocks.clone(),
        place: Place(base.clone()),
    };
    let (state, behind) = (reason(file, lang()), words_behind(&on_desk));
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <WidePage/>
        <BackLink to=list label=words.list()/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title kicker=edition.name(lang()).to_owned() lead=words.lead() actions=actions.into_any()/>
        {copy}
        <p><strong>{words.state()}": "</strong>{state}</p>
        <div class="columns columns--even">
            <Section id="giam-khao-thay" title=words.pages()>
                <div class="viewer__document viewer__document--desk" tabindex="0" role="group" aria-label=words.pages()>{seen.view()}</div>
            </Section>
            <Section id="phan-chu" title=words.text()>{behind}</Section>
        </div>
        {acts}
    }
}

fn when(note: &ReleaseNote) -> String {
    format_instant(note.at, lang())
}

fn words_behind(on_desk: &FileOnDesk) -> AnyView {
    let words = JudgeFileWords(lang());
    if !on_desk.file.has_text {
        return view! { <p class="muted">{words.no_text()}</p> }.into_any();
    }
    let pages = on_desk.pages.iter().filter_map(|page| {
        let lines = page.text.as_ref()?.lines().filter(|line| !line.trim().is_empty());
        let lines = lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        Some(view! { <h3>{page.number}</h3>{lines} })
    });
    view! {
        <p>{words.text_lead()}</p>
        <div class="viewer__document viewer__document--desk prose" tabindex="0" role="group" aria-label=words.text()>{pages.collect_view()}</div>
    }
    .into_any()
}

fn acts(on_desk: &FileOnDesk, base: &str, entry: &str, errors: &Errors) -> AnyView {
    let words = JudgeFileWords(lang());
    let file = &on_desk.file;
    let text = release(on_desk, Release::Text, base, errors);
    let whole = release(on_desk, Release::File, base, errors);
    let remove = file.copy.is_some().then(|| {
        let action = href(&format!("{base}/ban-che-ten/bo"));
        view! { <form method="post" action=action><Button kind=ButtonKind::Outline>{words.copy_remove()}</Button></form> }
    });
    let ask = format!("{entry}?tep={}", file.id);
    let (send, error) = (href(&format!("{base}/ban-che-ten")), errors.at(COPY_FIELD));
    view! {
        {text}
        <Section id="ban-che-ten-moi" title=words.copy()>
            <form class="form" method="post" action=send enctype="multipart/form-data" novalidate>
                <UploadField name=COPY_FIELD label=words.copy_choose() hint=words.copy_hint() error
                    accept=".pdf,.docx,.jpg,.jpeg,.png,.webp"/>
                <Button kind=ButtonKind::Outline icon="upload">{words.copy_send()}</Button>
            </form>
            {remove}
        </Section>
        <Section id="xin-tep-khac" title=words.ask()>
            <p>{words.ask_lead()}</p>
            <ButtonRow><ButtonLink to=ask kind=ButtonKind::Outline>{words.ask_do()}</ButtonLink></ButtonRow>
        </Section>
        {whole}
    }
    .into_any()
}

/// The form for a release, or who gave it and the way to take it back.
fn release(on_desk: &FileOnDesk, release: Release, base: &str, errors: &Errors) -> Option<AnyView> {
    let words = JudgeFileWords(lang());
    let file = &on_desk.file;
    let (title, lead, seen, act, given) = match release {
        Release::Text => (words.text_release(), "", words.text_seen(), words.text_release(), &file.text_released),
        Release::File => {
            (words.file(), words.file_lead(), words.file_seen(), words.file_release(), &file.file_released)
        }
    };
    let path = format!("{base}/cho-phep/{}", release.code());
    if let Some(note) = given {
        let said = match release {
            Release::Text => words.text_open(&note.by, &when(note)),
            Release::File => words.file_open(&note.by, &when(note)),
        };
        let action = href(&format!("{path}/thu-hoi"));
        let view = view! {
            <Section id=format!("cho-phep-{}", release.code()) title>
                <Notice kind=NoticeKind::Success text=said/>
                <form method="post" action=action><Button kind=ButtonKind::Outline>{words.revoke()}</Button></form>
            </Section>
        };
        return Some(view.into_any());
    }
    release.fits(file.prepared, file.has_text).then(|| {
        let field = seen_field(release);
        let lead = (!lead.is_empty()).then(|| view! { <p>{lead}</p> });
        let (send, content, error) = (href(&path), on_desk.sha256.clone(), errors.at(field));
        view! {
            <Section id=format!("cho-phep-{}", release.code()) title>
                {lead}
                <form class="form" method="post" action=send novalidate>
                    <input type="hidden" name="noi-dung" value=content/>
                    <Checkbox name=field label=seen error/>
                    <Button kind=ButtonKind::Outline>{act}</Button>
                </form>
            </Section>
        }
        .into_any()
    })
}
