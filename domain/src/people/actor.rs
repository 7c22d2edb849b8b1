//! Who is acting, and how they stand to the thing they act on.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, EditionId, PanelId, UnitId};
use crate::people::access::Role;
use crate::people::exclusions::{Duty, Exception, Exclusion, duty_of_role, resting};
use crate::people::granting::may_grant;
use crate::people::roles::{Grant, GrantedRole};

/// The person behind a request. A visitor has no account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub account: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub grants: Vec<Grant>,
    /// Duties that would exclude each other and, for this person, do not.
    pub exceptions: Vec<Exception>,
    /// True once the one-time code of this session was right.
    pub second_factor: bool,
}

/// The people a thing belongs to: what is known of them decides who stands how to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    pub edition: Option<EditionId>,
    pub owner: Option<AccountId>,
    /// The addresses of its authors and instructors: they filed it as much as its owner.
    pub filers: Vec<String>,
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

    /// True when the person may give this role within these limits.
    pub fn may_grant(&self, grant: &Grant) -> bool {
        may_grant(self.active_grants(), grant)
    }

    /// Every way in which the person stands to the subject; `Role::Visitor` is always among them. A duty that rests beside
    /// another one is none of them.
    pub fn roles_on(&self, subject: &Subject) -> Vec<Role> {
        let mut roles = self.held_on(subject, self.active_grants());
        roles.retain(|role| self.rests(*role, subject).is_none());
        roles
    }

    /// The ways in which the person would stand to the subject if another duty did not exclude them.
    pub fn resting_on(&self, subject: &Subject) -> Vec<(Role, Exclusion)> {
        let held = self.held_on(subject, self.active_grants()).into_iter();
        held.filter_map(|role| Some((role, self.rests(role, subject)?))).collect()
    }

    /// What a role rests for. A duty excludes others also before the one-time code was given.
    fn rests(&self, role: Role, subject: &Subject) -> Option<Exclusion> {
        let duty = duty_of_role(role)?;
        let files = self.is_filer_of(subject);
        let held = self.held_on(subject, self.grants.iter());
        let has = |other| {
            let by_role = held.iter().any(|role| duty_of_role(*role) == Some(other));
            by_role || (files && other == Duty::File)
        };
        resting(duty, has, &self.exceptions, subject.edition)
    }

    fn is_filer_of(&self, subject: &Subject) -> bool {
        !self.email.is_empty() && subject.filers.contains(&self.email)
    }

    fn held_on<'a>(&self, subject: &Subject, grants: impl Iterator<Item = &'a Grant>) -> Vec<Role> {
        let mut roles = vec![Role::Visitor];
        let Some(account) = self.account else { return roles };
        roles.push(Role::Member);
        if subject.owner == Some(account) {
            roles.push(Role::Owner);
        }
        roles.extend(grants.filter_map(|grant| role_of_grant(grant, subject)));
        if subject.judge == Some(account) && roles.contains(&Role::FellowJudge) {
            roles.push(Role::Judge);
        }
        roles
    }

    fn active_grants(&self) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(|grant| self.second_factor || !grant.role.is_staff())
    }
}

fn role_of_grant(grant: &Grant, subject: &Subject) -> Option<Role> {
    let same_edition = grant.edition.is_none() || grant.edition == subject.edition;
    let same_panel = grant.panel.is_some() && grant.panel == subject.panel;
    match grant.role {
        GrantedRole::UnitOfficer => {
            let same_unit = grant.unit.is_some() && grant.unit == subject.unit;
            (same_unit && same_edition).then_some(Role::UnitOfficer)
        }
        GrantedRole::Judge => same_panel.then_some(Role::FellowJudge),
        GrantedRole::PanelChair => same_panel.then_some(Role::PanelChair),
        GrantedRole::Secretary => same_edition.then_some(Role::Secretary),
        GrantedRole::Approver => same_edition.then_some(Role::Approver),
        GrantedRole::Administrator => Some(Role::Administrator),
    }
}
