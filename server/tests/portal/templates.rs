//! Templates of programmes, with scripts off: out as a file, in from a file, made of an edition.

use crate::support::RunningPortal;
use crate::support::browser::{Answer, Browser};

const LIST: &str = "/quan-tri/chuong-trinh";
const EXPORT: &str = "/quan-tri/chuong-trinh/YOUTH_CREATIVITY/mau.json";

fn import(browser: &mut Browser, english: bool, fields: &[(&str, &[u8])], file: &str) -> Answer {
    let path = format!("{}{LIST}/nhap", if english { "/en" } else { "" });
    browser.try_parts(&path, fields, ("tep", "mau.json", file.as_bytes())).expect("an answer")
}

#[test]
fn a_programme_of_another_province_comes_in_as_a_file_and_gets_an_edition() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut administrator = portal.signed_in("quan-tri");
    assert!(administrator.get(LIST).body.contains("mau.json"));
    let file = administrator.get(EXPORT);
    assert!(file.header("content-disposition").contains("YOUTH_CREATIVITY.json"));
    let programmes = || portal.value("SELECT CAST(count(*) AS TEXT) FROM programme");
    let before = programmes();

    let bad = file.body.replacen("\"max\": 5,", "\"max\": \"năm\",", 1);
    let refused = import(&mut administrator, false, &[("noi-dung", b"")], &bad);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("rules.team.max: giá trị không dùng được"), "{}", refused.body);
    assert!(
        refused.body.contains("&quot;năm&quot;") || refused.body.contains("\"năm\""),
        "what was sent can be put right"
    );
    let english = import(&mut administrator, true, &[("noi-dung", b"{")], "");
    assert!(english.status == 422 && english.body.contains("Line 1, column 1: this is not JSON"), "{}", english.body);
    let known = import(&mut administrator, false, &[], &file.body);
    assert!(known.status == 422 && known.body.contains("Đã có chương trình mã “YOUTH_CREATIVITY”"), "{}", known.body);
    assert_eq!(programmes(), before, "nothing is stored");

    let other = file.body.replacen("YOUTH_CREATIVITY", "TINH_KHAC", 1).replace("sang-tao-tre", "tinh-khac");
    let other = other.replacen("\"prefix\": \"TTN\"", "\"prefix\": \"TK\"", 1);
    assert_eq!(import(&mut administrator, false, &[], &other).status, 303);
    let mut secretary = portal.signed_in("thu-ky");
    let form = [("chuong-trinh", "TINH_KHAC"), ("lan-thu", "1"), ("nam", "2028")];
    let made = secretary.post("/thu-ky/ky-moi", &form);
    assert_eq!((made.status, made.header("location")), (303, "/thu-ky/tinh-khac-2028/the-le"), "{}", made.body);
    assert!(secretary.get("/en/thu-ky/tinh-khac-2028/the-le/can-cu").body.contains("Legal bases"));
}

#[test]
fn an_edition_becomes_a_template_and_the_next_edition_starts_from_it() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut administrator = portal.signed_in("quan-tri");
    let page = administrator.get("/thu-ky/sang-tao-tre-2/the-le/mau");
    let form = page.form("/thu-ky/sang-tao-tre-2/the-le/mau");
    let refused = administrator.send(&form, &[]);
    assert!(refused.status == 422 && refused.body.contains("Đánh dấu để thay mẫu"), "{}", refused.body);
    let changed = [("ma", "MAU_MOI"), ("ten-anh", "")];
    let refused = administrator.send(&form, &changed);
    assert!(refused.status == 422 && refused.body.contains("MAU_MOI"), "what was typed stays: {}", refused.body);
    let saved = administrator.send(&form, &[("ma", "MAU_MOI")]);
    assert_eq!((saved.status, saved.header("location")), (303, LIST), "{}", saved.body);
    assert!(administrator.get(LIST).body.contains("MAU_MOI"));

    let mut secretary = portal.signed_in("thu-ky");
    let new = secretary.get("/thu-ky/ky-moi");
    assert!(new.body.contains("value=\"sang-tao-tre-2\""), "editions to start from: {}", new.body);
    let form = [("chuong-trinh", "YOUTH_CREATIVITY"), ("tu-ky", "sang-tao-tre-2"), ("lan-thu", "9"), ("nam", "2031")];
    let made = secretary.post("/thu-ky/ky-moi", &form);
    assert_eq!((made.status, made.header("location")), (303, "/thu-ky/sang-tao-tre-2031/the-le"), "{}", made.body);
    let wrong = [("chuong-trinh", "ST_AWARD"), ("tu-ky", "sang-tao-tre-2"), ("lan-thu", "1"), ("nam", "2031")];
    let refused = secretary.post("/thu-ky/ky-moi", &wrong);
    assert!(refused.status == 422 && refused.body.contains("thuộc chương trình khác"), "{}", refused.body);
}

#[test]
fn templates_are_the_administrators_alone() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let paths = [LIST, EXPORT, "/thu-ky/sang-tao-tre-2/the-le/mau"];
    for who in ["thu-ky", "phe-duyet", "giam-khao-1", "thi-sinh-1"] {
        let mut other = portal.signed_in(who);
        for path in paths {
            assert_eq!(other.get(path).status, 404, "{who} at {path}");
        }
        assert_eq!(import(&mut other, false, &[("thay", b"co")], "{}").status, 404, "{who}");
        assert_eq!(other.post("/thu-ky/sang-tao-tre-2/the-le/mau", &[("ma", "X")]).status, 404, "{who}");
    }
}

#[test]
fn the_command_line_exports_and_imports_templates() {
    let portal = RunningPortal::start();
    let file = portal.data().join("mau.json");
    let file = file.to_str().expect("a path");
    assert_eq!(portal.run(&["programme", "export", "ST_AWARD", "--out", file]).0, true);
    let text = std::fs::read_to_string(file).expect("a file");
    let (done, _, said) = portal.run(&["programme", "import", file]);
    assert!(!done && said.contains("ST_AWARD exists; --replace"), "{said}");
    std::fs::write(file, text.replacen("\"days\": 15", "\"days\": 20", 1)).expect("a file");
    assert_eq!(portal.run(&["programme", "import", file, "--replace"]).0, true);
    std::fs::write(file, text.replacen("\"days\": 15", "\"days\": -1", 1)).expect("a file");
    let (done, _, said) = portal.run(&["programme", "import", file, "--replace"]);
    assert!(!done && said.starts_with("rules.notice.days: "), "{said}");
    let (done, kept, _) = portal.run(&["programme", "export", "ST_AWARD"]);
    assert!(done && kept.contains("\"days\": 20"));
    assert_eq!(portal.run(&["programme", "export", "NONE"]).0, false);
}
