//! Importing a list of units: what it would do is shown first, and nothing is written unless every row is good.

use std::collections::{BTreeSet, HashMap};

use domain::people::actor::Actor;
use domain::people::unit_import::{BadRow, ImportPlan, KnownUnit, PlannedUnit, UnitRow, plan_import};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::list::{known_units, require_managing};
use super::read_list::read_rows;
use super::save::{Links, new_row, write_unit};
use crate::database::begin_write;
use crate::entities::unit;
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// Why a list was refused.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("the list has no rows below its head")]
    Empty,
    #[error("the head has no column for: {}", .0.join(", "))]
    ColumnsMissing(Vec<&'static str>),
    #[error("line {line} cannot be read: {cause}")]
    Broken { line: u64, cause: String },
    #[error("{} rows are wrong", .0.len())]
    BadRows(Vec<BadRow>),
    /// The register changed since the list was looked at: what was confirmed is not what would happen.
    #[error("the list would do something else by now")]
    Changed(Box<CheckedImport>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(ImportError);

/// What a list would do, and a mark of that which comes back with the confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedImport {
    pub plan: ImportPlan,
    pub mark: String,
}

/// What an administrator confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// The mark of the preview.
    pub mark: String,
    /// Lines that were asked about and are to be taken; the others that were asked about are left out.
    pub lines: BTreeSet<u64>,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    pub changed: usize,
    /// Rows that were asked about and not confirmed.
    pub left_out: usize,
}

/// Says what the list would do, and writes nothing.
pub async fn check_import(db: &DatabaseConnection, actor: &Actor, text: &str) -> Result<CheckedImport, ImportError> {
    require_managing(actor)?;
    let rows = read_rows(text)?;
    let plan = plan_import(&rows, &known_units(db).await?).map_err(ImportError::BadRows)?;
    Ok(marked(plan))
}

/// Writes what was confirmed, or nothing.
pub async fn apply_import(
    db: &DatabaseConnection,
    actor: &Actor,
    text: &str,
    confirmed: &Confirmation,
    now: OffsetDateTime,
) -> Result<Imported, ImportError> {
    require_managing(actor)?;
    let rows = read_rows(text)?;
    let tx = begin_write(db).await?;
    let known = known_units(&tx).await?;
    let seen = marked(plan_import(&rows, &known).map_err(ImportError::BadRows)?);
    if seen.mark != confirmed.mark {
        return Err(ImportError::Changed(Box::new(seen)));
    }
    let left_out: BTreeSet<u64> =
        seen.plan.doubtful().map(|unit| unit.line).filter(|line| !confirmed.lines.contains(line)).collect();
    let plan = without(&rows, &known, &left_out)?;
    write_all(&tx, &plan.units).await?;
    let done = Imported { added: plan.added().count(), changed: plan.changed().count(), left_out: left_out.len() };
    let record = Record::new(actor.account, "unit.imported", "unit");
    let detail = json!({
        "added": done.added,
        "changed": done.changed,
        "left_out": done.left_out,
        "confirmed": confirmed.lines.len(),
        "list_sha256": hex::encode(Sha256::digest(text.as_bytes())),
    });
    ledger::append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(done)
}

fn marked(plan: ImportPlan) -> CheckedImport {
    let digest = Sha256::digest(format!("{plan:?}").as_bytes());
    CheckedImport { mark: hex::encode(&digest[..8]), plan }
}

/// The plan without the rows that were left out: a row that needs one of them is refused.
fn without(rows: &[UnitRow], known: &[KnownUnit], left_out: &BTreeSet<u64>) -> Result<ImportPlan, ImportError> {
    let taken: Vec<UnitRow> = rows.iter().filter(|row| !left_out.contains(&row.line)).cloned().collect();
    plan_import(&taken, known).map_err(ImportError::BadRows)
}

/// Rows first without links, then with them: a list may name a parent or successor further down.
async fn write_all(tx: &DatabaseTransaction, units: &[PlannedUnit]) -> Result<(), ImportError> {
    let mut ids = ids_of(tx, units).await?;
    for planned in units.iter().filter(|planned| planned.is_new) {
        let id = write_unit(tx, new_row(), &planned.unit, Links::default()).await?;
        ids.insert(planned.unit.code.clone(), id);
    }
    let rows = unit::Entity::find()
        .filter(unit::Column::Code.is_in(units.iter().map(|planned| planned.unit.code.as_str())))
        .all(tx)
        .await?;
    let mut rows: HashMap<String, unit::Model> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    for planned in units {
        let id = |code: &Option<String>| code.as_ref().and_then(|code| ids.get(code).copied());
        let links = Links { parent: id(&planned.unit.parent), successor: id(&planned.unit.successor) };
        if let Some(row) = rows.remove(&planned.unit.code) {
            write_unit(tx, row.into(), &planned.unit, links).await?;
        }
    }
    Ok(())
}

/// The numbers of every unit the plan names, as itself, as parent or as successor.
async fn ids_of(db: &impl ConnectionTrait, units: &[PlannedUnit]) -> Result<HashMap<String, i64>, ImportError> {
    let named = units
        .iter()
        .flat_map(|planned| [Some(&planned.unit.code), planned.unit.parent.as_ref(), planned.unit.successor.as_ref()])
        .flatten();
    let named: BTreeSet<&str> = named.map(String::as_str).collect();
    let rows = unit::Entity::find().filter(unit::Column::Code.is_in(named)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}
