//! Keeping a round's ranking as it was computed when the round was locked.

use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use domain::results::tabulate;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::basis::damaged;
use super::marks::{Snapshot, sheet_marks};
use super::round_row::find_round;
use crate::entities::ranking;
use crate::failure::{Failure, write_json};
use crate::ledger::{Record, append};

/// Computes the round from the sheets signed by now and keeps marks, rules and ranks with their hash.
pub(super) async fn keep_ranking(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    rules: &EditionRules,
    code: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let round = rules.round(code).ok_or(Failure::NotFound)?;
    let marks = sheet_marks(tx, edition.id, rules, &[code]).await?.remove(code).unwrap_or_default();
    let tabulation = tabulate(&round.tabulation(), &marks).map_err(damaged)?;
    let pinned = find_round(tx, edition.id.0, code).await?.and_then(|row| row.rules_version);
    let snapshot = Snapshot {
        version: 1,
        edition: edition.slug.clone(),
        round: code.to_owned(),
        rules_version: pinned.unwrap_or(edition.version),
        rules: tabulation.rules,
        marks: marks.into_iter().map(|mark| (mark.entry, mark.judge, mark.criterion, mark.points)).collect(),
        ranks: tabulation.ranking.places.into_iter().map(|place| (place.entry, place.rank, place.total)).collect(),
    };
    let text = write_json(&snapshot)?;
    let hash = hex::encode(Sha256::digest(text.as_bytes()));
    let row = ranking::ActiveModel {
        edition_id: Set(edition.id.0),
        round_code: Set(code.to_owned()),
        rules_version: Set(snapshot.rules_version),
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
    Ok(())
}
