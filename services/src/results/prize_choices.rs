//! What people decide on prizes: who of a tie gets the places, which levels stay empty.

use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::results::TieDecision;
use domain::results::acts::{AllocationProblem, reason_problem};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, ModelTrait, QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::prizes::{Answer, TIE, WITHHELD, load_allocation, open_for_change, record};
use super::{ActError, refuse};
use crate::database::begin_write;
use crate::entities::prize_choice;
use crate::failure::{Failure, write_json};
use crate::rounds::load_basis;

fn check_reason(reason: &str) -> Answer {
    refuse(reason_problem(reason, AllocationProblem::ReasonMissing, AllocationProblem::ReasonTooLong))
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
    let choice = NewChoice { kind: TIE, prize: &decision.prize, pool, choice: write_json(&decision)?, reason };
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
        reason_problem(reason, AllocationProblem::ReasonMissing, AllocationProblem::ReasonTooLong),
    ];
    refuse(problems.into_iter().flatten())?;
    let choice = NewChoice { kind: WITHHELD, prize, pool, choice: "{}".to_owned(), reason };
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
