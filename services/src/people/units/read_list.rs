//! Reading the rows of a list: `,`, `;` or tabs between, columns by their names, blank rows passed over.

use std::collections::{BTreeMap, HashMap};

use domain::people::unit_import::{UnitField, UnitRow};
use domain::text::fold;

use super::import::ImportError;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Code,
    Field(UnitField),
}

/// The rows of the list, each with its line.
pub(super) fn read_rows(text: &str) -> Result<Vec<UnitRow>, ImportError> {
    // Lines are counted right only when they end in one way.
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let text = text.as_str();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter_of(text)).flexible(true).from_reader(text.as_bytes());
    let broken = |err: csv::Error| ImportError::Broken {
        line: err.position().map_or(1, csv::Position::line),
        cause: err.to_string(),
    };
    let columns = columns_of(reader.headers().map_err(broken)?)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row_of(&columns, &record));
        }
    }
    if rows.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(rows)
}

fn row_of(columns: &HashMap<Column, usize>, record: &csv::StringRecord) -> UnitRow {
    let cell = |place: usize| record.get(place).unwrap_or_default().to_owned();
    let mut cells = BTreeMap::new();
    let mut code = String::new();
    for (column, place) in columns {
        match column {
            Column::Code => code = cell(*place),
            Column::Field(field) => {
                cells.insert(*field, cell(*place));
            }
        }
    }
    UnitRow { line: record.position().map_or(0, csv::Position::line), code, cells }
}

/// The separator that stands most often in the head.
fn delimiter_of(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

/// Where each column stands. Only the code is needed: what has no column stays as it is.
fn columns_of(head: &csv::StringRecord) -> Result<HashMap<Column, usize>, ImportError> {
    let titles = head.iter().enumerate();
    let columns: HashMap<Column, usize> =
        titles.filter_map(|(place, title)| Some((column_of(title)?, place))).collect();
    if columns.contains_key(&Column::Code) { Ok(columns) } else { Err(ImportError::ColumnsMissing(vec!["Mã"])) }
}

fn column_of(title: &str) -> Option<Column> {
    let field = match fold(&title.replace('_', " ")).as_str() {
        "ma" | "ma don vi" | "code" => return Some(Column::Code),
        "ten" | "ten don vi" | "name" => UnitField::Name,
        "loai" | "kind" | "type" => UnitField::Kind,
        "don vi cha" | "cap tren" | "ma cap tren" | "parent" => UnitField::Parent,
        "tu ngay" | "valid from" => UnitField::ValidFrom,
        "den ngay" | "valid to" => UnitField::ValidTo,
        "don vi thay the" | "thay the" | "ke thua" | "successor" => UnitField::Successor,
        _ => return None,
    };
    Some(Column::Field(field))
}
