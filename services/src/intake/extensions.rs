//! Later deadlines: granted with a reason, counted, revoked.

use domain::entries::state::EntryState;
use domain::ids::{EditionId, UnitId};
use domain::intake::extensions::{Extension, ExtensionForm, ExtensionProblem, ExtensionScope, Problems, Terms, field};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use time::OffsetDateTime;

use super::decision::digest;
use super::letters::moment;
use super::people_names::{account_names, unit_names};
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{account, edition, entry, extension, unit};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::programmes::{find_edition, find_edition_by_slug};

/// What the page of extensions shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionDesk {
    pub edition: Edition,
    pub extensions: Vec<Extension>,
    /// Units that may be chosen.
    pub units: Vec<(UnitId, String)>,
    /// Extensions may be granted now.
    pub may_grant: bool,
}

/// Why an extension was not granted or revoked.
#[derive(Debug, thiserror::Error)]
pub enum ExtensionError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the form has problems: {0:?}")]
    Problems(Problems),
}

act_failure!(ExtensionError);

/// The extensions of an edition, newest first.
pub async fn list_extensions(db: &DatabaseConnection, actor: &Actor, slug: &str) -> Result<ExtensionDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadEntryIdentity, &edition.subject(), State::Any)?;
    let rows = extension::Entity::find()
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .order_by_desc(extension::Column::Id)
        .all(db)
        .await?;
    let units: Vec<(i64, String)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Id, unit::Column::Name])
        .filter(unit::Column::SuccessorId.is_null())
        .order_by_asc(unit::Column::Folded)
        .into_tuple()
        .all(db)
        .await?;
    let may_grant = access::allows(
        actor,
        Act::ExtendDeadline,
        &edition.subject(),
        State::Edition(edition.state),
    );
    Ok(ExtensionDesk {
        extensions: read_extensions(db, rows).await?,
        units: units.into_iter().map(|(id, name)| (UnitId(id), name)).collect(),
        edition,
        may_grant,
    })
}

