//! Rights over HTTP: what was taken away is gone at the next request, and nobody gives more than they have.

use crate::support::crawl::Crawl;
use crate::support::html::{Form, addresses};
use crate::support::{Browser, RunningPortal};

const JUDGED: &str = "sang-tao-tre-2";
const AREAS: [&str; 5] = ["/thu-ky", "/phe-duyet", "/don-vi", "/cham", "/quan-tri"];

fn account(portal: &RunningPortal, who: &str) -> String {
    portal.value(&format!("SELECT CAST(id AS TEXT) FROM account WHERE email = '{who}@trinh-dien.example'"))
}

fn records(portal: &RunningPortal) -> String {
    portal.value("SELECT CAST(count(*) AS TEXT) FROM ledger")
}

/// Ends every role of somebody behind the portal's back.
fn take_roles(portal: &RunningPortal, who: &str) {
    portal
        .change(&format!("UPDATE role_grant SET revoked_at = granted_at WHERE account_id = {}", account(portal, who)));
}

/// The first sheet in a judge's queue that is still to be scored.
fn sheet_of(judge: &mut Browser) -> String {
    let found = addresses(&judge.get("/cham?loc=chua").body);
    let is_sheet = |path: &&String| {
        let number = path.strip_prefix("/cham/").unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    found.iter().find(is_sheet).expect("a sheet to score").clone()
}

#[test]
fn every_form_of_a_role_is_refused_from_the_moment_the_role_is_taken_away() {
    let portal = RunningPortal::start_with_demo(3, 3);
    let people: [(&str, &[&str]); 5] = [
        ("thu-ky", &["/thu-ky", "/thu-ky/sang-tao-tre-2", "/thu-ky/sang-tao-tre-3"]),
        ("phe-duyet", &["/phe-duyet"]),
        ("don-vi-1", &["/don-vi"]),
        ("giam-khao-2", &["/cham"]),
        ("quan-tri", &["/quan-tri/nguoi-dung", "/quan-tri"]),
    ];
    for (who, starts) in people {
        let mut browser = portal.signed_in(who);
        let forms: Vec<Form> = Crawl::forms_of(&mut browser, starts, 120)
            .into_iter()
            .filter(|form| AREAS.iter().any(|area| form.action.starts_with(area)))
            .collect();
        let least = match who {
            "phe-duyet" => 0,
            "don-vi-1" => 1,
            _ => 2,
        };
        assert!(forms.len() >= least, "{who} has {} forms", forms.len());
        take_roles(&portal, who);
        let before = records(&portal);
        for form in &forms {
            let answer = browser.send(form, &[]);
            // A form that chooses nothing is no request at all, and the samples of the living page lead nowhere.
            assert!(matches!(answer.status, 400 | 404 | 405), "{who}: POST {} {}", form.action, answer.status);
        }
        assert_eq!(records(&portal), before, "{who} left a trace");
    }
}

#[test]
fn an_administrator_revokes_a_judge_whose_open_sheet_is_worth_nothing_from_then_on() {
    let portal = RunningPortal::start_with_demo(4, 4);
    let mut judge = portal.signed_in("giam-khao-2");
    let sheet = sheet_of(&mut judge);
    let open = judge.get(&sheet).form(&sheet);
    let mut admin = portal.signed_in("quan-tri");
    let person = format!("/quan-tri/nguoi-dung/{}", account(&portal, "giam-khao-2"));
    let revokes: Vec<String> = crate::support::html::forms(&admin.get(&person).body)
        .into_iter()
        .map(|form| form.action)
        .filter(|action| action.ends_with("/thu-hoi"))
        .collect();
    assert!(!revokes.is_empty(), "a form for each role");
    let silent = admin.post(&revokes[0], &[]);
    assert_eq!(silent.status, 422, "a reason is asked for");
    assert!(silent.body.contains("Nhập lý do thu hồi"), "{}", silent.body);
    for action in &revokes {
        let grant = action.trim_end_matches("/thu-hoi").rsplit('/').next().unwrap_or_default();
        let field = format!("ly-do-{grant}");
        assert_eq!(admin.post(action, &[(field.as_str(), "Đổi nhân sự")]).status, 303);
    }

    assert_eq!(judge.get(&sheet).status, 404);
    assert_eq!(judge.send(&open, &[("viec", "luu")]).status, 404);
    assert_eq!(judge.post(&format!("{sheet}/ky"), &[("lan", "1")]).status, 404);
    assert_eq!(judge.get(&format!("{sheet}/tep/1")).status, 404);
    let queue = judge.get("/cham");
    assert_eq!(queue.status, 200);
    assert!(queue.body.contains("hiện không ở trong tiểu ban nào"), "{}", queue.body);
    let panel = portal.value(&format!(
        "SELECT CAST(min(panel_id) AS TEXT) FROM panel_judge WHERE removed_at IS NOT NULL AND account_id = {}",
        account(&portal, "giam-khao-2")
    ));
    let page = portal.signed_in("thu-ky").get(&format!("/thu-ky/{JUDGED}/tieu-ban/{panel}"));
    assert!(page.body.contains("thiếu giám khảo"), "{}", page.body);
}

#[test]
fn a_secretary_seats_nobody_who_runs_the_edition() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut secretary = portal.signed_in("thu-ky");
    let panel = portal.value(&format!(
        "SELECT CAST(min(id) AS TEXT) FROM panel WHERE edition_id = (SELECT id FROM edition WHERE slug = '{JUDGED}')"
    ));
    let seat = format!("/thu-ky/{JUDGED}/tieu-ban/{panel}/giam-khao");

    let refused = secretary.post(&seat, &[("thu", "thu-ky@trinh-dien.example"), ("ho-ten", "")]);

    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("vừa là thư ký vừa là giám khảo"), "{}", refused.body);
}

