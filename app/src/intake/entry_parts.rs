//! The parts of an entry that secretary and unit both read.

use domain::calendar::{format_date, format_instant};
use domain::consent::{Line, LineState, Subject, Way};
use domain::intake::check_page::{AgeCheck, Answer, CheckedAuthor, CheckedFile, Confirmation, EntryHead};
use domain::text::format_file_size;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::icon::Icon;
use crate::components::page_head::Section;
use crate::components::status::StatusTag;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::tag::{Tag, Tone};
use crate::shell::href;
use crate::words::{Lang, lang};

catalogue! {
    /// The words around the parts of an entry.
    pub PartWords {
        summary => "Hồ sơ", "Entry";
        field => "Lĩnh vực", "Field";
        group => "Bảng", "Division";
        unit => "Đơn vị xác nhận", "Confirming unit";
        owner => "Người nộp", "Sent by";
        submitted => "Nộp lúc", "Sent at";
        authors => "Tác giả", "Authors";
        instructors => "Người hướng dẫn", "Instructors";
        representative => "đại diện", "representative";
        share => "Tỷ lệ đóng góp", "Contribution share";
        school => "Trường, đơn vị", "School, unit";
        class => "Lớp", "Class";
        age => "Độ tuổi", "Age";
        age_fits => "đúng độ tuổi", "of the right age";
        age_younger => "nhỏ tuổi hơn quy định, được khuyến khích tham gia", "younger than foreseen, but welcome";
        age_too_old(date: &str) => "quá tuổi: phải sinh từ {date}", "too old: must be born on or after {date}";
        age_too_young(date: &str) => "chưa đủ tuổi: phải sinh đến hết {date}", "too young: must be born on or before {date}";
        age_unknown => "chưa khai ngày sinh", "birth date not given";
        born(date: &str) => "sinh {date}", "born {date}";
        consent => "Đồng ý", "Consent";
        guardian => "Người giám hộ", "Guardian";
        child => "Tác giả", "Author";
        consent_given => "đã đồng ý", "agreed";
        consent_by_paper(place: &str) => "trên giấy, lưu tại {place}", "on paper, kept at {place}";
        consent_beside => "trên trang của người giám hộ", "on the guardian's page";
        consent_publishes => "đồng ý công khai tên và trường", "name and school may be public";
        consent_private => "không công khai tên và trường", "name and school stay private";
        consent_not_asked => "chưa được hỏi", "not asked";
        consent_outdated => "chưa được hỏi lại: trả lời trước là về người khác", "not asked again: an earlier answer was about somebody else";
        consent_asked => "chưa trả lời", "not answered";
        consent_refused => "không đồng ý", "refused";
        consent_withdrawn => "đã rút lại", "withdrawn";
        answers => "Nội dung", "Content";
        ticked => "Đã cam đoan", "Declared";
        files => "Tệp đính kèm", "Files";
        no_files => "Chưa có tệp nào.", "No files yet.";
        confirmations => "Ý kiến của đơn vị", "What the unit said";
        no_confirmations => "Đơn vị chưa trả lời.", "The unit has not answered yet.";
        said(unit: &str, officer: &str, when: &str) => "{unit}, {officer}, lúc {when}", "{unit}, {officer}, at {when}";
        state => "Trạng thái", "State";
        unit_state => "Xác nhận", "Confirmation";
    }
}

/// Facts of the entry.
pub fn summary(head: &EntryHead, instructors: &[String]) -> impl IntoView + use<> {
    let words = PartWords(lang());
    let submitted = head.submitted_at.map(|at| format_instant(at, lang())).unwrap_or_default();
    let head = head.clone();
    let group = head.group.clone().map(|group| view! { <SummaryRow key=words.group() value=group/> });
    let instructors =
        (!instructors.is_empty()).then(|| view! { <SummaryRow key=words.instructors() value=instructors.join("; ")/> });
    view! {
        <SummaryList>
            <SummaryRow key=words.field() value=head.field.unwrap_or_default()/>
            {group}
            <SummaryRow key=words.unit() value=head.unit.unwrap_or_default()/>
            <SummaryRow key=words.owner() value=head.owner/>
            <SummaryRow key=words.submitted() value=submitted/>
            {instructors}
        </SummaryList>
    }
}

/// The two tags of an entry, for the head of its page.
pub fn tags(head: &EntryHead) -> AnyView {
    view! { <StatusTag of=head.state/>" "<StatusTag of=head.unit_state/> }.into_any()
}

/// The authors, each with the result of the age check.
pub fn authors(authors: &[CheckedAuthor]) -> impl IntoView + use<> {
    let words = PartWords(lang());
    let each = authors.iter().map(author).collect_view();
    view! { <Section id="tac-gia" title=words.authors()>{each}</Section> }
}

fn author(author: &CheckedAuthor) -> impl IntoView + use<> {
    let words = PartWords(lang());
    let name = if author.is_representative {
        format!("{} ({})", author.name, words.representative())
    } else {
        author.name.clone()
    };
    let class = author.class_name.clone().map(|class| view! { <SummaryRow key=words.class() value=class/> });
    let share = author.share.map(|share| {
        view! { <SummaryRow key=words.share() value=format!("{} %", share.vietnamese())/> }
    });
    let age = (author.age != AgeCheck::NotAsked).then(|| {
        let (tone, icon, text) = age(author.age, lang());
        let born = author.birth_date.map(|born| words.born(&format_date(born, lang())));
        view! { <SummaryRow key=words.age()><Tag tone icon text/>" "{born}</SummaryRow> }
    });
    let consents = (!author.standing.lines.is_empty()).then(|| {
        let rows = author.standing.lines.iter().map(|line| {
            let (tone, icon, text) = consent_line(author, *line, lang());
            view! { <p><Tag tone icon text/></p> }
        });
        let rows = rows.collect_view();
        view! { <SummaryRow key=words.consent()>{rows}</SummaryRow> }
    });
    let school = author.school.clone().unwrap_or_default();
    view! {
        <h3>{name}</h3>
        <SummaryList>
            <SummaryRow key=words.school() value=school/>
            {class}{share}{age}{consents}
        </SummaryList>
    }
}

