//! Getting an account: register, then confirm the e-mail address by a one-time link.

use domain::ids::AccountId;
use domain::people::guessing::{Attempt, Place, Wait};
use domain::people::registration::{CheckedRegistration, Registration, RegistrationProblem, check_registration};
use domain::text::{EmailAddress, Lang, fold};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::account_tokens::{TokenKind, find_token, issue_token, use_token};
use super::hash_password::{hash_password, verify_password};
use super::known_account::KnownAccount;
use super::known_places::place_of;
use super::tell_owner::note_wrong_try;
use super::tries::{Origin, TryError, begin_try, was_right};
use crate::database::begin_write;
use crate::entities::account;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::outbox::{Letter, LetterKind, queue_letter};

/// Which terms a person accepts when registering.
const TERMS: &str = "2026-11";

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    #[error("the registration has {} problems", .0.len())]
    Problems(Vec<RegistrationProblem>),
    #[error(transparent)]
    Wait(#[from] Wait),
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Why an address was not confirmed.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmEmailError {
    #[error("the link was used, replaced or has expired")]
    LinkSpent,
    #[error("the password is not the one chosen")]
    WrongPassword,
    #[error(transparent)]
    Wait(#[from] Wait),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(RegisterError, ConfirmEmailError);

impl From<TryError> for RegisterError {
    fn from(problem: TryError) -> Self {
        match problem {
            TryError::Wait(wait) => Self::Wait(wait),
            TryError::Failure(failure) => Self::Failure(failure),
        }
    }
}

impl From<TryError> for ConfirmEmailError {
    fn from(problem: TryError) -> Self {
        match problem {
            TryError::Wait(wait) => Self::Wait(wait),
            TryError::Failure(failure) => Self::Failure(failure),
        }
    }
}

/// Registers a person and sends the link that confirms the address. The answer is the same when the address is
/// known already, and so is the work: its owner gets a letter that says so, with a link. `query` is added to the link, such as `?ve=…`.
pub async fn register(
    db: &DatabaseConnection,
    given: &Registration,
    lang: Lang,
    query: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<(), RegisterError> {
    let checked = check_registration(given).map_err(RegisterError::Problems)?;
    begin_try(db, Attempt::Letter, checked.email.as_str(), Place::New, from, now).await?;
    let hash = hash_password(&checked.password).await?;
    let tx = begin_write(db).await?;
    match find_by_email(&tx, &checked.email).await? {
        Some(row) if row.verified_at.is_some() || row.disabled_at.is_some() => {
            say_account_exists(&tx, row, now).await?
        }
        Some(row) => {
            let id = AccountId(row.id);
            replace_unconfirmed(&tx, row, &checked, hash, lang).await?;
            record_and_write(&tx, id, &checked, lang, query, now).await?;
        }
        None => {
            let id = insert_account(&tx, &checked, Some(hash), lang, now).await?;
            record_and_write(&tx, id, &checked, lang, query, now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The account of this address.
pub(crate) async fn find_by_email(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find().filter(account::Column::Email.eq(email.as_str())).one(db).await
}

/// A new account, not confirmed.
pub(crate) async fn insert_account(
    tx: &DatabaseTransaction,
    person: &CheckedRegistration,
    hash: Option<String>,
    lang: Lang,
    now: OffsetDateTime,
) -> Result<AccountId, DbErr> {
    let row = account::ActiveModel {
        email: Set(person.email.to_string()),
        name: Set(person.name.clone()),
        folded: Set(folded(&person.name, person.email.as_str())),
        password_hash: Set(hash),
        honorific: Set("ban".to_owned()),
        lang: Set(lang.code().to_owned()),
        credentials_version: Set(1),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(AccountId(row.insert(tx).await?.id))
}

/// What a search for a person compares.
pub(crate) fn folded(name: &str, email: &str) -> String {
    fold(&format!("{name} {email}"))
}

/// Nobody has proved the address yet, so the newest registration counts: an earlier one may be a stranger's.
async fn replace_unconfirmed(
    tx: &DatabaseTransaction,
    row: account::Model,
    checked: &CheckedRegistration,
    hash: String,
    lang: Lang,
) -> Result<(), DbErr> {
    let version = row.credentials_version;
    let mut account: account::ActiveModel = row.into();
    account.name = Set(checked.name.clone());
    account.folded = Set(folded(&checked.name, checked.email.as_str()));
    account.password_hash = Set(Some(hash));
    account.lang = Set(lang.code().to_owned());
    account.credentials_version = Set(version + 1);
    account.update(tx).await?;
    Ok(())
}

async fn record_and_write(
    tx: &DatabaseTransaction,
    id: AccountId,
    checked: &CheckedRegistration,
    lang: Lang,
    query: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let record = Record::new(Some(id), "account.registered", format!("account/{id}"));
    ledger::append(tx, record.detail(json!({ "terms": TERMS })), now).await?;
    let person = (checked.email.to_string(), checked.name.clone());
    send_confirmation(tx, id, person, lang, query, now).await
}

/// Sends a new link that confirms the address of (e-mail, name).
pub(crate) async fn send_confirmation(
    tx: &DatabaseTransaction,
    id: AccountId,
    (email, name): (String, String),
    lang: Lang,
    query: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let token = issue_token(tx, id, TokenKind::ConfirmEmail, now).await?;
    let letter = Letter {
        recipient: email,
        lang,
        kind: LetterKind::VerifyEmail,
        params: json!({ "link": format!("/xac-nhan/{token}{query}"), "name": name }),
        edition: None,
        reference: Some(format!("account/{id}")),
    };
    queue_letter(tx, letter, now).await
}

async fn say_account_exists(tx: &DatabaseTransaction, row: account::Model, now: OffsetDateTime) -> Result<(), Failure> {
    let id = AccountId(row.id);
    let record = Record::new(None, "account.registered_again", format!("account/{id}"));
    ledger::append(tx, record, now).await?;
    if row.disabled_at.is_some() {
        return Ok(());
    }
    let token = issue_token(tx, id, TokenKind::ResetPassword, now).await?;
    let letter = Letter {
        lang: super::known_account::lang_of(&row),
        recipient: row.email,
        kind: LetterKind::AccountExists,
        params: json!({ "link": format!("/dat-mat-khau/{token}"), "name": row.name }),
        edition: None,
        reference: Some(format!("account/{id}")),
    };
    queue_letter(tx, letter, now).await
}

/// The e-mail address a confirming link stands for, while it works.
pub async fn find_confirmation(
    db: &DatabaseConnection,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<String>, Failure> {
    let Some(id) = find_token(db, token, TokenKind::ConfirmEmail, now).await? else {
        return Ok(None);
    };
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.map(|row| row.email))
}

/// Confirms the address. The password is asked for again, so that an account somebody else opened on this address
/// never becomes theirs.
pub async fn confirm_email(
    db: &DatabaseConnection,
    token: &str,
    password: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<KnownAccount, ConfirmEmailError> {
    let id = find_token(db, token, TokenKind::ConfirmEmail, now).await?.ok_or(ConfirmEmailError::LinkSpent)?;
    let row = account::Entity::find_by_id(id.0)
        .filter(account::Column::DisabledAt.is_null())
        .one(db)
        .await?
        .ok_or(ConfirmEmailError::LinkSpent)?;
    let place = place_of(db, Some(id), from).await?;
    let counted = begin_try(db, Attempt::Password, &row.email, place, from, now).await?;
    if !verify_password(row.password_hash.clone(), password).await? {
        note_wrong_try(db, Attempt::Password, Some(row), counted, now).await?;
        return Err(ConfirmEmailError::WrongPassword);
    }
    was_right(db, counted).await?;
    let known = KnownAccount::of_row(&row);
    let tx = begin_write(db).await?;
    if !use_token(&tx, token, now).await? {
        return Err(ConfirmEmailError::LinkSpent);
    }
    let mut account: account::ActiveModel = row.into();
    account.verified_at = Set(Some(now));
    account.update(&tx).await?;
    ledger::append(&tx, Record::new(Some(id), "account.confirmed", format!("account/{id}")), now).await?;
    tx.commit().await?;
    Ok(known)
}
