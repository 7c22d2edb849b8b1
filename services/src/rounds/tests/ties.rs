//! Ties at the line.

use std::collections::BTreeSet;

use domain::judging::desk::OpenProblem;
use domain::people::roles::GrantedRole;
use domain::rounds::{SettleProblem, Verdict};
use time::Duration;

use super::leaving::{in_the_final, on_the_page, preliminary};
use crate::failure::Failure;
use crate::judging::preview_open;
use crate::rounds::{SettleError, find_tie_desk, settle_tie};
use crate::testkit::results::*;
use crate::testkit::*;

const TIED: [Judged<'static>; 4] =
    [("DDHT", &[90, 90, 90]), ("DDHT", &[80, 80, 80]), ("DDHT", &[70, 70, 70]), ("DDHT", &[70, 70, 70])];

fn codes(contest: &Contest, numbers: &[usize]) -> BTreeSet<String> {
    numbers.iter().map(|number| contest.code(*number)).collect()
}

async fn settle(contest: &Contest, read: &[usize], chosen: &[usize], reason: &str) -> Result<(), SettleError> {
    let (read, chosen) = (codes(contest, read), codes(contest, chosen));
    let (db, secretary) = (&contest.db, &contest.secretary);
    settle_tie(db, secretary, &contest.slug, "preliminary", &read, &chosen, reason, noon()).await
}

#[tokio::test]
async fn a_tie_at_the_line_waits_for_a_decision_with_a_reason() {
    let contest = preliminary(&TIED, true).await;
    close(&contest, "preliminary").await;
    assert_eq!(in_the_final(&contest).await, [1, 2]);
    let due = Some(noon() + Duration::days(5));
    let problems =
        preview_open(&contest.db, &contest.secretary, contest.edition, "final", due, noon()).await.expect("problems");
    assert!(
        problems.iter().any(|problem| matches!(problem, OpenProblem::Undecided { entries: 2, .. })),
        "{problems:?}"
    );
    let desk = find_tie_desk(&contest.db, &contest.secretary, &contest.slug, "preliminary").await.expect("a desk");
    assert_eq!((desk.undecided.len(), desk.places), (2, 1));

    let hasty = settle(&contest, &[3, 4], &[4], "ngắn").await;
    assert!(matches!(hasty, Err(SettleError::Refused(SettleProblem::ReasonMissing))));
    let stale = settle(&contest, &[3], &[3], "Theo biên bản họp hội đồng").await;
    assert!(matches!(stale, Err(SettleError::Refused(SettleProblem::Changed))));
    assert_eq!(in_the_final(&contest).await, [1, 2]);

    settle(&contest, &[3, 4], &[4], "Theo biên bản họp hội đồng").await.expect("settled");
    assert_eq!(in_the_final(&contest).await, [1, 2, 4]);
    assert_eq!(on_the_page(&contest).await[&3], Verdict::Ends);
    let twice = settle(&contest, &[3, 4], &[3], "Theo biên bản họp hội đồng").await;
    assert!(matches!(twice, Err(SettleError::Refused(SettleProblem::Changed))));
}

#[tokio::test]
async fn who_may_not_settle_a_tie() {
    let contest = preliminary(&TIED, true).await;
    let early = settle(&contest, &[3, 4], &[4], "Theo biên bản họp hội đồng").await;
    assert!(matches!(early, Err(SettleError::Failure(Failure::Forbidden(_)))));
    close(&contest, "preliminary").await;
    let judge = holder(&contest.db, "Giám khảo Thử", GrantedRole::Judge).await;
    let (read, chosen) = (codes(&contest, &[3, 4]), codes(&contest, &[4]));
    for actor in [&contest.approver, &contest.owner, &judge] {
        let done =
            settle_tie(&contest.db, actor, &contest.slug, "preliminary", &read, &chosen, "Theo biên bản", noon()).await;
        assert!(matches!(done, Err(SettleError::Failure(Failure::Forbidden(_)))), "{}", actor.name);
        let read = find_tie_desk(&contest.db, actor, &contest.slug, "preliminary").await;
        assert!(matches!(read, Err(Failure::Forbidden(_))), "{}", actor.name);
    }
}
