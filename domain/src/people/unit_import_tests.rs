//! Lists of units as offices make them.

use proptest::prelude::*;
use time::macros::date;

use super::*;

fn known(code: &str, name: &str) -> KnownUnit {
    KnownUnit {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: UnitKind::School,
        parent: Some("06688".to_owned()),
        valid_from: Some(date!(2025 - 07 - 01)),
        valid_to: None,
        successor: None,
    }
}

fn commune() -> KnownUnit {
    KnownUnit { kind: UnitKind::Ward, parent: None, ..known("06688", "Phường Hạ Long") }
}

fn row(line: u64, code: &str, cells: &[(UnitField, &str)]) -> UnitRow {
    UnitRow {
        line,
        code: code.to_owned(),
        cells: cells.iter().map(|(field, text)| (*field, (*text).to_owned())).collect(),
    }
}

fn named(line: u64, code: &str, name: &str) -> UnitRow {
    row(line, code, &[(UnitField::Name, name), (UnitField::Kind, "trường")])
}

#[test]
fn a_column_that_is_absent_changes_nothing() {
    let register = [commune(), known("CS-01", "Trường THCS Minh Hòa")];
    let same = plan_import(&[named(2, "CS-01", "Trường THCS Minh Hòa")], &register).unwrap();
    assert_eq!((same.units.len(), same.unchanged), (0, 1));
    let renamed =
        plan_import(&[row(2, "CS-01", &[(UnitField::Name, "Trường THCS Minh Hòa Hồng Gai")])], &register).unwrap();
    let unit = &renamed.units[0];
    assert_eq!(unit.unit.parent.as_deref(), Some("06688"));
    assert_eq!((unit.unit.kind, unit.unit.valid_from), (UnitKind::School, Some(date!(2025 - 07 - 01))));
    let text = |text: &str| UnitValue::Text(text.to_owned());
    let change = Change {
        field: UnitField::Name,
        old: text("Trường THCS Minh Hòa"),
        new: text("Trường THCS Minh Hòa Hồng Gai"),
    };
    assert_eq!(unit.changes, [change]);
    assert_eq!(unit.doubts, []);
}

#[test]
fn an_empty_cell_over_a_value_is_asked_about_and_a_merged_unit_does_not_come_back_unasked() {
    let merged = KnownUnit {
        valid_to: Some(date!(2026 - 06 - 30)),
        successor: Some("06688".to_owned()),
        ..known("XA-1", "Xã Cũ")
    };
    let register = [commune(), merged];
    let few = plan_import(&[named(2, "XA-1", "Xã Cũ")], &register).unwrap();
    assert_eq!(few.unchanged, 1, "it stays merged");
    let full = row(2, "XA-1", &[(UnitField::ValidTo, ""), (UnitField::Successor, " ")]);
    let plan = plan_import(&[full], &register).unwrap();
    let expected = [Doubt::Erases(UnitField::ValidTo), Doubt::Erases(UnitField::Successor), Doubt::Revives];
    assert_eq!(plan.units[0].doubts, expected);
    let again = plan_import(&[named(2, "XA-2", "Xã Cũ")], &register).unwrap();
    assert!(matches!(&again.units[0].doubts[..], [Doubt::SameName { ended: true, code, .. }] if code == "XA-1"));
}

#[test]
fn a_second_unit_of_a_name_is_asked_about_in_the_register_and_in_the_list() {
    let register = [commune(), known("CS-01", "Trường THCS Minh Hòa Hồng Gai")];
    let list = [
        named(2, "CS-94", "Trường THCS Minh Hoà Hồng Gai"),
        named(3, "CS-95", "Trường Mới"),
        named(4, "CS-96", "TRƯỜNG MỚI"),
    ];
    let plan = plan_import(&list, &register).unwrap();
    let others: Vec<Vec<&str>> = plan
        .units
        .iter()
        .map(|unit| {
            let codes = unit.doubts.iter().filter_map(|doubt| match doubt {
                Doubt::SameName { code, .. } => Some(code.as_str()),
                _ => None,
            });
            codes.collect()
        })
        .collect();
    assert_eq!(others, [vec!["CS-01"], vec!["CS-96"], vec!["CS-95"]]);
}

