//! What a round decides when it closes: one outcome for each of its entries, from the ranking kept with it.

use std::collections::BTreeMap;

use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::rounds::{Outcome, decide};
use sea_orm::DatabaseTransaction;
use time::OffsetDateTime;

use super::basis::load_basis;
use super::entries_of_round::entries_of_round;
use super::keep_ranking::keep_ranking;
use super::outcomes::add_outcomes;
use crate::failure::Failure;
use crate::programmes::rules_in_force;

/// Keeps the ranking of a round whose scores were locked just now, and writes who goes on. Called in that transaction.
pub(crate) async fn close_round(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    code: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let rules = rules_in_force(tx, edition).await?;
    let round = rules.round(code).ok_or(Failure::NotFound)?;
    let entries = entries_of_round(tx, edition.id, &rules, code).await?;
    let ids: BTreeMap<String, i64> = entries.iter().map(|entry| (entry.code(), entry.id)).collect();
    keep_ranking(tx, actor, edition, &rules, code, now).await?;
    let is_last = rules.rounds.last().is_some_and(|last| last.code == code);
    let standing = load_basis(tx, edition.clone()).await?.standing()?;
    let own = standing.round(code).map(|round| &round.ranking);
    let ranking = if is_last { &standing.ranking } else { own.ok_or(Failure::NotFound)? };
    let outcomes: Vec<Outcome> = decide(round.pass, is_last, ids.keys().map(String::as_str), ranking);
    add_outcomes(tx, actor, (edition.id, code), &ids, &outcomes, "", now).await
}
