//! One entry on the secretary's desk.

use domain::entries::shown_names::{ShownName, has_blind_round, shown_names};
use domain::entries::state::EntryState;
use domain::ids::{AccountId, EditionId, EntryId};
use domain::intake::check_page::{CheckOutcome, EntryForCheck, FormalCheck, StaffNote, Version};
use domain::intake::checklist::{CheckItem, check_lines};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::rules::EditionRules;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::decision::{Decided, find_readable};
use super::dossier_facts::find_facts;
use super::entry_details::{
    BirthDates, find_authors, find_confirmations, find_files, find_head, find_instructors, read_answers,
};
use super::entry_history::{Reader, read_history};
use super::people_names::account_names;
use crate::entities::{entry, entry_note, formal_check, receipt};
use crate::entries::entries_of_rows;
use crate::failure::{Failure, read_json};
use crate::programmes::{find_edition, find_rules};

/// The entry with everything its check needs. Drafts are their authors' alone.
pub async fn find_entry_for_check(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
) -> Result<EntryForCheck, Failure> {
    let entry = find_readable(db, id).await?;
    access::require(actor, Act::ExportEntries, &entry.subject, State::Any)?;
    access::require(actor, Act::ReadEntry, &entry.subject, State::Entry(entry.state))?;
    let edition = find_edition(db, EditionId(entry.row.edition_id)).await?;
    let rules = find_rules(db, edition.id, entry.row.rules_version).await?;
    let facts = find_facts(db, std::slice::from_ref(&entry.row)).await?;
    let checks = find_checks(db, id).await?;
    let ticks = checks.iter().map(|check| &check.items).find(|items| !items.is_empty());
    let confirmations = find_confirmations(db, id.0).await?;
    let last_move = checks.iter().map(|check| check.at).chain(confirmations.iter().map(|said| said.at)).max();
    Ok(EntryForCheck {
        head: find_head(db, &entry, &edition, &rules, last_move.max(entry.row.submitted_at)).await?,
        authors: find_authors(db, id.0, &rules, BirthDates::Shown).await?,
        instructors: find_instructors(db, id.0).await?,
        answers: read_answers(&entry.row, &rules)?,
        files: find_files(db, id.0, &rules).await?,
        lines: facts.first().map(|(_, facts)| check_lines(&rules, facts)).unwrap_or_default(),
        ticks: ticks.cloned().unwrap_or_default(),
        shown_names: find_shown_names(db, &entry, &rules).await?,
        notes: find_notes(db, id).await?,
        versions: find_sent_versions(db, id).await?,
        history: read_history(db, &entry, Reader::Staff).await?,
        next: find_next(db, &entry).await?,
        edition,
        confirmations,
        checks,
    })
}

async fn find_shown_names(
    db: &impl ConnectionTrait,
    entry: &Decided,
    rules: &EditionRules,
) -> Result<Option<Vec<ShownName>>, Failure> {
    if !has_blind_round(rules) {
        return Ok(None);
    }
    let whole = entries_of_rows(db, vec![entry.row.clone()]).await?;
    Ok(Some(whole.iter().flat_map(|entry| shown_names(rules, entry)).collect()))
}

async fn find_checks(db: &impl ConnectionTrait, id: EntryId) -> Result<Vec<FormalCheck>, Failure> {
    let rows = formal_check::Entity::find()
        .filter(formal_check::Column::EntryId.eq(id.0))
        .order_by_desc(formal_check::Column::Id)
        .all(db)
        .await?;
    let officers = account_names(db, rows.iter().map(|row| row.officer_id).collect()).await?;
    rows.into_iter()
        .map(|row| {
            let items: Vec<CheckItem> = read_json(&row.items)?;
            let outcome = CheckOutcome::from_code(&row.outcome)
                .ok_or_else(|| Failure::Damaged(format!("check outcome {}", row.outcome)))?;
            Ok(FormalCheck {
                outcome,
                officer: officers.get(&row.officer_id).cloned().unwrap_or_default(),
                items,
                reason: row.reason,
                citation: row.citation,
                deadline: row.deadline,
                at: row.created_at,
            })
        })
        .collect()
}

async fn find_notes(db: &impl ConnectionTrait, id: EntryId) -> Result<Vec<StaffNote>, Failure> {
    let rows = entry_note::Entity::find()
        .filter(entry_note::Column::EntryId.eq(id.0))
        .order_by_desc(entry_note::Column::Id)
        .all(db)
        .await?;
    let names = account_names(db, rows.iter().map(|row| row.account_id).collect()).await?;
    let notes = rows.into_iter().map(|row| StaffNote {
        by: names.get(&AccountId(row.account_id).0).cloned().unwrap_or_default(),
        body: row.body,
        at: row.created_at,
    });
    Ok(notes.collect())
}

async fn find_sent_versions(db: &impl ConnectionTrait, id: EntryId) -> Result<Vec<Version>, Failure> {
    let rows = receipt::Entity::find()
        .filter(receipt::Column::EntryId.eq(id.0))
        .order_by_desc(receipt::Column::Id)
        .all(db)
        .await?;
    let versions = rows.into_iter().map(|row| Version {
        receipt: row.number,
        content_hash: row.content_hash,
        rules_version: row.rules_version,
        at: row.submitted_at,
    });
    Ok(versions.collect())
}

/// The next entry that waits for a check, in the order of receipt; after the last one, the first.
async fn find_next(db: &impl ConnectionTrait, entry: &Decided) -> Result<Option<EntryId>, Failure> {
    let waiting = || {
        entry::Entity::find()
            .select_only()
            .column(entry::Column::Id)
            .filter(entry::Column::EditionId.eq(entry.row.edition_id))
            .filter(entry::Column::State.is_in([EntryState::Submitted.code(), EntryState::Late.code()]))
            .filter(entry::Column::Id.ne(entry.row.id))
            .order_by_asc(entry::Column::SubmittedAt)
            .order_by_asc(entry::Column::Id)
            .limit(1)
    };
    let later = Condition::any().add(entry::Column::SubmittedAt.gt(entry.row.submitted_at)).add(
        Condition::all()
            .add(entry::Column::SubmittedAt.eq(entry.row.submitted_at))
            .add(entry::Column::Id.gt(entry.row.id)),
    );
    let found: Option<i64> = waiting().filter(later).into_tuple().one(db).await?;
    let found = match found {
        Some(id) => Some(id),
        None => waiting().into_tuple().one(db).await?,
    };
    Ok(found.map(EntryId))
}
