//! The fields that choose a role and its limits, the same for inviting and granting.

use domain::people::roles::GrantedRole;
use leptos::prelude::*;

use super::role_words::{RoleWords, role_name};
use crate::components::errors::Errors;
use crate::components::field::{Select, TextField};
use crate::words::lang;

/// What was chosen, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleChoice {
    pub role: String,
    pub edition: String,
    pub unit: String,
}

/// What may be chosen.
#[derive(Clone, Debug, Default)]
pub struct RoleOptions {
    pub roles: Vec<GrantedRole>,
    /// Number and name; with one only, it is fixed.
    pub editions: Vec<(i64, String)>,
    /// True on the pages of one edition.
    pub one_edition: bool,
}

/// Role, edition and unit.
#[component]
pub fn RoleFields(choice: RoleChoice, options: RoleOptions, errors: Errors) -> impl IntoView {
    let lang = lang();
    let words = RoleWords(lang);
    let roles: Vec<_> =
        options.roles.iter().map(|role| (role.code().to_owned(), role_name(*role, lang).to_owned())).collect();
    let editions: Vec<_> = options.editions.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let edition = (!options.one_edition).then(|| {
        view! {
            <Select name="edition" label=words.edition() options=editions value=choice.edition
                empty=words.every_edition().to_owned() error=errors.at("edition")/>
        }
    });
    view! {
        <Select name="role" label=words.role() options=roles value=choice.role empty=words.choose_role().to_owned() error=errors.at("role")/>
        {edition}
        <TextField name="unit" label=words.unit() value=choice.unit optional=true hint=words.unit_hint().to_owned() error=errors.at("unit")/>
    }
}
