//! Keeping what was said: the row, the ledger, and who hears of it.

use domain::calendar::vietnam_date;
use domain::consent::{CONSENT_TEXT, ConsentState, Subject, Way, last_word};
use domain::entries::consent_answer::{AnswerTrace, ConsentAnswer};
use domain::entries::entry::{Author, Entry};
use domain::ids::AccountId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction};
use serde_json::json;
use time::OffsetDateTime;

use super::ask::question_row;
use super::tell::tell_of_answer;
use crate::entities::consent;
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// What was said, as it is kept.
pub(super) struct Said<'a> {
    pub answer: &'a ConsentAnswer,
    pub refuses: bool,
    pub way: Way,
    pub trace: &'a AnswerTrace,
    pub by: Option<AccountId>,
    pub at: OffsetDateTime,
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
        "network": said.trace.network, "session": said.trace.session.map(|id| id.0), "text": CONSENT_TEXT, "text_hash": said.trace.text_hash,
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
    if refuses { ConsentState::Refused } else { ConsentState::Given }
}
