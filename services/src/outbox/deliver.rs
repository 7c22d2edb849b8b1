//! Sending what is due: claimed, written, sent, noted. A crash in between sends a letter twice at worst, never not at all.

use domain::outbox::{Fault, LetterKind, MailState, retry_after};
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::pause::{end_pause, is_paused, pause};
use super::post::{Post, PostProblem, Posted};
use crate::entities::mail;
use crate::failure::{Failure, read_json};

/// How many letters one round takes.
const BATCH: u64 = 20;
/// A letter claimed longer ago was claimed by a process that died.
const CLAIM: Duration = Duration::minutes(10);

/// A letter whose turn it is.
#[derive(Clone, Debug)]
pub struct DueLetter {
    pub id: i64,
    pub recipient: String,
    pub lang: Lang,
    pub kind: LetterKind,
    pub params: Value,
}

/// The words of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenLetter {
    pub subject: String,
    pub body: String,
}

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    pub sent: usize,
    pub kept: usize,
    pub failed: usize,
    /// True when the mail server takes nothing now: the rest waits.
    pub paused: bool,
}

/// Sends the letters that are due, oldest first. `write` gives them their words.
pub async fn deliver_due(
    db: &DatabaseConnection,
    post: &Post,
    write: impl Fn(&DueLetter) -> WrittenLetter,
    now: OffsetDateTime,
) -> Result<Delivered, Failure> {
    let mut delivered = Delivered::default();
    let mut reached = false;
    if is_paused(db, now).await? {
        return Ok(delivered);
    }
    for row in find_due(db, now).await? {
        if !claim(db, &row, now).await? {
            continue;
        }
        let letter = due_letter(&row)?;
        let words = write(&letter);
        let posted = post.send(&letter, &words).await;
        match &posted {
            Ok(Posted::Sent) => delivered.sent += 1,
            Ok(Posted::Kept) => delivered.kept += 1,
            Err(problem) => {
                tracing::warn!(mail.id = letter.id, %problem, "Letter {} did not leave", letter.id);
                delivered.failed += 1;
            }
        }
        if let Some(problem) = posted.as_ref().err().filter(|problem| problem.fault() == Fault::Relay) {
            let_go(db, row).await?;
            pause(db, problem, now).await?;
            delivered.paused = true;
            return Ok(delivered);
        }
        if !reached {
            end_pause(db).await?;
            reached = true;
        }
        note(db, row, &letter, words, posted, now).await?;
    }
    Ok(delivered)
}

async fn find_due(db: &DatabaseConnection, now: OffsetDateTime) -> Result<Vec<mail::Model>, Failure> {
    let waiting = [MailState::Queued.code(), MailState::Sending.code()];
    let rows = mail::Entity::find()
        .filter(mail::Column::State.is_in(waiting))
        .filter(mail::Column::NextAt.lte(now))
        .order_by_asc(mail::Column::NextAt)
        .order_by_asc(mail::Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    Ok(rows)
}

/// Of two processes, one gets the letter.
async fn claim(db: &DatabaseConnection, row: &mail::Model, now: OffsetDateTime) -> Result<bool, Failure> {
    let claimed = mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value(MailState::Sending.code()))
        .col_expr(mail::Column::NextAt, Expr::value(now + CLAIM))
        .filter(mail::Column::Id.eq(row.id))
        .filter(mail::Column::State.eq(row.state.as_str()))
        .filter(mail::Column::NextAt.eq(row.next_at))
        .exec(db)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Puts a claimed letter back as it was: it did nothing wrong, and loses no attempt.
async fn let_go(db: &DatabaseConnection, row: mail::Model) -> Result<(), Failure> {
    mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value(MailState::Queued.code()))
        .col_expr(mail::Column::NextAt, Expr::value(row.next_at))
        .filter(mail::Column::Id.eq(row.id))
        .filter(mail::Column::State.eq(MailState::Sending.code()))
        .exec(db)
        .await?;
    Ok(())
}

fn due_letter(row: &mail::Model) -> Result<DueLetter, Failure> {
    Ok(DueLetter {
        id: row.id,
        recipient: row.recipient.clone(),
        lang: Lang::of_code(&row.lang),
        kind: LetterKind::from_code(&row.template)
            .ok_or_else(|| Failure::Damaged(format!("letter kind {}", row.template)))?,
        params: read_json(&row.params)?,
    })
}

/// Notes what became of the letter. What left keeps its words, but no key.
async fn note(
    db: &DatabaseConnection,
    row: mail::Model,
    letter: &DueLetter,
    words: WrittenLetter,
    posted: Result<Posted, PostProblem>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let attempts = row.attempts + 1;
    let mut mail: mail::ActiveModel = row.into();
    mail.attempts = Set(attempts);
    mail.subject = Set(Some(words.subject));
    match posted {
        Ok(posted) => {
            let state = match posted {
                Posted::Sent => MailState::Sent,
                Posted::Kept => MailState::Kept,
            };
            mail.state = Set(state.code().to_owned());
            mail.sent_at = Set(Some(now));
            mail.last_error = Set(None);
            mail.body = Set(Some(words.body));
            if state == MailState::Sent && letter.kind.holds_key() {
                mail.body = Set(Some(without_key(&mail.body.take().flatten().unwrap_or_default(), &letter.params)));
                mail.params = Set(keyless(&letter.params).to_string());
            }
        }
        Err(problem) => {
            let wait = retry_after(attempts).filter(|_| problem.fault() == Fault::RecipientForNow);
            let state = if wait.is_some() { MailState::Queued } else { MailState::Failed };
            mail.state = Set(state.code().to_owned());
            mail.next_at = Set(now + wait.unwrap_or_default());
            mail.last_error = Set(Some(problem.to_string()));
        }
    }
    mail.update(db).await?;
    Ok(())
}

/// The text with the secret of its link blotted out.
pub(super) fn without_key(text: &str, params: &Value) -> String {
    let link = ["link", "path"].into_iter().find_map(|name| params[name].as_str());
    let link = link.unwrap_or_default();
    let path = link.split('?').next().unwrap_or_default();
    match path.rsplit('/').next() {
        Some(key) if key.len() >= 8 => text.replace(key, "…"),
        _ => text.to_owned(),
    }
}

/// The facts of a letter with the secret of its link blotted out.
pub(super) fn keyless(params: &Value) -> Value {
    let mut keyless = params.clone();
    for name in ["link", "path"] {
        if let Some(link) = params[name].as_str() {
            keyless[name] = Value::String(without_key(link, params));
        }
    }
    keyless
}
