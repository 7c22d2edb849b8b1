//! The deadline of a round: what is typed stays, what is signed waits for the secretariat.

use domain::judging::desk::OpenProblem;
use domain::judging::states::SheetState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::Duration;

use crate::entities::ledger;
use crate::failure::Failure;
use crate::judging::*;
use crate::testkit::*;

#[tokio::test]
async fn after_the_deadline_a_draft_still_saves_and_nothing_is_signed_until_it_is_moved() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let tasks = court.tasks(judge).await;
    let (task, signed_before) = (tasks[0], tasks[1]);
    let saved = save_draft(&court.db, judge, signed_before, &marks("40", "30", 0), noon()).await.expect("saved");
    sign_sheet(&court.db, judge, signed_before, saved.revision, noon()).await.expect("signed in time");
    let due = noon() + Duration::days(10);
    let saved = save_draft(&court.db, judge, task, &marks("50,5", "30", 0), due).await.expect("a draft always saves");

    let late = sign_sheet(&court.db, judge, task, saved.revision, due).await;

    assert!(matches!(late, Err(SignError::DeadlinePassed { due_at }) if due_at == due), "{late:?}");
    let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
    assert_eq!((sheet.state, sheet.missed_deadline(due)), (SheetState::Draft, Some(due)));

    reopen_sheet(&court.db, &court.secretary, signed_before, "Cộng nhầm", due).await.expect("reopened");
    let again = find_score_sheet(&court.db, judge, signed_before).await.expect("a sheet");
    assert_eq!(again.missed_deadline(due), None);
    sign_sheet(&court.db, judge, signed_before, again.revision, due)
        .await
        .expect("reopened after the deadline: signed anew");

    let later = due + Duration::days(2);
    let moved = |until, reason: &'static str| {
        set_due(&court.db, &court.secretary, court.edition, "preliminary", until, reason, due)
    };
    let unsaid = moved(later, " ").await;
    assert!(matches!(unsaid, Err(RoundError::Problems(found)) if found == [OpenProblem::ReasonMissing]));
    let stranger = set_due(&court.db, judge, court.edition, "preliminary", later, "Tự gia hạn", due).await;
    assert!(matches!(stranger, Err(RoundError::Failure(Failure::Forbidden(_)))));
    moved(later, "Bão, mất điện hai ngày").await.expect("moved");
    sign_sheet(&court.db, judge, task, saved.revision, due).await.expect("signed");
    let record = ledger::Entity::find()
        .filter(ledger::Column::Act.eq("round.due_set"))
        .one(&court.db)
        .await
        .expect("the ledger is read")
        .expect("a record");
    assert!(record.detail.contains("Bão, mất điện hai ngày"), "{}", record.detail);
}
