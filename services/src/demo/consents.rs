//! Consents of the demonstration: given by link, and one that has to come on paper.

use domain::consent::{CONSENT_TEXT, Question, Subject, Way, consents_needed};
use domain::entries::entry::Author;
use domain::ids::EntryId;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::{Date, OffsetDateTime};

use crate::entities::{author, consent};
use crate::entries::load_entry;
use crate::failure::{Failure, write_json};

/// The consents that guardians and children gave by their own links.
pub async fn agree(db: &DatabaseConnection, authors: &[Author], on: Date, at: OffsetDateTime) -> Result<(), Failure> {
    for author in authors {
        let (Some(id), Some(birth)) = (author.id, author.birth_date) else {
            continue;
        };
        for subject in consents_needed(Some(birth), on) {
            give_consent(db, id.0, subject, author, at).await?;
        }
    }
    Ok(())
}

async fn give_consent(
    db: &DatabaseConnection,
    id: i64,
    subject: Subject,
    author: &Author,
    at: OffsetDateTime,
) -> Result<(), Failure> {
    let name = match subject {
        Subject::Guardian => &author.guardian.name,
        Subject::Child => &author.full_name,
    };
    let row = consent::ActiveModel {
        author_id: Set(id),
        subject: Set(subject.code().to_owned()),
        question: Set(write_json(&Question::about(&author.person()))?),
        state: Set("given".to_owned()),
        person_name: Set(Some(name.clone())),
        publish_name: Set(id % 3 != 0),
        publish_photo: Set(false),
        way: Set(Way::Link.code().to_owned()),
        sent_to: Set(author.guardian.email.clone()),
        text_version: Set(CONSENT_TEXT.to_owned()),
        asked_at: Set(at),
        answered_at: Set(Some(at)),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

/// Takes the address of the first author's guardian away again, and what was answered by it: nobody can be written to, so
/// the consent has to come on paper.
pub async fn take_address(db: &DatabaseConnection, entry: EntryId) -> Result<(), Failure> {
    let entry = load_entry(db, entry).await?;
    let Some(id) = entry.authors.first().and_then(|author| author.id) else {
        return Ok(());
    };
    consent::Entity::delete_many().filter(consent::Column::AuthorId.eq(id.0)).exec(db).await?;
    let row = author::ActiveModel { id: Unchanged(id.0), guardian_email: Set(None), ..Default::default() };
    row.update(db).await?;
    Ok(())
}
