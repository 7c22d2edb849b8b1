//! Finding and settling conflicts of interest of a panel.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EntryId, PanelId, UnitId};
use domain::judging::conflicts::{
    Conflict, ConflictKind, EntryPeople, JudgePerson, Person, Strength, UnitPlace, declared_ties, detect_conflicts,
};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::people::units::UnitKind;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::context::{PanelContext, code_of, load_panel, panel_entries, seats, text_hash};
use super::errors::{ReasonError, check_reason};
use crate::database::begin_write;
use crate::entities::{account, author, conflict, entry, instructor, unit};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::rounds::RoundEntry;

/// Rows a statement inserts at most: databases limit the parameters of one.
const CHUNK: usize = 80;

/// A conflict with the pair it stands between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairConflict {
    pub id: i64,
    pub entry: EntryId,
    pub entry_code: String,
    pub judge: AccountId,
    pub judge_name: String,
    pub conflict: Conflict,
    /// The judge declared it.
    pub declared: bool,
    pub lifted: bool,
}

/// Looks for conflicts of every judge with every entry of the panel anew.
pub async fn sync_conflicts(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let context = load_panel(&tx, panel).await?;
    access::require(actor, Act::AssignJudges, &context.subject(), State::Round(context.state()))?;
    refresh_conflicts(&tx, &context, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Brings the detected conflicts up to date; declared and settled ones stay as people left them.
pub(super) async fn refresh_conflicts(
    tx: &DatabaseTransaction,
    context: &PanelContext,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let judges = judge_people(tx, context).await?;
    let entries = entry_people(tx, context).await?;
    let known = conflict::Entity::find().filter(conflict::Column::PanelId.eq(context.panel.id)).all(tx).await?;
    let mut found = BTreeMap::new();
    for judge in &judges {
        for (entry, people) in &entries {
            for conflict in detect_conflicts(judge, people) {
                found.insert((entry.0, judge.account.0, conflict.kind.code()), conflict);
            }
        }
    }
    for row in &known {
        let key = (row.entry_id, row.judge_id, row.kind.as_str());
        let fresh = ConflictKind::from_code(&row.kind).and_then(|kind| found.remove(&(key.0, key.1, kind.code())));
        let settled = row.source != "detected" || row.lifted_at.is_some();
        match fresh {
            _ if settled => {}
            None => {
                conflict::Entity::delete_by_id(row.id).exec(tx).await?;
            }
            Some(fresh) if fresh.why != row.note || fresh.strength.code() != row.strength => {
                let mut row: conflict::ActiveModel = row.clone().into();
                row.note = Set(fresh.why);
                row.strength = Set(fresh.strength.code().to_owned());
                row.update(tx).await?;
            }
            Some(_) => {}
        }
    }
    let rows: Vec<_> = found
        .into_iter()
        .map(|((entry, judge, _), conflict)| new_row(context.panel.id, entry, judge, "detected", conflict, now))
        .collect();
    for chunk in rows.chunks(CHUNK) {
        conflict::Entity::insert_many(chunk.to_vec()).exec(tx).await?;
    }
    Ok(())
}

/// A row for a conflict.
pub(super) fn new_row(
    panel: i64,
    entry: i64,
    judge: i64,
    source: &str,
    conflict: Conflict,
    now: OffsetDateTime,
) -> conflict::ActiveModel {
    conflict::ActiveModel {
        panel_id: Set(panel),
        entry_id: Set(entry),
        judge_id: Set(judge),
        source: Set(source.to_owned()),
        kind: Set(conflict.kind.code().to_owned()),
        strength: Set(conflict.strength.code().to_owned()),
        note: Set(conflict.why),
        created_at: Set(now),
        ..Default::default()
    }
}

async fn judge_people(db: &impl ConnectionTrait, context: &PanelContext) -> Result<Vec<JudgePerson>, Failure> {
    let seats = seats(db, context.panel.id).await?;
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(seats.iter().map(|seat| seat.account_id)))
        .all(db)
        .await?;
    let places = places(db, accounts.iter().filter_map(|person| person.unit_id)).await?;
    let people = accounts.into_iter().map(|person| JudgePerson {
        account: AccountId(person.id),
        name: person.name,
        email: person.email,
        phone: person.phone,
        unit: person.unit_id.and_then(|id| places.get(&id).cloned()),
        ties: seats
            .iter()
            .find(|seat| seat.account_id == person.id)
            .and_then(|seat| seat.declaration.as_deref())
            .map(declared_ties)
            .unwrap_or_default(),
    });
    Ok(people.collect())
}

async fn entry_people(
    db: &impl ConnectionTrait,
    context: &PanelContext,
) -> Result<Vec<(EntryId, EntryPeople)>, Failure> {
    let entries = panel_entries(db, context).await?;
    let ids: Vec<i64> = entries.iter().map(|row| row.id).collect();
    let authors = author::Entity::find().filter(author::Column::EntryId.is_in(ids.iter().copied())).all(db).await?;
    let instructors = instructor::Entity::find().filter(instructor::Column::EntryId.is_in(ids)).all(db).await?;
    let units = entries.iter().filter_map(|row| row.unit_id).chain(authors.iter().filter_map(|row| row.unit_id));
    let places = places(db, units).await?;
    let people = entries.iter().map(|row| (EntryId(row.id), people_of(row, &authors, &instructors, &places)));
    Ok(people.collect())
}

fn people_of(
    row: &RoundEntry,
    authors: &[author::Model],
    instructors: &[instructor::Model],
    places: &BTreeMap<i64, UnitPlace>,
) -> EntryPeople {
    let mut people = EntryPeople {
        owner: AccountId(row.owner_id),
        authors: vec![],
        instructors: vec![],
        guardians: vec![],
        units: row.unit_id.and_then(|id| places.get(&id).cloned()).into_iter().collect(),
    };
    for author in authors.iter().filter(|author| author.entry_id == row.id) {
        people.authors.push(person(&author.full_name, [&author.email, &author.phone]));
        if let Some(name) = &author.guardian_name {
            people.guardians.push(person(name, [&author.guardian_email, &author.guardian_phone]));
        }
        let listed = author.unit_id.and_then(|id| places.get(&id).cloned());
        people.units.extend(listed.or_else(|| named_place(author.school_name.as_deref(), &people.units)));
    }
    for instructor in instructors.iter().filter(|instructor| instructor.entry_id == row.id) {
        people.instructors.push(person(&instructor.full_name, [&instructor.contact, &None]));
        people.units.extend(named_place(instructor.unit_name.as_deref(), &people.units));
    }
    people
}

fn person(name: &str, contacts: [&Option<String>; 2]) -> Person {
    let split = |text: &String| text.split([',', ';', '/']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    Person { name: name.to_owned(), contacts: contacts.into_iter().flatten().flat_map(split).collect() }
}

/// A unit known only by what was typed; it lies where the entry's unit lies.
fn named_place(name: Option<&str>, known: &[UnitPlace]) -> Option<UnitPlace> {
    let name = name.map(str::trim).filter(|name| !name.is_empty())?;
    Some(UnitPlace { id: None, name: name.to_owned(), commune: known.iter().find_map(|place| place.commune) })
}

async fn places(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, UnitPlace>, Failure> {
    let ids: BTreeSet<i64> = ids.collect();
    let rows = unit::Entity::find().filter(unit::Column::Id.is_in(ids)).all(db).await?;
    let place = |row: unit::Model| {
        let commune =
            if UnitKind::from_code(&row.kind).is_some_and(UnitKind::is_commune) { Some(row.id) } else { row.parent_id };
        let place = UnitPlace { id: Some(UnitId(row.id)), name: row.name, commune: commune.map(UnitId) };
        (row.id, place)
    };
    Ok(rows.into_iter().map(place).collect())
}

/// The conflicts in force between the panel's judges and these entries.
pub(super) async fn conflicts_of(
    db: &impl ConnectionTrait,
    panel: i64,
    entries: Option<&[i64]>,
) -> Result<BTreeMap<(EntryId, AccountId), Vec<Conflict>>, Failure> {
    let mut query = conflict::Entity::find()
        .filter(conflict::Column::PanelId.eq(panel))
        .filter(conflict::Column::LiftedAt.is_null());
    if let Some(entries) = entries {
        query = query.filter(conflict::Column::EntryId.is_in(entries.iter().copied()));
    }
    let mut pairs: BTreeMap<_, Vec<Conflict>> = BTreeMap::new();
    for row in query.order_by_asc(conflict::Column::Id).all(db).await? {
        if let Some(conflict) = conflict_of_row(&row) {
            pairs.entry((EntryId(row.entry_id), AccountId(row.judge_id))).or_default().push(conflict);
        }
    }
    Ok(pairs)
}

fn conflict_of_row(row: &conflict::Model) -> Option<Conflict> {
    Some(Conflict {
        kind: ConflictKind::from_code(&row.kind)?,
        strength: Strength::from_code(&row.strength),
        why: row.note.clone(),
    })
}

/// Every conflict of a panel, lifted ones too, for the secretary.
pub async fn list_conflicts(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
) -> Result<Vec<PairConflict>, Failure> {
    let context = load_panel(db, panel).await?;
    access::require(actor, Act::ReadEditionDesk, &context.subject(), State::Any)?;
    let rows = conflict::Entity::find()
        .filter(conflict::Column::PanelId.eq(panel.0))
        .order_by_asc(conflict::Column::EntryId)
        .order_by_asc(conflict::Column::Id)
        .all(db)
        .await?;
    let entries = entry::Entity::find()
        .filter(entry::Column::Id.is_in(rows.iter().map(|row| row.entry_id).collect::<BTreeSet<_>>()))
        .all(db)
        .await?;
    let codes: BTreeMap<i64, String> = entries.iter().map(|row| (row.id, code_of(row))).collect();
    let names = super::desk::names_of(db, rows.iter().map(|row| AccountId(row.judge_id))).await?;
    let listed = rows.iter().filter_map(|row| {
        Some(PairConflict {
            id: row.id,
            entry: EntryId(row.entry_id),
            entry_code: codes.get(&row.entry_id).cloned().unwrap_or_default(),
            judge: AccountId(row.judge_id),
            judge_name: names.get(&AccountId(row.judge_id)).cloned().unwrap_or_default(),
            conflict: conflict_of_row(row)?,
            declared: row.source == "declared",
            lifted: row.lifted_at.is_some(),
        })
    });
    Ok(listed.collect())
}

/// The secretary's word on a conflict: it blocks, or it is lifted, with a reason.
pub async fn settle_conflict(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    id: i64,
    blocks: bool,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), ReasonError> {
    let tx = begin_write(db).await?;
    let context = load_panel(&tx, panel).await?;
    access::require(actor, Act::AssignJudges, &context.subject(), State::Round(context.state()))?;
    let row = conflict::Entity::find_by_id(id)
        .filter(conflict::Column::PanelId.eq(panel.0))
        .one(&tx)
        .await?
        .ok_or(Failure::NotFound)?;
    let reason = check_reason(reason)?.to_owned();
    let mut changed: conflict::ActiveModel = row.clone().into();
    changed.note = Set(format!("{}. {reason}", row.note));
    changed.source = Set(if row.source == "declared" { "declared" } else { "settled" }.to_owned());
    changed.strength = Set(if blocks { Strength::Block } else { Strength::Flag }.code().to_owned());
    changed.lifted_at = Set((!blocks).then_some(now));
    changed.update(&tx).await?;
    let act = if blocks { "conflict.confirmed" } else { "conflict.lifted" };
    let record = Record::new(actor.account, act, format!("entry/{}", row.entry_id)).detail(serde_json::json!({
        "judge": row.judge_id, "panel": panel, "kind": row.kind, "reason_hash": text_hash(&reason),
    }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}
