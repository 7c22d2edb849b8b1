//! Contests as visitors see them, and the secretariat's doors as strangers find them.

use crate::support::RunningPortal;

#[test]
fn public_pages_need_no_script_and_stand_in_both_languages() {
    let portal = RunningPortal::start();
    let mut browser = portal.browser();
    let table = [
        ("/", "Nộp hồ sơ, theo dõi", "Enter, follow"),
        ("/cuoc-thi", "Cuộc thi và giải thưởng", "Contests and awards"),
        ("/tro-giup", "Quá hạn", "After the deadline"),
        ("/tiep-can", "Còn thiếu", "What is missing"),
        ("/quyen-rieng-tu", "Trẻ em", "Children"),
    ];
    for (path, vietnamese, english) in table {
        let page = browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(vietnamese), "{path}");
        assert!(!page.body.contains("<script"), "{path}");
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
        let translated = browser.get(format!("/en{path}").trim_end_matches('/'));
        assert!(translated.status == 200 && translated.body.contains(english), "/en{path}");
    }
}

#[test]
fn a_contest_that_is_not_there_is_a_page_that_says_so() {
    let portal = RunningPortal::start();
    let mut browser = portal.browser();
    for path in ["/cuoc-thi/khong-co", "/cuoc-thi/khong-co/the-le", "/en/cuoc-thi/khong-co"] {
        let page = browser.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("<h1"), "{path}");
    }
}

#[test]
fn strangers_are_asked_to_sign_in_before_the_secretariat_and_keep_what_they_typed() {
    let portal = RunningPortal::start();
    let mut browser = portal.browser();
    for path in ["/thu-ky", "/thu-ky/ky-moi", "/thu-ky/x/the-le", "/thu-ky/x/the-le/vong-cham", "/quan-tri/lich"] {
        let page = browser.get(path);
        assert_eq!(page.status, 303, "{path}");
        assert!(page.header("location").starts_with("/dang-nhap"), "{path}");
    }
    let kept = browser.post("/thu-ky/x/the-le/cong-khai", &[("notice.days", "20 <ngày>")]);
    assert_eq!(kept.status, 401);
    assert!(kept.body.contains("20 &lt;ngày"), "the typed text waits in the form");
}
