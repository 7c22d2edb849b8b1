//! The unit officer's desk: entries of the officer's units, and of the units merged into them.

use std::collections::HashMap;

use domain::entries::state::{EntryState, UnitState};
use domain::ids::{EditionId, EntryId, UnitId};
use domain::intake::queue::PAGE_SIZE;
use domain::intake::unit_desk::{UnitDesk, UnitEntry, UnitFilter, UnitRow};
use domain::people::access::{self, Act, Forbidden, Role, State};
use domain::people::actor::{Actor, Subject};
use domain::programmes::edition::Edition;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::OffsetDateTime;

use super::decision::{find_readable, state_of, unit_state_of};
use super::entry_details::{
    BirthDates, find_authors, find_confirmations, find_files, find_head, find_instructors, read_answers,
};
use super::entry_history::{Reader, read_history};
use super::people_names::{author_names, unit_names};
use super::queue_condition::{COUNT, words};
use super::unit_scope::{entries_of_offices, offices_of};
use crate::entities::{edition, entry, unit_confirmation};
use crate::failure::Failure;
use crate::people::units::find_successors;
use crate::programmes::{editions_of_rows, find_edition, find_rules};

/// A page of what was sent to the officer's units, in every edition; what waits comes first.
pub async fn list_unit_entries(
    db: &DatabaseConnection,
    actor: &Actor,
    filter: &UnitFilter,
) -> Result<UnitDesk, Failure> {
    let offices = offices_of(actor);
    if offices.is_empty() {
        return Err(Forbidden::new(Act::ConfirmEntry).into());
    }
    let scope = entries_of_offices(&offices, &find_successors(db).await?);
    let counts = count_unit_states(db, &scope, filter).await?;
    let total: u64 = counts
        .iter()
        .filter(|(state, _)| filter.unit_state.is_none_or(|wanted| wanted == *state))
        .map(|(_, count)| count)
        .sum();
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    let page = if (1..=pages).contains(&filter.page) { filter.page } else { 1 };
    let filter = UnitFilter { page, ..filter.clone() };
    let rows = entry::Entity::find()
        .filter(condition(&scope, &filter))
        .filter(Condition::all().add_option(filter.unit_state.map(|state| entry::Column::UnitState.eq(state.code()))))
        .order_by_desc(entry::Column::SubmittedAt)
        .order_by_desc(entry::Column::Id)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .all(db)
        .await?;
    let editions = find_editions(db, &scope).await?;
    let mut own: Vec<i64> = offices.iter().map(|(unit, _)| *unit).collect();
    own.dedup();
    let names = unit_names(db, own.clone()).await?;
    let mut own: Vec<(UnitId, String)> =
        own.into_iter().map(|id| (UnitId(id), names.get(&id).cloned().unwrap_or_default())).collect();
    own.sort_by(|a, b| domain::text::compare_words(&a.1, &b.1));
    Ok(UnitDesk { units: own, rows: unit_rows(db, rows, &editions).await?, editions, filter, total, counts })
}

/// One entry as its unit reads it.
pub async fn find_unit_entry(db: &DatabaseConnection, actor: &Actor, id: EntryId) -> Result<UnitEntry, Failure> {
    let entry = find_readable(db, id).await?;
    let readable = access::may(Role::UnitOfficer, Act::ReadEntry, State::Entry(entry.state));
    if !readable || !holds_office(actor, &entry.subject) {
        return Err(Forbidden::new(Act::ReadEntry).into());
    }
    let edition = find_edition(db, EditionId(entry.row.edition_id)).await?;
    let rules = find_rules(db, edition.id, entry.row.rules_version).await?;
    let confirmations = find_confirmations(db, id.0).await?;
    let since = confirmations.first().map(|said| said.at).max(entry.row.submitted_at);
    let reader = Reader::Unit(actor.account.map(|account| account.0).unwrap_or_default());
    Ok(UnitEntry {
        head: find_head(db, &entry, &edition, &rules, since).await?,
        authors: find_authors(db, id.0, &rules, BirthDates::Hidden).await?,
        instructors: find_instructors(db, id.0).await?,
        answers: read_answers(&entry.row, &rules)?,
        files: find_files(db, id.0, &rules).await?,
        history: read_history(db, &entry, reader).await?,
        edition,
        confirmations,
    })
}