/// Grants a later deadline to the whole edition, one unit or one entry. The same extension twice is one extension.
pub async fn grant_extension(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EditionId,
    form: &ExtensionForm,
    now: OffsetDateTime,
) -> Result<(), ExtensionError> {
    let tx = begin_write(db).await?;
    edition::Entity::find_by_id(id.0).lock_exclusive().one(&tx).await?;
    let edition = find_edition(&tx, id).await?;
    access::require(
        actor,
        Act::ExtendDeadline,
        &edition.subject(),
        State::Edition(edition.state),
    )?;
    let terms = form.check(edition.closes_at, now).map_err(ExtensionError::Problems)?;
    let target = find_target(&tx, &edition, form).await?;
    if is_granted(&tx, &edition, target, terms).await? {
        return Ok(());
    }
    let reason = form.reason.trim();
    let row = extension::ActiveModel {
        edition_id: Set(id.0),
        unit_id: Set(target.unit),
        entry_id: Set(target.entry),
        until: Set(terms.until),
        reason: Set(reason.to_owned()),
        max_uses: Set(terms.max_uses),
        uses: Set(0),
        created_by: Set(actor.account.map(|id| id.0).unwrap_or_default()),
        created_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let detail = json!({ "until": moment(terms.until), "reason_sha256": digest(reason), "max_uses": terms.max_uses, "unit": target.unit, "entry": target.entry });
    append(
        &tx,
        Record::new(actor.account, "extension.granted", format!("extension/{}", row.id)).detail(detail),
        now,
    )
    .await?;
    if let Some(entry) = target.entry {
        let record = Record::new(actor.account, "entry.extension_granted", format!("entry/{entry}"));
        append(&tx, record.detail(json!({ "until": moment(terms.until) })), now).await?;
    }
    write_to_those_concerned(&tx, &edition, target, terms, reason, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends an extension: the deadline of the edition counts again. What was sent under it stays sent.
pub async fn revoke_extension(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    id: i64,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    access::require(
        actor,
        Act::ExtendDeadline,
        &edition.subject(),
        State::Edition(edition.state),
    )?;
    let row = extension::Entity::find_by_id(id)
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or(Failure::NotFound)?;
    if row.revoked_at.is_some() {
        return Ok(());
    }
    let mut row = row.into_active_model();
    row.revoked_at = Set(Some(now));
    row.update(&tx).await?;
    append(
        &tx,
        Record::new(actor.account, "extension.revoked", format!("extension/{id}")),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// For whom: at most one of the two.
#[derive(Clone, Copy)]
struct Target {
    unit: Option<i64>,
    entry: Option<i64>,
}

async fn find_target(
    tx: &DatabaseTransaction,
    edition: &Edition,
    form: &ExtensionForm,
) -> Result<Target, ExtensionError> {
    let problem = |name, problem| Err(ExtensionError::Problems(vec![(name, problem)]));
    match form.scope.as_str() {
        "don-vi" => {
            let unit = form.unit.map(|unit| unit.0).unwrap_or_default();
            match unit::Entity::find_by_id(unit).one(tx).await? {
                Some(unit) => Ok(Target {
                    unit: Some(unit.id),
                    entry: None,
                }),
                None => problem(field::UNIT, ExtensionProblem::NoSuchUnit),
            }
        }
        "ho-so" => match find_entry(tx, edition, &form.entry_code).await? {
            Some(entry) => Ok(Target {
                unit: None,
                entry: Some(entry),
            }),
            None => problem(field::ENTRY, ExtensionProblem::NoSuchEntry),
        },
        _ => Ok(Target {
            unit: None,
            entry: None,
        }),
    }
}

/// An entry by its code, or by its number while it is a draft without a code.
async fn find_entry(tx: &DatabaseTransaction, edition: &Edition, typed: &str) -> Result<Option<i64>, DbErr> {
    let typed = typed.trim();
    let number = typed.parse::<i64>().ok();
    let named = Condition::any()
        .add(entry::Column::Code.eq(typed.to_uppercase()))
        .add_option(number.map(|number| entry::Column::Id.eq(number)));
    entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.eq(edition.id.0))
        .filter(named)
        .into_tuple()
        .one(tx)
        .await
}

async fn is_granted(tx: &DatabaseTransaction, edition: &Edition, target: Target, terms: Terms) -> Result<bool, DbErr> {
    let rows = extension::Entity::find()
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .filter(extension::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    let same = |row: &extension::Model| {
        row.unit_id == target.unit
            && row.entry_id == target.entry
            && row.until == terms.until
            && row.max_uses == terms.max_uses
    };
    Ok(rows.iter().any(same))
}

/// Everybody with an unsent entry in reach reads of it, one letter a person.
async fn write_to_those_concerned(
    tx: &DatabaseTransaction,
    edition: &Edition,
    target: Target,
    terms: Terms,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let unsent = [EntryState::Draft.code(), EntryState::SupplementRequested.code()];
    let reach = Condition::all()
        .add(entry::Column::EditionId.eq(edition.id.0))
        .add(entry::Column::State.is_in(unsent))
        .add_option(target.unit.map(|unit| entry::Column::UnitId.eq(unit)))
        .add_option(target.entry.map(|entry| entry::Column::Id.eq(entry)));
    let owners: Vec<i64> = entry::Entity::find()
        .select_only()
        .column(entry::Column::OwnerId)
        .distinct()
        .filter(reach)
        .into_tuple()
        .all(tx)
        .await?;
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(owners))
        .filter(account::Column::DisabledAt.is_null())
        .all(tx)
        .await?;
    for person in accounts {
        let lang = if person.lang == "en" { Lang::En } else { Lang::Vi };
        let letter = Letter {
            params: json!({
                "name": person.name,
                "edition": edition.name(lang),
                "until": moment(terms.until),
                "reason": reason,
                "link": "/ho-so",
            }),
            recipient: person.email,
            lang,
            kind: LetterKind::ExtensionGranted,
            edition: Some(edition.id),
            reference: target.entry.map(|entry| format!("entry/{entry}")),
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(())
}

async fn read_extensions(db: &impl ConnectionTrait, rows: Vec<extension::Model>) -> Result<Vec<Extension>, Failure> {
    let people = account_names(db, rows.iter().map(|row| row.created_by).collect()).await?;
    let units = unit_names(db, rows.iter().filter_map(|row| row.unit_id).collect()).await?;
    let entries = entry::Entity::find()
        .filter(entry::Column::Id.is_in(rows.iter().filter_map(|row| row.entry_id)))
        .all(db)
        .await?;
    let extensions = rows.into_iter().map(|row| Extension {
        id: row.id,
        scope: match (row.unit_id, row.entry_id) {
            (_, Some(id)) => entry_scope(id, entries.iter().find(|entry| entry.id == id)),
            (Some(id), None) => ExtensionScope::Unit {
                id: UnitId(id),
                name: units.get(&id).cloned().unwrap_or_default(),
            },
            (None, None) => ExtensionScope::Edition,
        },
        until: row.until,
        reason: row.reason,
        max_uses: row.max_uses,
        uses: row.uses,
        granted_by: people.get(&row.created_by).cloned().unwrap_or_default(),
        granted_at: row.created_at,
        revoked_at: row.revoked_at,
    });
    Ok(extensions.collect())
}

/// A draft has no code yet and keeps its title to itself.
fn entry_scope(id: i64, entry: Option<&entry::Model>) -> ExtensionScope {
    let sent = entry.filter(|entry| entry.state != EntryState::Draft.code());
    ExtensionScope::Entry {
        code: sent
            .and_then(|entry| entry.code.clone())
            .unwrap_or_else(|| id.to_string()),
        title: sent.map(|entry| entry.title.clone()).unwrap_or_default(),
    }
}
