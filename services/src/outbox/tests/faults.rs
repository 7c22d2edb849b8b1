//! Whose fault it is that a letter stays: the relay's pauses the outbox, the recipient's concerns one letter.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use domain::ids::EditionId;
use domain::outbox::{LetterKind, MAX_ATTEMPTS};
use domain::people::roles::GrantedRole;
use sea_orm::DatabaseConnection;
use time::{Duration, OffsetDateTime};

use super::{post, queued, rows, words};
use crate::failure::Failure;
use crate::outbox::*;
use crate::testkit::{fresh_db, holder, member, noon, with_grant};

/// What the relay says when a line begins with this.
type Script = Vec<(&'static str, String)>;

/// A mail server that takes everything, except where its script says otherwise.
struct Relay {
    port: u16,
    script: Arc<Mutex<Script>>,
    taken: Arc<Mutex<usize>>,
}

impl Relay {
    fn start(script: &[(&'static str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let relay = Self {
            port: listener.local_addr().expect("an address").port(),
            script: Arc::default(),
            taken: Arc::default(),
        };
        relay.says(script);
        let (script, taken) = (relay.script.clone(), relay.taken.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, taken) = (script.clone(), taken.clone());
                std::thread::spawn(move || converse(stream, &script, &taken));
            }
        });
        relay
    }

    fn says(&self, script: &[(&'static str, &str)]) {
        *self.script.lock().expect("the script") =
            script.iter().map(|(line, answer)| (*line, (*answer).to_owned())).collect();
    }

    fn taken(&self) -> usize {
        *self.taken.lock().expect("the count")
    }

    fn post(&self, login: &str) -> Post {
        post(&format!("smtp://{login}127.0.0.1:{}", self.port), std::path::Path::new("."))
    }
}

fn converse(stream: TcpStream, script: &Mutex<Script>, taken: &Mutex<usize>) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    writeln!(out, "220 relay\r").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let scripted =
            script.lock().ok()?.iter().find(|(begin, _)| line.starts_with(begin)).map(|(_, answer)| answer.clone());
        let answer = match (scripted, line.as_str()) {
            (Some(answer), _) => answer,
            (None, "DATA") => {
                writeln!(out, "354 go on\r").ok()?;
                while lines.next()?.ok()? != "." {}
                *taken.lock().ok()? += 1;
                "250 taken".to_owned()
            }
            (None, line) if line.starts_with("EHLO") => "250-relay\r\n250 AUTH PLAIN LOGIN".to_owned(),
            (None, line) if line.starts_with("AUTH") => "235 welcome".to_owned(),
            (None, "QUIT") => return None,
            (None, _) => "250 fine".to_owned(),
        };
        writeln!(out, "{answer}\r").ok()?;
    }
    None
}

async fn deliver(db: &DatabaseConnection, post: &Post, now: OffsetDateTime) -> Delivered {
    deliver_due(db, post, words, now).await.unwrap()
}

async fn states(db: &DatabaseConnection) -> Vec<(String, i32)> {
    rows(db).await.into_iter().map(|row| (row.state, row.attempts)).collect()
}

