//! Saving one page of the form: a draft always saves, and nobody's words are overwritten unseen.

use domain::copies::{Origin, SaveId, Verdict};
use domain::entries::entry::{Author, Entry};
use domain::entries::section_input::SectionInput;
use domain::entries::sections::EntrySection;
use domain::ids::{AuthorId, EntryId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::rules::EditionRules;
use domain::text::{EmailAddress, fold};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use time::OffsetDateTime;

use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{author, consent, entry, instructor};
use crate::entries::find_entry::{section_fingerprint, subject_for};
use crate::entries::load::{TYPED_UNIT, load_entry};
use crate::entries::papers::{detach_papers, keep_papers_with_people};
use crate::entries::units::units_by_name;
use crate::entries::unread;
use crate::failure::{Failure, write_json};
use crate::form_saves;
use crate::programmes::find_rules;

/// What was saved, and the mark of the page as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub fingerprint: String,
    pub at: OffsetDateTime,
    /// The authors in the order they were sent in; empty where newer text had arrived before.
    pub authors: Vec<AuthorId>,
}

/// Why a page was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveSectionError {
    /// Somebody changed the page meanwhile: here is the entry as it is now.
    #[error("the section was changed by somebody else")]
    Stale(Box<Entry>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(SaveSectionError);

/// Saves one page, unless somebody else did since the version it was built on.
pub async fn save_section(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    input: SectionInput,
    origin: &Origin,
    now: OffsetDateTime,
) -> Result<Saved, SaveSectionError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, id).await?;
    let before = load_entry(&tx, id).await?;
    let subject = subject_for(&tx, actor, &before).await?;
    access::require(actor, Act::EditEntry, &subject, State::Entry(before.state))?;
    let rules = find_rules(&tx, before.edition, before.rules_version).await?;
    let section = input.section();
    let mut after = before.clone();
    input.apply(&rules, &mut after);
    let (stored, wanted) =
        (section_fingerprint(&rules, &before, section), section_fingerprint(&rules, &after, section));
    let form = form_of(id, section);
    let judged = form_saves::judge(&tx, &form, origin, &stored, &wanted).await?;
    let saved = |fingerprint: String, entry: &Entry| Saved {
        fingerprint,
        at: now,
        authors: entry.authors.iter().filter_map(|author| author.id).collect(),
    };
    let saved = match judged.verdict {
        Verdict::Stale => return Err(SaveSectionError::Stale(Box::new(before))),
        Verdict::Overtaken => {
            return Ok(saved(judged.own_mark.unwrap_or(stored), &Entry { authors: vec![], ..before }));
        }
        Verdict::Same => saved(stored, &before),
        Verdict::Write => {
            write_section(&tx, &rules, section, &before, &mut after, now).await?;
            saved(wanted, &after)
        }
    };
    form_saves::remember(&tx, &form, origin, &saved.fingerprint, now).await?;
    tx.commit().await?;
    Ok(saved)
}

/// What saves of a page of the form are remembered under.
fn form_of(id: EntryId, section: EntrySection) -> String {
    format!("entry/{id}/{}", section.slug())
}

/// The newest saves of a page of the form, for the devices that wait for an answer.
pub async fn known_saves(db: &DatabaseConnection, id: EntryId, section: EntrySection) -> Result<Vec<SaveId>, Failure> {
    form_saves::known(db, &form_of(id, section)).await
}

/// Makes writers of one entry wait for each other; SQLite has one writer anyway.
pub(super) async fn lock_entry(tx: &DatabaseTransaction, id: EntryId) -> Result<entry::Model, Failure> {
    let row = entry::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    row.ok_or(Failure::NotFound)
}

