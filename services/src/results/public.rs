//! What everybody reads: the provisional list, winners, one winning entry, all results.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::vietnam_date;
use domain::ids::{EditionId, EntryId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionState};
use domain::results::listing::{Decision, page_of};
use domain::results::public::{
    AllResults, ArchiveQuery, PublicAward, PublicDecision, PublicNotice, PublishedEdition, WinnerQuery, Winners,
    WinningEntry,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::archive::find_archive;
use super::awards::{AwardsOf, public_awards};
use super::decision::{decision_of_row, find_decision};
use super::notice::{last_notice, notice_of_row};
use crate::entities::{award, decision, edition, entry};
use crate::failure::Failure;
use crate::programmes::{editions_of_rows, find_edition, find_edition_by_slug, find_rules};

/// The provisional list, while it is public.
pub async fn find_public_notice(
    db: &DatabaseConnection,
    slug: &str,
    now: OffsetDateTime,
) -> Result<PublicNotice, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(&Actor::visitor(), Act::SendFeedback, &edition.subject(), State::Edition(edition.state))?;
    let row = last_notice(db, &edition).await?.ok_or(Failure::NotFound)?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    let awards = public_awards(db, AwardsOf::Edition(edition.id), &rules, vietnam_date(now)).await?;
    Ok(PublicNotice {
        edition,
        notice: notice_of_row(row),
        awards: awards.into_iter().map(|(_, award)| award).collect(),
    })
}

/// One page of the winners of a published edition.
pub async fn find_winners(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    query: WinnerQuery,
    now: OffsetDateTime,
) -> Result<Winners, Failure> {
    let mut winners = find_all_winners(db, actor, slug, query, now).await?;
    let page = winners.query.page;
    (winners.awards, winners.query.page) = page_of(winners.awards, page);
    Ok(winners)
}

/// All winners of a published edition under a filter, for downloads and print.
pub async fn find_all_winners(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    query: WinnerQuery,
    now: OffsetDateTime,
) -> Result<Winners, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadResults, &edition.subject(), State::Edition(edition.state))?;
    if edition.state != EditionState::Published {
        return Err(Failure::NotFound);
    }
    let rules = find_rules(db, edition.id, edition.version).await?;
    let decision = find_decision(db, edition.id).await?.ok_or(Failure::NotFound)?;
    let mut awards: Vec<PublicAward> = public_awards(db, AwardsOf::Edition(edition.id), &rules, vietnam_date(now))
        .await?
        .into_iter()
        .map(|(_, award)| award)
        .collect();
    let count = awards.iter().filter(|award| award.revoked.is_none()).count();
    awards.retain(|award| {
        query.field.as_ref().is_none_or(|field| *field == award.field)
            && query.prize.as_ref().is_none_or(|prize| *prize == award.prize)
            && award.mentions(&query.text)
    });
    Ok(Winners {
        edition,
        decision: public_decision(decision),
        fields: rules.fields.into_iter().map(|field| (field.code, field.name)).collect(),
        prizes: rules.prizes.into_iter().map(|prize| (prize.code, prize.name)).collect(),
        query,
        found: awards.len(),
        awards,
        count,
    })
}

fn public_decision(decision: Decision) -> PublicDecision {
    PublicDecision { number: decision.number, decided_on: decision.decided_on, signer: decision.signer }
}

/// One entry with a published prize. Others are not there, to everybody.
pub async fn find_winning_entry(
    db: &DatabaseConnection,
    code: &str,
    now: OffsetDateTime,
) -> Result<WinningEntry, Failure> {
    let found: Option<(i64, i64)> = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Id, entry::Column::EditionId])
        .filter(entry::Column::Code.eq(code))
        .into_tuple()
        .one(db)
        .await?;
    let (id, edition) = found.ok_or(Failure::NotFound)?;
    let edition = find_edition(db, EditionId(edition)).await?;
    if edition.state != EditionState::Published {
        return Err(Failure::NotFound);
    }
    let rules = find_rules(db, edition.id, edition.version).await?;
    let decision = find_decision(db, edition.id).await?.ok_or(Failure::NotFound)?;
    let all = public_awards(db, AwardsOf::Entry(EntryId(id)), &rules, vietnam_date(now)).await?;
    let mut awards: Vec<PublicAward> = all.into_iter().map(|(_, award)| award).collect();
    awards.sort_by_key(|award| award.special);
    if awards.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(WinningEntry { edition, decision: public_decision(decision), awards })
}

/// Published editions, provisional lists open now, and the archive under a filter.
pub async fn all_results(db: &DatabaseConnection, query: ArchiveQuery) -> Result<AllResults, Failure> {
    let rows = edition::Entity::find()
        .filter(edition::Column::State.is_in(["noticed", "published"]))
        .order_by_desc(edition::Column::Year)
        .order_by_desc(edition::Column::Id)
        .all(db)
        .await?;
    let editions = editions_of_rows(db, rows).await?;
    let (published, noticed): (Vec<Edition>, Vec<Edition>) =
        editions.into_iter().partition(|edition| edition.state == EditionState::Published);
    let archive = find_archive(db, query).await?;
    Ok(AllResults { editions: published_editions(db, published).await?, notices: noticed, ..archive })
}

async fn published_editions(
    db: &impl ConnectionTrait,
    editions: Vec<Edition>,
) -> Result<Vec<PublishedEdition>, Failure> {
    let ids: BTreeSet<i64> = editions.iter().map(|edition| edition.id.0).collect();
    let decisions: BTreeMap<i64, decision::Model> = decision::Entity::find()
        .filter(decision::Column::EditionId.is_in(ids.iter().copied()))
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.edition_id, row))
        .collect();
    let counts: Vec<(i64, i64)> = award::Entity::find()
        .select_only()
        .column(award::Column::EditionId)
        .column_as(award::Column::Id.count(), "prizes")
        .filter(award::Column::EditionId.is_in(ids))
        .filter(award::Column::State.eq("given"))
        .group_by(award::Column::EditionId)
        .into_tuple()
        .all(db)
        .await?;
    let prizes = |id: i64| counts.iter().find(|(edition, _)| *edition == id).map_or(0, |(_, count)| *count);
    let item = |edition: Edition| {
        Some(PublishedEdition {
            decision: public_decision(decision_of_row(decisions.get(&edition.id.0)?.clone())),
            prizes: usize::try_from(prizes(edition.id.0)).unwrap_or(0),
            edition,
        })
    };
    Ok(editions.into_iter().filter_map(item).collect())
}
