//! Duties that one person may not have together, as a table; and the exceptions that somebody else named.

use serde::{Deserialize, Serialize};

use crate::ids::EditionId;
use crate::people::access::{Act, Role};
use crate::people::roles::{Grant, GrantedRole};

/// What a person does for an entry, an edition or the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Filed the entry, or is one of its authors or instructors.
    File,
    ConfirmForUnit,
    Judge,
    RunEdition,
    Approve,
    Administer,
}

/// Two duties that exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    SecretaryJudges,
    SecretaryApproves,
    AdministratorApproves,
    FilerConfirms,
    FilerChecks,
    FilerJudges,
}

/// Where the two duties must meet to exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// Only on the entry itself: asked when it is acted on.
    Entry,
    /// In one edition: asked when the second role is given, and at every act.
    Edition,
}

impl Exclusion {
    /// The whole table.
    pub const ALL: [Self; 6] = [
        Self::SecretaryJudges,
        Self::SecretaryApproves,
        Self::AdministratorApproves,
        Self::FilerConfirms,
        Self::FilerChecks,
        Self::FilerJudges,
    ];

    /// The duty that stays, the one that rests while there is no exception, and where they meet.
    pub fn rule(self) -> (Duty, Duty, Meeting) {
        match self {
            Self::SecretaryJudges => (Duty::RunEdition, Duty::Judge, Meeting::Edition),
            Self::SecretaryApproves => (Duty::RunEdition, Duty::Approve, Meeting::Edition),
            Self::AdministratorApproves => (Duty::Administer, Duty::Approve, Meeting::Edition),
            Self::FilerConfirms => (Duty::File, Duty::ConfirmForUnit, Meeting::Entry),
            Self::FilerChecks => (Duty::File, Duty::RunEdition, Meeting::Entry),
            Self::FilerJudges => (Duty::File, Duty::Judge, Meeting::Entry),
        }
    }

    /// What somebody must be allowed to do to name an exception; none where there is never one.
    pub fn exception_act(self) -> Option<Act> {
        match self {
            Self::FilerConfirms => Some(Act::ExceptUnitOfficer),
            Self::FilerJudges => None,
            _ => Some(Act::ExceptDuty),
        }
    }

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::SecretaryJudges => "secretary_judges",
            Self::SecretaryApproves => "secretary_approves",
            Self::AdministratorApproves => "administrator_approves",
            Self::FilerConfirms => "filer_confirms",
            Self::FilerChecks => "filer_checks",
            Self::FilerJudges => "filer_judges",
        }
    }

    /// The exclusion of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|exclusion| exclusion.code() == code)
    }
}

/// Somebody may have both duties all the same, in one edition or in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Exception {
    pub exclusion: Exclusion,
    pub edition: Option<EditionId>,
}

impl Exception {
    /// True when it lifts this exclusion in this edition.
    pub fn lifts(&self, exclusion: Exclusion, edition: Option<EditionId>) -> bool {
        self.exclusion == exclusion && (self.edition.is_none() || self.edition == edition)
    }
}

/// The duty that comes with standing so to a thing.
pub fn duty_of_role(role: Role) -> Option<Duty> {
    match role {
        Role::Visitor | Role::Member => None,
        Role::Owner => Some(Duty::File),
        Role::UnitOfficer => Some(Duty::ConfirmForUnit),
        Role::Judge | Role::FellowJudge | Role::PanelChair => Some(Duty::Judge),
        Role::Secretary => Some(Duty::RunEdition),
        Role::Approver => Some(Duty::Approve),
        Role::Administrator => Some(Duty::Administer),
    }
}

fn duty_of_grant(role: GrantedRole) -> Duty {
    match role {
        GrantedRole::UnitOfficer => Duty::ConfirmForUnit,
        GrantedRole::Judge | GrantedRole::PanelChair => Duty::Judge,
        GrantedRole::Secretary => Duty::RunEdition,
        GrantedRole::Approver => Duty::Approve,
        GrantedRole::Administrator => Duty::Administer,
    }
}

