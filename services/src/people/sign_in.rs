//! Signing in. An unknown address and a wrong password get the same answer after the same work.

use domain::ids::AccountId;
use domain::people::guessing::{Attempt, Wait};
use domain::text::{EmailAddress, clean_line};
use sea_orm::DatabaseConnection;
use time::OffsetDateTime;

use super::hash_password::verify_password;
use super::known_account::{KnownAccount, lang_of};
use super::known_places::place_of;
use super::register::{find_by_email, send_confirmation};
use super::tell_owner::note_wrong_try;
use super::tries::{Origin, TryError, begin_try, count_letter, was_right};
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
    Wait(#[from] Wait),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(SignInError);

impl From<TryError> for SignInError {
    fn from(problem: TryError) -> Self {
        match problem {
            TryError::Wait(wait) => Self::Wait(wait),
            TryError::Failure(failure) => Self::Failure(failure),
        }
    }
}

/// Who has this address and password. To the owner of an unconfirmed address it sends a new link.
pub async fn sign_in(
    db: &DatabaseConnection,
    email: &str,
    password: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<KnownAccount, SignInError> {
    let address = EmailAddress::parse(email).ok();
    let row = match &address {
        Some(address) => find_by_email(db, address).await?,
        None => None,
    };
    let who = address.map_or_else(|| clean_line(email).to_lowercase(), String::from);
    let place = place_of(db, row.as_ref().map(|row| AccountId(row.id)), from).await?;
    let counted = begin_try(db, Attempt::Password, &who, place, from, now).await?;
    let hash = row.as_ref().and_then(|row| row.password_hash.clone());
    let right = verify_password(hash, password).await?;
    let row = match row {
        Some(row) if right && row.disabled_at.is_none() => row,
        row => {
            note_wrong_try(db, Attempt::Password, row, counted, now).await?;
            return Err(SignInError::WrongCredentials);
        }
    };
    was_right(db, counted).await?;
    if row.verified_at.is_some() {
        return Ok(KnownAccount::of_row(&row));
    }
    let tx = begin_write(db).await?;
    let lang = lang_of(&row);
    if let Ok(address) = EmailAddress::parse(&row.email) {
        count_letter(&tx, Attempt::Letter, &address, now).await?;
    }
    send_confirmation(&tx, AccountId(row.id), (row.email, row.name), lang, "", now).await?;
    tx.commit().await?;
    Err(SignInError::EmailNotConfirmed)
}
