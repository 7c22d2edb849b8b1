//! Lists do not ask the database more often when there is more to list.

use std::sync::atomic::Ordering;

use domain::judging::queue::QueueFilter;

use crate::judging::*;
use crate::testkit::*;

#[tokio::test]
async fn queue_matrix_progress_and_sheets_take_the_same_number_of_statements_for_any_size() {
    let mut counts = Vec::new();
    for entries in [2, 12] {
        let (db, count) = counted_db().await;
        let court = open_court_in(db, 4, entries).await;
        for judge in &court.judges {
            let task = court.tasks(judge).await[0];
            court.sign(judge, task, "50", "30").await;
        }
        let judge = &court.judges[0];
        let mut taken = Vec::new();
        let mut since = || {
            let all = count.swap(0, Ordering::Relaxed);
            taken.push(all);
        };
        since();
        list_assignments(&court.db, judge, &QueueFilter::default()).await.expect("a queue");
        since();
        find_matrix(&court.db, &court.secretary, court.panel, 1, false).await.expect("a matrix");
        since();
        list_progress(&court.db, &court.secretary, court.edition).await.expect("progress");
        since();
        find_panel_desk(&court.db, &court.secretary, court.panel, 1).await.expect("a desk");
        since();
        list_rounds(&court.db, &court.secretary, court.edition).await.expect("rounds");
        since();
        counts.push(taken[1..].to_vec());
    }
    assert_eq!(counts[0], counts[1]);
    assert!(counts[0].iter().all(|count| (1..=15).contains(count)), "{counts:?}");
}

#[tokio::test]
async fn signing_takes_few_statements() {
    let (db, count) = counted_db().await;
    let court = open_court_in(db, 3, 1).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    let saved = save_draft(&court.db, judge, task, &marks("50", "30", 0), noon()).await.expect("saved");
    count.store(0, Ordering::Relaxed);
    sign_sheet(&court.db, judge, task, saved.revision, noon()).await.expect("signed");
    let taken = count.load(Ordering::Relaxed);
    // Two of them ask the judge's role again under the lock, one asks who filed the entry, one until when the round takes
    // signatures, one which rules the rounds keep.
    assert!((1..=18).contains(&taken), "{taken}");
}
