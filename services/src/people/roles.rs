//! Giving a role: the one way in which anybody gets one, by page, invitation or seat.

use domain::ids::AccountId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::exclusions::excludes;
use domain::people::invitations::{InvitationProblem, InvitationRequest, check_grant};
use domain::people::roles::Grant;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
};
use serde_json::json;
use time::OffsetDateTime;

use super::find_actor::{find_exceptions, find_grants, live};
use crate::database::begin_write;
use crate::entities::{account, edition, panel, role_grant, unit};
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// Why a role was not granted.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    #[error(transparent)]
    Problem(#[from] InvitationProblem),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(GrantError);

/// Grants a role at once, without asking the person. Administrators only.
pub async fn grant_role(
    db: &DatabaseConnection,
    actor: &Actor,
    account: AccountId,
    asked: &InvitationRequest,
    now: OffsetDateTime,
) -> Result<(), GrantError> {
    access::require(actor, Act::ManagePeople, &Subject::default(), State::Any)?;
    let tx = begin_write(db).await?;
    let giver = live(&tx, actor).await?;
    account::Entity::find_by_id(account.0).one(&tx).await?.ok_or(Failure::NotFound)?;
    let grant = check_grant(asked)?;
    check_scope(&tx, grant).await?.map_or(Ok(()), Err)?;
    if let Some(problem) = give(&tx, &giver, account, grant, now).await? {
        return Err(problem.into());
    }
    tx.commit().await?;
    Ok(())
}

/// Gives a role, or says why not: the giver has less, the person holds it, or another duty excludes it.
pub(crate) async fn give(
    tx: &DatabaseTransaction,
    giver: &Actor,
    account: AccountId,
    grant: Grant,
    now: OffsetDateTime,
) -> Result<Option<InvitationProblem>, Failure> {
    let problem = grant_problem(tx, giver, account, &grant).await?;
    if problem.is_none() {
        store_grant(tx, giver, account, grant, now).await?;
    }
    Ok(problem)
}

/// What stands against giving this role to this person.
pub(crate) async fn grant_problem(
    tx: &DatabaseTransaction,
    giver: &Actor,
    account: AccountId,
    grant: &Grant,
) -> Result<Option<InvitationProblem>, Failure> {
    if !giver.may_grant(grant) {
        return Ok(Some(InvitationProblem::NotYours));
    }
    let held = find_grants(tx, account).await?;
    if held.iter().any(|held| held.covers(grant)) {
        return Ok(Some(InvitationProblem::HeldAlready));
    }
    let exceptions = find_exceptions(tx, account).await?;
    Ok(excludes(&held, &exceptions, grant).map(InvitationProblem::Excluded))
}

/// Stores a grant and records it.
async fn store_grant(
    tx: &DatabaseTransaction,
    giver: &Actor,
    account: AccountId,
    grant: Grant,
    now: OffsetDateTime,
) -> Result<(), DbErr> {
    let row = role_grant::ActiveModel {
        account_id: Set(account.0),
        role: Set(grant.role.code().to_owned()),
        edition_id: Set(grant.edition.map(|id| id.0)),
        panel_id: Set(grant.panel.map(|id| id.0)),
        unit_id: Set(grant.unit.map(|id| id.0)),
        granted_by: Set(giver.account.map(|id| id.0)),
        granted_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let detail = json!({
        "grant": row.id, "role": row.role, "edition": row.edition_id, "panel": row.panel_id, "unit": row.unit_id
    });
    let record = Record::new(giver.account, "role.granted", format!("account/{account}"));
    ledger::append(tx, record.detail(detail), now).await
}

/// Whether the edition, the panel and the unit are there, and the panel belongs to the edition.
pub(super) async fn check_scope(db: &impl ConnectionTrait, grant: Grant) -> Result<Option<InvitationProblem>, DbErr> {
    let edition = match grant.edition {
        Some(id) => edition::Entity::find_by_id(id.0).count(db).await? > 0,
        None => true,
    };
    let panel = match grant.panel {
        Some(id) => {
            let row = panel::Entity::find_by_id(id.0).one(db).await?;
            row.is_some_and(|row| grant.edition.is_some_and(|edition| edition.0 == row.edition_id))
        }
        None => true,
    };
    let unit = match grant.unit {
        Some(id) => unit::Entity::find_by_id(id.0).count(db).await? > 0,
        None => true,
    };
    Ok((!(edition && panel && unit)).then_some(InvitationProblem::ScopeUnknown))
}
