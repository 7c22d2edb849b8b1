//! What an outsider needs to compute a published result again.

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use domain::results::listing::Decision;
use domain::results::{Mark, Standing, TabulationRules, TieDecision};
use domain::rounds::Outcome;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::decision::find_decision;
use super::notice::last_notice;
use super::prizes::load_allocation;
use crate::entities::award;
use crate::failure::Failure;
use crate::programmes::find_edition_by_slug;
use crate::rounds::{Basis, load_basis};

/// Rules and marks of every round, the prizes given, and what people decided by hand. No person is named.
#[derive(Clone, Debug)]
pub struct Proof {
    pub edition: Edition,
    pub rules: EditionRules,
    pub decision: Option<Decision>,
    pub rounds: Vec<ProofRound>,
    /// Every entry of the last round: code, field, group, and whether it is on the list. Places are counted per field or group.
    pub entries: Vec<[String; 4]>,
    /// Entry code, field, prize code and state.
    pub awards: Vec<[String; 4]>,
    /// Ties settled by hand, with the reason.
    pub ties: Vec<(TieDecision, String)>,
    /// Levels left empty by hand: prize, pool, reason.
    pub withheld: Vec<(String, String, String)>,
    /// SHA-256 of the provisional list, and the list as it was made public.
    pub notice: Option<(String, String)>,
}

/// One round of a [`Proof`].
#[derive(Clone, Debug)]
pub struct ProofRound {
    pub code: String,
    pub rules: TabulationRules,
    pub marks: Vec<Mark>,
    /// What was kept when the round was locked, and its SHA-256.
    pub kept: Option<(String, String)>,
}

/// The proof of a published edition, for everybody.
pub async fn find_proof(db: &DatabaseConnection, actor: &Actor, slug: &str) -> Result<Proof, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadResults, &edition.subject(), State::Edition(edition.state))?;
    let basis = load_basis(db, edition).await?;
    let standing = basis.standing()?;
    let settled = load_allocation(db, &basis, &standing).await?;
    let rounds = basis.rules.rounds.iter().map(|round| {
        let kept = basis.rounds.get(&round.code).cloned().unwrap_or_default();
        ProofRound { code: round.code.clone(), rules: round.tabulation(), marks: kept.marks, kept: kept.kept }
    });
    let notice = last_notice(db, &basis.edition).await?;
    Ok(Proof {
        entries: entries_listed(&basis, &standing),
        rounds: rounds.collect(),
        decision: find_decision(db, basis.edition.id).await?,
        awards: awards_given(db, &basis).await?,
        ties: settled.ties.into_iter().map(|(choice, decision)| (decision, choice.reason)).collect(),
        withheld: settled.withheld.into_iter().map(|choice| (choice.prize, choice.pool, choice.reason)).collect(),
        notice: notice.map(|row| (row.hash, row.snapshot)),
        edition: basis.edition,
        rules: basis.rules,
    })
}

fn entries_listed(basis: &Basis, standing: &Standing) -> Vec<[String; 4]> {
    let last = basis.rules.rounds.last().map(|round| round.code.as_str()).unwrap_or_default();
    let line = |outcome: Outcome| {
        let entry = basis.entries.get(&outcome.entry)?;
        let group = entry.group.clone().unwrap_or_default();
        Some([outcome.entry, entry.field.clone(), group, outcome.verdict.code().to_owned()])
    };
    basis.outcomes(last, &standing.ranking).into_values().filter_map(line).collect()
}

async fn awards_given(db: &impl ConnectionTrait, basis: &Basis) -> Result<Vec<[String; 4]>, Failure> {
    let rows = award::Entity::find()
        .filter(award::Column::EditionId.eq(basis.edition.id.0))
        .order_by_asc(award::Column::Id)
        .all(db)
        .await?;
    let line = |row: award::Model| {
        let (code, _) = basis.ids.iter().find(|(_, id)| **id == row.entry_id)?;
        let field = basis.entries.get(code)?.field.clone();
        Some([code.clone(), field, row.prize_code, row.state])
    };
    Ok(rows.into_iter().filter_map(line).collect())
}
