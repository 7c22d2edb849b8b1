//! Consents: asked by link, answered without an account, taken back at any time.

use domain::entries::consent::{ConsentState, ConsentSubject, publication};
use domain::entries::consent_answer::{ConsentAnswer, ConsentProblem};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{DatabaseConnection, EntityTrait};

use crate::entities::{ledger, mail};
use crate::entries::*;
use crate::testkit::*;

fn yes() -> ConsentAnswer {
    ConsentAnswer {
        person_name: "Trần Thị Mẫu".to_owned(),
        relation: "Mẹ".to_owned(),
        processing: true,
        publish_name: true,
        publish_photo: false,
    }
}

struct Scene {
    db: DatabaseConnection,
    owner: Actor,
    entry: domain::ids::EntryId,
    author: domain::ids::AuthorId,
}

async fn scene() -> Scene {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let owner = member(&db, "Lan Thử").await;
    let entry = whole_draft(&db, &owner, edition, "Một").await;
    let author = first_author(&db, &owner, entry).await;
    Scene {
        db,
        owner,
        entry,
        author,
    }
}

impl Scene {
    async fn ask(&self, subject: ConsentSubject) -> String {
        let link = ask_consent(&self.db, &self.owner, self.entry, self.author, subject, noon())
            .await
            .unwrap();
        link.strip_prefix("/dong-y/").unwrap().to_owned()
    }

    async fn author(&self) -> domain::entries::entry::Author {
        let open = find_open_entry(&self.db, &self.owner, self.entry, noon())
            .await
            .unwrap();
        open.entry.authors[0].clone()
    }

    async fn state(&self, subject: ConsentSubject) -> Option<ConsentState> {
        self.author().await.consent(subject).map(|consent| consent.state)
    }
}

#[tokio::test]
async fn a_guardian_gives_takes_back_and_gives_again_at_the_same_link() {
    let scene = scene().await;
    let token = scene.ask(ConsentSubject::Guardian).await;
    let asked = find_consent(&scene.db, &token).await.unwrap();
    assert_eq!(asked.consent.state, ConsentState::Asked);
    assert_eq!(asked.guardian_name, "Trần Thị Mẫu");
    for (give, expected) in [
        (true, ConsentState::Given),
        (false, ConsentState::Withdrawn),
        (true, ConsentState::Given),
    ] {
        if give {
            answer_consent(&scene.db, &token, yes(), false, noon()).await.unwrap();
        } else {
            withdraw_consent(&scene.db, &token, noon()).await.unwrap();
        }
        assert_eq!(scene.state(ConsentSubject::Guardian).await, Some(expected));
    }
    let letters = mail::Entity::find().all(&scene.db).await.unwrap();
    assert_eq!(letters[0].template, "guardian_consent");
    assert_eq!(letters[0].recipient, "mau@vi-du.example");
}

#[tokio::test]
async fn nothing_is_given_without_a_name_and_a_tick() {
    let scene = scene().await;
    let token = scene.ask(ConsentSubject::Guardian).await;
    let empty = answer_consent(&scene.db, &token, ConsentAnswer::default(), false, noon()).await;
    let Err(AnswerConsentError::Problems(problems)) = empty else {
        panic!("{empty:?}")
    };
    let expected = [
        ConsentProblem::NameMissing,
        ConsentProblem::RelationMissing,
        ConsentProblem::ProcessingNotTicked,
    ];
    assert_eq!(problems, expected);
    assert_eq!(scene.state(ConsentSubject::Guardian).await, Some(ConsentState::Asked));
}

#[tokio::test]
async fn a_no_stops_the_entry_and_publishes_nothing() {
    let scene = scene().await;
    let token = scene.ask(ConsentSubject::Child).await;
    answer_consent(
        &scene.db,
        &token,
        ConsentAnswer {
            processing: false,
            ..yes()
        },
        true,
        noon(),
    )
    .await
    .unwrap();
    assert_eq!(scene.state(ConsentSubject::Child).await, Some(ConsentState::Refused));
    let on = domain::calendar::vietnam_date(noon());
    assert!(!publication(&scene.author().await, on).name);
    let sent = submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await;
    assert!(matches!(sent, Err(SubmitEntryError::Problems(_))));
}

#[tokio::test]
async fn both_must_agree_before_a_name_is_published() {
    let scene = scene().await;
    let on = domain::calendar::vietnam_date(noon());
    for (subject, published) in [(ConsentSubject::Guardian, false), (ConsentSubject::Child, true)] {
        let token = scene.ask(subject).await;
        answer_consent(&scene.db, &token, yes(), false, noon()).await.unwrap();
        assert_eq!(publication(&scene.author().await, on).name, published);
    }
}

#[tokio::test]
async fn a_new_link_ends_the_old_one_and_a_given_consent_is_not_asked_again() {
    let scene = scene().await;
    let old = scene.ask(ConsentSubject::Guardian).await;
    let new = scene.ask(ConsentSubject::Guardian).await;
    assert!(find_consent(&scene.db, &old).await.is_err());
    answer_consent(&scene.db, &new, yes(), false, noon()).await.unwrap();
    let again = ask_consent(
        &scene.db,
        &scene.owner,
        scene.entry,
        scene.author,
        ConsentSubject::Guardian,
        noon(),
    )
    .await;
    assert!(matches!(again, Err(AskConsentError::AlreadyGiven)));
}

#[tokio::test]
async fn sending_asks_whoever_was_forgotten() {
    let scene = scene().await;
    submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon())
        .await
        .unwrap();
    assert_eq!(scene.state(ConsentSubject::Guardian).await, Some(ConsentState::Asked));
    assert_eq!(
        scene.state(ConsentSubject::Child).await,
        None,
        "the child has no address"
    );
}

#[tokio::test]
async fn nobody_else_asks_and_a_guessed_link_is_not_there() {
    let scene = scene().await;
    scene.ask(ConsentSubject::Guardian).await;
    let mut others = vec![Actor::visitor(), member(&scene.db, "Người khác").await];
    for role in GrantedRole::ALL {
        others.push(holder(&scene.db, "Có vai trò", role).await);
    }
    for other in &others {
        let asked = ask_consent(
            &scene.db,
            other,
            scene.entry,
            scene.author,
            ConsentSubject::Child,
            noon(),
        )
        .await;
        assert!(asked.is_err());
    }
    for guess in ["", "0", &"0".repeat(40)] {
        assert!(find_consent(&scene.db, guess).await.is_err());
        assert!(answer_consent(&scene.db, guess, yes(), false, noon()).await.is_err());
        assert!(withdraw_consent(&scene.db, guess, noon()).await.is_err());
    }
}

#[tokio::test]
async fn the_ledger_names_no_child_and_no_guardian() {
    let scene = scene().await;
    let token = scene.ask(ConsentSubject::Guardian).await;
    answer_consent(&scene.db, &token, yes(), false, noon()).await.unwrap();
    let rows = ledger::Entity::find().all(&scene.db).await.unwrap();
    let all: String = rows
        .iter()
        .map(|row| format!("{} {} {}", row.act, row.subject, row.detail))
        .collect();
    assert!(all.contains("consent.answered"));
    for secret in ["Mẫu", "Thử", "mau@", &token] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
