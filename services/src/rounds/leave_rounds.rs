//! An entry leaves a round that has closed, or comes back: its outcome says so, and whoever is next moves up.

use std::collections::BTreeMap;

use domain::ids::{EditionId, EntryId};
use domain::judging::states::RoundState;
use domain::people::actor::Actor;
use domain::programmes::rules::Round;
use domain::rounds::{Outcome, Verdict, Why, move_up, newest};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use time::OffsetDateTime;

use super::outcomes::{add_outcomes, outcomes_of};
use super::round_row::{find_round, round_state};
use super::tell_secretaries::{Moved, tell_secretaries};
use crate::entities::{entry, round_outcome};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::programmes::{find_edition, rules_in_force};

/// The last closed round an entry has an outcome in.
struct LastRound {
    round: Round,
    /// The code of the round after it.
    next: Option<String>,
    outcomes: BTreeMap<String, Outcome>,
    entry: Outcome,
}

async fn find_last_round(
    tx: &DatabaseTransaction,
    edition: EditionId,
    entry: EntryId,
) -> Result<Option<LastRound>, Failure> {
    let mut outcomes = outcomes_of(tx, edition).await?;
    if outcomes.is_empty() {
        return Ok(None);
    }
    let edition = find_edition(tx, edition).await?;
    let rules = rules_in_force(tx, &edition).await?;
    let codes = codes_of(tx, Condition::all().add(entry::Column::Id.eq(entry.0))).await?;
    let Some(code) = codes.keys().next() else { return Ok(None) };
    let has = |round: &Round| outcomes.get(&round.code).is_some_and(|decided| decided.contains_key(code));
    let Some(position) = rules.rounds.iter().rposition(has) else { return Ok(None) };
    let round = rules.rounds[position].clone();
    let decided = outcomes.remove(&round.code).unwrap_or_default();
    Ok(Some(LastRound {
        next: rules.rounds.get(position + 1).map(|next| next.code.clone()),
        entry: decided[code].clone(),
        outcomes: decided,
        round,
    }))
}

/// Notes that an accepted entry is no longer one. Until the next round opens, whoever is next by rank moves up, if the rules
/// say so; the secretaries are told. Called in the act's transaction, after it.
pub(crate) async fn entry_left(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: EditionId,
    entry: EntryId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some(mut last) = find_last_round(tx, edition, entry).await? else {
        return Ok(());
    };
    if last.entry.why == Why::Left {
        return Ok(());
    }
    let left = Outcome { verdict: Verdict::Ends, why: Why::Left, ..last.entry.clone() };
    write(tx, actor, edition, &last.round.code, std::slice::from_ref(&left), now).await?;
    if last.entry.verdict == Verdict::Ends {
        return Ok(());
    }
    last.outcomes.insert(left.entry.clone(), left.clone());
    let moved = match last.round.pass {
        Some(rule) if last.round.moves_up && !has_begun(tx, edition, last.next.as_deref()).await? => {
            move_up(rule, &last.outcomes)
        }
        _ => Vec::new(),
    };
    write(tx, actor, edition, &last.round.code, &moved, now).await?;
    let edition = find_edition(tx, edition).await?;
    tell_secretaries(tx, &edition, &last.round.name, &left.entry, &Moved::of(&moved), now).await
}

async fn has_begun(db: &impl ConnectionTrait, edition: EditionId, round: Option<&str>) -> Result<bool, Failure> {
    let Some(code) = round else { return Ok(true) };
    Ok(round_state(find_round(db, edition.0, code).await?.as_ref()) != RoundState::Preparing)
}

/// Notes that an entry which had left is accepted again: what it had before holds again, whoever moved up meanwhile.
pub(crate) async fn entry_returned(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: EditionId,
    entry: EntryId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some(last) = find_last_round(tx, edition, entry).await? else {
        return Ok(());
    };
    if last.entry.why != Why::Left {
        return Ok(());
    }
    let before: Option<String> = round_outcome::Entity::find()
        .select_only()
        .column(round_outcome::Column::Verdict)
        .filter(round_outcome::Column::EntryId.eq(entry.0))
        .filter(round_outcome::Column::RoundCode.eq(last.round.code.as_str()))
        .filter(round_outcome::Column::Why.ne(Why::Left.code()))
        .order_by_desc(round_outcome::Column::Id)
        .into_tuple()
        .one(tx)
        .await?;
    let verdict = before.and_then(|word| Verdict::from_code(&word)).unwrap_or(Verdict::Ends);
    let back = Outcome { verdict, why: Why::Returned, ..last.entry };
    write(tx, actor, edition, &last.round.code, &[back], now).await
}

/// Adds outcomes, and says so in the ledger.
async fn write(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: EditionId,
    round: &str,
    outcomes: &[Outcome],
    now: OffsetDateTime,
) -> Result<(), Failure> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let changed: Vec<String> = newest(outcomes.to_vec()).into_keys().collect();
    let changed = Condition::all().add(entry::Column::EditionId.eq(edition.0)).add(entry::Column::Code.is_in(changed));
    let ids = codes_of(tx, changed).await?;
    add_outcomes(tx, actor, (edition, round), &ids, outcomes, "", now).await?;
    let lines: Vec<_> =
        outcomes.iter().map(|one| json!({ "entry": one.entry, "verdict": one.verdict, "why": one.why })).collect();
    let record = Record::new(actor.account, "round.outcome_changed", format!("edition/{edition}/round/{round}"));
    append(tx, record.detail(json!({ "outcomes": lines })), now).await?;
    Ok(())
}

async fn codes_of(db: &impl ConnectionTrait, of: Condition) -> Result<BTreeMap<String, i64>, Failure> {
    let rows = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Id, entry::Column::Code])
        .filter(of)
        .filter(entry::Column::Code.is_not_null())
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, code)| (code, id)).collect())
}
