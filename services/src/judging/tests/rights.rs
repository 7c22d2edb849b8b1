//! Rights in judging are asked at every act: who lost the role opens, scores and signs nothing.

use domain::ids::AccountId;
use domain::judging::desk::{JudgeInput, JudgeProblem};
use domain::judging::queue::QueueFilter;
use domain::people::actor::Actor;
use domain::people::exclusions::Exclusion;
use domain::people::roles::GrantedRole;
use sea_orm::DatabaseConnection;

use crate::failure::Failure;
use crate::judging::*;
use crate::people::{
    ExceptionError, ExceptionRequest, end_exception, find_actor, find_person, list_exceptions, name_exception,
};
use crate::testkit::*;

/// The person as the next request sees them: with the roles in force.
async fn as_now(db: &DatabaseConnection, id: AccountId) -> Actor {
    find_actor(db, id, 1, true).await.expect("a read").expect("an account")
}

/// Takes every role of a judge away, on the administrator's page.
async fn revoke_all(db: &DatabaseConnection, judge: AccountId) {
    let admin = holder(db, "Quản", GrantedRole::Administrator).await;
    for grant in find_person(db, &admin, judge).await.expect("a person").grants {
        crate::people::revoke_role(db, &admin, grant.id, "Đổi nhân sự", noon()).await.expect("revoked");
    }
}

#[tokio::test]
async fn a_revoked_judge_opens_scores_and_signs_nothing() {
    let court = open_court(3, 2).await;
    let judge = court.judges[0].account.expect("signed in");
    let before = as_now(&court.db, judge).await;
    let task = court.tasks(&before).await[0];
    let saved = save_draft(&court.db, &before, task, &marks("50", "30", 0), noon()).await.expect("a judge saves");
    find_score_sheet(&court.db, &before, task).await.expect("a judge opens");

    revoke_all(&court.db, judge).await;

    let revoked = as_now(&court.db, judge).await;
    assert!(find_score_sheet(&court.db, &revoked, task).await.is_err(), "opens");
    assert!(find_judged_file(&court.db, &revoked, task, 1).await.is_err(), "files");
    assert!(find_next(&court.db, &revoked, task).await.is_err(), "goes on");
    let typed = marks("51", "30", saved.revision);
    assert!(save_draft(&court.db, &revoked, task, &typed, noon()).await.is_err(), "scores");
    let signed = sign_sheet(&court.db, &revoked, task, saved.revision, noon()).await;
    assert!(signed.is_err(), "signs");
    assert!(recuse(&court.db, &revoked, task, "Cháu ruột", noon()).await.is_err());
    let queue = list_assignments(&court.db, &revoked, &QueueFilter::default()).await;
    assert!(matches!(queue, Ok(None)), "no queue");
}

#[tokio::test]
async fn a_judge_revoked_between_the_request_and_the_act_signs_nothing() {
    let court = open_court(3, 2).await;
    let judge = court.judges[0].account.expect("signed in");
    let at_the_request = as_now(&court.db, judge).await;
    let task = court.tasks(&at_the_request).await[0];
    let saved =
        save_draft(&court.db, &at_the_request, task, &marks("50", "30", 0), noon()).await.expect("a judge saves");

    revoke_all(&court.db, judge).await;

    let signed = sign_sheet(&court.db, &at_the_request, task, saved.revision, noon()).await;
    assert!(matches!(signed, Err(SignError::Failure(Failure::NotFound | Failure::Forbidden(_)))));
    let typed = marks("51", "30", saved.revision);
    let scored = save_draft(&court.db, &at_the_request, task, &typed, noon()).await;
    assert!(matches!(scored, Err(DraftError::Failure(Failure::NotFound | Failure::Forbidden(_)))));
}

