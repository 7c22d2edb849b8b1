//! Where a person goes after signing in: only ever to a page of the portal.

use axum::extract::Query;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::text::is_local;
use serde::Deserialize;

/// `?ve=`: the page wanted before signing in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    ve: String,
}

/// The query of a page of signing in.
pub type NextQuery = Query<Next>;

impl Next {
    /// The local path asked for; empty when there is none.
    pub fn path(&self) -> String {
        local_path(&self.ve)
    }
}

/// The path, if it leads to a page of the portal; otherwise nothing.
pub fn local_path(raw: &str) -> String {
    if is_local(raw) { raw.to_owned() } else { String::new() }
}

/// Where the person's work lies, when they did not ask for a page.
pub fn home_of(actor: &Actor) -> &'static str {
    let homes = [
        (GrantedRole::Secretary, "/thu-ky"),
        (GrantedRole::Approver, "/phe-duyet"),
        (GrantedRole::Administrator, "/quan-tri"),
        (GrantedRole::Judge, "/cham"),
        (GrantedRole::PanelChair, "/cham"),
        (GrantedRole::UnitOfficer, "/don-vi"),
    ];
    homes
        .into_iter()
        .find(|(role, _)| actor.grants.iter().any(|grant| grant.role == *role))
        .map_or("/ho-so", |(_, home)| home)
}
