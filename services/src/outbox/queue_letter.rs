//! Queueing a letter. Its words are written when it is sent, by the catalogue of `app`.

use domain::ids::EditionId;
use domain::outbox::{LetterKind, MailState};
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction};
use time::OffsetDateTime;

use crate::entities::mail;
use crate::failure::{Failure, write_json};

/// A letter to one person. Links in `params` are paths; the address of the portal is put before them when it is sent.
#[derive(Clone, Debug)]
pub struct Letter {
    pub recipient: String,
    pub lang: Lang,
    pub kind: LetterKind,
    pub params: serde_json::Value,
    pub edition: Option<EditionId>,
    /// What it is about, such as `entry/12`.
    pub reference: Option<String>,
}

/// Puts a letter into the outbox, in the transaction of the act it tells of.
pub async fn queue_letter(tx: &DatabaseTransaction, letter: Letter, now: OffsetDateTime) -> Result<(), Failure> {
    queue_letter_for(tx, letter, now, now).await
}

/// The same for a letter that leaves at a later moment.
pub(crate) async fn queue_letter_for(
    tx: &DatabaseTransaction,
    letter: Letter,
    now: OffsetDateTime,
    leaves_at: OffsetDateTime,
) -> Result<(), Failure> {
    let row = mail::ActiveModel {
        recipient: Set(letter.recipient),
        lang: Set(letter.lang.code().to_owned()),
        template: Set(letter.kind.code().to_owned()),
        params: Set(write_json(&letter.params)?),
        state: Set(MailState::Queued.code().to_owned()),
        attempts: Set(0),
        next_at: Set(leaves_at),
        edition_id: Set(letter.edition.map(|id| id.0)),
        reference: Set(letter.reference),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}
