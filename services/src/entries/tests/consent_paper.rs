//! Answers on paper, and who hears of an answer.

use domain::consent::{LineState, Subject};
use domain::entries::consent_answer::{ConsentAnswer, PaperAnswer, PaperProblem};
use domain::entries::entry::Instructor;
use domain::entries::section_input::SectionInput;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::{Duration, OffsetDateTime};

use super::consents::{GUARDIAN, Scene, scene, trace, yes};
use crate::entities::{consent, ledger, mail};
use crate::entries::*;
use crate::testkit::*;

fn paper(subject: Subject, refuses: bool) -> PaperAnswer {
    PaperAnswer {
        subject,
        answer: ConsentAnswer { processing: !refuses, ..yes() },
        refuses,
        signed_on: Some(domain::calendar::vietnam_date(noon())),
        kept_at: "Cặp 3, tờ 12".to_owned(),
    }
}

async fn on_paper(scene: &Scene, actor: &Actor, paper: &PaperAnswer) -> Result<(), RecordPaperError> {
    record_paper(&scene.db, actor, scene.entry, scene.author, paper, &trace(), noon()).await
}

#[tokio::test]
async fn a_guardian_without_an_address_answers_on_paper() {
    let scene = scene().await;
    scene.change_guardian(|guardian| guardian.email.clear()).await;
    let asked = ask_consent(&scene.db, &scene.owner, scene.entry, scene.author, Subject::Guardian, noon()).await;
    assert!(matches!(asked, Err(AskConsentError::NoAddress { taken: None })));
    submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await.unwrap();
    let never = Some(LineState::NotAsked { answered_before: false });
    assert_eq!(scene.state(Subject::Guardian).await, never, "never asked is missing, not complete");
    assert!(!scene.is_complete().await);
    let clerk = holder(&scene.db, "Thư ký Thử", GrantedRole::Secretary).await;
    for subject in Subject::ALL {
        assert!(!scene.is_complete().await, "{subject:?} is still to answer");
        on_paper(&scene, &clerk, &paper(subject, false)).await.unwrap();
    }
    assert!(scene.is_complete().await && scene.is_named().await);
    let row = consent::Entity::find().one(&scene.db).await.unwrap().unwrap();
    assert_eq!((row.way.as_str(), row.kept_at.as_deref()), ("paper", Some("Cặp 3, tờ 12")));
    assert_eq!(row.recorded_by, clerk.account.map(|id| id.0));
    let records =
        ledger::Entity::find().filter(ledger::Column::Act.eq("consent.answered")).all(&scene.db).await.unwrap();
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|record| record.account_id == clerk.account.map(|id| id.0)));
    assert!(records[0].detail.contains(r#""way":"paper""#) && records[0].detail.contains(r#""on":""#));
}

#[tokio::test]
async fn nobody_but_the_secretary_records_a_paper_and_not_an_incomplete_one() {
    let scene = scene().await;
    let clerk = holder(&scene.db, "Thư ký Thử", GrantedRole::Secretary).await;
    let whole = paper(Subject::Guardian, false);
    assert!(on_paper(&scene, &clerk, &whole).await.is_err(), "a draft is its authors' alone");
    submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await.unwrap();
    let mut others = vec![Actor::visitor(), scene.owner.clone(), member(&scene.db, "Người khác").await];
    for role in GrantedRole::ALL.into_iter().filter(|role| *role != GrantedRole::Secretary) {
        others.push(holder(&scene.db, "Có vai trò", role).await);
    }
    for other in &others {
        assert!(on_paper(&scene, other, &whole).await.is_err(), "{other:?}");
    }
    let ahead = PaperAnswer {
        signed_on: Some(domain::calendar::vietnam_date(noon() + Duration::days(1))),
        kept_at: " ".to_owned(),
        ..whole.clone()
    };
    let Err(RecordPaperError::Problems(problems)) = on_paper(&scene, &clerk, &ahead).await else { panic!("recorded") };
    assert_eq!(problems, [PaperProblem::DateAhead, PaperProblem::PlaceMissing]);
    on_paper(&scene, &clerk, &paper(Subject::Guardian, true)).await.unwrap();
    assert_eq!(scene.state(Subject::Guardian).await, Some(LineState::Refused));
}

async fn answered_letters(scene: &Scene) -> Vec<mail::Model> {
    mail::Entity::find()
        .filter(mail::Column::Template.eq("consent_answered"))
        .order_by_asc(mail::Column::Id)
        .all(&scene.db)
        .await
        .unwrap()
}

/// The outbox comes by.
async fn letters_leave(scene: &Scene, now: OffsetDateTime) {
    mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value("sent"))
        .col_expr(mail::Column::SentAt, Expr::value(now))
        .filter(mail::Column::State.eq("queued"))
        .filter(mail::Column::NextAt.lte(now))
        .exec(&scene.db)
        .await
        .unwrap();
}

