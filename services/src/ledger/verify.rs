//! Checking the whole chain.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::append::{GENESIS, chain_hash};
use crate::entities::ledger;

/// How many records are read at a time.
const BATCH: u64 = 2_000;

/// A whole chain: how long it is and the hash of its last record, for people to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    pub records: u64,
    pub head: String,
}

/// The first record that does not fit the chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {id} ({act} on {subject}) does not fit the chain: {why}")]
pub struct BadRecord {
    pub id: i64,
    pub act: String,
    pub subject: String,
    pub why: &'static str,
}

/// Walks the chain from its beginning; the inner error names the first bad record.
pub async fn verify(db: &impl ConnectionTrait) -> Result<Result<Chain, BadRecord>, DbErr> {
    let mut chain = Chain { records: 0, head: GENESIS.to_owned() };
    let mut after = 0;
    loop {
        let rows = ledger::Entity::find()
            .order_by_asc(ledger::Column::Id)
            .filter(ledger::Column::Id.gt(after))
            .limit(BATCH)
            .all(db)
            .await?;
        let Some(last) = rows.last() else { return Ok(Ok(chain)) };
        after = last.id;
        for row in rows {
            if let Err(why) = fits(&chain.head, &row) {
                return Ok(Err(BadRecord { id: row.id, act: row.act, subject: row.subject, why }));
            }
            chain = Chain { records: chain.records + 1, head: row.hash };
        }
    }
}

fn fits(head: &str, row: &ledger::Model) -> Result<(), &'static str> {
    if row.prev_hash != head {
        return Err("it is not chained to the record before it");
    }
    let hash = chain_hash(head, row.at, row.account_id, &row.act, &row.subject, &row.detail);
    if row.hash == hash { Ok(()) } else { Err("its content was changed") }
}