/// Why a duty rests for somebody who has these duties for the same thing.
pub fn resting(
    duty: Duty,
    has: impl Fn(Duty) -> bool,
    exceptions: &[Exception],
    edition: Option<EditionId>,
) -> Option<Exclusion> {
    Exclusion::ALL.into_iter().find(|exclusion| {
        let (stays, rests, _) = exclusion.rule();
        rests == duty && has(stays) && !exceptions.iter().any(|known| known.lifts(*exclusion, edition))
    })
}

/// Why this role may not be given to somebody who holds these.
pub fn excludes(held: &[Grant], exceptions: &[Exception], asked: &Grant) -> Option<Exclusion> {
    let duty = duty_of_grant(asked.role);
    Exclusion::ALL.into_iter().find(|exclusion| {
        let (stays, rests, meeting) = exclusion.rule();
        let other = match duty {
            _ if meeting == Meeting::Entry => return false,
            _ if duty == stays => rests,
            _ if duty == rests => stays,
            _ => return false,
        };
        held.iter().any(|held| {
            let edition = asked.edition.or(held.edition);
            let lifted = exceptions.iter().any(|known| known.lifts(*exclusion, edition));
            duty_of_grant(held.role) == other && held.meets(asked) && !lifted
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use GrantedRole as R;

    fn grant(role: R, edition: Option<i64>) -> Grant {
        Grant { role, edition: edition.map(EditionId), panel: None, unit: None }
    }

    #[test]
    fn which_roles_exclude_each_other_in_one_edition() {
        let pairs = [
            (R::Secretary, R::Judge, Exclusion::SecretaryJudges),
            (R::Secretary, R::PanelChair, Exclusion::SecretaryJudges),
            (R::Secretary, R::Approver, Exclusion::SecretaryApproves),
            (R::Administrator, R::Approver, Exclusion::AdministratorApproves),
        ];
        for one in R::ALL {
            for other in R::ALL {
                let expected = pairs
                    .into_iter()
                    .find(|(a, b, _)| (*a, *b) == (one, other) || (*b, *a) == (one, other))
                    .map(|(.., exclusion)| exclusion);
                let found = excludes(&[grant(one, Some(1))], &[], &grant(other, Some(1)));
                assert_eq!(found, expected, "{one:?}, then {other:?}");
                let wider = excludes(&[grant(one, None)], &[], &grant(other, Some(1)));
                assert_eq!(wider, expected, "{one:?} everywhere, then {other:?}");
                let elsewhere = excludes(&[grant(one, Some(2))], &[], &grant(other, Some(1)));
                assert_eq!(elsewhere, None, "{one:?} of another edition, then {other:?}");
            }
        }
    }

    #[test]
    fn an_exception_lifts_one_exclusion_in_one_edition() {
        let exception = |exclusion, edition: Option<i64>| Exception { exclusion, edition: edition.map(EditionId) };
        let held = [grant(R::Secretary, None)];
        let table = [
            (exception(Exclusion::SecretaryJudges, Some(1)), Some(1), None),
            (exception(Exclusion::SecretaryJudges, None), Some(1), None),
            (exception(Exclusion::SecretaryJudges, Some(2)), Some(1), Some(Exclusion::SecretaryJudges)),
            (exception(Exclusion::SecretaryApproves, Some(1)), Some(1), Some(Exclusion::SecretaryJudges)),
        ];
        for (exception, edition, expected) in table {
            let found = excludes(&held, &[exception], &grant(R::Judge, edition));
            assert_eq!(found, expected, "{exception:?}");
            let secretary = |duty| duty == Duty::RunEdition;
            let found = resting(Duty::Judge, secretary, &[exception], edition.map(EditionId));
            assert_eq!(found, expected, "{exception:?}, acting");
        }
    }

    #[test]
    fn nobody_excepts_a_judge_of_their_own_entry() {
        let without: Vec<_> = Exclusion::ALL.into_iter().filter(|one| one.exception_act().is_none()).collect();
        assert_eq!(without, [Exclusion::FilerJudges]);
    }

    #[test]
    fn every_exclusion_has_a_word_of_its_own() {
        for exclusion in Exclusion::ALL {
            assert_eq!(Exclusion::from_code(exclusion.code()), Some(exclusion));
        }
    }
}
