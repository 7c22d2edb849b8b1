//! Settling prizes: ties at a prize line, levels left empty, special prizes given by hand.

use std::collections::BTreeSet;

use domain::ids::AwardId;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionState};
use domain::results::acts::{AllocationProblem, reason_problem};
use domain::results::listing::{EntryBrief, GivenTag, PrizeChoice, PrizeDesk};
use domain::results::{
    Allocation, Candidate, CapScope, Prize, PrizeKind, Standing, Tag, TieDecision, Tried, allocate_but, check_tags,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, ModelTrait,
    QueryFilter, QueryOrder,
};
use serde_json::json;
use time::OffsetDateTime;

use super::standing::{Basis, load_basis};
use super::{ActError, refuse};
use crate::database::begin_write;
use crate::entities::{award, prize_choice};
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};
use crate::programmes::find_edition_by_slug;

const TIE: &str = "tie";
const WITHHELD: &str = "withheld";
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
            Tried::Withheld => self
                .withheld
                .iter()
                .find(|choice| choice.prize == prize && choice.pool.is_empty())?,
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
    let empty: BTreeSet<(String, String)> = withheld
        .iter()
        .map(|choice| (choice.prize.clone(), choice.pool.clone()))
        .collect();
    let allocation = allocate_but(&basis.rules.prizes, &candidates(basis, standing), &decisions, &empty);
    Ok(Settled {
        allocation,
        ties,
        withheld,
    })
}

