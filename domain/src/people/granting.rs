//! Nobody gives more than they have.

use crate::people::roles::{Grant, GrantedRole};

impl Grant {
    /// True when who holds this needs the other no more: the same role, in no narrower an edition. A seat in a panel and
    /// the office for a unit are never part of something wider.
    pub fn covers(&self, other: &Self) -> bool {
        self.role == other.role
            && within(self.edition, other.edition)
            && self.panel == other.panel
            && self.unit == other.unit
    }

    /// True when both have force somewhere at the same time.
    pub fn meets(&self, other: &Self) -> bool {
        self.edition.is_none() || other.edition.is_none() || self.edition == other.edition
    }
}

/// True when somebody who holds these may give this role within these limits: administrators keep the people of the portal;
/// secretaries give the roles that work for them, in the editions they run and nowhere else.
pub fn may_grant<'a>(giver: impl IntoIterator<Item = &'a Grant>, grant: &Grant) -> bool {
    giver.into_iter().any(|held| match held.role {
        GrantedRole::Administrator => true,
        GrantedRole::Secretary => works_for_secretary(grant.role) && within(held.edition, grant.edition),
        GrantedRole::UnitOfficer | GrantedRole::Judge | GrantedRole::PanelChair | GrantedRole::Approver => false,
    })
}

/// The roles a secretary needs others for.
fn works_for_secretary(role: GrantedRole) -> bool {
    matches!(role, GrantedRole::UnitOfficer | GrantedRole::Judge | GrantedRole::PanelChair)
}

/// True when the limit leaves room for what is asked; no limit means all.
fn within<T: PartialEq>(limit: Option<T>, asked: Option<T>) -> bool {
    limit.is_none() || limit == asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{EditionId, PanelId, UnitId};

    fn held(role: GrantedRole, edition: Option<i64>) -> Grant {
        Grant { role, edition: edition.map(EditionId), panel: None, unit: None }
    }

    /// A role as it is asked for: in an edition or in all, a judge in a panel, an officer for a unit.
    fn asked(role: GrantedRole, edition: Option<i64>) -> Grant {
        Grant {
            panel: matches!(role, GrantedRole::Judge | GrantedRole::PanelChair).then_some(PanelId(5)),
            unit: (role == GrantedRole::UnitOfficer).then_some(UnitId(7)),
            ..held(role, edition)
        }
    }

    /// For each giver the roles that may be given: everywhere, in edition 1, in edition 2.
    #[test]
    fn who_may_give_which_role_where() {
        use GrantedRole as R;
        let nothing: [&[R]; 3] = [&[], &[], &[]];
        let helpers: &[R] = &[R::UnitOfficer, R::Judge, R::PanelChair];
        let table = [
            (R::UnitOfficer, None, nothing),
            (R::UnitOfficer, Some(1), nothing),
            (R::Judge, None, nothing),
            (R::Judge, Some(1), nothing),
            (R::PanelChair, None, nothing),
            (R::PanelChair, Some(1), nothing),
            (R::Secretary, None, [helpers, helpers, helpers]),
            (R::Secretary, Some(1), [&[], helpers, &[]]),
            (R::Approver, None, nothing),
            (R::Approver, Some(1), nothing),
            (R::Administrator, None, [&R::ALL, &R::ALL, &R::ALL]),
        ];
        for (role, edition, expected) in table {
            let giver = [held(role, edition)];
            let given = [None, Some(1), Some(2)].map(|place| {
                let may = |role: &R| may_grant(&giver, &asked(*role, place));
                R::ALL.into_iter().filter(may).collect::<Vec<_>>()
            });
            assert_eq!(given, expected.map(<[R]>::to_vec), "{role:?} of {edition:?}");
        }
        assert!(!may_grant(&[], &asked(R::Judge, Some(1))), "nobody gives nothing");
    }

    #[test]
    fn a_wider_role_covers_a_narrower_one_and_never_the_other_way() {
        use GrantedRole as R;
        let table = [
            (held(R::Secretary, None), held(R::Secretary, Some(1)), true),
            (held(R::Secretary, Some(1)), held(R::Secretary, None), false),
            (held(R::Secretary, Some(1)), held(R::Secretary, Some(2)), false),
            (held(R::Secretary, None), held(R::Approver, None), false),
            (asked(R::UnitOfficer, None), asked(R::UnitOfficer, Some(1)), true),
            (asked(R::UnitOfficer, None), held(R::UnitOfficer, None), false),
            (held(R::Judge, Some(1)), asked(R::Judge, Some(1)), false),
            (asked(R::Judge, Some(1)), asked(R::Judge, Some(1)), true),
        ];
        for (held, asked, expected) in table {
            assert_eq!(held.covers(&asked), expected, "{held:?} over {asked:?}");
        }
    }
}
