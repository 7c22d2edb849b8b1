//! Asking guardians and children, and keeping what they said. Links work without an account; only their hash is stored.

use domain::calendar::vietnam_date;
use domain::entries::consent::{CONSENT_TEXT, ConsentState, ConsentSubject, consents_needed};
use domain::entries::consent_answer::{ConsentAnswer, ConsentProblem, ConsentRequest, check_consent};
use domain::entries::entry::{Author, Entry};
use domain::entries::state::EntryState;
use domain::ids::{AuthorId, EntryId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::text::{Lang, check_email};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use time::OffsetDateTime;

use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{author, consent};
use crate::entries::find_entry::subject_for;
use crate::entries::load::{consent_of_row, load_entry};
use crate::entries::save_section::lock_entry;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::programmes::find_edition;
use crate::tokens::{hash_token, new_token};

/// Why a consent was not asked.
#[derive(Debug, thiserror::Error)]
pub enum AskConsentError {
    #[error("nobody needs to be asked")]
    NotNeeded,
    #[error("the consent was given already")]
    AlreadyGiven,
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(AskConsentError);

/// Why an answer was not kept.
#[derive(Debug, thiserror::Error)]
pub enum AnswerConsentError {
    #[error("the answer is not complete")]
    Problems(Vec<ConsentProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(AnswerConsentError);

/// Makes a new link and sends it, if there is an address. The link is returned once: whoever asks may pass it on.
pub async fn ask_consent(
    db: &DatabaseConnection,
    actor: &Actor,
    entry: EntryId,
    author: AuthorId,
    subject: ConsentSubject,
    now: OffsetDateTime,
) -> Result<String, AskConsentError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, entry).await?;
    let entry = load_entry(&tx, entry).await?;
    let people = subject_for(&tx, actor, &entry).await?;
    access::require(actor, Act::ReadEntry, &people, State::Entry(entry.state))?;
    if people.owner != actor.account || matches!(entry.state, EntryState::Withdrawn | EntryState::Refused) {
        return Err(Failure::NotFound.into());
    }
    let found = entry.authors.iter().find(|known| known.id == Some(author));
    let author = found.ok_or(Failure::NotFound)?;
    if !consents_needed(author.birth_date, vietnam_date(now)).contains(&subject) {
        return Err(AskConsentError::NotNeeded);
    }
    if author
        .consent(subject)
        .is_some_and(|consent| consent.state == ConsentState::Given)
    {
        return Err(AskConsentError::AlreadyGiven);
    }
    let edition = find_edition(&tx, entry.edition).await?;
    let link = ask(&tx, actor, &edition, &entry, author, subject, now).await?;
    tx.commit().await?;
    Ok(link)
}

/// Asks everybody who has an address and was not asked yet: nobody forgets it when an entry is sent.
pub(super) async fn ask_missing(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    entry: &Entry,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    for author in &entry.authors {
        for subject in consents_needed(author.birth_date, vietnam_date(now)) {
            if author.consent(subject).is_none() && address(author, subject).is_some() {
                ask(tx, actor, edition, entry, author, subject, now).await?;
            }
        }
    }
    Ok(())
}

async fn ask(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    entry: &Entry,
    author: &Author,
    subject: ConsentSubject,
    now: OffsetDateTime,
) -> Result<String, Failure> {
    let author_id = author.id.ok_or(Failure::NotFound)?;
    let token = new_token();
    store_question(tx, author_id, subject, &token, now).await?;
    let record = Record::new(actor.account, "consent.asked", format!("author/{author_id}"));
    let detail = json!({ "entry": entry.id.0, "who": subject.code(), "text": CONSENT_TEXT });
    ledger::append(tx, record.detail(detail), now).await?;
    let link = format!("/dong-y/{token}");
    if let Some(recipient) = address(author, subject) {
        let kind = match subject {
            ConsentSubject::Guardian => LetterKind::GuardianConsent,
            ConsentSubject::Child => LetterKind::ChildConsent,
        };
        let letter = Letter {
            recipient,
            lang: Lang::Vi,
            kind,
            params: json!({
                "author": author.full_name,
                "name": match subject {
                    ConsentSubject::Guardian => &author.guardian.name,
                    ConsentSubject::Child => &author.full_name,
                },
                "title": entry.title,
                "edition": edition.name_vi,
                "link": link,
            }),
            edition: Some(edition.id),
            reference: Some(format!("entry/{}", entry.id)),
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(link)
}

fn address(author: &Author, subject: ConsentSubject) -> Option<String> {
    let typed = match subject {
        ConsentSubject::Guardian => &author.guardian.email,
        ConsentSubject::Child => &author.email,
    };
    check_email(typed).ok()
}

/// One row for each person asked about each author: a new link replaces the old one.
async fn store_question(
    tx: &DatabaseTransaction,
    author: AuthorId,
    subject: ConsentSubject,
    token: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let known = consent::Entity::find()
        .filter(consent::Column::AuthorId.eq(author.0))
        .filter(consent::Column::Subject.eq(subject.code()))
        .one(tx)
        .await?;
    let mut row = consent::ActiveModel {
        author_id: Set(author.0),
        subject: Set(subject.code().to_owned()),
        token_hash: Set(Some(hash_token(token))),
        state: Set(ConsentState::Asked.code().to_owned()),
        publish_name: Set(false),
        publish_photo: Set(false),
        text_version: Set(CONSENT_TEXT.to_owned()),
        asked_at: Set(now),
        answered_at: Set(None),
        withdrawn_at: Set(None),
        ..Default::default()
    };
    match known {
        Some(known) => {
            row.id = Unchanged(known.id);
            row.update(tx).await?;
        }
        None => {
            row.insert(tx).await?;
        }
    }
    Ok(())
}

/// What the person at this link is asked, and what was answered.
pub async fn find_consent(db: &impl ConnectionTrait, token: &str) -> Result<ConsentRequest, Failure> {
    let row = row_at(db, token).await?;
    let (entry, author) = author_of(db, &row).await?;
    let edition = find_edition(db, entry.edition).await?;
    let (text_version, withdrawn_at) = (row.text_version.clone(), row.withdrawn_at);
    Ok(ConsentRequest {
        consent: consent_of_row(row)?,
        author_name: author.full_name,
        guardian_name: author.guardian.name,
        guardian_relation: author.guardian.relation,
        entry_title: entry.title,
        entry_state: entry.state,
        edition_vi: edition.name_vi,
        edition_en: edition.name_en,
        text_version,
        withdrawn_at,
    })
}

/// Keeps a yes, or a no. Whoever refused or withdrew may change their mind at the same link.
pub async fn answer_consent(
    db: &DatabaseConnection,
    token: &str,
    answer: ConsentAnswer,
    refuses: bool,
    now: OffsetDateTime,
) -> Result<(), AnswerConsentError> {
    let tx = begin_write(db).await?;
    let row = row_at(&tx, token).await?;
    let subject = consent_of_row(row.clone())?.subject;
    let problems = check_consent(subject, &answer, refuses);
    if !problems.is_empty() {
        return Err(AnswerConsentError::Problems(problems));
    }
    let state = if refuses {
        ConsentState::Refused
    } else {
        ConsentState::Given
    };
    let changed = consent::ActiveModel {
        id: Unchanged(row.id),
        state: Set(state.code().to_owned()),
        person_name: Set(Some(answer.person_name)),
        relation: Set(Some(answer.relation)),
        publish_name: Set(!refuses && answer.publish_name),
        publish_photo: Set(!refuses && answer.publish_photo),
        text_version: Set(CONSENT_TEXT.to_owned()),
        answered_at: Set(Some(now)),
        withdrawn_at: Set(None),
        ..Default::default()
    };
    let detail = json!({
        "who": row.subject, "from": row.state, "to": state.code(), "text": CONSENT_TEXT,
        "publish_name": !refuses && answer.publish_name, "publish_photo": !refuses && answer.publish_photo,
    });
    save_answer(&tx, &row, changed, "consent.answered", detail, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a yes back: nothing more is published from now on. Withdrawing twice changes nothing.
pub async fn withdraw_consent(db: &DatabaseConnection, token: &str, now: OffsetDateTime) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let row = row_at(&tx, token).await?;
    if row.state != ConsentState::Given.code() {
        return Ok(());
    }
    let changed = consent::ActiveModel {
        id: Unchanged(row.id),
        state: Set(ConsentState::Withdrawn.code().to_owned()),
        publish_name: Set(false),
        publish_photo: Set(false),
        withdrawn_at: Set(Some(now)),
        ..Default::default()
    };
    let detail = json!({ "who": row.subject, "from": row.state, "to": ConsentState::Withdrawn.code() });
    save_answer(&tx, &row, changed, "consent.withdrawn", detail, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn save_answer(
    tx: &DatabaseTransaction,
    row: &consent::Model,
    changed: consent::ActiveModel,
    act: &'static str,
    detail: serde_json::Value,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    changed.update(tx).await?;
    let record = Record::new(None, act, format!("author/{}", row.author_id));
    ledger::append(tx, record.detail(detail), now).await?;
    Ok(())
}

async fn row_at(db: &impl ConnectionTrait, token: &str) -> Result<consent::Model, Failure> {
    let row = consent::Entity::find()
        .filter(consent::Column::TokenHash.eq(hash_token(token)))
        .lock_exclusive()
        .one(db)
        .await?;
    row.ok_or(Failure::NotFound)
}

async fn author_of(db: &impl ConnectionTrait, row: &consent::Model) -> Result<(Entry, Author), Failure> {
    let author = author::Entity::find_by_id(row.author_id)
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    let entry = load_entry(db, EntryId(author.entry_id)).await?;
    let found = entry
        .authors
        .iter()
        .find(|known| known.id == Some(AuthorId(row.author_id)));
    let author = found.cloned().ok_or(Failure::NotFound)?;
    Ok((entry, author))
}
