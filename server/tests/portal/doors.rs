//! The outside of the house: headers, origins, languages, errors.

use crate::support::RunningPortal;

#[test]
fn every_page_carries_a_strict_policy_and_no_script_without_islands() {
    let portal = RunningPortal::start();
    let home = portal.browser().get("/");
    assert_eq!(home.status, 200);
    let policy = home.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("'nonce-"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert!(!home.body.contains("<script"), "the home page sends a script");
    assert!(
        !home.body.contains("<!>"),
        "markers are left in a page that has nothing to hydrate"
    );
    assert_eq!(home.header("x-content-type-options"), "nosniff");
    assert_eq!(home.header("x-frame-options"), "DENY");
    let again = portal.browser().get("/");
    assert_ne!(again.header("content-security-policy"), policy, "a nonce is used once");
}

#[test]
fn a_form_from_another_site_is_refused() {
    let portal = RunningPortal::start();
    let mut browser = portal.browser();
    let foreign = browser.post_from("/giao-dien", &[("giao_dien", "toi")], Some("https://other.example"));
    assert_eq!(foreign.status, 403);
    assert!(foreign.body.contains("<h1"), "the refusal is a page");
    assert_eq!(browser.cookie("giao-dien"), None);
    assert_eq!(browser.post("/giao-dien", &[("giao_dien", "toi")]).status, 303);
    assert_eq!(browser.cookie("giao-dien"), Some("toi"));
    assert!(browser.get("/").body.contains("data-theme=\"toi\""));
}

#[test]
fn the_theme_form_does_not_lead_to_other_sites() {
    let portal = RunningPortal::start();
    for away in ["//other.example", "https://other.example", "/\\other.example"] {
        let answer = portal.browser().post("/giao-dien", &[("ve", away)]);
        assert_eq!(answer.header("location"), "/", "{away}");
    }
}

#[test]
fn every_page_exists_in_english() {
    let portal = RunningPortal::start();
    let home = portal.browser().get("/en");
    assert_eq!(home.status, 200);
    assert!(home.body.contains("<html lang=\"en\""));
    assert!(home.body.contains("href=\"/en/cuoc-thi\""));
}

#[test]
fn a_page_that_is_not_there_says_so_in_the_visitors_language() {
    let portal = RunningPortal::start();
    for (path, words) in [("/khong-co", "Không tìm thấy"), ("/en/khong-co", "was not found")] {
        let answer = portal.browser().get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains(words), "{path}: {}", answer.body);
    }
}

#[test]
fn areas_behind_sign_in_lead_there_and_back() {
    let portal = RunningPortal::start();
    let answer = portal.browser().get("/ho-so?x=1");
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/dang-nhap?ve=%2Fho-so%3Fx%3D1");
}

#[test]
fn health_and_metrics_answer() {
    let portal = RunningPortal::start();
    let mut browser = portal.browser();
    browser.get("/");
    assert_eq!(browser.get("/healthz").body, "ok\n");
    assert_eq!(browser.get("/readyz").body, "ready\n");
    assert!(browser.get("/metrics").body.contains("vinhdanh_requests_total"));
}

#[test]
fn a_wrong_setting_stops_the_start_with_a_sentence() {
    let portal = RunningPortal::start();
    let file = portal.data().join("wrong.toml");
    std::fs::write(&file, "lissten = \"127.0.0.1:1\"").expect("a file");
    let (done, _, problem) = portal.run(&["serve", "--config", &file.to_string_lossy()]);
    assert!(!done);
    assert!(problem.contains("lissten"), "{problem}");
}
