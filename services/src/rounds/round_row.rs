//! The row of a round.

use domain::judging::states::RoundState;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, Select,
};

use crate::entities::round;
use crate::failure::Failure;

fn row_of(edition: i64, code: &str) -> Select<round::Entity> {
    round::Entity::find().filter(round::Column::EditionId.eq(edition)).filter(round::Column::Code.eq(code))
}

/// The state of a round; one without a row is being prepared.
pub(crate) fn round_state(row: Option<&round::Model>) -> RoundState {
    row.and_then(|row| RoundState::from_code(&row.state)).unwrap_or(RoundState::Preparing)
}

/// The row of a round, when it has one.
pub(crate) async fn find_round(
    db: &impl ConnectionTrait,
    edition: i64,
    code: &str,
) -> Result<Option<round::Model>, Failure> {
    Ok(row_of(edition, code).one(db).await?)
}

/// The row of a round, made when it is not there; locked until the transaction ends.
pub(crate) async fn lock_round_row(
    tx: &DatabaseTransaction,
    edition: i64,
    code: &str,
) -> Result<round::Model, Failure> {
    if let Some(row) = row_of(edition, code).lock_exclusive().one(tx).await? {
        return Ok(row);
    }
    let row = round::ActiveModel {
        edition_id: Set(edition),
        code: Set(code.to_owned()),
        state: Set(RoundState::Preparing.code().to_owned()),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

/// The row of a round, kept from being locked by others until the transaction ends.
pub(crate) async fn share_round_row(
    tx: &DatabaseTransaction,
    edition: i64,
    code: &str,
) -> Result<Option<round::Model>, Failure> {
    Ok(row_of(edition, code).lock_shared().one(tx).await?)
}
