//! The provisional list made public, and taken back.

use std::collections::BTreeMap;

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionEvent, EditionState};
use domain::results::acts::{NoticeProblem, reason_problem};
use domain::results::listing::{Notice, NoticeDesk, PrizeDesk};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::feedback::load_feedback;
use super::letters::{Whom, tell_owners};
use super::prizes::{RANKED, TAG, load_allocation, load_desk, record};
use super::{ActError, refuse};
use crate::database::begin_write;
use crate::entities::{award, edition, notice};
use crate::failure::{Failure, write_json};
use crate::outbox::LetterKind;
use crate::programmes::{find_calendar, find_edition_by_slug};
use crate::rounds::load_basis;

/// The stored state of an award that is not decided yet.
pub(super) const PROVISIONAL: &str = "provisional";

/// What staff see of the notice of an edition.
pub async fn find_notice_desk(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    now: OffsetDateTime,
) -> Result<NoticeDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadRanking, &edition.subject(), State::Edition(edition.state))?;
    let row = last_notice(db, &edition).await?;
    let feedback = match &row {
        Some(row) => load_feedback(db, row.id).await?,
        None => Vec::new(),
    };
    let desk = load_desk(db, edition).await?;
    let would_end = desk.rules.notice.end(now, &find_calendar(db).await?);
    Ok(NoticeDesk {
        problems: problems(&desk),
        count: desk.count(),
        would_end,
        notice: row.map(notice_of_row),
        feedback,
        edition: desk.edition,
        rules: desk.rules,
    })
}

/// What stands against making this list public.
fn problems(desk: &PrizeDesk) -> Vec<NoticeProblem> {
    let mut problems = Vec::new();
    if desk.edition.state != EditionState::Judging {
        problems.push(NoticeProblem::WrongState);
        return problems;
    }
    if !desk.locked {
        let name = desk.rules.rounds.last().map(|round| round.name.clone()).unwrap_or_default();
        problems.push(NoticeProblem::RoundNotLocked { round: name });
    }
    if !desk.allocation.open_ties.is_empty() {
        problems.push(NoticeProblem::OpenTies { count: desk.allocation.open_ties.len() });
    }
    if desk.count() == 0 {
        problems.push(NoticeProblem::NobodyOnTheList);
    }
    problems
}

/// The last notice of an edition, open or not.
pub(super) async fn last_notice(
    db: &impl ConnectionTrait,
    edition: &Edition,
) -> Result<Option<notice::Model>, Failure> {
    let row = notice::Entity::find()
        .filter(notice::Column::EditionId.eq(edition.id.0))
        .order_by_desc(notice::Column::Id)
        .one(db)
        .await?;
    Ok(row)
}

pub(super) fn notice_of_row(row: notice::Model) -> Notice {
    Notice { opens_at: row.opens_at, closes_at: row.closes_at, hash: row.hash, closed_at: row.closed_at }
}

