//! Importing units, with scripts off: what would be written over is shown, what is doubtful is asked about.

use crate::support::RunningPortal;
use crate::support::browser::{Answer, Browser};

const PATH: &str = "/quan-tri/don-vi/nhap";
/// The page itself speaks of “CSV UTF-8”, too.
const NOT_TEXT: &str = "Tệp không phải là CSV UTF-8";

fn look(administrator: &mut Browser, list: &[u8]) -> Answer {
    let file = ("file", "don-vi.csv", list);
    administrator.try_parts(PATH, &[("text", b"")], file).expect("an answer")
}

fn import(administrator: &mut Browser, preview: &Answer, lines: &[&str]) -> Answer {
    let form = preview.form(&format!("{PATH}/ghi"));
    let values: Vec<(&str, &str)> = lines.iter().map(|line| ("dong", *line)).collect();
    administrator.send(&form, &values)
}

#[test]
fn files_of_offices_are_shown_asked_about_or_refused() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut administrator = portal.signed_in("quan-tri");
    let first = "Mã;Tên;Loại;Cấp trên;Từ ngày\nVD-CS-01;Trường THCS Ví Dụ Một;trường;06688;1/7/2025\n";
    let seen = look(&mut administrator, first.as_bytes());
    assert!(seen.body.contains("ngày 01 tháng 7 năm 2025"), "a date is shown in words: {}", seen.body);
    assert_eq!(import(&mut administrator, &seen, &[]).status, 303);

    let three = look(&mut administrator, include_bytes!("../field/units-3cols.csv"));
    assert_eq!(three.status, 200, "{}", three.body);
    assert!(three.body.contains("Danh sách này không thay đổi gì"), "{}", three.body);
    let renamed = "Mã;Tên\nVD-CS-01;Trường THCS Đổi Tên\n";
    let seen = look(&mut administrator, renamed.as_bytes());
    assert!(seen.body.contains("Trường THCS Ví Dụ Một") && seen.body.contains("Trường THCS Đổi Tên"));

    let asked: [(&[u8], &str); 3] = [
        (include_bytes!("../field/units-dup-name.csv"), "Đã có đơn vị"),
        (include_bytes!("../field/units-tcvn3.csv"), "lỗi phông chữ"),
        (include_bytes!("../field/units-excel-date.csv"), "ngày 07 tháng 01 năm 2025"),
    ];
    let count = || portal.value("SELECT CAST(count(*) AS TEXT) FROM unit");
    for (list, question) in asked {
        let before = count();
        let seen = look(&mut administrator, list);
        assert!(seen.status == 200 && seen.body.contains(question), "{question}: {}", seen.body);
        assert_eq!(import(&mut administrator, &seen, &[]).status, 303);
        assert_eq!(count(), before, "{question}: nothing unasked");
    }
    let seen = look(&mut administrator, include_bytes!("../field/units-dup-name.csv"));
    assert_eq!(import(&mut administrator, &seen, &["2"]).status, 303);
    assert_eq!(portal.value("SELECT name FROM unit WHERE code = 'VD-CS-94'"), "Trường THCS Minh Họa Hồng Gai");

    let refused: [(&[u8], &str); 3] = [
        (include_bytes!("../field/units-loop.csv"), "VD-X-1 → VD-X-2 → VD-X-1"),
        (include_bytes!("../field/units-1258.csv"), NOT_TEXT),
        (include_bytes!("../field/units-utf16.csv"), NOT_TEXT),
    ];
    for (list, sentence) in refused {
        let answer = look(&mut administrator, list);
        assert!(answer.status == 422 && answer.body.contains(sentence), "{sentence}: {}", answer.body);
    }
    let circle = look(&mut administrator, include_bytes!("../field/units-loop.csv")).body;
    assert!(circle.contains("Dòng 2") && circle.contains("Dòng 3"), "{circle}");
}

#[test]
fn a_unit_form_that_lacks_a_field_does_not_empty_it() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut administrator = portal.signed_in("quan-tri");
    let id = portal.value("SELECT CAST(id AS TEXT) FROM unit WHERE code = '06688'");
    let from = || portal.value("SELECT CAST(valid_from AS TEXT) FROM unit WHERE code = '06688'");
    let before = from();
    let saved = administrator.post("/tai-khoan", &[("phone", "0912 345 678")]);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let name = "SELECT name FROM account WHERE email = 'quan-tri@trinh-dien.example'";
    assert!(!portal.value(name).is_empty(), "a profile keeps the name it was not sent");
    let saved = administrator.post(&format!("/quan-tri/don-vi/{id}"), &[("name", "Phường Hạ Long (mới)")]);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(from(), before);
    assert_eq!(portal.value("SELECT name FROM unit WHERE code = '06688'"), "Phường Hạ Long (mới)");
}
