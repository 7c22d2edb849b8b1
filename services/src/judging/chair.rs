//! What chair and secretary read of a panel: everybody's progress and signed sheets, never another's draft.

use std::collections::BTreeMap;

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::desk::{PanelDesk, SHEETS_PER_PAGE, SignedSheet};
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act, Role, State};
use domain::people::actor::Actor;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::context::{PanelContext, code_of, find_assignment, load_panel, sheet_state};
use super::desk::names_of;
use super::progress::judges_of;
use super::score_sheet::{latest_sheets, lines_of};
use crate::entities::{assignment, entry};
use crate::failure::Failure;

/// The panel as its chair or the secretary sees it.
pub async fn find_panel_desk(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    page: usize,
) -> Result<PanelDesk, Failure> {
    let context = load_panel(db, panel).await?;
    let leads =
        actor.roles_on(&context.subject()).iter().any(|role| matches!(role, Role::PanelChair | Role::Secretary));
    if !leads {
        return Err(Failure::NotFound);
    }
    let (sheets, page, total) = signed(db, actor, &context, page).await?;
    Ok(PanelDesk {
        panel,
        name: context.panel.name.clone(),
        round_name: context.round.name.clone(),
        round: context.state(),
        due_at: context.row.as_ref().and_then(|row| row.due_at),
        judges: judges_of(db, std::slice::from_ref(&context.panel)).await?,
        sheets,
        page,
        total,
    })
}

/// The signed sheets of a panel alone.
pub async fn list_signed_sheets(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    page: usize,
) -> Result<Vec<SignedSheet>, Failure> {
    Ok(find_panel_desk(db, actor, panel, page).await?.sheets)
}

async fn signed(
    db: &impl ConnectionTrait,
    actor: &Actor,
    context: &PanelContext,
    page: usize,
) -> Result<(Vec<SignedSheet>, usize, usize), Failure> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::PanelId.eq(context.panel.id))
        .filter(assignment::Column::State.eq(SheetState::Signed.code()));
    let total = query.clone().count(db).await? as usize;
    let page = page.clamp(1, total.div_ceil(SHEETS_PER_PAGE).max(1));
    let rows = query
        .order_by_asc(assignment::Column::EntryId)
        .order_by_asc(assignment::Column::JudgeId)
        .offset(((page - 1) * SHEETS_PER_PAGE) as u64)
        .limit(SHEETS_PER_PAGE as u64)
        .all(db)
        .await?;
    Ok((shown_sheets(db, actor, context, &rows).await?, page, total))
}

/// One signed sheet, for who may read it without being its judge.
pub async fn find_signed_sheet(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
) -> Result<(PanelId, SignedSheet), Failure> {
    let row = find_assignment(db, id).await?;
    let panel = PanelId(row.panel_id);
    let context = load_panel(db, panel).await?;
    let leads = access::allows(
        actor,
        Act::ReopenSheet,
        &context.subject(),
        State::Sheet(SheetState::Signed, RoundState::Scoring),
    );
    if !leads || sheet_state(&row)? != SheetState::Signed {
        return Err(Failure::NotFound);
    }
    let sheets = shown_sheets(db, actor, &context, &[row]).await?;
    sheets.into_iter().next().map(|sheet| (panel, sheet)).ok_or(Failure::NotFound)
}

async fn shown_sheets(
    db: &impl ConnectionTrait,
    actor: &Actor,
    context: &PanelContext,
    rows: &[assignment::Model],
) -> Result<Vec<SignedSheet>, Failure> {
    let sheets = latest_sheets(db, rows.iter().map(|row| row.id)).await?;
    let entries: BTreeMap<i64, entry::Model> = entry::Entity::find()
        .filter(entry::Column::Id.is_in(rows.iter().map(|row| row.entry_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|entry| (entry.id, entry))
        .collect();
    let names = names_of(db, rows.iter().map(|row| AccountId(row.judge_id))).await?;
    let state = State::Sheet(SheetState::Signed, context.state());
    let shown = rows.iter().filter_map(|row| {
        let subject = context.subject_of(AccountId(row.judge_id));
        let (entry, sheet) = (entries.get(&row.entry_id)?, sheets.get(&row.id)?);
        access::allows(actor, Act::ReadSheet, &subject, state).then(|| SignedSheet {
            assignment: AssignmentId(row.id),
            entry_code: code_of(entry),
            entry_title: entry.title.clone(),
            judge: names.get(&AccountId(row.judge_id)).cloned().unwrap_or_default(),
            total: sheet.total.map(domain::numbers::Points::from_millionths),
            signed_at: sheet.signed_at,
            version: sheet.version,
            may_reopen: access::allows(actor, Act::ReopenSheet, &subject, state),
            marks: lines_of(&context.round.scoring().rubric, Some(sheet))
                .into_iter()
                .map(|line| (line.criterion.name, line.typed))
                .collect(),
            comment: sheet.comment.clone(),
        })
    });
    Ok(shown.collect())
}
