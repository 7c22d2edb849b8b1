//! Invitations: a letter with a link, by which somebody takes a role with an old or a new account.

use std::collections::HashMap;

use domain::ids::{AccountId, EditionId, PanelId, UnitId};
use domain::people::access::{self, Act, Forbidden, State};
use domain::people::actor::{Actor, Subject};
use domain::people::invitations::{
    CheckedInvitation, InvitationProblem, InvitationRequest, check_grant, check_invitation,
};
use domain::people::roles::{Grant, GrantedRole};
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use time::OffsetDateTime;

use super::find_actor::live;
use super::named_grants::ScopeNames;
use super::register::find_by_email;
use super::roles::{check_scope, grant_problem};
use super::send_invitation::{Invited, lock_inviter, send_invitation};
use crate::database::begin_write;
use crate::entities::{account, invitation};
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// An invitation as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: GrantedRole,
    pub edition: Option<String>,
    pub panel: Option<String>,
    pub unit: Option<String>,
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    pub accepted: bool,
    /// True when the invited address has an account that can sign in.
    pub has_account: bool,
    /// Somebody with another address who asks for it: name and address.
    pub claimed_by: Option<(String, String)>,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error("the invitation has {} problems", .0.len())]
    Problems(Vec<InvitationProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(InviteError);

/// Invites by letter. Inviting the same person to the same role again sends a new link and the old one ends; a second press
/// sends nothing.
pub async fn invite(
    db: &DatabaseConnection,
    actor: &Actor,
    asked: &InvitationRequest,
    lang: Lang,
    now: OffsetDateTime,
) -> Result<(), InviteError> {
    require_inviting(actor, asked.edition)?;
    let CheckedInvitation { name, email, grant } = check_invitation(asked).map_err(InviteError::Problems)?;
    let tx = begin_write(db).await?;
    lock_inviter(&tx, actor).await?;
    let actor = &live(&tx, actor).await?;
    if !actor.may_grant(&grant) {
        return Err(InviteError::Problems(vec![InvitationProblem::NotYours]));
    }
    if let Some(problem) = check_scope(&tx, grant).await? {
        return Err(InviteError::Problems(vec![problem]));
    }
    let known = find_by_email(&tx, &email).await?;
    if let Some(row) = &known
        && let Some(problem) = grant_problem(&tx, actor, AccountId(row.id), &grant).await?
    {
        return Err(InviteError::Problems(vec![problem]));
    }
    let lang = known.as_ref().map_or(lang, super::known_account::lang_of);
    let names = names_of(&tx, grant).await?;
    let invited = Invited {
        name: &name,
        email: email.as_str(),
        grant,
        edition: grant.edition,
        about: names.0.or(names.1),
        seat: None,
        lang,
    };
    if let Some(id) = send_invitation(&tx, actor, &invited, now).await? {
        let record = Record::new(actor.account, "invitation.sent", format!("invitation/{id}"));
        ledger::append(&tx, record.detail(json!({ "role": grant.role.code() })), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The names of edition and unit, for the letter.
async fn names_of(db: &impl ConnectionTrait, grant: Grant) -> Result<(Option<String>, Option<String>), sea_orm::DbErr> {
    let names = ScopeNames::read(
        db,
        grant.edition.map(|id| id.0).into_iter().collect(),
        Vec::new(),
        grant.unit.map(|id| id.0).into_iter().collect(),
    )
    .await?;
    Ok((names.editions.into_values().next(), names.units.into_values().next()))
}

/// The invitations not withdrawn: those of one edition, or, for administrators, all. Newest first, at most 200.
pub async fn list_invitations(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: Option<EditionId>,
) -> Result<Vec<Invitation>, Failure> {
    require_inviting(actor, edition)?;
    let mut shown = Condition::all().add(invitation::Column::RevokedAt.is_null());
    if let Some(edition) = edition {
        shown = shown.add(invitation::Column::EditionId.eq(edition.0));
    }
    let rows = sea_orm::QuerySelect::limit(
        invitation::Entity::find()
            .filter(shown)
            // What waits for the inviter's answer is never beyond the end of the list.
            .order_by_desc(invitation::Column::ClaimedAt.is_not_null().and(invitation::Column::AcceptedAt.is_null()))
            .order_by_desc(invitation::Column::Id),
        200,
    )
    .all(db)
    .await?;
    describe(db, rows).await
}

/// Withdraws an invitation nobody has taken. Doing it twice changes nothing more.
pub async fn revoke_invitation(
    db: &DatabaseConnection,
    actor: &Actor,
    id: i64,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let row = invitation::Entity::find_by_id(id).one(&tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    require_inviting(actor, row.edition_id.map(EditionId))?;
    if row.revoked_at.is_some() || row.accepted_at.is_some() {
        return Ok(());
    }
    let mut row: invitation::ActiveModel = row.into();
    row.revoked_at = Set(Some(now));
    row.update(&tx).await?;
    let record = Record::new(actor.account, "invitation.revoked", format!("invitation/{id}"));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// True when the person keeps the people of the portal.
pub fn may_keep_people(actor: &Actor) -> bool {
    access::allows(actor, Act::ManagePeople, &Subject::default(), State::Any)
}

fn require_inviting(actor: &Actor, edition: Option<EditionId>) -> Result<(), Forbidden> {
    let subject = Subject { edition, ..Subject::default() };
    access::require(actor, Act::InvitePeople, &subject, State::Any)
}

pub(super) async fn describe(
    db: &impl ConnectionTrait,
    rows: Vec<invitation::Model>,
) -> Result<Vec<Invitation>, Failure> {
    let names = ScopeNames::read(
        db,
        rows.iter().filter_map(|row| row.edition_id).collect(),
        rows.iter().filter_map(|row| row.panel_id).collect(),
        rows.iter().filter_map(|row| row.unit_id).collect(),
    )
    .await?;
    let emails: Vec<&str> = rows.iter().map(|row| row.email.as_str()).collect();
    let known = account::Entity::find()
        .filter(account::Column::Email.is_in(emails))
        .filter(account::Column::VerifiedAt.is_not_null())
        .all(db)
        .await?;
    let known: std::collections::HashSet<String> = known.into_iter().map(|row| row.email).collect();
    let claimants = claimants(db, &rows).await?;
    let described = rows.into_iter().filter_map(|row| {
        Some(Invitation {
            id: row.id,
            role: GrantedRole::from_code(&row.role)?,
            edition: row.edition_id.and_then(|id| names.editions.get(&id).cloned()),
            panel: row.panel_id.and_then(|id| names.panels.get(&id).cloned()),
            unit: row.unit_id.and_then(|id| names.units.get(&id).cloned()),
            created_at: row.created_at,
            expires_at: row.expires_at,
            accepted: row.accepted_at.is_some(),
            has_account: known.contains(&row.email),
            claimed_by: row.claimed_by.and_then(|id| claimants.get(&id).cloned()),
            name: row.name,
            email: row.email,
        })
    });
    Ok(described.collect())
}

/// Names and addresses of those who ask for an invitation that went to another address.
async fn claimants(
    db: &impl ConnectionTrait,
    rows: &[invitation::Model],
) -> Result<HashMap<i64, (String, String)>, Failure> {
    let people = account::Entity::find()
        .filter(account::Column::Id.is_in(rows.iter().filter_map(|row| row.claimed_by)))
        .all(db)
        .await?;
    Ok(people.into_iter().map(|row| (row.id, (row.name, row.email))).collect())
}

/// What the invitation gives.
pub(super) fn grant_of(row: &invitation::Model) -> Option<Grant> {
    let asked = InvitationRequest {
        role: GrantedRole::from_code(&row.role),
        edition: row.edition_id.map(EditionId),
        panel: row.panel_id.map(PanelId),
        unit: row.unit_id.map(UnitId),
        ..InvitationRequest::default()
    };
    check_grant(&asked).ok()
}
