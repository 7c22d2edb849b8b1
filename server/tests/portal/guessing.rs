//! Guessing from the outside: every spelling and every machine counts, owners get in, and the forms keep what was typed.

use services::demo::PASSWORD;

use crate::support::browser::Answer;
use crate::support::{Browser, RunningPortal};

const PUPIL: &str = "thi-sinh-1@trinh-dien.example";
const SECRETARY: &str = "thu-ky@trinh-dien.example";

fn try_password(browser: &mut Browser, email: &str, password: &str) -> Answer {
    browser.post("/dang-nhap", &[("email", email), ("password", password), ("ve", "/ho-so?x=1")])
}

/// Guesses until it has to wait; how many were looked at.
fn guess(portal: &RunningPortal, emails: &[&str], times: usize) -> usize {
    let mut stranger = portal.browser();
    let answers = (0..times).map(|time| try_password(&mut stranger, emails[time % emails.len()], "sai mật khẩu rồi"));
    answers.filter(|answer| answer.status == 422).count()
}

#[test]
fn full_width_letters_are_no_new_account_and_the_owner_is_told_once() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let spellings = [
        PUPIL,
        "THI-SINH-1@trinh-dien.example",
        "ｔｈｉ-sinh-1@trinh-dien.example",
        "thi-sinh-1＠trinh-dien.example",
        " thi-sinh-1\u{200B}@Trinh-Dien.example ",
    ];
    assert_eq!(guess(&portal, &spellings, 40), 10);
    let waits = try_password(&mut portal.browser(), PUPIL, PASSWORD);
    assert_eq!(waits.status, 429);
    assert!(waits.body.contains("Đợi") && waits.body.contains("đặt mật khẩu mới"), "{}", waits.body);
    assert!(waits.body.contains(&format!("value=\"{PUPIL}\"")), "what was typed is kept");
    assert!(waits.body.contains("/ho-so?x=1"), "and where they wanted to go");
    assert!((1..=61).contains(&waits.header("retry-after").parse::<u32>().expect("seconds")));
    let letter = portal.letter_to(PUPIL);
    assert!(letter.contains("nhập sai mật khẩu"), "{letter}");
    let told = "SELECT CAST(count(*) AS TEXT) FROM mail WHERE template = 'password_guessed'";
    assert_eq!(portal.value(told), "1");
}

#[test]
fn nobody_locks_an_owner_out_of_a_browser_they_have_used_nor_of_one_the_letter_was_opened_in() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut own = portal.signed_in("thi-sinh-1");
    own.post("/dang-xuat", &[]);
    portal.forget_networks();
    guess(&portal, &[PUPIL], 15);
    assert_eq!(try_password(&mut own, PUPIL, PASSWORD).status, 303, "the known browser does not wait");

    let mut new = portal.browser();
    assert_eq!(try_password(&mut new, PUPIL, PASSWORD).status, 303, "a network with a sign-in has a count of its own");
    portal.forget_networks();
    let mut new = portal.browser();
    assert_eq!(try_password(&mut new, PUPIL, PASSWORD).status, 429);
    let letter = portal.letter_to(PUPIL);
    let link = letter.split_whitespace().find(|word| word.contains("/dang-nhap/thiet-bi/")).expect("a link");
    let path = link.trim_start_matches(&portal.address);
    let page = new.get(path);
    assert!(page.status == 200 && page.body.contains(PUPIL), "{}", page.body);
    assert_eq!(try_password(&mut new, PUPIL, PASSWORD).status, 429, "looking at the link does nothing yet");
    let let_in = new.post(path, &[]);
    assert_eq!((let_in.status, let_in.header("location")), (303, "/dang-nhap"));
    assert_eq!(new.get("/tai-khoan").status, 303, "the link signs nobody in");
    assert_eq!(try_password(&mut new, PUPIL, "sai mật khẩu rồi").status, 422);
    assert_eq!(try_password(&mut new, PUPIL, PASSWORD).status, 303);
    assert_eq!(portal.browser().post(path, &[]).status, 410, "the link works once");
}