fn answer_in(letter: &mail::Model) -> String {
    let params: serde_json::Value = serde_json::from_str(&letter.params).unwrap();
    params["answer"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn who_answers_sixty_times_writes_few_letters_and_the_last_word_is_told() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    for turn in 0..60 {
        let at = noon() + Duration::minutes(turn);
        scene.answer_at(&token, turn % 2 == 0, at).await;
        letters_leave(&scene, at).await;
    }
    assert_eq!(answer_in(&answered_letters(&scene).await[0]), "refused", "the first is told at once");
    letters_leave(&scene, noon() + Duration::days(1)).await;
    let told: Vec<String> = answered_letters(&scene).await.iter().map(answer_in).collect();
    assert_eq!(told, ["refused", "given"]);
    let later = noon() + Duration::days(3);
    scene.answer_at(&token, true, later).await;
    scene.answer_at(&token, false, later).await;
    assert_eq!(answered_letters(&scene).await.len(), 2, "back to what was told: nothing to tell");
}

#[tokio::test]
async fn the_link_of_a_former_guardian_answers_for_nobody_once_another_agreed() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    scene.answer(&token, false).await;
    scene
        .change_guardian(|guardian| {
            guardian.name = "Lê Văn Cha".to_owned();
            guardian.email.clear();
        })
        .await;
    submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await.unwrap();
    let clerk = holder(&scene.db, "Thư ký Thử", GrantedRole::Secretary).await;
    on_paper(&scene, &clerk, &paper(Subject::Guardian, false)).await.unwrap();
    assert_eq!(scene.state(Subject::Guardian).await, Some(LineState::Given));

    let own = answer_consent(&scene.db, &token, yes(), true, &trace(), noon()).await;
    let beside = answer_beside(&scene.db, &token, yes(), false, &trace(), noon()).await;

    for late in [own, beside] {
        assert!(matches!(late, Err(AnswerConsentError::Outdated)), "{late:?}");
    }
    let never = Some(LineState::NotAsked { answered_before: false });
    assert_eq!(scene.state(Subject::Child).await, never);
}

#[tokio::test]
async fn pupil_and_teacher_hear_of_each_answer_and_of_nothing_else() {
    let scene = scene().await;
    scene
        .save(SectionInput::Instructors(vec![Instructor {
            full_name: "Cô Thử".to_owned(),
            unit_name: String::new(),
            contact: "co@vi-du.example".to_owned(),
        }]))
        .await;
    let token = scene.ask_guardian(noon()).await;
    for (day, answer) in [(0, Some(true)), (0, Some(true)), (2, Some(false)), (4, None)] {
        let at = noon() + Duration::days(day);
        match answer {
            Some(refuses) => scene.answer_at(&token, refuses, at).await,
            None => withdraw_consent(&scene.db, &token, &trace(), at).await.unwrap(),
        }
        letters_leave(&scene, at).await;
    }
    let letters = answered_letters(&scene).await;
    let to_teacher: Vec<&mail::Model> = letters.iter().filter(|row| row.recipient == "co@vi-du.example").collect();
    assert_eq!((letters.len(), to_teacher.len()), (6, 3), "owner and teacher, of each change");
    for letter in &letters {
        let params: serde_json::Value = serde_json::from_str(&letter.params).unwrap();
        assert_eq!(params["child"], "Nguyễn Thị Thử");
        for private in ["Mẫu", GUARDIAN, "0987654321", "2011", &token] {
            assert!(!letter.params.contains(private), "{private} in {}", letter.params);
        }
    }
}
