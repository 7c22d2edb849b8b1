//! Taking a role away: with a reason, by whoever may give it, and with what hangs on it.

use domain::ids::{AccountId, PanelId};
use domain::people::access::{Act, Forbidden};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::find_actor::{grant_of_row, live};
use crate::database::begin_write;
use crate::entities::role_grant;
use crate::failure::Failure;
use crate::judging::leave_panels;
use crate::ledger::{self, Record};

/// The most characters of a reason.
const REASON_MAX: usize = 1_000;

/// Why a role was not taken away, or an exception not named.
#[derive(Debug, thiserror::Error)]
pub enum ReasonProblem {
    #[error("no reason given")]
    Missing,
    #[error("the reason has {0} characters")]
    TooLong(usize),
}

/// Why a role was not taken away.
#[derive(Debug, thiserror::Error)]
pub enum RevokeError {
    #[error(transparent)]
    Reason(#[from] ReasonProblem),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(RevokeError);

/// The reason in order, or why it is not.
pub(super) fn check_reason(reason: &str) -> Result<&str, ReasonProblem> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(ReasonProblem::Missing),
        length if length > REASON_MAX => Err(ReasonProblem::TooLong(length)),
        _ => Ok(reason),
    }
}

/// What the ledger keeps of words that may name somebody.
pub(super) fn text_hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Takes a role away. Doing it twice changes nothing more. A judge's seats end with it. Nobody ends their own administration,
/// so that one administrator is always left. The answer is whose role it was.
pub async fn revoke_role(
    db: &DatabaseConnection,
    actor: &Actor,
    id: i64,
    reason: &str,
    now: OffsetDateTime,
) -> Result<AccountId, RevokeError> {
    let tx = begin_write(db).await?;
    let giver = live(&tx, actor).await?;
    let row = role_grant::Entity::find_by_id(id).one(&tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let account = AccountId(row.account_id);
    let known = grant_of_row(&row);
    let own_administration = row.role == GrantedRole::Administrator.code() && actor.account == Some(account);
    if own_administration || !known.is_some_and(|grant| giver.may_grant(&grant)) {
        return Err(Forbidden::new(Act::InvitePeople).into());
    }
    if row.revoked_at.is_some() {
        return Ok(account);
    }
    let reason = check_reason(reason)?;
    end_grant(&tx, &giver, row.clone(), reason, now).await?;
    if let Some(role) = GrantedRole::from_code(&row.role) {
        leave_panels(&tx, &giver, account, role, row.edition_id, row.panel_id, now).await?;
    }
    tx.commit().await?;
    Ok(account)
}

/// Ends one grant and records it.
async fn end_grant(
    tx: &DatabaseTransaction,
    actor: &Actor,
    row: role_grant::Model,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let record = Record::new(actor.account, "role.revoked", format!("account/{}", row.account_id));
    let detail = json!({ "grant": row.id, "role": row.role, "reason_hash": text_hash(reason) });
    let mut row: role_grant::ActiveModel = row.into();
    row.revoked_at = Set(Some(now));
    row.revoked_by = Set(actor.account.map(|id| id.0));
    row.revoke_reason = Set(Some(reason.to_owned()));
    row.update(tx).await?;
    ledger::append(tx, record.detail(detail), now).await?;
    Ok(())
}

/// Ends the roles that somebody holds in one panel.
pub(crate) async fn end_panel_grants(
    tx: &DatabaseTransaction,
    actor: &Actor,
    panel: PanelId,
    account: Option<AccountId>,
    role: Option<GrantedRole>,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let mut found = role_grant::Entity::find()
        .filter(role_grant::Column::PanelId.eq(panel.0))
        .filter(role_grant::Column::RevokedAt.is_null());
    if let Some(account) = account {
        found = found.filter(role_grant::Column::AccountId.eq(account.0));
    }
    if let Some(role) = role {
        found = found.filter(role_grant::Column::Role.eq(role.code()));
    }
    for row in found.all(tx).await? {
        end_grant(tx, actor, row, reason, now).await?;
    }
    Ok(())
}
