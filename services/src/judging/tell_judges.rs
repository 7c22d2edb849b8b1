//! Letters to judges about the entries that wait for them.

use std::collections::BTreeMap;

use domain::ids::AccountId;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::context::{assignments, in_force};
use crate::entities::{account, panel};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};

/// Tells every judge of a round that opens how much waits for them.
pub(super) async fn tell_judges(
    tx: &DatabaseTransaction,
    edition: &Edition,
    round: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let panels = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(edition.id.0))
        .filter(panel::Column::RoundCode.eq(round))
        .all(tx)
        .await?;
    let due = crate::rounds::find_round(tx, edition.id.0, round).await?.and_then(|row| row.due_at);
    for panel in panels {
        let mut counts: BTreeMap<AccountId, usize> = BTreeMap::new();
        for (_, judge) in in_force(&assignments(tx, panel.id).await?) {
            *counts.entry(judge).or_default() += 1;
        }
        queue_letters(tx, edition, &panel.name, &counts, due, now).await?;
    }
    Ok(())
}

/// Tells these judges of a panel how many entries they got.
pub(super) async fn queue_letters(
    tx: &DatabaseTransaction,
    edition: &Edition,
    panel: &str,
    counts: &BTreeMap<AccountId, usize>,
    due: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let people =
        account::Entity::find().filter(account::Column::Id.is_in(counts.keys().map(|id| id.0))).all(tx).await?;
    let until = due.and_then(|due| due.format(&Rfc3339).ok());
    for person in people {
        let letter = Letter {
            recipient: person.email,
            lang: Lang::of_code(&person.lang),
            kind: LetterKind::JudgingAssigned,
            params: serde_json::json!({
                "name": person.name, "edition": edition.name_vi, "panel": panel, "link": "/cham",
                "count": counts.get(&AccountId(person.id)).copied().unwrap_or(0),
                "until": until,
            }),
            edition: Some(edition.id),
            reference: None,
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(())
}
