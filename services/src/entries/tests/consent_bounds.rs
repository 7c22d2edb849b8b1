//! What a consent is bound to: the child, the guardian, the address; what happens when one of them changes.

use domain::consent::{LineState, Subject};
use domain::copies::Origin;
use domain::entries::entry::{Author, Guardian, Instructor};
use domain::entries::section_input::SectionInput;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};
use time::Duration;
use time::macros::date;

use super::consents::{GUARDIAN, Scene, scene, trace, yes};
use crate::entities::{account, attachment, mail};
use crate::entries::*;
use crate::testkit::*;

impl Scene {
    pub async fn save(&self, input: SectionInput) {
        save_section(&self.db, &self.owner, self.entry, input, &Origin::default(), noon()).await.unwrap();
    }

    async fn change_author(&self, change: impl FnOnce(&mut Author)) {
        let mut author = self.entry().await.authors.remove(0);
        change(&mut author);
        self.save(SectionInput::Authors(vec![author])).await;
    }

    pub async fn change_guardian(&self, change: impl FnOnce(&mut Guardian)) {
        let mut guardian = self.entry().await.authors[0].guardian.clone();
        change(&mut guardian);
        self.save(SectionInput::Guardians(vec![(self.author, guardian)])).await;
    }

    async fn agreed() -> (Self, String) {
        let scene = scene().await;
        let token = scene.ask_guardian(noon()).await;
        scene.answer(&token, false).await;
        answer_beside(&scene.db, &token, yes(), false, &trace(), noon()).await.unwrap();
        assert!(scene.is_named().await);
        (scene, token)
    }
}

const GONE: Option<LineState> = Some(LineState::NotAsked { answered_before: true });

#[tokio::test]
async fn the_row_becomes_another_child_and_the_consent_does_not_follow() {
    let (scene, token) = Scene::agreed().await;
    scene.change_author(|author| author.full_name = "Nguyen Thi THỬ".to_owned()).await;
    assert_eq!(scene.state(Subject::Guardian).await, Some(LineState::Given), "spelling");
    scene
        .change_author(|author| {
            author.full_name = "Lê Văn Khác".to_owned();
            author.birth_date = Some(date!(2012 - 02 - 03));
        })
        .await;
    for subject in Subject::ALL {
        assert_eq!(scene.state(subject).await, GONE, "{subject:?}");
    }
    assert!(!scene.is_named().await);
    let page = find_consent(&scene.db, &token, noon()).await.unwrap();
    assert!(!page.binds);
    let late = answer_consent(&scene.db, &token, yes(), false, &trace(), noon()).await;
    assert!(matches!(late, Err(AnswerConsentError::Outdated)));
    let beside = answer_beside(&scene.db, &token, yes(), false, &trace(), noon()).await;
    assert!(matches!(beside, Err(AnswerConsentError::Outdated)));
}

#[tokio::test]
async fn another_birth_date_or_guardian_asks_again_with_the_sending() {
    for other_guardian in [false, true] {
        let (scene, _) = Scene::agreed().await;
        if other_guardian {
            scene
                .change_guardian(|guardian| {
                    guardian.name = "Lê Văn Cha".to_owned();
                    guardian.email = "cha@vi-du.example".to_owned();
                })
                .await;
        } else {
            scene.change_author(|author| author.birth_date = Some(date!(2012 - 12 - 01))).await;
        }
        assert_eq!(scene.state(Subject::Guardian).await, GONE);
        let later = noon() + Duration::hours(25);
        submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, later).await.unwrap();
        let address = if other_guardian { "cha@vi-du.example" } else { GUARDIAN };
        let letters = mail::Entity::find()
            .filter(mail::Column::Recipient.eq(address))
            .filter(mail::Column::Template.eq("guardian_consent"))
            .all(&scene.db)
            .await
            .unwrap();
        assert_eq!(letters.len(), if other_guardian { 1 } else { 2 });
        assert!(matches!(scene.state(Subject::Guardian).await, Some(LineState::Asked { .. })));
    }
}

#[tokio::test]
async fn removing_an_author_gives_nobody_the_consent_of_another() {
    let (scene, _) = Scene::agreed().await;
    let first = scene.entry().await.authors.remove(0);
    let second = Author {
        full_name: "Phạm Mai Chi".to_owned(),
        is_representative: false,
        share: None,
        ..sample_author("Phạm Mai Chi")
    };
    scene.save(SectionInput::Authors(vec![second.clone(), first.clone()])).await;
    let entry = scene.entry().await;
    let today = domain::calendar::vietnam_date(noon());
    let named: Vec<bool> =
        entry.authors.iter().map(|author| entry.standing_of(author, today).publication.name).collect();
    assert_eq!(named, [false, true], "consents move with the person, not with the place");
    scene.save(SectionInput::Authors(vec![entry.authors[0].clone()])).await;
    assert!(!scene.is_named().await);
}

