//! What almost every act of judging loads first: the panel with its edition, rules and round.

use std::collections::BTreeSet;

use domain::ids::{AccountId, AssignmentId, EntryId, PanelId};
use domain::judging::plan::Pair;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::State;
use domain::people::actor::Subject;
use domain::programmes::edition::Edition;
use domain::programmes::rules::{EditionRules, Round};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

use crate::entities::{assignment, entry, panel, panel_judge, round};
use crate::failure::{Failure, read_json};
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::{RoundEntry, entries_of_round, find_round, round_state};

/// A panel with everything its acts depend on.
pub(super) struct PanelContext {
    pub panel: panel::Model,
    pub fields: Vec<String>,
    pub edition: Edition,
    pub rules: EditionRules,
    pub round: Round,
    pub row: Option<round::Model>,
}

impl PanelContext {
    /// Where the round stands; without a row nobody has begun.
    pub fn state(&self) -> RoundState {
        round_state(self.row.as_ref())
    }

    /// What permissions on the panel depend on.
    pub fn subject(&self) -> Subject {
        Subject { edition: Some(self.edition.id), panel: Some(PanelId(self.panel.id)), ..Subject::default() }
    }

    /// What permissions on one judge's work in the panel depend on.
    pub fn subject_of(&self, judge: AccountId) -> Subject {
        Subject { judge: Some(judge), ..self.subject() }
    }

    /// What permissions on one judge's work on one entry depend on: nobody judges what they filed.
    pub async fn subject_of_task(
        &self,
        db: &impl ConnectionTrait,
        row: &assignment::Model,
    ) -> Result<Subject, Failure> {
        let owner: Option<i64> = entry::Entity::find_by_id(row.entry_id)
            .select_only()
            .column(entry::Column::OwnerId)
            .into_tuple()
            .one(db)
            .await?;
        Ok(Subject { owner: owner.map(AccountId), ..self.subject_of(AccountId(row.judge_id)) })
    }

    /// The name of a field, or its code when the rules no longer have it.
    pub fn field_name(&self, code: Option<&str>) -> String {
        let code = code.unwrap_or_default();
        self.rules.field(code).map_or(code, |field| field.name.as_str()).to_owned()
    }
}

/// Loads a panel and what it belongs to, in four statements.
pub(super) async fn load_panel(db: &impl ConnectionTrait, id: PanelId) -> Result<PanelContext, Failure> {
    let panel = panel::Entity::find_by_id(id.0).one(db).await?.ok_or(Failure::NotFound)?;
    let edition = find_edition(db, domain::ids::EditionId(panel.edition_id)).await?;
    let rules = rules_in_force(db, &edition).await?;
    let row = find_round(db, edition.id.0, &panel.round_code).await?;
    let round = rules.round(&panel.round_code).cloned().ok_or(Failure::NotFound)?;
    Ok(PanelContext { fields: read_json(&panel.fields)?, panel, edition, rules, round, row })
}

/// The panels of a round.
pub(super) async fn round_panels(
    db: &impl ConnectionTrait,
    edition: i64,
    code: &str,
) -> Result<Vec<panel::Model>, Failure> {
    let panels = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(edition))
        .filter(panel::Column::RoundCode.eq(code))
        .all(db)
        .await?;
    Ok(panels)
}

/// The assignment with this number.
pub(super) async fn find_assignment(db: &impl ConnectionTrait, id: AssignmentId) -> Result<assignment::Model, Failure> {
    assignment::Entity::find_by_id(id.0).one(db).await?.ok_or(Failure::NotFound)
}

/// The state of an assignment's row.
pub(super) fn sheet_state(row: &assignment::Model) -> Result<SheetState, Failure> {
    SheetState::from_code(&row.state).ok_or_else(|| Failure::Damaged(format!("assignment state {}", row.state)))
}

/// What permissions on a sheet depend on.
pub(super) fn sheet_in_round(row: &assignment::Model, round: RoundState) -> Result<State, Failure> {
    Ok(State::Sheet(sheet_state(row)?, round))
}

/// The judges who hold a seat.
pub(super) async fn seats(db: &impl ConnectionTrait, panel: i64) -> Result<Vec<panel_judge::Model>, Failure> {
    let rows = panel_judge::Entity::find()
        .filter(panel_judge::Column::PanelId.eq(panel))
        .filter(panel_judge::Column::RemovedAt.is_null())
        .order_by_asc(panel_judge::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// The seat of one judge.
pub(super) async fn find_seat(
    db: &impl ConnectionTrait,
    panel: i64,
    account: AccountId,
) -> Result<panel_judge::Model, Failure> {
    panel_judge::Entity::find()
        .filter(panel_judge::Column::PanelId.eq(panel))
        .filter(panel_judge::Column::AccountId.eq(account.0))
        .filter(panel_judge::Column::RemovedAt.is_null())
        .one(db)
        .await?
        .ok_or(Failure::NotFound)
}

/// What plans and lists read of an assignment: a panel has thousands.
#[derive(Clone, Debug)]
pub(super) struct AssignmentLine {
    pub entry_id: i64,
    pub judge_id: i64,
    pub position: i32,
    pub state: String,
}

impl AssignmentLine {
    /// The state of the sheet; one that nobody knows any more counts as not begun.
    pub fn state(&self) -> SheetState {
        SheetState::from_code(&self.state).unwrap_or(SheetState::Assigned)
    }

    /// Who scores what.
    pub fn pair(&self) -> Pair {
        (EntryId(self.entry_id), AccountId(self.judge_id))
    }
}

/// Every assignment of a panel, recused ones too.
pub(super) async fn assignments(db: &impl ConnectionTrait, panel: i64) -> Result<Vec<AssignmentLine>, Failure> {
    use assignment::Column;
    let rows: Vec<(i64, i64, i32, String)> = assignment::Entity::find()
        .select_only()
        .columns([Column::EntryId, Column::JudgeId, Column::Position, Column::State])
        .filter(Column::PanelId.eq(panel))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let line = |(entry_id, judge_id, position, state)| AssignmentLine { entry_id, judge_id, position, state };
    Ok(rows.into_iter().map(line).collect())
}

/// The entries a panel scores: those of the round in its fields. By code.
pub(super) async fn panel_entries(
    db: &impl ConnectionTrait,
    context: &PanelContext,
) -> Result<Vec<RoundEntry>, Failure> {
    let mut rows = entries_of_round(db, context.edition.id, &context.rules, &context.round.code).await?;
    rows.retain(|row| row.field_code.as_ref().is_some_and(|code| context.fields.contains(code)));
    Ok(rows)
}

/// The code of an entry; accepted ones have one.
pub(super) fn code_of(row: &entry::Model) -> String {
    row.code.clone().unwrap_or_else(|| format!("#{}", row.id))
}

/// Pairs in force: recused ones are not.
pub(super) fn in_force(rows: &[AssignmentLine]) -> BTreeSet<Pair> {
    rows.iter().filter(|row| row.state != SheetState::Recused.code()).map(AssignmentLine::pair).collect()
}

/// What the ledger keeps of words that may name somebody.
pub(super) fn text_hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
