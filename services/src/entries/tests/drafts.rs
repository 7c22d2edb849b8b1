//! A draft always saves; nobody's words are overwritten unseen.

use domain::copies::{Origin, SaveId};
use domain::entries::entry::{Author, Instructor};
use domain::entries::section_input::{AboutInput, SectionInput};
use domain::entries::sections::EntrySection;
use domain::numbers::Share;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use time::Duration;

use crate::entities::{account, edition, extension};
use crate::entries::*;
use crate::testkit::*;
use domain::people::actor::Actor;
use domain::programmes::edition::EditionState;

fn about(title: &str) -> SectionInput {
    SectionInput::About(AboutInput { title: title.to_owned(), ..AboutInput::default() })
}

async fn title_of(db: &DatabaseConnection, owner: &Actor, id: domain::ids::EntryId) -> String {
    find_open_entry(db, owner, id, noon()).await.unwrap().entry.title
}

#[tokio::test]
async fn pressing_start_twice_makes_one_draft() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let first = empty_draft(&db, &lan, edition).await;
    assert_eq!(empty_draft(&db, &lan, edition).await, first);
    save_section(&db, &lan, first, about("Có chữ"), &Origin::default(), noon()).await.unwrap();
    assert_ne!(empty_draft(&db, &lan, edition).await, first);
    assert_eq!(list_my_entries(&db, &lan).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_entry_starts_between_opening_and_deadline_only() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let slug = slug_of(&db, edition).await;
    let lan = member(&db, "Lan Thử").await;
    let early = start_entry(&db, &lan, &slug, noon() - Duration::days(11)).await;
    assert!(matches!(early, Err(StartEntryError::NotYetOpen { .. })));
    let after = noon() + Duration::days(11);
    let late = start_entry(&db, &lan, &slug, after).await;
    assert!(matches!(late, Err(StartEntryError::Closed { .. })));
    let grant = extension::ActiveModel {
        edition_id: Set(edition.0),
        until: Set(after + Duration::days(1)),
        reason: Set("Bão".to_owned()),
        uses: Set(0),
        created_by: Set(1),
        created_at: Set(noon()),
        ..Default::default()
    };
    grant.insert(&db).await.unwrap();
    start_entry(&db, &lan, &slug, after).await.unwrap();
}

#[tokio::test]
async fn a_section_changed_meanwhile_is_shown_and_not_overwritten() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let first = save_section(&db, &lan, id, about("Một"), &Origin::default(), noon()).await.unwrap();
    let second = save_section(&db, &lan, id, about("Hai"), &Origin::on(&first.fingerprint), noon()).await.unwrap();

    let stale = save_section(&db, &lan, id, about("Ba"), &Origin::on(&first.fingerprint), noon()).await;

    let Err(SaveSectionError::Stale(theirs)) = stale else { panic!("{stale:?}") };
    assert_eq!(theirs.title, "Hai");
    assert_eq!(title_of(&db, &lan, id).await, "Hai");
    save_section(&db, &lan, id, about("Ba"), &Origin::on(&second.fingerprint), noon()).await.unwrap();
    assert_eq!(title_of(&db, &lan, id).await, "Ba");
}

#[tokio::test]
async fn sending_the_same_page_twice_is_no_conflict() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let opened = save_section(&db, &lan, id, about("Một"), &Origin::default(), noon()).await.unwrap();
    for _ in 0..2 {
        save_section(&db, &lan, id, about("Hai"), &Origin::on(&opened.fingerprint), noon()).await.unwrap();
    }
}

fn by(page: &str, counter: u32, base: &str) -> Origin {
    Origin { base: Some(base.to_owned()), save: Some(SaveId { page: page.to_owned(), counter }), reshapes: false }
}

