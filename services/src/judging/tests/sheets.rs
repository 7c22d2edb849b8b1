//! Scoring, signing, reopening, stepping aside.

use domain::copies::SaveId;
use domain::judging::entry_view::SheetInput;
use domain::judging::queue::QueueFilter;
use domain::judging::score_sheet::ScoreProblem;
use domain::judging::states::SheetState;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;

use crate::failure::Failure;
use crate::judging::*;
use crate::testkit::*;

#[tokio::test]
async fn a_draft_always_saves_and_signing_names_every_problem() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    let saved = save_draft(&court.db, judge, task, &marks("61", "abc", 0), noon()).await.expect("saved");
    let refused = sign_sheet(&court.db, judge, task, saved.revision, noon()).await;
    let Err(SignError::Problems(problems)) = refused else { panic!("signed") };
    assert!(matches!(&problems[..], [ScoreProblem::TooHigh { .. }, ScoreProblem::NotANumber { .. }]));
    let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    let typed: Vec<_> = sheet.lines.iter().map(|line| line.typed.as_str()).collect();
    assert_eq!((typed, sheet.state), (vec!["61", "abc"], SheetState::Draft));
}

#[tokio::test]
async fn signing_twice_signs_once_and_nothing_changes_afterwards() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    let saved = save_draft(&court.db, judge, task, &marks("50,5", "30", 0), noon()).await.expect("saved");
    for _ in 0..2 {
        sign_sheet(&court.db, judge, task, saved.revision, noon()).await.expect("signed");
    }
    let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    assert_eq!(sheet.total.map(|total| total.to_string()).as_deref(), Some("80.5"));
    assert!(!sheet.may_score);
    let late = save_draft(&court.db, judge, task, &marks("1", "1", sheet.revision), noon()).await;
    assert!(matches!(late, Err(DraftError::Failure(Failure::Forbidden(_)))));
    let chain = crate::ledger::verify(&court.db).await.expect("the ledger is read");
    assert!(chain.is_ok(), "an unbroken chain");
}

#[tokio::test]
async fn nobody_but_the_judge_reads_or_writes_a_sheet() {
    let court = open_court(3, 2).await;
    let task = court.tasks(&court.judges[0]).await[0];
    let chair = granted(
        &court.db,
        court.judges[1].clone(),
        GrantedRole::PanelChair,
        Some(court.edition),
        Some(court.panel),
        None,
    )
    .await;
    let others = [
        Actor::visitor(),
        court.judges[1].clone(),
        chair,
        court.secretary.clone(),
        holder(&court.db, "Quản trị", GrantedRole::Administrator).await,
        member(&court.db, "Người lạ").await,
    ];
    for other in others {
        let read = find_score_sheet(&court.db, &other, task).await;
        assert!(matches!(read, Err(DraftError::Failure(Failure::Forbidden(_)))), "{}", other.name);
        let saved = save_draft(&court.db, &other, task, &marks("1", "1", 0), noon()).await;
        assert!(matches!(saved, Err(DraftError::Failure(Failure::Forbidden(_)))), "{}", other.name);
        let signed = sign_sheet(&court.db, &other, task, 1, noon()).await;
        assert!(matches!(signed, Err(SignError::Failure(Failure::Forbidden(_)))), "{}", other.name);
        let recused = recuse(&court.db, &other, task, "lý do", noon()).await;
        assert!(matches!(recused, Err(ReasonError::Failure(Failure::Forbidden(_)))), "{}", other.name);
        let file = find_judged_file(&court.db, &other, task, 1).await;
        assert!(matches!(file, Err(Failure::Forbidden(_))), "{}", other.name);
    }
}

#[tokio::test]
async fn two_windows_do_not_overwrite_each_other() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    let first = save_draft(&court.db, judge, task, &marks("50", "", 0), noon()).await.expect("saved");
    save_draft(&court.db, judge, task, &marks("50", "20", first.revision), noon()).await.expect("saved");
    let stale = save_draft(&court.db, judge, task, &marks("40", "", first.revision), noon()).await;
    let Err(DraftError::Stale(stored)) = stale else { panic!("overwritten") };
    assert_eq!(stored.lines[0].typed, "50");
    let unread = sign_sheet(&court.db, judge, task, first.revision, noon()).await;
    assert!(matches!(unread, Err(SignError::Stale)), "only what was looked through is signed");
}

#[tokio::test]
async fn one_window_on_a_slow_line_has_no_conflict_with_itself() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    let by = |novelty: &str, page: &str, counter: u32, revision: i32| SheetInput {
        save: Some(SaveId { page: page.to_owned(), counter }),
        ..marks(novelty, "", revision)
    };
    save_draft(&court.db, judge, task, &by("50", "a", 1, 0), noon()).await.expect("saved");
    // Sent before the first answer came: built on the same revision.
    let second = save_draft(&court.db, judge, task, &by("51", "a", 2, 0), noon()).await.expect("its own");
    let late = save_draft(&court.db, judge, task, &by("50", "a", 1, 0), noon()).await.expect("answered");
    assert_eq!(late.revision, second.revision);
    let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    assert_eq!((sheet.lines[0].typed.as_str(), sheet.revision), ("51", second.revision));
    assert_eq!(sheet.saves.len(), 1);
    let other = save_draft(&court.db, judge, task, &by("40", "b", 1, 1), noon()).await;
    assert!(matches!(other, Err(DraftError::Stale(_))));
}

