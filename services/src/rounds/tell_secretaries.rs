//! The letter to an edition's secretaries about who left a round and who moved up.

use domain::programmes::edition::Edition;
use domain::rounds::{Outcome, Verdict};
use domain::text::Lang;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use time::OffsetDateTime;

use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::people::secretaries_of;

/// Codes of those who go on instead, and of those who are equal for the place.
#[derive(Default)]
pub(super) struct Moved {
    up: Vec<String>,
    tied: Vec<String>,
}

impl Moved {
    pub(super) fn of(outcomes: &[Outcome]) -> Self {
        let with = |verdict: Verdict| {
            outcomes.iter().filter(|one| one.verdict == verdict).map(|one| one.entry.clone()).collect()
        };
        Self { up: with(Verdict::GoesOn), tied: with(Verdict::Undecided) }
    }
}

pub(super) async fn tell_secretaries(
    tx: &DatabaseTransaction,
    edition: &Edition,
    round: &str,
    left: &str,
    moved: &Moved,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    for person in secretaries_of(tx, edition.id).await? {
        let lang = Lang::of_code(&person.lang);
        let letter = Letter {
            recipient: person.email,
            lang,
            kind: LetterKind::RoundLeft,
            params: json!({
                "name": person.name, "edition": edition.name(lang), "round": round, "code": left,
                "up": moved.up.join(", "), "tied": moved.tied.join(", "),
                "link": format!("/thu-ky/{}/xep-hang", edition.slug),
            }),
            edition: Some(edition.id),
            reference: None,
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(())
}
