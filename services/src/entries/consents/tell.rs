//! Those who made the entry hear of each answer: the account that filed it, the author, and the teacher.

use std::collections::BTreeSet;

use domain::consent::{ConsentState, Subject};
use domain::entries::entry::Entry;
use domain::text::{EmailAddress, Lang};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use time::OffsetDateTime;

use crate::entries::letters::{address_of, officers_of};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::programmes::find_edition;

/// Queues the letters. They say whose consent it is and what was answered, and nothing else of the person.
pub(super) async fn tell_of_answer(
    tx: &DatabaseTransaction,
    entry: &Entry,
    place: usize,
    subject: Subject,
    state: ConsentState,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let edition = find_edition(tx, entry.edition).await?;
    let author = &entry.authors[place];
    for (recipient, lang, is_owner) in readers(tx, entry, place).await? {
        let link = if is_owner {
            format!("/ho-so/{}", entry.id)
        } else {
            format!("/cuoc-thi/{}", edition.slug)
        };
        let letter = Letter {
            recipient,
            lang,
            kind: LetterKind::ConsentAnswered,
            params: json!({
                "child": author.full_name,
                "who": subject.code(),
                "answer": state.code(),
                "title": entry.title,
                "edition": edition.name(lang),
                "link": link,
            }),
            edition: Some(edition.id),
            reference: Some(format!("entry/{}", entry.id)),
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(())
}

/// Each address once. The teachers named in the entry, or where none of them has an address, the officers of its unit.
async fn readers(tx: &DatabaseTransaction, entry: &Entry, place: usize) -> Result<Vec<(String, Lang, bool)>, Failure> {
    let mut readers = Vec::new();
    if let Some((address, lang)) = address_of(tx, entry.owner).await? {
        readers.push((address, lang, true));
    }
    let own = EmailAddress::parse(&entry.authors[place].email).ok().map(String::from);
    readers.extend(own.map(|address| (address, Lang::Vi, true)));
    let teachers: Vec<String> = entry
        .instructors
        .iter()
        .flat_map(|one| {
            one.contact
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'))
        })
        .filter_map(|word| EmailAddress::parse(word).ok().map(String::from))
        .collect();
    if teachers.is_empty() {
        for officer in officers_of(tx, entry).await? {
            let found = address_of(tx, officer).await?;
            readers.extend(found.map(|(address, lang)| (address, lang, false)));
        }
    }
    readers.extend(teachers.into_iter().map(|address| (address, Lang::Vi, false)));
    let mut seen = BTreeSet::new();
    readers.retain(|(address, ..)| seen.insert(address.to_lowercase()));
    Ok(readers)
}
