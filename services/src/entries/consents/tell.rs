//! Those who made the entry hear of each answer: the account that filed it, the author, and the teacher.

use std::collections::BTreeSet;

use domain::consent::{ConsentState, Subject, tell_at};
use domain::entries::entry::Entry;
use domain::ids::AuthorId;
use domain::outbox::MailState;
use domain::text::{EmailAddress, Lang};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::entities::mail;
use crate::entries::letters::{address_of, officers_of};
use crate::failure::{Failure, read_json};
use crate::outbox::{Letter, LetterKind, queue_letter_for};
use crate::programmes::find_edition;

/// Queues the letters. They say whose consent it is and what was answered, and nothing else of the person. Whoever changes
/// their mind again and again does not fill the readers' letter boxes: what still waits is replaced, and what was told
/// already is not told again.
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
    let id = author.id.ok_or(Failure::NotFound)?;
    let reference = format!("entry/{}", entry.id);
    for (recipient, lang, is_owner) in readers(tx, entry, place).await? {
        let told = told_before(tx, &recipient, &reference, id, subject).await?;
        if told.last().is_some_and(|(_, answer)| answer == state.code()) {
            continue;
        }
        let moments: Vec<OffsetDateTime> = told.iter().map(|(at, _)| *at).collect();
        let link = if is_owner { format!("/ho-so/{}", entry.id) } else { format!("/cuoc-thi/{}", edition.slug) };
        let letter = Letter {
            recipient,
            lang,
            kind: LetterKind::ConsentAnswered,
            params: json!({
                "child": author.full_name,
                "author": id.0,
                "who": subject.code(),
                "answer": state.code(),
                "title": entry.title,
                "edition": edition.name(lang),
                "link": link,
            }),
            edition: Some(edition.id),
            reference: Some(reference.clone()),
        };
        queue_letter_for(tx, letter, now, tell_at(&moments, now)).await?;
    }
    Ok(())
}

/// When this reader was told what about this person's answer, oldest first. A letter that has not left yet is taken back.
async fn told_before(
    tx: &DatabaseTransaction,
    recipient: &str,
    reference: &str,
    author: AuthorId,
    subject: Subject,
) -> Result<Vec<(OffsetDateTime, String)>, Failure> {
    let rows = mail::Entity::find()
        .filter(mail::Column::Template.eq(LetterKind::ConsentAnswered.code()))
        .filter(mail::Column::Recipient.eq(recipient))
        .filter(mail::Column::Reference.eq(reference))
        .order_by_asc(mail::Column::Id)
        .all(tx)
        .await?;
    let mut told = Vec::new();
    for row in rows {
        let params: Value = read_json(&row.params)?;
        if params["author"] != author.0 || params["who"] != subject.code() {
            continue;
        }
        let taken_back = mail::Entity::delete_many()
            .filter(mail::Column::Id.eq(row.id))
            .filter(mail::Column::State.eq(MailState::Queued.code()))
            .exec(tx)
            .await?;
        if taken_back.rows_affected == 0 {
            let answer = params["answer"].as_str().unwrap_or_default().to_owned();
            told.push((row.sent_at.unwrap_or(row.next_at), answer));
        }
    }
    Ok(told)
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
        .flat_map(|one| one.contact.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/')))
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
