//! The first administrator, made from the command line of the machine.

use domain::ids::AccountId;
use domain::people::registration::{CheckedRegistration, NameProblem, check_person_name};
use domain::people::roles::GrantedRole;
use domain::text::{EmailAddress, EmailProblem, Lang};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::account_tokens::{TokenKind, issue_token};
use super::register::{find_by_email, insert_account};
use crate::database::begin_write;
use crate::entities::role_grant;
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// Why there is no new administrator.
#[derive(Debug, thiserror::Error)]
pub enum CreateAdminError {
    #[error("--email: {0}")]
    Email(#[from] EmailProblem),
    #[error("--name: {0}")]
    Name(#[from] NameProblem),
    #[error("the account of this e-mail address is disabled")]
    Disabled,
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(CreateAdminError);

/// Makes an administrator and returns the path of a one-time link to choose a password. For an account that exists it
/// adds the role and keeps the name.
pub async fn create_first_admin(
    db: &DatabaseConnection,
    email: &str,
    name: &str,
    now: OffsetDateTime,
) -> Result<String, CreateAdminError> {
    let person = CheckedRegistration {
        name: check_person_name(name)?,
        email: EmailAddress::parse(email)?,
        password: String::new(),
    };
    let tx = begin_write(db).await?;
    let id = match find_by_email(&tx, &person.email).await? {
        Some(row) if row.disabled_at.is_some() => return Err(CreateAdminError::Disabled),
        Some(row) => AccountId(row.id),
        None => insert_account(&tx, &person, None, Lang::Vi, now).await?,
    };
    grant_administrator(&tx, id, now).await?;
    let token = issue_token(&tx, id, TokenKind::FirstPassword, now).await?;
    tx.commit().await?;
    Ok(format!("/dat-mat-khau/{token}"))
}

async fn grant_administrator(tx: &DatabaseTransaction, id: AccountId, now: OffsetDateTime) -> Result<(), DbErr> {
    let role = GrantedRole::Administrator.code();
    let held = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(id.0))
        .filter(role_grant::Column::Role.eq(role))
        .filter(role_grant::Column::RevokedAt.is_null())
        .count(tx)
        .await?;
    if held > 0 {
        return Ok(());
    }
    let row = role_grant::ActiveModel {
        account_id: Set(id.0),
        role: Set(role.to_owned()),
        granted_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    let record = Record::new(None, "role.granted", format!("account/{id}"));
    ledger::append(tx, record.detail(json!({ "role": role, "by": "command line" })), now).await
}
