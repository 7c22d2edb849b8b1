//! Reading the fields that choose a role, and what they may choose.

use app::components::errors::Errors;
use app::people::role_fields::{RoleChoice, RoleOptions};
use app::people::role_words::RoleWords;
use domain::ids::{EditionId, UnitId};
use domain::people::actor::Actor;
use domain::people::invitations::{InvitationRequest, NamedGrant};
use domain::people::roles::{Grant, GrantedRole};
use domain::text::Lang;
use services::people::{self, Invitation};
use services::programmes;

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::portal::Portal;

/// How many units a vague name lists.
const CANDIDATES: u64 = 5;

/// The choice as typed.
pub(super) fn choice_of(form: &FormFields) -> RoleChoice {
    RoleChoice { role: form.text("role"), edition: form.text("edition"), unit: form.text("unit") }
}

/// The roles this person may give; with `edition`, for that one only.
pub(super) async fn options_for(
    portal: &Portal,
    actor: &Actor,
    edition: Option<EditionId>,
) -> Result<RoleOptions, PageError> {
    let roles = GrantedRole::ALL.into_iter().filter(|role| {
        let grant = Grant { role: *role, edition, panel: None, unit: None };
        actor.may_grant(&grant)
    });
    let editions = match edition {
        Some(_) => Vec::new(),
        None => programmes::list_desk_editions(&portal.db, actor).await?,
    };
    Ok(RoleOptions {
        roles: roles.collect(),
        editions: editions.into_iter().map(|line| (line.edition.id.0, line.edition.name_vi)).collect(),
        one_edition: edition.is_some(),
    })
}

/// The choice as an act understands it. A unit that cannot be told is an error at its field.
pub(super) async fn request_of(
    portal: &Portal,
    choice: &RoleChoice,
    edition: Option<EditionId>,
    lang: Lang,
) -> Result<(InvitationRequest, Errors), PageError> {
    let mut errors = Errors::default();
    let role = GrantedRole::from_code(&choice.role);
    let unit = if role == Some(GrantedRole::UnitOfficer) {
        unit_of(portal, &choice.unit, lang, &mut errors).await?
    } else {
        None
    };
    let request = InvitationRequest {
        role,
        edition: edition.or_else(|| choice.edition.parse().ok()),
        unit,
        ..InvitationRequest::default()
    };
    Ok((request, errors))
}

async fn unit_of(portal: &Portal, text: &str, lang: Lang, errors: &mut Errors) -> Result<Option<UnitId>, PageError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let words = RoleWords(lang);
    let found = people::units::resolve_unit(&portal.db, text, CANDIDATES).await?;
    match found.as_slice() {
        [] => errors.add("unit", words.unit_unknown()),
        [one] => return Ok(Some(one.id)),
        many => {
            let names: Vec<_> = many.iter().map(|unit| format!("{} ({})", unit.name, unit.code)).collect();
            errors.add("unit", words.unit_many(&names.join(", ")));
        }
    }
    Ok(None)
}

/// What an invitation would grant, as pages name it.
pub(super) fn named(invitation: &Invitation) -> NamedGrant {
    NamedGrant {
        id: invitation.id,
        role: invitation.role,
        edition: invitation.edition.clone(),
        panel: invitation.panel.clone(),
        unit: invitation.unit.clone(),
        given_by: None,
        given_at: None,
    }
}
