//! The letters results cause.

use std::collections::BTreeMap;

use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use time::OffsetDateTime;

use crate::entities::{account, award, entry};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::programmes::find_rules;

/// Which entries' owners are written to.
pub(super) enum Whom<'a> {
    Entries(&'a [i64]),
    /// Everybody whose entry was judged.
    Everybody,
}

/// The names of an edition's prizes, by code.
pub(super) async fn prize_names(
    db: &impl ConnectionTrait,
    edition: &Edition,
) -> Result<BTreeMap<String, String>, Failure> {
    let rules = find_rules(db, edition.id, edition.version).await?;
    Ok(rules.prizes.into_iter().map(|prize| (prize.code, prize.name)).collect())
}

/// The prizes of each entry in words: “Giải Nhất, Giải tác giả nhỏ tuổi nhất”.
async fn prizes_in_words(db: &impl ConnectionTrait, edition: &Edition) -> Result<BTreeMap<i64, String>, Failure> {
    let names = prize_names(db, edition).await?;
    let awards = award::Entity::find()
        .filter(award::Column::EditionId.eq(edition.id.0))
        .order_by_asc(award::Column::Id)
        .all(db)
        .await?;
    let mut found: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for award in awards {
        let name = names.get(&award.prize_code).cloned().unwrap_or(award.prize_code);
        found.entry(award.entry_id).or_default().push(name);
    }
    Ok(found.into_iter().map(|(entry, names)| (entry, names.join(", "))).collect())
}

/// Queues one letter to the owner of each entry; it knows the entry's prizes unless `extra` says which.
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
    let prizes = prizes_in_words(tx, edition).await?;
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
        let lang = Lang::of_code(&owner.lang);
        let mut params = json!({ "name": owner.name, "code": entry.code, "title": entry.title, "edition": edition.name(lang),
                "prize": prizes.get(&entry.id) });
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
