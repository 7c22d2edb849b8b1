//! Panels, seats and declarations.

use domain::judging::desk::{JudgeInput, JudgeProblem, PanelInput, PanelProblem};
use domain::people::actor::Actor;
use domain::people::registration::Registration;
use domain::text::Lang;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::entities::panel_judge;
use crate::failure::Failure;
use crate::judging::*;
use crate::people::register_by_invitation;
use crate::testkit::*;

fn panel_input(name: &str) -> PanelInput {
    PanelInput {
        round_code: "preliminary".to_owned(),
        name: name.to_owned(),
        fields: vec!["DDHT".to_owned()],
        ..PanelInput::default()
    }
}

#[tokio::test]
async fn every_problem_of_a_panel_is_named_at_once() {
    let court = court(0, 0).await;
    let table = [
        (panel_input("Tiểu ban 1"), vec![PanelProblem::NameTaken]),
        (
            PanelInput { name: " ".to_owned(), fields: vec![], ..panel_input("") },
            vec![PanelProblem::NameMissing, PanelProblem::NoField],
        ),
        (PanelInput { fields: vec!["X".to_owned()], ..panel_input("Mới") }, vec![PanelProblem::UnknownField]),
        (PanelInput { round_code: "x".to_owned(), ..panel_input("Mới") }, vec![PanelProblem::UnknownRound]),
    ];
    for (input, expected) in table {
        let refused = create_panel(&court.db, &court.secretary, court.edition, input, noon()).await;
        assert!(matches!(refused, Err(PanelError::Problems(found)) if found == expected));
    }
}

#[tokio::test]
async fn only_a_secretary_manages_panels() {
    let court = court(1, 0).await;
    for stranger in [Actor::visitor(), court.judges[0].clone(), member(&court.db, "Người lạ").await] {
        let made = create_panel(&court.db, &stranger, court.edition, panel_input("Mới"), noon()).await;
        assert!(matches!(made, Err(PanelError::Failure(Failure::Forbidden(_)))));
        let read = find_panel(&court.db, &stranger, court.panel).await;
        assert!(matches!(read, Err(Failure::Forbidden(_))));
        let seated = add_judge(&court.db, &stranger, court.panel, JudgeInput::default(), noon()).await;
        assert!(matches!(seated, Err(JudgeError::Failure(Failure::Forbidden(_)))));
    }
}

#[tokio::test]
async fn a_panel_with_judges_is_not_removed_and_an_empty_one_is() {
    let court = court(1, 0).await;
    let kept = remove_panel(&court.db, &court.secretary, court.panel, noon()).await;
    assert!(matches!(kept, Err(PanelError::NotEmpty)));
    let judge = court.judges[0].account.expect("signed in");
    remove_judge(&court.db, &court.secretary, court.panel, judge, noon()).await.expect("removed");
    remove_panel(&court.db, &court.secretary, court.panel, noon()).await.expect("removed");
    assert!(matches!(find_panel(&court.db, &court.secretary, court.panel).await, Err(Failure::NotFound)));
}

#[tokio::test]
async fn a_chair_is_one_of_the_judges() {
    let court = court(1, 0).await;
    let stranger = account(&court.db, "Người lạ").await;
    let with_chair = |chair| PanelInput { chair: Some(chair), ..panel_input("Tiểu ban 1") };
    let refused = edit_panel(&court.db, &court.secretary, court.panel, with_chair(stranger), noon()).await;
    assert!(matches!(refused, Err(PanelError::Problems(found)) if found == [PanelProblem::ChairNotAJudge]));
    let chair = court.judges[0].account.expect("signed in");
    edit_panel(&court.db, &court.secretary, court.panel, with_chair(chair), noon()).await.expect("edited");
    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert!(panel.judges[0].is_chair);
}