async fn write_section(
    tx: &DatabaseTransaction,
    rules: &EditionRules,
    section: EntrySection,
    before: &Entry,
    after: &mut Entry,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    match section {
        EntrySection::Authors => write_authors(tx, before, after).await?,
        EntrySection::Guardians => write_guardians(tx, after).await?,
        EntrySection::Instructors => write_instructors(tx, after).await?,
        EntrySection::About | EntrySection::Description | EntrySection::Declarations | EntrySection::Files => {}
    }
    let known_field = after.field.as_deref().filter(|code| rules.field(code).is_some());
    let mut answers = after.answers.clone();
    unread::put(&mut answers, &after.authors);
    if after.unit.is_none() && !after.unit_name.is_empty() {
        answers.insert(TYPED_UNIT.to_owned(), after.unit_name.clone());
    }
    let row = entry::ActiveModel {
        id: Unchanged(after.id.0),
        title: Set(after.title.clone()),
        search: Set(search_text(after)),
        field_code: Set(known_field.map(str::to_owned)),
        group_code: Set(after.group.clone()),
        unit_id: Set(after.unit.map(|unit| unit.0)),
        answers: Set(write_json(&answers)?),
        revision: Set(before.revision + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// What the secretariat's search looks into, folded.
pub(super) fn search_text(entry: &Entry) -> String {
    let people = entry.authors.iter().flat_map(|author| [&author.full_name, &author.school_name]);
    let words: Vec<&str> = [&entry.title, &entry.unit_name]
        .into_iter()
        .chain(entry.code.as_ref())
        .chain(people)
        .map(String::as_str)
        .collect();
    fold(&words.join(" "))
}

/// Keeps the rows of authors who stay, so that their consents and files stay too.
async fn write_authors(tx: &DatabaseTransaction, before: &Entry, after: &mut Entry) -> Result<(), Failure> {
    let stays = |author: &&Author| after.authors.iter().any(|kept| kept.id == author.id);
    let gone = before.authors.iter().filter(|author| !stays(author));
    remove_authors(tx, gone.collect()).await?;
    let schools = units_by_name(tx, after.authors.iter().map(|author| author.school_name.as_str())).await?;
    for (place, author) in after.authors.iter_mut().enumerate() {
        author.unit = schools.get(&author.school_name).copied();
        let mut row = author_row(author);
        row.entry_id = Set(after.id.0);
        row.position = Set(place as i32 + 1);
        match author.id {
            Some(id) => {
                row.id = Unchanged(id.0);
                row.update(tx).await?;
            }
            None => {
                let stored = row.insert(tx).await?;
                author.id = Some(AuthorId(stored.id));
            }
        }
    }
    keep_papers_with_people(tx, before, after).await
}

/// Their papers stay until somebody says whose they are or removes them: whoever was removed by mistake may come back.
async fn remove_authors(tx: &DatabaseTransaction, gone: Vec<&Author>) -> Result<(), Failure> {
    if gone.is_empty() {
        return Ok(());
    }
    detach_papers(tx, &gone).await?;
    let gone: Vec<i64> = gone.iter().filter_map(|author| author.id.map(|id| id.0)).collect();
    consent::Entity::delete_many().filter(consent::Column::AuthorId.is_in(gone.clone())).exec(tx).await?;
    author::Entity::delete_many().filter(author::Column::Id.is_in(gone)).exec(tx).await?;
    Ok(())
}

fn author_row(author: &Author) -> author::ActiveModel {
    author::ActiveModel {
        full_name: Set(author.full_name.clone()),
        birth_date: Set(author.birth_date),
        gender: Set(filled(&author.gender)),
        ethnicity: Set(filled(&author.ethnicity)),
        class_name: Set(filled(&author.class_name)),
        unit_id: Set(author.unit.map(|unit| unit.0)),
        school_name: Set(filled(&author.school_name)),
        phone: Set(filled(&author.phone)),
        email: Set(filled(&EmailAddress::normal_or_typed(&author.email))),
        address: Set(filled(&author.address)),
        share: Set(author.share.and_then(|share| i32::try_from(share.hundredths()).ok())),
        is_representative: Set(author.is_representative),
        disability: Set(Some(author.disability)),
        guardian_name: Set(filled(&author.guardian.name)),
        guardian_phone: Set(filled(&author.guardian.phone)),
        guardian_email: Set(filled(&EmailAddress::normal_or_typed(&author.guardian.email))),
        guardian_relation: Set(filled(&author.guardian.relation)),
        ..Default::default()
    }
}

async fn write_guardians(tx: &impl ConnectionTrait, after: &Entry) -> Result<(), Failure> {
    for author in &after.authors {
        let Some(id) = author.id else { continue };
        let row = author::ActiveModel { id: Unchanged(id.0), ..author_row(author) };
        row.update(tx).await?;
    }
    Ok(())
}

async fn write_instructors(tx: &impl ConnectionTrait, after: &Entry) -> Result<(), Failure> {
    instructor::Entity::delete_many().filter(instructor::Column::EntryId.eq(after.id.0)).exec(tx).await?;
    for (place, instructor) in after.instructors.iter().enumerate() {
        let row = instructor::ActiveModel {
            entry_id: Set(after.id.0),
            position: Set(place as i32 + 1),
            full_name: Set(instructor.full_name.clone()),
            unit_name: Set(filled(&instructor.unit_name)),
            contact: Set(filled(&instructor.contact)),
            ..Default::default()
        };
        row.insert(tx).await?;
    }
    Ok(())
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
