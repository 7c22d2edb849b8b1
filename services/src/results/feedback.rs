//! What the public says about a provisional list, and what the secretary answers.

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::results::acts::{FEEDBACK_MAX, FeedbackProblem, ReplyProblem};
use domain::results::listing::Feedback;
use domain::text::{EmailAddress, Lang, clean_line};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::notice::last_notice;
use super::{ActError, refuse};
use crate::database::begin_write;
use crate::entities::{feedback, notice};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::programmes::{find_edition, find_edition_by_slug};

/// What the form of the public holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedbackInput {
    pub name: String,
    /// A telephone number or an e-mail address.
    pub contact: String,
    pub body: String,
}

/// Takes an opinion on the provisional list. The same words sent twice are taken once.
pub async fn send_feedback(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    input: FeedbackInput,
    now: OffsetDateTime,
) -> Result<(), ActError<FeedbackProblem>> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, Act::SendFeedback, &edition.subject(), State::Edition(edition.state))?;
    let row = last_notice(&tx, &edition).await?.ok_or(Failure::NotFound)?;
    let (name, contact, body) = (clean_line(&input.name), clean_line(&input.contact), input.body.trim().to_owned());
    let length = body.chars().count();
    let problems = [
        name.is_empty().then_some(FeedbackProblem::NameMissing),
        contact.is_empty().then_some(FeedbackProblem::ContactMissing),
        body.is_empty().then_some(FeedbackProblem::BodyMissing),
        (length > FEEDBACK_MAX).then_some(FeedbackProblem::BodyTooLong { length }),
        (row.closes_at <= now).then_some(FeedbackProblem::Closed { at: row.closes_at }),
    ];
    refuse(problems.into_iter().flatten())?;
    let same = feedback::Entity::find()
        .filter(feedback::Column::NoticeId.eq(row.id))
        .filter(feedback::Column::Contact.eq(&contact))
        .filter(feedback::Column::Body.eq(&body))
        .one(&tx)
        .await?;
    if same.is_some() {
        return Ok(());
    }
    let hash = hex::encode(Sha256::digest(body.as_bytes()));
    let sent = feedback::ActiveModel {
        notice_id: Set(row.id),
        name: Set(name),
        contact: Set(contact),
        body: Set(body),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(&tx)
    .await?;
    let record = Record::new(actor.account, "feedback.sent", format!("feedback/{}", sent.id))
        .detail(json!({ "edition": edition.id, "sha256": hash }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Answers an opinion, once; by letter where an e-mail address was left.
pub async fn answer_feedback(
    db: &DatabaseConnection,
    actor: &Actor,
    id: i64,
    reply: &str,
    now: OffsetDateTime,
) -> Result<(), ActError<ReplyProblem>> {
    let tx = begin_write(db).await?;
    let row = feedback::Entity::find_by_id(id).one(&tx).await?.ok_or(Failure::NotFound)?;
    let about = notice::Entity::find_by_id(row.notice_id).one(&tx).await?.ok_or(Failure::NotFound)?;
    let edition = find_edition(&tx, domain::ids::EditionId(about.edition_id)).await?;
    access::require(actor, Act::AnswerFeedback, &edition.subject(), State::Edition(edition.state))?;
    let reply = reply.trim();
    let problems = [
        reply.is_empty().then_some(ReplyProblem::Empty),
        (reply.chars().count() > FEEDBACK_MAX).then_some(ReplyProblem::TooLong),
    ];
    refuse(problems.into_iter().flatten())?;
    let answered = feedback::Entity::update_many()
        .col_expr(feedback::Column::Reply, Expr::value(reply))
        .col_expr(feedback::Column::RepliedBy, Expr::value(actor.account.map(|account| account.0)))
        .col_expr(feedback::Column::RepliedAt, Expr::value(now))
        .filter(feedback::Column::Id.eq(id))
        .filter(feedback::Column::Reply.is_null())
        .exec(&tx)
        .await?;
    refuse((answered.rows_affected == 0).then_some(ReplyProblem::AlreadyAnswered))?;
    let hash = hex::encode(Sha256::digest(reply.as_bytes()));
    let record = Record::new(actor.account, "feedback.answered", format!("feedback/{id}"))
        .detail(json!({ "edition": edition.id, "sha256": hash }));
    append(&tx, record, now).await?;
    if let Ok(recipient) = EmailAddress::parse(&row.contact) {
        let letter = Letter {
            recipient: recipient.into(),
            lang: Lang::Vi,
            kind: LetterKind::FeedbackAnswered,
            params: json!({
                "name": row.name, "edition": edition.name(Lang::Vi), "question": row.body, "reply": reply,
                "link": format!("/cong-khai/{}", edition.slug),
            }),
            edition: Some(edition.id),
            reference: Some(format!("feedback/{id}")),
        };
        queue_letter(&tx, letter, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Everything that was said about one notice, the oldest first.
pub(super) async fn load_feedback(db: &impl ConnectionTrait, notice: i64) -> Result<Vec<Feedback>, Failure> {
    let rows = feedback::Entity::find()
        .filter(feedback::Column::NoticeId.eq(notice))
        .order_by_asc(feedback::Column::Id)
        .all(db)
        .await?;
    let feedback = |row: feedback::Model| Feedback {
        id: row.id,
        name: row.name,
        contact: row.contact,
        body: row.body,
        sent_at: row.created_at,
        reply: row.reply,
    };
    Ok(rows.into_iter().map(feedback).collect())
}
