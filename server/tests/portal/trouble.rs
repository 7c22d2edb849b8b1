//! The disk is full, the mail server is down, the machine is lost: people read a clear sentence and nothing is lost.

use crate::support::{Browser, RunningPortal, workspace};

/// The draft of an entrant who has written everything but sent nothing.
fn draft_of(portal: &RunningPortal) -> String {
    portal.value(
        "SELECT CAST(id AS TEXT) FROM entry WHERE state = 'draft' AND owner_id =
            (SELECT id FROM account WHERE email = 'thi-sinh-2@trinh-dien.example')",
    )
}

/// A PDF of this many kilobytes.
fn pdf_of(kilobytes: usize) -> Vec<u8> {
    let mut pdf = std::fs::read(workspace().join("fixtures/demo/thuyet-minh.pdf")).expect("a PDF");
    let filled = format!("\n%{}", "x".repeat(1_022));
    while pdf.len() < kilobytes * 1_024 {
        pdf.extend_from_slice(filled.as_bytes());
    }
    pdf.extend_from_slice(b"\n%%EOF\n");
    pdf
}

/// The names of the files of a draft.
fn files_of(portal: &RunningPortal, draft: &str) -> Vec<String> {
    portal
        .rows(&format!("SELECT file_name FROM attachment WHERE entry_id = {draft} AND removed_at IS NULL ORDER BY id"))
        .concat()
}

/// An entrant at a draft of a portal whose `folder` holds this much; nothing where a disk cannot be made small.
fn entrant_with_little_room(folder: &str, size: &str) -> Option<(RunningPortal, Browser, String)> {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(2, 3);
    if !portal.limit_room(folder, size) {
        eprintln!("SKIPPED: this machine does not allow a small file system (unshare --mount), so no disk can be full");
        return None;
    }
    portal.resume();
    let draft = draft_of(&portal);
    let mut entrant = portal.signed_in("thi-sinh-2");
    free_the_description(&mut entrant, &format!("/ho-so/{draft}/tep"));
    Some((portal, entrant, draft))
}

fn free_the_description(entrant: &mut Browser, files: &str) {
    let page = entrant.get(files);
    let removals = crate::support::html::addresses(&page.body).into_iter();
    for removal in removals.filter(|address| address.ends_with("/xoa")) {
        assert_eq!(entrant.post(&removal, &[]).status, 303);
    }
}

#[test]
fn a_full_disk_refuses_the_file_with_a_sentence_and_everything_else_goes_on() {
    for folder in ["uploads", "files"] {
        let Some((portal, mut entrant, draft)) = entrant_with_little_room(folder, "256k") else {
            return;
        };
        let files = format!("/ho-so/{draft}/tep");
        let before = files_of(&portal, &draft);
        let refused = entrant.upload(&files, "description", "to.pdf", &pdf_of(400));
        assert_eq!(refused.status, 507, "{folder}: {}", refused.body);
        assert!(refused.body.contains("hết chỗ lưu tệp"), "{folder}: the sentence says why");
        assert_eq!(files_of(&portal, &draft), before, "{folder}: no row names a file that is not there");
        let saved = entrant.post(&format!("/ho-so/{draft}/mo-ta"), &[("q-intro", "Vẫn lưu được."), ("viec", "luu")]);
        assert_eq!(saved.status, 303, "{folder}: text still saves");
        let small = entrant.upload(&files, "description", "nho.pdf", &pdf_of(50));
        assert_eq!(small.status, 303, "{folder}: what was begun takes no room: {}", small.body);
        assert_eq!(files_of(&portal, &draft).last().map(String::as_str), Some("nho.pdf"));
        assert_eq!(portal.browser().get("/readyz").status, 200);
    }
}

