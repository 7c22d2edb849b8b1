//! Who is in a round: the only place that answers it.

use domain::ids::EditionId;
use domain::programmes::rules::EditionRules;
use domain::rounds::Verdict;
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::{entry, round_outcome};
use crate::failure::Failure;
use domain::entries::state::EntryState;

/// What lists of judging read of an entry: not its answers, which are long.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "entry::Entity")]
pub(crate) struct RoundEntry {
    pub id: i64,
    pub owner_id: i64,
    pub unit_id: Option<i64>,
    pub code: Option<String>,
    pub title: String,
    pub field_code: Option<String>,
}

impl RoundEntry {
    /// The code of an entry; accepted ones have one.
    pub fn code(&self) -> String {
        self.code.clone().unwrap_or_else(|| format!("#{}", self.id))
    }
}

/// The entries of a round, by code: accepted, and let on by the round before. While that one has not closed, nobody is in.
pub(crate) async fn entries_of_round(
    db: &impl ConnectionTrait,
    edition: EditionId,
    rules: &EditionRules,
    code: &str,
) -> Result<Vec<RoundEntry>, Failure> {
    let rows = entry::Entity::find()
        .filter(in_round(edition, rules, code))
        .order_by_asc(entry::Column::Code)
        .order_by_asc(entry::Column::Id)
        .into_partial_model::<RoundEntry>()
        .all(db)
        .await?;
    Ok(rows)
}

/// The same as a condition on the table of entries, for statements that ask for more.
pub(super) fn in_round(edition: EditionId, rules: &EditionRules, code: &str) -> Condition {
    let accepted = Condition::all()
        .add(entry::Column::EditionId.eq(edition.0))
        .add(entry::Column::State.eq(EntryState::Accepted.code()));
    match round_before(rules, code) {
        Some(before) => accepted.add(entry::Column::Id.in_subquery(let_on(edition, before))),
        None => accepted,
    }
}

/// The code of the round before; none before the first.
pub(super) fn round_before<'a>(rules: &'a EditionRules, code: &str) -> Option<&'a str> {
    let position = rules.rounds.iter().position(|round| round.code == code)?;
    rules.rounds.get(position.checked_sub(1)?).map(|round| round.code.as_str())
}

/// Entries whose newest outcome of the round lets them on.
fn let_on(edition: EditionId, code: &str) -> sea_orm::sea_query::SelectStatement {
    let newest = Query::select()
        .expr(round_outcome::Column::Id.max())
        .from(round_outcome::Entity)
        .and_where(round_outcome::Column::EditionId.eq(edition.0))
        .and_where(round_outcome::Column::RoundCode.eq(code))
        .group_by_col(round_outcome::Column::EntryId)
        .to_owned();
    let goes_on: SimpleExpr = round_outcome::Column::Verdict.eq(Verdict::GoesOn.code());
    Query::select()
        .column(round_outcome::Column::EntryId)
        .from(round_outcome::Entity)
        .and_where(goes_on)
        .and_where(round_outcome::Column::Id.in_subquery(newest))
        .to_owned()
}
