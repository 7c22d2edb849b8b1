//! Taking an invitation. It is for the address it was sent to; with another one the inviter is asked first.

use domain::ids::AccountId;
use domain::people::access::{Act, Forbidden};
use domain::people::actor::Actor;
use domain::people::exclusions::Exclusion;
use domain::people::invitations::{InvitationProblem, Taking, taking};
use domain::people::registration::{CheckedRegistration, Registration, RegistrationProblem, check_registration};
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::claim_letters::{tell_claimant, tell_inviter};
use super::find_actor::{live, person_behind};
use super::hash_password::hash_password;
use super::invite::{Invitation, describe, grant_of};
use super::known_account::KnownAccount;
use super::register::{find_by_email, insert_account};
use super::roles::give;
use super::set_password::save_password;
use crate::database::begin_write;
use crate::entities::{account, invitation};
use crate::failure::Failure;
use crate::judging::seat_invited;
use crate::ledger::{self, Record};
use crate::tokens::hash_token;

/// Why an invitation was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    #[error("the invitation was taken, withdrawn or has expired")]
    LinkSpent,
    #[error("the invited address has an account: its owner signs in")]
    HasAccount,
    #[error("another duty of this person excludes the role: {0:?}")]
    Excluded(Exclusion),
    #[error("the registration has {} problems", .0.len())]
    Problems(Vec<RegistrationProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(AcceptError);

/// What came of taking an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The role is the person's.
    AtOnce,
    /// The inviter was asked: the invitation went to another address, or its sender may no longer give the role.
    Waits,
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

/// Takes the invitation with the account that is signed in: at once when it is the invited address, else the inviter is asked.
pub async fn accept_invitation(
    db: &DatabaseConnection,
    actor: &Actor,
    token: &str,
    now: OffsetDateTime,
) -> Result<Taken, AcceptError> {
    let tx = begin_write(db).await?;
    let person = live(&tx, actor).await?;
    let row = standing(&tx, token, now).await?.ok_or(AcceptError::LinkSpent)?;
    let taken = take_or_ask(&tx, row, &person, now).await?;
    tx.commit().await?;
    Ok(taken)
}

/// Takes the invitation with a new account. The link proves the address, so nothing else is to be confirmed.
pub async fn register_by_invitation(
    db: &DatabaseConnection,
    token: &str,
    given: &Registration,
    lang: Lang,
    now: OffsetDateTime,
) -> Result<(KnownAccount, Taken), AcceptError> {
    let row = standing(db, token, now).await?.ok_or(AcceptError::LinkSpent)?;
    let given = Registration { email: row.email.clone(), ..given.clone() };
    let checked = check_registration(&given).map_err(AcceptError::Problems)?;
    let hash = hash_password(&checked.password).await?;
    let tx = begin_write(db).await?;
    let row = standing(&tx, token, now).await?.ok_or(AcceptError::LinkSpent)?;
    let account = confirmed_account(&tx, &checked, hash, lang, now).await?;
    let person = person_behind(&tx, account.id, true).await?.ok_or(Failure::NotFound)?;
    let taken = take_or_ask(&tx, row, &person, now).await?;
    tx.commit().await?;
    Ok((account, taken))
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

async fn take_or_ask(
    tx: &DatabaseTransaction,
    row: invitation::Model,
    person: &Actor,
    now: OffsetDateTime,
) -> Result<Taken, AcceptError> {
    let inviter = inviter_of(tx, &row).await?;
    let grant = grant_of(&row).ok_or_else(|| Failure::Damaged(format!("role {}", row.role)))?;
    let may_give = inviter.as_ref().is_some_and(|inviter| inviter.may_grant(&grant));
    match (taking(&row.email, &person.email, may_give), inviter) {
        (Taking::AtOnce, Some(inviter)) => {
            take(tx, row, &inviter, person, now).await?;
            Ok(Taken::AtOnce)
        }
        _ => {
            ask(tx, row, person, now).await?;
            Ok(Taken::Waits)
        }
    }
}

/// Who sent it, with the roles they have now.
async fn inviter_of(tx: &DatabaseTransaction, row: &invitation::Model) -> Result<Option<Actor>, Failure> {
    match row.created_by {
        Some(id) => Ok(person_behind(tx, AccountId(id), true).await?),
        None => Ok(None),
    }
}

/// Notes who asks and writes to the inviter, once for each person who asks.
async fn ask(
    tx: &DatabaseTransaction,
    row: invitation::Model,
    person: &Actor,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let account = person.account.ok_or(Failure::NotFound)?;
    if row.claimed_by == Some(account.0) {
        return Ok(());
    }
    let id = row.id;
    tell_inviter(tx, &row, person, now).await?;
    let mut row: invitation::ActiveModel = row.into();
    row.claimed_by = Set(Some(account.0));
    row.claimed_at = Set(Some(now));
    row.update(tx).await?;
    let record = Record::new(Some(account), "invitation.claimed", format!("invitation/{id}"));
    ledger::append(tx, record, now).await?;
    Ok(())
}

async fn take(
    tx: &DatabaseTransaction,
    row: invitation::Model,
    giver: &Actor,
    person: &Actor,
    now: OffsetDateTime,
) -> Result<(), AcceptError> {
    let (id, account) = (row.id, person.account.ok_or(Failure::NotFound)?);
    let grant = grant_of(&row).ok_or_else(|| Failure::Damaged(format!("role {}", row.role)))?;
    match give(tx, giver, account, grant, now).await? {
        None | Some(InvitationProblem::HeldAlready) => {}
        Some(InvitationProblem::Excluded(exclusion)) => return Err(AcceptError::Excluded(exclusion)),
        Some(_) => return Err(Forbidden::new(Act::InvitePeople).into()),
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

/// The inviter's yes, or that of anybody who may give the role: the person who asked has it from now on.
pub async fn confirm_claim(
    db: &DatabaseConnection,
    actor: &Actor,
    id: i64,
    now: OffsetDateTime,
) -> Result<(), AcceptError> {
    let tx = begin_write(db).await?;
    let giver = live(&tx, actor).await?;
    let row = invitation::Entity::find_by_id(id).one(&tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    if !grant_of(&row).is_some_and(|grant| giver.may_grant(&grant)) {
        return Err(Forbidden::new(Act::InvitePeople).into());
    }
    if row.accepted_at.is_some() {
        return Ok(());
    }
    let claimant = match row.claimed_by {
        Some(id) if row.revoked_at.is_none() => person_behind(&tx, AccountId(id), true).await?,
        _ => None,
    };
    let person = claimant.ok_or(AcceptError::LinkSpent)?;
    if person.account == giver.account {
        return Err(Forbidden::new(Act::InvitePeople).into());
    }
    tell_claimant(&tx, &row, &person, now).await?;
    take(&tx, row, &giver, &person, now).await?;
    let record = Record::new(giver.account, "invitation.confirmed", format!("invitation/{id}"));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
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
