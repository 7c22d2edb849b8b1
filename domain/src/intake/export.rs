//! The rows of an export, and cells that a spreadsheet cannot mistake for formulas.

use time::{Date, OffsetDateTime};

use crate::entries::state::{EntryState, UnitState};
use crate::numbers::Share;

/// One entry with everything an export may hold. Contact data is filled only when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportEntry {
    pub code: String,
    pub title: String,
    pub field: String,
    pub group: String,
    pub state: EntryState,
    pub unit: String,
    pub unit_state: UnitState,
    pub submitted_at: Option<OffsetDateTime>,
    pub authors: Vec<ExportAuthor>,
    pub missing: usize,
}

/// An author of an exported entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportAuthor {
    pub name: String,
    pub school: String,
    pub class_name: String,
    pub share: Option<Share>,
    pub is_representative: bool,
    pub contact: Option<ExportContact>,
}

/// Personal data that an export holds only on request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportContact {
    pub birth_date: Option<Date>,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub guardian: String,
    pub guardian_phone: String,
}

/// A cell that keeps its type: codes stay text, numbers numbers, dates dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(i64),
    /// A percentage, as a number with at most two decimals.
    Percent(Share),
    Date(Date),
    /// Shown in Vietnam's time.
    Moment(OffsetDateTime),
    Empty,
}

impl Cell {
    /// The cell as a field of a CSV file: a text that a spreadsheet would run starts with an apostrophe.
    pub fn csv(&self) -> String {
        match self {
            Self::Text(text) => defuse(text),
            Self::Number(number) => number.to_string(),
            Self::Percent(share) => share.vietnamese(),
            Self::Date(date) => iso(*date),
            Self::Moment(moment) => {
                let local = crate::calendar::in_vietnam(*moment);
                format!("{} {:02}:{:02}", iso(local.date()), local.hour(), local.minute())
            }
            Self::Empty => String::new(),
        }
    }
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// Text that starts as a formula would, made harmless.
pub fn defuse(text: &str) -> String {
    let runs = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    if runs { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn no_cell_is_a_formula() {
        let table = [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+84", "'+84"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1+1", "'  =1+1"),
            ("\t=1", "'\t=1"),
            ("Máy lọc nước", "Máy lọc nước"),
            ("TTN-2027-0147", "TTN-2027-0147"),
        ];
        for (text, expected) in table {
            assert_eq!(Cell::Text(text.to_owned()).csv(), expected);
        }
    }

    #[test]
    fn dates_are_written_as_dates_in_vietnam() {
        assert_eq!(Cell::Date(date!(2012 - 03 - 09)).csv(), "2012-03-09");
        assert_eq!(Cell::Moment(datetime!(2026-11-23 20:30 UTC)).csv(), "2026-11-24 03:30");
        assert_eq!(Cell::Number(-3).csv(), "-3");
        let third = Share::from_hundredths(3_333).expect("a share");
        assert_eq!(Cell::Percent(third).csv(), "33,33");
    }
}
