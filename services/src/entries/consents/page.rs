//! What the person at a link is asked.

use domain::calendar::{is_child, vietnam_date};
use domain::consent::{ConsentState, Subject, address_of, data_collected, last_word};
use domain::entries::consent_answer::{BesideGuardian, ConsentRequest};
use domain::entries::entry::{Author, Entry};
use domain::ids::{AuthorId, EntryId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use time::OffsetDateTime;

use crate::entities::{author, consent};
use crate::entries::load::{consent_of_row, load_entry};
use crate::failure::Failure;
use crate::programmes::{find_edition, find_rules};
use crate::tokens::hash_token;

/// What the person at this link is asked, and what was answered.
pub async fn find_consent(
    db: &impl ConnectionTrait,
    token: &str,
    now: OffsetDateTime,
) -> Result<ConsentRequest, Failure> {
    let row = row_at(db, token).await?;
    let (entry, place) = author_of(db, row.author_id).await?;
    let author = &entry.authors[place];
    let edition = find_edition(db, entry.edition).await?;
    let rules = find_rules(db, entry.edition, entry.rules_version).await?;
    let text_version = row.text_version.clone();
    let consent = consent_of_row(row)?;
    let of_age = is_of_age(author, now);
    let binds = consent.question.binds(consent.subject, &author.person());
    Ok(ConsentRequest {
        beside: (consent.subject == Subject::Guardian && binds && !of_age)
            .then(|| beside(&entry, place, now))
            .flatten(),
        binds,
        of_age,
        consent,
        author_name: author.full_name.clone(),
        guardian_name: author.guardian.name.clone(),
        guardian_relation: author.guardian.relation.clone(),
        entry_title: entry.title.clone(),
        entry_state: entry.state,
        edition_vi: edition.name_vi,
        edition_en: edition.name_en,
        data: data_collected(&rules),
        text_version,
    })
}

/// The child's part on the guardian's page: from seven on, when no letter can reach the child alone.
pub(super) fn beside(entry: &Entry, place: usize, now: OffsetDateTime) -> Option<BesideGuardian> {
    let author = &entry.authors[place];
    let standing = entry.standing_of(author, vietnam_date(now));
    let reachable = address_of(&entry.known_addresses(), place, Subject::Child).is_some();
    if reachable || !standing.may_ask.contains(&Subject::Child) {
        return None;
    }
    let said = |subject| last_word(&author.person(), &author.consents, subject).cloned();
    Some(BesideGuardian {
        is_open: said(Subject::Guardian).is_some_and(|consent| consent.state == ConsentState::Given),
        consent: said(Subject::Child),
    })
}

pub(super) fn is_of_age(author: &Author, now: OffsetDateTime) -> bool {
    author.birth_date.is_some_and(|birth| !is_child(birth, vietnam_date(now)))
}

pub(super) async fn row_at(db: &impl ConnectionTrait, token: &str) -> Result<consent::Model, Failure> {
    let row = consent::Entity::find()
        .filter(consent::Column::TokenHash.eq(hash_token(token)))
        .lock_exclusive()
        .one(db)
        .await?;
    row.ok_or(Failure::NotFound)
}

/// The entry, and the place of the author in it.
pub(super) async fn author_of(db: &impl ConnectionTrait, id: i64) -> Result<(Entry, usize), Failure> {
    let row = author::Entity::find_by_id(id).one(db).await?.ok_or(Failure::NotFound)?;
    let entry = load_entry(db, EntryId(row.entry_id)).await?;
    let number = entry.author_number(AuthorId(id)).ok_or(Failure::NotFound)?;
    Ok((entry, number - 1))
}