/// The seat alone, which still stands here, makes nobody a judge.
#[tokio::test]
async fn a_role_that_ended_since_the_request_counts_for_nothing_though_the_seat_stands() {
    use crate::entities::role_grant::{Column, Entity};
    use sea_orm::sea_query::Expr;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let court = open_court(3, 2).await;
    let judge = court.judges[0].account.expect("signed in");
    let at_the_request = as_now(&court.db, judge).await;
    let task = court.tasks(&at_the_request).await[0];
    let saved =
        save_draft(&court.db, &at_the_request, task, &marks("50", "30", 0), noon()).await.expect("a judge saves");
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(Some(noon())))
        .filter(Column::AccountId.eq(judge.0))
        .exec(&court.db)
        .await
        .expect("ended");

    let signed = sign_sheet(&court.db, &at_the_request, task, saved.revision, noon()).await;
    let typed = marks("51", "30", saved.revision);
    let scored = save_draft(&court.db, &at_the_request, task, &typed, noon()).await;

    assert!(matches!(signed, Err(SignError::Failure(Failure::Forbidden(_)))), "{signed:?}");
    assert!(matches!(scored, Err(DraftError::Failure(Failure::Forbidden(_)))));
}

#[tokio::test]
async fn a_secretary_does_not_seat_herself() {
    let court = court(1, 1).await;
    let secretary = court.secretary.account.expect("signed in");
    let input = JudgeInput { email: court.email(secretary).await, ..JudgeInput::default() };

    let seated = add_judge(&court.db, &court.secretary, court.panel, input, noon()).await;

    assert!(matches!(seated, Err(JudgeError::Problems(_))), "{seated:?}");
    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert_eq!(panel.judges.len(), 1, "nobody sat down");
}

#[tokio::test]
async fn when_a_judge_goes_signed_sheets_stay_and_the_rest_is_free_for_others() {
    let court = open_court(4, 4).await;
    let judge = court.judges[0].clone();
    let id = judge.account.expect("signed in");
    let tasks = court.tasks(&judge).await;
    assert!(tasks.len() >= 3, "enough work");
    court.sign(&judge, tasks[0], "50", "30").await;
    save_draft(&court.db, &judge, tasks[1], &marks("13", "", 0), noon()).await.expect("saved");

    revoke_all(&court.db, id).await;

    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert!(panel.judges.iter().all(|judge| judge.account != id), "no seat");
    assert_eq!(panel.short, tasks.len() - 1, "the secretary reads what is to be assigned again");
    let desk = find_panel_desk(&court.db, &court.secretary, court.panel, 1).await.expect("a desk");
    assert_eq!(desk.sheets.len(), 1, "the signed sheet stays");
    court.assign().await;
    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert_eq!(panel.short, 0, "others take over");
    let kept = latest(&court.db, tasks[1]).await;
    assert!(kept.contains("13"), "the draft is kept: {kept}");
}

/// The points of the newest sheet of an assignment, as stored.
async fn latest(db: &DatabaseConnection, task: domain::ids::AssignmentId) -> String {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let row = crate::entities::score_sheet::Entity::find()
        .filter(crate::entities::score_sheet::Column::AssignmentId.eq(task.0))
        .one(db)
        .await
        .expect("a read");
    row.expect("a sheet").points
}

#[tokio::test]
async fn a_closed_account_leaves_its_seats_too() {
    let court = open_court(4, 2).await;
    let id = court.judges[0].account.expect("signed in");
    let admin = holder(&court.db, "Quản", GrantedRole::Administrator).await;

    crate::people::disable_account(&court.db, &admin, id, noon()).await.expect("closed");

    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert_eq!(panel.judges.len(), 3);
    let task = court.tasks(&court.judges[0]).await;
    assert!(task.is_empty(), "nothing begun, nothing kept");
}

#[tokio::test]
async fn a_locked_round_is_not_changed_by_a_revocation() {
    let court = open_court(3, 1).await;
    for judge in &court.judges {
        for task in court.tasks(judge).await {
            court.sign(judge, task, "50", "30").await;
        }
    }
    let word =
        preview_lock(&court.db, &court.secretary, court.edition, "preliminary").await.expect("a preview").confirmation;
    lock_round(&court.db, &court.secretary, court.edition, "preliminary", &word, noon()).await.expect("locked");
    let id = court.judges[0].account.expect("signed in");
    let task = court.tasks(&court.judges[0]).await[0];

    revoke_all(&court.db, id).await;

    let revoked = as_now(&court.db, id).await;
    assert!(find_score_sheet(&court.db, &revoked, task).await.is_err(), "reads no more");
    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert_eq!(panel.judges.len(), 3, "who judged stays on record");
}

