//! Sending: problems or a receipt, in time or late, once.

use domain::copies::Origin;
use domain::entries::check::EntryProblem;
use domain::entries::filing::Standing;
use domain::entries::section_input::SectionInput;
use domain::entries::state::{EntryState, UnitState};
use domain::ids::{EditionId, EntryId, UnitId};
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use time::{Duration, OffsetDateTime};

use crate::entities::{edition, entry, extension, ledger, mail, receipt, role_grant};
use crate::entries::*;
use crate::testkit::*;

async fn row_of(db: &DatabaseConnection, id: EntryId) -> entry::Model {
    entry::Entity::find_by_id(id.0).one(db).await.unwrap().unwrap()
}

async fn letters(db: &DatabaseConnection) -> Vec<String> {
    let rows = mail::Entity::find().all(db).await.unwrap();
    let about_the_entry = rows.into_iter().filter(|row| row.template != "guardian_consent");
    about_the_entry.map(|row| row.template).collect()
}

async fn grant(db: &DatabaseConnection, edition: EditionId, unit: Option<UnitId>, max_uses: Option<i32>) -> i64 {
    let row = extension::ActiveModel {
        edition_id: Set(edition.0),
        unit_id: Set(unit.map(|unit| unit.0)),
        until: Set(noon() + Duration::days(20)),
        reason: Set("Bão".to_owned()),
        max_uses: Set(max_uses),
        uses: Set(0),
        created_by: Set(1),
        created_at: Set(noon()),
        ..Default::default()
    };
    row.insert(db).await.unwrap().id
}

fn after_deadline() -> OffsetDateTime {
    noon() + Duration::days(11)
}

#[tokio::test]
async fn an_empty_entry_is_refused_with_every_problem() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let refused = submit_entry(&db, &ReceiptKey::random(), &lan, id, noon()).await;
    let Err(SubmitEntryError::Problems(problems)) = refused else { panic!("{refused:?}") };
    assert!(problems.len() >= 6, "{problems:?}");
    assert!(problems.contains(&EntryProblem::TitleMissing));
    assert_eq!(row_of(&db, id).await.state, "draft");
}

#[tokio::test]
async fn a_whole_entry_gets_a_number_and_a_receipt_that_verifies() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let key = ReceiptKey::random();
    let id = whole_draft(&db, &lan, edition, "Kính hiển vi").await;

    let receipt = submit_entry(&db, &key, &lan, id, noon()).await.unwrap();

    let prefix = edition::Entity::find_by_id(edition.0).one(&db).await.unwrap().unwrap().code_prefix;
    assert_eq!(receipt.payload.number, format!("{prefix}-0001"));
    assert_eq!(receipt.payload.standing, Standing::OnTime);
    assert!(key.verifies(&receipt.payload.text(), &receipt.signature));
    let row = row_of(&db, id).await;
    assert_eq!((row.state.as_str(), row.unit_state.as_str()), ("submitted", "waiting"));
    assert_eq!(row.code.as_deref(), Some(receipt.payload.number.as_str()));
    assert_eq!(row.submitted_at, Some(noon()));
    assert!(row.search.contains("kinh hien vi") && row.search.contains("nguyen thi thu"));
    assert_eq!(letters(&db).await, ["entry_submitted"]);
    let open = find_open_entry(&db, &lan, id, noon()).await.unwrap();
    assert_eq!(open.receipts, [receipt]);
    assert!(!open.may_edit);
}

#[tokio::test]
async fn a_second_press_returns_the_first_receipt() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let key = ReceiptKey::random();
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let first = submit_entry(&db, &key, &lan, id, noon()).await.unwrap();
    let again = submit_entry(&db, &key, &lan, id, noon() + Duration::hours(1)).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(receipt::Entity::find().all(&db).await.unwrap().len(), 1);
    assert_eq!(letters(&db).await.len(), 1);
}

#[tokio::test]
async fn numbers_follow_each_other() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    for expected in ["-0001", "-0002", "-0003"] {
        let id = submitted_entry(&db, &lan, edition, expected).await;
        assert!(row_of(&db, id).await.code.unwrap().ends_with(expected));
    }
}

#[tokio::test]
async fn what_comes_after_the_deadline_is_kept_as_late() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let receipt = submit_entry(&db, &ReceiptKey::random(), &lan, id, after_deadline()).await.unwrap();
    assert_eq!(receipt.payload.standing, Standing::Late);
    assert_eq!(row_of(&db, id).await.state, "late");
    assert_eq!(letters(&db).await, ["entry_late"]);
}

#[tokio::test]
async fn an_extension_is_honoured_as_often_as_it_allows() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let extension = grant(&db, edition, None, Some(1)).await;
    let lan = member(&db, "Lan Thử").await;
    let key = ReceiptKey::random();
    let mut states = Vec::new();
    for title in ["Một", "Hai"] {
        let id = whole_draft(&db, &lan, edition, title).await;
        submit_entry(&db, &key, &lan, id, after_deadline()).await.unwrap();
        states.push(row_of(&db, id).await.state);
    }
    assert_eq!(states, ["submitted", "late"]);
    let row = extension::Entity::find_by_id(extension).one(&db).await.unwrap().unwrap();
    assert_eq!(row.uses, 1);
}

