//! The browsers and networks from which an account's owner has signed in: tries from there are not held up by strangers.

use domain::ids::AccountId;
use domain::people::guessing::Place;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use time::OffsetDateTime;

use super::account_tokens::{TokenKind, find_token, use_token};
use super::tries::Origin;
use crate::database::begin_write;
use crate::entities::{account, known_place};
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::tokens::{hash_token, new_token};

const DEVICE: &str = "device";
const NETWORK: &str = "network";

/// How well the account knows this place. For no account the same question is asked, and the answer is no.
pub(crate) async fn place_of(
    db: &impl ConnectionTrait,
    account: Option<AccountId>,
    from: &Origin,
) -> Result<Place, Failure> {
    let is = |kind: &str, secret: &str| {
        Condition::all().add(known_place::Column::Kind.eq(kind)).add(known_place::Column::Hash.eq(hash_token(secret)))
    };
    let known = known_place::Entity::find()
        .filter(known_place::Column::AccountId.eq(account.map_or(-1, |id| id.0)))
        .filter(
            Condition::any()
                .add(is(DEVICE, from.device.as_deref().unwrap_or_default()))
                .add(is(NETWORK, &from.network)),
        )
        .all(db)
        .await?;
    let knows = |kind: &str| known.iter().any(|row| row.kind == kind);
    Ok(if knows(DEVICE) {
        Place::KnownDevice
    } else if knows(NETWORK) {
        Place::KnownNetwork
    } else {
        Place::New
    })
}

/// Remembers this browser and network for the account; returns the browser's new secret. The old one ends for everybody
/// who signs in with this browser: one that somebody else put there is worth nothing.
pub async fn remember_place(
    db: &DatabaseConnection,
    account: AccountId,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<String, Failure> {
    let tx = begin_write(db).await?;
    let device = new_token();
    if let Some(old) = &from.device {
        known_place::Entity::update_many()
            .col_expr(known_place::Column::Hash, Expr::value(hash_token(&device)))
            .filter(known_place::Column::Kind.eq(DEVICE))
            .filter(known_place::Column::Hash.eq(hash_token(old)))
            .exec(&*tx)
            .await?;
    }
    see(&tx, account, DEVICE, &device, now).await?;
    see(&tx, account, NETWORK, &from.network, now).await?;
    tx.commit().await?;
    Ok(device)
}

async fn see(
    tx: &DatabaseTransaction,
    account: AccountId,
    kind: &str,
    secret: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = known_place::ActiveModel {
        account_id: Set(account.0),
        kind: Set(kind.to_owned()),
        hash: Set(hash_token(secret)),
        seen_at: Set(now),
        ..Default::default()
    };
    let columns = [known_place::Column::AccountId, known_place::Column::Kind, known_place::Column::Hash];
    let seen_again = OnConflict::columns(columns).update_column(known_place::Column::SeenAt).to_owned();
    known_place::Entity::insert(row).on_conflict(seen_again).exec_without_returning(tx).await?;
    Ok(())
}

/// Every place is new again: after a new password, or when a device was lost.
pub(crate) async fn forget_places(tx: &DatabaseTransaction, account: AccountId) -> Result<(), Failure> {
    known_place::Entity::delete_many().filter(known_place::Column::AccountId.eq(account.0)).exec(tx).await?;
    Ok(())
}

/// The address whose owner got this link, while it works.
pub async fn find_device_link(
    db: &DatabaseConnection,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<String>, Failure> {
    let Some(id) = find_token(db, token, TokenKind::KnownDevice, now).await? else {
        return Ok(None);
    };
    let row = account::Entity::find_by_id(id.0).filter(account::Column::DisabledAt.is_null()).one(db).await?;
    Ok(row.map(|row| row.email))
}

/// Lets this browser past the wait, by the link in the letter that told of the tries. Returns the browser's secret; nothing
/// when the link is spent. It signs nobody in: the password is still asked for.
pub async fn use_device_link(
    db: &DatabaseConnection,
    token: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<Option<String>, Failure> {
    let Some(id) = find_token(db, token, TokenKind::KnownDevice, now).await? else {
        return Ok(None);
    };
    let tx = begin_write(db).await?;
    if !use_token(&tx, token, now).await? {
        return Ok(None);
    }
    let record = Record::new(Some(id), "account.device_let_in", format!("account/{id}"));
    ledger::append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(Some(remember_place(db, id, from, now).await?))
}
