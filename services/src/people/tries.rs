//! Counting tries in the database, where they outlive a restart and every process sees them. Only hashes of who and where
//! are stored.

use domain::people::guessing::{Attempt, Limit, Place, Scope, Tries, Wait, limits_of};
use domain::text::EmailAddress;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter, QuerySelect,
};
use time::OffsetDateTime;

use crate::database::begin_write;
use crate::entities::{known_place, try_count};
use crate::failure::Failure;
use crate::tokens::hash_token;

/// Nobody is forgotten before this: the longest memory of any limit.
const KEPT: time::Duration = time::Duration::days(2);
/// A device or network not seen for so long is new again.
const KNOWN: time::Duration = time::Duration::days(180);

/// Where a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// One IPv4 address, or the first half of an IPv6 one.
    pub network: String,
    /// The secret of the browser, if it has signed somebody in before.
    pub device: Option<String>,
}

/// Why a try was not taken.
#[derive(Debug, thiserror::Error)]
pub enum TryError {
    #[error(transparent)]
    Wait(#[from] Wait),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(TryError);

/// A try that was counted before anybody looked at it, so that a thousand at once are not one.
pub(crate) struct CountedTry {
    counts: Vec<(String, Scope, Limit, Tries)>,
}

/// Counts a try of `who`, or says how long it waits.
pub(crate) async fn begin_try(
    db: &DatabaseConnection,
    attempt: Attempt,
    who: &str,
    place: Place,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<CountedTry, TryError> {
    let tx = begin_write(db).await?;
    let counted = count(&tx, attempt, limits_of(attempt, place), who, from, now).await?;
    tx.commit().await?;
    Ok(counted)
}

/// Counts a letter that others than its recipient ask for, in the transaction of the act. Known and unknown addresses count
/// alike.
pub(crate) async fn count_letter(
    tx: &DatabaseTransaction,
    letter: Attempt,
    to: &EmailAddress,
    now: OffsetDateTime,
) -> Result<(), TryError> {
    let limits = limits_of(letter, Place::New);
    let to_recipient = &limits[..1];
    count(tx, letter, to_recipient, to.as_str(), &Origin::default(), now).await?;
    Ok(())
}

async fn count(
    tx: &DatabaseTransaction,
    attempt: Attempt,
    limits: &[(Scope, Limit)],
    who: &str,
    from: &Origin,
    now: OffsetDateTime,
) -> Result<CountedTry, TryError> {
    let mut counts = Vec::with_capacity(limits.len());
    let mut longest: Option<Wait> = None;
    for (scope, limit) in limits {
        let id = key(attempt, *scope, who, from);
        let so_far = read_locked(tx, &id).await?;
        match limit.count(so_far, now) {
            Ok(tries) => counts.push((id, *scope, *limit, tries)),
            Err(wait) if longest.is_none_or(|longer| wait.until > longer.until) => longest = Some(wait),
            Err(_) => {}
        }
    }
    if let Some(wait) = longest {
        return Err(wait.into());
    }
    for (id, _, _, tries) in &counts {
        store(tx, id, *tries).await?;
    }
    Ok(CountedTry { counts })
}

/// What a count is stored under. The kind of letter does not matter to the person who gets too many.
fn key(attempt: Attempt, scope: Scope, who: &str, from: &Origin) -> String {
    let device = from.device.as_deref().unwrap_or_default();
    let (who, place) = match scope {
        Scope::AccountOnDevice => (who, device),
        Scope::AccountInNetwork => (who, from.network.as_str()),
        Scope::AccountFromNewPlaces | Scope::AccountAnywhere => (who, ""),
        Scope::Network => ("", from.network.as_str()),
    };
    hash_token(&format!("{attempt:?}\n{}\n{who}\n{place}", scope.code()))
}

/// Two tries at once wait for each other: SQLite has one writer anyway.
async fn read_locked(tx: &DatabaseTransaction, id: &str) -> Result<Tries, Failure> {
    let empty =
        try_count::ActiveModel { id: Set(id.to_owned()), count: Set(0), last_at: Set(None), told_at: Set(None) };
    let keep = OnConflict::column(try_count::Column::Id).do_nothing().to_owned();
    try_count::Entity::insert(empty).on_conflict(keep).exec_without_returning(tx).await?;
    let row = try_count::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    Ok(row.map(|row| tries_of(&row)).unwrap_or_default())
}

fn tries_of(row: &try_count::Model) -> Tries {
    Tries { count: u32::try_from(row.count).unwrap_or_default(), last: row.last_at }
}

async fn store(tx: &DatabaseTransaction, id: &str, tries: Tries) -> Result<(), Failure> {
    let row = try_count::ActiveModel {
        id: Unchanged(id.to_owned()),
        count: Set(i32::try_from(tries.count).unwrap_or(i32::MAX)),
        last_at: Set(tries.last),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// The try was right: the person's own count starts anew, the network gets its try back.
pub(crate) async fn was_right(db: &DatabaseConnection, counted: CountedTry) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    for (id, scope, _, _) in counted.counts {
        let so_far = read_locked(&tx, &id).await?;
        let count = match scope {
            Scope::Network => so_far.count.saturating_sub(1),
            _ => 0,
        };
        store(&tx, &id, Tries { count, ..so_far }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The try was wrong. True when its owner is to be told now: once in the time the tries are remembered.
pub(crate) async fn was_wrong(
    tx: &DatabaseTransaction,
    counted: &CountedTry,
    now: OffsetDateTime,
) -> Result<bool, Failure> {
    let mut tell = false;
    for (id, scope, limit, tries) in &counted.counts {
        let row = try_count::Entity::find_by_id(id.as_str()).lock_exclusive().one(tx).await?;
        let told = row.and_then(|row| row.told_at);
        if *scope != Scope::Network && limit.tells_owner(*tries, told, now) {
            let row =
                try_count::ActiveModel { id: Unchanged(id.clone()), told_at: Set(Some(now)), ..Default::default() };
            row.update(tx).await?;
            tell = true;
        }
    }
    Ok(tell)
}

/// Removes counts and places that no limit remembers any more; returns how many.
pub async fn remove_old_tries(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<u64, Failure> {
    let forgotten =
        Condition::any().add(try_count::Column::LastAt.lt(now - KEPT)).add(try_count::Column::LastAt.is_null());
    let counts = try_count::Entity::delete_many().filter(forgotten).exec(db).await?;
    let places =
        known_place::Entity::delete_many().filter(known_place::Column::SeenAt.lt(now - KNOWN)).exec(db).await?;
    Ok(counts.rows_affected + places.rows_affected)
}
