//! Reading the ledger page by page.

use std::collections::HashMap;

use domain::calendar::{at_vietnam_time, end_of_day};
use domain::intake::queue::PAGE_SIZE;
use domain::ledger::{ChainVerdict, LedgerFilter, LedgerLine, LedgerPageData};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::Time;

use super::{export, verify};
use crate::entities::{account, ledger};
use crate::failure::Failure;

/// The records of a filter, newest first.
pub async fn find_records(
    db: &DatabaseConnection,
    actor: &Actor,
    filter: &LedgerFilter,
) -> Result<LedgerPageData, Failure> {
    access::require(actor, Act::ReadLedger, &Subject::default(), State::Any)?;
    let condition = condition(filter);
    let total = ledger::Entity::find().filter(condition.clone()).count(db).await?;
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    let page = if (1..=pages).contains(&filter.page) { filter.page } else { 1 };
    let rows = ledger::Entity::find()
        .filter(condition)
        .order_by_desc(ledger::Column::Id)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .all(db)
        .await?;
    let names: HashMap<i64, String> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(rows.iter().filter_map(|row| row.account_id)))
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let lines = rows.into_iter().map(|row| LedgerLine {
        id: row.id,
        at: row.at,
        name: row.account_id.and_then(|id| names.get(&id).cloned()),
        account: row.account_id,
        act: row.act,
        subject: row.subject,
        detail: row.detail,
        hash: row.hash,
    });
    Ok(LedgerPageData { filter: LedgerFilter { page, ..filter.clone() }, lines: lines.collect(), total })
}

/// Verifies the whole chain for somebody who may read it.
pub async fn verify_for(db: &DatabaseConnection, actor: &Actor) -> Result<ChainVerdict, Failure> {
    access::require(actor, Act::ReadLedger, &Subject::default(), State::Any)?;
    Ok(match verify(db).await? {
        Ok(chain) => ChainVerdict::Whole { records: chain.records, head: chain.head },
        Err(bad) => ChainVerdict::Broken { id: bad.id, act: bad.act, subject: bad.subject },
    })
}

/// The next lines of the exported chain, for somebody who may read it.
pub async fn export_for(db: &DatabaseConnection, actor: &Actor, after: i64) -> Result<(String, i64), Failure> {
    access::require(actor, Act::ReadLedger, &Subject::default(), State::Any)?;
    Ok(export(db, after).await?)
}

fn condition(filter: &LedgerFilter) -> Condition {
    let begins = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let whole = |subject: &String| {
        let has_number = subject.rsplit('/').next().is_some_and(|last| last.parse::<i64>().is_ok());
        has_number && subject.contains('/')
    };
    Condition::all()
        .add_option(begins(&filter.subject).map(|subject| {
            if whole(&subject) {
                ledger::Column::Subject.eq(subject)
            } else {
                ledger::Column::Subject.starts_with(subject)
            }
        }))
        .add_option(begins(&filter.act).map(|act| ledger::Column::Act.starts_with(act)))
        .add_option(filter.from.map(|day| ledger::Column::At.gte(at_vietnam_time(day, Time::MIDNIGHT))))
        .add_option(filter.to.map(|day| ledger::Column::At.lt(end_of_day(day))))
}