#[test]
fn an_upload_in_pieces_that_finds_the_disk_full_can_go_on_later() {
    let Some((portal, mut entrant, draft)) = entrant_with_little_room("uploads", "128k") else {
        return;
    };
    let files = format!("/ho-so/{draft}/tep");
    let bytes = pdf_of(300);
    let size = bytes.len().to_string();
    let fields = [("muc", "description"), ("ten", "to.pdf"), ("co", size.as_str())];
    let started = entrant.post(&format!("{files}/tai"), &fields);
    assert_eq!(started.status, 201, "{}", started.body);
    let id = started.body.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
    let address = portal.address.clone();
    let mut piece = |offset: usize, length: usize| {
        let at = offset.to_string();
        let headers = [("origin", address.as_str()), ("upload-offset", at.as_str())];
        let bytes = bytes[offset..offset + length].to_vec();
        entrant.try_send("PATCH", &format!("{files}/tai/{id}"), &headers, bytes).expect("an answer")
    };
    assert_eq!(piece(0, 60_000).status, 200);
    let full = piece(60_000, 200_000);
    assert_eq!(full.status, 507, "{}", full.body);
    assert!(full.body.contains("hết chỗ lưu tệp"), "{}", full.body);
    assert_eq!(piece(60_000, 10_000).status, 200, "what was acknowledged is there to go on from");
}

#[test]
fn a_mail_server_that_is_down_does_not_stop_anybody_and_the_letter_goes_later() {
    let mut portal = RunningPortal::prepare();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port");
    portal.set("VINHDANH_MAIL__SERVER", format!("smtp://{closed}"));
    portal.resume();
    let fields =
        [("name", "Nguyễn Thị Thử"), ("email", "thu@vi-du.example"), ("password", "mùa thu câu cá"), ("terms", "co")];
    let registered = portal.browser().post("/dang-ky", &fields);
    assert_eq!(registered.status, 200, "{}", registered.body);
    let letter = || portal.rows("SELECT state, CAST(attempts AS TEXT) FROM mail").remove(0);
    let pause = || portal.rows("SELECT reason FROM outbox_pause").concat().concat();
    let started = std::time::Instant::now();
    while pause().is_empty() {
        assert!(started.elapsed().as_secs() < 60, "the letter was never tried");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(pause().contains("refused"), "the outbox says why: {}", pause());
    assert_eq!(letter(), ["queued", "0"], "the server's fault costs the letter no attempt");
    assert_eq!(portal.browser().get("/").status, 200);
    portal.kill();
    portal.set("VINHDANH_MAIL__SERVER", "");
    portal.resume();
    let started = std::time::Instant::now();
    while !portal.data().join("mail").is_dir() {
        assert!(started.elapsed().as_secs() < 60, "the letter never left");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let sent = std::fs::read_dir(portal.data().join("mail")).expect("letters").count();
    assert_eq!(sent, 1, "once");
}

#[test]
fn after_a_restore_on_another_machine_staff_give_their_codes_and_receipts_verify() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let backup = portal.data().join("sao-luu.tar");
    let (done, _, problem) = portal.run(&["backup", &backup.to_string_lossy()]);
    assert!(done, "{problem}");
    let secrets = portal.rows("SELECT totp_secret FROM account WHERE totp_secret IS NOT NULL").concat();
    assert_eq!(secrets.len(), 3);
    let file = std::fs::read(&backup).expect("a backup");
    let plain = services::demo::SECRET.as_bytes();
    assert!(!file.windows(plain.len()).any(|window| window == plain), "no secret stands in it as it is typed");
    let mut other = RunningPortal::prepare();
    let (done, _, problem) = other.run(&["restore", &backup.to_string_lossy()]);
    assert!(done, "{problem}");
    other.resume();
    let mut secretary = other.signed_in("thu-ky");
    assert_eq!(secretary.get("/thu-ky").status, 200);
    let number = other.value("SELECT number FROM receipt LIMIT 1");
    let checked = secretary.post("/kiem-chung/bien-nhan", &[("bien-nhan", &number)]);
    assert!(checked.status == 200 && checked.body.contains(&number));
}
