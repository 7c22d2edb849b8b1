//! Consents: asked by letter, answered without an account, taken back at any time.

use domain::calendar::vietnam_date;
use domain::consent::{ConsentState, LineState, Standing, Subject};
use domain::entries::consent_answer::{AnswerTrace, ConsentAnswer, ConsentProblem};
use domain::entries::entry::Entry;
use domain::entries::section_input::SectionInput;
use domain::ids::{AuthorId, EntryId};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{DatabaseConnection, EntityTrait};
use time::{Duration, OffsetDateTime};

use crate::entities::{ledger, mail};
use crate::entries::*;
use crate::testkit::*;

/// The guardian's address in a whole draft.
pub(super) const GUARDIAN: &str = "mau@vi-du.example";

pub(super) fn yes() -> ConsentAnswer {
    ConsentAnswer {
        person_name: "Trần Thị Mẫu".to_owned(),
        relation: "Mẹ".to_owned(),
        processing: true,
        publish_name: true,
        publish_photo: false,
    }
}

pub(super) fn trace() -> AnswerTrace {
    AnswerTrace {
        network: "203.0.113.0/24".to_owned(),
        session: Some(domain::ids::AccountId(41)),
        text_hash: "ab".repeat(32),
    }
}

pub(super) struct Scene {
    pub db: DatabaseConnection,
    pub owner: Actor,
    pub entry: EntryId,
    pub author: AuthorId,
}

pub(super) async fn scene() -> Scene {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let owner = member(&db, "Lan Thử").await;
    let entry = whole_draft(&db, &owner, edition, "Một").await;
    let author = first_author(&db, &owner, entry).await;
    Scene { db, owner, entry, author }
}

impl Scene {
    /// Asks the guardian; the secret is in the letter, and nowhere else.
    pub async fn ask_guardian(&self, at: OffsetDateTime) -> String {
        let address = ask_consent(&self.db, &self.owner, self.entry, self.author, Subject::Guardian, at).await.unwrap();
        assert_eq!(address, GUARDIAN);
        newest_token(&self.db, GUARDIAN).await
    }

    pub async fn answer(&self, token: &str, refuses: bool) {
        self.answer_at(token, refuses, noon()).await;
    }

    pub async fn answer_at(&self, token: &str, refuses: bool, at: OffsetDateTime) {
        answer_consent(&self.db, token, yes(), refuses, &trace(), at).await.unwrap();
    }

    pub async fn entry(&self) -> Entry {
        load_entry(&self.db, self.entry).await.unwrap()
    }

    pub async fn state(&self, subject: Subject) -> Option<LineState> {
        self.standing().await.line(subject)
    }

    pub async fn is_named(&self) -> bool {
        self.standing().await.publication.name
    }

    pub async fn is_complete(&self) -> bool {
        self.standing().await.is_complete()
    }

    async fn standing(&self) -> Standing {
        let entry = self.entry().await;
        entry.standing_of(&entry.authors[0], vietnam_date(noon()))
    }
}

#[tokio::test]
async fn a_guardian_gives_takes_back_and_gives_again_at_the_same_link() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    let asked = find_consent(&scene.db, &token, noon()).await.unwrap();
    assert_eq!(asked.consent.state, ConsentState::Asked);
    assert_eq!(asked.guardian_name, "Trần Thị Mẫu");
    for (give, expected) in [(true, LineState::Given), (false, LineState::Withdrawn), (true, LineState::Given)] {
        if give {
            scene.answer(&token, false).await;
        } else {
            withdraw_consent(&scene.db, &token, &trace(), noon()).await.unwrap();
        }
        assert_eq!(scene.state(Subject::Guardian).await, Some(expected));
    }
}

#[tokio::test]
async fn the_letter_names_the_child_and_everything_collected() {
    let scene = scene().await;
    scene.ask_guardian(noon()).await;
    let letters = mail::Entity::find().all(&scene.db).await.unwrap();
    let params: serde_json::Value = serde_json::from_str(&letters[0].params).unwrap();
    assert_eq!((letters[0].template.as_str(), letters[0].recipient.as_str()), ("guardian_consent", GUARDIAN));
    assert_eq!(params["child"], "Nguyễn Thị Thử");
    let data = domain::consent::data_collected(&sample_rules());
    assert_eq!(params["data"], serde_json::to_value(data).unwrap());
}

