//! Importing a list of units: every bad row is named with its line, and nothing is written unless all are good.

use std::collections::{HashMap, HashSet};

use domain::people::actor::Actor;
use domain::people::units::{CheckedUnit, UnitDraft, UnitProblem, check_unit};
use domain::text::fold;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;
use time::OffsetDateTime;

use super::list::require_managing;
use super::save::{Links, new_row, write_unit};
use crate::database::begin_write;
use crate::entities::unit;
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// What a good list would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Code and name of each unit that is new.
    pub added: Vec<(String, String)>,
    /// Code and name of each unit that is there and will be written over.
    pub changed: Vec<(String, String)>,
}

/// What is wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Line of the file, from 1.
    pub line: u64,
    pub problems: Vec<UnitProblem>,
}

/// Why a list was refused.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("the list has no rows below its head")]
    Empty,
    #[error("the head has no column for: {}", .0.join(", "))]
    ColumnsMissing(Vec<&'static str>),
    #[error("line {line} cannot be read: {cause}")]
    Broken { line: u64, cause: String },
    #[error("{} rows are wrong", .0.len())]
    BadRows(Vec<BadRow>),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(ImportError);

/// A row that was read, with its line.
type Line = (u64, CheckedUnit);

/// Says what the list would do, and writes nothing.
pub async fn check_import(db: &DatabaseConnection, actor: &Actor, text: &str) -> Result<ImportPlan, ImportError> {
    require_managing(actor)?;
    let lines = read_lines(text)?;
    let known = known_codes(db, &lines).await?;
    check_links(&lines, &known)?;
    Ok(plan_of(&lines, &known))
}

/// Writes the whole list, or nothing.
pub async fn apply_import(
    db: &DatabaseConnection,
    actor: &Actor,
    text: &str,
    now: OffsetDateTime,
) -> Result<ImportPlan, ImportError> {
    require_managing(actor)?;
    let lines = read_lines(text)?;
    let tx = begin_write(db).await?;
    let known = known_codes(&tx, &lines).await?;
    check_links(&lines, &known)?;
    write_all(&tx, &lines, known.clone()).await?;
    let plan = plan_of(&lines, &known);
    let record = Record::new(actor.account, "unit.imported", "unit");
    let detail = json!({ "added": plan.added.len(), "changed": plan.changed.len() });
    ledger::append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(plan)
}

/// Rows first without links, then with them: a list may name a parent or successor further down.
async fn write_all(tx: &DatabaseTransaction, lines: &[Line], mut ids: HashMap<String, i64>) -> Result<(), ImportError> {
    for (_, checked) in lines {
        if !ids.contains_key(&checked.code) {
            let id = write_unit(tx, new_row(), checked, Links::default()).await?;
            ids.insert(checked.code.clone(), id);
        }
    }
    let rows = unit::Entity::find()
        .filter(unit::Column::Code.is_in(lines.iter().map(|(_, unit)| unit.code.as_str())))
        .all(tx)
        .await?;
    let mut rows: HashMap<String, unit::Model> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    for (_, checked) in lines {
        let id = |code: &Option<String>| code.as_ref().and_then(|code| ids.get(code).copied());
        let links = Links {
            parent: id(&checked.parent),
            successor: id(&checked.successor),
        };
        if let Some(row) = rows.remove(&checked.code) {
            write_unit(tx, row.into(), checked, links).await?;
        }
    }
    Ok(())
}

/// The numbers of every unit the list names, as itself, as parent or as successor.
async fn known_codes(db: &impl ConnectionTrait, lines: &[Line]) -> Result<HashMap<String, i64>, ImportError> {
    let named = lines
        .iter()
        .flat_map(|(_, unit)| [Some(&unit.code), unit.parent.as_ref(), unit.successor.as_ref()])
        .flatten();
    let named: HashSet<&str> = named.map(String::as_str).collect();
    let rows: Vec<(String, i64)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Code, unit::Column::Id])
        .filter(unit::Column::Code.is_in(named))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

