//! The secretary's queue.

use std::collections::HashMap;

use domain::entries::state::EntryState;
use domain::ids::{EditionId, EntryId, UnitId};
use domain::intake::checklist::{check_lines, missing_lines};
use domain::intake::queue::{PAGE_SIZE, QUEUE_STATES, Queue, QueueFilter, QueueRow, QueueSort};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use sea_orm::sea_query::{NullOrdering, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use super::decision::{state_of, unit_state_of};
use super::dossier_facts::find_facts;
use super::people_names::{author_names, unit_names};
use super::queue_condition::{self, COUNT, Lacking, Versions};
use crate::entities::{entry, rules_version, unit};
use crate::entries::supplement_due;
use crate::failure::{Failure, read_json};
use crate::programmes::find_edition_by_slug;

/// A page of the entries received. The number of statements does not grow with the rows.
pub async fn list_entries(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    filter: &QueueFilter,
) -> Result<Queue, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadEntryIdentity, &edition.subject(), State::Any)?;
    let versions = find_versions(db, edition.id).await?;
    let lacking = queue_condition::lacking_consent(db, edition.id, filter).await?;
    let counts = count_states(db, edition.id, filter, &versions, &lacking).await?;
    let total = counts
        .iter()
        .filter(|(state, _)| filter.state.is_none_or(|wanted| wanted == *state))
        .map(|(_, count)| count)
        .sum();
    let filter = within_pages(filter, total);
    let rows = find_page(db, edition.id, &filter, &versions, &lacking).await?;
    let rows = queue_rows(db, &edition, rows, &versions).await?;
    Ok(Queue {
        fields: fields_in_force(&edition, &versions),
        units: find_units(db, edition.id).await?,
        edition,
        filter,
        rows,
        total,
        counts,
    })
}

/// The rows of one page. Which they are is asked first, of the index: whole rows are long.
async fn find_page(
    db: &impl ConnectionTrait,
    edition: EditionId,
    filter: &QueueFilter,
    versions: &Versions,
    lacking: &Lacking,
) -> Result<Vec<entry::Model>, DbErr> {
    let ids: Vec<i64> = sorted(entry::Entity::find().select_only().column(entry::Column::Id), filter.sort)
        .filter(queue_condition::whole(edition, filter, versions, lacking))
        .offset((filter.page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .into_tuple()
        .all(db)
        .await?;
    sorted(entry::Entity::find(), filter.sort).filter(entry::Column::Id.is_in(ids)).all(db).await
}

/// All versions of an edition's rules.
pub(super) async fn find_versions(
    db: &impl ConnectionTrait,
    edition: EditionId,
) -> Result<Vec<(i32, EditionRules)>, Failure> {
    let rows = rules_version::Entity::find()
        .filter(rules_version::Column::EditionId.eq(edition.0))
        .order_by_asc(rules_version::Column::Version)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.version, read_json(&row.rules)?))).collect()
}

/// The rules of one version among those read.
pub(super) fn rules_of(versions: &Versions, version: i32) -> Result<&EditionRules, Failure> {
    versions
        .iter()
        .find(|(number, _)| *number == version)
        .map(|(_, rules)| rules)
        .ok_or_else(|| Failure::Damaged(format!("rules version {version} is not there")))
}

