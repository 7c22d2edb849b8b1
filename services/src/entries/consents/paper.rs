//! Guardians without an address: a form on paper, recorded by the secretary.

use domain::calendar::vietnam_date;
use domain::consent::{Datum, Way, data_collected};
use domain::entries::consent_answer::{AnswerTrace, PaperAnswer, PaperProblem, check_paper, paper_moment};
use domain::entries::entry::Entry;
use domain::ids::{AuthorId, EntryId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use time::OffsetDateTime;

use super::kept::{Said, insert_answer, record_answer, state_word};
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::consent;
use crate::entries::find_entry::{find_entry, subject_for};
use crate::entries::load::load_entry;
use crate::entries::save_section::lock_entry;
use crate::failure::Failure;
use crate::programmes::{find_edition, find_rules};

/// Why a paper was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordPaperError {
    #[error("the record is not complete")]
    Problems(Vec<PaperProblem>),
    #[error("nobody needs to be asked")]
    NotNeeded,
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(RecordPaperError);

/// What the form to print names: the entry, the place of the author in it, and everything collected.
pub async fn find_paper_form(
    db: &DatabaseConnection,
    actor: &Actor,
    entry: EntryId,
    author: AuthorId,
) -> Result<(Entry, usize, Edition, Vec<Datum>), Failure> {
    let entry = find_entry(db, actor, entry).await?;
    let place = entry.author_number(author).ok_or(Failure::NotFound)? - 1;
    let edition = find_edition(db, entry.edition).await?;
    let rules = find_rules(db, entry.edition, entry.rules_version).await?;
    Ok((entry, place, edition, data_collected(&rules)))
}

/// Records what a guardian or a child answered on a signed form: who recorded it, the date on it, and where it is kept.
pub async fn record_paper(
    db: &DatabaseConnection,
    actor: &Actor,
    entry: EntryId,
    author: AuthorId,
    paper: &PaperAnswer,
    trace: &AnswerTrace,
    now: OffsetDateTime,
) -> Result<(), RecordPaperError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, entry).await?;
    let entry = load_entry(&tx, entry).await?;
    let people = subject_for(&tx, actor, &entry).await?;
    access::require(actor, Act::RecordConsent, &people, State::Entry(entry.state))?;
    let place = entry.author_number(author).ok_or(Failure::NotFound)? - 1;
    let today = vietnam_date(now);
    let known = &entry.authors[place];
    let standing = entry.standing_of(known, today);
    if !standing.may_ask.contains(&paper.subject) && standing.line(paper.subject).is_none() {
        return Err(RecordPaperError::NotNeeded);
    }
    let problems = check_paper(paper, today);
    let (true, Some(signed_on)) = (problems.is_empty(), paper.signed_on) else {
        return Err(RecordPaperError::Problems(problems));
    };
    let said = Said {
        answer: &paper.answer,
        refuses: paper.refuses,
        way: Way::Paper,
        trace,
        by: actor.account,
        at: paper_moment(signed_on).min(now),
    };
    let before = state_word(known, paper.subject);
    let row = insert_answer(&tx, &entry, place, paper.subject, &said, now).await?;
    let kept = consent::ActiveModel {
        id: Unchanged(row.id),
        kept_at: Set(Some(paper.kept_at.trim().to_owned())),
        ..Default::default()
    };
    kept.update(&tx).await?;
    record_answer(&tx, &entry, place, paper.subject, before, &said, now).await?;
    tx.commit().await?;
    Ok(())
}
