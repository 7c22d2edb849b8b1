//! Adding a unit and changing one.

use std::collections::HashMap;

use domain::ids::UnitId;
use domain::people::actor::Actor;
use domain::people::unit_import::{KnownUnit, circle};
use domain::people::units::{CheckedUnit, UnitDraft, UnitProblem, check_unit};
use domain::text::fold;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::list::{known_units, require_managing};
use crate::database::begin_write;
use crate::entities::unit;
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// Why a unit was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveUnitError {
    #[error("the unit has {} problems", .0.len())]
    Problems(Vec<UnitProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(SaveUnitError);

/// Adds a unit, or changes the one with this number. Entries keep the names they were filed under.
pub async fn save_unit(
    db: &DatabaseConnection,
    actor: &Actor,
    id: Option<UnitId>,
    draft: &UnitDraft,
    now: OffsetDateTime,
) -> Result<UnitId, SaveUnitError> {
    require_managing(actor)?;
    let checked = check_unit(draft).map_err(SaveUnitError::Problems)?;
    let tx = begin_write(db).await?;
    let row = match id {
        Some(id) => unit::Entity::find_by_id(id.0).one(&tx).await?.ok_or(Failure::NotFound)?.into(),
        None => new_row(),
    };
    let taken = by_code(&tx, &checked.code).await?;
    if taken.is_some_and(|other| Some(other) != id.map(|id| id.0)) {
        return Err(SaveUnitError::Problems(vec![UnitProblem::CodeTaken]));
    }
    let links = find_links(&tx, &checked).await?.map_err(SaveUnitError::Problems)?;
    refuse_circles(&tx, &checked).await?;
    let saved = write_unit(&tx, row, &checked, links).await?;
    let record = Record::new(actor.account, "unit.saved", format!("unit/{saved}"));
    ledger::append(&tx, record.detail(json!({ "code": checked.code, "name": checked.name })), now).await?;
    tx.commit().await?;
    Ok(UnitId(saved))
}

/// A row with nothing in it yet.
pub(super) fn new_row() -> unit::ActiveModel {
    <unit::ActiveModel as ActiveModelTrait>::default()
}

/// The numbers behind the codes of parent and successor.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Links {
    pub parent: Option<i64>,
    pub successor: Option<i64>,
}

async fn find_links(tx: &DatabaseTransaction, unit: &CheckedUnit) -> Result<Result<Links, Vec<UnitProblem>>, DbErr> {
    let mut links = Links::default();
    let mut problems = Vec::new();
    if let Some(code) = &unit.parent {
        links.parent = by_code(tx, code).await?;
        if links.parent.is_none() {
            problems.push(UnitProblem::ParentUnknown(code.clone()));
        }
    }
    if let Some(code) = &unit.successor {
        links.successor = by_code(tx, code).await?;
        if links.successor.is_none() {
            problems.push(UnitProblem::SuccessorUnknown(code.clone()));
        }
    }
    Ok(if problems.is_empty() { Ok(links) } else { Err(problems) })
}

/// A unit that follows itself, over others, would have no officer who answers for it.
async fn refuse_circles(tx: &DatabaseTransaction, checked: &CheckedUnit) -> Result<(), SaveUnitError> {
    let known: HashMap<String, KnownUnit> =
        known_units(tx).await?.into_iter().map(|unit| (unit.code.clone(), unit)).collect();
    let this = |code: &str| code == checked.code;
    let successor = |code: &str| match known.get(code) {
        _ if this(code) => checked.successor.clone(),
        other => other.and_then(|unit| unit.successor.clone()),
    };
    let parent = |code: &str| match known.get(code) {
        _ if this(code) => checked.parent.clone(),
        other => other.and_then(|unit| unit.parent.clone()),
    };
    let problems: Vec<UnitProblem> = [
        circle(&checked.code, successor).map(UnitProblem::SuccessorsInCircle),
        circle(&checked.code, parent).map(UnitProblem::ParentsInCircle),
    ]
    .into_iter()
    .flatten()
    .collect();
    if problems.is_empty() { Ok(()) } else { Err(SaveUnitError::Problems(problems)) }
}

async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<i64>, DbErr> {
    let row = unit::Entity::find().filter(unit::Column::Code.eq(code)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// Writes one row, new or old.
pub(super) async fn write_unit(
    tx: &DatabaseTransaction,
    mut row: unit::ActiveModel,
    unit: &CheckedUnit,
    links: Links,
) -> Result<i64, DbErr> {
    row.code = Set(unit.code.clone());
    row.name = Set(unit.name.clone());
    row.folded = Set(fold(&unit.name));
    row.kind = Set(unit.kind.code().to_owned());
    row.valid_from = Set(unit.valid_from);
    row.valid_to = Set(unit.valid_to);
    row.parent_id = Set(links.parent);
    row.successor_id = Set(links.successor);
    if row.id.is_not_set() {
        return Ok(row.insert(tx).await?.id);
    }
    Ok(row.update(tx).await?.id)
}
