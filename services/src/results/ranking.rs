//! The ranking of a round, as the secretary reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::judging::states::RoundState;
use domain::numbers::{Exact, Points};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::results::listing::{Cut, EntryBrief, RankingList, RankingQuery, RankingRow, axis, page_of, steps_of};
use domain::results::{CapScope, FinalScore, PassRule, Prize, Ranking, Standing, Tabulation, Tried, stand, tabulate};
use domain::rounds::{Outcome, Verdict};
use sea_orm::DatabaseConnection;

use super::kept_rankings::{KeptRankings, WholeRanking};
use super::prizes::load_allocation;
use crate::failure::Failure;
use crate::programmes::{find_edition_by_slug, rules_in_force};
use crate::rounds::{Basis, damaged, load_basis_of};
use crate::rounds::{RoundMarks, count_sheets};

/// One page of the ranking of a round. The number of statements does not depend on how many entries or sheets there are.
pub async fn find_ranking(
    db: &DatabaseConnection,
    kept: &KeptRankings,
    actor: &Actor,
    slug: &str,
    query: RankingQuery,
) -> Result<RankingList, Failure> {
    let page = query.page;
    let whole = whole_ranking(db, kept, actor, slug, query).await?;
    let (rows, page) = page_of(whole.rows.iter().collect(), page);
    Ok(RankingList {
        rows: rows.into_iter().cloned().collect(),
        query: RankingQuery { page, ..whole.head.query.clone() },
        ..whole.head.clone()
    })
}

/// The whole ranking of a round, of one field or of all.
pub async fn find_whole_ranking(
    db: &DatabaseConnection,
    kept: &KeptRankings,
    actor: &Actor,
    slug: &str,
    query: RankingQuery,
) -> Result<RankingList, Failure> {
    let whole = whole_ranking(db, kept, actor, slug, query).await?;
    Ok(RankingList { rows: whole.rows.clone(), ..whole.head.clone() })
}

async fn whole_ranking(
    db: &DatabaseConnection,
    kept: &KeptRankings,
    actor: &Actor,
    slug: &str,
    query: RankingQuery,
) -> Result<Arc<WholeRanking>, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadRanking, &edition.subject(), State::Edition(edition.state))?;
    let query = RankingQuery { page: 1, ..query };
    kept.find_or_compute(db, edition.id, &query, compute_ranking(db, edition.clone(), query.clone())).await
}

async fn compute_ranking(
    db: &DatabaseConnection,
    edition: Edition,
    mut query: RankingQuery,
) -> Result<WholeRanking, Failure> {
    let rules = rules_in_force(db, &edition).await?;
    let last = rules.rounds.len().saturating_sub(1);
    let position = if query.round.is_empty() {
        last
    } else {
        rules.rounds.iter().position(|round| round.code == query.round).ok_or(Failure::NotFound)?
    };
    let code = rules.rounds.get(position).ok_or(Failure::NotFound)?.code.clone();
    query.round.clone_from(&code);
    query.field = query.field.filter(|field| rules.field(field).is_some());
    let weighted = position == last && last > 0 && rules.final_score != FinalScore::FinalOnly;
    let codes: Vec<String> =
        if weighted { rules.rounds.iter().map(|round| round.code.clone()).collect() } else { vec![code.clone()] };
    let (signed_sheets, assigned_sheets) = count_sheets(db, edition.id, &code).await?;
    let basis = load_basis_of(db, edition, rules, &codes).await?;
    let standing = (position == last).then(|| basis.standing()).transpose()?;
    let prizes = match &standing {
        Some(standing) => prize_of_entries(db, &basis, standing).await?,
        None => BTreeMap::new(),
    };
    let (tabulation, ranking) = match standing {
        // All fields together are what prizes rest on: computed once.
        Some(mut standing) if query.field.is_none() => {
            let (_, tabulation) = standing.rounds.pop().ok_or(Failure::NotFound)?;
            (tabulation, standing.ranking)
        }
        _ => rank_field(&basis, &code, query.field.as_deref(), weighted)?,
    };
    // Who goes on is decided among all fields, whatever part of the list is read.
    let outcomes = match query.field.is_some() && basis.decided(&code).is_none() {
        true => basis.outcomes(&code, &rank_field(&basis, &code, None, weighted)?.1),
        false => basis.outcomes(&code, &ranking),
    };
    let is_closed = basis.decided(&code).is_some();
    let rows = rows(&basis, position, &query, &tabulation, &ranking, &outcomes, &prizes);
    let round = &basis.rules.rounds[position];
    let totals =
        tabulation.entries.iter().flat_map(|result| result.sheets.iter().filter_map(|sheet| sheet.total.as_ref()));
    let head = RankingList {
        axis: axis(totals, whole(round.scoring().max_points())),
        lines: lines(&basis, position),
        state: basis.rounds.get(&code).map_or(RoundState::Preparing, |round| round.state),
        hash: basis.rounds.get(&code).and_then(|round: &RoundMarks| round.hash().map(str::to_owned)),
        edition: basis.edition,
        rules: basis.rules,
        round: position,
        query,
        signed_sheets,
        assigned_sheets,
        total: rows.len(),
        has_undecided: is_closed && outcomes.values().any(|one| one.verdict == Verdict::Undecided),
        rows: Vec::new(),
        weighted,
    };
    Ok(WholeRanking { head, rows })
}

fn whole(points: Points) -> i64 {
    points.millionths().div_euclid(1_000_000)
}

