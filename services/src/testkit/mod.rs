//! What service tests arrange with: a fresh, migrated database, on SQLite or, when the tests are given one, PostgreSQL.

mod consents;
mod editions;
mod entries;
mod intake;
mod judging;
mod people;
mod postgres;
pub mod results;

pub use consents::{answer_for, give_consents};
pub use editions::{edition_in, open_edition, sample_rules};
#[allow(unused_imports, reason = "each feature's tests take what they need")]
pub use entries::{attach, empty_draft, first_author, sample_author, school, slug_of, submitted_entry, whole_draft};
pub use intake::{SentEntry, StatementCount, sent_entry, unit};
pub use judging::{Court, accepted_entry, counted_db, court, marks, open_court, open_court_in};
pub use people::{PASSWORD, here, newest_link, newest_token, registered, vault};

use domain::ids::{AccountId, EditionId, PanelId, UnitId};
use domain::people::actor::Actor;
use domain::people::roles::{Grant, GrantedRole};
use migrations::Migrator;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectOptions, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use time::OffsetDateTime;
use time::macros::datetime;

use crate::entities::{account, role_grant};
use crate::tokens::new_token;

/// Noon of a working Monday in Vietnam: the moment most tests happen at.
pub fn noon() -> OffsetDateTime {
    datetime!(2026-11-23 12:00 +7)
}

/// A database of its own for each test. `VINHDANH_TEST_POSTGRES_URL` runs the same test on PostgreSQL.
pub async fn fresh_db() -> DatabaseConnection {
    match std::env::var("VINHDANH_TEST_POSTGRES_URL") {
        Ok(address) => postgres::fresh(&address).await,
        Err(_) => sqlite().await,
    }
}

async fn sqlite() -> DatabaseConnection {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true));
    let db = Database::connect(options).await.expect("SQLite opens");
    Migrator::up(&db, None).await.expect("the schema is made");
    db
}

/// A verified account with this name, and nothing more.
pub async fn account(db: &DatabaseConnection, name: &str) -> AccountId {
    let row = account::ActiveModel {
        email: Set(format!("{}@vi-du.example", new_token())),
        name: Set(name.to_owned()),
        folded: Set(domain::text::fold(name)),
        verified_at: Set(Some(noon())),
        honorific: Set("ban".to_owned()),
        lang: Set("vi".to_owned()),
        credentials_version: Set(1),
        created_at: Set(noon()),
        ..Default::default()
    };
    AccountId(row.insert(db).await.expect("an account").id)
}

/// A person with an account and no role.
pub async fn member(db: &DatabaseConnection, name: &str) -> Actor {
    Actor { account: Some(account(db, name).await), name: name.to_owned(), second_factor: true, ..Actor::default() }
}

/// A person holding a role everywhere.
pub async fn holder(db: &DatabaseConnection, name: &str, role: GrantedRole) -> Actor {
    granted(db, member(db, name).await, role, None, None, None).await
}

/// The same person, who holds this role within these limits from now on.
pub async fn granted(
    db: &DatabaseConnection,
    actor: Actor,
    role: GrantedRole,
    edition: Option<EditionId>,
    panel: Option<PanelId>,
    unit: Option<UnitId>,
) -> Actor {
    let row = role_grant::ActiveModel {
        account_id: Set(actor.account.expect("an account").0),
        role: Set(role.code().to_owned()),
        edition_id: Set(edition.map(|id| id.0)),
        panel_id: Set(panel.map(|id| id.0)),
        unit_id: Set(unit.map(|id| id.0)),
        granted_at: Set(noon()),
        ..Default::default()
    };
    row.insert(db).await.expect("a role");
    with_grant(actor, role, edition, panel, unit)
}

/// The same person, also holding this role within these limits, for acts that trust the actor: the grant is not stored.
pub fn with_grant(
    mut actor: Actor,
    role: GrantedRole,
    edition: Option<EditionId>,
    panel: Option<PanelId>,
    unit: Option<UnitId>,
) -> Actor {
    actor.grants.push(Grant { role, edition, panel, unit });
    actor
}
