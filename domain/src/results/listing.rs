//! What the secretary's and the approver's pages on results show.

use std::collections::BTreeMap;

use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::public::PublicAward;
use super::{Allocation, EntryResult, Place, Prize, Standing, Tabulation, TieDecision, TieStep, Tried, Unscored};
use crate::ids::AwardId;
use crate::judging::states::RoundState;
use crate::numbers::Exact;
use crate::programmes::edition::Edition;
use crate::programmes::rules::{EditionRules, Field};
use crate::rounds::Outcome;

/// Rows of a list on one page.
pub const PAGE_ROWS: usize = 50;

/// An entry as lists name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntryBrief {
    pub code: String,
    pub title: String,
    pub field: String,
    pub group: Option<String>,
}

/// What the address of a ranking asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RankingQuery {
    /// Empty: the last round.
    pub round: String,
    pub field: Option<String>,
    pub only_flagged: bool,
    /// From 1.
    pub page: usize,
}

/// One line of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankingRow {
    pub entry: EntryBrief,
    pub place: Option<Place>,
    /// `None` while nobody has signed a sheet.
    pub result: Option<EntryResult>,
    /// The tie-breaks this entry went through.
    pub tie_steps: Vec<TieStep>,
    /// What the round decided, or would decide now; none for an entry that is not in it.
    pub outcome: Option<Outcome>,
    /// The prize it would get, in the last round.
    pub prize: Option<Prize>,
    /// The prize depends on a tie that people have to decide.
    pub prize_open: bool,
    /// A line drawn under this row.
    pub cut: Option<Cut>,
}

/// A line across the ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Cut {
    /// The last entry with this prize.
    EndOfPrize { name: String, given: u32, cap: Option<u32> },
    /// The last entry that goes on.
    EndOfPass { round: String },
}

/// A ranking of one round, one page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankingList {
    pub edition: Edition,
    pub rules: EditionRules,
    /// Position of the round in the rules.
    pub round: usize,
    pub state: RoundState,
    pub query: RankingQuery,
    pub signed_sheets: usize,
    pub assigned_sheets: usize,
    /// The axis all plots share.
    pub axis: (i64, i64),
    /// Totals at which a prize or the next round begins.
    pub lines: Vec<Exact>,
    pub rows: Vec<RankingRow>,
    /// Rows on all pages.
    pub total: usize,
    /// The hash of the ranking kept when the round was locked.
    pub hash: Option<String>,
    /// The round has closed with a tie at the line that awaits a decision.
    pub has_undecided: bool,
    /// The scores of the rounds are weighted into one; the ranking of the last round is by that score.
    pub weighted: bool,
}

/// One entry, every number step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computation {
    pub edition: Edition,
    pub rules: EditionRules,
    pub entry: EntryBrief,
    /// In the order of the rules; rounds in which the entry has no sheet are left out.
    pub rounds: Vec<RoundComputation>,
    pub final_place: Option<Place>,
    pub final_steps: Vec<TieStep>,
    pub unscored: Option<Unscored>,
    /// Level by level, why it has its prize or none.
    pub levels: Vec<LevelTried>,
    /// Judges by their code: their names for the secretary, nobody for the public.
    pub judges: BTreeMap<String, String>,
}

/// One round of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundComputation {
    pub code: String,
    pub result: EntryResult,
    pub place: Option<Place>,
    pub tie_steps: Vec<TieStep>,
    pub ranked: usize,
}

/// A tie, a withheld level or a special prize, as people decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeChoice {
    pub id: i64,
    pub prize: String,
    pub pool: String,
    pub reason: String,
    pub decided_at: OffsetDateTime,
}

/// One level an entry was tried for, from the highest down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelTried {
    pub prize: Prize,
    pub tried: Tried,
    /// What people wrote when they decided a tie at this level, or left it empty.
    pub reason: Option<String>,
}

/// The desk on which prizes are allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeDesk {
    pub edition: Edition,
    pub rules: EditionRules,
    pub locked: bool,
    pub standing: Standing,
    pub allocation: Allocation,
    /// By code.
    pub entries: BTreeMap<String, EntryBrief>,
    pub ties: Vec<(PrizeChoice, TieDecision)>,
    pub withheld: Vec<PrizeChoice>,
    pub tags: Vec<GivenTag>,
}

/// A special prize given by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenTag {
    pub id: AwardId,
    pub entry: String,
    pub prize: String,
    pub reason: String,
}

impl PrizeDesk {
    /// Entries with a ranked prize, best first, and the code of their prize.
    pub fn winners(&self) -> Vec<(&EntryBrief, &str)> {
        let awards = self.allocation.awards.iter();
        awards.filter_map(|award| Some((self.entries.get(&award.entry)?, award.prize.as_deref()?))).collect()
    }

    /// How many prizes the list would have, special ones included.
    pub fn count(&self) -> usize {
        self.winners().len() + self.tags.len()
    }

