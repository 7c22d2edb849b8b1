//! Entries for tests: a whole draft under the sample rules, and one that was sent.

use domain::copies::Origin;
use domain::entries::check_answers::TICKED;
use domain::entries::entry::{Answers, Author, Guardian};
use domain::entries::section_input::{AboutInput, SectionInput};
use domain::ids::{AuthorId, EditionId, EntryId, UnitId};
use domain::numbers::Share;
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use time::macros::date;

use super::noon;
use crate::entities::{attachment, edition, unit};
use crate::entries::{ReceiptKey, find_open_entry, save_section, start_entry, submit_entry};
use crate::tokens::new_token;

/// A school, in force.
pub async fn school(db: &DatabaseConnection, name: &str) -> UnitId {
    let row = unit::ActiveModel {
        code: Set(new_token()),
        name: Set(name.to_owned()),
        folded: Set(domain::text::fold(name)),
        kind: Set("school".to_owned()),
        ..Default::default()
    };
    UnitId(row.insert(db).await.expect("a unit").id)
}

/// An author of 15 with the whole share, whose guardian is known.
pub fn sample_author(name: &str) -> Author {
    Author {
        full_name: name.to_owned(),
        birth_date: Some(date!(2011 - 12 - 01)),
        school_name: "Trường THCS Thử".to_owned(),
        phone: "0912345678".to_owned(),
        share: Some(Share::ALL),
        is_representative: true,
        ..Author::default()
    }
}

/// The word of an edition in addresses.
pub async fn slug_of(db: &DatabaseConnection, id: EditionId) -> String {
    let row = edition::Entity::find_by_id(id.0).one(db).await.expect("a read");
    row.expect("an edition").slug
}

/// An empty draft.
pub async fn empty_draft(db: &DatabaseConnection, owner: &Actor, edition: EditionId) -> EntryId {
    let slug = slug_of(db, edition).await;
    start_entry(db, owner, &slug, noon()).await.expect("a draft")
}

/// A draft that can be sent: everything the sample rules ask for is there.
pub async fn whole_draft(db: &DatabaseConnection, owner: &Actor, edition: EditionId, title: &str) -> EntryId {
    let id = empty_draft(db, owner, edition).await;
    let school = school(db, "Trường THCS Thử").await;
    let answers = |pairs: &[(&str, &str)]| -> Answers {
        pairs.iter().map(|(code, answer)| ((*code).to_owned(), (*answer).to_owned())).collect()
    };
    let about = AboutInput {
        title: title.to_owned(),
        field: Some("DDHT".to_owned()),
        unit: Some(school),
        unit_name: "Trường THCS Thử".to_owned(),
        answers: answers(&[("place", "Phường Thử")]),
        ..AboutInput::default()
    };
    let inputs = [
        SectionInput::About(about),
        SectionInput::Authors(vec![sample_author("Nguyễn Thị Thử")]),
        SectionInput::Description(answers(&[("novelty", "Chưa ai làm.")])),
        SectionInput::Declarations(answers(&[("commitment", TICKED)])),
    ];
    for input in inputs {
        save_section(db, owner, id, input, &Origin::default(), noon()).await.expect("saved");
    }
    let author = first_author(db, owner, id).await;
    let guardian = Guardian {
        name: "Trần Thị Mẫu".to_owned(),
        phone: "0987654321".to_owned(),
        email: "mau@vi-du.example".to_owned(),
        relation: "Mẹ".to_owned(),
    };
    let input = SectionInput::Guardians(vec![(author, guardian)]);
    save_section(db, owner, id, input, &Origin::default(), noon()).await.expect("saved");
    attach(db, owner, id, "description", "thuyet-minh.pdf").await;
    id
}

/// The first author of an entry.
pub async fn first_author(db: &DatabaseConnection, owner: &Actor, id: EntryId) -> AuthorId {
    let open = find_open_entry(db, owner, id, noon()).await.expect("an entry");
    open.entry.authors[0].id.expect("stored")
}

/// A row for a file whose bytes are nowhere.
pub async fn attach(db: &DatabaseConnection, owner: &Actor, id: EntryId, item: &str, name: &str) {
    let row = attachment::ActiveModel {
        entry_id: Set(id.0),
        item_code: Set(item.to_owned()),
        file_name: Set(name.to_owned()),
        media_type: Set("application/pdf".to_owned()),
        size: Set(1_000),
        sha256: Set("ab".repeat(32)),
        position: Set(1),
        uploaded_by: Set(owner.account.map_or(0, |account| account.0)),
        uploaded_at: Set(noon()),
        ..Default::default()
    };
    row.insert(db).await.expect("a file");
}

/// An entry that was sent in time, with its receipt.
pub async fn submitted_entry(db: &DatabaseConnection, owner: &Actor, edition: EditionId, title: &str) -> EntryId {
    let id = whole_draft(db, owner, edition, title).await;
    submit_entry(db, &ReceiptKey::random(), owner, id, noon()).await.expect("sent");
    id
}
