//! Inviting a person to a role within limits.

use time::OffsetDateTime;

use crate::ids::{AccountId, EditionId, PanelId, UnitId};
use crate::people::exclusions::Exclusion;
use crate::people::registration::{NameProblem, check_person_name};
use crate::people::roles::{Grant, GrantedRole};
use crate::text::{EmailAddress, EmailProblem};

/// An invitation, or a grant, as asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationRequest {
    pub name: String,
    pub email: String,
    pub role: Option<GrantedRole>,
    pub edition: Option<EditionId>,
    pub panel: Option<PanelId>,
    pub unit: Option<UnitId>,
}

/// What is wrong with an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvitationProblem {
    #[error(transparent)]
    Name(#[from] NameProblem),
    #[error(transparent)]
    Email(#[from] EmailProblem),
    #[error("no role was chosen")]
    RoleMissing,
    #[error("a judge is invited to an edition")]
    EditionMissing,
    #[error("a unit officer is invited for a unit")]
    UnitMissing,
    #[error("no such edition, panel or unit")]
    ScopeUnknown,
    #[error("this is more than the giver has")]
    NotYours,
    #[error("this person holds the role already")]
    HeldAlready,
    #[error("another duty of this person excludes it: {0:?}")]
    Excluded(Exclusion),
}

/// An invitation whose fields can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedInvitation {
    pub name: String,
    pub email: EmailAddress,
    pub grant: Grant,
}

/// Cleans an invitation, or lists everything that is wrong with it.
pub fn check_invitation(given: &InvitationRequest) -> Result<CheckedInvitation, Vec<InvitationProblem>> {
    let name = check_person_name(&given.name);
    let email = EmailAddress::parse(&given.email);
    let grant = check_grant(given);
    match (name, email, grant) {
        (Ok(name), Ok(email), Ok(grant)) => Ok(CheckedInvitation { name, email, grant }),
        (name, email, grant) => {
            let problems = [name.err().map(Into::into), email.err().map(Into::into), grant.err()];
            Err(problems.into_iter().flatten().collect())
        }
    }
}

/// What happens when somebody follows the link of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// The invited person takes what the inviter may still give.
    AtOnce,
    /// Somebody who may give the role is asked first.
    Asks,
}

/// An invitation is for the address it was sent to, and as good as the right of its sender.
pub fn taking(invited: &str, address: &str, inviter_may_give: bool) -> Taking {
    if EmailAddress::is_same(invited, address) && inviter_may_give { Taking::AtOnce } else { Taking::Asks }
}

/// A role with the limits it needs, and no others.
pub fn check_grant(given: &InvitationRequest) -> Result<Grant, InvitationProblem> {
    let role = given.role.ok_or(InvitationProblem::RoleMissing)?;
    let grant = |edition, panel, unit| Grant { role, edition, panel, unit };
    match role {
        GrantedRole::UnitOfficer if given.unit.is_none() => Err(InvitationProblem::UnitMissing),
        GrantedRole::UnitOfficer => Ok(grant(given.edition, None, given.unit)),
        GrantedRole::Judge | GrantedRole::PanelChair if given.edition.is_none() => {
            Err(InvitationProblem::EditionMissing)
        }
        GrantedRole::Judge | GrantedRole::PanelChair => Ok(grant(given.edition, given.panel, None)),
        GrantedRole::Secretary | GrantedRole::Approver => Ok(grant(given.edition, None, None)),
        GrantedRole::Administrator => Ok(grant(None, None, None)),
    }
}

/// A role a person holds, with the names of its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedGrant {
    /// The number of the grant, to revoke it.
    pub id: i64,
    pub role: GrantedRole,
    pub edition: Option<String>,
    pub panel: Option<String>,
    pub unit: Option<String>,
    /// Who gave it and when; absent while it is only offered.
    pub given_by: Option<String>,
    pub given_at: Option<OffsetDateTime>,
}

/// A role in force, on the page of an edition's roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleLine {
    pub account: AccountId,
    pub person: String,
    pub email: String,
    /// The account is closed.
    pub closed: bool,
    pub grant: NamedGrant,
    /// The reader may end it.
    pub may_end: bool,
}

/// An exception in force, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedException {
    pub id: i64,
    pub account: AccountId,
    pub person: String,
    pub exclusion: Exclusion,
    /// None means every edition.
    pub edition: Option<String>,
    pub reason: String,
    pub given_by: String,
    pub given_at: OffsetDateTime,
    /// The reader may end it.
    pub may_end: bool,
}

/// A person on the list of administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub confirmed: bool,
    pub disabled: bool,
    pub second_factor: bool,
    pub grants: Vec<NamedGrant>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_taken_at_once_with_its_own_address_only() {
        let table = [
            ("binh@vi-du.example", "binh@vi-du.example", true, Taking::AtOnce),
            ("Binh@Vi-Du.example", "binh@vi-du.example", true, Taking::AtOnce),
            ("binh@vi-du.example", "binh@vi-du.example", false, Taking::Asks),
            ("binh@vi-du.example", "hoa@vi-du.example", true, Taking::Asks),
            ("binh@vi-du.example", "binh@vi-du.example.vn", true, Taking::Asks),
            ("", "", true, Taking::Asks),
        ];
        for (invited, address, may_give, expected) in table {
            assert_eq!(taking(invited, address, may_give), expected, "{invited}, {address}");
        }
    }

    #[test]
    fn each_role_needs_its_limits_and_drops_the_others() {
        let everything = |role| InvitationRequest {
            role: Some(role),
            edition: Some(EditionId(1)),
            panel: Some(PanelId(2)),
            unit: Some(UnitId(3)),
            ..InvitationRequest::default()
        };
        let table = [
            (GrantedRole::UnitOfficer, (true, false, true)),
            (GrantedRole::Judge, (true, true, false)),
            (GrantedRole::PanelChair, (true, true, false)),
            (GrantedRole::Secretary, (true, false, false)),
            (GrantedRole::Approver, (true, false, false)),
            (GrantedRole::Administrator, (false, false, false)),
        ];
        for (role, expected) in table {
            let grant = check_grant(&everything(role)).unwrap();
            let kept = (grant.edition.is_some(), grant.panel.is_some(), grant.unit.is_some());
            assert_eq!(kept, expected, "{role:?}");
        }
        let bare = |role| InvitationRequest { role, ..InvitationRequest::default() };
        let table = [
            (None, InvitationProblem::RoleMissing),
            (Some(GrantedRole::Judge), InvitationProblem::EditionMissing),
            (Some(GrantedRole::UnitOfficer), InvitationProblem::UnitMissing),
        ];
        for (role, problem) in table {
            assert_eq!(check_grant(&bare(role)), Err(problem));
        }
    }
}
