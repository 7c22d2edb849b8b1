//! The marks of signed sheets, and the pseudonyms of the judges who gave them.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::EditionId;
use domain::judging::states::{RoundState, SheetState};
use domain::numbers::Points;
use domain::programmes::rules::EditionRules;
use domain::results::{Mark, TieBreak};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entries_of_round::in_round;
use crate::entities::{assignment, entry, panel, ranking, round, score_sheet};
use crate::failure::{Failure, read_json};

/// What a tie-break calls the chair of an entry's panel.
pub(crate) const CHAIR: &str = "CHAIR";

/// The marks of one round.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoundMarks {
    pub state: RoundState,
    pub marks: Vec<Mark>,
    /// What was kept when the round was locked: its text, and the hash of it.
    pub kept: Option<(String, String)>,
}

impl RoundMarks {
    /// The hash of the ranking kept when the round was locked.
    pub fn hash(&self) -> Option<&str> {
        self.kept.as_ref().map(|(_, hash)| hash.as_str())
    }
}

/// What is kept of a locked round: enough to compute everything again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Snapshot {
    pub version: u32,
    pub edition: String,
    pub round: String,
    pub rules_version: i32,
    pub rules: domain::results::TabulationRules,
    pub marks: Vec<(String, String, String, Points)>,
    pub ranks: Vec<(String, usize, domain::numbers::Exact)>,
}

/// The marks of these rounds: as they were kept when a round was locked, else of the sheets signed by now. Three statements.
pub(crate) async fn load_marks(
    db: &impl ConnectionTrait,
    edition: EditionId,
    rules: &EditionRules,
    codes: &[&str],
) -> Result<BTreeMap<String, RoundMarks>, Failure> {
    let rounds = round::Entity::find().filter(round::Column::EditionId.eq(edition.0)).all(db).await?;
    let mut all: BTreeMap<String, RoundMarks> = BTreeMap::new();
    for code in codes {
        let row = rounds.iter().find(|row| row.code == *code);
        let state = row.and_then(|row| RoundState::from_code(&row.state)).unwrap_or(RoundState::Preparing);
        all.insert((*code).to_owned(), RoundMarks { state, ..RoundMarks::default() });
    }
    let locked: Vec<&str> = codes.iter().copied().filter(|code| all[*code].state == RoundState::Locked).collect();
    let kept = ranking::Entity::find()
        .filter(ranking::Column::EditionId.eq(edition.0))
        .filter(ranking::Column::RoundCode.is_in(locked))
        .order_by_asc(ranking::Column::Id)
        .all(db)
        .await?;
    for row in kept {
        let snapshot: Snapshot = read_json(&row.snapshot)?;
        if let Some(round) = all.get_mut(&row.round_code) {
            round.marks = snapshot.marks.into_iter().map(mark_of).collect();
            round.kept = Some((row.snapshot, row.hash));
        }
    }
    let open: Vec<&str> = codes.iter().copied().filter(|code| all[*code].kept.is_none()).collect();
    for (code, marks) in sheet_marks(db, edition, rules, &open).await? {
        all.entry(code).or_default().marks = marks;
    }
    Ok(all)
}

fn mark_of((entry, judge, criterion, points): (String, String, String, Points)) -> Mark {
    Mark { entry, judge, criterion, points }
}

type SheetRow = (String, String, i64, Option<i64>, String);

