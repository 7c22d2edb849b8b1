//! What almost every act of judging loads first: the panel with its edition, rules and round.

use std::collections::BTreeSet;

use domain::ids::{AccountId, AssignmentId, EntryId, PanelId};
use domain::judging::plan::Pair;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::State;
use domain::people::actor::Subject;
use domain::programmes::edition::Edition;
use domain::programmes::rules::{EditionRules, Round};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DerivePartialModel, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};

use crate::entities::{assignment, entry, panel, panel_judge, round};
use crate::failure::{Failure, read_json};
use crate::programmes::{find_edition, find_rules};

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

/// The state of a round's row.
pub(super) fn round_state(row: Option<&round::Model>) -> RoundState {
    row.and_then(|row| RoundState::from_code(&row.state)).unwrap_or(RoundState::Preparing)
}

/// Loads a panel and what it belongs to, in four statements.
pub(super) async fn load_panel(db: &impl ConnectionTrait, id: PanelId) -> Result<PanelContext, Failure> {
    let panel = panel::Entity::find_by_id(id.0).one(db).await?.ok_or(Failure::NotFound)?;
    let edition = find_edition(db, domain::ids::EditionId(panel.edition_id)).await?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    let row = find_round(db, edition.id.0, &panel.round_code).await?;
    let round = rules.round(&panel.round_code).cloned().ok_or(Failure::NotFound)?;
    Ok(PanelContext { fields: read_json(&panel.fields)?, panel, edition, rules, round, row })
}

/// The row of a round, when it has one.
pub(super) async fn find_round(
    db: &impl ConnectionTrait,
    edition: i64,
    code: &str,
) -> Result<Option<round::Model>, Failure> {
    let found = round::Entity::find()
        .filter(round::Column::EditionId.eq(edition))
        .filter(round::Column::Code.eq(code))
        .one(db)
        .await?;
    Ok(found)
}

/// The row of a round, made when it is not there; locked until the transaction ends.
pub(super) async fn lock_round_row(
    tx: &DatabaseTransaction,
    edition: i64,
    code: &str,
) -> Result<round::Model, Failure> {
    let found = round::Entity::find()
        .filter(round::Column::EditionId.eq(edition))
        .filter(round::Column::Code.eq(code))
        .lock_exclusive()
        .one(tx)
        .await?;
    if let Some(row) = found {
        return Ok(row);
    }
    let row = round::ActiveModel {
        edition_id: Set(edition),
        code: Set(code.to_owned()),
        state: Set(RoundState::Preparing.code().to_owned()),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

/// The row of a round, kept from being locked by others until the transaction ends.
pub(super) async fn share_round_row(
    tx: &DatabaseTransaction,
    edition: i64,
    code: &str,
) -> Result<Option<round::Model>, Failure> {
    let found = round::Entity::find()
        .filter(round::Column::EditionId.eq(edition))
        .filter(round::Column::Code.eq(code))
        .lock_shared()
        .one(tx)
        .await?;
    Ok(found)
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

/// What lists of judging read of an entry: not its answers, which are long.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "entry::Entity")]
pub(super) struct EntryLine {
    pub id: i64,
    pub owner_id: i64,
    pub unit_id: Option<i64>,
    pub code: Option<String>,
    pub title: String,
    pub field_code: Option<String>,
}

impl EntryLine {
    /// The code of an entry; accepted ones have one.
    pub fn code(&self) -> String {
        code_or_number(self.code.as_ref(), self.id)
    }
}

/// The entries a panel scores: accepted, in its fields, and through the round before. By code.
pub(super) async fn panel_entries(
    db: &impl ConnectionTrait,
    context: &PanelContext,
) -> Result<Vec<EntryLine>, Failure> {
    let mut rows = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(context.edition.id.0))
        .filter(entry::Column::State.eq("accepted"))
        .filter(entry::Column::FieldCode.is_in(context.fields.iter().map(String::as_str)))
        .order_by_asc(entry::Column::Code)
        .order_by_asc(entry::Column::Id)
        .into_partial_model::<EntryLine>()
        .all(db)
        .await?;
    if let Some(passed) =
        super::rounds::passed_before(db, context.edition.id, &context.rules, &context.round.code).await?
    {
        rows.retain(|row| passed.contains(&EntryId(row.id)));
    }
    Ok(rows)
}

/// The code of an entry; accepted ones have one.
pub(super) fn code_of(row: &entry::Model) -> String {
    code_or_number(row.code.as_ref(), row.id)
}

fn code_or_number(code: Option<&String>, id: i64) -> String {
    code.cloned().unwrap_or_else(|| format!("#{id}"))
}

/// Pairs in force: recused ones are not.
pub(super) fn in_force(rows: &[AssignmentLine]) -> BTreeSet<Pair> {
    rows.iter().filter(|row| row.state != SheetState::Recused.code()).map(AssignmentLine::pair).collect()
}

/// What the ledger keeps of words that may name somebody.
pub(super) fn text_hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