#[tokio::test]
async fn somebody_without_an_account_is_invited_and_a_judge_sits_once() {
    let court = court(1, 0).await;
    let add = |email: String, name: &str, capacity: &str| {
        let input = JudgeInput { email, name: name.to_owned(), capacity: capacity.to_owned(), ..JudgeInput::default() };
        add_judge(&court.db, &court.secretary, court.panel, input, noon())
    };
    let own = court.email(court.judges[0].account.expect("signed in")).await;
    let again = add(own, "", "0").await;
    let expected = [JudgeProblem::CapacityInvalid, JudgeProblem::AlreadySeated];
    assert!(matches!(again, Err(JudgeError::Problems(found)) if found == expected));
    let nameless = add("moi@vi-du.example".to_owned(), "", "").await;
    assert!(matches!(nameless, Err(JudgeError::Problems(found)) if found == [JudgeProblem::NameMissing]));
    let seated = add("moi@vi-du.example".to_owned(), "Lê Văn Mới", "25").await.expect("invited");
    assert!(!seated);
    // A second press: one letter and one invitation.
    add("moi@vi-du.example".to_owned(), "Lê Văn Mới", "25").await.expect("invited");
    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert_eq!(panel.invited, [("moi@vi-du.example".to_owned(), "Lê Văn Mới".to_owned())]);
}

#[tokio::test]
async fn accepting_an_invitation_takes_the_seat_that_was_asked_for() {
    let court = court(1, 0).await;
    let input = JudgeInput {
        email: "Ｍoi@Vi-Du.EXAMPLE".to_owned(),
        name: "Lê Văn Mới".to_owned(),
        capacity: "25".to_owned(),
        ..JudgeInput::default()
    };
    add_judge(&court.db, &court.secretary, court.panel, input, noon()).await.expect("invited");
    let token = newest_token(&court.db, "moi@vi-du.example").await;
    let given = Registration {
        name: "Lê Văn Mới".to_owned(),
        password: PASSWORD.to_owned(),
        terms: true,
        ..Registration::default()
    };
    register_by_invitation(&court.db, &token, &given, Lang::Vi, noon()).await.expect("accepted");

    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    let seat = panel.judges.iter().find(|judge| judge.email == "moi@vi-du.example");
    assert_eq!(seat.and_then(|seat| seat.capacity), Some(25));
    assert_eq!(panel.invited, []);
}

#[tokio::test]
async fn nothing_is_read_before_the_declaration() {
    let court = court(3, 2).await;
    court.assign().await;
    court.open().await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    find_score_sheet(&court.db, judge, task).await.expect("declared before");
    panel_judge::Entity::update_many()
        .col_expr(panel_judge::Column::DeclaredAt, Expr::value(Option::<OffsetDateTime>::None))
        .filter(panel_judge::Column::AccountId.eq(judge.account.expect("signed in").0))
        .exec(&court.db)
        .await
        .expect("forgotten");
    let sheet = find_score_sheet(&court.db, judge, task).await;
    assert!(matches!(sheet, Err(DraftError::NotDeclared)));
    let saved = save_draft(&court.db, judge, task, &marks("1", "1", 0), noon()).await;
    assert!(matches!(saved, Err(DraftError::NotDeclared)));
    let file = find_judged_file(&court.db, judge, task, 1).await;
    assert!(matches!(file, Err(Failure::NotFound)));
}

#[tokio::test]
async fn a_declared_entry_leaves_the_queue_and_is_not_planned_again() {
    let court = court(4, 4).await;
    court.assign().await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    let refused = declare_conflicts(&court.db, judge, court.panel, "", &[task], false, noon()).await;
    assert!(matches!(refused, Err(DeclareError::NotCommitted)));
    declare_conflicts(&court.db, judge, court.panel, "Trường THCS Mẫu", &[task], true, noon()).await.expect("declared");
    court.assign().await;
    court.open().await;
    let sheet = find_score_sheet(&court.db, judge, task).await;
    assert!(matches!(sheet, Err(DraftError::Failure(Failure::Forbidden(_)))));
    let view = find_declaration(&court.db, judge, court.panel).await.expect("a view");
    let declared = view.entries.iter().filter(|entry| entry.assignment == task).count();
    assert_eq!((declared, view.text.as_str()), (1, "Trường THCS Mẫu"));
    let matrix = find_matrix(&court.db, &court.secretary, court.panel, 1, false).await.expect("a matrix");
    assert_eq!(matrix.short, 0, "another judge took the entry");
    let other = declare_conflicts(&court.db, &court.secretary, court.panel, "", &[], true, noon()).await;
    assert!(matches!(other, Err(DeclareError::Failure(Failure::Forbidden(_)))));
}
