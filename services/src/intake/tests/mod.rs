//! The queue, decisions, bulk acts, extensions, exports and the unit's desk, each against a real database.

mod bulk;
mod bulk_undo;
mod decisions;
mod exports;
mod extensions;
mod queue;
mod units;

use domain::entries::state::EntryState;
use domain::ids::EntryId;
use domain::intake::checklist::CheckItem;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entities::{edition, entry, ledger, mail};
use crate::failure::Failure;
use crate::testkit::holder;

async fn secretary(db: &DatabaseConnection) -> Actor {
    holder(db, "Thư ký Thử", GrantedRole::Secretary).await
}

async fn state(db: &DatabaseConnection, id: EntryId) -> EntryState {
    let row = entry::Entity::find_by_id(id.0).one(db).await.unwrap().unwrap();
    EntryState::from_code(&row.state).unwrap()
}

async fn row(db: &DatabaseConnection, id: EntryId) -> entry::Model {
    entry::Entity::find_by_id(id.0).one(db).await.unwrap().unwrap()
}

async fn slug(db: &DatabaseConnection, id: domain::ids::EditionId) -> String {
    edition::Entity::find_by_id(id.0).one(db).await.unwrap().unwrap().slug
}

async fn acts(db: &DatabaseConnection, id: EntryId) -> Vec<String> {
    let rows = ledger::Entity::find().filter(ledger::Column::Subject.eq(format!("entry/{id}"))).all(db).await.unwrap();
    rows.into_iter().map(|row| row.act).collect()
}

async fn letters(db: &DatabaseConnection, kind: &str) -> u64 {
    mail::Entity::find().filter(mail::Column::Template.eq(kind)).count(db).await.unwrap()
}

fn ticks(codes: &[&str]) -> Vec<CheckItem> {
    let tick = |code: &&str| CheckItem { code: (*code).to_owned(), ok: true, remark: String::new() };
    codes.iter().map(tick).collect()
}

/// To a stranger, forbidden and not there look the same.
fn is_hidden(failure: &Failure) -> bool {
    matches!(failure, Failure::NotFound | Failure::Forbidden(_))
}