async fn pause_of(db: &DatabaseConnection) -> Option<OutboxPause> {
    let admin = holder(db, "Quản", GrantedRole::Administrator).await;
    list_mail(db, &admin, &MailFilter::default()).await.unwrap().pause
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_refuses_us_pauses_the_outbox_and_costs_no_letter_an_attempt() {
    let faults: [(&str, &[(&'static str, &str)]); 5] = [
        ("lan:sai@", &[("AUTH", "535 5.7.8 Username and Password not accepted")]),
        ("", &[("MAIL", "421 4.7.0 Try again later")]),
        ("", &[("RCPT", "550 5.4.5 Daily user sending quota exceeded")]),
        ("", &[("RCPT", "452 4.3.1 Insufficient system storage")]),
        ("", &[("RCPT", "554 5.7.1 Relay access denied")]),
    ];
    for (login, script) in faults {
        let db = fresh_db().await;
        for _ in 0..3 {
            queued(&db, LetterKind::EntrySubmitted, None).await;
        }
        let relay = Relay::start(script);
        let post = relay.post(login);
        let mut now = noon();
        // Two days of it: more rounds than a letter has attempts.
        for _ in 0..60 {
            deliver(&db, &post, now).await;
            now += Duration::hours(1);
        }
        assert_eq!(states(&db).await, vec![("queued".to_owned(), 0); 3], "{script:?}");
        let pause = pause_of(&db).await.expect("a pause");
        assert_eq!(pause.since, noon());
        assert!(pause.reason.contains(&script[0].1[..3]), "{}", pause.reason);

        relay.says(&[]);
        let done = deliver(&db, &post, now).await;
        assert_eq!((done.sent, done.paused, relay.taken()), (3, false, 3), "{script:?}");
        assert_eq!(pause_of(&db).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_is_asked_less_and_less_often() {
    let db = fresh_db().await;
    queued(&db, LetterKind::EntrySubmitted, None).await;
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let post = post(&format!("smtp://127.0.0.1:{free}"), std::path::Path::new("."));
    let first = deliver(&db, &post, noon()).await;
    assert!(first.paused && first.failed == 1);
    let soon = deliver(&db, &post, noon() + Duration::seconds(59)).await;
    assert_eq!(soon, Delivered::default(), "nobody asks before the pause is over");
    assert!(deliver(&db, &post, noon() + Duration::seconds(60)).await.paused);
    let pause = pause_of(&db).await.expect("a pause");
    assert_eq!((pause.since, pause.next_at), (noon(), noon() + Duration::seconds(180)));
    assert_eq!(states(&db).await, [("queued".to_owned(), 0)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_mailbox_that_takes_nothing_holds_up_nobody_else() {
    let db = fresh_db().await;
    queued(&db, LetterKind::EntrySubmitted, None).await;
    let relay = Relay::start(&[("RCPT", "550 5.1.1 No such user here")]);
    let post = relay.post("");
    deliver(&db, &post, noon()).await;
    assert_eq!(states(&db).await, [("failed".to_owned(), 1)], "it is given up at once");
    relay.says(&[("RCPT", "452 4.2.2 Mailbox full")]);
    queued(&db, LetterKind::EntrySubmitted, None).await;
    let mut now = noon();
    for _ in 0..MAX_ATTEMPTS {
        assert!(!deliver(&db, &post, now).await.paused);
        now += Duration::days(2);
    }
    assert_eq!(states(&db).await[1], ("failed".to_owned(), MAX_ATTEMPTS));
    assert_eq!(pause_of(&db).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_sends_everything_again_and_a_secretary_only_what_they_see() {
    let db = fresh_db().await;
    queued(&db, LetterKind::EntrySubmitted, Some(1)).await;
    queued(&db, LetterKind::EntrySubmitted, Some(2)).await;
    let relay = Relay::start(&[("RCPT", "550 5.1.1 No such user here")]);
    let post = relay.post("");
    deliver(&db, &post, noon()).await;
    relay.says(&[("MAIL", "421 4.7.0 Try again later")]);
    queued(&db, LetterKind::EntrySubmitted, Some(1)).await;
    deliver(&db, &post, noon()).await;
    relay.says(&[]);
    let lan = member(&db, "Lan").await;
    let hoa = lan.clone();
    let lan = with_grant(lan, GrantedRole::Secretary, Some(EditionId(1)), None, None);
    assert!(matches!(retry_all_mail(&db, &hoa, noon()).await, Err(Failure::Forbidden(_))));

    assert_eq!(retry_all_mail(&db, &lan, noon()).await.unwrap(), 1);

    assert_eq!(deliver(&db, &post, noon()).await.sent, 2, "the pause is over as well");
    let states: Vec<String> = states(&db).await.into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, ["sent", "failed", "sent"]);
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    assert_eq!(list_mail(&db, &admin, &MailFilter::default()).await.unwrap().failed, 1);
    assert_eq!(retry_all_mail(&db, &admin, noon()).await.unwrap(), 1);
    assert_eq!(deliver(&db, &post, noon()).await.sent, 1);
}
