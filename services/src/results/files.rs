//! Lists as files for a spreadsheet.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A table of a list: heads, and rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFile {
    /// The name of the sheet.
    pub name: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<ListCell>>,
}

/// A cell keeps its type: codes stay text, numbers numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListCell {
    Text(String),
    /// Written with a dot; empty where there is none.
    Number(String),
}

impl ListFile {
    /// UTF-8 with a mark at the start, as Excel in Vietnam expects it.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
        writer.write_record(&self.heads).map_err(|err| err.to_string())?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                ListCell::Text(text) => defuse(text),
                ListCell::Number(number) => number.clone(),
            });
            writer.write_record(cells).map_err(|err| err.to_string())?;
        }
        writer.into_inner().map_err(|err| err.to_string())
    }

    /// An XLSX workbook with one sheet.
    pub fn xlsx(&self) -> Result<Vec<u8>, String> {
        self.workbook().map_err(|err| err.to_string())
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let name: String = self.name.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect();
        sheet.set_name(name.trim())?;
        let bold = Format::new().set_bold();
        for (column, head) in (0u16..).zip(&self.heads) {
            sheet.write_string_with_format(0, column, head, &bold)?;
        }
        for (line, row) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(row) {
                match cell {
                    ListCell::Number(number) => match number.parse::<f64>() {
                        Ok(number) => sheet.write_number(line, column, number)?,
                        Err(_) => sheet.write_string(line, column, number)?,
                    },
                    ListCell::Text(text) => sheet.write_string(line, column, text)?,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        workbook.save_to_buffer()
    }
}

/// A text that a spreadsheet would run as a formula starts with an apostrophe.
fn defuse(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> ListFile {
        ListFile {
            name: "Xếp hạng: vòng [1]/2".to_owned(),
            heads: vec!["Mã".to_owned(), "Điểm".to_owned()],
            rows: vec![
                vec![ListCell::Text("=1+1".to_owned()), ListCell::Number("74.8".to_owned())],
                vec![ListCell::Text("TTN-0001".to_owned()), ListCell::Number(String::new())],
            ],
        }
    }

    #[test]
    fn a_formula_in_a_title_stays_text() {
        let csv = String::from_utf8(list().csv().unwrap()).unwrap();
        assert_eq!(csv, "\u{feff}Mã,Điểm\n'=1+1,74.8\nTTN-0001,\n");
    }

    #[test]
    fn a_workbook_opens_with_numbers_as_numbers() {
        use calamine::{Data, Reader, Xlsx};
        let bytes = list().xlsx().unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(range.get_value((1, 1)), Some(&Data::Float(74.8)));
        assert_eq!(range.get_value((1, 0)), Some(&Data::String("=1+1".to_owned())));
    }
}
