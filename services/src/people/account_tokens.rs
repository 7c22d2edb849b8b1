//! One-time links of an account. Only a hash is stored; a new link ends the older ones of its kind.

use domain::ids::AccountId;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use time::{Duration, OffsetDateTime};

use crate::entities::account_token;
use crate::tokens::{hash_token, new_token};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    ConfirmEmail,
    /// Asked for by the person: short-lived.
    ResetPassword,
    /// Given to the first administrator: they may need a day.
    FirstPassword,
    /// In the letter that tells of guessing: lets the owner's browser past the wait.
    KnownDevice,
}

impl TokenKind {
    fn code(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm_email",
            Self::ResetPassword | Self::FirstPassword => "set_password",
            Self::KnownDevice => "known_device",
        }
    }

    pub(crate) fn lifetime(self) -> Duration {
        match self {
            Self::ConfirmEmail | Self::FirstPassword => Duration::days(3),
            Self::ResetPassword => Duration::hours(2),
            // As long as the tries are remembered that it lets pass.
            Self::KnownDevice => Duration::days(1),
        }
    }
}

/// A new link; the older ones of its kind no longer work.
pub(crate) async fn issue_token(
    tx: &DatabaseTransaction,
    account: AccountId,
    kind: TokenKind,
    now: OffsetDateTime,
) -> Result<String, DbErr> {
    end_tokens(tx, account, kind, now).await?;
    let token = new_token();
    account_token::ActiveModel {
        account_id: Set(account.0),
        kind: Set(kind.code().to_owned()),
        token_hash: Set(hash_token(&token)),
        expires_at: Set(now + kind.lifetime()),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    Ok(token)
}

/// Ends every open link of this kind.
pub(crate) async fn end_tokens(
    tx: &DatabaseTransaction,
    account: AccountId,
    kind: TokenKind,
    now: OffsetDateTime,
) -> Result<(), DbErr> {
    account_token::Entity::update_many()
        .col_expr(account_token::Column::UsedAt, Expr::value(now))
        .filter(account_token::Column::AccountId.eq(account.0))
        .filter(account_token::Column::Kind.eq(kind.code()))
        .filter(account_token::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Whose link this is, while it works.
pub(crate) async fn find_token(
    db: &impl ConnectionTrait,
    token: &str,
    kind: TokenKind,
    now: OffsetDateTime,
) -> Result<Option<AccountId>, DbErr> {
    let row = account_token::Entity::find()
        .filter(account_token::Column::TokenHash.eq(hash_token(token)))
        .filter(account_token::Column::Kind.eq(kind.code()))
        .filter(account_token::Column::UsedAt.is_null())
        .filter(account_token::Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    Ok(row.map(|row| AccountId(row.account_id)))
}

/// Uses a link up: of two requests at once, one gets `true`.
pub(crate) async fn use_token(tx: &DatabaseTransaction, token: &str, now: OffsetDateTime) -> Result<bool, DbErr> {
    let used = account_token::Entity::update_many()
        .col_expr(account_token::Column::UsedAt, Expr::value(now))
        .filter(account_token::Column::TokenHash.eq(hash_token(token)))
        .filter(account_token::Column::UsedAt.is_null())
        .filter(account_token::Column::ExpiresAt.gt(now))
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}