/// The round tabulated, and its ranking among the entries of the field; in a weighted last round by the final score.
fn rank_field(
    basis: &Basis,
    code: &str,
    field: Option<&str>,
    weighted: bool,
) -> Result<(Tabulation, Ranking), Failure> {
    let in_field =
        |entry: &str| field.is_none_or(|field| basis.entries.get(entry).is_some_and(|one| one.field == field));
    let marks_of = |code: &str| {
        let round = basis.rounds.get(code);
        let marks = round.map(|round| round.marks.as_slice()).unwrap_or_default();
        marks.iter().filter(|mark| in_field(&mark.entry)).cloned().collect::<Vec<_>>()
    };
    if weighted {
        let marks = basis.rounds.keys().map(|code| (code.clone(), marks_of(code))).collect();
        let Standing { mut rounds, ranking, .. } = stand(&basis.rules, &marks).map_err(damaged)?;
        let last = rounds.pop().ok_or(Failure::NotFound)?;
        return Ok((last.1, ranking));
    }
    let round = basis.rules.round(code).ok_or(Failure::NotFound)?;
    let tabulation = tabulate(&round.tabulation(), &marks_of(code)).map_err(damaged)?;
    let ranking = tabulation.ranking.clone();
    Ok((tabulation, ranking))
}

type PrizeOf = BTreeMap<String, (Option<String>, bool)>;

async fn prize_of_entries(db: &DatabaseConnection, basis: &Basis, standing: &Standing) -> Result<PrizeOf, Failure> {
    let allocation = load_allocation(db, basis, standing).await?.allocation;
    let of_award = |award: domain::results::Award| {
        let open =
            award.levels.last().is_some_and(|level| matches!(level.tried, Tried::TieUndecided | Tried::AwaitsTie));
        (award.entry, (award.prize, open))
    };
    Ok(allocation.awards.into_iter().map(of_award).collect())
}

fn rows(
    basis: &Basis,
    position: usize,
    query: &RankingQuery,
    tabulation: &Tabulation,
    ranking: &Ranking,
    outcomes: &BTreeMap<String, Outcome>,
    prizes: &PrizeOf,
) -> Vec<RankingRow> {
    let row = |entry: &EntryBrief, place: Option<&domain::results::Place>| {
        let (prize, prize_open) = prizes.get(&entry.code).cloned().unwrap_or_default();
        RankingRow {
            entry: entry.clone(),
            place: place.cloned(),
            result: tabulation.entry(&entry.code).cloned(),
            tie_steps: steps_of(&ranking.tie_steps, place),
            outcome: outcomes.get(&entry.code).cloned(),
            prize: prize.and_then(|code| basis.rules.prizes.iter().find(|prize| prize.code == code).cloned()),
            prize_open,
            cut: None,
        }
    };
    let mut rows: Vec<RankingRow> =
        ranking.places.iter().filter_map(|place| Some(row(basis.entries.get(&place.entry)?, Some(place)))).collect();
    draw_cuts(basis, position, query, &mut rows);
    let ranked: BTreeSet<String> = ranking.places.iter().map(|place| place.entry.clone()).collect();
    let others = basis.entries.values().filter(|entry| {
        let in_field = query.field.as_ref().is_none_or(|field| *field == entry.field);
        in_field && outcomes.contains_key(&entry.code) && !ranked.contains(&entry.code)
    });
    rows.extend(others.map(|entry| row(entry, None)));
    if query.only_flagged {
        rows.retain(|row| row.result.as_ref().is_some_and(|result| result.sheets.iter().any(|sheet| sheet.flagged)));
    }
    rows
}

/// Draws the line under the last entry of each prize, or of those who go on. Prizes counted per field have one line only
/// where one field is shown.
fn draw_cuts(basis: &Basis, position: usize, query: &RankingQuery, rows: &mut [RankingRow]) {
    if position + 1 < basis.rules.rounds.len() {
        let next = basis.rules.rounds[position + 1].name.clone();
        let stays = |row: &RankingRow| row.outcome.as_ref().is_some_and(|one| one.verdict != Verdict::Ends);
        if let Some(last) = rows.iter().rposition(stays) {
            rows[last].cut = Some(Cut::EndOfPass { round: next });
        }
        return;
    }
    for prize in &basis.rules.prizes {
        if query.field.is_none() && prize.cap_scope != CapScope::Edition {
            continue;
        }
        let has = |row: &RankingRow| row.prize.as_ref().is_some_and(|one| one.code == prize.code);
        let given = u32::try_from(rows.iter().filter(|row| has(row)).count()).unwrap_or(u32::MAX);
        if let Some(last) = rows.iter().rposition(has) {
            rows[last].cut = Some(Cut::EndOfPrize { name: prize.name.clone(), given, cap: prize.cap });
        }
    }
}

/// Totals at which something begins: prizes in the last round, the next round before it.
fn lines(basis: &Basis, position: usize) -> Vec<Exact> {
    if position + 1 == basis.rules.rounds.len() {
        let bands = basis.rules.prizes.iter().filter_map(|prize: &Prize| prize.band);
        return bands.map(|band| band.low.to_exact()).collect();
    }
    match basis.rules.rounds[position].pass {
        Some(PassRule::MinMean { min } | PassRule::TopShareOrMinMean { min, .. }) => vec![min.to_exact()],
        _ => Vec::new(),
    }
}
