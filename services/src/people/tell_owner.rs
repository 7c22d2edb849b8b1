//! Telling an account's owner that somebody guesses, with a link that lets the owner's browser past the wait.

use domain::ids::AccountId;
use domain::people::guessing::Attempt;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::account_tokens::{TokenKind, issue_token};
use super::known_account::lang_of;
use super::tries::{CountedTry, was_wrong};
use crate::database::begin_write;
use crate::entities::account;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::outbox::{Letter, LetterKind, queue_letter};

/// Notes a wrong try. From the try on that has to wait, the owner is told by letter and the ledger keeps it, once a day.
/// An address without an account gets the same work, and no letter.
pub(crate) async fn note_wrong_try(
    db: &DatabaseConnection,
    attempt: Attempt,
    owner: Option<account::Model>,
    counted: CountedTry,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let tell = was_wrong(&tx, &counted, now).await?;
    if let Some(row) = owner.filter(|row| tell && row.verified_at.is_some() && row.disabled_at.is_none()) {
        let id = AccountId(row.id);
        let (kind, act) = match attempt {
            Attempt::Code => (LetterKind::CodeGuessed, "account.code_guessed"),
            Attempt::Password | Attempt::Letter | Attempt::ConsentLetter => {
                (LetterKind::PasswordGuessed, "account.password_guessed")
            }
        };
        let token = issue_token(&tx, id, TokenKind::KnownDevice, now).await?;
        let letter = Letter {
            lang: lang_of(&row),
            recipient: row.email,
            kind,
            params: json!({ "link": format!("/dang-nhap/thiet-bi/{token}"), "name": row.name }),
            edition: None,
            reference: Some(format!("account/{id}")),
        };
        queue_letter(&tx, letter, now).await?;
        ledger::append(&tx, Record::new(None, act, format!("account/{id}")), now).await?;
    }
    tx.commit().await?;
    Ok(())
}
