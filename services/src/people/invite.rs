//! Invitations: a letter with a link, by which somebody takes a role with an old or a new account.

use domain::ids::{AccountId, EditionId, PanelId, UnitId};
use domain::people::access::{self, Act, Forbidden, State};
use domain::people::actor::{Actor, Subject};
use domain::people::invitations::{
    CheckedInvitation, InvitationProblem, InvitationRequest, check_grant, check_invitation,
};
use domain::people::registration::{CheckedRegistration, Registration, RegistrationProblem, check_registration};
use domain::people::roles::{Grant, GrantedRole};
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder,
};
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::hash_password::hash_password;
use super::known_account::KnownAccount;
use super::register::{find_by_email, insert_account};
use super::roles::{ScopeNames, check_scope, holds, store_grant};
use super::set_password::save_password;
use crate::database::begin_write;
use crate::entities::{account, invitation};
use crate::failure::Failure;
use crate::judging::seat_invited;
use crate::ledger::{self, Record};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::tokens::{hash_token, new_token};

/// How long an invitation stands.
const LIFETIME: Duration = Duration::days(14);

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
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error("the invitation has {} problems", .0.len())]
    Problems(Vec<InvitationProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Why an invitation was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    #[error("the invitation was taken, withdrawn or has expired")]
    LinkSpent,
    #[error("the invited address has an account: its owner signs in")]
    HasAccount,
    #[error("the registration has {} problems", .0.len())]
    Problems(Vec<RegistrationProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(InviteError, AcceptError);

/// Invites by letter. Inviting the same person to the same role again sends a new link; the old one ends.
pub async fn invite(
    db: &DatabaseConnection,
    actor: &Actor,
    asked: &InvitationRequest,
    lang: Lang,
    now: OffsetDateTime,
) -> Result<(), InviteError> {
    require_inviting(actor, asked.edition)?;
    let CheckedInvitation { name, email, grant } = check_invitation(asked).map_err(InviteError::Problems)?;
    if grant.role.is_staff() && !may_name_staff(actor) {
        return Err(InviteError::Problems(vec![InvitationProblem::NotYours]));
    }
    let tx = begin_write(db).await?;
    if let Some(problem) = check_scope(&tx, grant).await? {
        return Err(InviteError::Problems(vec![problem]));
    }
    let known = find_by_email(&tx, &email).await?;
    if let Some(row) = &known
        && holds(&tx, AccountId(row.id), grant).await?
    {
        return Err(InviteError::Problems(vec![InvitationProblem::HeldAlready]));
    }
    let lang = known.as_ref().map_or(lang, super::known_account::lang_of);
    let token = new_token();
    let id = store_invitation(&tx, actor, (&name, &email, grant, asked.edition), &token, now).await?;
    let names = names_of(&tx, grant).await?;
    let letter = Letter {
        recipient: email,
        lang,
        kind: LetterKind::Invitation,
        params: json!({
            "link": format!("/loi-moi/{token}"), "name": name, "role": grant.role.code(),
            "edition": names.0.or(names.1), "until": (now + LIFETIME).format(&Rfc3339).unwrap_or_default(),
        }),
        edition: grant.edition.or(asked.edition),
        reference: Some(format!("invitation/{id}")),
    };
    queue_letter(&tx, letter, now).await?;
    let record = Record::new(actor.account, "invitation.sent", format!("invitation/{id}"));
    ledger::append(&tx, record.detail(json!({ "role": grant.role.code() })), now).await?;
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

async fn store_invitation(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (name, email, grant, edition): (&str, &str, Grant, Option<EditionId>),
    token: &str,
    now: OffsetDateTime,
) -> Result<i64, Failure> {
    let open = invitation::Entity::find()
        .filter(invitation::Column::Email.eq(email))
        .filter(invitation::Column::Role.eq(grant.role.code()))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    let same = open.into_iter().find(|row| grant_of(row) == Some(grant));
    let mut row = match same {
        Some(row) => row.into(),
        None => invitation::ActiveModel {
            email: Set(email.to_owned()),
            role: Set(grant.role.code().to_owned()),
            // The edition it was sent from; a unit officer's role is not limited to it.
            edition_id: Set(edition.map(|id| id.0)),
            panel_id: Set(grant.panel.map(|id| id.0)),
            unit_id: Set(grant.unit.map(|id| id.0)),
            ..Default::default()
        },
    };
    row.name = Set(name.to_owned());
    row.token_hash = Set(hash_token(token));
    row.expires_at = Set(now + LIFETIME);
    row.created_by = Set(actor.account.map(|id| id.0));
    row.created_at = Set(now);
    let saved = row.save(tx).await?;
    saved.id.try_as_ref().copied().ok_or(Failure::NotFound)
}

/// The invitation behind a link, while it stands.
pub async fn find_invitation(
    db: &DatabaseConnection,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<Invitation>, Failure> {
    let Some(row) = standing(db, token, now).await? else {
        return Ok(None);
    };
    Ok(describe(db, vec![row]).await?.pop())
}

/// Takes the invitation with the account that is signed in. Whoever holds the link holds the invited mailbox.
pub async fn accept_invitation(
    db: &DatabaseConnection,
    actor: &Actor,
    token: &str,
    now: OffsetDateTime,
) -> Result<(), AcceptError> {
    let account = actor.account.ok_or(Failure::NotFound)?;
    let tx = begin_write(db).await?;
    let row = standing(&tx, token, now).await?.ok_or(AcceptError::LinkSpent)?;
    take(&tx, row, account, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the invitation with a new account. The link proves the address, so nothing else is to be confirmed.
pub async fn register_by_invitation(
    db: &DatabaseConnection,
    token: &str,
    given: &Registration,
    lang: Lang,
    now: OffsetDateTime,
) -> Result<KnownAccount, AcceptError> {
    let row = standing(db, token, now).await?.ok_or(AcceptError::LinkSpent)?;
    let given = Registration {
        email: row.email.clone(),
        ..given.clone()
    };
    let checked = check_registration(&given).map_err(AcceptError::Problems)?;
    let hash = hash_password(&checked.password).await?;
    let tx = begin_write(db).await?;
    let row = standing(&tx, token, now).await?.ok_or(AcceptError::LinkSpent)?;
    let account = confirmed_account(&tx, &checked, hash, lang, now).await?;
    take(&tx, row, account.id, now).await?;
    tx.commit().await?;
    Ok(account)
}

async fn confirmed_account(
    tx: &DatabaseTransaction,
    checked: &CheckedRegistration,
    hash: String,
    lang: Lang,
    now: OffsetDateTime,
) -> Result<KnownAccount, AcceptError> {
    let row = match find_by_email(tx, &checked.email).await? {
        Some(row) if row.verified_at.is_some() || row.disabled_at.is_some() => return Err(AcceptError::HasAccount),
        Some(row) => row,
        None => {
            let id = insert_account(tx, checked, None, lang, now).await?;
            let record = Record::new(Some(id), "account.registered", format!("account/{id}"));
            ledger::append(tx, record.detail(json!({ "by": "invitation" })), now).await?;
            let row = account::Entity::find_by_id(id.0).one(tx).await?;
            row.ok_or(Failure::NotFound)?
        }
    };
    let mut known = KnownAccount::of_row(&row);
    known.credentials_version = save_password(tx, row, hash, now).await?;
    Ok(known)
}

async fn take(
    tx: &DatabaseTransaction,
    row: invitation::Model,
    account: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let id = row.id;
    let grant = grant_of(&row).ok_or_else(|| Failure::Damaged(format!("role {}", row.role)))?;
    let inviter = Actor {
        account: row.created_by.map(AccountId),
        ..Actor::default()
    };
    if !holds(tx, account, grant).await? {
        store_grant(tx, &inviter, account, grant, now).await?;
    }
    seat_invited(tx, &row, account, now).await?;
    let mut row: invitation::ActiveModel = row.into();
    row.accepted_at = Set(Some(now));
    row.accepted_by = Set(Some(account.0));
    row.update(tx).await?;
    let record = Record::new(Some(account), "invitation.accepted", format!("invitation/{id}"));
    ledger::append(tx, record, now).await?;
    Ok(())
}

async fn standing(
    db: &impl ConnectionTrait,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<invitation::Model>, sea_orm::DbErr> {
    invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(hash_token(token)))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .one(db)
        .await
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

/// True when the person may also name secretaries, approvers and administrators: four eyes need two hands that choose.
pub fn may_name_staff(actor: &Actor) -> bool {
    access::allows(actor, Act::ManagePeople, &Subject::default(), State::Any)
}

fn require_inviting(actor: &Actor, edition: Option<EditionId>) -> Result<(), Forbidden> {
    let subject = Subject {
        edition,
        ..Subject::default()
    };
    access::require(actor, Act::InvitePeople, &subject, State::Any)
}

async fn describe(db: &impl ConnectionTrait, rows: Vec<invitation::Model>) -> Result<Vec<Invitation>, Failure> {
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
            name: row.name,
            email: row.email,
        })
    });
    Ok(described.collect())
}

fn grant_of(row: &invitation::Model) -> Option<Grant> {
    let asked = InvitationRequest {
        role: GrantedRole::from_code(&row.role),
        edition: row.edition_id.map(EditionId),
        panel: row.panel_id.map(PanelId),
        unit: row.unit_id.map(UnitId),
        ..InvitationRequest::default()
    };
    check_grant(&asked).ok()
}
