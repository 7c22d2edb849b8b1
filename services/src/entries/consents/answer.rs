//! Answering at a link: a yes, a no, taking it back; and the child's own part at the guardian's page.

use domain::calendar::{is_child, vietnam_date};
use domain::consent::{CONSENT_TEXT, ConsentState, Subject, Way, address_of, data_collected, last_word};
use domain::entries::consent_answer::{
    AnswerTrace, BesideGuardian, ConsentAnswer, ConsentProblem, ConsentRequest, check_consent,
};
use domain::entries::entry::{Author, Entry};
use domain::ids::{AccountId, AuthorId, EntryId};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use time::OffsetDateTime;

use super::ask::question_row;
use super::tell::tell_of_answer;
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{author, consent};
use crate::entries::load::{consent_of_row, load_entry};
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::programmes::{find_edition, find_rules};
use crate::tokens::hash_token;

/// Why an answer was not kept.
#[derive(Debug, thiserror::Error)]
pub enum AnswerConsentError {
    #[error("the answer is not complete")]
    Problems(Vec<ConsentProblem>),
    /// The entry names somebody else by now, or the author has come of age: this link answers nothing any more.
    #[error("the question is no longer asked")]
    Outdated,
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(AnswerConsentError);

/// What was said, as it is kept.
pub(super) struct Said<'a> {
    pub answer: &'a ConsentAnswer,
    pub refuses: bool,
    pub way: Way,
    pub trace: &'a AnswerTrace,
    pub by: Option<AccountId>,
    pub at: OffsetDateTime,
}

/// What the person at this link is asked, and what was answered.
pub async fn find_consent(
    db: &impl ConnectionTrait,
    token: &str,
    now: OffsetDateTime,
) -> Result<ConsentRequest, Failure> {
    let row = row_at(db, token).await?;
    let (entry, place) = author_of(db, row.author_id).await?;
    let author = &entry.authors[place];
    let edition = find_edition(db, entry.edition).await?;
    let rules = find_rules(db, entry.edition, entry.rules_version).await?;
    let text_version = row.text_version.clone();
    let consent = consent_of_row(row)?;
    let of_age = is_of_age(author, now);
    let binds = consent.question.binds(consent.subject, &author.person());
    Ok(ConsentRequest {
        beside: (consent.subject == Subject::Guardian && binds && !of_age)
            .then(|| beside(&entry, place, now))
            .flatten(),
        binds,
        of_age,
        consent,
        author_name: author.full_name.clone(),
        guardian_name: author.guardian.name.clone(),
        guardian_relation: author.guardian.relation.clone(),
        entry_title: entry.title.clone(),
        entry_state: entry.state,
        edition_vi: edition.name_vi,
        edition_en: edition.name_en,
        data: data_collected(&rules),
        text_version,
    })
}

/// The child's part on the guardian's page: from seven on, when no letter can reach the child alone.
fn beside(entry: &Entry, place: usize, now: OffsetDateTime) -> Option<BesideGuardian> {
    let author = &entry.authors[place];
    let standing = entry.standing_of(author, vietnam_date(now));
    let reachable = address_of(&entry.known_addresses(), place, Subject::Child).is_some();
    if reachable || !standing.may_ask.contains(&Subject::Child) {
        return None;
    }
    let said = |subject| last_word(&author.person(), &author.consents, subject).cloned();
    Some(BesideGuardian {
        is_open: said(Subject::Guardian).is_some_and(|consent| consent.state == ConsentState::Given),
        consent: said(Subject::Child),
    })
}

fn is_of_age(author: &Author, now: OffsetDateTime) -> bool {
    author
        .birth_date
        .is_some_and(|birth| !is_child(birth, vietnam_date(now)))
}

