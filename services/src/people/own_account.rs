//! A person's own account: what they say about themselves, their password, their sessions.

use domain::ids::AccountId;
use domain::people::actor::Actor;
use domain::people::guessing::{Attempt, Wait};
use domain::people::passwords::{PasswordProblem, check_password};
use domain::people::profile::{Honorific, Profile, ProfileProblem, check_profile};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter,
};
use time::OffsetDateTime;

use super::hash_password::{hash_password, verify_password};
use super::known_account::{KnownAccount, lang_of};
use super::known_places::{forget_places, place_of};
use super::register::folded;
use super::sessions::end_all_sessions;
use super::set_password::save_password;
use super::tell_owner::note_wrong_try;
use super::tries::{Origin, TryError, begin_try, was_right};
use crate::database::begin_write;
use crate::entities::{account, session};
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// What the account page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAccount {
    pub email: String,
    pub profile: Profile,
    /// Browsers signed in right now.
    pub sessions: u64,
    /// True when an authenticator is joined.
    pub second_factor: bool,
}

/// Why the profile was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveProfileError {
    #[error("the profile has {} problems", .0.len())]
    Problems(Vec<ProfileProblem>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Why the password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    #[error("the present password is wrong")]
    WrongPassword,
    #[error(transparent)]
    Wait(#[from] Wait),
    #[error(transparent)]
    Problem(#[from] PasswordProblem),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(SaveProfileError, ChangePasswordError);

impl From<TryError> for ChangePasswordError {
    fn from(problem: TryError) -> Self {
        match problem {
            TryError::Wait(wait) => Self::Wait(wait),
            TryError::Failure(failure) => Self::Failure(failure),
        }
    }
}

/// The person's own account.
pub async fn find_own_account(
    db: &DatabaseConnection,
    actor: &Actor,
    now: OffsetDateTime,
) -> Result<OwnAccount, Failure> {
    let row = own_row(db, actor).await?;
    let sessions = session::Entity::find()
        .filter(session::Column::AccountId.eq(row.id))
        .filter(session::Column::ExpiresAt.gt(now))
        .count(db)
        .await?;
    Ok(OwnAccount {
        profile: Profile {
            lang: lang_of(&row),
            honorific: Honorific::from_code(&row.honorific),
            phone: row.phone.unwrap_or_default(),
            name: row.name,
        },
        email: row.email,
        sessions,
        second_factor: row.totp_confirmed_at.is_some(),
    })
}

/// Saves what the person says about themselves.
pub async fn save_profile(
    db: &DatabaseConnection,
    actor: &Actor,
    given: &Profile,
    now: OffsetDateTime,
) -> Result<(), SaveProfileError> {
    let profile = check_profile(given).map_err(SaveProfileError::Problems)?;
    let tx = begin_write(db).await?;
    let row = own_row(&tx, actor).await?;
    let (id, email) = (row.id, row.email.clone());
    let mut account: account::ActiveModel = row.into();
    account.folded = Set(folded(&profile.name, &email));
    account.name = Set(profile.name);
    account.phone = Set(Some(profile.phone).filter(|phone| !phone.is_empty()));
    account.honorific = Set(profile.honorific.code().to_owned());
    account.lang = Set(profile.lang.code().to_owned());
    account.update(&tx).await?;
    let record = Record::new(actor.account, "account.profile_saved", format!("account/{id}"));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes the password; every session ends, and the caller starts this browser's anew.
pub async fn change_password(
    db: &DatabaseConnection,
    actor: &Actor,
    present: &str,
    new: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<KnownAccount, ChangePasswordError> {
    let row = own_row(db, actor).await?;
    let place = place_of(db, Some(AccountId(row.id)), from).await?;
    let counted = begin_try(db, Attempt::Password, &row.email, place, from, now).await?;
    if !verify_password(row.password_hash.clone(), present).await? {
        note_wrong_try(db, Attempt::Password, Some(row), counted, now).await?;
        return Err(ChangePasswordError::WrongPassword);
    }
    was_right(db, counted).await?;
    check_password(new, &[&row.email, &row.name])?;
    let hash = hash_password(new).await?;
    let mut known = KnownAccount::of_row(&row);
    let tx = begin_write(db).await?;
    known.credentials_version = save_password(&tx, row, hash, now).await?;
    let record = Record::new(actor.account, "account.password_changed", format!("account/{}", known.id));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(known)
}

/// Ends every session of the person, this one too; how many there were.
pub async fn sign_out_everywhere(db: &DatabaseConnection, actor: &Actor, now: OffsetDateTime) -> Result<u64, Failure> {
    let tx = begin_write(db).await?;
    let row = own_row(&tx, actor).await?;
    let id = AccountId(row.id);
    let version = row.credentials_version;
    let mut account: account::ActiveModel = row.into();
    // A request under way may write its session back: the version makes it worthless.
    account.credentials_version = Set(version + 1);
    account.update(&tx).await?;
    let ended = end_all_sessions(&tx, id).await?;
    forget_places(&tx, id).await?;
    let record = Record::new(actor.account, "account.signed_out_everywhere", format!("account/{id}"));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(ended)
}

async fn own_row(db: &impl ConnectionTrait, actor: &Actor) -> Result<account::Model, Failure> {
    let id = actor.account.ok_or(Failure::NotFound)?;
    account::Entity::find_by_id(id.0).one(db).await?.ok_or(Failure::NotFound)
}