#[tokio::test]
async fn an_extension_of_another_unit_helps_nobody_else() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let other = school(&db, "Trường khác").await;
    grant(&db, edition, Some(other), None).await;
    let lan = member(&db, "Lan Thử").await;
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let open = find_open_entry(&db, &lan, id, after_deadline()).await.unwrap();
    assert_eq!(open.standing, Standing::Late);
}

#[tokio::test]
async fn a_supplement_is_sent_again_under_the_same_number() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let key = ReceiptKey::random();
    for (hours, standing, state) in [(1, Standing::OnTime, "submitted"), (49, Standing::Late, "late")] {
        let id = whole_draft(&db, &lan, edition, "Một").await;
        let first = submit_entry(&db, &key, &lan, id, noon()).await.unwrap();
        // Sent back, long after the edition has closed.
        let asked = noon() + Duration::days(30);
        let back = entry::ActiveModel {
            id: Unchanged(id.0),
            state: Set(EntryState::SupplementRequested.code().to_owned()),
            unit_state: Set(UnitState::Confirmed.code().to_owned()),
            supplement_deadline: Set(Some(asked + Duration::days(2))),
            ..Default::default()
        };
        back.update(&db).await.unwrap();
        let answers = [("novelty".to_owned(), "Rõ hơn.".to_owned())].into();
        save_section(&db, &lan, id, SectionInput::Description(answers), &Origin::default(), asked).await.unwrap();

        let second = submit_entry(&db, &key, &lan, id, asked + Duration::hours(hours)).await.unwrap();

        assert_eq!(second.payload.number, format!("{}/2", first.payload.number));
        assert_eq!(second.payload.standing, standing);
        assert_ne!(second.payload.content_hash, first.payload.content_hash);
        let row = row_of(&db, id).await;
        assert_eq!((row.state.as_str(), row.unit_state.as_str()), (state, "waiting"));
        assert_eq!(row.supplement_deadline, None);
        assert_eq!(row.code, Some(first.payload.number));
    }
}

#[tokio::test]
async fn after_the_notice_nothing_is_taken_any_more() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let noticed = edition::ActiveModel {
        id: Unchanged(edition.0),
        state: Set(EditionState::Noticed.code().to_owned()),
        ..Default::default()
    };
    noticed.update(&db).await.unwrap();
    let refused = submit_entry(&db, &ReceiptKey::random(), &lan, id, noon()).await;
    assert!(matches!(refused, Err(SubmitEntryError::IntakeOver)));
    assert_eq!(row_of(&db, id).await.state, "draft");
}

#[tokio::test]
async fn the_unit_is_asked_by_letter() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let (lan, officer) = (member(&db, "Lan Thử").await, member(&db, "Cán bộ Thử").await);
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let unit = row_of(&db, id).await.unit_id;
    let row = role_grant::ActiveModel {
        account_id: Set(officer.account.unwrap().0),
        role: Set(GrantedRole::UnitOfficer.code().to_owned()),
        unit_id: Set(unit),
        granted_at: Set(noon()),
        ..Default::default()
    };
    row.insert(&db).await.unwrap();
    submit_entry(&db, &ReceiptKey::random(), &lan, id, noon()).await.unwrap();
    assert_eq!(letters(&db).await, ["entry_submitted", "unit_asked"]);
}

#[tokio::test]
async fn withdrawing_is_final_and_harmless_twice() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = submitted_entry(&db, &lan, edition, "Một").await;
    withdraw_entry(&db, &lan, id, noon()).await.unwrap();
    withdraw_entry(&db, &lan, id, noon()).await.unwrap();
    assert_eq!(row_of(&db, id).await.state, "withdrawn");
    assert_eq!(letters(&db).await, ["entry_submitted", "entry_withdrawn"]);
    assert!(submit_entry(&db, &ReceiptKey::random(), &lan, id, noon()).await.is_err());
}

#[tokio::test]
async fn the_ledger_tells_every_step_and_nothing_personal() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = submitted_entry(&db, &lan, edition, "Tên công trình").await;
    withdraw_entry(&db, &lan, id, noon()).await.unwrap();
    let rows = ledger::Entity::find().all(&db).await.unwrap();
    let acts: Vec<&str> = rows.iter().map(|row| row.act.as_str()).collect();
    assert_eq!(acts, ["entry.started", "entry.submitted", "consent.asked", "entry.withdrawn"]);
    let all: String = rows.iter().map(|row| row.detail.as_str()).collect();
    for secret in ["Nguyễn Thị Thử", "2011", "0912345678", "Tên công trình"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
