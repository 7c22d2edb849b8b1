//! The second factor of staff: a code of six digits from an authenticator, each good for one use.

use domain::ids::AccountId;
use domain::people::actor::Actor;
use domain::people::guessing::{Attempt, Wait};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
};
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use totp_rs::{Algorithm, Secret, TOTP};

use super::known_places::place_of;
use super::tell_owner::note_wrong_try;
use super::tries::{CountedTry, Origin, TryError, begin_try, was_right};
use super::vault::Vault;
use crate::database::begin_write;
use crate::entities::account;
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// Seconds a code is shown.
const STEP: u64 = 30;

/// How far a person is with the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// No authenticator is joined yet.
    Missing,
    Ready,
}

/// What joins an authenticator: shown once, on the page that asks for its first code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The secret in base 32, to type.
    pub secret: String,
    /// The same as an `otpauth://` address, to scan.
    pub address: String,
}

/// Why a code was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    #[error("the code is wrong, too old, or was used before")]
    WrongCode,
    #[error(transparent)]
    Wait(#[from] Wait),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(CodeError);

impl From<TryError> for CodeError {
    fn from(problem: TryError) -> Self {
        match problem {
            TryError::Wait(wait) => Self::Wait(wait),
            TryError::Failure(failure) => Self::Failure(failure),
        }
    }
}

/// How far the person is.
pub async fn find_second_factor(db: &DatabaseConnection, actor: &Actor) -> Result<SecondFactor, Failure> {
    let row = own_row(db, actor).await?;
    Ok(match row.totp_confirmed_at {
        Some(_) => SecondFactor::Ready,
        None => SecondFactor::Missing,
    })
}

/// The secret to join: made at the first look, the same until its first code was given. Nothing once it is joined.
pub async fn begin_second_factor(
    db: &DatabaseConnection,
    vault: &Vault,
    actor: &Actor,
    issuer: &str,
) -> Result<SetUp, Failure> {
    let tx = begin_write(db).await?;
    let row = own_row(&tx, actor).await?;
    if row.totp_confirmed_at.is_some() {
        return Err(Failure::NotFound);
    }
    let email = row.email.clone();
    let secret = match row.totp_secret.clone() {
        Some(sealed) => vault.open(AccountId(row.id), &sealed)?,
        None => {
            let secret = new_secret()?;
            let sealed = vault.seal(AccountId(row.id), &secret)?;
            let mut account: account::ActiveModel = row.into();
            account.totp_secret = Set(Some(sealed));
            account.update(&tx).await?;
            secret
        }
    };
    tx.commit().await?;
    let issuer = issuer.replace(':', " ");
    let address = generator(&secret, Some(issuer), email)?.get_url();
    Ok(SetUp { secret, address })
}

/// Joins the authenticator by its first code.
pub async fn confirm_second_factor(
    db: &DatabaseConnection,
    vault: &Vault,
    actor: &Actor,
    code: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<(), CodeError> {
    let row = own_row(db, actor).await?;
    if row.totp_confirmed_at.is_some() {
        return Err(Failure::NotFound.into());
    }
    let id = AccountId(row.id);
    let secret = vault.open(id, row.totp_secret.as_deref().ok_or(Failure::NotFound)?)?;
    let counted = count_code(db, &row, from, now).await?;
    let Some(step) = step_of_code(&secret, code, now)? else {
        note_wrong_try(db, Attempt::Code, Some(row), counted, now).await?;
        return Err(CodeError::WrongCode);
    };
    was_right(db, counted).await?;
    let tx = begin_write(db).await?;
    let mut account: account::ActiveModel = row.into();
    account.totp_confirmed_at = Set(Some(now));
    account.totp_step = Set(Some(step));
    account.update(&tx).await?;
    let record = Record::new(Some(id), "account.second_factor_joined", format!("account/{id}"));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a code. The step it belongs to is used up, so that nobody can repeat what they saw over a shoulder. Wrong codes
/// make the next one wait, and their owner hears of it: whoever tries codes knows the password.
pub async fn check_code(
    db: &DatabaseConnection,
    vault: &Vault,
    actor: &Actor,
    code: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<(), CodeError> {
    let row = own_row(db, actor).await?;
    let sealed = row.totp_secret.as_deref().filter(|_| row.totp_confirmed_at.is_some()).ok_or(Failure::NotFound)?;
    let secret = vault.open(AccountId(row.id), sealed)?;
    let counted = count_code(db, &row, from, now).await?;
    let taken = match step_of_code(&secret, code, now)? {
        Some(step) => use_step(db, row.id, step).await?,
        None => false,
    };
    if taken {
        was_right(db, counted).await?;
        Ok(())
    } else {
        note_wrong_try(db, Attempt::Code, Some(row), counted, now).await?;
        Err(CodeError::WrongCode)
    }
}

async fn count_code(
    db: &DatabaseConnection,
    row: &account::Model,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<CountedTry, TryError> {
    let id = AccountId(row.id);
    let place = place_of(db, Some(id), from).await?;
    begin_try(db, Attempt::Code, &format!("account/{id}"), place, from, now).await
}

/// True for the first who uses this step.
async fn use_step(db: &DatabaseConnection, account: i64, step: i64) -> Result<bool, Failure> {
    let unused = Condition::any().add(account::Column::TotpStep.is_null()).add(account::Column::TotpStep.lt(step));
    let taken = account::Entity::update_many()
        .col_expr(account::Column::TotpStep, Expr::value(step))
        .filter(account::Column::Id.eq(account))
        .filter(unused)
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Only staff have a second factor.
async fn own_row(db: &impl ConnectionTrait, actor: &Actor) -> Result<account::Model, Failure> {
    let staff = actor.grants.iter().any(|grant| grant.role.is_staff());
    let id = actor.account.filter(|_| staff).ok_or(Failure::NotFound)?;
    account::Entity::find_by_id(id.0).one(db).await?.ok_or(Failure::NotFound)
}

fn new_secret() -> Result<String, Failure> {
    let mut bytes = vec![0u8; 20];
    getrandom::fill(&mut bytes).map_err(|err| Failure::Damaged(err.to_string()))?;
    Ok(Secret::Raw(bytes).to_encoded().to_string())
}

fn generator(secret: &str, issuer: Option<String>, account: String) -> Result<TOTP, Failure> {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().map_err(|err| Failure::Damaged(format!("{err:?}")))?;
    TOTP::new(Algorithm::SHA1, 6, 1, STEP, secret, issuer, account).map_err(|err| Failure::Damaged(err.to_string()))
}

/// The step whose code this is: the present one, or one beside it for a clock that is a little off.
fn step_of_code(secret: &str, code: &str, now: OffsetDateTime) -> Result<Option<i64>, Failure> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let generator = generator(secret, None, String::new())?;
    let present = u64::try_from(now.unix_timestamp()).unwrap_or_default() / STEP;
    let found = [present.saturating_sub(1), present, present + 1]
        .into_iter()
        .find(|step| bool::from(generator.generate(step * STEP).as_bytes().ct_eq(digits.as_bytes())));
    Ok(found.and_then(|step| i64::try_from(step).ok()))
}

/// The code an authenticator with this secret shows.
#[cfg(test)]
pub(super) fn code_at(secret: &str, now: OffsetDateTime) -> String {
    let generator = generator(secret, None, String::new()).expect("a generator");
    generator.generate(u64::try_from(now.unix_timestamp()).expect("after 1970"))
}