    /// The prize with this code.
    pub fn prize(&self, code: &str) -> Option<&Prize> {
        self.rules.prizes.iter().find(|prize| prize.code == code)
    }

    /// The place of an entry in the final ranking.
    pub fn place(&self, entry: &str) -> Option<&Place> {
        self.standing.ranking.places.iter().find(|place| place.entry == entry)
    }
}

/// A notice as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeDesk {
    pub edition: Edition,
    pub rules: EditionRules,
    /// What stands against giving notice now; empty when it can be given.
    pub problems: Vec<super::acts::NoticeProblem>,
    /// Prizes that the list would have.
    pub count: usize,
    /// When a notice given now would end.
    pub would_end: OffsetDateTime,
    pub notice: Option<Notice>,
    pub feedback: Vec<Feedback>,
}

/// A public notice of provisional results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    /// SHA-256 of the list as it was made public.
    pub hash: String,
    pub closed_at: Option<OffsetDateTime>,
}

/// An opinion of the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub id: i64,
    pub name: String,
    pub contact: String,
    pub body: String,
    pub sent_at: OffsetDateTime,
    pub reply: Option<String>,
}

/// A signed decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub number: String,
    pub decided_on: Date,
    pub signer: String,
    pub published_at: Option<OffsetDateTime>,
}

/// An edition that waits for the approver, or is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalItem {
    pub edition: Edition,
    pub notice: Option<Notice>,
    pub decision: Option<Decision>,
    pub prizes: usize,
    pub unanswered: usize,
}

/// One edition before the approver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalDesk {
    pub item: ApprovalItem,
    pub rules: EditionRules,
    pub awards: Vec<(AwardId, PublicAward)>,
}

/// The page of a list that a number asks for, and how many pages there are.
pub fn page_of<T>(rows: Vec<T>, page: usize) -> (Vec<T>, usize) {
    let pages = rows.len().div_ceil(PAGE_ROWS).max(1);
    let page = page.clamp(1, pages);
    (rows.into_iter().skip((page - 1) * PAGE_ROWS).take(PAGE_ROWS).collect(), page)
}

/// The axis that holds these totals: whole tens around the lowest and the highest.
pub fn axis<'a>(totals: impl Iterator<Item = &'a Exact> + Clone, top: i64) -> (i64, i64) {
    if totals.clone().next().is_none() {
        return (0, top.max(10));
    }
    let tens = (0..=top.max(10).div_euclid(10) + 1).map(|ten| ten * 10);
    let low = tens.clone().take_while(|ten| totals.clone().all(|total| Exact::whole(*ten) <= *total)).last();
    let high = tens.clone().find(|ten| totals.clone().all(|total| *total <= Exact::whole(*ten)));
    let low = low.unwrap_or(0);
    let high = high.unwrap_or(top).max(low + 10);
    (low, high)
}

/// The steps of a place, in order.
pub fn steps_of(tabulation_steps: &[TieStep], place: Option<&Place>) -> Vec<TieStep> {
    let positions = place.map(|place| place.tie_steps.as_slice()).unwrap_or_default();
    positions.iter().filter_map(|position| tabulation_steps.get(*position)).cloned().collect()
}

/// The entry's round, when it has sheets in it.
pub fn round_computation(code: &str, tabulation: &Tabulation, entry: &str) -> Option<RoundComputation> {
    let place = tabulation.place(entry);
    Some(RoundComputation {
        code: code.to_owned(),
        result: tabulation.entry(entry)?.clone(),
        place: place.cloned(),
        tie_steps: steps_of(&tabulation.ranking.tie_steps, place),
        ranked: tabulation.ranking.places.len(),
    })
}

/// The pool names of a prize: fields, groups, or the whole edition as an empty word.
pub fn pool_name(rules: &EditionRules, pool: &str) -> String {
    let field = rules.fields.iter().find(|Field { code, .. }| code == pool).map(|field| &field.name);
    let group = || rules.groups.iter().find(|group| group.code == pool).map(|group| &group.name);
    field.or_else(group).cloned().unwrap_or_else(|| pool.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_every_total_in_whole_tens() {
        let totals = [Exact::whole(55), Exact::whole(83)];
        assert_eq!(axis(totals.iter(), 100), (50, 90));
        assert_eq!(axis([].iter(), 100), (0, 100));
        let same = [Exact::whole(80)];
        assert_eq!(axis(same.iter(), 100), (80, 90));
    }

    #[test]
    fn a_page_out_of_range_is_the_last_one() {
        let rows: Vec<usize> = (0..101).collect();
        assert_eq!(page_of(rows.clone(), 3), (vec![100], 3));
        assert_eq!(page_of(rows.clone(), 9).1, 3);
        assert_eq!(page_of(rows, 0).1, 1);
        assert_eq!(page_of(Vec::<u8>::new(), 1), (vec![], 1));
    }
}
