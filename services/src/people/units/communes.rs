//! The communes of the province, from the file that set-up names: the first school has a place to belong to.

use domain::people::units::UnitKind;
use domain::text::fold;
use sea_orm::{ActiveValue::Set, DatabaseConnection, EntityTrait, PaginatorTrait};
use serde::Deserialize;
use serde_json::json;
use time::macros::date;
use time::{Date, OffsetDateTime};

use crate::database::begin_write;
use crate::entities::unit;
use crate::failure::{Failure, read_json};
use crate::ledger::{self, Record};

/// Since when provinces have these communes and no districts.
const SINCE: Date = date!(2025 - 07 - 01);

#[derive(Deserialize)]
struct Commune {
    code: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Adds the communes of a file such as `fixtures/units-quang-ninh.json` to a portal without units; does nothing when there is
/// one.
pub async fn load_communes(db: &DatabaseConnection, file: &str, now: OffsetDateTime) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    if unit::Entity::find().count(&tx).await? > 0 {
        return Ok(());
    }
    let communes: Vec<Commune> = read_json(file)?;
    let detail = json!({ "communes": communes.len() });
    let rows = communes.into_iter().map(row).collect::<Result<Vec<_>, Failure>>()?;
    unit::Entity::insert_many(rows).exec(&tx).await?;
    ledger::append(&tx, Record::new(None, "unit.communes_loaded", "unit").detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

fn row(commune: Commune) -> Result<unit::ActiveModel, Failure> {
    let kind = UnitKind::from_word(&commune.kind)
        .filter(|kind| matches!(kind, UnitKind::Ward | UnitKind::Commune | UnitKind::SpecialZone))
        .ok_or_else(|| Failure::Damaged(format!("{}: no such kind of commune: {}", commune.code, commune.kind)))?;
    Ok(unit::ActiveModel {
        folded: Set(fold(&commune.name)),
        code: Set(commune.code),
        name: Set(commune.name),
        kind: Set(kind.code().to_owned()),
        valid_from: Set(Some(SINCE)),
        ..Default::default()
    })
}