#[tokio::test]
async fn nothing_is_given_without_a_name_and_a_tick() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    let empty = answer_consent(&scene.db, &token, ConsentAnswer::default(), false, &trace(), noon()).await;
    let Err(AnswerConsentError::Problems(problems)) = empty else { panic!("{empty:?}") };
    let expected = [ConsentProblem::NameMissing, ConsentProblem::RelationMissing, ConsentProblem::ProcessingNotTicked];
    assert_eq!(problems, expected);
    assert!(matches!(scene.state(Subject::Guardian).await, Some(LineState::Asked { .. })));
}

#[tokio::test]
async fn a_no_stops_the_entry_publishes_nothing_and_asking_again_does_not_wipe_it() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    scene.answer(&token, true).await;
    assert_eq!(scene.state(Subject::Guardian).await, Some(LineState::Refused));
    let later = noon() + Duration::days(2);
    scene.ask_guardian(later).await;
    assert_eq!(scene.state(Subject::Guardian).await, Some(LineState::Refused));
    assert!(!scene.is_named().await);
    let sent = submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, later).await;
    assert!(matches!(sent, Err(SubmitEntryError::Problems(_))));
}

#[tokio::test]
async fn both_must_agree_before_a_name_is_published() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    scene.answer(&token, false).await;
    assert!(!scene.is_named().await, "the child was not asked");
    let beside = find_consent(&scene.db, &token, noon()).await.unwrap().beside;
    assert!(beside.expect("the child has no address").is_open);
    answer_beside(&scene.db, &token, yes(), false, &trace(), noon()).await.unwrap();
    assert!(scene.is_named().await);
    assert_eq!(scene.state(Subject::Child).await, Some(LineState::Given));
}

#[tokio::test]
async fn the_child_answers_on_the_guardians_page_only_after_the_guardian_and_as_it_likes() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    let early = answer_beside(&scene.db, &token, yes(), false, &trace(), noon()).await;
    assert!(matches!(early, Err(AnswerConsentError::Outdated)));
    scene.answer(&token, false).await;
    answer_beside(&scene.db, &token, yes(), true, &trace(), noon()).await.unwrap();
    assert_eq!(scene.state(Subject::Child).await, Some(LineState::Refused));
    assert_eq!(scene.state(Subject::Guardian).await, Some(LineState::Given));
}

#[tokio::test]
async fn a_new_link_ends_the_old_one_and_a_given_consent_is_not_asked_again() {
    let scene = scene().await;
    let old = scene.ask_guardian(noon()).await;
    let later = noon() + Duration::hours(25);
    let new = scene.ask_guardian(later).await;
    assert!(find_consent(&scene.db, &old, later).await.is_err());
    scene.answer(&new, false).await;
    let again = ask_consent(&scene.db, &scene.owner, scene.entry, scene.author, Subject::Guardian, later).await;
    assert!(matches!(again, Err(AskConsentError::AlreadyGiven)));
}

#[tokio::test]
async fn an_author_of_age_can_be_asked_and_decides_alone() {
    let scene = scene().await;
    let mut author = scene.entry().await.authors.remove(0);
    author.birth_date = Some(time::macros::date!(2009 - 01 - 01));
    author.email = "tac-gia@vi-du.example".to_owned();
    scene.save(SectionInput::Authors(vec![author])).await;
    assert!(scene.entry().await.in_care(vietnam_date(noon())).next().is_none(), "nobody's child");
    let ask = async |subject| ask_consent(&scene.db, &scene.owner, scene.entry, scene.author, subject, noon()).await;
    assert!(matches!(ask(Subject::Guardian).await, Err(AskConsentError::NotNeeded)));
    assert_eq!(ask(Subject::Child).await.unwrap(), "tac-gia@vi-du.example");
    let token = newest_token(&scene.db, "tac-gia@vi-du.example").await;
    assert!(find_consent(&scene.db, &token, noon()).await.unwrap().of_age);
    scene.answer(&token, false).await;
    assert_eq!(scene.state(Subject::Child).await, Some(LineState::Given));
    assert!(scene.is_named().await);
}

#[tokio::test]
async fn asking_sixty_times_is_one_letter() {
    let scene = scene().await;
    scene.ask_guardian(noon()).await;
    for minute in 1..60 {
        let at = noon() + Duration::minutes(minute);
        let again = ask_consent(&scene.db, &scene.owner, scene.entry, scene.author, Subject::Guardian, at).await;
        assert!(matches!(again, Err(AskConsentError::TooSoon)), "{again:?}");
    }
    assert_eq!(mail::Entity::find().all(&scene.db).await.unwrap().len(), 1);
}

