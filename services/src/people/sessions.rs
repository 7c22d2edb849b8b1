//! Sessions in the database. Only a hash of the session's id is stored: a stolen copy opens no session.

use domain::ids::AccountId;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::entities::session;
use crate::tokens::hash_token;

/// Saves a session; `account` is who signed in with it, so that all of a person's sessions can be ended.
pub async fn save_session(
    db: &impl ConnectionTrait,
    id: &str,
    account: Option<AccountId>,
    data: String,
    expires_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<(), DbErr> {
    let row = session::ActiveModel {
        id: Set(hash_token(id)),
        account_id: Set(account.map(|id| id.0)),
        data: Set(data),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    let replace = OnConflict::column(session::Column::Id)
        .update_columns([session::Column::AccountId, session::Column::Data, session::Column::ExpiresAt])
        .to_owned();
    session::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// The data of a session that has not expired, with its end.
pub async fn find_session(
    db: &impl ConnectionTrait,
    id: &str,
    now: OffsetDateTime,
) -> Result<Option<(String, OffsetDateTime)>, DbErr> {
    let row = session::Entity::find_by_id(hash_token(id)).one(db).await?;
    Ok(row.filter(|row| row.expires_at > now).map(|row| (row.data, row.expires_at)))
}

/// Ends one session.
pub async fn end_session(db: &impl ConnectionTrait, id: &str) -> Result<(), DbErr> {
    session::Entity::delete_by_id(hash_token(id)).exec(db).await?;
    Ok(())
}

/// Ends every session of a person: all browsers are signed out.
pub async fn end_all_sessions(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, DbErr> {
    let ended = session::Entity::delete_many().filter(session::Column::AccountId.eq(account.0)).exec(db).await?;
    Ok(ended.rows_affected)
}

/// Removes what has expired; returns how many.
pub async fn remove_expired_sessions(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<u64, DbErr> {
    let removed = session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(db).await?;
    Ok(removed.rows_affected)
}
