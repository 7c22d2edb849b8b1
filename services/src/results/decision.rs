//! The signed decision, publication, and taking a prize back.

use std::collections::BTreeMap;

use domain::calendar::vietnam_date;
use domain::ids::{AwardId, EditionId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionEvent};
use domain::results::acts::{DecisionProblem, PublishProblem, RevokeProblem, reason_problem};
use domain::results::listing::{ApprovalDesk, ApprovalItem, Decision};
use domain::text::clean_line;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, SqlErr,
};
use serde_json::json;
use time::{Date, OffsetDateTime};

use super::awards::{AwardsOf, public_awards};
use super::letters::{Whom, prize_names, tell_owners};
use super::notice::{last_notice, move_edition, notice_of_row};
use super::prizes::record;
use super::{ActError, refuse};
use crate::database::begin_write;
use crate::entities::{award, decision, edition, feedback, notice, revocation};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::{find_edition, find_edition_by_slug, find_rules};

/// What the form of a decision holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionInput {
    pub number: String,
    pub decided_on: Option<Date>,
    pub signer: String,
}

/// Records the signed decision; until it is published it can be corrected.
pub async fn record_decision(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    input: DecisionInput,
    now: OffsetDateTime,
) -> Result<(), ActError<DecisionProblem>> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, Act::RecordDecision, &edition.subject(), State::Edition(edition.state))?;
    let row = last_notice(&tx, &edition).await?.ok_or(Failure::NotFound)?;
    let (number, signer) = (clean_line(&input.number), clean_line(&input.signer));
    let (today, noticed) = (vietnam_date(now), vietnam_date(row.opens_at));
    let problems = [
        number.is_empty().then_some(DecisionProblem::NumberMissing),
        match input.decided_on {
            None => Some(DecisionProblem::DateMissing),
            Some(day) if day > today => Some(DecisionProblem::DateInFuture { today }),
            Some(day) if day < noticed => Some(DecisionProblem::DateBeforeNotice { noticed }),
            Some(_) => None,
        },
        signer.is_empty().then_some(DecisionProblem::SignerMissing),
    ];
    refuse(problems.into_iter().flatten())?;
    let day = input.decided_on.unwrap_or(today);
    let old = find_decision_row(&tx, edition.id).await?;
    let mut row = old.map_or_else(
        || decision::ActiveModel {
            edition_id: Set(edition.id.0),
            created_by: Set(actor.account.map_or(0, |account| account.0)),
            created_at: Set(now),
            ..Default::default()
        },
        Into::into,
    );
    row.number = Set(number.clone());
    row.decided_on = Set(day);
    row.signer = Set(signer.clone());
    row.save(&tx).await?;
    let detail = json!({ "number": number, "date": day.to_string(), "signer": signer });
    record(&tx, actor, "decision.recorded", &edition, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn find_decision_row(db: &impl ConnectionTrait, edition: EditionId) -> Result<Option<decision::Model>, Failure> {
    let query =
        decision::Entity::find().filter(decision::Column::EditionId.eq(edition.0)).order_by_desc(decision::Column::Id);
    Ok(query.one(db).await?)
}

pub(super) async fn find_decision(db: &impl ConnectionTrait, edition: EditionId) -> Result<Option<Decision>, Failure> {
    Ok(find_decision_row(db, edition).await?.map(decision_of_row))
}

pub(super) fn decision_of_row(row: decision::Model) -> Decision {
    Decision { number: row.number, decided_on: row.decided_on, signer: row.signer, published_at: row.published_at }
}

/// Publishes the winners. `typed` is the number of prizes the approver typed: proof of having read the preview.
pub async fn publish_results(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    typed: Option<usize>,
    now: OffsetDateTime,
) -> Result<(), ActError<PublishProblem>> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, Act::PublishResults, &edition.subject(), State::Edition(edition.state))?;
    let notice = last_notice(&tx, &edition).await?.ok_or(Failure::NotFound)?;
    let decision = find_decision_row(&tx, edition.id).await?;
    let expected = count_awards(&tx, edition.id).await?;
    let problems = [
        decision.is_none().then_some(PublishProblem::NoDecision),
        (notice.closes_at > now).then_some(PublishProblem::NoticeRuns { until: notice.closes_at }),
        (typed != Some(expected)).then_some(PublishProblem::OtherCount { expected }),
    ];
    refuse(problems.into_iter().flatten())?;
    move_edition(&tx, &edition, EditionEvent::Publish)
        .await?
        .ok_or(ActError::Refused(vec![PublishProblem::WrongState]))?;
    let decision = decision.ok_or(Failure::NotFound)?;
    let number = decision.number.clone();
    mark_published(&tx, edition.id, decision, now).await?;
    record(&tx, actor, "results.published", &edition, json!({ "decision": number, "prizes": expected }), now).await?;
    let params = json!({ "link": format!("/ket-qua/{slug}"), "decision": number });
    tell_owners(&tx, &edition, Whom::Everybody, LetterKind::ResultPublished, &params, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn mark_published(
    tx: &DatabaseTransaction,
    edition: EditionId,
    decision: decision::Model,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let mut row: decision::ActiveModel = decision.into();
    row.published_at = Set(Some(now));
    row.update(tx).await?;
    award::Entity::update_many()
        .col_expr(award::Column::State, Expr::value("given"))
        .filter(award::Column::EditionId.eq(edition.0))
        .exec(tx)
        .await?;
    notice::Entity::update_many()
        .col_expr(notice::Column::ClosedAt, Expr::value(now))
        .filter(notice::Column::EditionId.eq(edition.0))
        .filter(notice::Column::ClosedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

async fn count_awards(db: &impl ConnectionTrait, edition: EditionId) -> Result<usize, Failure> {
    let count = award::Entity::find().filter(award::Column::EditionId.eq(edition.0)).count(db).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Takes a published prize back, by a decision of its own; the public page says so. Returns the edition's word.
pub async fn revoke_award(
    db: &DatabaseConnection,
    actor: &Actor,
    award: AwardId,
    reason: &str,
    number: &str,
    now: OffsetDateTime,
) -> Result<String, ActError<RevokeProblem>> {
    let tx = begin_write(db).await?;
    let row = award::Entity::find_by_id(award.0).one(&tx).await?.ok_or(Failure::NotFound)?;
    let edition = find_edition(&tx, EditionId(row.edition_id)).await?;
    access::require(actor, Act::RevokeAward, &edition.subject(), State::Edition(edition.state))?;
    let number = clean_line(number);
    let problems = [
        reason_problem(reason, RevokeProblem::ReasonMissing, RevokeProblem::ReasonTooLong),
        number.is_empty().then_some(RevokeProblem::NumberMissing),
    ];
    refuse(problems.into_iter().flatten())?;
    let entry = row.entry_id;
    let revoked = revocation::ActiveModel {
        award_id: Set(award.0),
        reason: Set(reason.trim().to_owned()),
        decision_number: Set(number.clone()),
        created_by: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        ..Default::default()
    };
    if let Err(err) = revoked.insert(&tx).await {
        return match err.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Err(ActError::Refused(vec![RevokeProblem::AlreadyRevoked])),
            _ => Err(err.into()),
        };
    }
    let prize_code = row.prize_code.clone();
    let mut row: award::ActiveModel = row.into();
    row.state = Set("revoked".to_owned());
    row.update(&tx).await?;
    let detail = json!({ "entry_id": entry, "decision": number, "reason": reason.trim() });
    append(&tx, Record::new(actor.account, "award.revoked", format!("award/{award}")).detail(detail), now).await?;
    let prize = prize_names(&tx, &edition).await?.remove(&prize_code);
    let params = json!({
        "link": format!("/ket-qua/{}", edition.slug), "decision": number, "reason": reason.trim(), "prize": prize,
    });
    tell_owners(&tx, &edition, Whom::Entries(&[entry]), LetterKind::AwardRevoked, &params, now).await?;
    tx.commit().await?;
    Ok(edition.slug)
}

/// Editions with a provisional or published list that this person approves or prepares, the waiting ones first.
pub async fn approvals(db: &DatabaseConnection, actor: &Actor) -> Result<Vec<ApprovalItem>, Failure> {
    let rows = edition::Entity::find()
        .filter(edition::Column::State.is_in(["noticed", "published"]))
        .order_by_asc(edition::Column::State)
        .order_by_desc(edition::Column::Id)
        .all(db)
        .await?;
    let mut editions = Vec::new();
    for edition in crate::programmes::editions_of_rows(db, rows).await? {
        if access::allows(actor, Act::ReadRanking, &edition.subject(), State::Edition(edition.state)) {
            editions.push(edition);
        }
    }
    if editions.is_empty() && !actor.holds(domain::people::roles::GrantedRole::Approver) {
        return Err(Failure::NotFound);
    }
    approval_items(db, editions).await
}

async fn approval_items(db: &impl ConnectionTrait, editions: Vec<Edition>) -> Result<Vec<ApprovalItem>, Failure> {
    let ids: Vec<i64> = editions.iter().map(|edition| edition.id.0).collect();
    let notices = notice::Entity::find()
        .filter(notice::Column::EditionId.is_in(ids.iter().copied()))
        .order_by_asc(notice::Column::Id)
        .all(db)
        .await?;
    let open = feedback::Entity::find()
        .filter(feedback::Column::NoticeId.is_in(notices.iter().map(|notice| notice.id)))
        .filter(feedback::Column::Reply.is_null())
        .all(db)
        .await?;
    let decisions = decision::Entity::find()
        .filter(decision::Column::EditionId.is_in(ids.iter().copied()))
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?;
    let awards = award::Entity::find().filter(award::Column::EditionId.is_in(ids)).all(db).await?;
    let mut last: BTreeMap<i64, notice::Model> = notices.into_iter().map(|row| (row.edition_id, row)).collect();
    let mut decided: BTreeMap<i64, decision::Model> = decisions.into_iter().map(|row| (row.edition_id, row)).collect();
    let item = |edition: Edition| {
        let notice = last.remove(&edition.id.0);
        let of_notice = |row: &&feedback::Model| notice.as_ref().is_some_and(|notice| notice.id == row.notice_id);
        ApprovalItem {
            unanswered: open.iter().filter(of_notice).count(),
            prizes: awards.iter().filter(|award| award.edition_id == edition.id.0).count(),
            decision: decided.remove(&edition.id.0).map(decision_of_row),
            notice: notice.map(notice_of_row),
            edition,
        }
    };
    Ok(editions.into_iter().map(item).collect())
}

/// One edition before the approver, with every prize on its list.
pub async fn find_approval(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    now: OffsetDateTime,
) -> Result<ApprovalDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadRanking, &edition.subject(), State::Edition(edition.state))?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    let awards = public_awards(db, AwardsOf::Edition(edition.id), &rules, vietnam_date(now)).await?;
    let item = approval_items(db, vec![edition]).await?.pop().ok_or(Failure::NotFound)?;
    Ok(ApprovalDesk { item, rules, awards })
}