#[test]
fn a_thousand_codes_are_five_with_a_letter_a_record_and_a_lock() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut thief = portal.browser();
    let half = thief.post("/dang-nhap", &[("email", SECRETARY), ("password", PASSWORD)]);
    assert!(half.header("location").starts_with("/dang-nhap/ma"), "{}", half.status);
    let answers: Vec<u16> =
        (0..200).map(|number| thief.post("/dang-nhap/ma", &[("code", &format!("{number:06}"))]).status).collect();
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 5, "{answers:?}");
    assert!(answers[5..].iter().all(|status| *status == 429), "{answers:?}");
    let letter = portal.letter_to(SECRETARY);
    assert!(letter.contains("ĐÚNG mật khẩu"), "{letter}");
    let recorded = "SELECT CAST(count(*) AS TEXT) FROM ledger WHERE act = 'account.code_guessed'";
    assert_eq!(portal.value(recorded), "1");
    assert_eq!(thief.get("/thu-ky").status, 303, "nobody is in");
}

#[test]
fn a_hundred_asked_for_links_are_four_and_known_and_unknown_look_alike() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let spellings = [PUPIL, "THI-SINH-1@trinh-dien.example", "ｔｈｉ-sinh-1@trinh-dien.example"];
    let mut browser = portal.browser();
    let mut ask = |email: &str| browser.post("/quen-mat-khau", &[("email", email)]);
    let known: Vec<u16> = (0..30).map(|number| ask(spellings[number % 3]).status).collect();
    let unknown: Vec<u16> = (0..30).map(|_| ask("ai-do@vi-du.example").status).collect();
    assert_eq!(known, unknown);
    assert_eq!(known.iter().filter(|status| **status == 200).count(), 4);
    let wait = ask("ai-do@vi-du.example");
    assert!(wait.body.contains("đường dẫn mới nhất vẫn dùng được"), "{}", wait.body);
    portal.letter_to(PUPIL);
    std::thread::sleep(std::time::Duration::from_secs(1));
    let sent = "SELECT CAST(count(*) AS TEXT) FROM mail WHERE template = 'reset_password'";
    assert_eq!(portal.value(sent), "4");
}

#[test]
fn a_form_that_waits_for_signing_in_is_kept_while_the_password_waits() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut browser = portal.browser();
    let fields =
        [("email", PUPIL), ("password", "sai mật khẩu rồi"), ("ve", "/ho-so/1/mo-ta"), ("giu.q-intro", "Viết cả buổi")];
    let answers: Vec<Answer> = (0..12).map(|_| browser.post("/dang-nhap/tiep", &fields)).collect();
    let last = answers.last().expect("an answer");
    assert_eq!(last.status, 429);
    assert!(last.body.contains("Viết cả buổi"), "{}", last.body);
}

#[test]
fn common_passwords_and_addresses_nobody_can_write_to_are_refused_at_the_form() {
    let portal = RunningPortal::start();
    let mut browser = portal.browser();
    let mut register = |path: &str, email: &str, password: &str| {
        browser.post(path, &[("name", "Trần Thị Mới"), ("email", email), ("password", password), ("terms", "co")])
    };
    let table = [
        ("/dang-ky", "moi@vi-du.example", "1234567890", "nhiều người dùng"),
        ("/en/dang-ky", "moi@vi-du.example", "1234567890", "Many people use this password"),
        ("/dang-ky", ".lan@vi-du.example", "mùa thu câu cá", "dấu chấm"),
        ("/dang-ky", "lan@may.local", "mùa thu câu cá", "tên miền"),
    ];
    for (path, email, password, words) in table {
        let refused = register(path, email, password);
        assert_eq!(refused.status, 422, "{email} {password}");
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    assert_eq!(portal.value("SELECT CAST(count(*) AS TEXT) FROM account"), "0");
}
