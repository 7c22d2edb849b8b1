//! What an entry holds, to read and check.

use domain::calendar::format_date;
use domain::consent::last_word;
use domain::entries::check_answers::TICKED;
use domain::entries::entry::{Author, Entry, EntryFile};
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::EntrySection;
use domain::programmes::rules::{DossierKind, EditionRules, QuestionKind};
use domain::text::{format_file_size, format_phone};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::receipt::Checksum;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::tag::Tag;
use crate::entries::about_fields::AboutWords;
use crate::entries::author_fields::AuthorWords;
use crate::entries::guardian_fields::{GuardianWords, consent_look};
use crate::entries::instructor_fields::InstructorWords;
use crate::entries::section_names::{section_heading, work_word};
use crate::shell::href;
use crate::words::{Lang, lang};

catalogue! {
    /// The words of a summary.
    pub EntrySummaryWords {
        ticked => "Đã đánh dấu", "Ticked";
        representative => "đại diện nhóm", "represents the team";
        not_filled => "Chưa điền", "Not filled in";
        not_needed => "Chưa có tác giả nào cần người giám hộ đồng ý", "No author needs a guardian's consent so far";
        no_files => "Chưa có tệp", "No file yet";
        physical => "Nộp trực tiếp cho ban thư ký", "To be handed to the secretariat";
        by_unit => "Đơn vị xác nhận trong hệ thống", "Confirmed by the unit in the portal";
        in_portal => "Khai trong hệ thống", "Given in the portal";
    }
}

/// One section of an entry; `change` adds the links that lead to where it is changed.
#[component]
pub fn SectionSummary(open: OpenEntry, section: EntrySection, change: bool) -> impl IntoView {
    let to = if change { format!("/ho-so/{}/{}?xem=loi", open.entry.id, section.slug()) } else { String::new() };
    let OpenEntry { entry, rules, now, .. } = open;
    let on = domain::calendar::vietnam_date(now);
    let rows = match section {
        EntrySection::About => about_rows(&rules, &entry, &to),
        EntrySection::Authors => author_rows(&entry, &to),
        EntrySection::Guardians => guardian_rows(&entry, on, &to),
        EntrySection::Instructors => instructor_rows(&entry, &to),
        EntrySection::Files => file_rows(&rules, &entry, &to),
        EntrySection::Description | EntrySection::Declarations => vec![],
    };
    let answers = answer_rows(&rules, &entry, section, &to);
    let mut rows: Vec<AnyView> = rows.into_iter().chain(answers).collect();
    if rows.is_empty() {
        rows.push(nothing_yet(section, &to));
    }
    view! { <SummaryList>{rows}</SummaryList> }
}

/// A section with nothing in it still has its line, and the way to fill it.
fn nothing_yet(section: EntrySection, to: &str) -> AnyView {
    let words = EntrySummaryWords(lang());
    let key = section_heading(section, lang());
    if section == EntrySection::Guardians {
        return row(key, words.not_needed(), "");
    }
    let change = to.to_owned();
    view! { <SummaryRow key change><span class="summary-list__value--empty">{words.not_filled()}</span></SummaryRow> }
        .into_any()
}

fn row(key: impl Into<String>, value: impl Into<String>, to: &str) -> AnyView {
    let (key, value, change) = (key.into(), value.into(), to.to_owned());
    view! { <SummaryRow key value change/> }.into_any()
}

fn about_rows(rules: &EditionRules, entry: &Entry, to: &str) -> Vec<AnyView> {
    let words = AboutWords(lang());
    let mut rows = vec![row(words.title(work_word(rules.work_word, lang())), &entry.title, to)];
    if !rules.fields.is_empty() {
        let field = entry.field.as_deref().and_then(|code| rules.field(code));
        rows.push(row(words.field(), field.map(|field| field.name.clone()).unwrap_or_default(), to));
    }
    if !rules.groups.is_empty() {
        let chosen = rules.groups.iter().find(|group| Some(&group.code) == entry.group.as_ref());
        rows.push(row(words.group(), chosen.map(|group| group.name.clone()).unwrap_or_default(), to));
    }
    let question = domain::entries::sections::unit_question(rules);
    if rules.team.unit_confirms || question.is_some() {
        let label = question.map_or_else(|| words.unit().to_owned(), |question| question.label.clone());
        rows.push(row(label, &entry.unit_name, to));
    }
    rows
}

fn answer_rows(rules: &EditionRules, entry: &Entry, section: EntrySection, to: &str) -> Vec<AnyView> {
    let words = EntrySummaryWords(lang());
    let rows = section.questions(rules).map(|question| {
        let answer = entry.answers.get(&question.code).cloned().unwrap_or_default();
        let value = match question.kind {
            QuestionKind::Tick if answer == TICKED => words.ticked().to_owned(),
            QuestionKind::Date => match domain::calendar::parse_date(&answer) {
                Ok(date) => format_date(date, lang()),
                Err(_) => answer,
            },
            _ => answer,
        };
        let (key, change, wide) = (question.label.clone(), to.to_owned(), question.kind == QuestionKind::Text);
        if wide && !value.is_empty() {
            let lines = value.lines().map(|line| view! { {line.to_owned()}<br/> }).collect_view();
            view! { <SummaryRow key change wide=true>{lines}</SummaryRow> }.into_any()
        } else {
            view! { <SummaryRow key value change wide/> }.into_any()
        }
    });
    rows.collect()
}

