//! A session id is worth nothing once somebody signed in, gave a code, changed the password or signed out.

use services::demo::PASSWORD;

use crate::support::{Browser, RunningPortal};

const SESSION: &str = "phien";

/// The id of the browser's session.
fn id_of(browser: &Browser) -> String {
    browser.cookie(SESSION).expect("a session").to_owned()
}

/// Where somebody who holds this id gets: `200`, or the page they are sent to.
fn with_id(portal: &RunningPortal, id: &str) -> String {
    let mut browser = portal.browser();
    browser.set_cookie(SESSION, id);
    let page = browser.get("/tai-khoan");
    if page.status == 200 {
        "200".to_owned()
    } else {
        let way = page.header("location").split('?').next().unwrap_or_default();
        way.to_owned()
    }
}

#[test]
fn an_id_known_before_signing_in_is_dead_afterwards() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let planted = id_of(&portal.signed_in("thi-sinh-1"));
    assert_eq!(with_id(&portal, &planted), "200");
    let mut victim = portal.browser();
    victim.set_cookie(SESSION, &planted);
    victim.sign_in("thi-sinh-2@trinh-dien.example");
    assert_ne!(id_of(&victim), planted);
    assert_eq!(with_id(&portal, &planted), "/dang-nhap", "the planted id opens nobody's account");
    let mut guessed = portal.browser();
    guessed.set_cookie(SESSION, "AAAAAAAAAAAAAAAAAAAAAA");
    guessed.sign_in("thi-sinh-3@trinh-dien.example");
    assert_ne!(id_of(&guessed), "AAAAAAAAAAAAAAAAAAAAAA", "an id the portal never gave is not taken");
}

#[test]
fn the_id_changes_again_with_the_one_time_code() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut secretary = portal.browser();
    let answer = secretary.post("/dang-nhap", &[("email", "thu-ky@trinh-dien.example"), ("password", PASSWORD)]);
    assert!(answer.header("location").starts_with("/dang-nhap/ma"));
    let half = id_of(&secretary);
    assert_eq!(with_id(&portal, &half), "/dang-nhap/ma", "the password alone opens nothing");
    secretary.give_code();
    let whole = id_of(&secretary);
    assert_ne!(whole, half);
    assert_eq!((with_id(&portal, &half).as_str(), with_id(&portal, &whole).as_str()), ("/dang-nhap", "200"));
    let out = secretary.post("/dang-xuat", &[]);
    assert_eq!(out.header("clear-site-data"), "\"storage\"", "nothing is left on the device");
    assert_eq!(with_id(&portal, &whole), "/dang-nhap", "signed out is signed out");
}

/// Moves the sign-in of every session back by this many hours, as if they had been busy since.
fn age_sessions(portal: &RunningPortal, hours: i64) {
    portal.change(&format!(
        "UPDATE session SET data = json_set(data, '$.since', json_extract(data, '$.since') - {hours} * 3600)"
    ));
}

#[test]
fn a_busy_session_ends_in_any_case_sooner_for_staff() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut pupil = portal.signed_in("thi-sinh-1");
    let mut secretary = portal.signed_in("thu-ky");
    age_sessions(&portal, 11);
    assert_eq!([secretary.get("/thu-ky").status, pupil.get("/ho-so").status], [200, 200]);
    age_sessions(&portal, 1);
    let over = secretary.get("/thu-ky");
    assert_eq!((over.status, over.header("location")), (303, "/dang-nhap?ve=%2Fthu-ky"));
    assert_eq!(over.header("clear-site-data"), "", "a session that ends by itself clears nothing");
    assert_eq!(pupil.get("/ho-so").status, 200);
    age_sessions(&portal, 30 * 24 - 12);
    assert_eq!(pupil.get("/ho-so").status, 303);
    let kept = pupil.post("/tai-khoan", &[("name", "Đang gõ dở")]);
    assert_eq!(kept.status, 401);
    assert!(kept.body.contains("Đang gõ dở"), "what was typed is kept: {}", kept.body);
}

#[test]
fn signing_out_everywhere_and_a_new_password_end_the_other_sessions() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut here = portal.signed_in("thi-sinh-1");
    let elsewhere = id_of(&portal.signed_in("thi-sinh-1"));
    let before = id_of(&here);
    let fields = [("present", PASSWORD), ("password", "một mật khẩu khác hẳn")];
    assert_eq!(here.post("/tai-khoan/mat-khau", &fields).status, 303);
    let after = id_of(&here);
    assert_ne!(after, before);
    let ways = [&elsewhere, &before, &after].map(|id| with_id(&portal, id));
    assert_eq!(ways, ["/dang-nhap", "/dang-nhap", "200"]);
    let another = portal.signed_in("thi-sinh-2");
    let mut last = portal.signed_in("thi-sinh-2");
    let ids = [id_of(&another), id_of(&last)];
    let out = last.post("/tai-khoan/dang-xuat-moi-noi", &[]);
    assert_eq!((out.status, out.header("clear-site-data")), (303, "\"storage\""));
    for id in ids {
        assert_eq!(with_id(&portal, &id), "/dang-nhap");
    }
}
