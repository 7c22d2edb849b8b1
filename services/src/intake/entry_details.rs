//! The parts of an entry that its checkers read: authors, answers, files, confirmations.

use std::collections::HashMap;

use domain::consent::{Consent, Person, Subject, last_word};
use domain::entries::check_answers::TICKED;
use domain::entries::shown_names::has_blind_round;
use domain::entries::state::UnitState;
use domain::ids::{AttachmentId, AuthorId, EntryId};
use domain::intake::check_page::{AgeCheck, Answer, CheckedAuthor, CheckedFile, Confirmation, EntryHead};
use domain::numbers::Share;
use domain::programmes::edition::Edition;
use domain::programmes::rules::{EditionRules, Question, QuestionKind};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use time::{Date, OffsetDateTime};

use super::decision::Decided;
use super::list_entries::field_name;
use super::people_names::{account_names, unit_names};
use crate::entities::{attachment, author, entry, instructor, unit_confirmation};
use crate::entries::{PeopleOf, consents_of, standings_of, supplement_due};
use crate::failure::{Failure, read_json};

/// Whether birth dates are among what the reader may know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BirthDates {
    Shown,
    Hidden,
}

/// What identifies the entry; `since` is the moment of its last move.
pub(super) async fn find_head(
    db: &impl ConnectionTrait,
    entry: &Decided,
    edition: &Edition,
    rules: &EditionRules,
    since: Option<OffsetDateTime>,
) -> Result<EntryHead, Failure> {
    let row = &entry.row;
    let owners = account_names(db, vec![row.owner_id]).await?;
    let units = unit_names(db, row.unit_id.into_iter().collect()).await?;
    let group = row.group_code.as_ref().map(|code| {
        let group = rules.groups.iter().find(|group| group.code == *code);
        group.map_or_else(|| code.clone(), |group| group.name.clone())
    });
    Ok(EntryHead {
        id: EntryId(row.id),
        code: entry.code(),
        title: row.title.clone(),
        field: row.field_code.as_deref().map(|code| field_name(rules, code)),
        group,
        state: entry.state,
        unit_state: entry.unit_state,
        unit: row.unit_id.and_then(|unit| units.get(&unit).cloned()),
        owner: owners.get(&row.owner_id).cloned().unwrap_or_default(),
        submitted_at: row.submitted_at,
        state_since: since.or(row.submitted_at).unwrap_or(row.updated_at),
        supplement_due: supplement_due(edition, row),
        state_reason: row.state_reason.clone(),
    })
}

/// The authors in their order: ages judged, contact data left out.
pub(super) async fn find_authors(
    db: &impl ConnectionTrait,
    entry: i64,
    rules: &EditionRules,
    births: BirthDates,
) -> Result<Vec<CheckedAuthor>, Failure> {
    let rows = author::Entity::find()
        .filter(author::Column::EntryId.eq(entry))
        .order_by_asc(author::Column::Position)
        .all(db)
        .await?;
    let mut consents = consents_of(db, rows.iter().map(|row| row.id).collect()).await?;
    let mut standings =
        standings_of(db, PeopleOf::Entries(&[entry])).await?.remove(&entry).unwrap_or_default().into_iter();
    let units = unit_names(db, rows.iter().filter_map(|row| row.unit_id).collect()).await?;
    let authors = rows.into_iter().map(|row| CheckedAuthor {
        answers: answers_that_stand(&row, &consents.remove(&row.id).unwrap_or_default()),
        age: check_age(rules, row.birth_date),
        birth_date: row.birth_date.filter(|_| births == BirthDates::Shown),
        school: row.unit_id.and_then(|unit| units.get(&unit).cloned()).or(row.school_name),
        id: AuthorId(row.id),
        standing: standings.next().unwrap_or_default(),
        guardian: row.guardian_name.unwrap_or_default(),
        name: row.full_name,
        class_name: row.class_name,
        share: row.share.and_then(share_of),
        is_representative: row.is_representative,
    });
    Ok(authors.collect())
}

fn answers_that_stand(row: &author::Model, consents: &[Consent]) -> Vec<Consent> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let person = Person {
        full_name: row.full_name.clone(),
        birth_date: row.birth_date,
        guardian_name: text(&row.guardian_name),
        guardian_phone: text(&row.guardian_phone),
        guardian_email: text(&row.guardian_email),
    };
    let said = |subject| last_word(&person, consents, subject).cloned();
    Subject::ALL.into_iter().filter_map(said).collect()
}