#[tokio::test]
async fn entries_of_many_strangers_write_to_one_address_only_so_often() {
    let scene = scene().await;
    let edition = scene.entry().await.edition;
    let mut sent = 0;
    for number in 0..14 {
        let stranger = member(&scene.db, &format!("Người lạ {number}")).await;
        let entry = whole_draft(&scene.db, &stranger, edition, &format!("Bài {number}")).await;
        let author = first_author(&scene.db, &stranger, entry).await;
        let asked = ask_consent(&scene.db, &stranger, entry, author, Subject::Guardian, noon()).await;
        match asked {
            Ok(_) => sent += 1,
            Err(err) => assert!(matches!(err, AskConsentError::TooSoon), "{err:?}"),
        }
    }
    assert_eq!(sent, 10);
    let letters = || async {
        let all = mail::Entity::find().all(&scene.db).await.unwrap();
        all.iter().filter(|letter| letter.recipient == GUARDIAN).count()
    };
    assert_eq!(letters().await, 10);
    // Sending an entry asks too, and is not held up by an address that was asked enough.
    submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await.unwrap();
    assert_eq!(letters().await, 10);
    let tomorrow = noon() + Duration::hours(25);
    ask_consent(&scene.db, &scene.owner, scene.entry, scene.author, Subject::Guardian, tomorrow).await.unwrap();
}

#[tokio::test]
async fn sending_asks_whoever_was_forgotten() {
    let scene = scene().await;
    submit_entry(&scene.db, &ReceiptKey::random(), &scene.owner, scene.entry, noon()).await.unwrap();
    assert!(matches!(scene.state(Subject::Guardian).await, Some(LineState::Asked { .. })));
    let child = scene.state(Subject::Child).await;
    assert_eq!(child, Some(LineState::NotAsked { answered_before: false }), "the child has no address");
}

#[tokio::test]
async fn nobody_else_asks_and_a_guessed_link_is_not_there() {
    let scene = scene().await;
    scene.ask_guardian(noon()).await;
    let mut others = vec![Actor::visitor(), member(&scene.db, "Người khác").await];
    for role in GrantedRole::ALL {
        others.push(holder(&scene.db, "Có vai trò", role).await);
    }
    for other in &others {
        let asked = ask_consent(&scene.db, other, scene.entry, scene.author, Subject::Guardian, noon()).await;
        assert!(matches!(asked, Err(AskConsentError::Failure(_))), "{asked:?}");
    }
    for guess in ["", "0", &"0".repeat(40)] {
        assert!(find_consent(&scene.db, guess, noon()).await.is_err());
        assert!(answer_consent(&scene.db, guess, yes(), false, &trace(), noon()).await.is_err());
        assert!(answer_beside(&scene.db, guess, yes(), false, &trace(), noon()).await.is_err());
        assert!(withdraw_consent(&scene.db, guess, &trace(), noon()).await.is_err());
    }
}

#[tokio::test]
async fn the_ledger_says_who_from_where_when_and_to_which_text_and_names_nobody() {
    let scene = scene().await;
    let token = scene.ask_guardian(noon()).await;
    scene.answer(&token, false).await;
    withdraw_consent(&scene.db, &token, &trace(), noon()).await.unwrap();
    let rows = ledger::Entity::find().all(&scene.db).await.unwrap();
    for act in ["consent.answered", "consent.withdrawn"] {
        let record = rows.iter().find(|row| row.act == act).expect(act);
        let detail: serde_json::Value = serde_json::from_str(&record.detail).unwrap();
        assert_eq!(record.subject, format!("author/{}", scene.author));
        assert_eq!(detail["who"], "guardian");
        assert_eq!(detail["way"], "link");
        assert_eq!(detail["network"], "203.0.113.0/24");
        assert_eq!(detail["session"], 41, "who was signed in on that device");
        assert_eq!(detail["text"], domain::consent::CONSENT_TEXT);
        assert_eq!(detail["text_hash"], trace().text_hash);
    }
    let all: String = rows.iter().map(|row| format!("{} {} {}", row.act, row.subject, row.detail)).collect();
    for secret in ["Mẫu", "Thử", "mau@", &token] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
