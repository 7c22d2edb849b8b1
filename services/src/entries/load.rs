//! Reading entries whole, any number of them with the same few statements.

use std::collections::BTreeMap;

use domain::consent::{Consent, ConsentState, Subject, Way};
use domain::entries::entry::{Author, Entry, EntryFile, Guardian, Instructor, Unread};
use domain::entries::state::{EntryState, UnitState};
use domain::ids::{AccountId, AttachmentId, AuthorId, EditionId, EntryId, UnitId};
use domain::numbers::Share;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use time::Date;

use crate::entities::{account, attachment, author, consent, entry, instructor, unit};
use crate::entries::unread;
use crate::failure::{Failure, read_json, write_json};

/// One entry with everything it holds. Asks nobody for permission: acts do that.
pub async fn load_entry(db: &impl ConnectionTrait, id: EntryId) -> Result<Entry, Failure> {
    load_entries(db, &[id]).await?.pop().ok_or(Failure::NotFound)
}

/// These entries with everything they hold, by number. Asks nobody for permission.
pub async fn load_entries(db: &impl ConnectionTrait, ids: &[EntryId]) -> Result<Vec<Entry>, Failure> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows =
        entry::Entity::find().filter(entry::Column::Id.is_in(ids)).order_by_asc(entry::Column::Id).all(db).await?;
    entries_of_rows(db, rows).await
}

/// Adds people, files and units to rows.
pub(crate) async fn entries_of_rows(db: &impl ConnectionTrait, rows: Vec<entry::Model>) -> Result<Vec<Entry>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut authors = authors_of(db, &ids).await?;
    let mut instructors = instructors_of(db, &ids).await?;
    let mut files = files_of(db, &ids).await?;
    let units = unit_names(db, rows.iter().filter_map(|row| row.unit_id)).await?;
    let owners = owner_addresses(db, &rows).await?;
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            let mut entry = entry_of_row(row, &units)?;
            entry.owner_email = owners.get(&entry.owner.0).cloned().unwrap_or_default();
            entry.authors = authors.remove(&id).unwrap_or_default();
            unread::take(&mut entry);
            entry.instructors = instructors.remove(&id).unwrap_or_default();
            entry.files = files.remove(&id).unwrap_or_default();
            Ok(entry)
        })
        .collect()
}

fn entry_of_row(row: entry::Model, units: &BTreeMap<i64, String>) -> Result<Entry, Failure> {
    let state =
        EntryState::from_code(&row.state).ok_or_else(|| Failure::Damaged(format!("entry state {}", row.state)))?;
    let unit_state = UnitState::from_code(&row.unit_state)
        .ok_or_else(|| Failure::Damaged(format!("unit state {}", row.unit_state)))?;
    let mut answers: BTreeMap<String, String> = read_json(&row.answers)?;
    let typed_unit = answers.remove(TYPED_UNIT).unwrap_or_default();
    let unit_name = row.unit_id.and_then(|id| units.get(&id).cloned()).unwrap_or(typed_unit);
    Ok(Entry {
        id: EntryId(row.id),
        edition: EditionId(row.edition_id),
        rules_version: row.rules_version,
        owner: AccountId(row.owner_id),
        owner_email: String::new(),
        unit: row.unit_id.map(UnitId),
        unit_name,
        code: row.code,
        state,
        title: row.title,
        field: row.field_code,
        group: row.group_code,
        answers,
        authors: vec![],
        instructors: vec![],
        files: vec![],
        revision: row.revision,
        unit_state,
        supplement_deadline: row.supplement_deadline,
        supplement_asked_at: row.supplement_asked_at,
        state_reason: row.state_reason,
        created_at: row.created_at,
        updated_at: row.updated_at,
        submitted_at: row.submitted_at,
    })
}

/// The answer under which the typed name of a unit is kept; no question's code contains a colon.
pub(super) const TYPED_UNIT: &str = "unit:typed";

async fn authors_of(db: &impl ConnectionTrait, entries: &[i64]) -> Result<BTreeMap<i64, Vec<Author>>, Failure> {
    let rows = author::Entity::find()
        .filter(author::Column::EntryId.is_in(entries.to_vec()))
        .order_by_asc(author::Column::Position)
        .order_by_asc(author::Column::Id)
        .all(db)
        .await?;
    let mut consents = consents_of(db, rows.iter().map(|row| row.id).collect()).await?;
    let mut by_entry = BTreeMap::<i64, Vec<Author>>::new();
    for row in rows {
        let given = consents.remove(&row.id).unwrap_or_default();
        by_entry.entry(row.entry_id).or_default().push(author_of_row(row, given));
    }
    Ok(by_entry)
}

