//! The letters an entry causes.

use domain::entries::entry::Entry;
use domain::entries::filing::{Filing, Standing};
use domain::entries::state::UnitState;
use domain::ids::AccountId;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::entities::{account, role_grant};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};

/// The language of an account, and its address.
pub(super) async fn address_of(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<(String, Lang)>, Failure> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.map(|row| (row.email, Lang::of_code(&row.lang))))
}

/// Tells the owner that the entry arrived, and the unit that it is asked.
pub(super) async fn tell_of_submission(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    entry: &Entry,
    filing: &Filing,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let kind = match filing.standing {
        Standing::OnTime => LetterKind::EntrySubmitted,
        Standing::Late => LetterKind::EntryLate,
    };
    if let Some(account) = actor.account {
        let until = filing.deadline.at.filter(|_| kind == LetterKind::EntryLate);
        let more = json!({ "until": until.map(|at| at.format(&Rfc3339).unwrap_or_default()) });
        tell_account_more(tx, account, kind, edition, entry, more, now).await?;
    }
    if entry.unit_state == UnitState::Waiting {
        for officer in officers_of(tx, entry).await? {
            tell_account(tx, officer, LetterKind::UnitAsked, edition, entry, now).await?;
        }
    }
    Ok(())
}

/// Queues one letter about the entry to a person with an account.
pub(super) async fn tell_account(
    tx: &DatabaseTransaction,
    account: AccountId,
    kind: LetterKind,
    edition: &Edition,
    entry: &Entry,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    tell_account_more(tx, account, kind, edition, entry, json!({}), now).await
}

/// The same with more facts.
async fn tell_account_more(
    tx: &DatabaseTransaction,
    account: AccountId,
    kind: LetterKind,
    edition: &Edition,
    entry: &Entry,
    more: Value,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some((recipient, lang)) = address_of(tx, account).await? else {
        return Ok(());
    };
    let link = if kind == LetterKind::UnitAsked { "/don-vi".to_owned() } else { format!("/ho-so/{}", entry.id) };
    let mut params = json!({
        "code": entry.code,
        "title": entry.title,
        "edition": edition.name(lang),
        "unit": entry.unit_name,
        "at": now.format(&Rfc3339).unwrap_or_default(),
        "link": link,
    });
    if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
        params.extend(more);
    }
    let letter = Letter {
        recipient,
        lang,
        kind,
        params,
        edition: Some(edition.id),
        reference: Some(format!("entry/{}", entry.id)),
    };
    queue_letter(tx, letter, now).await
}

pub(super) async fn officers_of(db: &impl ConnectionTrait, entry: &Entry) -> Result<Vec<AccountId>, Failure> {
    let Some(unit) = entry.unit else { return Ok(vec![]) };
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::Role.eq(GrantedRole::UnitOfficer.code()))
        .filter(role_grant::Column::UnitId.eq(unit.0))
        .filter(
            Condition::any()
                .add(role_grant::Column::EditionId.is_null())
                .add(role_grant::Column::EditionId.eq(entry.edition.0)),
        )
        .filter(role_grant::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(grants.into_iter().map(|grant| AccountId(grant.account_id)).collect())
}
