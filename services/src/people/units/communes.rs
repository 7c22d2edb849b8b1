//! The communes of the province: they come with the program, so that the first school has a place to belong to.

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

/// The list of the statistics office, see `fixtures/units-quang-ninh.json`.
const COMMUNES: &str = include_str!("../../../../fixtures/units-quang-ninh.json");

/// Since when the province has these communes and no districts.
const SINCE: Date = date!(2025 - 07 - 01);

#[derive(Deserialize)]
struct Commune {
    code: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Adds the 54 communes to a portal without units; does nothing when there is one.
pub async fn load_communes(db: &DatabaseConnection, now: OffsetDateTime) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    if unit::Entity::find().count(&tx).await? > 0 {
        return Ok(());
    }
    let communes: Vec<Commune> = read_json(COMMUNES)?;
    let detail = json!({ "communes": communes.len() });
    let rows = communes.into_iter().map(row).collect::<Result<Vec<_>, Failure>>()?;
    unit::Entity::insert_many(rows).exec(&tx).await?;
    ledger::append(&tx, Record::new(None, "unit.communes_loaded", "unit").detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

fn row(commune: Commune) -> Result<unit::ActiveModel, Failure> {
    let kind = match commune.kind.as_str() {
        "phường" => UnitKind::Ward,
        "xã" => UnitKind::Commune,
        "đặc khu" => UnitKind::SpecialZone,
        other => return Err(Failure::Damaged(format!("no such kind of commune: {other}"))),
    };
    Ok(unit::ActiveModel {
        folded: Set(fold(&commune.name)),
        code: Set(commune.code),
        name: Set(commune.name),
        kind: Set(kind.code().to_owned()),
        valid_from: Set(Some(SINCE)),
        ..Default::default()
    })
}
