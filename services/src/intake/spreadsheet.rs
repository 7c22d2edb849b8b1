//! Rows as files that a spreadsheet opens: CSV with a byte order mark, or XLSX with typed cells.

use domain::calendar::in_vietnam;
use domain::intake::export::Cell;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use time::{Date, OffsetDateTime};

/// What makes Excel read the file as UTF-8.
pub const CSV_BOM: &str = "\u{feff}";

/// The most characters of one XLSX cell.
const LONGEST_CELL: usize = 32_767;
/// The day that spreadsheets count as zero.
const EPOCH: Date = time::macros::date!(1899 - 12 - 30);

/// Rows as CSV lines, ended as RFC 4180 asks.
pub fn csv_rows(rows: &[Vec<Cell>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
    for row in rows {
        writer.write_record(row.iter().map(Cell::csv))?;
    }
    writer.into_inner().map_err(|err| err.into_error().into())
}

/// A workbook with one sheet: headings frozen, texts as texts so that none is ever a formula.
pub fn xlsx_file(sheet: &str, headings: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(sheet_name(sheet))?;
    for (column, heading) in (0u16..).zip(headings) {
        worksheet.write_string_with_format(0, column, heading, &bold)?;
        worksheet.set_column_width(column, 18)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(row) {
            write_cell(worksheet, line, column, cell, [&day, &moment])?;
        }
    }
    workbook.save_to_buffer()
}

fn write_cell(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    cell: &Cell,
    [day, moment]: [&Format; 2],
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            let text: String = text.chars().take(LONGEST_CELL).collect();
            sheet.write_string(line, column, text)?;
        }
        Cell::Number(number) => {
            sheet.write_number(line, column, *number as f64)?;
        }
        Cell::Percent(share) => {
            sheet.write_number(line, column, f64::from(share.hundredths()) / 100.0)?;
        }
        Cell::Date(date) => {
            sheet.write_number_with_format(line, column, (*date - EPOCH).whole_days() as f64, day)?;
        }
        Cell::Moment(at) => {
            sheet.write_number_with_format(line, column, serial(*at), moment)?;
        }
        Cell::Empty => {}
    }
    Ok(())
}

/// Days since the spreadsheet's epoch, in Vietnam's time, to the second.
fn serial(at: OffsetDateTime) -> f64 {
    let local = in_vietnam(at);
    let (hour, minute, second) = local.time().as_hms();
    let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second);
    (local.date() - EPOCH).whole_days() as f64 + f64::from(seconds) / 86_400.0
}

/// A sheet's name is short and has none of the signs that Excel refuses.
fn sheet_name(name: &str) -> String {
    let allowed = name.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c });
    let name: String = allowed.take(31).collect();
    if name.trim().is_empty() { "1".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use time::macros::{date, datetime};

    #[test]
    fn cells_keep_their_types_and_no_text_is_a_formula() {
        let headings = ["Mã", "Tên", "Tỷ lệ", "Ngày sinh", "Nộp lúc"].map(str::to_owned);
        let rows = vec![vec![
            Cell::Text("0147".to_owned()),
            Cell::Text("=1+1".to_owned()),
            Cell::Percent(domain::numbers::Share::from_hundredths(4_050).unwrap()),
            Cell::Date(date!(2012 - 03 - 09)),
            Cell::Moment(datetime!(2026-11-23 12:00 +7)),
        ]];
        let bytes = xlsx_file("Hồ sơ: 2027/1", &headings, &rows).unwrap();
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(sheet.get((1, 0)), Some(&Data::String("0147".to_owned())));
        assert_eq!(sheet.get((1, 1)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get((1, 2)), Some(&Data::Float(40.5)));
        let date_at = |column| match sheet.get((1, column)) {
            Some(Data::DateTime(date)) if date.is_datetime() => date.as_f64(),
            other => panic!("{other:?} is not a date"),
        };
        assert_eq!((date_at(3), date_at(4)), (40_977.0, 46_349.5));
    }

    #[test]
    fn csv_quotes_and_defuses() {
        let rows = vec![vec![Cell::Text("a \"b\", c".to_owned()), Cell::Text("@x".to_owned()), Cell::Empty]];
        let bytes = csv_rows(&rows).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\"a \"\"b\"\", c\",'@x,\r\n");
    }
}
