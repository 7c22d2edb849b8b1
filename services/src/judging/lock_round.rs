//! Locking a round: the preview, the typed word, and the act.

use std::collections::BTreeMap;

use domain::ids::{AccountId, EditionId};
use domain::judging::desk::LockPreview;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::context::round_panels;
use super::desk::names_of;
use super::errors::RoundError;
use crate::database::begin_write;
use crate::entities::assignment;
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::{RoundEntry, close_round, entries_of_round, find_round, lock_round_row, round_state};

/// What locking would leave undone.
pub async fn preview_lock(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
) -> Result<LockPreview, Failure> {
    let edition = find_edition(db, edition).await?;
    let state = round_state(find_round(db, edition.id.0, code).await?.as_ref());
    access::require(actor, Act::LockRound, &edition.subject(), State::Round(state))?;
    let rules = rules_in_force(db, &edition).await?;
    lock_preview(db, &edition, &rules, code).await
}

async fn lock_preview(
    db: &impl ConnectionTrait,
    edition: &Edition,
    rules: &EditionRules,
    code: &str,
) -> Result<LockPreview, Failure> {
    let round = rules.round(code).ok_or(Failure::NotFound)?;
    let panels = round_panels(db, edition.id.0, code).await?;
    let rows = assignment::Entity::find()
        .filter(assignment::Column::PanelId.is_in(panels.iter().map(|panel| panel.id)))
        .all(db)
        .await?;
    let entries = entries_of_round(db, edition.id, rules, code).await?;
    let mut signed: BTreeMap<i64, u32> = BTreeMap::new();
    let mut left: BTreeMap<AccountId, usize> = BTreeMap::new();
    for row in &rows {
        match SheetState::from_code(&row.state) {
            Some(SheetState::Signed) => *signed.entry(row.entry_id).or_default() += 1,
            Some(SheetState::Assigned | SheetState::Draft) => *left.entry(AccountId(row.judge_id)).or_default() += 1,
            _ => {}
        }
    }
    let names = names_of(db, left.keys().copied()).await?;
    let sheets = signed.values().sum::<u32>();
    Ok(LockPreview {
        round_code: code.to_owned(),
        round_name: round.name.clone(),
        signed: sheets as usize,
        entries: entries.len(),
        missing: left
            .into_iter()
            .map(|(judge, count)| (names.get(&judge).cloned().unwrap_or_default(), count))
            .collect(),
        short: entries
            .iter()
            .filter(|entry| signed.get(&entry.id).copied().unwrap_or(0) < round.scoring().min_sheets)
            .map(RoundEntry::code)
            .collect(),
        min_sheets: round.scoring().min_sheets,
        confirmation: format!("KHÓA {sheets} PHIẾU"),
    })
}

/// Ends the scoring: no mark of the round changes any more.
pub async fn lock_round(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    typed: &str,
    now: OffsetDateTime,
) -> Result<(), RoundError> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    let row = lock_round_row(&tx, edition.id.0, code).await?;
    let state = State::Round(round_state(Some(&row)));
    access::require(actor, Act::LockRound, &edition.subject(), state)?;
    let rules = rules_in_force(&tx, &edition).await?;
    let preview = lock_preview(&tx, &edition, &rules, code).await?;
    if domain::text::fold(typed) != domain::text::fold(&preview.confirmation) {
        return Err(RoundError::NotConfirmed(Box::new(preview)));
    }
    let mut row: crate::entities::round::ActiveModel = row.into();
    row.state = Set(RoundState::Locked.code().to_owned());
    row.locked_at = Set(Some(now));
    row.update(&tx).await?;
    let unsigned: usize = preview.missing.iter().map(|(_, count)| count).sum();
    let record = Record::new(actor.account, "round.locked", format!("edition/{}/round/{code}", edition.id))
        .detail(serde_json::json!({ "signed": preview.signed, "unsigned": unsigned, "short": preview.short }));
    append(&tx, record, now).await?;
    close_round(&tx, actor, &edition, code, now).await?;
    tx.commit().await?;
    Ok(())
}
