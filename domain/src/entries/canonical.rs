//! The one way to write an entry as bytes: its hash is the content hash of the receipt. See `docs/formats-receipt.md`.

use std::fmt::Write;

use crate::entries::entry::{Author, Entry};
use crate::entries::sections::EntrySection;
use crate::programmes::rules::EditionRules;

/// The first line; it changes with the format.
const FORMAT: &str = "vinhdanh-entry/1";

/// Everything the authors wrote, in a fixed order: the same entry is the same text on every machine.
pub fn canonical_entry(rules: &EditionRules, entry: &Entry, edition: &str) -> String {
    let mut text = format!("{FORMAT}\n");
    put(&mut text, "edition", edition);
    put(&mut text, "rules", &entry.rules_version.to_string());
    for section in EntrySection::ALL {
        text.push_str(&section_text(rules, entry, section));
    }
    text
}

/// The part of it that stands on one page of the form; two people editing the page compare it.
pub fn section_text(rules: &EditionRules, entry: &Entry, section: EntrySection) -> String {
    let mut text = format!("# {}\n", section.slug());
    match section {
        EntrySection::About => {
            put(&mut text, "title", &entry.title);
            put(&mut text, "field", entry.field.as_deref().unwrap_or_default());
            put(&mut text, "group", entry.group.as_deref().unwrap_or_default());
            put(&mut text, "unit", &entry.unit_name);
        }
        EntrySection::Authors => entry.authors.iter().for_each(|author| put_author(&mut text, author)),
        EntrySection::Guardians => {
            for (place, author) in entry.authors.iter().enumerate() {
                let guardian = &author.guardian;
                if !guardian.is_empty() {
                    put(&mut text, "author", &(place + 1).to_string());
                    put(&mut text, "name", &guardian.name);
                    put(&mut text, "phone", &guardian.phone);
                    put(&mut text, "email", &guardian.email);
                    put(&mut text, "relation", &guardian.relation);
                }
            }
        }
        EntrySection::Instructors => {
            for instructor in &entry.instructors {
                put(&mut text, "name", &instructor.full_name);
                put(&mut text, "unit", &instructor.unit_name);
                put(&mut text, "contact", &instructor.contact);
            }
        }
        EntrySection::Files => {
            for file in &entry.files {
                put(&mut text, "item", &file.item);
                let author = file.author.and_then(|id| entry.author_number(id));
                put(&mut text, "author", &author.map(|number| number.to_string()).unwrap_or_default());
                put(&mut text, "name", &file.name);
                put(&mut text, "size", &file.size.to_string());
                put(&mut text, "sha256", &file.sha256);
            }
        }
        EntrySection::Description | EntrySection::Declarations => {}
    }
    for question in section.questions(rules) {
        if let Some(answer) = entry.answers.get(&question.code).filter(|answer| !answer.is_empty()) {
            put(&mut text, &format!("answer.{}", question.code), answer);
        }
    }
    text
}

fn put_author(text: &mut String, author: &Author) {
    put(text, "name", &author.full_name);
    let birth = author.birth_date.map(|birth| birth.to_string()).unwrap_or_default();
    put(text, "born", &birth);
    // Only drafts have these: nothing is sent before they are mended.
    if author.unread.has_birth() {
        put(text, "born.typed", &author.unread.birth.join("/"));
    }
    if !author.unread.share.is_empty() {
        put(text, "share.typed", &author.unread.share);
    }
    put(text, "gender", &author.gender);
    put(text, "ethnicity", &author.ethnicity);
    put(text, "class", &author.class_name);
    put(text, "school", &author.school_name);
    put(text, "phone", &author.phone);
    put(text, "email", &author.email);
    put(text, "address", &author.address);
    let share = author.share.map(|share| share.hundredths().to_string());
    put(text, "share", &share.unwrap_or_default());
    put(text, "representative", if author.is_representative { "1" } else { "0" });
    put(text, "disability", if author.disability { "1" } else { "0" });
}

/// `key length`, then the value on its own lines: no value can pretend to be a key.
fn put(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key} {}\n{value}", value.len());
}
