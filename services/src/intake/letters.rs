//! Letters about one entry to the person who filed it, and to the officers of its unit.

use domain::ids::EditionId;
use domain::intake::bulk::LETTERS_WAIT;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::people_names::unit_names;
use crate::entities::{account, entry, role_grant};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter_for};
use crate::programmes::find_edition;

/// When an act is done, and when its letters leave.
#[derive(Clone, Copy, Debug)]
pub(super) struct ActTime {
    pub now: OffsetDateTime,
    letters: OffsetDateTime,
}

impl ActTime {
    /// The letters wait until the act can no longer be undone.
    pub(super) fn undoable(now: OffsetDateTime) -> Self {
        Self { now, letters: now + LETTERS_WAIT }
    }
}

impl From<OffsetDateTime> for ActTime {
    fn from(now: OffsetDateTime) -> Self {
        Self { now, letters: now }
    }
}

/// Queues a letter to the owner of the entry; `more` joins the entry's code, title and address.
pub(super) async fn write_to_owner(
    tx: &DatabaseTransaction,
    entry: &entry::Model,
    kind: LetterKind,
    more: Value,
    at: impl Into<ActTime>,
) -> Result<(), Failure> {
    let at = at.into();
    let owner = account::Entity::find_by_id(entry.owner_id).one(tx).await?;
    let Some(owner) = owner.filter(|owner| owner.disabled_at.is_none()) else {
        return Ok(());
    };
    let about = find_about(tx, entry).await?;
    let path = format!("/ho-so/{}", entry.id);
    queue_letter_for(tx, letter(&owner, entry, &about, kind, path, more), at.now, at.letters).await
}

/// Queues a letter to every officer of the unit that answers for the entry; returns to how many.
pub(super) async fn write_to_unit(
    tx: &DatabaseTransaction,
    entry: &entry::Model,
    unit_today: i64,
    kind: LetterKind,
    at: impl Into<ActTime>,
) -> Result<usize, Failure> {
    let at = at.into();
    let officers = unit_officers(tx, &[unit_today]).await?;
    let officers: Vec<_> = officers.into_iter().filter(|officer| officer.acts_in(entry.edition_id)).collect();
    let about = find_about(tx, entry).await?;
    for Officer { account: officer, .. } in &officers {
        let path = format!("/don-vi/ho-so/{}", entry.id);
        let letter = letter(officer, entry, &about, kind, path, json!({}));
        queue_letter_for(tx, letter, at.now, at.letters).await?;
    }
    Ok(officers.len())
}

/// Somebody in office for a unit.
pub(super) struct Officer {
    pub unit: i64,
    /// The edition the office is limited to; none means all.
    edition: Option<i64>,
    pub account: account::Model,
}

impl Officer {
    /// True when the office reaches this edition.
    pub fn acts_in(&self, edition: i64) -> bool {
        self.edition.is_none_or(|own| own == edition)
    }
}

/// The officers in office of these units, whatever their edition.
pub(super) async fn unit_officers(db: &impl ConnectionTrait, units: &[i64]) -> Result<Vec<Officer>, DbErr> {
    let grants: Vec<(Option<i64>, Option<i64>, i64)> = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::UnitId)
        .column(role_grant::Column::EditionId)
        .column(role_grant::Column::AccountId)
        .filter(role_grant::Column::Role.eq(GrantedRole::UnitOfficer.code()))
        .filter(role_grant::Column::RevokedAt.is_null())
        .filter(role_grant::Column::UnitId.is_in(units.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(grants.iter().map(|(.., account)| *account)))
        .filter(account::Column::DisabledAt.is_null())
        .all(db)
        .await?;
    let officers = grants.into_iter().filter_map(|(unit, edition, account)| {
        let person = accounts.iter().find(|row| row.id == account)?;
        Some(Officer { unit: unit?, edition, account: person.clone() })
    });
    Ok(officers.collect())
}

/// A moment as letters carry it.
pub(super) fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

/// What a letter names beside the entry: its edition and its unit.
struct About {
    edition: Edition,
    unit: Option<String>,
}

async fn find_about(tx: &DatabaseTransaction, entry: &entry::Model) -> Result<About, Failure> {
    let units = unit_names(tx, entry.unit_id.into_iter().collect()).await?;
    Ok(About {
        edition: find_edition(tx, EditionId(entry.edition_id)).await?,
        unit: entry.unit_id.and_then(|unit| units.get(&unit).cloned()),
    })
}

fn letter(
    to: &account::Model,
    entry: &entry::Model,
    about: &About,
    kind: LetterKind,
    path: String,
    more: Value,
) -> Letter {
    let lang = if to.lang == "en" { Lang::En } else { Lang::Vi };
    let mut params = json!({
        "name": to.name,
        "honorific": to.honorific,
        "edition": about.edition.name(lang),
        "unit": about.unit,
        "code": entry.code.clone().unwrap_or_default(),
        "title": entry.title,
        "link": path,
    });
    if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
        params.extend(more);
    }
    Letter {
        recipient: to.email.clone(),
        lang,
        kind,
        params,
        edition: Some(EditionId(entry.edition_id)),
        reference: Some(format!("entry/{}", entry.id)),
    }
}