/// Lines of the list: names, units and what is missing, read for all rows together.
pub(super) async fn queue_rows(
    db: &impl ConnectionTrait,
    edition: &Edition,
    rows: Vec<entry::Model>,
    versions: &Versions,
) -> Result<Vec<QueueRow>, Failure> {
    let mut authors = author_names(db, rows.iter().map(|row| row.id).collect()).await?;
    let units = unit_names(db, rows.iter().filter_map(|row| row.unit_id).collect()).await?;
    let facts: HashMap<i64, _> = find_facts(db, &rows).await?.into_iter().collect();
    rows.into_iter()
        .map(|row| {
            let rules = rules_of(versions, row.rules_version)?;
            let lines = facts.get(&row.id).map(|facts| check_lines(rules, facts)).unwrap_or_default();
            Ok(QueueRow {
                id: EntryId(row.id),
                supplement_due: supplement_due(edition, &row),
                state: state_of(&row)?,
                unit_state: unit_state_of(&row)?,
                authors: authors.remove(&row.id).unwrap_or_default(),
                unit: row.unit_id.and_then(|unit| units.get(&unit).cloned()),
                field: row.field_code.as_deref().map(|code| field_name(rules, code)),
                code: row.code.unwrap_or_default(),
                title: row.title,
                submitted_at: row.submitted_at,
                missing: missing_lines(&lines).map(|line| line.subject.clone()).collect(),
            })
        })
        .collect()
}

/// The name of a field, or its code under rules that no longer have it.
pub(super) fn field_name(rules: &EditionRules, code: &str) -> String {
    rules.field(code).map_or_else(|| code.to_owned(), |field| field.name.clone())
}

/// The order of the list; equal moments keep the order of receipt.
pub(super) fn sorted(select: Select<entry::Entity>, sort: QueueSort) -> Select<entry::Entity> {
    let last = NullOrdering::Last;
    match sort {
        QueueSort::Oldest => select.order_by_with_nulls(entry::Column::SubmittedAt, Order::Asc, last),
        QueueSort::Newest => select.order_by_with_nulls(entry::Column::SubmittedAt, Order::Desc, last),
        QueueSort::Code => select.order_by_asc(entry::Column::Code),
        QueueSort::CodeDown => select.order_by_desc(entry::Column::Code),
        QueueSort::DeadlineDown => select.order_by_with_nulls(entry::Column::SupplementDeadline, Order::Desc, last),
        QueueSort::Deadline => select.order_by_with_nulls(entry::Column::SupplementDeadline, Order::Asc, last),
    }
    .order_by_asc(entry::Column::Id)
}

fn within_pages(filter: &QueueFilter, total: u64) -> QueueFilter {
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    let page = if (1..=pages).contains(&filter.page) { filter.page } else { 1 };
    filter.on_page(page)
}

async fn count_states(
    db: &impl ConnectionTrait,
    edition: EditionId,
    filter: &QueueFilter,
    versions: &Versions,
    lacking: &Lacking,
) -> Result<Vec<(EntryState, u64)>, DbErr> {
    let counted: Vec<(String, i64)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::State)
        .column_as(entry::Column::Id.count(), COUNT)
        .filter(queue_condition::without_state(edition, filter, versions, lacking))
        .group_by(entry::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let count = |state: EntryState| {
        let found = counted.iter().find(|(code, _)| code == state.code());
        found.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or_default())
    };
    Ok(QUEUE_STATES.map(|state| (state, count(state))).to_vec())
}

async fn find_units(db: &impl ConnectionTrait, edition: EditionId) -> Result<Vec<(UnitId, String)>, DbErr> {
    let with_entries = Query::select()
        .column(entry::Column::UnitId)
        .from(entry::Entity)
        .and_where(entry::Column::EditionId.eq(edition.0))
        .and_where(entry::Column::UnitId.is_not_null())
        .and_where(entry::Column::State.ne(EntryState::Draft.code()))
        .to_owned();
    let units: Vec<(i64, String)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Id, unit::Column::Name])
        .filter(unit::Column::Id.in_subquery(with_entries))
        .order_by_asc(unit::Column::Folded)
        .into_tuple()
        .all(db)
        .await?;
    Ok(units.into_iter().map(|(id, name)| (UnitId(id), name)).collect())
}

fn fields_in_force(edition: &Edition, versions: &Versions) -> Vec<domain::programmes::rules::Field> {
    let in_force = versions.iter().find(|(version, _)| *version == edition.version);
    in_force.map(|(_, rules)| rules.fields.clone()).unwrap_or_default()
}
