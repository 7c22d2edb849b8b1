//! For which units a person answers.

use std::collections::BTreeSet;

use domain::ids::UnitId;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;

/// The units whose officer the person is.
pub(super) fn units_of(actor: &Actor) -> Vec<i64> {
    let grants = actor
        .grants
        .iter()
        .filter(|grant| grant.role == GrantedRole::UnitOfficer);
    let units: BTreeSet<i64> = grants.filter_map(|grant| grant.unit).map(|UnitId(id)| id).collect();
    units.into_iter().collect()
}
