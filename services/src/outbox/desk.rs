//! What staff see of the outbox, and what they may do: try again, hold back.

use domain::ids::EditionId;
use domain::outbox::{LetterKind, MailState};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::roles::GrantedRole;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde_json::Value;
use time::OffsetDateTime;

use super::deliver::{keyless, without_key};
use super::pause::{OutboxPause, find_pause, try_mail_now};
use crate::database::begin_write;
use crate::entities::mail;
use crate::failure::{Failure, read_json};
use crate::ledger::{self, Record};

/// How many letters one statement names.
const AT_ONCE: usize = 500;
/// Rows of one page of a list.
const ROWS: u64 = 50;

/// Which letters to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailFilter {
    pub state: Option<MailState>,
    /// Part of the address written to.
    pub recipient: String,
    /// From 1.
    pub page: u64,
}

/// One page of letters.
#[derive(Clone, Debug)]
pub struct MailPage {
    pub letters: Vec<LetterOnDesk>,
    pub total: u64,
    /// Why nothing leaves, while nothing does.
    pub pause: Option<OutboxPause>,
    /// How many letters were given up.
    pub failed: u64,
}

/// A letter as staff see it.
#[derive(Clone, Debug)]
pub struct LetterOnDesk {
    pub id: i64,
    pub recipient: String,
    pub kind: LetterKind,
    pub lang: domain::text::Lang,
    pub params: Value,
    /// The words as they left; none while it waits.
    pub subject: Option<String>,
    pub body: Option<String>,
    pub state: MailState,
    pub attempts: i32,
    pub next_at: OffsetDateTime,
    pub last_error: Option<String>,
    pub created_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
}

/// The letters this person may see, newest first.
pub async fn list_mail(db: &DatabaseConnection, actor: &Actor, filter: &MailFilter) -> Result<MailPage, Failure> {
    let mut found = visible(actor)?;
    if let Some(state) = filter.state {
        found = found.filter(mail::Column::State.eq(state.code()));
    }
    if !filter.recipient.is_empty() {
        found = found.filter(mail::Column::Recipient.contains(&filter.recipient));
    }
    let pages = found.order_by_desc(mail::Column::Id).paginate(db, ROWS);
    let total = pages.num_items().await?;
    let rows = pages.fetch_page(filter.page.saturating_sub(1)).await?;
    let letters = rows.into_iter().map(|row| on_desk(row, actor));
    Ok(MailPage {
        letters: letters.collect::<Result<_, _>>()?,
        total,
        pause: find_pause(db).await?,
        failed: visible(actor)?.filter(is_failed()).count(db).await?,
    })
}

/// One letter.
pub async fn find_mail(db: &DatabaseConnection, actor: &Actor, id: i64) -> Result<LetterOnDesk, Failure> {
    let row = visible(actor)?.filter(mail::Column::Id.eq(id)).one(db).await?;
    on_desk(row.ok_or(Failure::NotFound)?, actor)
}

/// Puts a letter back into the queue. Pressing twice changes nothing more.
pub async fn retry_mail(db: &DatabaseConnection, actor: &Actor, id: i64, now: OffsetDateTime) -> Result<(), Failure> {
    move_mail(db, actor, id, MailState::Queued, "mail.retried", now).await
}

/// Puts every letter that was given up back into the queue, and tries the mail server at once; how many letters there were.
pub async fn retry_all_mail(db: &DatabaseConnection, actor: &Actor, now: OffsetDateTime) -> Result<u64, Failure> {
    let tx = begin_write(db).await?;
    let failed = visible(actor)?.filter(is_failed()).select_only();
    let ids: Vec<i64> = failed.column(mail::Column::Id).into_tuple().all(&*tx).await?;
    for some in ids.chunks(AT_ONCE) {
        mail::Entity::update_many()
            .col_expr(mail::Column::State, Expr::value(MailState::Queued.code()))
            .col_expr(mail::Column::Attempts, Expr::value(0))
            .col_expr(mail::Column::NextAt, Expr::value(now))
            .filter(mail::Column::Id.is_in(some.iter().copied()))
            .filter(is_failed())
            .exec(&*tx)
            .await?;
    }
    try_mail_now(&*tx, now).await?;
    let record = Record::new(actor.account, "mail.retried_all", "mail".to_owned());
    ledger::append(&tx, record.detail(serde_json::json!({ "letters": ids.len() })), now).await?;
    tx.commit().await?;
    Ok(ids.len() as u64)
}

fn is_failed() -> SimpleExpr {
    mail::Column::State.eq(MailState::Failed.code())
}

/// Holds a letter back until somebody lets it go.
pub async fn hold_mail(db: &DatabaseConnection, actor: &Actor, id: i64, now: OffsetDateTime) -> Result<(), Failure> {
    move_mail(db, actor, id, MailState::Held, "mail.held", now).await
}

async fn move_mail(
    db: &DatabaseConnection,
    actor: &Actor,
    id: i64,
    target: MailState,
    act: &'static str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let row = visible(actor)?.filter(mail::Column::Id.eq(id)).one(&tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let state = state_of(&row)?;
    let allowed = match target {
        MailState::Held => state.may_hold(),
        _ => state.may_retry(),
    };
    if !allowed {
        return Ok(());
    }
    let mut mail: mail::ActiveModel = row.into();
    mail.state = Set(target.code().to_owned());
    mail.attempts = Set(0);
    mail.next_at = Set(now);
    mail.update(&tx).await?;
    ledger::append(&tx, Record::new(actor.account, act, format!("mail/{id}")), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Secretaries see the letters of their editions; who may read all mail sees all.
fn visible(actor: &Actor) -> Result<Select<mail::Entity>, Failure> {
    let may_read = |edition: Option<EditionId>| {
        let subject = Subject { edition, ..Subject::default() };
        access::require(actor, Act::ReadMail, &subject, State::Any)
    };
    if may_read(None).is_ok() {
        return Ok(mail::Entity::find());
    }
    let editions: Vec<i64> = actor
        .grants
        .iter()
        .filter_map(|grant| grant.edition)
        .filter(|edition| may_read(Some(*edition)).is_ok())
        .map(|edition| edition.0)
        .collect();
    if editions.is_empty() {
        may_read(None)?;
    }
    Ok(mail::Entity::find().filter(mail::Column::EditionId.is_in(editions)))
}

fn on_desk(row: mail::Model, actor: &Actor) -> Result<LetterOnDesk, Failure> {
    let kind = LetterKind::from_code(&row.template)
        .ok_or_else(|| Failure::Damaged(format!("letter kind {}", row.template)))?;
    let state = state_of(&row)?;
    let mut params: Value = read_json(&row.params)?;
    let mut body = row.body;
    // Without a mail server the administrator is the postman; nobody else sees a link that opens an account.
    let postman = state == MailState::Kept && actor.holds(GrantedRole::Administrator);
    if kind.holds_key() && !postman {
        body = body.map(|body| without_key(&body, &params));
        params = keyless(&params);
    }
    Ok(LetterOnDesk {
        id: row.id,
        recipient: row.recipient,
        kind,
        lang: if row.lang == "en" { domain::text::Lang::En } else { domain::text::Lang::Vi },
        params,
        subject: row.subject,
        body,
        state,
        attempts: row.attempts,
        next_at: row.next_at,
        last_error: row.last_error,
        created_at: row.created_at,
        sent_at: row.sent_at,
    })
}

fn state_of(row: &mail::Model) -> Result<MailState, Failure> {
    MailState::from_code(&row.state).ok_or_else(|| Failure::Damaged(format!("mail state {}", row.state)))
}
