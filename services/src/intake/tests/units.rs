//! The unit officer's desk.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::UnitId;
use domain::intake::extensions::ExtensionForm;
use domain::intake::unit_desk::UnitFilter;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{DatabaseConnection, EntityTrait};
use time::Duration;
use time::macros::datetime;

use super::{acts, is_hidden, letters, row, state};
use crate::entities::unit_confirmation;
use crate::intake::*;
use crate::testkit::*;

async fn officer(db: &DatabaseConnection, unit: UnitId) -> Actor {
    with_grant(member(db, "Cán bộ Thử").await, GrantedRole::UnitOfficer, None, None, Some(unit))
}

fn waiting(unit: UnitId) -> SentEntry {
    SentEntry { unit: Some(unit), unit_state: UnitState::Waiting, ..SentEntry::default() }
}

#[tokio::test]
async fn a_unit_confirms_once() {
    let db = fresh_db().await;
    let school = unit(&db, "Trường Thử", None).await;
    let entry = sent_entry(&db, open_edition(&db).await, waiting(school)).await;
    let officer = officer(&db, school).await;

    confirm_entry(&db, &officer, entry, "", noon()).await.unwrap();
    confirm_entry(&db, &officer, entry, "", noon()).await.unwrap();

    assert_eq!(row(&db, entry).await.unit_state, "confirmed");
    assert_eq!(unit_confirmation::Entity::find().all(&db).await.unwrap().len(), 1);
    assert_eq!(acts(&db, entry).await, ["entry.unit_confirmed"]);
    assert_eq!(letters(&db, "unit_confirmed").await, 1);
}

#[tokio::test]
async fn a_return_gives_the_time_that_was_granted_to_everybody() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let entry = sent_entry(&db, edition, waiting(school)).await;
    let officer = officer(&db, school).await;
    let clerk = holder(&db, "Thư ký Thử", GrantedRole::Secretary).await;
    let later = ExtensionForm {
        scope: "ky".to_owned(),
        until: ["20", "12", "2026"].map(str::to_owned),
        clock: "17:30".to_owned(),
        reason: "Bão số 5, trường mất điện".to_owned(),
        ..ExtensionForm::default()
    };
    grant_extension(&db, &clerk, edition, &later, noon()).await.unwrap();

    return_entry(&db, &officer, entry, "Sửa tên lớp của tác giả", noon()).await.unwrap();

    let deadline = row(&db, entry).await.supplement_deadline;
    assert_eq!(deadline, Some(datetime!(2026-12-20 17:30 +7)));
}

#[tokio::test]
async fn a_return_says_what_to_correct_and_until_when() {
    let db = fresh_db().await;
    let school = unit(&db, "Trường Thử", None).await;
    let entry = sent_entry(&db, open_edition(&db).await, waiting(school)).await;
    let officer = officer(&db, school).await;

    assert!(matches!(return_entry(&db, &officer, entry, "", noon()).await, Err(DecisionError::Problems(_))));
    return_entry(&db, &officer, entry, "Sửa tên lớp của tác giả", noon()).await.unwrap();

    let row = row(&db, entry).await;
    assert_eq!((row.state.as_str(), row.unit_state.as_str()), ("supplement_requested", "returned"));
    assert_eq!(row.state_reason.as_deref(), Some("Sửa tên lớp của tác giả"));
    assert_eq!(row.supplement_deadline, Some(noon() + Duration::days(10)), "as everybody");
    assert_eq!(letters(&db, "unit_returned").await, 1);
    let again = return_entry(&db, &officer, entry, "Sửa tên lớp của tác giả", noon()).await;
    assert!(matches!(again, Err(DecisionError::Moved(EntryState::SupplementRequested))));
}

#[tokio::test]
async fn a_late_entry_is_confirmed_but_not_returned() {
    let db = fresh_db().await;
    let school = unit(&db, "Trường Thử", None).await;
    let late = SentEntry { state: EntryState::Late, ..waiting(school) };
    let entry = sent_entry(&db, open_edition(&db).await, late).await;
    let officer = officer(&db, school).await;
    let returned = return_entry(&db, &officer, entry, "Sửa tên lớp của tác giả", noon()).await;
    assert!(matches!(returned, Err(DecisionError::Moved(EntryState::Late))));
    confirm_entry(&db, &officer, entry, "", noon()).await.unwrap();
    assert_eq!(state(&db, entry).await, EntryState::Late);
}

#[tokio::test]
async fn officers_see_the_entries_of_their_units_in_every_edition() {
    let db = fresh_db().await;
    let (one, two) = (open_edition(&db).await, open_edition(&db).await);
    let school = unit(&db, "Trường Thử", None).await;
    let other = unit(&db, "Trường Khác", None).await;
    let first = sent_entry(&db, one, waiting(school)).await;
    let second = sent_entry(&db, two, waiting(school)).await;
    sent_entry(&db, one, waiting(other)).await;
    sent_entry(&db, one, SentEntry { state: EntryState::Draft, ..waiting(school) }).await;
    let officer = officer(&db, school).await;

    let desk = list_unit_entries(&db, &officer, &UnitFilter::default()).await.unwrap();

    let mut ids: Vec<_> = desk.rows.iter().map(|row| row.id).collect();
    ids.sort();
    assert_eq!(ids, [first, second]);
    assert_eq!(desk.editions.len(), 2);
    let narrow = UnitFilter { edition: Some(two), ..UnitFilter::default() };
    assert_eq!(list_unit_entries(&db, &officer, &narrow).await.unwrap().total, 1);
    let confirmed = UnitFilter { unit_state: Some(UnitState::Confirmed), ..UnitFilter::default() };
    assert_eq!(list_unit_entries(&db, &officer, &confirmed).await.unwrap().total, 0);
}

