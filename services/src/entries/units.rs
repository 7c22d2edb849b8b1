//! Units as the entry form offers them.

use std::collections::{BTreeMap, BTreeSet};

use domain::entries::units::UnitChoice;
use domain::ids::UnitId;
use domain::people::units::UnitKind;
use domain::text::{fold, is_name_of, search_words};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::unit;
use crate::failure::Failure;

/// How many units a search shows.
const SHOWN: u64 = 20;

/// Units in force whose name has every word of the search, accents and case aside. An exact name comes alone.
pub async fn search_units(db: &impl ConnectionTrait, search: &str) -> Result<Vec<UnitChoice>, Failure> {
    let (folded, words) = (fold(search), search_words(search));
    if words.is_empty() {
        return Ok(vec![]);
    }
    let in_force =
        unit::Entity::find().filter(unit::Column::SuccessorId.is_null()).filter(unit::Column::ValidTo.is_null());
    // Asked apart: among many that fit, a second one of the name could stand beyond the last shown.
    let exact = unit::Column::Folded.eq(folded.as_str());
    let exact = in_force.clone().filter(exact).limit(2).all(db).await?;
    if exact.len() == 1 {
        return choices(db, exact).await;
    }
    let all_words = words.iter().fold(Condition::all(), |all, word| all.add(unit::Column::Folded.contains(word)));
    let rows = in_force.filter(all_words).order_by_asc(unit::Column::Name).limit(SHOWN).all(db).await?;
    choices(db, rows).await
}

/// The unit with this number.
pub async fn find_unit(db: &impl ConnectionTrait, id: UnitId) -> Result<Option<UnitChoice>, Failure> {
    let row = unit::Entity::find_by_id(id.0).one(db).await?;
    Ok(choices(db, row.into_iter().collect()).await?.pop())
}

/// The names of the communes in force, by name.
pub async fn communes(db: &impl ConnectionTrait) -> Result<Vec<String>, Failure> {
    let rows = unit::Entity::find()
        .filter(unit::Column::Kind.is_in(UnitKind::COMMUNES.map(UnitKind::code)))
        .filter(unit::Column::ValidTo.is_null())
        .filter(unit::Column::SuccessorId.is_null())
        .all(db)
        .await?;
    let mut names: Vec<String> = rows.into_iter().map(|row| row.name).collect();
    names.sort_by(|a, b| domain::text::compare_words(a, b));
    Ok(names)
}

async fn choices(db: &impl ConnectionTrait, rows: Vec<unit::Model>) -> Result<Vec<UnitChoice>, Failure> {
    let parents: Vec<i64> = rows.iter().filter_map(|row| row.parent_id).collect();
    let parents: BTreeMap<i64, String> = if parents.is_empty() {
        BTreeMap::new()
    } else {
        let found = unit::Entity::find().filter(unit::Column::Id.is_in(parents)).all(db).await?;
        found.into_iter().map(|row| (row.id, row.name)).collect()
    };
    let choices = rows.into_iter().map(|row| UnitChoice {
        id: UnitId(row.id),
        name: row.name,
        parent: row.parent_id.and_then(|id| parents.get(&id).cloned()).unwrap_or_default(),
    });
    Ok(choices.collect())
}

/// The units that typed names stand for, by the name as typed: an author's school is tied to a unit when the name fits
/// exactly one. A name that fits two ties to none; the person who checks the entry sees it as it was typed.
pub(crate) async fn units_by_name(
    db: &impl ConnectionTrait,
    names: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, UnitId>, Failure> {
    let typed: BTreeSet<&str> = names.filter(|name| !fold(name).is_empty()).collect();
    if typed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = unit::Entity::find()
        .filter(unit::Column::Folded.is_in(typed.iter().map(|name| fold(name))))
        .filter(unit::Column::ValidTo.is_null())
        .filter(unit::Column::SuccessorId.is_null())
        .all(db)
        .await?;
    let tied = typed.into_iter().filter_map(|name| {
        let mut fitting = rows.iter().filter(|row| is_name_of(&row.name, name));
        let unit = fitting.next()?;
        fitting.next().is_none().then(|| (name.to_owned(), UnitId(unit.id)))
    });
    Ok(tied.collect())
}
