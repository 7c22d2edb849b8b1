//! Answering at a link: a yes, a no, taking it back; and the child's own part at the guardian's page.

use domain::consent::{ConsentState, Subject, Way};
use domain::entries::consent_answer::{AnswerTrace, ConsentAnswer, ConsentProblem, check_consent};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use serde_json::json;
use time::OffsetDateTime;

use super::kept::{Said, answered_row, insert_answer, record_answer, state_word};
use super::page::{author_of, beside, is_of_age, row_at};
use super::tell::tell_of_answer;
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::consent;
use crate::entries::load::consent_of_row;
use crate::failure::Failure;
use crate::ledger::{self, Record};

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
    let said = Said { answer: &answer, refuses, way: Way::Link, trace, by: None, at: now };
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
    let answer = ConsentAnswer { person_name: author.full_name.clone(), ..answer };
    let problems = check_consent(Subject::Child, &answer, refuses);
    if !problems.is_empty() {
        return Err(AnswerConsentError::Problems(problems));
    }
    let before = state_word(author, Subject::Child);
    let said = Said { answer: &answer, refuses, way: Way::BesideGuardian, trace, by: None, at: now };
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
        "way": Way::Link.code(), "network": trace.network, "session": trace.session.map(|id| id.0), "text": row.text_version, "text_hash": trace.text_hash,
    });
    ledger::append(&tx, record.detail(detail), now).await?;
    tell_of_answer(&tx, &entry, place, subject, ConsentState::Withdrawn, now).await?;
    tx.commit().await?;
    Ok(())
}
