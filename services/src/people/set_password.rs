//! A forgotten password: ask for a link, then choose a new one. Choosing ends every session.

use domain::ids::AccountId;
use domain::people::guessing::{Attempt, Place};
use domain::people::passwords::{PasswordProblem, check_password};
use domain::text::EmailAddress;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::account_tokens::{TokenKind, end_tokens, find_token, issue_token, use_token};
use super::hash_password::hash_password;
use super::known_account::lang_of;
use super::known_places::forget_places;
use super::register::find_by_email;
use super::sessions::end_all_sessions;
use super::tries::{Origin, TryError, begin_try};
use crate::database::begin_write;
use crate::entities::account;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::outbox::{Letter, LetterKind, queue_letter};

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum SetPasswordError {
    #[error("the link was used, replaced or has expired")]
    LinkSpent,
    #[error(transparent)]
    Problem(#[from] PasswordProblem),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(SetPasswordError);

/// Counts that a link was asked for. It is sent by [`send_password_link`], after the answer: nobody learns from the time
/// whether the address has an account.
pub async fn ask_new_password(
    db: &DatabaseConnection,
    email: &EmailAddress,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<(), TryError> {
    begin_try(db, Attempt::Letter, email.as_str(), Place::New, from, now).await?;
    Ok(())
}

/// Sends a link to choose a new password, if the address has an account. The ledger keeps either way that it was asked.
pub async fn send_password_link(
    db: &DatabaseConnection,
    email: &EmailAddress,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let found = find_by_email(&tx, email).await?;
    let Some(row) = found.filter(|row| row.disabled_at.is_none()) else {
        let record = Record::new(None, "account.password_asked", "account/unknown".to_owned());
        ledger::append(&tx, record, now).await?;
        tx.commit().await?;
        return Ok(());
    };
    let id = AccountId(row.id);
    let token = issue_token(&tx, id, TokenKind::ResetPassword, now).await?;
    let letter = Letter {
        lang: lang_of(&row),
        recipient: row.email,
        kind: LetterKind::ResetPassword,
        params: json!({ "link": format!("/dat-mat-khau/{token}"), "name": row.name }),
        edition: None,
        reference: Some(format!("account/{id}")),
    };
    queue_letter(&tx, letter, now).await?;
    ledger::append(&tx, Record::new(None, "account.password_asked", format!("account/{id}")), now).await?;
    tx.commit().await?;
    Ok(())
}

/// The e-mail address a link to choose a password stands for, while it works.
pub async fn find_password_link(
    db: &DatabaseConnection,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<String>, Failure> {
    Ok(find_owner(db, token, now).await?.map(|row| row.email))
}

/// Chooses a password by a link, and says whose. The link proves the address too.
pub async fn set_password(
    db: &DatabaseConnection,
    token: &str,
    password: &str,
    now: OffsetDateTime,
) -> Result<AccountId, SetPasswordError> {
    let row = find_owner(db, token, now).await?.ok_or(SetPasswordError::LinkSpent)?;
    check_password(password, &[&row.email, &row.name])?;
    let hash = hash_password(password).await?;
    let tx = begin_write(db).await?;
    if !use_token(&tx, token, now).await? {
        return Err(SetPasswordError::LinkSpent);
    }
    let id = AccountId(row.id);
    save_password(&tx, row, hash, now).await?;
    ledger::append(&tx, Record::new(Some(id), "account.password_set", format!("account/{id}")), now).await?;
    tx.commit().await?;
    Ok(id)
}

async fn find_owner(
    db: &DatabaseConnection,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<account::Model>, DbErr> {
    let Some(id) = find_token(db, token, TokenKind::ResetPassword, now).await? else {
        return Ok(None);
    };
    account::Entity::find_by_id(id.0).filter(account::Column::DisabledAt.is_null()).one(db).await
}

/// Stores a new hash, confirms the address, ends every session and open link, and makes every device a new one. Returns
/// the new version.
pub(crate) async fn save_password(
    tx: &DatabaseTransaction,
    row: account::Model,
    hash: String,
    now: OffsetDateTime,
) -> Result<i32, Failure> {
    let id = AccountId(row.id);
    let version = row.credentials_version + 1;
    let verified_at = row.verified_at.or(Some(now));
    let mut account: account::ActiveModel = row.into();
    account.password_hash = Set(Some(hash));
    account.verified_at = Set(verified_at);
    account.credentials_version = Set(version);
    account.update(tx).await?;
    end_tokens(tx, id, TokenKind::ResetPassword, now).await?;
    end_tokens(tx, id, TokenKind::ConfirmEmail, now).await?;
    end_tokens(tx, id, TokenKind::KnownDevice, now).await?;
    end_all_sessions(tx, id).await?;
    forget_places(tx, id).await?;
    Ok(version)
}