fn candidates(basis: &Basis, standing: &Standing) -> Vec<Candidate> {
    let candidate = |place: &domain::results::Place| {
        let entry = basis.entries.get(&place.entry)?;
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
    access::require(
        actor,
        Act::ReadRanking,
        &edition.subject(),
        State::Edition(edition.state),
    )?;
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

async fn load_tags(db: &impl ConnectionTrait, basis: &Basis) -> Result<Vec<GivenTag>, Failure> {
    let rows = award::Entity::find()
        .filter(award::Column::EditionId.eq(basis.edition.id.0))
        .filter(award::Column::Kind.eq(TAG))
        .order_by_asc(award::Column::Id)
        .all(db)
        .await?;
    let code_of = |id: i64| {
        basis
            .ids
            .iter()
            .find(|(_, one)| **one == id)
            .map(|(code, _)| code.clone())
    };
    let tag = |row: award::Model| {
        Some(GivenTag {
            id: AwardId(row.id),
            entry: code_of(row.entry_id)?,
            prize: row.prize_code,
            reason: row.reason,
        })
    };
    Ok(rows.into_iter().filter_map(tag).collect())
}

type Answer = Result<(), ActError<AllocationProblem>>;

/// Loads the edition for a change of its prizes; refuses while the list is public.
async fn open_for_change(
    tx: &DatabaseTransaction,
    actor: &Actor,
    slug: &str,
) -> Result<Edition, ActError<AllocationProblem>> {
    let edition = find_edition_by_slug(tx, slug).await?;
    access::require(
        actor,
        Act::AllocatePrizes,
        &edition.subject(),
        State::Edition(edition.state),
    )?;
    refuse((edition.state != EditionState::Judging).then_some(AllocationProblem::NoticeIsOut))?;
    Ok(edition)
}

fn check_reason(reason: &str) -> Answer {
    refuse(reason_problem(
        reason,
        AllocationProblem::ReasonMissing,
        AllocationProblem::ReasonTooLong,
    ))
}

/// Decides who of a tie at a prize line gets the places there are; fewer may be chosen.
pub async fn decide_tie(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    decision: TieDecision,
    pool: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Answer {
    let tx = begin_write(db).await?;
    let edition = open_for_change(&tx, actor, slug).await?;
    check_reason(reason)?;
    let basis = load_basis(&tx, edition).await?;
    refuse((!basis.all_locked()).then_some(AllocationProblem::RoundNotLocked))?;
    let standing = basis.standing()?;
    let ties = load_allocation(&tx, &basis, &standing).await?.allocation.open_ties;
    let tie = ties.iter().find(|tie| tie.prize == decision.prize && tie.pool == pool);
    let Some(tie) = tie.filter(|tie| tie.entries == decision.among && decision.chosen.is_subset(&tie.entries)) else {
        return Err(ActError::Refused(vec![AllocationProblem::TieChanged]));
    };
    let (places, chosen) = (tie.places, decision.chosen.len());
    refuse((chosen > places as usize).then_some(AllocationProblem::TooManyChosen { places, chosen }))?;
    let detail = json!({
        "prize": decision.prize, "pool": pool, "among": decision.among, "chosen": decision.chosen,
        "places": places, "reason": reason.trim(),
    });
    let choice = NewChoice {
        kind: TIE,
        prize: &decision.prize,
        pool,
        choice: write_json(&decision)?,
        reason,
    };
    save_choice(&tx, actor, &basis.edition, choice, now).await?;
    record(&tx, actor, "prize.tie_decided", &basis.edition, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Leaves a level empty in a field, a group, or the whole edition.
pub async fn withhold_prize(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    prize: &str,
    pool: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Answer {
    let tx = begin_write(db).await?;
    let edition = open_for_change(&tx, actor, slug).await?;
    let basis = load_basis(&tx, edition).await?;
    let standing = basis.standing()?;
    let levels = load_allocation(&tx, &basis, &standing).await?.allocation.levels;
    let known = levels.iter().any(|level| level.prize == prize && level.pool == pool);
    let problems = [
        (!known).then_some(AllocationProblem::NoSuchLevel),
        reason_problem(
            reason,
            AllocationProblem::ReasonMissing,
            AllocationProblem::ReasonTooLong,
        ),
    ];
    refuse(problems.into_iter().flatten())?;
    let choice = NewChoice {
        kind: WITHHELD,
        prize,
        pool,
        choice: "{}".to_owned(),
        reason,
    };
    save_choice(&tx, actor, &basis.edition, choice, now).await?;
    let detail = json!({ "prize": prize, "pool": pool, "reason": reason.trim() });
    record(&tx, actor, "prize.withheld", &basis.edition, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back that a level was left empty.
pub async fn give_prize_back(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    id: i64,
    now: OffsetDateTime,
) -> Answer {
    drop_choice(db, actor, slug, id, WITHHELD, now).await
}

/// Takes back a decision on a tie: it is open again.
pub async fn undo_tie(db: &DatabaseConnection, actor: &Actor, slug: &str, id: i64, now: OffsetDateTime) -> Answer {
    drop_choice(db, actor, slug, id, TIE, now).await
}

async fn drop_choice(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    id: i64,
    kind: &str,
    now: OffsetDateTime,
) -> Answer {
    let tx = begin_write(db).await?;
    let edition = open_for_change(&tx, actor, slug).await?;
    let found = prize_choice::Entity::find_by_id(id)
        .filter(prize_choice::Column::EditionId.eq(edition.id.0))
        .filter(prize_choice::Column::Kind.eq(kind))
        .one(&tx)
        .await?;
    // A second press finds nothing left to take back.
    let Some(row) = found else { return Ok(()) };
    let detail = json!({ "kind": kind, "prize": row.prize_code, "pool": row.pool, "reason": row.reason });
    row.delete(&tx).await?;
    record(&tx, actor, "prize.choice_undone", &edition, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

struct NewChoice<'a> {
    kind: &'static str,
    prize: &'a str,
    pool: &'a str,
    choice: String,
    reason: &'a str,
}

async fn save_choice(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    new: NewChoice<'_>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    prize_choice::Entity::delete_many()
        .filter(prize_choice::Column::EditionId.eq(edition.id.0))
        .filter(prize_choice::Column::Kind.eq(new.kind))
        .filter(prize_choice::Column::PrizeCode.eq(new.prize))
        .filter(prize_choice::Column::Pool.eq(new.pool))
        .exec(tx)
        .await?;
    let row = prize_choice::ActiveModel {
        edition_id: Set(edition.id.0),
        kind: Set(new.kind.to_owned()),
        prize_code: Set(new.prize.to_owned()),
        pool: Set(new.pool.to_owned()),
        choice: Set(new.choice),
        reason: Set(new.reason.trim().to_owned()),
        created_by: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

/// Gives an entry a special prize, beside any ranked one.
pub async fn give_tag(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    entry: &str,
    prize: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Answer {
    let tx = begin_write(db).await?;
    let edition = open_for_change(&tx, actor, slug).await?;
    let basis = load_basis(&tx, edition).await?;
    let brief = basis.entries.get(entry).zip(basis.ids.get(entry));
    let given = load_tags(&tx, &basis).await?;
    let mut problems: Vec<AllocationProblem> = match brief {
        None => vec![AllocationProblem::NoSuchEntry],
        Some((brief, _)) => {
            let mut tags: Vec<Tag> = given
                .iter()
                .filter_map(|tag| tag_of(&basis, &tag.prize, &tag.entry))
                .collect();
            tags.push(tag_for(&basis.rules.prizes, prize, brief));
            check_tags(&basis.rules.prizes, &tags)
                .into_iter()
                .map(AllocationProblem::Tag)
                .collect()
        }
    };
    problems.extend(reason_problem(
        reason,
        AllocationProblem::ReasonMissing,
        AllocationProblem::ReasonTooLong,
    ));
    refuse(problems)?;
    let (_, id) = brief.ok_or(Failure::NotFound)?;
    let row = award::ActiveModel {
        edition_id: Set(basis.edition.id.0),
        entry_id: Set(*id),
        prize_code: Set(prize.to_owned()),
        kind: Set(TAG.to_owned()),
        state: Set("provisional".to_owned()),
        reason: Set(reason.trim().to_owned()),
        created_by: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await?;
    let detail = json!({ "entry": entry, "prize": prize, "reason": reason.trim() });
    record(&tx, actor, "prize.tag_given", &basis.edition, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

fn tag_of(basis: &Basis, prize: &str, entry: &str) -> Option<Tag> {
    Some(tag_for(&basis.rules.prizes, prize, basis.entries.get(entry)?))
}

fn tag_for(prizes: &[Prize], prize: &str, entry: &EntryBrief) -> Tag {
    let scope = prizes
        .iter()
        .find(|one| one.code == prize && one.kind == PrizeKind::Tag)
        .map(|one| one.cap_scope);
    let group = entry.group.clone().filter(|_| scope == Some(CapScope::FieldOrGroup));
    Tag {
        entry: entry.code.clone(),
        prize: prize.to_owned(),
        pool: group.unwrap_or_else(|| entry.field.clone()),
    }
}

/// Takes a special prize back before the list is public.
pub async fn take_tag(db: &DatabaseConnection, actor: &Actor, slug: &str, id: AwardId, now: OffsetDateTime) -> Answer {
    let tx = begin_write(db).await?;
    let edition = open_for_change(&tx, actor, slug).await?;
    let found = award::Entity::find_by_id(id.0)
        .filter(award::Column::EditionId.eq(edition.id.0))
        .filter(award::Column::Kind.eq(TAG))
        .one(&tx)
        .await?;
    let Some(row) = found else { return Ok(()) };
    let detail = json!({ "entry_id": row.entry_id, "prize": row.prize_code });
    row.delete(&tx).await?;
    record(&tx, actor, "prize.tag_taken", &edition, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn record(
    tx: &DatabaseTransaction,
    actor: &Actor,
    act: &'static str,
    edition: &Edition,
    detail: serde_json::Value,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    append(
        tx,
        Record::new(actor.account, act, format!("edition/{}", edition.id)).detail(detail),
        now,
    )
    .await?;
    Ok(())
}