#[test]
fn a_secretary_invites_an_officer_for_her_edition_and_no_staff() {
    let portal = RunningPortal::start_with_demo(2, 3);
    portal.change(&format!(
        "UPDATE role_grant SET edition_id = (SELECT id FROM edition WHERE slug = '{JUDGED}')
            WHERE role = 'secretary' AND account_id = {}",
        account(&portal, "thu-ky")
    ));
    let mut secretary = portal.signed_in("thu-ky");
    let page = format!("/thu-ky/{JUDGED}/loi-moi");
    let form = secretary.get(&page).form(&page);
    let unit = portal
        .value("SELECT code FROM unit WHERE id = (SELECT min(unit_id) FROM role_grant WHERE unit_id IS NOT NULL)");
    let person = [("name", "Trần Văn Bình"), ("email", "binh@vi-du.example"), ("unit", unit.as_str())];
    for role in ["secretary", "approver", "administrator"] {
        let fields = [&person[..], &[("role", role)]].concat();
        assert_eq!(secretary.send(&form, &fields).status, 422, "{role}");
    }
    let fields = [&person[..], &[("role", "unit_officer")]].concat();
    assert_eq!(secretary.send(&form, &fields).status, 303);
    let limited = portal.value(
        "SELECT edition.slug FROM invitation JOIN edition ON edition.id = invitation.edition_id WHERE role = 'unit_officer'",
    );
    assert_eq!(limited, JUDGED);
}

#[test]
fn a_link_that_went_astray_waits_for_the_inviters_yes() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut secretary = portal.signed_in("thu-ky");
    let page = format!("/thu-ky/{JUDGED}/loi-moi");
    let form = secretary.get(&page).form(&page);
    let fields = [("name", "Trần Văn Bình"), ("email", "binh@vi-du.example"), ("role", "judge")];
    assert_eq!(secretary.send(&form, &fields).status, 303);
    let link = portal.value(
        "SELECT json_extract(params, '$.link') FROM mail WHERE template = 'invitation' ORDER BY id DESC LIMIT 1",
    );
    let mut stranger = portal.signed_in("thi-sinh-1");
    let shown = stranger.get(&link);
    assert!(shown.body.contains("binh@vi-du.example") && shown.body.contains("người mời được hỏi"), "{}", shown.body);

    let asked = stranger.send(&shown.form(&format!("{link}/nhan")), &[]);

    assert_eq!(asked.status, 303);
    let roles = || {
        portal.value(&format!(
            "SELECT CAST(count(*) AS TEXT) FROM role_grant WHERE account_id = {}",
            account(&portal, "thi-sinh-1")
        ))
    };
    assert_eq!(roles(), "0");
    assert!(stranger.get(&link).body.contains("Đã hỏi người mời"));
    let letter = portal.value("SELECT recipient FROM mail WHERE template = 'invitation_claimed'");
    assert_eq!(letter, "thu-ky@trinh-dien.example");
    let list = secretary.get(&page);
    assert!(list.body.contains("thi-sinh-1@trinh-dien.example"), "{}", list.body);
    let agree = addresses_of_forms(&list.body, "/xac-nhan");
    assert_eq!(secretary.post(&agree, &[]).status, 303);
    assert_eq!(roles(), "1");
}

fn addresses_of_forms(body: &str, end: &str) -> String {
    let found = crate::support::html::forms(body).into_iter().find(|form| form.action.ends_with(end));
    found.expect("a form").action
}

#[test]
fn an_administrator_who_approves_is_told_why_not_and_an_exception_is_shown() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut admin = portal.signed_in("quan-tri");
    let approver = account(&portal, "phe-duyet");
    let refused = admin.post(
        &format!("/quan-tri/nguoi-dung/{approver}/vai-tro"),
        &[("role", "administrator"), ("edition", ""), ("unit", "")],
    );
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("Quản trị viên không phê duyệt"), "{}", refused.body);

    let except = format!("/quan-tri/nguoi-dung/{approver}/ngoai-le");
    let silent = admin.post(&except, &[("ngoai-le-viec", "administrator_approves"), ("ngoai-le-ly-do", " ")]);
    assert_eq!(silent.status, 422, "{}", silent.body);
    let reason = "Sở chỉ còn một lãnh đạo phụ trách";
    let fields = [("ngoai-le-viec", "administrator_approves"), ("ngoai-le-ly-do", reason)];
    assert_eq!(admin.post(&except, &fields).status, 303);

    let shown = portal.signed_in("thu-ky").get(&format!("/thu-ky/{JUDGED}/vai-tro"));
    assert_eq!(shown.status, 200);
    for words in [reason, "Bùi Quang Quản Trị", "Đặng Minh Phê Duyệt"] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    let own = account(&portal, "quan-tri");
    let own = admin.post(&format!("/quan-tri/nguoi-dung/{own}/ngoai-le"), &fields);
    assert_eq!(own.status, 422, "nobody excepts themselves");
    for who in ["thu-ky", "phe-duyet", "giam-khao-1", "thi-sinh-1"] {
        assert_eq!(portal.signed_in(who).post(&except, &fields).status, 404, "{who}");
    }
}
