//! Signing in. An unknown address and a wrong password get the same answer after the same work.

use domain::ids::AccountId;
use domain::people::registration::account_email;
use sea_orm::DatabaseConnection;
use time::OffsetDateTime;

use super::hash_password::verify_password;
use super::known_account::{KnownAccount, lang_of};
use super::register::{find_by_email, send_confirmation};
use crate::database::begin_write;
use crate::failure::Failure;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    #[error("no account has this address and password")]
    WrongCredentials,
    #[error("the address is not confirmed yet; a new link was sent")]
    EmailNotConfirmed,
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(SignInError);

/// Who has this address and password. To the owner of an unconfirmed address it sends a new link.
pub async fn sign_in(
    db: &DatabaseConnection,
    email: &str,
    password: &str,
    now: OffsetDateTime,
) -> Result<KnownAccount, SignInError> {
    let row = match account_email(email) {
        Ok(email) => find_by_email(db, &email).await?,
        Err(_) => None,
    };
    let hash = row.as_ref().and_then(|row| row.password_hash.clone());
    let right = verify_password(hash, password).await?;
    let Some(row) = row.filter(|row| right && row.disabled_at.is_none()) else {
        return Err(SignInError::WrongCredentials);
    };
    if row.verified_at.is_some() {
        return Ok(KnownAccount::of_row(&row));
    }
    let tx = begin_write(db).await?;
    let lang = lang_of(&row);
    send_confirmation(&tx, AccountId(row.id), (row.email, row.name), lang, "", now).await?;
    tx.commit().await?;
    Err(SignInError::EmailNotConfirmed)
}