/// The marks of the sheets signed by now, by round: of the entries that are in it. One statement, however many rounds and
/// sheets.
pub(super) async fn sheet_marks(
    db: &impl ConnectionTrait,
    edition: EditionId,
    rules: &EditionRules,
    codes: &[&str],
) -> Result<BTreeMap<String, Vec<Mark>>, Failure> {
    if codes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let of_rounds = codes.iter().fold(Condition::any(), |any, code| {
        any.add(in_round(edition, rules, code).add(panel::Column::RoundCode.eq(*code)))
    });
    let rows: Vec<SheetRow> = score_sheet::Entity::find()
        .select_only()
        .column(panel::Column::RoundCode)
        .column(entry::Column::Code)
        .column(assignment::Column::JudgeId)
        .column(panel::Column::ChairId)
        .column(score_sheet::Column::Points)
        .join(JoinType::InnerJoin, sheet_to_assignment())
        .join(JoinType::InnerJoin, assignment_to_panel())
        .join(JoinType::InnerJoin, assignment_to_entry())
        .filter(panel::Column::EditionId.eq(edition.0))
        .filter(of_rounds)
        .filter(assignment::Column::State.eq(SheetState::Signed.code()))
        .filter(score_sheet::Column::State.eq(SheetState::Signed.code()))
        .filter(score_sheet::Column::ReopenedAt.is_null())
        .filter(entry::Column::Code.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut marks: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for code in codes {
        let Some(round) = rules.round(code) else { continue };
        let of_round = || rows.iter().filter(|(round, ..)| round == code);
        let judges: BTreeSet<i64> = of_round().map(|(_, _, judge, ..)| *judge).collect();
        let names = pseudonyms(edition, code, &judges);
        let names_chair = round.scoring().ranking.tie_break.contains(&TieBreak::Judge(CHAIR.to_owned()));
        let of_code = marks.entry((*code).to_owned()).or_default();
        for (_, entry, judge, chair, points) in of_round() {
            let name = if names_chair && *chair == Some(*judge) { CHAIR } else { &names[judge] };
            let points: BTreeMap<String, Points> = read_json(points)?;
            of_code.extend(points.into_iter().map(|(criterion, points)| Mark {
                entry: entry.clone(),
                judge: name.to_owned(),
                criterion,
                points,
            }));
        }
        of_code.sort_by(|one, other| {
            (&one.entry, &one.judge, &one.criterion).cmp(&(&other.entry, &other.judge, &other.criterion))
        });
    }
    Ok(marks)
}

/// `G01`, `G02`, … in an order that says nothing about who it is.
pub(super) fn pseudonyms(edition: EditionId, round: &str, judges: &BTreeSet<i64>) -> BTreeMap<i64, String> {
    let mut shuffled: Vec<(String, i64)> = judges
        .iter()
        .map(|judge| (hex::encode(Sha256::digest(format!("{edition}|{round}|{judge}"))), *judge))
        .collect();
    shuffled.sort();
    let named = shuffled.into_iter().enumerate();
    named.map(|(position, (_, judge))| (judge, format!("G{:02}", position + 1))).collect()
}

/// The judge behind each pseudonym of a round, for the secretary.
pub(crate) async fn judges_of_round(
    db: &impl ConnectionTrait,
    edition: EditionId,
    code: &str,
) -> Result<BTreeMap<String, i64>, Failure> {
    let judges: Vec<i64> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::JudgeId)
        .distinct()
        .join(JoinType::InnerJoin, assignment_to_panel())
        .filter(panel::Column::EditionId.eq(edition.0))
        .filter(panel::Column::RoundCode.eq(code))
        .filter(assignment::Column::State.eq(SheetState::Signed.code()))
        .into_tuple()
        .all(db)
        .await?;
    let names = pseudonyms(edition, code, &judges.into_iter().collect());
    Ok(names.into_iter().map(|(judge, name)| (name, judge)).collect())
}

/// How many sheets a round has: signed, and in force. One statement.
pub(crate) async fn count_sheets(
    db: &impl ConnectionTrait,
    edition: EditionId,
    code: &str,
) -> Result<(usize, usize), Failure> {
    let states: Vec<(String, i64)> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::State)
        .column_as(assignment::Column::Id.count(), "sheets")
        .join(JoinType::InnerJoin, assignment_to_panel())
        .filter(panel::Column::EditionId.eq(edition.0))
        .filter(panel::Column::RoundCode.eq(code))
        .filter(assignment::Column::State.ne(SheetState::Recused.code()))
        .group_by(assignment::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let count = |count: i64| usize::try_from(count).unwrap_or(0);
    let signed = states.iter().filter(|(state, _)| state == SheetState::Signed.code()).map(|(_, n)| count(*n)).sum();
    Ok((signed, states.iter().map(|(_, n)| count(*n)).sum()))
}

fn sheet_to_assignment() -> sea_orm::RelationDef {
    score_sheet::Entity::belongs_to(assignment::Entity)
        .from(score_sheet::Column::AssignmentId)
        .to(assignment::Column::Id)
        .into()
}

fn assignment_to_panel() -> sea_orm::RelationDef {
    assignment::Entity::belongs_to(panel::Entity).from(assignment::Column::PanelId).to(panel::Column::Id).into()
}

fn assignment_to_entry() -> sea_orm::RelationDef {
    assignment::Entity::belongs_to(entry::Entity).from(assignment::Column::EntryId).to(entry::Column::Id).into()
}
