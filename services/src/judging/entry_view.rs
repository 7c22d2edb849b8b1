//! An entry as a judge may read it. In a blind round nothing of it says whose it is.

use std::collections::BTreeMap;

use domain::judging::entry_view::{JudgedAnswer, JudgedEntry};
use domain::programmes::rules::Question;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use super::context::{PanelContext, code_of};
use super::judged_files::open_files;
use crate::entities::{author, entry, unit};
use crate::failure::{Failure, read_json};

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
        files: files.into_iter().map(|open| open.file).collect(),
        people: if context.round.scoring().blind { vec![] } else { people_lines(db, entry).await? },
    })
}

fn judged_answers(context: &PanelContext, entry: &entry::Model) -> Result<Vec<JudgedAnswer>, Failure> {
    let answers: BTreeMap<String, Value> = read_json(&entry.answers)?;
    let shown =
        context.rules.questions.iter().filter(|question| question.is_shown_to_judges(context.round.scoring().blind));
    let answer = |question: &Question| {
        let text = match answers.get(&question.code)? {
            Value::String(text) => text.clone(),
            Value::Null => return None,
            other => other.to_string(),
        };
        (!text.trim().is_empty()).then(|| JudgedAnswer { label: question.label.clone(), text })
    };
    Ok(shown.filter_map(answer).collect())
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
    let name = |id: Option<i64>| units.iter().find(|unit| Some(unit.id) == id).map(|unit| unit.name.clone());
    let line = |author: &author::Model| match name(author.unit_id).or_else(|| author.school_name.clone()) {
        Some(school) => format!("{}, {school}", author.full_name),
        None => author.full_name.clone(),
    };
    Ok(authors.iter().map(line).chain(name(entry.unit_id)).collect())
}