#[tokio::test]
async fn a_reopened_sheet_is_kept_and_its_draft_starts_from_it() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    court.sign(judge, task, "50", "30").await;
    let refused = reopen_sheet(&court.db, judge, task, "đổi ý", noon()).await;
    assert!(matches!(refused, Err(ReasonError::Failure(Failure::Forbidden(_)))));
    let silent = reopen_sheet(&court.db, &court.secretary, task, "  ", noon()).await;
    assert!(matches!(silent, Err(ReasonError::ReasonMissing)));
    reopen_sheet(&court.db, &court.secretary, task, "Cộng nhầm", noon()).await.expect("reopened");
    let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    assert_eq!((sheet.version, sheet.state, sheet.lines[0].typed.as_str()), (2, SheetState::Draft, "50"));
    assert_eq!(sheet.reopened.as_deref(), Some("Cộng nhầm"));
    assert_eq!(sheet.history.len(), 1);
    assert_eq!(sheet.history[0].total.map(|total| total.to_string()).as_deref(), Some("80"));
    let saved = save_draft(&court.db, judge, task, &marks("45", "30", sheet.revision), noon()).await.expect("saved");
    sign_sheet(&court.db, judge, task, saved.revision, noon()).await.expect("signed again");
    let again = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    assert_eq!(again.total.map(|total| total.to_string()).as_deref(), Some("75"));
}

#[tokio::test]
async fn a_chair_reads_signed_sheets_and_no_drafts() {
    let court = open_court(3, 2).await;
    let chair = granted(
        &court.db,
        court.judges[1].clone(),
        GrantedRole::PanelChair,
        Some(court.edition),
        Some(court.panel),
        None,
    )
    .await;
    let tasks = court.tasks(&court.judges[0]).await;
    court.sign(&court.judges[0], tasks[0], "50", "30").await;
    save_draft(&court.db, &court.judges[0], tasks[1], &marks("13", "", 0), noon()).await.expect("saved");
    let desk = find_panel_desk(&court.db, &chair, court.panel, 1).await.expect("a desk");
    assert_eq!(desk.sheets.len(), 1);
    assert_eq!(desk.sheets[0].assignment, tasks[0]);
    assert!(desk.sheets[0].may_reopen);
    reopen_sheet(&court.db, &chair, tasks[0], "Xem lại", noon()).await.expect("reopened");
    let fellow = find_panel_desk(&court.db, &court.judges[2], court.panel, 1).await;
    assert!(matches!(fellow, Err(Failure::NotFound)));
}

#[tokio::test]
async fn a_recused_judge_loses_access() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    let silent = recuse(&court.db, judge, task, "", noon()).await;
    assert!(matches!(silent, Err(ReasonError::ReasonMissing)));
    recuse(&court.db, judge, task, "Cháu ruột", noon()).await.expect("recused");
    let read = find_score_sheet(&court.db, judge, task).await;
    assert!(matches!(read, Err(DraftError::Failure(Failure::Forbidden(_)))));
    let file = find_judged_file(&court.db, judge, task, 1).await;
    assert!(matches!(file, Err(Failure::Forbidden(_))));
    let queue = list_assignments(&court.db, judge, &QueueFilter::default()).await.expect("read").expect("a queue");
    assert_eq!((queue.progress.recused, queue.progress.left()), (1, 1));
}

#[tokio::test]
async fn the_queue_counts_filters_and_finds_without_accents() {
    let court = open_court(3, 5).await;
    let judge = &court.judges[0];
    let tasks = court.tasks(judge).await;
    court.sign(judge, tasks[0], "50", "30").await;
    save_draft(&court.db, judge, tasks[1], &marks("10", "", 0), noon()).await.expect("saved");
    let list = |state, search: &str| QueueFilter { panel: None, state, search: search.to_owned(), page: 1 };
    let count = async |filter: QueueFilter| {
        let queue = list_assignments(&court.db, judge, &filter).await.expect("read").expect("a queue");
        queue.items.len()
    };
    assert_eq!(count(list(None, "")).await, 5);
    assert_eq!(count(list(Some(SheetState::Assigned), "")).await, 3);
    assert_eq!(count(list(Some(SheetState::Draft), "")).await, 1);
    assert_eq!(count(list(Some(SheetState::Signed), "")).await, 1);
    assert_eq!(count(list(None, "cong trinh 3")).await, 1);
    let queue = list_assignments(&court.db, judge, &list(None, "")).await.expect("read").expect("a queue");
    assert_eq!(queue.next, Some(tasks[1]));
    assert_eq!(queue.items[1].marked, (1, 2));
    let nobody = list_assignments(&court.db, &court.secretary, &list(None, "")).await.expect("read");
    assert!(nobody.is_none());
}

#[tokio::test]
async fn a_long_queue_is_cut_into_pages_that_keep_the_filter() {
    let court = open_court(3, 53).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    court.sign(judge, task, "50", "30").await;
    let table = [
        (None, 0, 1, 50, 53),
        (None, 2, 2, 3, 53),
        (None, 99, 2, 3, 53),
        (Some(SheetState::Assigned), 2, 2, 2, 52),
        (Some(SheetState::Signed), 2, 1, 1, 1),
        (Some(SheetState::Recused), 1, 1, 0, 0),
    ];
    for (state, wanted, page, rows, found) in table {
        let filter = QueueFilter { state, page: wanted, ..QueueFilter::default() };
        let queue = list_assignments(&court.db, judge, &filter).await.expect("read").expect("a queue");
        assert_eq!((queue.page, queue.items.len(), queue.found), (page, rows, found), "{state:?}, page {wanted}");
        assert_eq!(queue.progress.total(), 53);
    }
}