fn age(check: AgeCheck, lang: Lang) -> (Tone, &'static str, String) {
    let words = PartWords(lang);
    match check {
        AgeCheck::Fits | AgeCheck::NotAsked => (Tone::Success, "circle-check", words.age_fits().to_owned()),
        AgeCheck::YoungerWelcome => (Tone::Info, "info-circle", words.age_younger().to_owned()),
        AgeCheck::TooOld { born_from } => (Tone::Error, "circle-x", words.age_too_old(&format_date(born_from, lang))),
        AgeCheck::TooYoung { born_to } => (Tone::Error, "circle-x", words.age_too_young(&format_date(born_to, lang))),
        AgeCheck::Unknown => (Tone::Attention, "alert-triangle", words.age_unknown().to_owned()),
    }
}

fn consent_line(author: &CheckedAuthor, line: Line, lang: Lang) -> (Tone, &'static str, String) {
    let words = PartWords(lang);
    let who = match line.subject {
        Subject::Guardian => words.guardian(),
        Subject::Child => words.child(),
    };
    let said = author.said(line.subject);
    let (tone, icon, what) = match line.state {
        LineState::Given => (Tone::Success, "circle-check", words.consent_given()),
        LineState::Refused => (Tone::Error, "circle-x", words.consent_refused()),
        LineState::Withdrawn => (Tone::Error, "circle-x", words.consent_withdrawn()),
        LineState::Asked { .. } => (Tone::Attention, "clock", words.consent_asked()),
        LineState::NotAsked { answered_before: false } => (Tone::Attention, "circle", words.consent_not_asked()),
        LineState::NotAsked { answered_before: true } => (Tone::Attention, "alert-triangle", words.consent_outdated()),
    };
    let mut parts = vec![format!("{who} {what}")];
    if let Some(said) = said {
        parts.extend(said.said_at().map(|at| format_instant(at, lang)));
        parts.extend(match said.way {
            Way::Link => None,
            Way::BesideGuardian => Some(words.consent_beside().to_owned()),
            Way::Paper => Some(words.consent_by_paper(&said.kept_at)),
        });
        if line.state == LineState::Given {
            let public = if said.publish_name { words.consent_publishes() } else { words.consent_private() };
            parts.push(public.to_owned());
        }
    }
    (tone, icon, parts.join(", "))
}

/// Question and answer, in full.
pub fn answers(answers: &[(String, Answer)]) -> impl IntoView + use<> {
    let words = PartWords(lang());
    let rows = answers.iter().map(|(question, answer)| {
        let text = match answer {
            Answer::Text(text) => text.clone(),
            Answer::Ticked => words.ticked().to_owned(),
        };
        let paragraphs = text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! { <SummaryRow key=question.clone() wide=true>{paragraphs}</SummaryRow> }
    });
    let rows = rows.collect_view();
    view! { <Section id="noi-dung-ho-so" title=words.answers()><SummaryList>{rows}</SummaryList></Section> }
}

/// The files, each with size and the beginning of its hash.
pub fn files(entry: domain::ids::EntryId, files: &[CheckedFile]) -> impl IntoView + use<> {
    let words = PartWords(lang());
    let each = files.iter().map(|file| {
        let size = format_file_size(file.size, lang());
        let whose = file.author.clone().map(|author| format!(", {author}")).unwrap_or_default();
        let hash: String = file.sha256.chars().take(8).collect();
        let address = href(&format!("/ho-so/{entry}/tep/{}", file.id));
        let name = file.file_name.clone();
        view! {
            <SummaryRow key=format!("{}{whose}", file.item)>
                <a href=address><Icon name="file"/>{name}", "{size}</a>
                " "<span class="muted">{hash}</span>
            </SummaryRow>
        }
    });
    let each = each.collect_view();
    let list = if files.is_empty() {
        view! { <p class="muted">{words.no_files()}</p> }.into_any()
    } else {
        view! { <SummaryList>{each}</SummaryList> }.into_any()
    };
    view! { <Section id="tep" title=words.files()>{list}</Section> }
}

/// What units said, newest first.
pub fn confirmations(confirmations: &[Confirmation]) -> impl IntoView + use<> {
    let words = PartWords(lang());
    let each = confirmations.iter().map(|said| {
        let by = words.said(&said.unit, &said.officer, &format_instant(said.at, lang()));
        let note = (!said.note.is_empty()).then(|| view! { <p>{said.note.clone()}</p> });
        view! { <li><StatusTag of=said.state/>" "{by}{note}</li> }
    });
    let each = each.collect_view();
    let list = if confirmations.is_empty() {
        view! { <p class="muted">{words.no_confirmations()}</p> }.into_any()
    } else {
        view! { <ul class="stack stack--tight">{each}</ul> }.into_any()
    };
    view! { <Section id="y-kien-don-vi" title=words.confirmations()>{list}</Section> }
}
