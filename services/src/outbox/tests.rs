//! Letters leave through a real mail server, wait when it is down, and never twice.

mod faults;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use domain::ids::EditionId;
use domain::outbox::{LetterKind, MailState};
use domain::people::roles::GrantedRole;
use domain::text::Lang;
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::json;
use time::Duration;

use super::*;
use crate::database::begin_write;
use crate::entities::mail;
use crate::failure::Failure;
use crate::testkit::{fresh_db, holder, member, noon, with_grant};

const KEY: &str = "0123456789abcdef0123456789abcdef01234567";

pub(super) async fn queued(db: &DatabaseConnection, kind: LetterKind, edition: Option<i64>) -> i64 {
    let tx = begin_write(db).await.unwrap();
    let letter = Letter {
        recipient: "lan@vi-du.example".to_owned(),
        lang: Lang::Vi,
        kind,
        params: json!({ "link": format!("/xac-nhan/{KEY}"), "name": "Lan" }),
        edition: edition.map(EditionId),
        reference: None,
    };
    queue_letter(&tx, letter, noon()).await.unwrap();
    tx.commit().await.unwrap();
    rows(db).await.last().unwrap().id
}

pub(super) async fn rows(db: &DatabaseConnection) -> Vec<mail::Model> {
    let mut rows = mail::Entity::find().all(db).await.unwrap();
    rows.sort_by_key(|row| row.id);
    rows
}

pub(super) fn words(letter: &DueLetter) -> WrittenLetter {
    WrittenLetter {
        subject: format!("Xác nhận · {}", letter.kind.code()),
        body: format!("Chào Lan,\n\n{}\n", letter.params["link"].as_str().unwrap()),
    }
}

pub(super) fn post(server: &str, folder: &Path) -> Post {
    Post::open(server, "Cổng thử <thu@vi-du.example>", folder).unwrap()
}

/// The mail server of the browser tests, as a program.
struct MailServer {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    port: u16,
}

impl MailServer {
    fn start() -> Option<Self> {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        if !end2end.join("node_modules/smtp-server").is_dir() {
            eprintln!("SKIPPED: end2end/node_modules is not installed, so there is no mail server to send to");
            return None;
        }
        let mut child = Command::new("node")
            .arg("support/mail-server.mjs")
            .current_dir(end2end)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = lines.next().expect("a line").expect("text").parse().expect("a port");
        Some(Self { child, lines, port })
    }

