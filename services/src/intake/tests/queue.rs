//! The list: filters, pages, numbers, and how many statements it takes.

use domain::entries::state::{EntryState, UnitState};
use domain::intake::queue::{QueueFilter, QueueSort};
use domain::people::roles::GrantedRole;
use time::Duration;

use super::{secretary, slug};
use crate::intake::list_entries;
use crate::testkit::*;

#[tokio::test]
async fn filters_find_what_they_say() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường THCS Thử Một", None).await;
    let wanted = sent_entry(
        &db,
        edition,
        SentEntry {
            title: "Máy lọc nước Ướt % đẫm".to_owned(),
            state: EntryState::Late,
            unit_state: UnitState::Waiting,
            unit: Some(school),
            complete: false,
            ..SentEntry::default()
        },
    )
    .await;
    sent_entry(&db, edition, SentEntry::default()).await;
    let draft = SentEntry { state: EntryState::Draft, ..SentEntry::default() };
    sent_entry(&db, edition, draft).await;
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);

    let all = list_entries(&db, &clerk, &slug, &QueueFilter::default()).await.unwrap();
    assert_eq!(all.total, 2, "a draft is not on the list");
    let filters = [
        QueueFilter { state: Some(EntryState::Late), ..QueueFilter::default() },
        QueueFilter { unit_state: Some(UnitState::Waiting), ..QueueFilter::default() },
        QueueFilter { unit: Some(school), ..QueueFilter::default() },
        QueueFilter { missing: true, ..QueueFilter::default() },
        QueueFilter { text: "nước MÁY".to_owned(), ..QueueFilter::default() },
        QueueFilter { text: "uot dang".to_owned(), ..QueueFilter::default() },
        QueueFilter { text: "%".to_owned(), ..QueueFilter::default() },
    ];
    for filter in filters {
        let found = list_entries(&db, &clerk, &slug, &filter).await.unwrap();
        let ids: Vec<_> = found.rows.iter().map(|row| row.id).collect();
        assert_eq!((ids, found.total), (vec![wanted], 1), "{filter:?}");
    }
    let none = QueueFilter { text: "khong_co".to_owned(), ..QueueFilter::default() };
    assert_eq!(list_entries(&db, &clerk, &slug, &none).await.unwrap().total, 0);
}

#[tokio::test]
async fn tabs_count_under_the_rest_of_the_filter() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    for state in [EntryState::Submitted, EntryState::Submitted, EntryState::Accepted, EntryState::Draft] {
        sent_entry(&db, edition, SentEntry { state, ..SentEntry::default() }).await;
    }
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);
    let filter = QueueFilter { state: Some(EntryState::Accepted), ..QueueFilter::default() };
    let queue = list_entries(&db, &clerk, &slug, &filter).await.unwrap();
    let count = |state| queue.counts.iter().find(|(s, _)| *s == state).unwrap().1;
    assert_eq!(count(EntryState::Submitted), 2);
    assert_eq!(count(EntryState::Accepted), 1);
    assert_eq!((queue.total, queue.rows.len()), (1, 1));
}

#[tokio::test]
async fn the_missing_filter_and_the_lines_agree() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let states = [UnitState::Confirmed, UnitState::Waiting, UnitState::Returned];
    for unit_state in states {
        for complete in [true, false] {
            sent_entry(&db, edition, SentEntry { unit_state, complete, ..SentEntry::default() }).await;
        }
    }
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);
    let all = list_entries(&db, &clerk, &slug, &QueueFilter::default()).await.unwrap();
    let by_lines = all.rows.iter().filter(|row| !row.missing.is_empty()).count();
    let filter = QueueFilter { missing: true, ..QueueFilter::default() };
    let by_query = list_entries(&db, &clerk, &slug, &filter).await.unwrap().total;
    assert_eq!((by_lines as u64, by_query), (5, 5));
}

#[tokio::test]
async fn a_page_has_fifty_lines_and_one_beyond_the_end_is_the_first() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    for number in 0..53 {
        let submitted_at = noon() - Duration::minutes(number);
        sent_entry(&db, edition, SentEntry { submitted_at, ..SentEntry::default() }).await;
    }
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);
    let page = |page, sort| QueueFilter { page, sort, ..QueueFilter::default() };
    for (asked, shown, rows) in [(1, 1, 50), (2, 2, 3), (9, 1, 50), (0, 1, 50)] {
        let queue = list_entries(&db, &clerk, &slug, &page(asked, QueueSort::Oldest)).await.unwrap();
        assert_eq!((queue.filter.page, queue.rows.len()), (shown, rows), "page {asked}");
    }
    let newest = list_entries(&db, &clerk, &slug, &page(1, QueueSort::Newest)).await.unwrap();
    assert_eq!(newest.rows[0].submitted_at, Some(noon()));
    let oldest = list_entries(&db, &clerk, &slug, &page(1, QueueSort::Oldest)).await.unwrap();
    assert_eq!(oldest.rows[0].submitted_at, Some(noon() - Duration::minutes(52)));
}

#[tokio::test]
async fn the_list_takes_as_many_statements_for_200_rows_as_for_5() {
    let mut db = fresh_db().await;
    let count = StatementCount::on(&mut db);
    let edition = open_edition(&db).await;
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);
    let school = unit(&db, "Trường Thử", None).await;
    let mut statements = vec![];
    for rows in [5, 195] {
        for _ in 0..rows {
            sent_entry(&db, edition, SentEntry { unit: Some(school), ..SentEntry::default() }).await;
        }
        count.take();
        list_entries(&db, &clerk, &slug, &QueueFilter::default()).await.unwrap();
        statements.push(count.take());
    }
    assert_eq!(statements[0], statements[1]);
    assert!(statements[0] > 3, "the counter counts");
}

#[tokio::test]
async fn the_list_is_for_the_secretary_of_the_edition() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let slug = slug(&db, edition).await;
    let all = QueueFilter::default();
    assert!(list_entries(&db, &secretary(&db).await, &slug, &all).await.is_ok());
    for role in [GrantedRole::Approver, GrantedRole::Administrator, GrantedRole::Judge, GrantedRole::UnitOfficer] {
        let actor = holder(&db, "Người khác", role).await;
        assert!(list_entries(&db, &actor, &slug, &all).await.is_err(), "{role:?}");
    }
    assert!(list_entries(&db, &member(&db, "Lạ").await, &slug, &all).await.is_err());
}
