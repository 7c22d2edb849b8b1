//! Reading units.

use std::collections::HashMap;

use domain::ids::UnitId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::unit_import::KnownUnit;
use domain::people::units::{Unit, UnitKind};
use domain::text::{fold, search_words};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::entities::unit;
use crate::failure::Failure;

/// Rows of one page of a list.
const ROWS: u64 = 50;

/// Which units to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// A code, or words of the name without accents.
    pub text: String,
    pub kind: Option<UnitKind>,
    /// From 1.
    pub page: u64,
}

/// One page of units.
#[derive(Clone, Debug)]
pub struct UnitsPage {
    pub units: Vec<Unit>,
    pub total: u64,
}

/// The units of the filter, by name.
pub async fn list_units(db: &DatabaseConnection, actor: &Actor, filter: &UnitFilter) -> Result<UnitsPage, Failure> {
    require_managing(actor)?;
    let mut found = unit::Entity::find();
    if let Some(kind) = filter.kind {
        found = found.filter(unit::Column::Kind.eq(kind.code()));
    }
    for word in search_words(&filter.text) {
        let fits =
            Condition::any().add(unit::Column::Folded.contains(&word)).add(unit::Column::Code.eq(filter.text.trim()));
        found = found.filter(fits);
    }
    let pages = found.order_by_asc(unit::Column::Folded).order_by_asc(unit::Column::Id).paginate(db, ROWS);
    let total = pages.num_items().await?;
    let rows = pages.fetch_page(filter.page.saturating_sub(1)).await?;
    Ok(UnitsPage { units: describe(db, rows).await?, total })
}

/// One unit.
pub async fn find_unit(db: &DatabaseConnection, actor: &Actor, id: UnitId) -> Result<Unit, Failure> {
    require_managing(actor)?;
    find_units(db, &[id]).await?.pop().ok_or(Failure::NotFound)
}

/// The units with these numbers, in no order, in two statements.
pub async fn find_units(db: &impl ConnectionTrait, ids: &[UnitId]) -> Result<Vec<Unit>, Failure> {
    let rows = unit::Entity::find().filter(unit::Column::Id.is_in(ids.iter().map(|id| id.0))).all(db).await?;
    describe(db, rows).await
}

/// The units a text may mean: the one with this code, or those in force whose name fits, at most `limit`.
pub async fn resolve_unit(db: &impl ConnectionTrait, text: &str, limit: u64) -> Result<Vec<Unit>, Failure> {
    let by_code = unit::Entity::find().filter(unit::Column::Code.eq(text.trim())).all(db).await?;
    if !by_code.is_empty() || fold(text).is_empty() {
        return describe(db, by_code).await;
    }
    let in_force =
        unit::Entity::find().filter(unit::Column::ValidTo.is_null()).filter(unit::Column::SuccessorId.is_null());
    let exact = in_force.clone().filter(unit::Column::Folded.eq(fold(text)));
    let exact = exact.limit(2).all(db).await?;
    if exact.len() == 1 {
        return describe(db, exact).await;
    }
    let mut found = in_force;
    for word in search_words(text) {
        found = found.filter(unit::Column::Folded.contains(&word));
    }
    let rows = found.order_by_asc(unit::Column::Folded).limit(limit).all(db).await?;
    describe(db, rows).await
}

async fn describe(db: &impl ConnectionTrait, rows: Vec<unit::Model>) -> Result<Vec<Unit>, Failure> {
    let linked = rows.iter().flat_map(|row| [row.parent_id, row.successor_id]).flatten();
    let named = named_units(db, linked.collect()).await?;
    let name = |id: Option<i64>| id.and_then(|id| named.get(&id).cloned());
    rows.into_iter()
        .map(|row| {
            Ok(Unit {
                id: UnitId(row.id),
                kind: kind_of(&row)?,
                code: row.code,
                name: row.name,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
                parent: name(row.parent_id),
                successor: name(row.successor_id),
            })
        })
        .collect()
}

/// Every unit by its codes, to plan a list with: one statement.
pub(super) async fn known_units(db: &impl ConnectionTrait) -> Result<Vec<KnownUnit>, Failure> {
    let rows = unit::Entity::find().order_by_asc(unit::Column::Id).all(db).await?;
    let codes: HashMap<i64, String> = rows.iter().map(|row| (row.id, row.code.clone())).collect();
    let code = |id: Option<i64>| id.and_then(|id| codes.get(&id).cloned());
    rows.iter()
        .map(|row| {
            Ok(KnownUnit {
                code: row.code.clone(),
                name: row.name.clone(),
                kind: kind_of(row)?,
                parent: code(row.parent_id),
                valid_from: row.valid_from,
                valid_to: row.valid_to,
                successor: code(row.successor_id),
            })
        })
        .collect()
}

fn kind_of(row: &unit::Model) -> Result<UnitKind, Failure> {
    UnitKind::from_code(&row.kind).ok_or_else(|| Failure::Damaged(format!("unit kind {}", row.kind)))
}

async fn named_units(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<HashMap<i64, (String, String)>, DbErr> {
    let rows = unit::Entity::find().filter(unit::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, (row.code, row.name))).collect())
}

pub(super) fn require_managing(actor: &Actor) -> Result<(), access::Forbidden> {
    access::require(actor, Act::ManageUnits, &Subject::default(), State::Any)
}