fn author_rows(entry: &Entry, to: &str) -> Vec<AnyView> {
    let numbered = entry.authors.iter().enumerate();
    numbered
        .map(|(place, author)| {
            let key = AuthorWords(lang()).author(place + 1);
            let lines = author_lines(author, lang()).into_iter().map(|line| view! { {line}<br/> });
            let (lines, change) = (lines.collect_view(), to.to_owned());
            view! { <SummaryRow key change>{lines}</SummaryRow> }.into_any()
        })
        .collect()
}

/// Everything known of an author, a line for each kind of fact.
pub fn author_lines(author: &Author, lang: Lang) -> Vec<String> {
    let born = author
        .birth_date
        .map(|birth| format_date(birth, lang))
        .or_else(|| author.unread.has_birth().then(|| author.unread.birth.join("/")))
        .unwrap_or_default();
    let share =
        author.share.map(|share| format!("{} %", share.vietnamese())).unwrap_or_else(|| author.unread.share.clone());
    let represents = if author.is_representative { EntrySummaryWords(lang).representative() } else { "" };
    let groups: [&[&str]; 4] = [
        &[&author.full_name, &share, represents],
        &[&born, &author.gender, &author.ethnicity],
        &[&author.class_name, &author.school_name],
        &[&format_phone(&author.phone), &author.email, &author.address],
    ];
    let lines = groups.map(|group| {
        let filled: Vec<&str> = group.iter().copied().filter(|text| !text.is_empty()).collect();
        filled.join(", ")
    });
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn guardian_rows(entry: &Entry, on: time::Date, to: &str) -> Vec<AnyView> {
    let words = GuardianWords(lang());
    entry
        .in_care(on)
        .map(|(number, author)| {
            let guardian = &author.guardian;
            let facts = [&guardian.name, &guardian.relation, &format_phone(&guardian.phone), &guardian.email];
            let facts: Vec<&str> = facts.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let facts = facts.join(", ");
            let standing = entry.standing_of(author, on);
            let states = standing.lines.into_iter().map(|line| {
                let said = last_word(&author.person(), &author.consents, line.subject);
                let (tone, icon, text) = consent_look(line.state, said, lang());
                view! { <br/><Tag tone icon text/> }
            });
            let (key, change, states) = (words.of(number, &author.full_name), to.to_owned(), states.collect_view());
            view! { <SummaryRow key change>{facts}{states}</SummaryRow> }.into_any()
        })
        .collect()
}

fn instructor_rows(entry: &Entry, to: &str) -> Vec<AnyView> {
    let numbered = entry.instructors.iter().enumerate();
    let rows = numbered.map(|(place, instructor)| {
        let facts = [&instructor.full_name, &instructor.unit_name, &instructor.contact];
        let facts: Vec<&str> = facts.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        row(InstructorWords(lang()).instructor(place + 1), facts.join(", "), to)
    });
    let rows: Vec<AnyView> = rows.collect();
    if rows.is_empty() { vec![row(InstructorWords(lang()).instructor(1), "", to)] } else { rows }
}

fn file_rows(rules: &EditionRules, entry: &Entry, to: &str) -> Vec<AnyView> {
    let words = EntrySummaryWords(lang());
    let items = rules.dossier_for(entry.field.as_deref());
    items
        .map(|item| match item.kind {
            DossierKind::Physical => row(&item.name, words.physical(), ""),
            DossierKind::Confirmation => row(&item.name, words.by_unit(), ""),
            DossierKind::Form | DossierKind::Consent => row(&item.name, words.in_portal(), ""),
            DossierKind::File => {
                let files: Vec<&EntryFile> = entry.files_of(&item.code).collect();
                if files.is_empty() {
                    return row(&item.name, words.no_files(), to);
                }
                let lines = files.into_iter().map(|file| file_line(entry, file)).collect_view();
                let (key, change) = (item.name.clone(), to.to_owned());
                view! { <SummaryRow key change>{lines}</SummaryRow> }.into_any()
            }
        })
        .collect()
}

/// One file: name with its link, size, and the start of its checksum.
pub fn file_line(entry: &Entry, file: &EntryFile) -> impl IntoView + use<> {
    let to = href(&format!("/ho-so/{}/tep/{}", entry.id, file.id));
    let author = file.author.and_then(|id| entry.author_number(id));
    let author = author.map(|number| format!(", {}", AuthorWords(lang()).author(number))).unwrap_or_default();
    let size = format_file_size(file.size, lang());
    let start = file.sha256.chars().take(8).collect::<String>();
    view! { <a href=to>{file.name.clone()}</a>{author}", "{size}", "<Checksum text=start/><br/> }
}
