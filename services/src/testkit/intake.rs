//! Entries for tests of the secretary's queue and the unit's desk: rows as if they had been sent; and a count of statements.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::entries::state::{EntryState, UnitState};
use domain::ids::{AccountId, EditionId, EntryId, UnitId};
use domain::intake::queue::search_text;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use time::macros::date;
use time::{Duration, OffsetDateTime};

use super::{account, give_consents, noon};
use crate::entities::{attachment, author, entry, unit};
use crate::tokens::new_token;

/// Counts the statements that a connection runs.
#[derive(Clone, Default)]
pub struct StatementCount(Arc<AtomicUsize>);

impl StatementCount {
    /// Starts counting on this connection. Give it the connection before it is cloned.
    pub fn on(db: &mut DatabaseConnection) -> Self {
        let count = Self::default();
        let counter = count.0.clone();
        db.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        count
    }

    /// How many statements ran since the last question.
    pub fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

/// A unit with this name; merged into the successor, if there is one.
pub async fn unit(db: &DatabaseConnection, name: &str, successor: Option<UnitId>) -> UnitId {
    let row = unit::ActiveModel {
        code: Set(new_token()),
        name: Set(name.to_owned()),
        folded: Set(domain::text::fold(name)),
        kind: Set("school".to_owned()),
        successor_id: Set(successor.map(|unit| unit.0)),
        ..Default::default()
    };
    UnitId(row.insert(db).await.expect("a unit").id)
}

/// What a test entry is made of; the rest is as it must be.
#[derive(Clone)]
pub struct SentEntry {
    pub title: String,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub unit: Option<UnitId>,
    pub owner: Option<AccountId>,
    /// The file that the dossier asks for is there.
    pub complete: bool,
    pub submitted_at: OffsetDateTime,
}

impl Default for SentEntry {
    fn default() -> Self {
        Self {
            title: "Kính hiển vi từ vật liệu tái chế".to_owned(),
            state: EntryState::Submitted,
            unit_state: UnitState::Confirmed,
            unit: None,
            owner: None,
            complete: true,
            submitted_at: noon() - Duration::days(1),
        }
    }
}

/// An entry of one author, complete and confirmed unless the test says otherwise.
pub async fn sent_entry(db: &DatabaseConnection, edition: EditionId, sent: SentEntry) -> EntryId {
    let owner = match sent.owner {
        Some(owner) => owner,
        None => account(db, "Người nộp Thử").await,
    };
    let code = format!("THU-{}", &new_token()[..10].to_uppercase());
    let author_name = "Đặng Thử Ưởng";
    let row = entry::ActiveModel {
        edition_id: Set(edition.0),
        rules_version: Set(1),
        owner_id: Set(owner.0),
        unit_id: Set(sent.unit.map(|unit| unit.0)),
        search: Set(search_text(&code, &sent.title, [author_name], "")),
        code: Set(Some(code)),
        state: Set(sent.state.code().to_owned()),
        title: Set(sent.title),
        field_code: Set(Some("DDHT".to_owned())),
        answers: Set(r#"{"place":"Lớp học","novelty":"Dùng chai nhựa","commitment":"co"}"#.to_owned()),
        revision: Set(1),
        unit_state: Set(sent.unit_state.code().to_owned()),
        created_at: Set(sent.submitted_at),
        updated_at: Set(sent.submitted_at),
        submitted_at: Set(Some(sent.submitted_at)),
        ..Default::default()
    };
    let id = row.insert(db).await.expect("an entry").id;
    let author = author::ActiveModel {
        entry_id: Set(id),
        position: Set(1),
        full_name: Set(author_name.to_owned()),
        birth_date: Set(Some(date!(2012 - 03 - 09))),
        phone: Set(Some("0900000000".to_owned())),
        address: Set(Some("=Thôn Thử".to_owned())),
        share: Set(Some(10_000)),
        is_representative: Set(true),
        guardian_name: Set(Some("Trần Thị Mẫu".to_owned())),
        ..Default::default()
    };
    let author = author.insert(db).await.expect("an author");
    give_consents(db, author.id, false, sent.submitted_at).await;
    if sent.complete {
        add_file(db, EntryId(id), "description", owner).await;
    }
    EntryId(id)
}

/// A file of an entry, without its bytes.
async fn add_file(db: &DatabaseConnection, entry: EntryId, item: &str, by: AccountId) {
    let row = attachment::ActiveModel {
        entry_id: Set(entry.0),
        item_code: Set(item.to_owned()),
        file_name: Set("thuyet-minh.pdf".to_owned()),
        media_type: Set("application/pdf".to_owned()),
        size: Set(1_000),
        sha256: Set("0".repeat(64)),
        position: Set(1),
        uploaded_by: Set(by.0),
        uploaded_at: Set(noon()),
        ..Default::default()
    };
    row.insert(db).await.expect("a file");
}