fn check_age(rules: &EditionRules, born: Option<Date>) -> AgeCheck {
    let Some(window) = rules.eligibility.birth_window else {
        return AgeCheck::NotAsked;
    };
    match born {
        None => AgeCheck::Unknown,
        Some(born) if born < window.from => AgeCheck::TooOld { born_from: window.from },
        Some(born) if born <= window.to => AgeCheck::Fits,
        Some(_) if rules.eligibility.younger_welcome => AgeCheck::YoungerWelcome,
        Some(_) => AgeCheck::TooYoung { born_to: window.to },
    }
}

/// The instructors' names, with their unit.
pub(super) async fn find_instructors(db: &impl ConnectionTrait, entry: i64) -> Result<Vec<String>, Failure> {
    let rows = instructor::Entity::find()
        .filter(instructor::Column::EntryId.eq(entry))
        .order_by_asc(instructor::Column::Position)
        .all(db)
        .await?;
    let lines = rows.into_iter().map(|row| match row.unit_name {
        Some(unit) if !unit.is_empty() => format!("{}, {unit}", row.full_name),
        _ => row.full_name,
    });
    Ok(lines.collect())
}

/// A share as it is stored: in hundredths of a percent.
pub(super) fn share_of(hundredths: i32) -> Option<Share> {
    u32::try_from(hundredths).ok().and_then(|hundredths| Share::from_hundredths(hundredths).ok())
}

/// Question and answer in the order of the form; what was not answered is left out.
pub(super) fn read_answers(row: &entry::Model, rules: &EditionRules) -> Result<Vec<(String, Answer)>, Failure> {
    let answers: HashMap<String, String> = read_json(&row.answers)?;
    let said = |question: &Question| {
        let text = answers.get(&question.code)?;
        let answer = match question.kind {
            QuestionKind::Tick => (text == TICKED).then_some(Answer::Ticked),
            _ => (!text.trim().is_empty()).then(|| Answer::Text(text.clone())),
        };
        Some((question.label.clone(), answer?))
    };
    Ok(rules.questions.iter().filter_map(said).collect())
}

/// The files that are there, in the order of the dossier.
pub(super) async fn find_files(
    db: &impl ConnectionTrait,
    entry: i64,
    rules: &EditionRules,
) -> Result<Vec<CheckedFile>, Failure> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(entry))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let authors = author::Entity::find().filter(author::Column::EntryId.eq(entry)).all(db).await?;
    let place = |code: &str| rules.dossier.iter().position(|item| item.code == code).unwrap_or(usize::MAX);
    // A paper that belongs to no author any more is not there until its authors say whose it is.
    let claimed = |row: &attachment::Model| {
        row.author_id.is_some() || !rules.dossier_item(&row.item_code).is_some_and(|item| item.per_author)
    };
    let mut files: Vec<CheckedFile> = rows
        .into_iter()
        .filter(claimed)
        .map(|row| CheckedFile {
            id: AttachmentId(row.id),
            item: rules.dossier_item(&row.item_code).map_or_else(|| row.item_code.clone(), |item| item.name.clone()),
            author: authors
                .iter()
                .find(|author| Some(author.id) == row.author_id)
                .map(|author| author.full_name.clone()),
            for_blind_judges: has_blind_round(rules)
                && rules.dossier_item(&row.item_code).is_some_and(|item| item.is_shown_to_judges(true)),
            item_code: row.item_code,
            file_name: row.file_name,
            size: u64::try_from(row.size).unwrap_or_default(),
            sha256: row.sha256,
        })
        .collect();
    files.sort_by_key(|file| place(&file.item_code));
    Ok(files)
}

/// What units said, newest first.
pub(super) async fn find_confirmations(db: &impl ConnectionTrait, entry: i64) -> Result<Vec<Confirmation>, Failure> {
    let rows = unit_confirmation::Entity::find()
        .filter(unit_confirmation::Column::EntryId.eq(entry))
        .order_by_desc(unit_confirmation::Column::Id)
        .all(db)
        .await?;
    let officers = account_names(db, rows.iter().map(|row| row.officer_id).collect()).await?;
    let units = unit_names(db, rows.iter().map(|row| row.unit_id).collect()).await?;
    let said = rows.into_iter().filter_map(|row| {
        Some(Confirmation {
            unit: units.get(&row.unit_id).cloned().unwrap_or_default(),
            state: UnitState::from_code(&row.state)?,
            officer: officers.get(&row.officer_id).cloned().unwrap_or_default(),
            note: row.note,
            at: row.created_at,
        })
    });
    Ok(said.collect())
}