/// Keeps a yes, or a no. Whoever refused or withdrew may change their mind at the same link.
pub async fn answer_consent(
    db: &DatabaseConnection,
    token: &str,
    answer: ConsentAnswer,
    refuses: bool,
    trace: &AnswerTrace,
    now: OffsetDateTime,
) -> Result<(), AnswerConsentError> {
    let tx = begin_write(db).await?;
    let row = row_at(&tx, token).await?;
    let consent = consent_of_row(row.clone())?;
    let (entry, place) = author_of(&tx, row.author_id).await?;
    let author = &entry.authors[place];
    let spoken_for = consent.subject == Subject::Guardian && is_of_age(author, now);
    if spoken_for || !consent.question.binds(consent.subject, &author.person()) {
        return Err(AnswerConsentError::Outdated);
    }
    let problems = check_consent(consent.subject, &answer, refuses);
    if !problems.is_empty() {
        return Err(AnswerConsentError::Problems(problems));
    }
    let said = Said {
        answer: &answer,
        refuses,
        way: Way::Link,
        trace,
        by: None,
        at: now,
    };
    let mut changed = answered_row(&said);
    changed.id = Unchanged(row.id);
    changed.update(&tx).await?;
    record_answer(&tx, &entry, place, consent.subject, &row.state, &said, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The child's own answer at the guardian's page, once the guardian has agreed.
pub async fn answer_beside(
    db: &DatabaseConnection,
    token: &str,
    answer: ConsentAnswer,
    refuses: bool,
    trace: &AnswerTrace,
    now: OffsetDateTime,
) -> Result<(), AnswerConsentError> {
    let tx = begin_write(db).await?;
    let row = row_at(&tx, token).await?;
    let guardian = consent_of_row(row.clone())?;
    let (entry, place) = author_of(&tx, row.author_id).await?;
    let author = &entry.authors[place];
    let open = guardian.subject == Subject::Guardian
        && !is_of_age(author, now)
        && guardian.question.binds(Subject::Guardian, &author.person())
        && beside(&entry, place, now).is_some_and(|part| part.is_open);
    if !open {
        return Err(AnswerConsentError::Outdated);
    }
    let answer = ConsentAnswer {
        person_name: author.full_name.clone(),
        ..answer
    };
    let problems = check_consent(Subject::Child, &answer, refuses);
    if !problems.is_empty() {
        return Err(AnswerConsentError::Problems(problems));
    }
    let before = state_word(author, Subject::Child);
    let said = Said {
        answer: &answer,
        refuses,
        way: Way::BesideGuardian,
        trace,
        by: None,
        at: now,
    };
    insert_answer(&tx, &entry, place, Subject::Child, &said, now).await?;
    record_answer(&tx, &entry, place, Subject::Child, before, &said, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a yes back: nothing more is published from now on. Withdrawing twice changes nothing.
pub async fn withdraw_consent(
    db: &DatabaseConnection,
    token: &str,
    trace: &AnswerTrace,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let row = row_at(&tx, token).await?;
    if row.state != ConsentState::Given.code() {
        return Ok(());
    }
    let subject = consent_of_row(row.clone())?.subject;
    let changed = consent::ActiveModel {
        id: Unchanged(row.id),
        state: Set(ConsentState::Withdrawn.code().to_owned()),
        publish_name: Set(false),
        publish_photo: Set(false),
        withdrawn_at: Set(Some(now)),
        ..Default::default()
    };
    changed.update(&tx).await?;
    let (entry, place) = author_of(&tx, row.author_id).await?;
    let record = Record::new(None, "consent.withdrawn", format!("author/{}", row.author_id));
    let detail = json!({
        "entry": entry.id.0, "who": row.subject, "from": row.state, "to": ConsentState::Withdrawn.code(),
        "way": Way::Link.code(), "network": trace.network, "text": row.text_version, "text_hash": trace.text_hash,
    });
    ledger::append(&tx, record.detail(detail), now).await?;
    tell_of_answer(&tx, &entry, place, subject, ConsentState::Withdrawn, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The columns of an answer.
pub(super) fn answered_row(said: &Said<'_>) -> consent::ActiveModel {
    let Said { answer, refuses, .. } = *said;
    consent::ActiveModel {
        state: Set(state_of(refuses).code().to_owned()),
        person_name: Set(Some(answer.person_name.clone())),
        relation: Set(Some(answer.relation.clone())),
        publish_name: Set(!refuses && answer.publish_name),
        publish_photo: Set(!refuses && answer.publish_photo),
        text_version: Set(CONSENT_TEXT.to_owned()),
        way: Set(said.way.code().to_owned()),
        network: Set((!said.trace.network.is_empty()).then(|| said.trace.network.clone())),
        text_hash: Set(Some(said.trace.text_hash.clone())),
        recorded_by: Set(said.by.map(|account| account.0)),
        answered_at: Set(Some(said.at)),
        withdrawn_at: Set(None),
        ..Default::default()
    }
}

/// Keeps an answer that came by no link of its own.
pub(super) async fn insert_answer(
    tx: &DatabaseTransaction,
    entry: &Entry,
    place: usize,
    subject: Subject,
    said: &Said<'_>,
    now: OffsetDateTime,
) -> Result<consent::Model, Failure> {
    let author = &entry.authors[place];
    let asked = question_row(author.id.ok_or(Failure::NotFound)?, author, subject, now)?;
    let row = consent::ActiveModel {
        author_id: asked.author_id,
        subject: asked.subject,
        question: asked.question,
        sent_to: asked.sent_to,
        asked_at: Set(said.at.min(now)),
        ..answered_row(said)
    };
    Ok(row.insert(tx).await?)
}

/// Who answered, from where, when and to which text; and those concerned hear of it when something changed.
pub(super) async fn record_answer(
    tx: &DatabaseTransaction,
    entry: &Entry,
    place: usize,
    subject: Subject,
    before: &str,
    said: &Said<'_>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let author = entry.authors[place].id.ok_or(Failure::NotFound)?;
    let state = state_of(said.refuses);
    let record = Record::new(said.by, "consent.answered", format!("author/{author}"));
    let detail = json!({
        "entry": entry.id.0, "who": subject.code(), "from": before, "to": state.code(), "way": said.way.code(),
        "network": said.trace.network, "text": CONSENT_TEXT, "text_hash": said.trace.text_hash,
        "on": vietnam_date(said.at).to_string(),
        "publish_name": !said.refuses && said.answer.publish_name,
        "publish_photo": !said.refuses && said.answer.publish_photo,
    });
    ledger::append(tx, record.detail(detail), now).await?;
    if before != state.code() {
        tell_of_answer(tx, entry, place, subject, state, now).await?;
    }
    Ok(())
}

/// The word of the answer that stands, or that nobody answered.
pub(super) fn state_word(author: &Author, subject: Subject) -> &'static str {
    last_word(&author.person(), &author.consents, subject).map_or(ConsentState::Asked.code(), |one| one.state.code())
}

fn state_of(refuses: bool) -> ConsentState {
    if refuses {
        ConsentState::Refused
    } else {
        ConsentState::Given
    }
}

async fn row_at(db: &impl ConnectionTrait, token: &str) -> Result<consent::Model, Failure> {
    let row = consent::Entity::find()
        .filter(consent::Column::TokenHash.eq(hash_token(token)))
        .lock_exclusive()
        .one(db)
        .await?;
    row.ok_or(Failure::NotFound)
}

/// The entry, and the place of the author in it.
async fn author_of(db: &impl ConnectionTrait, id: i64) -> Result<(Entry, usize), Failure> {
    let row = author::Entity::find_by_id(id).one(db).await?.ok_or(Failure::NotFound)?;
    let entry = load_entry(db, EntryId(row.entry_id)).await?;
    let number = entry.author_number(AuthorId(id)).ok_or(Failure::NotFound)?;
    Ok((entry, number - 1))
}