#[test]
fn circles_of_successors_and_parents_are_refused_at_every_line_of_theirs() {
    let register = [commune(), KnownUnit { successor: Some("B".to_owned()), ..known("A", "Xã A") }];
    let to = |line, code, successor| {
        let cells = [(UnitField::Name, code), (UnitField::Kind, "xã"), (UnitField::Successor, successor)];
        row(line, code, &cells)
    };
    let both = plan_import(&[to(2, "V1", "V2"), to(3, "V2", "V1"), to(4, "V3", "V1")], &register).unwrap_err();
    assert_eq!(both.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    let circle = |codes: [&str; 2]| vec![UnitProblem::SuccessorsInCircle(codes.map(str::to_owned).to_vec())];
    assert_eq!(both[0].problems, circle(["V1", "V2"]));
    let with_register = plan_import(&[to(2, "B", "A")], &register).unwrap_err();
    assert_eq!(with_register[0].problems, circle(["B", "A"]));
    let parents = plan_import(&[row(2, "06688", &[(UnitField::Parent, "A")])], &register).unwrap_err();
    assert!(matches!(parents[0].problems[..], [UnitProblem::ParentsInCircle(_)]));
}

#[test]
fn damaged_letters_are_asked_about() {
    let plan = plan_import(&[named(2, "TH-98", "TrÂêng TiÓu häc VÝ Dô")], &[]).unwrap();
    assert_eq!(plan.units[0].doubts, [Doubt::Damaged("TrÂêng TiÓu häc VÝ Dô".to_owned())]);
}

#[test]
fn dates_of_spreadsheets_and_of_other_countries_are_asked_about() {
    let dated = |dates: &[&str]| {
        let rows = dates.iter().zip(2..).map(|(date, line)| {
            let cells = [(UnitField::Name, "Trường"), (UnitField::Kind, "trường"), (UnitField::ValidFrom, *date)];
            row(line, &format!("T{line}"), &cells)
        });
        let rows: Vec<UnitRow> = rows.collect();
        plan_import(&rows, &[]).map(|plan| {
            let asked = |unit: &PlannedUnit| unit.doubts.iter().any(|doubt| matches!(doubt, Doubt::DateRead { .. }));
            plan.units.iter().map(|unit| (unit.unit.valid_from, asked(unit))).collect::<Vec<_>>()
        })
    };
    let (july, january) = (Some(date!(2025 - 07 - 01)), Some(date!(2025 - 01 - 07)));
    assert_eq!(dated(&["1/7/2025", "01-07-2025"]), Ok(vec![(july, false), (july, false)]));
    assert_eq!(dated(&["7/1/2025", "45839"]), Ok(vec![(january, true), (july, true)]));
    let american = dated(&["7/31/2025", "2025-07-01", "12/12/2025"]).unwrap();
    assert_eq!(american.iter().map(|(_, asked)| *asked).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(american[0].0, Some(date!(2025 - 07 - 31)));
    assert!(dated(&["31/02/2025"]).is_err());
    assert!(dated(&["123"]).is_err());
}

#[test]
fn a_new_unit_needs_a_name_and_a_kind() {
    let problems = plan_import(&[row(2, "X", &[])], &[]).unwrap_err();
    assert_eq!(problems[0].problems, [UnitProblem::NameMissing, UnitProblem::KindUnknown(String::new())]);
    let twice = plan_import(&[named(2, "X", "Trường X"), named(3, " X ", "Trường Y")], &[]).unwrap_err();
    assert_eq!(twice, [one_problem(3, UnitProblem::CodeTwice(2))]);
}

proptest! {
    /// Whatever columns a list has, what it has no column for stays as it is.
    #[test]
    fn only_columns_that_are_there_change(columns in proptest::sample::subsequence(
        vec![UnitField::Name, UnitField::Kind, UnitField::Parent, UnitField::ValidFrom, UnitField::ValidTo, UnitField::Successor], 0..=6)
    ) {
        let register = [commune(), known("CS-01", "Trường Cũ"), known("CS-02", "Trường Khác")];
        let value = |field: UnitField| match field {
            UnitField::Name => "Trường Mới",
            UnitField::Kind => "cơ quan",
            UnitField::Parent | UnitField::Successor => "CS-02",
            UnitField::ValidFrom => "2/7/2025",
            UnitField::ValidTo => "30/6/2026",
        };
        let cells: Vec<(UnitField, &str)> = columns.iter().map(|field| (*field, value(*field))).collect();
        let plan = plan_import(&[row(2, "CS-01", &cells)], &register).unwrap();
        let changed: Vec<UnitField> = plan.units.iter().flat_map(|unit| unit.changes.iter().map(|change| change.field)).collect();
        prop_assert_eq!(changed, columns);
    }
}
