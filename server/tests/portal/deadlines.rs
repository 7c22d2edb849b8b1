//! The deadline that was extended, as everybody sees it, with scripts off.

use crate::support::RunningPortal;
use crate::support::browser::Browser;

const WHY: &str = "Bão số 5, nhiều trường mất điện";
const NEW: &str = "17:30, thứ Tư 15/7/2099";

/// An open edition whose deadline by the rules has just passed.
fn just_closed(portal: &RunningPortal) -> String {
    portal.change("UPDATE edition SET closes_at = (SELECT max(at) FROM ledger) WHERE state = 'open'");
    portal.value("SELECT slug FROM edition WHERE state = 'open' ORDER BY id LIMIT 1")
}

/// The pages that speak of an edition's deadline, for somebody who has signed in or not.
fn pages(slug: &str) -> Vec<String> {
    let of_edition = ["", "/the-le"].map(|page| format!("/cuoc-thi/{slug}{page}"));
    ["/".to_owned(), "/cuoc-thi".to_owned()].into_iter().chain(of_edition).collect()
}

fn extend(secretary: &mut Browser, slug: &str, clock: &str) -> crate::support::browser::Answer {
    let list = format!("/thu-ky/{slug}/gia-han");
    let form = secretary.get(&list).form(&list);
    let values = [
        ("pham-vi", "ky"),
        ("han-ngay", "15"),
        ("han-thang", "7"),
        ("han-nam", "2099"),
        ("han-gio", clock),
        ("ly-do", WHY),
    ];
    secretary.send(&form, &values)
}

#[test]
fn an_extension_for_everybody_changes_every_page_and_says_why() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let slug = just_closed(&portal);
    let mut visitor = portal.browser();
    let mut secretary = portal.signed_in("thu-ky");
    let mut entrant = portal.signed_in("thi-sinh-1");
    assert!(visitor.get("/").body.contains("Chưa có cuộc thi nào đang nhận hồ sơ"));
    let contest = format!("/cuoc-thi/{slug}");
    assert!(visitor.get(&contest).body.contains("Đã hết hạn nộp hồ sơ"));
    assert!(secretary.get("/thu-ky").body.contains("Việc tiếp: kết thúc nhận hồ sơ"));
    let start = format!("/ho-so/moi?ky={slug}");
    assert_eq!(entrant.post("/ho-so/moi", &[("ky", &slug)]).status, 422);

    let done = extend(&mut secretary, &slug, "17:30");
    assert_eq!(done.status, 303, "{}", done.body);

    let home = visitor.get("/").body;
    assert!(!home.contains("Chưa có cuộc thi nào đang nhận hồ sơ"), "{home}");
    for page in pages(&slug) {
        let body = visitor.get(&page).body;
        assert!(body.contains(NEW) && body.contains("Đã gia hạn; hạn trước đó là"), "{page}: {body}");
        assert!(!body.contains("Đã hết hạn nộp hồ sơ"), "{page}");
    }
    for page in [&contest, &format!("{contest}/the-le")] {
        assert!(visitor.get(page).body.contains(WHY), "{page} says why");
    }
    let english = visitor.get(&format!("/en{contest}")).body;
    assert!(english.contains("17:30, Wednesday 15 July 2099") && english.contains("Extended; the deadline before was"));
    let begun = visitor.get(&contest).body;
    assert!(begun.contains("Bắt đầu nộp hồ sơ") && begun.contains("gia hạn từ"));

    for page in ["/thu-ky".to_owned(), format!("/thu-ky/{slug}"), format!("/thu-ky/{slug}/gia-han")] {
        let body = secretary.get(&page).body;
        assert!(body.contains(NEW), "{page}: {body}");
        assert!(!body.contains("Việc tiếp: kết thúc nhận hồ sơ"), "{page}");
    }
    let extensions = secretary.get(&format!("/thu-ky/{slug}/gia-han")).body;
    assert!(extensions.contains("Đã gia hạn; hạn trước đó là"), "the head says it, not the list alone: {extensions}");
    let early = secretary.post(&format!("/thu-ky/{slug}/ket-thuc-nhan"), &[]);
    assert!(early.status == 422 && early.body.contains("Chưa đến hạn nộp"), "{}", early.body);

    assert!(entrant.get(&start).body.contains(NEW));
    let begun = entrant.post("/ho-so/moi", &[("ky", &slug)]);
    assert_eq!(begun.status, 303, "{}", begun.body);
    let entry = begun.header("location").to_owned();
    let number = entry.split('/').nth(2).expect("a number").to_owned();
    for page in ["/ho-so".to_owned(), format!("/ho-so/{number}"), format!("/ho-so/{number}/kiem-tra")] {
        let body = entrant.get(&page).body;
        assert!(body.contains(NEW), "{page}: {body}");
        assert!(!body.contains("Đã qua hạn nộp"), "{page}");
    }
}