#[tokio::test]
async fn an_own_save_whose_answer_was_lost_is_no_foreign_one_and_a_late_one_changes_nothing() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let opened = save_section(&db, &lan, id, about("Một"), &Origin::default(), noon()).await.unwrap();
    let base = opened.fingerprint.as_str();
    let save = |title: &'static str, origin: Origin| {
        let (db, lan) = (db.clone(), lan.clone());
        async move { save_section(&db, &lan, id, about(title), &origin, noon()).await }
    };
    // Nobody heard the answer to the first save: the second is built on the same version, and passes.
    save("Hai", by("trang-a", 1, base)).await.unwrap();
    let second = save("Ba", by("trang-a", 3, base)).await.unwrap();
    // Saves that arrive late or again are answered and change nothing.
    for (title, counter) in [("Hai chậm", 2), ("Ba", 3)] {
        let late = save(title, by("trang-a", counter, base)).await.unwrap();
        assert_eq!(late.fingerprint, second.fingerprint);
        assert_eq!(title_of(&db, &lan, id).await, "Ba");
    }
    let known = known_saves(&db, id, EntrySection::About).await.unwrap();
    assert_eq!(known, [by("trang-a", 3, base).save.unwrap()]);
    // Another device's save in between is a foreign one, for both.
    let foreign = save("Máy khác", by("trang-b", 1, base)).await;
    assert!(matches!(foreign, Err(SaveSectionError::Stale(_))), "{foreign:?}");
    save("Máy khác", by("trang-b", 2, &second.fingerprint)).await.unwrap();
    let stale = save("Bốn", by("trang-a", 4, &second.fingerprint)).await;
    let Err(SaveSectionError::Stale(theirs)) = stale else { panic!("{stale:?}") };
    assert_eq!(theirs.title, "Máy khác");
}

#[tokio::test]
async fn a_page_sends_nothing_over_a_row_that_its_button_removed() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let both = || SectionInput::Authors(vec![sample_author("An Thử"), sample_author("Bình Thử")]);
    let opened = save_section(&db, &lan, id, both(), &Origin::default(), noon()).await.unwrap();
    let mut stored = find_open_entry(&db, &lan, id, noon()).await.unwrap().entry.authors;
    let all = stored.clone();
    stored.remove(0);
    let removal = Origin { reshapes: true, ..by("trang-a", 1, &opened.fingerprint) };
    save_section(&db, &lan, id, SectionInput::Authors(stored), &removal, noon()).await.unwrap();
    let late = by("trang-a", 2, &opened.fingerprint);
    let back = save_section(&db, &lan, id, SectionInput::Authors(all), &late, noon()).await;
    assert!(matches!(back, Err(SaveSectionError::Stale(_))), "{back:?}");
}

#[tokio::test]
async fn an_author_saved_without_hearing_its_number_stays_the_same_author() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let origin = |counter| by("trang-a", counter, "không rõ");
    let typed = |phone: &str| {
        let mut author = sample_author("An Thử");
        author.phone = phone.to_owned();
        SectionInput::Authors(vec![author])
    };
    let first = Origin { base: None, ..origin(1) };
    let first = save_section(&db, &lan, id, typed(""), &first, noon()).await.unwrap();
    let again = save_section(&db, &lan, id, typed("0912 345 678"), &origin(2), noon()).await.unwrap();
    assert_eq!((first.authors.len(), &first.authors), (1, &again.authors));
}

#[tokio::test]
async fn authors_who_stay_keep_their_number_and_those_removed_go() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let unit = school(&db, "Trường THCS Thử").await;
    let authors = vec![sample_author("An Thử"), sample_author("Bình Thử")];
    save_section(&db, &lan, id, SectionInput::Authors(authors), &Origin::default(), noon()).await.unwrap();
    let mut stored = find_open_entry(&db, &lan, id, noon()).await.unwrap().entry.authors;
    assert_eq!(stored[0].unit, Some(unit));
    stored.remove(0);
    stored.push(Author {
        full_name: "Châu Thử".to_owned(),
        school_name: "Một trường không có trong danh sách".to_owned(),
        share: Share::parse("33,33").ok(),
        ..Author::default()
    });
    let kept = stored[0].id;
    save_section(&db, &lan, id, SectionInput::Authors(stored), &Origin::default(), noon()).await.unwrap();
    let now = find_open_entry(&db, &lan, id, noon()).await.unwrap().entry.authors;
    let names: Vec<&str> = now.iter().map(|author| author.full_name.as_str()).collect();
    assert_eq!(names, ["Bình Thử", "Châu Thử"]);
    assert_eq!(now[0].id, kept);
    assert_eq!(now[1].share.map(Share::hundredths), Some(3_333));
    assert_eq!(now[1].unit, None);
}

