//! Exceptions: one person has two duties that exclude each other, because somebody else said so and why.

use domain::ids::{AccountId, EditionId};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::exclusions::Exclusion;
use domain::people::invitations::NamedException;
use domain::people::roles::GrantedRole;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use time::OffsetDateTime;

use super::find_actor::live;
use super::named_grants::{ScopeNames, names_of};
use super::revoke_role::{ReasonProblem, check_reason, text_hash};
use crate::database::begin_write;
use crate::entities::{account, edition, role_exception};
use crate::failure::Failure;
use crate::judging::leave_panels;
use crate::ledger::{self, Record};

/// An exception as asked for.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionRequest<'a> {
    pub account: AccountId,
    pub exclusion: Exclusion,
    /// None means every edition.
    pub edition: Option<EditionId>,
    pub reason: &'a str,
}

/// Why an exception was not named.
#[derive(Debug, thiserror::Error)]
pub enum ExceptionError {
    #[error(transparent)]
    Reason(#[from] ReasonProblem),
    #[error("nobody excepts themselves")]
    Own,
    #[error("there is never an exception from this")]
    Never,
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(ExceptionError);

/// What permissions on exceptions in an edition depend on.
fn subject_in(edition: Option<EditionId>) -> Subject {
    Subject { edition, ..Subject::default() }
}

/// Names an exception, with the reason, for somebody else. Naming what stands already changes nothing.
pub async fn name_exception(
    db: &DatabaseConnection,
    actor: &Actor,
    asked: ExceptionRequest<'_>,
    now: OffsetDateTime,
) -> Result<(), ExceptionError> {
    let act = asked.exclusion.exception_act().ok_or(ExceptionError::Never)?;
    let tx = begin_write(db).await?;
    let giver = live(&tx, actor).await?;
    access::require(&giver, act, &subject_in(asked.edition), State::Any)?;
    let person = account::Entity::find_by_id(asked.account.0).one(&tx).await?;
    person.ok_or(Failure::NotFound)?;
    if let Some(edition) = asked.edition {
        let known = edition::Entity::find_by_id(edition.0).one(&tx).await?;
        known.ok_or(Failure::NotFound)?;
    }
    if giver.account == Some(asked.account) {
        return Err(ExceptionError::Own);
    }
    let reason = check_reason(asked.reason)?;
    let known = super::find_actor::find_exceptions(&tx, asked.account).await?;
    if known.iter().any(|known| known.lifts(asked.exclusion, asked.edition)) {
        return Ok(());
    }
    let row = role_exception::ActiveModel {
        account_id: Set(asked.account.0),
        exclusion: Set(asked.exclusion.code().to_owned()),
        edition_id: Set(asked.edition.map(|id| id.0)),
        reason: Set(reason.to_owned()),
        given_by: Set(giver.account.map(|id| id.0).unwrap_or_default()),
        given_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let detail = json!({
        "exception": row.id, "exclusion": row.exclusion, "edition": row.edition_id, "reason_hash": text_hash(reason)
    });
    let record = Record::new(giver.account, "exception.named", format!("account/{}", asked.account));
    ledger::append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends an exception: the duty rests again, and a judge's seats are free. Doing it twice changes nothing more.
pub async fn end_exception(
    db: &DatabaseConnection,
    actor: &Actor,
    id: i64,
    now: OffsetDateTime,
) -> Result<AccountId, ExceptionError> {
    let tx = begin_write(db).await?;
    let giver = live(&tx, actor).await?;
    let row = role_exception::Entity::find_by_id(id).one(&tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let account = AccountId(row.account_id);
    let exclusion = Exclusion::from_code(&row.exclusion);
    let act = exclusion.and_then(Exclusion::exception_act).unwrap_or(Act::ExceptDuty);
    access::require(&giver, act, &subject_in(row.edition_id.map(EditionId)), State::Any)?;
    if row.ended_at.is_some() {
        return Ok(account);
    }
    let edition = row.edition_id;
    let mut row: role_exception::ActiveModel = row.into();
    row.ended_at = Set(Some(now));
    row.ended_by = Set(giver.account.map(|id| id.0));
    row.update(&tx).await?;
    let record = Record::new(giver.account, "exception.ended", format!("account/{account}"));
    ledger::append(&tx, record.detail(json!({ "exception": id })), now).await?;
    if exclusion == Some(Exclusion::SecretaryJudges) {
        leave_panels(&tx, &giver, account, GrantedRole::Judge, edition, None, now).await?;
    }
    tx.commit().await?;
    Ok(account)
}

/// The exceptions in force in an edition, those for every edition among them; without an edition, all. Newest first.
pub async fn list_exceptions(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: Option<EditionId>,
) -> Result<Vec<NamedException>, Failure> {
    access::require(actor, Act::ReadRoles, &subject_in(edition), State::Any)?;
    let place = edition.map(|edition| {
        Condition::any()
            .add(role_exception::Column::EditionId.is_null())
            .add(role_exception::Column::EditionId.eq(edition.0))
    });
    find_named(db, Condition::all().add_option(place), actor).await
}

/// The exceptions of one person, for administrators.
pub async fn exceptions_of(
    db: &DatabaseConnection,
    actor: &Actor,
    account: AccountId,
) -> Result<Vec<NamedException>, Failure> {
    access::require(actor, Act::ManagePeople, &Subject::default(), State::Any)?;
    find_named(db, Condition::all().add(role_exception::Column::AccountId.eq(account.0)), actor).await
}

async fn find_named(
    db: &impl ConnectionTrait,
    which: Condition,
    actor: &Actor,
) -> Result<Vec<NamedException>, Failure> {
    let rows = role_exception::Entity::find()
        .filter(which)
        .filter(role_exception::Column::EndedAt.is_null())
        .order_by_desc(role_exception::Column::Id)
        .all(db)
        .await?;
    let editions = rows.iter().filter_map(|row| row.edition_id).collect();
    let places = ScopeNames::read(db, editions, vec![], vec![]).await?;
    let names = names_of(db, rows.iter().flat_map(|row| [row.account_id, row.given_by])).await?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let named = rows.into_iter().filter_map(|row| {
        let exclusion = Exclusion::from_code(&row.exclusion)?;
        let subject = subject_in(row.edition_id.map(EditionId));
        let act = exclusion.exception_act()?;
        Some(NamedException {
            id: row.id,
            account: AccountId(row.account_id),
            person: name(row.account_id),
            exclusion,
            edition: row.edition_id.and_then(|id| places.editions.get(&id).cloned()),
            given_by: name(row.given_by),
            given_at: row.given_at,
            may_end: access::allows(actor, act, &subject, State::Any),
            reason: row.reason,
        })
    });
    Ok(named.collect())
}
