//! The columns of an export: one row an author, so that every author can be filtered and counted.

use domain::intake::export::{Cell, ExportAuthor, ExportEntry};

use crate::catalogue;
use crate::components::status::Status;
use crate::words::Lang;

catalogue! {
    /// The heads of the columns.
    pub ExportWords {
        sheet => "Hồ sơ", "Entries";
        file => "ho-so", "entries";
        code => "Mã hồ sơ", "Entry code";
        title => "Tên", "Title";
        field => "Lĩnh vực", "Field";
        group => "Bảng", "Division";
        state => "Trạng thái", "State";
        unit => "Đơn vị xác nhận", "Confirming unit";
        unit_state => "Xác nhận", "Confirmation";
        submitted => "Nộp lúc", "Sent at";
        missing => "Số mục còn thiếu", "Items missing";
        author_number => "Thứ tự tác giả", "Author number";
        author => "Tác giả", "Author";
        representative => "Đại diện", "Representative";
        yes => "x", "x";
        school => "Trường, đơn vị", "School, unit";
        class => "Lớp", "Class";
        share => "Tỷ lệ đóng góp (%)", "Share (%)";
        birth_date => "Ngày sinh", "Birth date";
        phone => "Điện thoại", "Telephone";
        email => "Thư điện tử", "E-mail";
        address => "Địa chỉ", "Address";
        guardian => "Người giám hộ", "Guardian";
        guardian_phone => "Điện thoại người giám hộ", "Guardian's telephone";
    }
}

/// The heads, with or without contact data.
pub fn export_headings(contact: bool, lang: Lang) -> Vec<String> {
    let words = ExportWords(lang);
    let plain = [
        words.code(),
        words.title(),
        words.field(),
        words.group(),
        words.state(),
        words.unit(),
        words.unit_state(),
        words.submitted(),
        words.missing(),
        words.author_number(),
        words.author(),
        words.representative(),
        words.school(),
        words.class(),
        words.share(),
    ];
    let personal =
        [words.birth_date(), words.phone(), words.email(), words.address(), words.guardian(), words.guardian_phone()];
    let personal = personal.into_iter().filter(|_| contact);
    plain.into_iter().chain(personal).map(str::to_owned).collect()
}

/// The rows of one entry: one an author, at least one.
pub fn export_rows(entry: &ExportEntry, contact: bool, lang: Lang) -> Vec<Vec<Cell>> {
    if entry.authors.is_empty() {
        return vec![row(entry, None, contact, lang)];
    }
    let authors = (1..).zip(&entry.authors);
    authors.map(|(number, author)| row(entry, Some((number, author)), contact, lang)).collect()
}

fn row(entry: &ExportEntry, author: Option<(i64, &ExportAuthor)>, contact: bool, lang: Lang) -> Vec<Cell> {
    let mut cells = vec![
        text(&entry.code),
        text(&entry.title),
        text(&entry.field),
        text(&entry.group),
        text(entry.state.look(lang).2),
        text(&entry.unit),
        text(entry.unit_state.look(lang).2),
        entry.submitted_at.map_or(Cell::Empty, Cell::Moment),
        Cell::Number(i64::try_from(entry.missing).unwrap_or(i64::MAX)),
    ];
    let (number, author) = match author {
        Some((number, author)) => (Cell::Number(number), author.clone()),
        None => (Cell::Empty, ExportAuthor::default()),
    };
    let representative = if author.is_representative { text(ExportWords(lang).yes()) } else { Cell::Empty };
    cells.extend([
        number,
        text(&author.name),
        representative,
        text(&author.school),
        text(&author.class_name),
        author.share.map_or(Cell::Empty, Cell::Percent),
    ]);
    if contact {
        let personal = author.contact.unwrap_or_default();
        cells.extend([
            personal.birth_date.map_or(Cell::Empty, Cell::Date),
            text(&personal.phone),
            text(&personal.email),
            text(&personal.address),
            text(&personal.guardian),
            text(&personal.guardian_phone),
        ]);
    }
    cells
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::entries::state::{EntryState, UnitState};

    #[test]
    fn every_row_has_a_cell_for_every_head() {
        let author = ExportAuthor { name: "Nguyễn Thử".to_owned(), ..ExportAuthor::default() };
        let mut entry = ExportEntry {
            code: "THU-0001".to_owned(),
            title: "Máy thử".to_owned(),
            field: String::new(),
            group: String::new(),
            state: EntryState::Submitted,
            unit: String::new(),
            unit_state: UnitState::Waiting,
            submitted_at: None,
            authors: vec![author.clone(), author],
            missing: 0,
        };
        for (authors, rows) in [(2, 2), (0, 1)] {
            entry.authors.truncate(authors);
            for contact in [true, false] {
                let written = export_rows(&entry, contact, Lang::Vi);
                assert_eq!(written.len(), rows);
                let heads = export_headings(contact, Lang::Vi).len();
                assert!(written.iter().all(|row| row.len() == heads), "{contact}");
            }
        }
    }
}
