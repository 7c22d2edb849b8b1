//! What the public reads never holds anything of a child beyond the full name and the school, and those only with the
//! consents; and never a judge's name.

use domain::people::actor::Actor;
use domain::results::public::{ArchiveQuery, WinnerQuery};
use time::Duration;

use super::super::*;
use super::notices::published;
use crate::testkit::results::{CANARIES, CHILD, consent_to_name};
use crate::testkit::{fresh_db, noon};

#[tokio::test]
async fn no_public_reading_holds_a_childs_data_or_a_judges_name() {
    let contest = published().await;
    consent_to_name(&contest, 1).await;
    let (db, slug) = (&contest.db, contest.slug.as_str());
    let later = noon() + Duration::days(30);
    let visitor = Actor::visitor();
    let everything = [
        format!("{:?}", find_winners(db, &visitor, slug, WinnerQuery::default(), later).await.unwrap()),
        format!("{:?}", find_all_winners(db, &visitor, slug, WinnerQuery::default(), later).await.unwrap()),
        format!("{:?}", find_winning_entry(db, &contest.code(1), later).await.unwrap()),
        format!("{:?}", find_winning_entry(db, &contest.code(2), later).await.unwrap()),
        format!("{:?}", explain_public(db, &visitor, slug, &contest.code(1)).await.unwrap()),
        format!("{:?}", find_proof(db, &visitor, slug).await.unwrap()),
        format!("{:?}", all_results(db, ArchiveQuery::default()).await.unwrap()),
    ];
    for text in &everything {
        for canary in CANARIES.iter().chain(&["Giám khảo Bí Mật", "Trường THCS Thử 2"]) {
            assert!(!text.contains(canary), "{canary} in {text}");
        }
    }
    for agreed in [&everything[0], &everything[1], &everything[2]] {
        assert!(agreed.contains(CHILD) && agreed.contains("Trường THCS Thử 1"), "with both consents: {agreed}");
    }
    assert!(everything[3].contains("Nameless") && !everything[3].contains("Trường THCS"), "{}", everything[3]);
    for text in &everything[3..] {
        assert!(!text.contains("Hoàng Yến"), "{text}");
    }
}

#[tokio::test]
async fn looking_for_a_name_that_is_not_shown_finds_nothing() {
    let contest = published().await;
    consent_to_name(&contest, 1).await;
    let later = noon() + Duration::days(30);
    for (text, found) in
        [("Họa Mi", 1), ("hoang yen", 1), ("thcs thu 1", 1), ("thcs thu 2", 0), ("2015", 0), ("cong trinh", 2), ("", 2)]
    {
        let query = WinnerQuery { text: text.to_owned(), ..WinnerQuery::default() };
        let winners = find_winners(&contest.db, &Actor::visitor(), &contest.slug, query, later).await.unwrap();
        assert_eq!(winners.found, found, "{text}");
    }
}

#[tokio::test]
async fn an_entry_without_a_prize_has_no_public_page_and_no_public_computation() {
    let contest = published().await;
    let visitor = Actor::visitor();
    assert!(find_winning_entry(&contest.db, &contest.code(3), noon()).await.is_err());
    assert!(explain_public(&contest.db, &visitor, &contest.slug, &contest.code(3)).await.is_err());
    assert!(explain_public(&contest.db, &visitor, &contest.slug, &contest.code(1)).await.is_ok());
}

#[tokio::test]
async fn the_archive_shows_facts_and_no_guesses() {
    let db = fresh_db().await;
    let file = include_str!("../../../../fixtures/archive/contest-results.json");
    assert_eq!(load_archive(&db, file, noon()).await.unwrap(), 62);
    assert_eq!(load_archive(&db, file, noon()).await.unwrap(), 0, "loading again adds nothing");
    let query = ArchiveQuery { text: "tro ly ai kham pha".to_owned(), ..ArchiveQuery::default() };
    let found = all_results(&db, query).await.unwrap();
    assert_eq!(found.found, 1);
    assert_eq!((found.archive[0].field.as_deref(), found.archive[0].year), (None, Some(2025)));
    let query = ArchiveQuery {
        programme: Some("YOUTH_CREATIVITY".to_owned()),
        level: Some("national".to_owned()),
        year: Some(2025),
        ..ArchiveQuery::default()
    };
    let found = all_results(&db, query).await.unwrap();
    assert!(found.found > 0 && found.archive.iter().all(|item| item.year == Some(2025)));
    let wild = ArchiveQuery { text: "%".to_owned(), ..ArchiveQuery::default() };
    assert_eq!(all_results(&db, wild).await.unwrap().found, 62, "signs are no wildcards");
}
