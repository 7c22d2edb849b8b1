//! A tie at the line of a round that has closed: people say who goes on, with a reason.

use std::collections::BTreeSet;

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::results::acts::reason_problem;
use domain::rounds::{SettleProblem, TieDesk, Verdict, free_places, settle};
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::basis::load_basis_of;
use super::outcomes::add_outcomes;
use super::round_row::{find_round, lock_round_row, round_state};
use crate::database::begin_write;
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::people::live;
use crate::programmes::{find_edition_by_slug, rules_in_force};

/// Why a tie at the line is not settled.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("refused: {0:?}")]
    Refused(SettleProblem),
}

crate::act_failure!(SettleError);

/// The entries of a closed round that are tied at its line.
pub async fn find_tie_desk(db: &DatabaseConnection, actor: &Actor, slug: &str, code: &str) -> Result<TieDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    let rules = rules_in_force(db, &edition).await?;
    let round = rules.round(code).cloned().ok_or(Failure::NotFound)?;
    let row = find_round(db, edition.id.0, code).await?;
    access::require(actor, Act::SettleTie, &edition.subject(), State::Round(round_state(row.as_ref())))?;
    let basis = load_basis_of(db, edition, rules, &[]).await?;
    let decided = basis.decided(code).cloned().unwrap_or_default();
    let places = round.pass.and_then(|rule| free_places(rule, &decided)).unwrap_or_default();
    let tied = decided.into_values().filter(|one| one.verdict == Verdict::Undecided);
    let undecided = tied.filter_map(|one| Some((basis.entries.get(&one.entry)?.clone(), one))).collect();
    Ok(TieDesk { edition: basis.edition, round_code: code.to_owned(), round_name: round.name, undecided, places })
}

/// Lets those chosen go on and the others end. `undecided` are those on the page that was read.
#[expect(clippy::too_many_arguments, reason = "what was read, what was chosen, and why")]
pub async fn settle_tie(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    code: &str,
    undecided: &BTreeSet<String>,
    chosen: &BTreeSet<String>,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), SettleError> {
    let tx = begin_write(db).await?;
    let actor = &live(&tx, actor).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    let rules = rules_in_force(&tx, &edition).await?;
    rules.round(code).ok_or(Failure::NotFound)?;
    let row = lock_round_row(&tx, edition.id.0, code).await?;
    access::require(actor, Act::SettleTie, &edition.subject(), State::Round(round_state(Some(&row))))?;
    let reason = domain::text::clean_text(reason);
    if let Some(problem) = reason_problem(&reason, SettleProblem::ReasonMissing, SettleProblem::ReasonTooLong) {
        return Err(SettleError::Refused(problem));
    }
    let basis = load_basis_of(&tx, edition, rules, &[]).await?;
    let decided = basis.decided(code).cloned().unwrap_or_default();
    let settled = settle(&decided, undecided, chosen).map_err(SettleError::Refused)?;
    let key = (basis.edition.id, code);
    add_outcomes(&tx, actor, key, &basis.ids, &settled, reason.trim(), now).await?;
    let object = format!("edition/{}/round/{code}", basis.edition.id);
    let detail = json!({ "among": undecided, "chosen": chosen, "reason": reason.trim() });
    append(&tx, Record::new(actor.account, "round.tie_settled", object).detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}
