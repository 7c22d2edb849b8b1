//! The outside of the house: headers, origins, languages, errors.

use crate::support::RunningPortal;

#[test]
fn every_page_carries_a_strict_policy_and_no_script_without_islands() {
    let portal = RunningPortal::start();
    let home = portal.browser().get("/");
    assert_eq!(home.status, 200);
    let policy = home.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("'nonce-"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert!(!home.body.contains("<script"), "the home page sends a script");
    assert!(!home.body.contains("<!>"), "markers are left in a page that has nothing to hydrate");
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
    let mut portal = RunningPortal::prepare();
    let portal_metrics = RunningPortal::prepare().address.clone();
    portal.set("VINHDANH_METRICS_LISTEN", portal_metrics.trim_start_matches("http://"));
    portal.resume();
    let mut browser = portal.browser();
    browser.get("/");
    assert_eq!(browser.get("/healthz").body, "ok\n");
    assert_eq!(browser.get("/readyz").body, "ready\n");
    let address = portal_metrics.trim_start_matches("http://");
    let metrics = crate::support::Browser::new(&format!("http://{address}")).get("/metrics");
    assert!(metrics.body.contains("vinhdanh_requests_total"));
    assert_eq!(browser.get("/metrics").status, 404, "strangers do not see what goes on");
}

#[test]
fn without_an_address_for_them_metrics_are_nowhere() {
    let portal = RunningPortal::start();
    let answer = portal.browser().get("/metrics");
    assert_eq!((answer.status, answer.body.contains("vinhdanh_requests")), (404, false));
}

#[test]
fn a_page_at_a_strange_address_links_to_no_other_site() {
    let portal = RunningPortal::start();
    for strange in ["/en//other.example", "//other.example", "/en//other.example/%2e%2e"] {
        let page = portal.browser().get(strange);
        assert_eq!(page.status, 404, "{strange}");
        for link in ["href=\"//", "href=\"/\\", "value=\"//"] {
            assert!(!page.body.contains(link), "{strange}: {}", page.body);
        }
    }
}

#[test]
fn under_https_cookies_are_of_this_host_alone_and_browsers_stay_with_https() {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(2, 3);
    portal.set("VINHDANH_ADDRESS", "https://thi.vi-du.example");
    portal.resume();
    let mut browser = portal.browser();
    let home = browser.get("/");
    assert_eq!(home.header("strict-transport-security"), "max-age=31536000");
    let fields = [("email", "thi-sinh-1@trinh-dien.example"), ("password", services::demo::PASSWORD)];
    let answer = browser.post_from("/dang-nhap", &fields, Some("https://thi.vi-du.example"));
    assert_eq!(answer.status, 303, "{}", answer.body);
    for name in ["__Host-phien", "__Host-thiet-bi"] {
        let line = answer.cookie_lines.iter().find(|line| line.starts_with(name)).cloned().unwrap_or_default();
        for word in ["; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"] {
            assert!(line.contains(word), "{name}: {line}");
        }
        assert!(!line.to_lowercase().contains("domain="), "{name}: {line}");
    }
    let plain = RunningPortal::start();
    assert_eq!(plain.browser().get("/").header("strict-transport-security"), "");
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
