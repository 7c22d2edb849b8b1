//! Consents for tests.

use domain::consent::{CONSENT_TEXT, ConsentState, Person, Question, Subject, Way};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use time::OffsetDateTime;

use crate::entities::{author, consent};

/// Guardian and child agree about this author as entered now; `publish`: to the name and the school as well.
pub async fn give_consents(db: &DatabaseConnection, author: i64, publish: bool, at: OffsetDateTime) {
    for subject in Subject::ALL {
        answer_for(db, author, subject, ConsentState::Given, publish, at).await;
    }
}

/// A row as if this person had been asked about the author as entered now, and had answered like this.
pub async fn answer_for(
    db: &DatabaseConnection,
    author: i64,
    subject: Subject,
    state: ConsentState,
    publish: bool,
    at: OffsetDateTime,
) {
    let known = author::Entity::find_by_id(author).one(db).await.expect("read").expect("an author");
    let person = Person {
        full_name: known.full_name,
        birth_date: known.birth_date,
        guardian_name: known.guardian_name.clone().unwrap_or_default(),
        guardian_phone: known.guardian_phone.unwrap_or_default(),
        guardian_email: known.guardian_email.unwrap_or_default(),
    };
    let row = consent::ActiveModel {
        author_id: Set(author),
        subject: Set(subject.code().to_owned()),
        question: Set(serde_json::to_string(&Question::about(&person)).expect("JSON")),
        state: Set(state.code().to_owned()),
        person_name: Set(Some(known.guardian_name.unwrap_or_default())),
        publish_name: Set(publish),
        publish_photo: Set(false),
        way: Set(Way::Link.code().to_owned()),
        sent_to: Set(String::new()),
        text_version: Set(CONSENT_TEXT.to_owned()),
        asked_at: Set(at),
        answered_at: Set((state != ConsentState::Asked).then_some(at)),
        withdrawn_at: Set((state == ConsentState::Withdrawn).then_some(at)),
        ..Default::default()
    };
    row.insert(db).await.expect("a consent");
}
