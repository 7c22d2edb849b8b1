//! For whom a deadline is extended, and who is concerned.

use domain::entries::state::EntryState;
use domain::ids::UnitId;
use domain::intake::extensions::{ExtensionForm, ExtensionProblem, field};
use domain::programmes::deadline::Whose;
use domain::programmes::edition::Edition;
use domain::text::code_as_issued;
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use crate::entities::{entry, extension, unit};
use crate::entries::whose_row;
use crate::people::units::find_successors;

/// For whom: everybody, a unit or an entry.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Everybody,
    Unit(unit::Model),
    Entry(Box<entry::Model>),
}

impl Target {
    pub(super) fn unit(&self) -> Option<i64> {
        match self {
            Self::Unit(unit) => Some(unit.id),
            _ => None,
        }
    }

    pub(super) fn entry(&self) -> Option<i64> {
        match self {
            Self::Entry(entry) => Some(entry.id),
            _ => None,
        }
    }

    /// Whose deadline it is.
    pub(super) fn whose(&self) -> Whose {
        match self {
            Self::Everybody => Whose::Everybody,
            Self::Unit(unit) => Whose::Unit(UnitId(unit.id)),
            Self::Entry(entry) => whose_row(entry),
        }
    }

    /// The entries that are still to be sent and that it reaches.
    pub(super) async fn unsent_entries(
        &self,
        tx: &DatabaseTransaction,
        edition: &Edition,
    ) -> Result<Vec<entry::Model>, DbErr> {
        let unsent = [EntryState::Draft.code(), EntryState::SupplementRequested.code()];
        let mut reach = Condition::all()
            .add(entry::Column::EditionId.eq(edition.id.0))
            .add(entry::Column::State.is_in(unsent))
            .add_option(self.entry().map(|entry| entry::Column::Id.eq(entry)));
        if let Some(unit) = self.unit() {
            let mergers = find_successors(tx).await?;
            let same_today = mergers.all_behind(&[mergers.today(unit)]);
            reach = reach.add(entry::Column::UnitId.is_in(same_today));
        }
        entry::Entity::find().filter(reach).all(tx).await
    }
}

/// The target that a form names, or which of its fields names nothing.
pub(super) async fn find_target(
    tx: &DatabaseTransaction,
    edition: &Edition,
    form: &ExtensionForm,
) -> Result<Result<Target, (&'static str, ExtensionProblem)>, DbErr> {
    let found = match form.scope.as_str() {
        "don-vi" => {
            let unit = form.unit.map(|unit| unit.0).unwrap_or_default();
            let unit = unit::Entity::find_by_id(unit).one(tx).await?;
            unit.map(Target::Unit).ok_or((field::UNIT, ExtensionProblem::NoSuchUnit))
        }
        "ho-so" => {
            let entry = find_entry(tx, edition, &form.entry_code).await?;
            entry.map(|entry| Target::Entry(Box::new(entry))).ok_or((field::ENTRY, ExtensionProblem::NoSuchEntry))
        }
        _ => Ok(Target::Everybody),
    };
    Ok(found)
}

/// The target of an extension that was granted.
pub(super) async fn target_of_row(tx: &DatabaseTransaction, row: &extension::Model) -> Result<Target, DbErr> {
    if let Some(id) = row.entry_id {
        let entry = entry::Entity::find_by_id(id).one(tx).await?;
        return entry
            .map(|entry| Target::Entry(Box::new(entry)))
            .ok_or_else(|| DbErr::RecordNotFound(format!("entry/{id}")));
    }
    let Some(id) = row.unit_id else {
        return Ok(Target::Everybody);
    };
    let unit = unit::Entity::find_by_id(id).one(tx).await?;
    unit.map(Target::Unit).ok_or_else(|| DbErr::RecordNotFound(format!("unit/{id}")))
}

/// An entry by its code, or by its number while it is a draft without a code.
async fn find_entry(tx: &DatabaseTransaction, edition: &Edition, typed: &str) -> Result<Option<entry::Model>, DbErr> {
    let typed = typed.trim();
    let number = typed.parse::<i64>().ok();
    let named = Condition::any()
        .add(entry::Column::Code.eq(code_as_issued(typed)))
        .add_option(number.map(|number| entry::Column::Id.eq(number)));
    entry::Entity::find().filter(entry::Column::EditionId.eq(edition.id.0)).filter(named).one(tx).await
}
