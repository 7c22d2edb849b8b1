//! Results: combining score sheets, ranking, tie-breaks and prizes.
//!
//! Marks → [`tabulate`] → an explained result per entry and a [`Ranking`] → [`allocate`] → prizes. Values stay exact until a
//! rule says to round; the order of the input never matters; every number on the way is kept for the page that explains it.

pub mod acts;
mod allocation;
pub mod archive;
mod awards;
mod combination;
mod combine;
mod explanation;
pub mod listing;
mod marks;
mod pools;
mod prizes;
pub mod public;
pub mod publication;
mod ranking;
mod rounds;
mod rules;
mod rules_check;
mod sheets;
mod spread;
mod standing;
mod tabulation;

pub use crate::programmes::rules::{
    Combine, CombineOrder, Criterion, Method, Outlier, OutlierLimit, OutlierMode, RankingRules, TieBreak,
    TieBreakProblem,
};
pub use allocation::{allocate, allocate_but};
pub use awards::{Allocation, Award, Candidate, Level, LevelUse, TieAtCap, TieDecision, Tried};
pub use explanation::{
    Combination, CountedMark, CriterionResult, Deviation, EntryResult, Sheet, SheetState, Treatment, Unranked,
};
pub use marks::{Mark, MarkProblem, check_marks};
pub use prizes::{Band, CapScope, Prize, PrizeKind, PrizeProblem, Seal, Tag, TagProblem, check_prizes, check_tags};
pub use ranking::{Contender, Place, Ranking, TieOutcome, TieStep, TieValue, rank};
pub(crate) use rounds::among_best;
pub use rounds::{FinalScore, FinalScoreProblem, PassOutcome, PassRule, final_score, pass};
pub use rules::TabulationRules;
pub use rules_check::RulesProblem;
pub use spread::Spread;
pub use standing::{Standing, Unscored, stand};
pub use tabulation::{Tabulation, tabulate};
