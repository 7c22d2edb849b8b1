//! An entry as a judge may read it. In a blind round nothing of it says whose it is.

use std::collections::BTreeMap;

use domain::ids::AssignmentId;
use domain::judging::entry_view::{JudgedAnswer, JudgedEntry, JudgedFile};
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use domain::programmes::rules::Question;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use super::context::{PanelContext, code_of, find_assignment, find_seat, load_panel, sheet_in_round};
use crate::entities::{attachment, author, entry, unit};
use crate::failure::{Failure, read_json};

/// A file a judge may open, with where its bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedBlob {
    pub sha256: String,
    pub media_type: String,
    pub size: i64,
    /// The neutral name of the download.
    pub name: String,
    /// Metadata must be dropped before it is served.
    pub blind: bool,
}

/// What a judge reads of an entry.
pub(super) async fn judged_entry(
    db: &impl ConnectionTrait,
    context: &PanelContext,
    entry: &entry::Model,
) -> Result<JudgedEntry, Failure> {
    let files = open_files(db, context, entry).await?;
    let group = entry.group_code.as_deref().unwrap_or_default();
    Ok(JudgedEntry {
        code: code_of(entry),
        title: entry.title.clone(),
        field: context.field_name(entry.field_code.as_deref()),
        group: context
            .rules
            .groups
            .iter()
            .find(|known| known.code == group)
            .map_or(group, |known| known.name.as_str())
            .to_owned(),
        answers: judged_answers(context, entry)?,
        files: files.into_iter().map(|(file, _)| file).collect(),
        people: if context.round.blind {
            vec![]
        } else {
            people_lines(db, entry).await?
        },
    })
}

fn judged_answers(context: &PanelContext, entry: &entry::Model) -> Result<Vec<JudgedAnswer>, Failure> {
    let answers: BTreeMap<String, Value> = read_json(&entry.answers)?;
    let shown = context
        .rules
        .questions
        .iter()
        .filter(|question| question.is_shown_to_judges(context.round.blind));
    let answer = |question: &Question| {
        let text = match answers.get(&question.code)? {
            Value::String(text) => text.clone(),
            Value::Null => return None,
            other => other.to_string(),
        };
        (!text.trim().is_empty()).then(|| JudgedAnswer {
            label: question.label.clone(),
            text,
        })
    };
    Ok(shown.filter_map(answer).collect())
}

/// Files of items that are no personal papers, in the order of the dossier, numbered.
async fn open_files(
    db: &impl ConnectionTrait,
    context: &PanelContext,
    entry: &entry::Model,
) -> Result<Vec<(JudgedFile, attachment::Model)>, Failure> {
    let mut rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(entry.id))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let place = |code: &str| context.rules.dossier.iter().position(|item| item.code == code);
    rows.retain(|row| {
        let item = context.rules.dossier_item(&row.item_code);
        // A paper of a person who is no longer among the authors is nobody's until its authors say whose.
        item.is_some_and(|item| {
            item.is_shown_to_judges(context.round.blind) && (!item.per_author || row.author_id.is_some())
        })
    });
    rows.sort_by_key(|row| (place(&row.item_code), row.position, row.id));
    let numbered = rows.into_iter().enumerate().map(|(before, row)| {
        let item = context.rules.dossier_item(&row.item_code);
        let file = JudgedFile {
            number: before + 1,
            item: item.map(|item| item.name.clone()).unwrap_or_default(),
            media_type: row.media_type.clone(),
            size: row.size,
        };
        (file, row)
    });
    Ok(numbered.collect())
}

/// Authors with their school, and the unit: for rounds in which judges may know.
async fn people_lines(db: &impl ConnectionTrait, entry: &entry::Model) -> Result<Vec<String>, Failure> {
    let authors = author::Entity::find()
        .filter(author::Column::EntryId.eq(entry.id))
        .order_by_asc(author::Column::Position)
        .all(db)
        .await?;
    let ids = authors.iter().filter_map(|author| author.unit_id).chain(entry.unit_id);
    let units = unit::Entity::find().filter(unit::Column::Id.is_in(ids)).all(db).await?;
    let name = |id: Option<i64>| {
        units
            .iter()
            .find(|unit| Some(unit.id) == id)
            .map(|unit| unit.name.clone())
    };
    let line = |author: &author::Model| match name(author.unit_id).or_else(|| author.school_name.clone()) {
        Some(school) => format!("{}, {school}", author.full_name),
        None => author.full_name.clone(),
    };
    Ok(authors.iter().map(line).chain(name(entry.unit_id)).collect())
}

/// The file with this number of the assignment's entry; only for its judge, after the declaration.
pub async fn find_judged_file(
    db: &DatabaseConnection,
    actor: &Actor,
    assignment: AssignmentId,
    number: usize,
) -> Result<JudgedBlob, Failure> {
    let row = find_assignment(db, assignment).await?;
    let context = load_panel(db, domain::ids::PanelId(row.panel_id)).await?;
    let judge = domain::ids::AccountId(row.judge_id);
    let state = sheet_in_round(&row, context.state())?;
    access::require(actor, Act::JudgeEntry, &context.subject_of(judge), state)?;
    let seat = find_seat(db, row.panel_id, judge).await?;
    if seat.declared_at.is_none() {
        return Err(Failure::NotFound);
    }
    let entry = entry::Entity::find_by_id(row.entry_id)
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    let files = open_files(db, &context, &entry).await?;
    let (file, stored) = files
        .into_iter()
        .find(|(file, _)| file.number == number)
        .ok_or(Failure::NotFound)?;
    Ok(JudgedBlob {
        sha256: stored.sha256,
        media_type: stored.media_type,
        size: stored.size,
        name: file.download_name(&code_of(&entry)),
        blind: context.round.blind,
    })
}
