//! Special prizes: given by hand beside the ranked ones, and taken back.

use domain::ids::AwardId;
use domain::people::actor::Actor;
use domain::results::acts::{AllocationProblem, reason_problem};
use domain::results::listing::{EntryBrief, GivenTag};
use domain::results::{CapScope, Prize, PrizeKind, Tag, check_tags};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;
use time::OffsetDateTime;

use super::prizes::{Answer, TAG, open_for_change, record};
use super::refuse;
use crate::database::begin_write;
use crate::entities::award;
use crate::failure::Failure;
use crate::rounds::{Basis, load_basis};

pub(super) async fn load_tags(db: &impl ConnectionTrait, basis: &Basis) -> Result<Vec<GivenTag>, Failure> {
    let rows = award::Entity::find()
        .filter(award::Column::EditionId.eq(basis.edition.id.0))
        .filter(award::Column::Kind.eq(TAG))
        .order_by_asc(award::Column::Id)
        .all(db)
        .await?;
    let code_of = |id: i64| basis.ids.iter().find(|(_, one)| **one == id).map(|(code, _)| code.clone());
    let tag = |row: award::Model| {
        Some(GivenTag { id: AwardId(row.id), entry: code_of(row.entry_id)?, prize: row.prize_code, reason: row.reason })
    };
    Ok(rows.into_iter().filter_map(tag).collect())
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
            let mut tags: Vec<Tag> = given.iter().filter_map(|tag| tag_of(&basis, &tag.prize, &tag.entry)).collect();
            tags.push(tag_for(&basis.rules.prizes, prize, brief));
            check_tags(&basis.rules.prizes, &tags).into_iter().map(AllocationProblem::Tag).collect()
        }
    };
    problems.extend(reason_problem(reason, AllocationProblem::ReasonMissing, AllocationProblem::ReasonTooLong));
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
    let scope = prizes.iter().find(|one| one.code == prize && one.kind == PrizeKind::Tag).map(|one| one.cap_scope);
    let group = entry.group.clone().filter(|_| scope == Some(CapScope::FieldOrGroup));
    Tag { entry: entry.code.clone(), prize: prize.to_owned(), pool: group.unwrap_or_else(|| entry.field.clone()) }
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
