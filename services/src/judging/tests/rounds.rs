//! Opening and locking a round.

use domain::judging::desk::OpenProblem;
use domain::judging::states::RoundState;
use domain::programmes::edition::EditionState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::Duration;

use crate::entities::mail;
use crate::failure::Failure;
use crate::judging::*;
use crate::testkit::*;

#[tokio::test]
async fn a_round_opens_only_when_everything_is_there() {
    let court = court(3, 2).await;
    accepted_entry(&court.db, court.edition, "PMTH", "Phần mềm").await;
    let open = |due| open_round(&court.db, &court.secretary, court.edition, "preliminary", due, noon());
    let Err(RoundError::Problems(problems)) = open(None).await else { panic!("opened") };
    let short = OpenProblem::EntriesShort { panel: "Tiểu ban 1".to_owned(), entries: 2, needed: 3 };
    let bare = OpenProblem::FieldsWithoutPanel { fields: vec!["Phần mềm tin học".to_owned()] };
    assert_eq!(problems, [OpenProblem::DueMissing, short, bare]);
    let later =
        open_round(&court.db, &court.secretary, court.edition, "final", Some(noon() + Duration::days(1)), noon()).await;
    assert!(
        matches!(later, Err(RoundError::Problems(found)) if matches!(found[..], [OpenProblem::EarlierRoundOpen { .. }]))
    );
    let stranger = open_round(&court.db, &court.judges[0], court.edition, "preliminary", None, noon()).await;
    assert!(matches!(stranger, Err(RoundError::Failure(Failure::Forbidden(_)))));
}

#[tokio::test]
async fn opening_the_first_round_ends_the_intake() {
    let db = fresh_db().await;
    let court = open_court_in(db, 3, 1).await;
    let edition = crate::programmes::find_edition(&court.db, court.edition).await.expect("an edition");
    assert_eq!(edition.state, EditionState::Judging);
    let rounds = list_rounds(&court.db, &court.secretary, court.edition).await.expect("rounds");
    assert_eq!(rounds[0].state, RoundState::Scoring);
    let rows =
        mail::Entity::find().filter(mail::Column::Template.eq("judging_assigned")).all(&court.db).await.expect("read");
    assert_eq!(rows.len(), 3);
}

#[tokio::test]
async fn locking_needs_the_typed_word_and_ends_every_change() {
    let court = open_court(3, 2).await;
    let judge = &court.judges[0];
    let tasks = court.tasks(judge).await;
    court.sign(judge, tasks[0], "50", "30").await;
    let preview = preview_lock(&court.db, &court.secretary, court.edition, "preliminary").await.expect("a preview");
    assert_eq!((preview.signed, preview.missing.len(), preview.short.len()), (1, 3, 2));
    let lock = |typed| lock_round(&court.db, &court.secretary, court.edition, "preliminary", typed, noon());
    assert!(matches!(lock("khóa").await, Err(RoundError::NotConfirmed(_))));
    let typed = preview.confirmation.to_lowercase();
    lock(&typed).await.expect("locked");
    let late = save_draft(&court.db, judge, tasks[1], &marks("1", "1", 0), noon()).await;
    assert!(matches!(late, Err(DraftError::Failure(Failure::Forbidden(_)))));
    let reopened = reopen_sheet(&court.db, &court.secretary, tasks[0], "muộn", noon()).await;
    assert!(matches!(reopened, Err(ReasonError::Failure(Failure::Forbidden(_)))));
    let twice = lock(&preview.confirmation).await;
    assert!(matches!(twice, Err(RoundError::Failure(Failure::Forbidden(_)))));
}

#[tokio::test]
async fn only_entries_that_passed_are_scored_in_the_next_round() {
    let court = open_court(3, 2).await;
    for judge in &court.judges {
        for task in court.tasks(judge).await {
            let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
            let novelty = if sheet.entry.title == "Công trình 1" { "50" } else { "10" };
            court.sign(judge, task, novelty, "30").await;
        }
    }
    let word =
        preview_lock(&court.db, &court.secretary, court.edition, "preliminary").await.expect("a preview").confirmation;
    lock_round(&court.db, &court.secretary, court.edition, "preliminary", &word, noon()).await.expect("locked");
    let input = domain::judging::desk::PanelInput {
        round_code: "final".to_owned(),
        name: "Chung khảo".to_owned(),
        fields: vec!["DDHT".to_owned()],
        ..Default::default()
    };
    let panel = create_panel(&court.db, &court.secretary, court.edition, input, noon()).await.expect("a panel");
    let matrix = find_matrix(&court.db, &court.secretary, panel, 1, false).await.expect("a matrix");
    let titles: Vec<_> = matrix.rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["Công trình 1"]);
}