fn check_links(lines: &[Line], known: &HashMap<String, i64>) -> Result<(), ImportError> {
    let in_list: HashSet<&str> = lines.iter().map(|(_, unit)| unit.code.as_str()).collect();
    let there = |code: &String| in_list.contains(code.as_str()) || known.contains_key(code);
    let bad = lines.iter().filter_map(|(line, unit)| {
        let parent = unit.parent.iter().filter(|code| !there(code));
        let successor = unit.successor.iter().filter(|code| !there(code));
        let problems: Vec<UnitProblem> = parent
            .map(|code| UnitProblem::ParentUnknown(code.clone()))
            .chain(successor.map(|code| UnitProblem::SuccessorUnknown(code.clone())))
            .collect();
        (!problems.is_empty()).then_some(BadRow { line: *line, problems })
    });
    let bad: Vec<BadRow> = bad.collect();
    if bad.is_empty() {
        Ok(())
    } else {
        Err(ImportError::BadRows(bad))
    }
}

fn plan_of(lines: &[Line], known: &HashMap<String, i64>) -> ImportPlan {
    let named = |(_, unit): &Line| (unit.code.clone(), unit.name.clone());
    let (changed, added): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|(_, unit)| known.contains_key(&unit.code));
    ImportPlan {
        added: added.into_iter().map(named).collect(),
        changed: changed.into_iter().map(named).collect(),
    }
}

/// Reads the rows, with `,`, `;` or tabs between, or names every bad one.
fn read_lines(text: &str) -> Result<Vec<Line>, ImportError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let broken = |err: csv::Error| ImportError::Broken {
        line: err.position().map_or(1, csv::Position::line),
        cause: err.to_string(),
    };
    let columns = columns_of(reader.headers().map_err(broken)?)?;
    let mut lines = Vec::new();
    let mut bad = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        match check_row(&columns.draft(&record), line, &mut seen) {
            Ok(unit) => lines.push((line, unit)),
            Err(problems) => bad.push(BadRow { line, problems }),
        }
    }
    if !bad.is_empty() {
        return Err(ImportError::BadRows(bad));
    }
    if lines.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(lines)
}

fn check_row(draft: &UnitDraft, line: u64, seen: &mut HashMap<String, u64>) -> Result<CheckedUnit, Vec<UnitProblem>> {
    let unit = check_unit(draft)?;
    match seen.insert(unit.code.clone(), line) {
        Some(first) => Err(vec![UnitProblem::CodeTwice(first)]),
        None => Ok(unit),
    }
}

/// The separator that stands most often in the head.
fn delimiter_of(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| (count(*mark), *mark == b','))
        .unwrap_or(b',')
}

/// Which cell holds what.
struct Columns(HashMap<&'static str, usize>);

impl Columns {
    fn draft(&self, record: &csv::StringRecord) -> UnitDraft {
        let cell = |name: &str| {
            let place = self.0.get(name);
            place
                .and_then(|place| record.get(*place))
                .unwrap_or_default()
                .to_owned()
        };
        UnitDraft {
            code: cell("code"),
            name: cell("name"),
            kind: cell("kind"),
            parent: cell("parent"),
            valid_from: cell("valid_from"),
            valid_to: cell("valid_to"),
            successor: cell("successor"),
        }
    }
}

fn columns_of(head: &csv::StringRecord) -> Result<Columns, ImportError> {
    let columns: HashMap<&'static str, usize> = head
        .iter()
        .enumerate()
        .filter_map(|(place, title)| Some((column_of(title)?, place)))
        .collect();
    let needed = [("code", "Mã"), ("name", "Tên"), ("kind", "Loại")];
    let missing: Vec<&'static str> = needed
        .into_iter()
        .filter(|(column, _)| !columns.contains_key(column))
        .map(|(_, title)| title)
        .collect();
    if missing.is_empty() {
        Ok(Columns(columns))
    } else {
        Err(ImportError::ColumnsMissing(missing))
    }
}

fn column_of(title: &str) -> Option<&'static str> {
    match fold(&title.replace('_', " ")).as_str() {
        "ma" | "ma don vi" | "code" => Some("code"),
        "ten" | "ten don vi" | "name" => Some("name"),
        "loai" | "kind" | "type" => Some("kind"),
        "don vi cha" | "cap tren" | "ma cap tren" | "parent" => Some("parent"),
        "tu ngay" | "valid from" => Some("valid_from"),
        "den ngay" | "valid to" => Some("valid_to"),
        "don vi thay the" | "thay the" | "ke thua" | "successor" => Some("successor"),
        _ => None,
    }
}
