//! Conflicts, the draft plan and the matrix.

use domain::ids::AccountId;
use domain::judging::assignment::AssignmentProblem;
use domain::judging::conflicts::{ConflictKind, Strength};
use domain::judging::plan::Cell;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};

use crate::entities::{account, author};
use crate::failure::Failure;
use crate::judging::*;
use crate::testkit::*;

async fn add_author(db: &DatabaseConnection, entry: i64, name: &str, guardian_phone: Option<&str>) {
    let row = author::ActiveModel {
        entry_id: Set(entry),
        position: Set(1),
        full_name: Set(name.to_owned()),
        guardian_name: Set(Some("Phụ huynh Mẫu".to_owned())),
        guardian_phone: Set(guardian_phone.map(str::to_owned)),
        is_representative: Set(true),
        ..Default::default()
    };
    row.insert(db).await.expect("an author");
}

async fn set_phone(db: &DatabaseConnection, id: AccountId, phone: &str) {
    let row = account::Entity::find_by_id(id.0).one(db).await.expect("a read").expect("an account");
    let mut row: account::ActiveModel = row.into();
    row.phone = Set(Some(phone.to_owned()));
    row.update(db).await.expect("saved");
}

#[tokio::test]
async fn a_parent_is_never_assigned_and_a_namesake_only_when_nobody_else_is_left() {
    let court = court(4, 4).await;
    let parent = court.judges[0].account.expect("signed in");
    set_phone(&court.db, parent, "0912 345 678").await;
    add_author(&court.db, court.entries[0].0, "Trẻ Mẫu", Some("+84912345678")).await;
    add_author(&court.db, court.entries[1].0, "Giám khảo 2", None).await;
    court.assign().await;
    let found = list_conflicts(&court.db, &court.secretary, court.panel).await.expect("a list");
    let kinds: Vec<_> =
        found.iter().map(|pair| (pair.entry, pair.judge, pair.conflict.kind, pair.conflict.strength)).collect();
    let namesake = court.judges[1].account.expect("signed in");
    let expected = [
        (court.entries[0], parent, ConflictKind::Guardian, Strength::Block),
        (court.entries[1], namesake, ConflictKind::Author, Strength::Flag),
    ];
    assert_eq!(kinds, expected);
    let matrix = find_matrix(&court.db, &court.secretary, court.panel, 1, false).await.expect("a matrix");
    assert_eq!(matrix.short, 0);
    let cell_of = |entry, judge| {
        let column = matrix.judges.iter().position(|column| column.judge == judge).expect("a column");
        let row = matrix.rows.iter().find(|row| row.entry == entry).expect("a row");
        row.cells[column].0
    };
    assert_eq!(cell_of(court.entries[0], parent), Cell::Blocked);
    assert_eq!(cell_of(court.entries[1], namesake), Cell::Empty);
}

#[tokio::test]
async fn a_settled_conflict_stays_as_the_secretary_left_it() {
    let court = court(3, 1).await;
    add_author(&court.db, court.entries[0].0, "Giám khảo 1", None).await;
    sync_conflicts(&court.db, &court.secretary, court.panel, noon()).await.expect("synced");
    let flag = list_conflicts(&court.db, &court.secretary, court.panel).await.expect("a list").remove(0);
    let settle =
        |blocks, reason| settle_conflict(&court.db, &court.secretary, court.panel, flag.id, blocks, reason, noon());
    assert!(matches!(settle(true, " ").await, Err(ReasonError::ReasonMissing)));
    settle(true, "Là bố của tác giả").await.expect("settled");
    sync_conflicts(&court.db, &court.secretary, court.panel, noon()).await.expect("synced");
    let after = list_conflicts(&court.db, &court.secretary, court.panel).await.expect("a list").remove(0);
    assert_eq!(after.conflict.strength, Strength::Block);
    let short = plan_assignments(&court.db, &court.secretary, court.panel, true, noon()).await;
    let Err(PlanError::NoAssignment { problems, names }) = short else {
        panic!("three judges, one blocked, three needed");
    };
    let short = |problem: &AssignmentProblem| {
        matches!(problem, AssignmentProblem::EntryShortOfJudges { eligible: 2, needed: 3, .. })
    };
    assert!(problems.iter().any(short), "{problems:?}");
    assert!(names.values().any(|name| name == "Giám khảo 1"));
    settle(false, "Chỉ trùng tên").await.expect("settled");
    court.assign().await;
}

