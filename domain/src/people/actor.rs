//! Who is acting, and how they stand to the thing they act on.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, EditionId, PanelId, UnitId};
use crate::people::access::Role;
use crate::people::roles::{Grant, GrantedRole};

/// The person behind a request. A visitor has no account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub account: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub grants: Vec<Grant>,
    /// True once the one-time code of this session was right.
    pub second_factor: bool,
}

/// The people a thing belongs to: what is known of them decides who stands how to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    pub edition: Option<EditionId>,
    pub owner: Option<AccountId>,
    pub unit: Option<UnitId>,
    pub panel: Option<PanelId>,
    /// The judge whose assignment or sheet it is.
    pub judge: Option<AccountId>,
}

impl Actor {
    /// A person who has not signed in.
    pub fn visitor() -> Self {
        Self::default()
    }

    /// True when the person has signed in.
    pub fn is_signed_in(&self) -> bool {
        self.account.is_some()
    }

    /// True when the person holds a staff role but has not yet given the one-time code.
    pub fn owes_second_factor(&self) -> bool {
        !self.second_factor && self.grants.iter().any(|grant| grant.role.is_staff())
    }

    /// True when the person holds the role for anything at all: decides which areas the menu shows.
    pub fn holds(&self, role: GrantedRole) -> bool {
        self.active_grants().any(|grant| grant.role == role)
    }

    /// Every way in which the person stands to the subject; `Role::Visitor` is always among them.
    pub fn roles_on(&self, subject: &Subject) -> Vec<Role> {
        let mut roles = vec![Role::Visitor];
        let Some(account) = self.account else { return roles };
        roles.push(Role::Member);
        if subject.owner == Some(account) {
            roles.push(Role::Owner);
        }
        if subject.judge == Some(account) {
            roles.push(Role::Judge);
        }
        roles.extend(self.active_grants().filter_map(|grant| role_of_grant(grant, subject)));
        roles
    }

    fn active_grants(&self) -> impl Iterator<Item = &Grant> {
        self.grants
            .iter()
            .filter(|grant| self.second_factor || !grant.role.is_staff())
    }
}

fn role_of_grant(grant: &Grant, subject: &Subject) -> Option<Role> {
    let same_edition = grant.edition.is_none() || grant.edition == subject.edition;
    let same_panel = grant.panel.is_some() && grant.panel == subject.panel;
    match grant.role {
        GrantedRole::UnitOfficer => (grant.unit.is_some() && grant.unit == subject.unit).then_some(Role::UnitOfficer),
        GrantedRole::Judge => same_panel.then_some(Role::FellowJudge),
        GrantedRole::PanelChair => same_panel.then_some(Role::PanelChair),
        GrantedRole::Secretary => same_edition.then_some(Role::Secretary),
        GrantedRole::Approver => same_edition.then_some(Role::Approver),
        GrantedRole::Administrator => Some(Role::Administrator),
    }
}
