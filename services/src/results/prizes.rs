//! The prizes of an edition as they stand: by the rules, and by what people decided.

use std::collections::BTreeSet;

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionState};
use domain::results::acts::AllocationProblem;
use domain::results::listing::{PrizeChoice, PrizeDesk};
use domain::results::{Allocation, Candidate, Standing, TieDecision, Tried, allocate_but};
use domain::rounds::Verdict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::special_prizes::load_tags;
use super::{ActError, refuse};
use crate::entities::prize_choice;
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};
use crate::programmes::find_edition_by_slug;
use crate::rounds::{Basis, load_basis};

/// Stored kind of a decision on a tie.
pub(super) const TIE: &str = "tie";
/// Stored kind of a level left empty.
pub(super) const WITHHELD: &str = "withheld";
/// Stored kind of a special prize.
pub(super) const TAG: &str = "tag";
/// Stored kind of a prize down the ranking.
pub(super) const RANKED: &str = "ranked";

/// The allocation, and what people decided on it.
pub(super) struct Settled {
    pub allocation: Allocation,
    pub ties: Vec<(PrizeChoice, TieDecision)>,
    pub withheld: Vec<PrizeChoice>,
}

impl Settled {
    /// What people wrote when they decided about an entry at a level; nothing where the rules alone decided.
    pub(super) fn reason(&self, prize: &str, tried: Tried, entry: &str) -> Option<String> {
        let choice = match tried {
            Tried::Given | Tried::NotChosen => {
                let about =
                    |(choice, tie): &&(PrizeChoice, TieDecision)| choice.prize == prize && tie.among.contains(entry);
                &self.ties.iter().find(about)?.0
            }
            // A level left empty in one field only says nothing of the others.
            Tried::Withheld => self.withheld.iter().find(|choice| choice.prize == prize && choice.pool.is_empty())?,
            _ => return None,
        };
        Some(choice.reason.clone())
    }
}

/// Allocates by the ranking and the decisions taken. One statement.
pub(super) async fn load_allocation(
    db: &impl ConnectionTrait,
    basis: &Basis,
    standing: &Standing,
) -> Result<Settled, Failure> {
    let rows = prize_choice::Entity::find()
        .filter(prize_choice::Column::EditionId.eq(basis.edition.id.0))
        .order_by_asc(prize_choice::Column::Id)
        .all(db)
        .await?;
    let (mut ties, mut withheld) = (Vec::new(), Vec::new());
    for row in rows {
        let choice = PrizeChoice {
            id: row.id,
            prize: row.prize_code,
            pool: row.pool,
            reason: row.reason,
            decided_at: row.created_at,
        };
        if row.kind == TIE {
            ties.push((choice, read_json::<TieDecision>(&row.choice)?));
        } else {
            withheld.push(choice);
        }
    }
    let decisions: Vec<TieDecision> = ties.iter().map(|(_, decision)| decision.clone()).collect();
    let empty: BTreeSet<(String, String)> =
        withheld.iter().map(|choice| (choice.prize.clone(), choice.pool.clone())).collect();
    let allocation = allocate_but(&basis.rules.prizes, &candidates(basis, standing), &decisions, &empty);
    Ok(Settled { allocation, ties, withheld })
}

fn candidates(basis: &Basis, standing: &Standing) -> Vec<Candidate> {
    let last = basis.rules.rounds.last().map(|round| round.code.as_str()).unwrap_or_default();
    let outcomes = basis.outcomes(last, &standing.ranking);
    let candidate = |place: &domain::results::Place| {
        let entry = basis.entries.get(&place.entry)?;
        // Who left since the round closed keeps its rank, and gets no prize.
        outcomes.get(&place.entry).filter(|outcome| outcome.verdict == Verdict::GoesOn)?;
        Some(Candidate {
            entry: place.entry.clone(),
            rank: place.rank,
            total: place.total.clone(),
            field: entry.field.clone(),
            group: entry.group.clone(),
        })
    };
    standing.ranking.places.iter().filter_map(candidate).collect()
}

/// Everything the page on prizes shows.
pub async fn find_prize_desk(db: &DatabaseConnection, actor: &Actor, slug: &str) -> Result<PrizeDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadRanking, &edition.subject(), State::Edition(edition.state))?;
    load_desk(db, edition).await
}

pub(super) async fn load_desk(db: &impl ConnectionTrait, edition: Edition) -> Result<PrizeDesk, Failure> {
    let basis = load_basis(db, edition).await?;
    let standing = basis.standing()?;
    let settled = load_allocation(db, &basis, &standing).await?;
    let tags = load_tags(db, &basis).await?;
    Ok(PrizeDesk {
        locked: basis.all_locked(),
        edition: basis.edition,
        rules: basis.rules,
        standing,
        allocation: settled.allocation,
        entries: basis.entries,
        ties: settled.ties,
        withheld: settled.withheld,
        tags,
    })
}

pub(super) type Answer = Result<(), ActError<AllocationProblem>>;

/// Loads the edition for a change of its prizes; refuses while the list is public.
pub(super) async fn open_for_change(
    tx: &DatabaseTransaction,
    actor: &Actor,
    slug: &str,
) -> Result<Edition, ActError<AllocationProblem>> {
    let edition = find_edition_by_slug(tx, slug).await?;
    access::require(actor, Act::AllocatePrizes, &edition.subject(), State::Edition(edition.state))?;
    refuse((edition.state != EditionState::Judging).then_some(AllocationProblem::NoticeIsOut))?;
    Ok(edition)
}

pub(super) async fn record(
    tx: &DatabaseTransaction,
    actor: &Actor,
    act: &'static str,
    edition: &Edition,
    detail: serde_json::Value,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    append(tx, Record::new(actor.account, act, format!("edition/{}", edition.id)).detail(detail), now).await?;
    Ok(())
}