fn author_of_row(row: author::Model, consents: Vec<Consent>) -> Author {
    Author {
        id: Some(AuthorId(row.id)),
        full_name: row.full_name,
        birth_date: row.birth_date,
        gender: row.gender.unwrap_or_default(),
        ethnicity: row.ethnicity.unwrap_or_default(),
        class_name: row.class_name.unwrap_or_default(),
        unit: row.unit_id.map(UnitId),
        school_name: row.school_name.unwrap_or_default(),
        phone: row.phone.unwrap_or_default(),
        email: row.email.unwrap_or_default(),
        address: row.address.unwrap_or_default(),
        share: row
            .share
            .and_then(|share| u32::try_from(share).ok())
            .and_then(|share| Share::from_hundredths(share).ok()),
        is_representative: row.is_representative,
        disability: row.disability.unwrap_or(false),
        guardian: Guardian {
            name: row.guardian_name.unwrap_or_default(),
            phone: row.guardian_phone.unwrap_or_default(),
            email: row.guardian_email.unwrap_or_default(),
            relation: row.guardian_relation.unwrap_or_default(),
        },
        consents,
        unread: Unread::default(),
    }
}

/// The consents of these authors, newest first.
pub(crate) async fn consents_of(
    db: &impl ConnectionTrait,
    authors: Vec<i64>,
) -> Result<BTreeMap<i64, Vec<Consent>>, Failure> {
    let rows = consent::Entity::find()
        .filter(consent::Column::AuthorId.is_in(authors))
        .order_by_desc(consent::Column::Id)
        .all(db)
        .await?;
    let mut by_author = BTreeMap::<i64, Vec<Consent>>::new();
    for row in rows {
        let author = row.author_id;
        by_author.entry(author).or_default().push(consent_of_row(row)?);
    }
    Ok(by_author)
}

pub(crate) fn consent_of_row(row: consent::Model) -> Result<Consent, Failure> {
    let damaged = |what: &str| Failure::Damaged(format!("consent {what}"));
    Ok(Consent {
        subject: Subject::from_code(&row.subject).ok_or_else(|| damaged(&row.subject))?,
        state: ConsentState::from_code(&row.state).ok_or_else(|| damaged(&row.state))?,
        person_name: row.person_name.unwrap_or_default(),
        relation: row.relation.unwrap_or_default(),
        publish_name: row.publish_name,
        publish_photo: row.publish_photo,
        question: read_json(&row.question)?,
        way: Way::from_code(&row.way).ok_or_else(|| damaged(&row.way))?,
        kept_at: row.kept_at.unwrap_or_default(),
        sent_to: row.sent_to,
        asked_at: row.asked_at,
        answered_at: row.answered_at,
        withdrawn_at: row.withdrawn_at,
    })
}

async fn instructors_of(db: &impl ConnectionTrait, entries: &[i64]) -> Result<BTreeMap<i64, Vec<Instructor>>, Failure> {
    let rows = instructor::Entity::find()
        .filter(instructor::Column::EntryId.is_in(entries.to_vec()))
        .order_by_asc(instructor::Column::Position)
        .all(db)
        .await?;
    let mut by_entry = BTreeMap::<i64, Vec<Instructor>>::new();
    for row in rows {
        by_entry.entry(row.entry_id).or_default().push(Instructor {
            full_name: row.full_name,
            unit_name: row.unit_name.unwrap_or_default(),
            contact: row.contact.unwrap_or_default(),
        });
    }
    Ok(by_entry)
}

async fn files_of(db: &impl ConnectionTrait, entries: &[i64]) -> Result<BTreeMap<i64, Vec<EntryFile>>, Failure> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.is_in(entries.to_vec()))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::ItemCode)
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let mut by_entry = BTreeMap::<i64, Vec<EntryFile>>::new();
    for row in rows {
        by_entry.entry(row.entry_id).or_default().push(file_of_row(row));
    }
    Ok(by_entry)
}

/// Whom a paper was put in for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holder {
    pub name: String,
    #[serde(default, with = "domain::calendar::iso_date::option")]
    pub birth_date: Option<Date>,
}

impl Holder {
    /// The stored words for an author.
    pub(super) fn of(author: &Author) -> Result<String, Failure> {
        write_json(&Self { name: author.full_name.clone(), birth_date: author.birth_date })
    }
}

pub(super) fn file_of_row(row: attachment::Model) -> EntryFile {
    EntryFile {
        id: AttachmentId(row.id),
        item: row.item_code,
        author: row.author_id.map(AuthorId),
        name: row.file_name,
        media_type: row.media_type,
        size: u64::try_from(row.size).unwrap_or(0),
        sha256: row.sha256,
        holder: row.holder.and_then(|text| serde_json::from_str::<Holder>(&text).ok()).unwrap_or_default().name,
        uploaded_at: row.uploaded_at,
    }
}

/// Where the people who filed these entries receive letters.
async fn owner_addresses(db: &impl ConnectionTrait, rows: &[entry::Model]) -> Result<BTreeMap<i64, String>, Failure> {
    let found: Vec<(i64, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Email])
        .filter(account::Column::Id.is_in(rows.iter().map(|row| row.owner_id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

async fn unit_names(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, Failure> {
    let rows = unit::Entity::find().filter(unit::Column::Id.is_in(ids.collect::<Vec<_>>())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
