//! A judge's own declaration, made before the first file is opened.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AssignmentId, EntryId, PanelId};
use domain::judging::conflicts::{Conflict, ConflictKind, Strength};
use domain::judging::desk::{DeclarationEntry, DeclarationView};
use domain::judging::states::SheetState;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::conflicts::{conflicts_of, new_row, refresh_conflicts};
use super::context::{PanelContext, code_of, find_seat, load_panel, text_hash};
use super::desk::state_of;
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{assignment, author, conflict, entry, panel_judge, unit};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::people::live;

/// The most characters of a declaration.
const TEXT_MAX: usize = 5_000;

/// Why a declaration is not taken.
#[derive(Debug, thiserror::Error)]
pub enum DeclareError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the declaration has {0} characters")]
    TooLong(usize),
    /// The box was not ticked.
    #[error("the commitment was not given")]
    NotCommitted,
}

act_failure!(DeclareError);

/// What the judge reads before declaring: titles and codes, never a name in a blind round.
pub async fn find_declaration(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
) -> Result<DeclarationView, Failure> {
    let context = load_panel(db, panel).await?;
    access::require(actor, Act::DeclareConflicts, &context.subject(), State::Any)?;
    let account = actor.account.ok_or(Failure::NotFound)?;
    let seat = find_seat(db, panel.0, account).await?;
    let rows = own_assignments(db, panel, account.0).await?;
    let entries =
        entry::Entity::find().filter(entry::Column::Id.is_in(rows.iter().map(|row| row.entry_id))).all(db).await?;
    let units = if context.round.scoring().blind { BTreeMap::new() } else { units_of(db, &entries).await? };
    let items = rows.iter().filter_map(|row| {
        let entry = entries.iter().find(|entry| entry.id == row.entry_id)?;
        Some(DeclarationEntry {
            assignment: AssignmentId(row.id),
            code: code_of(entry),
            title: entry.title.clone(),
            state: state_of(row),
            units: units.get(&entry.id).cloned().unwrap_or_default(),
        })
    });
    Ok(DeclarationView {
        panel,
        panel_name: context.panel.name.clone(),
        round_name: context.round.name.clone(),
        blind: context.round.scoring().blind,
        declared_at: seat.declared_at,
        text: seat.declaration.clone().unwrap_or_default(),
        entries: items.collect(),
    })
}

async fn own_assignments(
    db: &impl ConnectionTrait,
    panel: PanelId,
    account: i64,
) -> Result<Vec<assignment::Model>, Failure> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::PanelId.eq(panel.0))
        .filter(assignment::Column::JudgeId.eq(account))
        .order_by_asc(assignment::Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}

/// Schools and units of each entry, for rounds that are not blind.
async fn units_of(db: &impl ConnectionTrait, entries: &[entry::Model]) -> Result<BTreeMap<i64, Vec<String>>, Failure> {
    let authors = author::Entity::find()
        .filter(author::Column::EntryId.is_in(entries.iter().map(|entry| entry.id)))
        .all(db)
        .await?;
    let ids: BTreeSet<i64> = entries
        .iter()
        .filter_map(|entry| entry.unit_id)
        .chain(authors.iter().filter_map(|author| author.unit_id))
        .collect();
    let units = unit::Entity::find().filter(unit::Column::Id.is_in(ids)).all(db).await?;
    let name = |id: Option<i64>| units.iter().find(|unit| Some(unit.id) == id).map(|unit| unit.name.clone());
    let mut found: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for entry in entries {
        let own = authors.iter().filter(|author| author.entry_id == entry.id);
        let names = own.filter_map(|author| name(author.unit_id).or_else(|| author.school_name.clone()));
        let names: BTreeSet<String> = name(entry.unit_id).into_iter().chain(names).collect();
        found.insert(entry.id, names.into_iter().collect());
    }
    Ok(found)
}

/// Records the declaration: persons and schools the judge is tied to, and the assigned entries they may not score.
pub async fn declare_conflicts(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    text: &str,
    tied: &[AssignmentId],
    committed: bool,
    now: OffsetDateTime,
) -> Result<(), DeclareError> {
    let tx = begin_write(db).await?;
    let actor = &live(&tx, actor).await?;
    let context = load_panel(&tx, panel).await?;
    access::require(actor, Act::DeclareConflicts, &context.subject(), State::Any)?;
    let account = actor.account.ok_or(Failure::NotFound)?;
    let seat = find_seat(&tx, panel.0, account).await?;
    let length = text.chars().count();
    if length > TEXT_MAX {
        return Err(DeclareError::TooLong(length));
    }
    if !committed {
        return Err(DeclareError::NotCommitted);
    }
    let mut seat: panel_judge::ActiveModel = seat.into();
    seat.declared_at = Set(Some(now));
    seat.declaration = Set(Some(text.trim().to_owned()));
    seat.update(&tx).await?;
    refresh_conflicts(&tx, &context, now).await?;
    let rows = own_assignments(&tx, panel, account.0).await?;
    for row in rows.iter().filter(|row| tied.contains(&AssignmentId(row.id))) {
        block(&tx, &context, row, "", now).await?;
    }
    step_aside(&tx, &context, &rows, now).await?;
    let record = Record::new(actor.account, "judge.declared", format!("panel/{panel}"))
        .detail(serde_json::json!({ "text_hash": text_hash(text.trim()), "entries": tied.len() }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Notes a declared conflict of the assignment's judge with its entry.
pub(super) async fn block(
    tx: &DatabaseTransaction,
    context: &PanelContext,
    row: &assignment::Model,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let known = conflict::Entity::find()
        .filter(conflict::Column::PanelId.eq(context.panel.id))
        .filter(conflict::Column::EntryId.eq(row.entry_id))
        .filter(conflict::Column::JudgeId.eq(row.judge_id))
        .filter(conflict::Column::Kind.eq(ConflictKind::Declared.code()))
        .one(tx)
        .await?;
    if let Some(known) = known {
        let mut known: conflict::ActiveModel = known.into();
        known.lifted_at = Set(None);
        known.strength = Set(Strength::Block.code().to_owned());
        known.update(tx).await?;
        return Ok(());
    }
    let declared = Conflict { kind: ConflictKind::Declared, strength: Strength::Block, why: reason.to_owned() };
    new_row(context.panel.id, row.entry_id, row.judge_id, "declared", declared, now).insert(tx).await?;
    Ok(())
}

/// Work not begun on entries that the judge may not score is taken from the queue.
async fn step_aside(
    tx: &DatabaseTransaction,
    context: &PanelContext,
    rows: &[assignment::Model],
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.entry_id).collect();
    let conflicts = conflicts_of(tx, context.panel.id, Some(&ids)).await?;
    for row in rows {
        let pair = (EntryId(row.entry_id), domain::ids::AccountId(row.judge_id));
        let blocked =
            conflicts.get(&pair).is_some_and(|found| found.iter().any(|conflict| conflict.strength == Strength::Block));
        if blocked && matches!(state_of(row), SheetState::Assigned | SheetState::Draft) {
            let mut row: assignment::ActiveModel = row.clone().into();
            row.state = Set(SheetState::Recused.code().to_owned());
            row.reason = Set(Some("Xung đột lợi ích đã khai".to_owned()));
            row.changed_at = Set(now);
            row.update(tx).await?;
        }
    }
    Ok(())
}