/// The secretary of the court as she stands, with a judge's role in its panel beside hers.
async fn secretary_who_judges(court: &Court) -> Actor {
    let secretary = court.secretary.account.expect("signed in");
    granted(
        &court.db,
        as_now(&court.db, secretary).await,
        GrantedRole::Judge,
        Some(court.edition),
        Some(court.panel),
        None,
    )
    .await;
    as_now(&court.db, secretary).await
}

#[tokio::test]
async fn a_secretary_with_a_judges_role_acts_as_secretary_alone() {
    let court = court(2, 1).await;
    let both = secretary_who_judges(&court).await;

    let declared = declare_conflicts(&court.db, &both, court.panel, "", &[], true, noon()).await;

    let Err(DeclareError::Failure(Failure::Forbidden(refused))) = declared else { panic!("declared: {declared:?}") };
    assert_eq!(refused.excluded, Some(Exclusion::SecretaryJudges), "and she is told why");
    find_panel(&court.db, &both, court.panel).await.expect("still a secretary");
}

#[tokio::test]
async fn an_exception_lets_a_secretary_judge_until_it_ends() {
    let court = court(2, 1).await;
    let secretary = court.secretary.account.expect("signed in");
    let admin = holder(&court.db, "Quản", GrantedRole::Administrator).await;
    let input = || async { JudgeInput { email: court.email(secretary).await, ..JudgeInput::default() } };
    let refused = add_judge(&court.db, &court.secretary, court.panel, input().await, noon()).await;
    assert!(
        matches!(&refused, Err(JudgeError::Problems(found)) if *found == [JudgeProblem::Excluded(Exclusion::SecretaryJudges)])
    );
    let asked = ExceptionRequest {
        account: secretary,
        exclusion: Exclusion::SecretaryJudges,
        edition: Some(court.edition),
        reason: "Tỉnh nhỏ, không còn ai biết tin học",
    };
    let own = name_exception(&court.db, &court.secretary, asked, noon()).await;
    assert!(matches!(own, Err(ExceptionError::Failure(Failure::Forbidden(_)))), "{own:?}");

    name_exception(&court.db, &admin, asked, noon()).await.expect("named");

    add_judge(&court.db, &court.secretary, court.panel, input().await, noon()).await.expect("seated");
    let both = as_now(&court.db, secretary).await;
    declare_conflicts(&court.db, &both, court.panel, "", &[], true, noon()).await.expect("a judge now");
    let shown = list_exceptions(&court.db, &court.secretary, Some(court.edition)).await.expect("a list");
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].given_by.as_str(), shown[0].account), ("Quản", secretary));
    let chain = crate::ledger::verify(&court.db).await.expect("the ledger is read");
    assert!(chain.is_ok());

    end_exception(&court.db, &admin, shown[0].id, noon()).await.expect("ended");

    let panel = find_panel(&court.db, &court.secretary, court.panel).await.expect("a panel");
    assert_eq!(panel.judges.len(), 2, "the seat ended with it");
}

#[tokio::test]
async fn nobody_judges_their_own_entry_even_when_the_conflict_was_lifted() {
    use sea_orm::sea_query::Expr;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let court = open_court(3, 1).await;
    let judge = &court.judges[0];
    let task = court.tasks(judge).await[0];
    find_score_sheet(&court.db, judge, task).await.expect("a judge opens");
    crate::entities::entry::Entity::update_many()
        .col_expr(crate::entities::entry::Column::OwnerId, Expr::value(judge.account.expect("signed in").0))
        .filter(crate::entities::entry::Column::Id.eq(court.entries[0].0))
        .exec(&court.db)
        .await
        .expect("changed");

    let opened = find_score_sheet(&court.db, judge, task).await;

    let Err(DraftError::Failure(Failure::Forbidden(refused))) = opened else { panic!("opened") };
    assert_eq!(refused.excluded, Some(Exclusion::FilerJudges));
}
