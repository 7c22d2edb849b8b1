//! For which units a person answers.

use std::collections::BTreeSet;

use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{ColumnTrait, Condition};

use crate::entities::entry;
use crate::people::units::Successors;

/// The units whose officer the person is, and in which edition; no edition means all.
pub(super) fn offices_of(actor: &Actor) -> Vec<(i64, Option<i64>)> {
    let grants = actor.grants.iter().filter(|grant| grant.role == GrantedRole::UnitOfficer);
    let offices: BTreeSet<(i64, Option<i64>)> =
        grants.filter_map(|grant| Some((grant.unit?.0, grant.edition.map(|edition| edition.0)))).collect();
    offices.into_iter().collect()
}

/// The entries of these offices: each unit with those it took over, in its edition or in all.
pub(super) fn entries_of_offices(offices: &[(i64, Option<i64>)], successors: &Successors) -> Condition {
    let editions: BTreeSet<Option<i64>> = offices.iter().map(|(_, edition)| *edition).collect();
    let mut any = Condition::any();
    for edition in editions {
        let units: Vec<i64> = offices.iter().filter(|(_, of)| *of == edition).map(|(unit, _)| *unit).collect();
        let office = Condition::all()
            .add(entry::Column::UnitId.is_in(successors.all_behind(&units)))
            .add_option(edition.map(|edition| entry::Column::EditionId.eq(edition)));
        any = any.add(office);
    }
    any
}