/// True for an officer of the unit, also one whose duty rests: who filed the entry reads it here and does not confirm it.
fn holds_office(actor: &Actor, subject: &Subject) -> bool {
    let resting = actor.resting_on(subject).into_iter().map(|(role, _)| role);
    actor.roles_on(subject).into_iter().chain(resting).any(|role| role == Role::UnitOfficer)
}

fn condition(scope: &Condition, filter: &UnitFilter) -> Condition {
    Condition::all()
        .add(scope.clone())
        .add(entry::Column::State.ne(EntryState::Draft.code()))
        .add_option(filter.edition.map(|edition| entry::Column::EditionId.eq(edition.0)))
        .add(words(&filter.text))
}

async fn count_unit_states(
    db: &impl ConnectionTrait,
    scope: &Condition,
    filter: &UnitFilter,
) -> Result<Vec<(UnitState, u64)>, DbErr> {
    let counted: Vec<(String, i64)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::UnitState)
        .column_as(entry::Column::Id.count(), COUNT)
        .filter(condition(scope, filter))
        .group_by(entry::Column::UnitState)
        .into_tuple()
        .all(db)
        .await?;
    let count = |state: UnitState| {
        let found = counted.iter().find(|(code, _)| code == state.code());
        found.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or_default())
    };
    let order = [UnitState::Waiting, UnitState::Confirmed, UnitState::Returned, UnitState::NotAsked];
    Ok(order.map(|state| (state, count(state))).to_vec())
}

async fn find_editions(db: &impl ConnectionTrait, scope: &Condition) -> Result<Vec<Edition>, Failure> {
    let with_entries = Query::select()
        .column(entry::Column::EditionId)
        .from(entry::Entity)
        .cond_where(scope.clone())
        .and_where(entry::Column::State.ne(EntryState::Draft.code()))
        .to_owned();
    let rows = edition::Entity::find()
        .filter(edition::Column::Id.in_subquery(with_entries))
        .order_by_desc(edition::Column::Year)
        .order_by_asc(edition::Column::Id)
        .all(db)
        .await?;
    editions_of_rows(db, rows).await
}

async fn unit_rows(
    db: &impl ConnectionTrait,
    rows: Vec<entry::Model>,
    editions: &[Edition],
) -> Result<Vec<UnitRow>, Failure> {
    let mut authors = author_names(db, rows.iter().map(|row| row.id).collect()).await?;
    let answered = last_answers(db, &rows).await?;
    rows.into_iter()
        .map(|row| {
            let edition = editions.iter().find(|edition| edition.id.0 == row.edition_id);
            let since = answered.get(&row.id).copied().max(row.submitted_at);
            Ok(UnitRow {
                id: EntryId(row.id),
                state: state_of(&row)?,
                unit_state: unit_state_of(&row)?,
                authors: authors.remove(&row.id).unwrap_or_default(),
                edition: edition.map(|edition| edition.name_vi.clone()).unwrap_or_default(),
                since: since.unwrap_or(row.updated_at),
                code: row.code.unwrap_or_default(),
                title: row.title,
            })
        })
        .collect()
}

/// When the unit last said something about each entry.
async fn last_answers(db: &impl ConnectionTrait, rows: &[entry::Model]) -> Result<HashMap<i64, OffsetDateTime>, DbErr> {
    let answers: Vec<(i64, OffsetDateTime)> = unit_confirmation::Entity::find()
        .select_only()
        .columns([unit_confirmation::Column::EntryId, unit_confirmation::Column::CreatedAt])
        .filter(unit_confirmation::Column::EntryId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(unit_confirmation::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(answers.into_iter().collect())
}