#[tokio::test]
async fn the_successor_of_a_merged_unit_takes_its_entries_over() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let successor = unit(&db, "Phường Thử Mới", None).await;
    let merged = unit(&db, "Xã Thử Cũ", Some(successor)).await;
    let entry = sent_entry(&db, edition, waiting(merged)).await;
    let (new, old) = (officer(&db, successor).await, officer(&db, merged).await);

    assert_eq!(list_unit_entries(&db, &new, &UnitFilter::default()).await.unwrap().rows[0].id, entry);
    assert!(find_unit_entry(&db, &new, entry).await.is_ok());
    assert_eq!(list_unit_entries(&db, &old, &UnitFilter::default()).await.unwrap().total, 0);
    assert!(confirm_entry(&db, &old, entry, "", noon()).await.is_err());
    confirm_entry(&db, &new, entry, "", noon()).await.unwrap();
}

#[tokio::test]
async fn a_unit_reads_no_birth_dates() {
    let db = fresh_db().await;
    let school = unit(&db, "Trường Thử", None).await;
    let entry = sent_entry(&db, open_edition(&db).await, waiting(school)).await;
    let read = find_unit_entry(&db, &officer(&db, school).await, entry).await.unwrap();
    assert_eq!(read.authors[0].birth_date, None);
    assert_eq!(read.authors[0].age, domain::intake::check_page::AgeCheck::Fits);
}

#[tokio::test]
async fn other_units_entries_are_not_there() {
    let db = fresh_db().await;
    let (school, other) = (unit(&db, "Trường Thử", None).await, unit(&db, "Trường Khác", None).await);
    let edition = open_edition(&db).await;
    let entry = sent_entry(&db, edition, waiting(school)).await;
    let draft = sent_entry(&db, edition, SentEntry { state: EntryState::Draft, ..waiting(school) }).await;
    let foreign = officer(&db, other).await;
    let own = officer(&db, school).await;
    let clerk = super::secretary(&db).await;
    for (actor, id) in [(&foreign, entry), (&own, draft), (&clerk, entry)] {
        assert!(find_unit_entry(&db, actor, id).await.is_err_and(|failure| is_hidden(&failure)));
        let confirmed = confirm_entry(&db, actor, id, "", noon()).await;
        assert!(matches!(confirmed, Err(DecisionError::Failure(f)) if is_hidden(&f)));
        let returned = return_entry(&db, actor, id, "Sửa tên lớp của tác giả", noon()).await;
        assert!(matches!(returned, Err(DecisionError::Failure(f)) if is_hidden(&f)));
    }
    assert!(list_unit_entries(&db, &clerk, &UnitFilter::default()).await.is_err());
}

#[tokio::test]
async fn nobody_confirms_what_they_filed_wrote_or_guided_unless_an_exception_says_so() {
    use domain::people::exclusions::Exclusion;
    use sea_orm::ActiveModelTrait;
    use sea_orm::ActiveValue::Set;
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let teacher = registered(&db, "co.lan@vi-du.example").await;
    let as_now = async || {
        let found = crate::people::find_actor(&db, teacher.id, teacher.credentials_version, true).await;
        found.unwrap().unwrap()
    };
    granted(&db, as_now().await, GrantedRole::UnitOfficer, None, None, Some(school)).await;
    let owned = sent_entry(&db, edition, SentEntry { owner: Some(teacher.id), ..waiting(school) }).await;
    let guided = sent_entry(&db, edition, waiting(school)).await;
    let guide = crate::entities::instructor::ActiveModel {
        entry_id: Set(guided.0),
        position: Set(1),
        full_name: Set("Cô Lan".to_owned()),
        contact: Set(Some("Co.Lan@vi-du.example; 0900000000".to_owned())),
        ..Default::default()
    };
    guide.insert(&db).await.unwrap();
    let other = sent_entry(&db, edition, waiting(school)).await;

    for own in [owned, guided] {
        let refused = confirm_entry(&db, &as_now().await, own, "", noon()).await;
        let Err(DecisionError::Failure(crate::failure::Failure::Forbidden(refused))) = refused else {
            panic!("confirmed: {refused:?}")
        };
        assert_eq!(refused.excluded, Some(Exclusion::FilerConfirms));
        find_unit_entry(&db, &as_now().await, own).await.expect("it is read all the same");
    }
    confirm_entry(&db, &as_now().await, other, "", noon()).await.expect("another's entry");

    let secretary = holder(&db, "Thư ký", GrantedRole::Secretary).await;
    let asked = crate::people::ExceptionRequest {
        account: teacher.id,
        exclusion: Exclusion::FilerConfirms,
        edition: Some(edition),
        reason: "Trường có một cán bộ",
    };
    crate::people::name_exception(&db, &secretary, asked, noon()).await.unwrap();
    for own in [owned, guided] {
        confirm_entry(&db, &as_now().await, own, "", noon()).await.expect("excepted");
    }
}
