//! Everything about an edition that its results rest on.

use std::collections::{BTreeMap, BTreeSet};

use domain::entries::state::EntryState;
use domain::ids::EditionId;
use domain::judging::states::RoundState;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use domain::results::listing::EntryBrief;
use domain::results::{MarkProblem, Ranking, Standing, stand};
use domain::rounds::{Outcome, Verdict, decide, newest};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entries_of_round::round_before;
use super::marks::{RoundMarks, load_marks};
use super::outcomes::{Outcomes, outcomes_of};
use crate::entities::{entry, round_outcome};
use crate::failure::Failure;
use crate::programmes::rules_in_force;

/// An edition with its rules, entries, marks, and what its rounds decided.
pub(crate) struct Basis {
    pub edition: Edition,
    pub rules: EditionRules,
    /// By code: accepted now, or in a round that has closed.
    pub entries: BTreeMap<String, EntryBrief>,
    accepted: BTreeSet<String>,
    pub ids: BTreeMap<String, i64>,
    pub rounds: BTreeMap<String, RoundMarks>,
    outcomes: Outcomes,
}

impl Basis {
    /// Every round tabulated and ranked.
    pub fn standing(&self) -> Result<Standing, Failure> {
        let marks = self.rounds.iter().map(|(code, round)| (code.clone(), round.marks.clone())).collect();
        stand(&self.rules, &marks).map_err(damaged)
    }

    /// True when the marks of every round are final.
    pub fn all_locked(&self) -> bool {
        self.first_open().is_none()
    }

    /// The name of the first round whose marks may still change.
    pub fn first_open(&self) -> Option<&str> {
        let open = |code: &str| self.rounds.get(code).is_none_or(|round| round.state != RoundState::Locked);
        self.rules.rounds.iter().find(|round| open(&round.code)).map(|round| round.name.as_str())
    }

    /// What the round decided about each of its entries; while it is open, what it would decide by this ranking.
    pub fn outcomes(&self, code: &str, ranking: &Ranking) -> BTreeMap<String, Outcome> {
        if let Some(decided) = self.decided(code) {
            return decided.clone();
        }
        let is_last = self.rules.rounds.last().is_some_and(|last| last.code == code);
        let rule = self.rules.round(code).and_then(|round| round.pass);
        newest(decide(rule, is_last, self.members(code).map(String::as_str), ranking))
    }

    /// What a round decided when it closed, and since; none while it is open.
    pub fn decided(&self, code: &str) -> Option<&BTreeMap<String, Outcome>> {
        self.outcomes.get(code)
    }

    /// The codes of the entries in a round that has not closed.
    fn members<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a String> {
        let before = round_before(&self.rules, code).map(|before| self.outcomes.get(before));
        self.accepted.iter().filter(move |entry| match before {
            None => true,
            Some(decided) => decided
                .and_then(|decided| decided.get(*entry))
                .is_some_and(|outcome| outcome.verdict == Verdict::GoesOn),
        })
    }
}

/// Marks that were accepted when a sheet was signed fit the rules; else the store is damaged.
pub(crate) fn damaged(problems: Vec<MarkProblem>) -> Failure {
    Failure::Damaged(format!("marks: {problems:?}"))
}

/// Loads what the final result rests on: all rounds. Seven statements beside the edition.
pub(crate) async fn load_basis(db: &impl ConnectionTrait, edition: Edition) -> Result<Basis, Failure> {
    let rules = rules_in_force(db, &edition).await?;
    let codes: Vec<String> = rules.rounds.iter().map(|round| round.code.clone()).collect();
    load_basis_of(db, edition, rules, &codes).await
}

/// Loads what these rounds rest on.
pub(crate) async fn load_basis_of(
    db: &impl ConnectionTrait,
    edition: Edition,
    rules: EditionRules,
    codes: &[String],
) -> Result<Basis, Failure> {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let rounds = load_marks(db, edition.id, &rules, &codes).await?;
    let outcomes = outcomes_of(db, edition.id).await?;
    let mut basis = Basis {
        edition,
        rules,
        entries: BTreeMap::new(),
        accepted: BTreeSet::new(),
        ids: BTreeMap::new(),
        rounds,
        outcomes,
    };
    load_entries(db, &mut basis).await?;
    Ok(basis)
}

type EntryRow = (i64, String, String, Option<String>, Option<String>, String);

async fn load_entries(db: &impl ConnectionTrait, basis: &mut Basis) -> Result<(), Failure> {
    let rows: Vec<EntryRow> = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Id, entry::Column::Code, entry::Column::Title])
        .columns([entry::Column::FieldCode, entry::Column::GroupCode, entry::Column::State])
        .filter(entry::Column::EditionId.eq(basis.edition.id.0))
        .filter(
            Condition::any()
                .add(entry::Column::State.eq(EntryState::Accepted.code()))
                .add(was_judged(basis.edition.id)),
        )
        .filter(entry::Column::Code.is_not_null())
        .order_by_asc(entry::Column::Code)
        .into_tuple()
        .all(db)
        .await?;
    for (id, code, title, field, group, state) in rows {
        basis.ids.insert(code.clone(), id);
        if state == EntryState::Accepted.code() {
            basis.accepted.insert(code.clone());
        }
        let brief = EntryBrief { code: code.clone(), title, field: field.unwrap_or_default(), group };
        basis.entries.insert(code, brief);
    }
    Ok(())
}

fn was_judged(edition: EditionId) -> sea_orm::sea_query::SimpleExpr {
    let judged = Query::select()
        .column(round_outcome::Column::EntryId)
        .from(round_outcome::Entity)
        .and_where(round_outcome::Column::EditionId.eq(edition.0))
        .to_owned();
    entry::Column::Id.in_subquery(judged)
}