    fn next_message(&mut self) -> serde_json::Value {
        let line = self.lines.next().expect("a message").expect("text");
        serde_json::from_str(&line).expect("JSON")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_reaches_a_real_mail_server_once_and_leaves_no_key_behind() {
    let Some(mut server) = MailServer::start() else { return };
    let db = fresh_db().await;
    queued(&db, LetterKind::VerifyEmail, None).await;
    let folder = tempfile::tempdir().unwrap();
    let post = post(&format!("smtp://127.0.0.1:{}", server.port), folder.path());

    let first = deliver_due(&db, &post, words, noon()).await.unwrap();
    let second = deliver_due(&db, &post, words, noon() + Duration::hours(1)).await.unwrap();

    assert_eq!((first.sent, second), (1, Delivered::default()));
    let message = server.next_message();
    assert_eq!(message["to"][0]["address"], "lan@vi-du.example");
    assert_eq!(message["from"]["name"], "Cổng thử");
    assert_eq!(message["subject"], "Xác nhận · verify_email");
    assert!(message["text"].as_str().unwrap().contains(KEY), "{message}");
    let row = rows(&db).await.remove(0);
    assert_eq!(row.state, MailState::Sent.code());
    let kept = format!("{} {}", row.params, row.body.unwrap());
    assert!(kept.contains("Chào Lan") && !kept.contains(KEY), "{kept}");
}

#[tokio::test]
async fn without_a_server_letters_are_kept_in_a_folder() {
    let db = fresh_db().await;
    let id = queued(&db, LetterKind::VerifyEmail, None).await;
    let folder = tempfile::tempdir().unwrap();

    let delivered = deliver_due(&db, &post("", folder.path()), words, noon()).await.unwrap();

    assert_eq!(delivered.kept, 1);
    let file = folder.path().join(format!("{id:06}-verify_email.eml"));
    assert!(std::fs::read_to_string(file).unwrap().contains("To: lan@vi-du.example"));
    assert_eq!(rows(&db).await[0].state, "kept");
}

#[tokio::test]
async fn an_address_that_cannot_be_written_to_is_given_up_at_once() {
    let db = fresh_db().await;
    let tx = begin_write(&db).await.unwrap();
    let letter = Letter {
        recipient: "không phải địa chỉ".to_owned(),
        lang: Lang::Vi,
        kind: LetterKind::EntrySubmitted,
        params: json!({ "link": "/ho-so" }),
        edition: None,
        reference: None,
    };
    queue_letter(&tx, letter, noon()).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    deliver_due(&db, &post("", folder.path()), words, noon()).await.unwrap();
    assert_eq!(rows(&db).await[0].state, "failed");
}

#[tokio::test]
async fn a_held_letter_waits_until_it_is_let_go() {
    let db = fresh_db().await;
    let id = queued(&db, LetterKind::NoticeGiven, None).await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    let folder = tempfile::tempdir().unwrap();
    let post = post("", folder.path());

    hold_mail(&db, &lan, id, noon()).await.unwrap();
    assert_eq!(deliver_due(&db, &post, words, noon()).await.unwrap(), Delivered::default());
    retry_mail(&db, &lan, id, noon()).await.unwrap();
    assert_eq!(deliver_due(&db, &post, words, noon()).await.unwrap().kept, 1);
}

#[tokio::test]
async fn a_secretary_sees_the_letters_of_their_edition_only_and_no_keys() {
    let db = fresh_db().await;
    let mine = queued(&db, LetterKind::Invitation, Some(1)).await;
    let other = queued(&db, LetterKind::Invitation, Some(2)).await;
    let account = queued(&db, LetterKind::ResetPassword, None).await;
    let lan = member(&db, "Lan").await;
    let lan = with_grant(lan, GrantedRole::Secretary, Some(EditionId(1)), None, None);
    let folder = tempfile::tempdir().unwrap();
    deliver_due(&db, &post("", folder.path()), words, noon()).await.unwrap();

    let page = list_mail(&db, &lan, &MailFilter::default()).await.unwrap();

    assert_eq!(page.letters.iter().map(|letter| letter.id).collect::<Vec<_>>(), [mine]);
    assert!(!format!("{:?}", page.letters).contains(KEY));
    for id in [other, account] {
        assert!(matches!(find_mail(&db, &lan, id).await, Err(Failure::NotFound)));
        assert!(matches!(hold_mail(&db, &lan, id, noon()).await, Err(Failure::NotFound)));
    }
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    assert_eq!(list_mail(&db, &admin, &MailFilter::default()).await.unwrap().total, 3);
    assert!(find_mail(&db, &admin, account).await.unwrap().body.unwrap().contains(KEY));
}

#[tokio::test]
async fn who_may_not_see_the_outbox() {
    let db = fresh_db().await;
    queued(&db, LetterKind::EntrySubmitted, Some(1)).await;
    let entrant = member(&db, "Hoa").await;
    let judge = with_grant(entrant.clone(), GrantedRole::Judge, Some(EditionId(1)), None, None);
    let mut half = holder(&db, "Lan", GrantedRole::Secretary).await;
    half.second_factor = false;
    for person in [entrant, judge, half, Default::default()] {
        let refused = list_mail(&db, &person, &MailFilter::default()).await;
        assert!(matches!(refused, Err(Failure::Forbidden(_))), "{person:?}");
    }
}