/// A dossier with a paper of each author.
async fn with_paper(scene: &Scene) -> i64 {
    attach(&scene.db, &scene.owner, scene.entry, "birth_certificate", "khai-sinh.pdf").await;
    let row = attachment::Entity::find()
        .filter(attachment::Column::ItemCode.eq("birth_certificate"))
        .one(&scene.db)
        .await
        .unwrap()
        .unwrap();
    let given =
        attachment::ActiveModel { id: Unchanged(row.id), author_id: Set(Some(scene.author.0)), ..Default::default() };
    given.update(&scene.db).await.unwrap();
    row.id
}

async fn holder_of(scene: &Scene, paper: i64) -> Option<i64> {
    let row = attachment::Entity::find_by_id(paper).one(&scene.db).await.unwrap().unwrap();
    row.author_id
}

#[tokio::test]
async fn papers_of_the_first_child_do_not_become_those_of_the_second() {
    let scene = scene().await;
    let paper = with_paper(&scene).await;
    let before = scene.entry().await.authors[0].clone();
    scene.change_author(|author| author.full_name = "Nguyễn Thị THỬ".to_owned()).await;
    assert_eq!(holder_of(&scene, paper).await, Some(scene.author.0), "spelling");
    for step in ["Lê", "Lê Văn", "Lê Văn Khác"] {
        scene.change_author(|author| author.full_name = step.to_owned()).await;
    }
    assert_eq!(holder_of(&scene, paper).await, None, "typed letter by letter all the same");
    scene.change_author(|author| author.full_name = before.full_name.clone()).await;
    assert_eq!(holder_of(&scene, paper).await, Some(scene.author.0), "back with the same child");
    scene.change_author(|author| author.birth_date = Some(date!(2012 - 01 - 01))).await;
    assert_eq!(holder_of(&scene, paper).await, None, "another birth date");
}

#[tokio::test]
async fn papers_of_an_author_who_was_removed_wait_for_whoever_comes_back() {
    let scene = scene().await;
    let paper = with_paper(&scene).await;
    let first = scene.entry().await.authors.remove(0);
    let other = sample_author("Phạm Mai Chi");
    scene.save(SectionInput::Authors(vec![other.clone()])).await;
    assert_eq!(holder_of(&scene, paper).await, None, "nobody inherits it");
    let entry = scene.entry().await;
    let nobodys = entry.files.iter().filter(|file| file.author.is_none() && !file.holder.is_empty());
    let waiting: Vec<&str> = nobodys.map(|file| file.holder.as_str()).collect();
    assert_eq!(waiting, ["Nguyễn Thị Thử"], "it is offered, and says whose it was");
    let again = Author { id: None, ..first };
    scene.save(SectionInput::Authors(vec![other, again])).await;
    let back = scene.entry().await.authors[1].id.map(|id| id.0);
    assert!(back != Some(scene.author.0) && back.is_some());
    assert_eq!(holder_of(&scene, paper).await, back, "typed in again, it is theirs again");
}

#[tokio::test]
async fn the_guardians_address_is_nobody_elses() {
    let scene = scene().await;
    let owner =
        account::Entity::find_by_id(scene.owner.account.unwrap().0).one(&scene.db).await.unwrap().unwrap().email;
    scene
        .save(SectionInput::Instructors(vec![Instructor {
            full_name: "Cô Thử".to_owned(),
            unit_name: String::new(),
            contact: "0912345678, co@vi-du.example".to_owned(),
        }]))
        .await;
    scene.change_author(|author| author.email = "con@vi-du.example".to_owned()).await;
    for taken in [owner.as_str(), "con@vi-du.example", "CO@vi-du.example", "co@vi-du.example"] {
        scene.change_guardian(|guardian| guardian.email = taken.to_owned()).await;
        let asked = ask_consent(&scene.db, &scene.owner, scene.entry, scene.author, Subject::Guardian, noon()).await;
        assert!(matches!(asked, Err(AskConsentError::NoAddress { taken: Some(_) })), "{taken}: {asked:?}");
        let sent = submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await;
        assert!(matches!(sent, Err(SubmitEntryError::Problems(_))), "{taken}");
    }
    assert_eq!(mail::Entity::find().all(&scene.db).await.unwrap().len(), 0);
}