#[tokio::test]
async fn hostile_text_is_kept_as_it_is() {
    let hostile = "'); DROP TABLE entry; -- <script>alert(1)</script> {{7*7}} \u{202e}%n\"";
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let people = vec![Author {
        full_name: hostile.to_owned(),
        gender: hostile.to_owned(),
        school_name: hostile.to_owned(),
        email: hostile.to_owned(),
        ..Author::default()
    }];
    let guides =
        vec![Instructor { full_name: hostile.to_owned(), unit_name: hostile.to_owned(), contact: hostile.to_owned() }];
    let inputs = [
        about(hostile),
        SectionInput::Authors(people.clone()),
        SectionInput::Instructors(guides.clone()),
        SectionInput::Description([("novelty".to_owned(), hostile.to_owned())].into()),
    ];
    for input in inputs {
        save_section(&db, &lan, id, input, &Origin::default(), noon()).await.unwrap();
    }
    let entry = find_open_entry(&db, &lan, id, noon()).await.unwrap().entry;
    assert_eq!(entry.title, hostile);
    assert_eq!(entry.authors[0].full_name, people[0].full_name);
    assert_eq!(entry.instructors, guides);
    assert_eq!(entry.answers["novelty"], hostile);
    assert_eq!(search_units(&db, hostile).await.unwrap(), []);
}

#[tokio::test]
async fn answers_to_unknown_questions_are_not_kept() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let answers = [("novelty", "Mới"), ("commitment", "co"), ("unit:typed", "x")];
    let answers = answers.map(|(code, answer)| (code.to_owned(), answer.to_owned())).into();
    save_section(&db, &lan, id, SectionInput::Description(answers), &Origin::default(), noon()).await.unwrap();
    let entry = find_open_entry(&db, &lan, id, noon()).await.unwrap().entry;
    assert_eq!(entry.answers.keys().collect::<Vec<_>>(), ["novelty"]);
}

#[tokio::test]
async fn a_co_author_writes_with_a_verified_account_only() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let mut binh = member(&db, "Bình Thử").await;
    let row = account::Entity::find_by_id(binh.account.unwrap().0).one(&db).await.unwrap().unwrap();
    binh.email = row.email.clone();
    let id = empty_draft(&db, &lan, edition).await;
    assert!(find_open_entry(&db, &binh, id, noon()).await.is_err());
    let author = Author { email: row.email.to_uppercase().replace('@', "＠"), ..sample_author("Bình Thử") };
    save_section(&db, &lan, id, SectionInput::Authors(vec![author]), &Origin::default(), noon()).await.unwrap();
    save_section(&db, &binh, id, about("Của Bình"), &Origin::default(), noon()).await.unwrap();
    note_visit(&db, &binh, id, EntrySection::About, noon()).await.unwrap();
    let seen = find_open_entry(&db, &lan, id, noon()).await.unwrap();
    assert_eq!(seen.others, [("Bình Thử".to_owned(), EntrySection::About)]);
    assert_eq!(list_my_entries(&db, &binh).await.unwrap().len(), 1);
    assert!(!find_open_entry(&db, &binh, id, noon()).await.unwrap().is_owner);
    let sent = submit_entry(&db, &ReceiptKey::random(), &binh, id, noon()).await;
    assert!(matches!(sent, Err(SubmitEntryError::Failure(_))));

    let unverified = account::ActiveModel { id: Unchanged(row.id), verified_at: Set(None), ..Default::default() };
    unverified.update(&db).await.unwrap();
    assert!(find_open_entry(&db, &binh, id, noon()).await.is_err());
    assert_eq!(list_my_entries(&db, &binh).await.unwrap().len(), 0);
}

#[tokio::test]
async fn units_are_found_without_accents() {
    let db = fresh_db().await;
    school(&db, "Trường THCS Hạ Long Thử").await;
    school(&db, "Trường THCS Hạ Long").await;
    let found = |search: &'static str| {
        let db = db.clone();
        async move { search_units(&db, search).await.unwrap().len() }
    };
    assert_eq!(found("ha long").await, 2);
    assert_eq!(found("long thu").await, 1);
    assert_eq!(found("truong thcs hạ long").await, 1);
    assert_eq!(found("").await, 0);
    assert_eq!(found("50%_").await, 0);
}

#[tokio::test]
async fn an_edition_that_is_not_open_takes_no_new_entries() {
    let db = fresh_db().await;
    let lan = member(&db, "Lan Thử").await;
    for state in EditionState::ALL {
        let edition = edition_in(&db, state).await;
        let slug = edition::Entity::find_by_id(edition.0).one(&db).await.unwrap().unwrap().slug;
        let started = start_entry(&db, &lan, &slug, noon()).await;
        assert_eq!(started.is_ok(), state == EditionState::Open, "{state:?}");
    }
}
