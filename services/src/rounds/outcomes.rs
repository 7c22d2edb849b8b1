//! Reading and adding outcomes.

use std::collections::BTreeMap;

use domain::ids::EditionId;
use domain::people::actor::Actor;
use domain::rounds::{Outcome, Verdict, Why};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use crate::entities::{entry, round_outcome};
use crate::failure::{Failure, read_json, write_json};

/// Rows of one statement: SQLite takes so many values.
const CHUNK: usize = 80;

/// The newest outcome of each entry, by the code of its round and its own.
pub(crate) type Outcomes = BTreeMap<String, BTreeMap<String, Outcome>>;

type OutcomeRow = (String, String, String, String, Option<i32>, Option<String>);

/// The newest outcomes of every round of an edition that has closed. One statement.
pub(crate) async fn outcomes_of(db: &impl ConnectionTrait, edition: EditionId) -> Result<Outcomes, Failure> {
    let rows: Vec<OutcomeRow> = round_outcome::Entity::find()
        .select_only()
        .column(round_outcome::Column::RoundCode)
        .column(entry::Column::Code)
        .columns([round_outcome::Column::Verdict, round_outcome::Column::Why])
        .column(round_outcome::Column::Rank)
        .column(round_outcome::Column::Total)
        .join(JoinType::InnerJoin, outcome_to_entry())
        .filter(round_outcome::Column::EditionId.eq(edition.0))
        .filter(entry::Column::Code.is_not_null())
        .order_by_asc(round_outcome::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut outcomes = Outcomes::new();
    for (round, entry, verdict, why, rank, total) in rows {
        let damaged = || Failure::Damaged(format!("outcome of {entry} in {round}"));
        let outcome = Outcome {
            verdict: Verdict::from_code(&verdict).ok_or_else(damaged)?,
            why: Why::from_code(&why).ok_or_else(damaged)?,
            rank: rank.and_then(|rank| usize::try_from(rank).ok()),
            total: total.as_deref().map(read_json).transpose()?,
            entry: entry.clone(),
        };
        outcomes.entry(round).or_default().insert(entry, outcome);
    }
    Ok(outcomes)
}

fn outcome_to_entry() -> sea_orm::RelationDef {
    round_outcome::Entity::belongs_to(entry::Entity).from(round_outcome::Column::EntryId).to(entry::Column::Id).into()
}

/// Adds outcomes of a round; `ids` has the entry behind each code.
pub(super) async fn add_outcomes(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (edition, round): (EditionId, &str),
    ids: &BTreeMap<String, i64>,
    outcomes: &[Outcome],
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = |outcome: &Outcome| -> Result<round_outcome::ActiveModel, Failure> {
        let entry = ids.get(&outcome.entry).copied().ok_or_else(|| Failure::Damaged(outcome.entry.clone()))?;
        Ok(round_outcome::ActiveModel {
            edition_id: Set(edition.0),
            round_code: Set(round.to_owned()),
            entry_id: Set(entry),
            verdict: Set(outcome.verdict.code().to_owned()),
            why: Set(outcome.why.code().to_owned()),
            rank: Set(outcome.rank.and_then(|rank| i32::try_from(rank).ok())),
            total: Set(outcome.total.as_ref().map(write_json).transpose()?),
            reason: Set(reason.to_owned()),
            account_id: Set(actor.account.map(|account| account.0)),
            created_at: Set(now),
            ..Default::default()
        })
    };
    let rows = outcomes.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    for chunk in rows.chunks(CHUNK) {
        round_outcome::Entity::insert_many(chunk.to_vec()).exec(tx).await?;
    }
    Ok(())
}