/// Makes the provisional list public for as long as the rules say. `expected` is the number of prizes on the page that was
/// read: a list that has changed since is not made public unseen.
pub async fn give_notice(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    expected: usize,
    now: OffsetDateTime,
) -> Result<(), ActError<NoticeProblem>> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, Act::GiveNotice, &edition.subject(), State::Edition(edition.state))?;
    let basis = load_basis(&tx, edition.clone()).await?;
    let hashes: BTreeMap<&str, Option<&str>> =
        basis.rounds.iter().map(|(code, round)| (code.as_str(), round.hash())).collect();
    let hashes = json!(hashes);
    let desk = load_desk(&tx, edition.clone()).await?;
    let mut found = problems(&desk);
    if found.is_empty() && desk.count() != expected {
        found.push(NoticeProblem::OtherCount { expected: desk.count() });
    }
    refuse(found)?;
    let standing = basis.standing()?;
    let settled = load_allocation(&tx, &basis, &standing).await?;
    let winners: Vec<(i64, String)> = settled
        .allocation
        .awards
        .iter()
        .filter_map(|award| Some((*basis.ids.get(&award.entry)?, award.prize.clone()?)))
        .collect();
    write_awards(&tx, actor, &edition, &winners, now).await?;
    let closes_at = desk.rules.notice.end(now, &find_calendar(&tx).await?);
    let snapshot = snapshot(&desk, &hashes, now);
    let hash = hex::encode(Sha256::digest(snapshot.as_bytes()));
    let row = notice::ActiveModel {
        edition_id: Set(edition.id.0),
        opens_at: Set(now),
        closes_at: Set(closes_at),
        snapshot: Set(snapshot),
        hash: Set(hash.clone()),
        created_by: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await?;
    move_edition(&tx, &edition, EditionEvent::GiveNotice)
        .await?
        .ok_or(ActError::Refused(vec![NoticeProblem::WrongState]))?;
    let ends = closes_at.format(&Rfc3339).unwrap_or_default();
    let detail = json!({ "hash": hash, "prizes": expected, "until": ends });
    record(&tx, actor, "notice.given", &edition, detail, now).await?;
    let listed: Vec<i64> = listed_entries(&tx, &edition).await?;
    let params = json!({ "link": format!("/cong-khai/{slug}"), "until": ends });
    tell_owners(&tx, &edition, Whom::Entries(&listed), LetterKind::NoticeGiven, &params, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn write_awards(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    winners: &[(i64, String)],
    now: OffsetDateTime,
) -> Result<(), Failure> {
    award::Entity::delete_many()
        .filter(award::Column::EditionId.eq(edition.id.0))
        .filter(award::Column::Kind.eq(RANKED))
        .exec(tx)
        .await?;
    let rows = winners.iter().map(|(entry, prize)| award::ActiveModel {
        edition_id: Set(edition.id.0),
        entry_id: Set(*entry),
        prize_code: Set(prize.clone()),
        kind: Set(RANKED.to_owned()),
        state: Set(PROVISIONAL.to_owned()),
        reason: Set(String::new()),
        created_by: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        ..Default::default()
    });
    for row in rows {
        row.insert(tx).await?;
    }
    Ok(())
}

/// The list as it was made public: codes, titles and prizes, no person.
fn snapshot(desk: &PrizeDesk, rankings: &serde_json::Value, now: OffsetDateTime) -> String {
    let ranked = desk.winners().into_iter().map(|(entry, prize)| (entry.code.clone(), prize.to_owned(), false));
    let tags = desk.tags.iter().map(|tag| (tag.entry.clone(), tag.prize.clone(), true));
    let list: Vec<serde_json::Value> = ranked
        .chain(tags)
        .map(|(code, prize, special)| {
            let entry = desk.entries.get(&code).cloned().unwrap_or_default();
            json!({ "entry": code, "title": entry.title, "field": entry.field, "prize": prize, "special": special })
        })
        .collect();
    let document = json!({
        "version": 1,
        "edition": desk.edition.slug,
        "rules_version": desk.edition.version,
        "at": now.format(&Rfc3339).unwrap_or_default(),
        "rankings": rankings,
        "list": list,
    });
    write_json(&document).unwrap_or_default()
}

async fn listed_entries(tx: &DatabaseTransaction, edition: &Edition) -> Result<Vec<i64>, Failure> {
    let rows = award::Entity::find().filter(award::Column::EditionId.eq(edition.id.0)).all(tx).await?;
    Ok(rows.into_iter().map(|row| row.entry_id).collect())
}

/// Moves the edition on, unless somebody else has moved it since it was read.
pub(super) async fn move_edition(
    tx: &DatabaseTransaction,
    edition: &Edition,
    event: EditionEvent,
) -> Result<Option<EditionState>, Failure> {
    let Ok(next) = edition.state.next(event) else {
        return Ok(None);
    };
    let moved = edition::Entity::update_many()
        .col_expr(edition::Column::State, Expr::value(next.code()))
        .filter(edition::Column::Id.eq(edition.id.0))
        .filter(edition::Column::State.eq(edition.state.code()))
        .exec(tx)
        .await?;
    Ok((moved.rows_affected == 1).then_some(next))
}

/// Takes the provisional list back, to change it; what the public wrote stays.
pub async fn withdraw_notice(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), ActError<NoticeProblem>> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, Act::WithdrawNotice, &edition.subject(), State::Edition(edition.state))?;
    refuse(reason_problem(reason, NoticeProblem::ReasonMissing, NoticeProblem::ReasonTooLong))?;
    move_edition(&tx, &edition, EditionEvent::WithdrawNotice)
        .await?
        .ok_or(ActError::Refused(vec![NoticeProblem::WrongState]))?;
    notice::Entity::update_many()
        .col_expr(notice::Column::ClosedAt, Expr::value(now))
        .filter(notice::Column::EditionId.eq(edition.id.0))
        .filter(notice::Column::ClosedAt.is_null())
        .exec(&tx)
        .await?;
    award::Entity::delete_many()
        .filter(award::Column::EditionId.eq(edition.id.0))
        .filter(award::Column::Kind.ne(TAG))
        .exec(&tx)
        .await?;
    record(&tx, actor, "notice.withdrawn", &edition, json!({ "reason": reason.trim() }), now).await?;
    tx.commit().await?;
    Ok(())
}