#[tokio::test]
async fn only_a_secretary_plans_and_a_stale_plan_is_not_applied() {
    let court = court(4, 2).await;
    let pair = (court.entries[0], court.judges[0].account.expect("signed in"));
    let refused = toggle_pair(&court.db, &court.judges[0], court.panel, pair, true, noon()).await;
    assert!(matches!(refused, Err(PlanError::Failure(Failure::Forbidden(_)))));
    for _ in 0..2 {
        toggle_pair(&court.db, &court.secretary, court.panel, pair, true, noon()).await.expect("planned");
    }
    let (added, dropped, revision) = preview_plan(&court.db, &court.secretary, court.panel).await.expect("a preview");
    assert_eq!((added.len(), dropped.len(), revision), (1, 0, 1), "a double press is one change");
    let other = (court.entries[1], pair.1);
    toggle_pair(&court.db, &court.secretary, court.panel, other, true, noon()).await.expect("planned");
    let stale = apply_plan(&court.db, &court.secretary, court.panel, revision, noon()).await;
    assert!(matches!(stale, Err(PlanError::Stale)));
    assert!(court.tasks(&court.judges[0]).await.is_empty());
    let done = apply_plan(&court.db, &court.secretary, court.panel, revision + 1, noon()).await.expect("applied");
    assert_eq!(done.added.len(), 2);
    let again = apply_plan(&court.db, &court.secretary, court.panel, revision + 1, noon()).await;
    assert!(matches!(again, Err(PlanError::Stale)), "applied once");
}

#[tokio::test]
async fn a_new_plan_keeps_signed_sheets_and_drafts() {
    let court = open_court(4, 4).await;
    let judge = &court.judges[0];
    let tasks = court.tasks(judge).await;
    court.sign(judge, tasks[0], "50", "30").await;
    save_draft(&court.db, judge, tasks[1], &marks("50", "", 0), noon()).await.expect("saved");
    court.seat("Giám khảo 5").await;
    court.assign().await;
    let kept = court.tasks(judge).await;
    assert!(kept.contains(&tasks[0]) && kept.contains(&tasks[1]));
    let matrix = find_matrix(&court.db, &court.secretary, court.panel, 1, false).await.expect("a matrix");
    let cells: Vec<Cell> = matrix.rows.iter().flat_map(|row| row.cells.iter().map(|(cell, _)| *cell)).collect();
    assert_eq!(cells.iter().filter(|cell| **cell == Cell::Signed).count(), 1);
    assert_eq!(cells.iter().filter(|cell| **cell == Cell::Draft).count(), 1);
    assert!(matrix.judges.iter().all(|judge| (2..=3).contains(&judge.load)));
    let fixed = matrix.rows.iter().find(|row| row.cells.iter().any(|(cell, _)| *cell == Cell::Signed)).expect("a row");
    let pair = (fixed.entry, judge.account.expect("signed in"));
    let cancelled = toggle_pair(&court.db, &court.secretary, court.panel, pair, false, noon()).await;
    assert!(matches!(cancelled, Err(PlanError::Fixed)));
}

#[tokio::test]
async fn a_discarded_plan_changes_nothing() {
    let court = court(3, 2).await;
    plan_assignments(&court.db, &court.secretary, court.panel, true, noon()).await.expect("a plan");
    discard_plan(&court.db, &court.secretary, court.panel, noon()).await.expect("discarded");
    let matrix = find_matrix(&court.db, &court.secretary, court.panel, 1, true).await.expect("a matrix");
    assert_eq!((matrix.changes, matrix.short, matrix.entries), (0, 2, 2));
    let chain = crate::ledger::verify(&court.db).await.expect("the ledger is read");
    assert!(chain.is_ok(), "an unbroken chain");
}
