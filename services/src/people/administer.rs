//! What administrators do about people: find them, close and reopen accounts, reset a lost authenticator.

use domain::ids::AccountId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::invitations::Person;
use domain::text::search_words;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::find_actor::live;
use super::named_grants::grants_of;
use super::sessions::end_all_sessions;
use crate::database::begin_write;
use crate::entities::account;
use crate::failure::Failure;
use crate::judging::leave_seats;
use crate::ledger::{self, Record};

/// Rows of one page of a list.
const ROWS: u64 = 50;

/// One page of people and how many there are.
#[derive(Clone, Debug)]
pub struct PeoplePage {
    pub people: Vec<Person>,
    pub total: u64,
}

/// People whose name or address contains the text, accents aside; `page` from 1.
pub async fn search_people(
    db: &DatabaseConnection,
    actor: &Actor,
    text: &str,
    page: u64,
) -> Result<PeoplePage, Failure> {
    require_administrator(actor)?;
    let mut found = account::Entity::find();
    for word in search_words(text) {
        found = found.filter(account::Column::Folded.contains(&word));
    }
    let pages = found.order_by_asc(account::Column::Folded).order_by_asc(account::Column::Id).paginate(db, ROWS);
    let total = pages.num_items().await?;
    let rows = pages.fetch_page(page.saturating_sub(1)).await?;
    let mut grants = grants_of(db, rows.iter().map(|row| row.id).collect()).await?;
    let people = rows.into_iter().map(|row| {
        let grants = grants.remove(&row.id).unwrap_or_default();
        person(row, grants)
    });
    Ok(PeoplePage { people: people.collect(), total })
}

/// One person.
pub async fn find_person(db: &DatabaseConnection, actor: &Actor, id: AccountId) -> Result<Person, Failure> {
    require_administrator(actor)?;
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let grants = grants_of(db, vec![id.0]).await?.remove(&id.0).unwrap_or_default();
    Ok(person(row, grants))
}

fn person(row: account::Model, grants: Vec<domain::people::invitations::NamedGrant>) -> Person {
    Person {
        id: AccountId(row.id),
        name: row.name,
        email: row.email,
        confirmed: row.verified_at.is_some(),
        disabled: row.disabled_at.is_some(),
        second_factor: row.totp_confirmed_at.is_some(),
        grants,
    }
}

/// Closes an account: its sessions end, nobody signs in, and a judge's seats are free for others. Administrators do not close
/// their own.
pub async fn disable_account(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    if actor.account == Some(id) {
        return Err(Failure::Forbidden(access::Forbidden::new(Act::ManagePeople)));
    }
    require_administrator(actor)?;
    let tx = begin_write(db).await?;
    change_account(&tx, actor, id, "account.disabled", now, |account| {
        account.disabled_at = Set(Some(now));
    })
    .await?;
    leave_seats(&tx, actor, id, None, None, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens a closed account again.
pub async fn enable_account(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    change(db, actor, id, "account.enabled", now, |account| {
        account.disabled_at = Set(None);
    })
    .await
}

/// Forgets a lost authenticator: the person joins a new one at the next sign-in.
pub async fn reset_second_factor(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    change(db, actor, id, "account.second_factor_reset", now, |account| {
        account.totp_secret = Set(None);
        account.totp_confirmed_at = Set(None);
        account.totp_step = Set(None);
    })
    .await
}

async fn change(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AccountId,
    act: &'static str,
    now: OffsetDateTime,
    edit: impl FnOnce(&mut account::ActiveModel),
) -> Result<(), Failure> {
    require_administrator(actor)?;
    let tx = begin_write(db).await?;
    change_account(&tx, actor, id, act, now, edit).await?;
    tx.commit().await?;
    Ok(())
}

async fn change_account(
    tx: &DatabaseTransaction,
    actor: &Actor,
    id: AccountId,
    act: &'static str,
    now: OffsetDateTime,
    edit: impl FnOnce(&mut account::ActiveModel),
) -> Result<(), Failure> {
    require_administrator(&live(tx, actor).await?)?;
    let row = account::Entity::find_by_id(id.0).one(tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let version = row.credentials_version;
    let mut account: account::ActiveModel = row.into();
    edit(&mut account);
    account.credentials_version = Set(version + 1);
    account.update(tx).await?;
    end_all_sessions(tx, id).await?;
    ledger::append(tx, Record::new(actor.account, act, format!("account/{id}")), now).await?;
    Ok(())
}

fn require_administrator(actor: &Actor) -> Result<(), access::Forbidden> {
    access::require(actor, Act::ManagePeople, &Subject::default(), State::Any)
}
