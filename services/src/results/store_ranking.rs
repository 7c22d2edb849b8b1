//! Keeping a round's ranking as it was computed when the round was locked.

use domain::ids::EditionId;
use domain::people::actor::Actor;
use domain::results::tabulate;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::marks::{Snapshot, sheet_marks};
use super::standing::damaged;
use crate::entities::ranking;
use crate::failure::{Failure, write_json};
use crate::ledger::{Record, append};
use crate::programmes::{find_edition, find_rules};

/// Computes the round from the sheets signed by now and keeps marks, rules and ranks with their hash. Called by the act that
/// locks the round, in its transaction; returns the hash.
pub async fn store_ranking(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    now: OffsetDateTime,
) -> Result<String, Failure> {
    let edition = find_edition(tx, edition).await?;
    let rules = find_rules(tx, edition.id, edition.version).await?;
    let round = rules.round(code).ok_or(Failure::NotFound)?;
    let marks = sheet_marks(tx, edition.id, &rules, &[code]).await?.remove(code).unwrap_or_default();
    let tabulation = tabulate(&round.tabulation(), &marks).map_err(damaged)?;
    let snapshot = Snapshot {
        version: 1,
        edition: edition.slug.clone(),
        round: code.to_owned(),
        rules_version: edition.version,
        rules: tabulation.rules,
        marks: marks.into_iter().map(|mark| (mark.entry, mark.judge, mark.criterion, mark.points)).collect(),
        ranks: tabulation.ranking.places.into_iter().map(|place| (place.entry, place.rank, place.total)).collect(),
    };
    let text = write_json(&snapshot)?;
    let hash = hex::encode(Sha256::digest(text.as_bytes()));
    let row = ranking::ActiveModel {
        edition_id: Set(edition.id.0),
        round_code: Set(code.to_owned()),
        rules_version: Set(edition.version),
        snapshot: Set(text),
        hash: Set(hash.clone()),
        created_by: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    let record = Record::new(actor.account, "ranking.kept", format!("edition/{}/round/{code}", edition.id))
        .detail(json!({ "hash": hash, "entries": snapshot.ranks.len(), "marks": snapshot.marks.len() }));
    append(tx, record, now).await?;
    Ok(hash)
}