#[test]
fn an_hour_that_is_none_is_refused_and_what_was_typed_stays() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let slug = just_closed(&portal);
    let mut secretary = portal.signed_in("thu-ky");
    let refused = extend(&mut secretary, &slug, "chiều");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Nhập giờ như 17:00"), "{}", refused.body);
    let form = refused.form(&format!("/thu-ky/{slug}/gia-han"));
    assert_eq!((form.value("han-gio"), form.value("han-nam")), ("chiều", "2099"));
    assert!(refused.body.contains(WHY));
    assert_eq!(
        portal.value("SELECT CAST(count(*) AS TEXT) FROM extension WHERE reason = 'Bão số 5, nhiều trường mất điện'"),
        "0"
    );
}

#[test]
fn an_extension_is_corrected_and_taken_back_without_scripts_and_whoever_was_told_hears_of_it() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut entrant = portal.signed_in("thi-sinh-1");
    let open = portal.value("SELECT slug FROM edition WHERE state = 'open' ORDER BY id LIMIT 1");
    let begun = entrant.post("/ho-so/moi", &[("ky", &open)]);
    assert_eq!(begun.status, 303, "a draft to be told of: {}", begun.body);
    let slug = just_closed(&portal);
    let mut secretary = portal.signed_in("thu-ky");
    let mut visitor = portal.browser();
    let told = |template: &str| {
        portal.value(&format!("SELECT CAST(count(*) AS TEXT) FROM mail WHERE template = '{template}'"))
    };
    portal.change("UPDATE edition SET closes_at = (SELECT max(at) FROM ledger) WHERE state = 'open'");
    assert_eq!(extend(&mut secretary, &slug, "17:30").status, 303);
    let granted = told("extension_granted");
    assert_ne!(granted, "0");
    let newest = || portal.value("SELECT CAST(max(id) AS TEXT) FROM extension WHERE revoked_at IS NULL");

    let list = format!("/thu-ky/{slug}/gia-han");
    let correct = format!("{list}/{}/sua", newest());
    let form = secretary.get(&correct).form(&correct);
    let refused =
        secretary.send(&form, &[("han-ngay", "1"), ("han-thang", "1"), ("han-nam", "2020"), ("ly-do", "ngắn")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Thời điểm này đã qua") && refused.body.contains("Lý do cần ít nhất"));
    let values = [
        ("han-ngay", "10"),
        ("han-thang", "7"),
        ("han-nam", "2099"),
        ("han-gio", "8h"),
        ("ly-do", "Ghi nhầm ngày trong thông báo"),
    ];
    let corrected = secretary.send(&form, &values);
    assert_eq!(corrected.status, 303, "{}", corrected.body);
    assert!(visitor.get("/").body.contains("08:00, thứ Sáu 10/7/2099"));
    assert_eq!(told("extension_corrected"), granted, "everybody who was told");

    let revoke = format!("{list}/{}/thu-hoi", newest());
    let page = secretary.get(&revoke);
    assert!(page.body.contains("Hạn được áp dụng trở lại"), "{}", page.body);
    let form = page.form(&revoke);
    assert_eq!(secretary.send(&form, &[("ly-do", "")]).status, 422);
    let done = secretary.send(&form, &[("ly-do", "Bão không vào tỉnh nữa")]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(visitor.get("/").body.contains("Chưa có cuộc thi nào đang nhận hồ sơ"));
    assert_eq!(told("extension_revoked"), granted);
    for (path, form) in [(&correct, &form), (&revoke, &form)] {
        assert_eq!(entrant.get(path).status, 404);
        assert_eq!(entrant.send(form, &[]).status, 404);
    }
}
