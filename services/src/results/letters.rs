//! The letters results cause.

use std::collections::BTreeMap;

use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use time::OffsetDateTime;

use crate::entities::{account, entry};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};

/// Which entries' owners are written to.
pub(super) enum Whom<'a> {
    Entries(&'a [i64]),
    /// Everybody whose entry was judged.
    Everybody,
}

/// Queues one letter to the owner of each entry.
pub(super) async fn tell_owners(
    tx: &DatabaseTransaction,
    edition: &Edition,
    whom: Whom<'_>,
    kind: LetterKind,
    extra: &serde_json::Value,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let query = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition.id.0))
        .filter(entry::Column::State.eq("accepted"));
    let query = match whom {
        Whom::Entries(ids) => query.filter(entry::Column::Id.is_in(ids.iter().copied())),
        Whom::Everybody => query,
    };
    let entries = query.all(tx).await?;
    let owners: BTreeMap<i64, account::Model> = account::Entity::find()
        .filter(account::Column::Id.is_in(entries.iter().map(|entry| entry.owner_id)))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    for entry in entries {
        let Some(owner) = owners.get(&entry.owner_id) else {
            continue;
        };
        let lang = if owner.lang == Lang::En.code() {
            Lang::En
        } else {
            Lang::Vi
        };
        let mut params =
            json!({ "name": owner.name, "code": entry.code, "title": entry.title, "edition": edition.name(lang) });
        if let (Some(params), Some(extra)) = (params.as_object_mut(), extra.as_object()) {
            params.extend(extra.clone());
        }
        let letter = Letter {
            recipient: owner.email.clone(),
            lang,
            kind,
            params,
            edition: Some(edition.id),
            reference: Some(format!("entry/{}", entry.id)),
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(())
}
