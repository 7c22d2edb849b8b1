//! Everything about an edition that its results rest on.

use std::collections::BTreeMap;

use domain::ids::EditionId;
use domain::judging::states::RoundState;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use domain::results::listing::EntryBrief;
use domain::results::{MarkProblem, Standing, stand};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::marks::{RoundMarks, load_marks};
use crate::entities::entry;
use crate::failure::Failure;
use crate::programmes::find_rules;

/// An edition with its rules, accepted entries and marks.
pub(super) struct Basis {
    pub edition: Edition,
    pub rules: EditionRules,
    /// By code.
    pub entries: BTreeMap<String, EntryBrief>,
    pub ids: BTreeMap<String, i64>,
    pub rounds: BTreeMap<String, RoundMarks>,
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
        let open = |code: &str| self.rounds.get(code).is_none_or(|round| round.state.0 != RoundState::Locked);
        self.rules.rounds.iter().find(|round| open(&round.code)).map(|round| round.name.as_str())
    }
}

/// Marks that were accepted when a sheet was signed fit the rules; else the store is damaged.
pub(super) fn damaged(problems: Vec<MarkProblem>) -> Failure {
    Failure::Damaged(format!("marks: {problems:?}"))
}

/// Loads what the final result rests on: all rounds. Five statements beside the edition.
pub(super) async fn load_basis(db: &impl ConnectionTrait, edition: Edition) -> Result<Basis, Failure> {
    let rules = find_rules(db, edition.id, edition.version).await?;
    let codes: Vec<String> = rules.rounds.iter().map(|round| round.code.clone()).collect();
    load_basis_of(db, edition, rules, &codes).await
}

/// Loads what these rounds rest on.
pub(super) async fn load_basis_of(
    db: &impl ConnectionTrait,
    edition: Edition,
    rules: EditionRules,
    codes: &[String],
) -> Result<Basis, Failure> {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let rounds = load_marks(db, edition.id, &rules, &codes).await?;
    let (entries, ids) = load_entries(db, edition.id).await?;
    Ok(Basis { edition, rules, entries, ids, rounds })
}

type EntryRow = (i64, String, String, Option<String>, Option<String>);

async fn load_entries(
    db: &impl ConnectionTrait,
    edition: EditionId,
) -> Result<(BTreeMap<String, EntryBrief>, BTreeMap<String, i64>), Failure> {
    let rows: Vec<EntryRow> = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .column(entry::Column::Code)
        .column(entry::Column::Title)
        .column(entry::Column::FieldCode)
        .column(entry::Column::GroupCode)
        .filter(entry::Column::EditionId.eq(edition.0))
        .filter(entry::Column::State.eq("accepted"))
        .filter(entry::Column::Code.is_not_null())
        .order_by_asc(entry::Column::Code)
        .into_tuple()
        .all(db)
        .await?;
    let mut briefs = BTreeMap::new();
    let mut ids = BTreeMap::new();
    for (id, code, title, field, group) in rows {
        ids.insert(code.clone(), id);
        let brief = EntryBrief { code: code.clone(), title, field: field.unwrap_or_default(), group };
        briefs.insert(code, brief);
    }
    Ok((briefs, ids))
}
