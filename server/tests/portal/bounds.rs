//! Small things that could bring the portal down, tried from outside: each limit by a request that goes over it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Browser, RunningPortal};

const FORM: &str = "application/x-www-form-urlencoded";

fn connect(portal: &RunningPortal) -> TcpStream {
    let stream = TcpStream::connect(portal.address.trim_start_matches("http://")).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time-out");
    stream
}

/// What the portal says before it closes the connection; panics when it keeps it.
fn until_closed(mut stream: TcpStream, what: &str) -> String {
    let mut said = Vec::new();
    match stream.read_to_end(&mut said) {
        Ok(_) => {}
        Err(err) if err.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(err) => panic!("{what} lives on: {err}"),
    }
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn three_hundred_half_open_requests_die_while_others_are_answered() {
    let mut portal = RunningPortal::prepare();
    portal.set("VINHDANH_BOUNDS__HEAD_SECONDS", "3");
    portal.resume();
    let begun = Instant::now();
    let mut half_open = Vec::new();
    for number in 0..300 {
        let mut stream = connect(&portal);
        let head: &[u8] = match number % 3 {
            0 => b"",
            1 => b"GET / HTTP/1.1\r\nhost: x\r\n",
            _ => b"G",
        };
        stream.write_all(head).expect("written");
        half_open.push(stream);
    }
    let mut visitor = portal.browser();
    let asked = Instant::now();
    assert_eq!(visitor.get("/").status, 200);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    for stream in half_open {
        until_closed(stream, "a half-open request");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(visitor.get("/").status, 200);
}

#[test]
fn a_connection_that_asks_no_more_is_closed_and_one_that_asks_in_time_is_kept() {
    let mut portal = RunningPortal::prepare();
    portal.set("VINHDANH_BOUNDS__HEAD_SECONDS", "2");
    portal.resume();
    let mut stream = connect(&portal);
    for _ in 0..3 {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").expect("still open");
        let mut answer = [0u8; 12];
        stream.read_exact(&mut answer).expect("an answer");
        assert_eq!(&answer, b"HTTP/1.1 200");
        std::thread::sleep(Duration::from_millis(800));
        // The rest of the answer.
        let mut rest = [0u8; 4_096];
        let _ = stream.read(&mut rest).expect("the rest");
    }
    until_closed(stream, "an idle connection");
}

#[test]
fn a_body_that_stops_on_the_way_is_given_up() {
    let mut portal = RunningPortal::prepare();
    portal.set("VINHDANH_BOUNDS__PAUSE_SECONDS", "1");
    portal.resume();
    let mut stream = connect(&portal);
    let head = format!("POST /tra-cuu HTTP/1.1\r\nhost: x\r\ncontent-type: {FORM}\r\ncontent-length: 900\r\n\r\nma=HS");
    stream.write_all(head.as_bytes()).expect("written");
    let said = until_closed(stream, "a body that stopped");
    assert!(said.starts_with("HTTP/1.1 408"), "{said}");
    // Slow, but moving.
    let mut stream = connect(&portal);
    let body = "ma=HS-2027-0001&khoa=khong-co";
    let head = format!(
        "POST /tra-cuu HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {FORM}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("written");
    for part in body.as_bytes().chunks(6) {
        std::thread::sleep(Duration::from_millis(500));
        stream.write_all(part).expect("still taken");
    }
    let said = until_closed(stream, "a slow form");
    assert!(!said.starts_with("HTTP/1.1 408") && said.starts_with("HTTP/1.1 "), "{said}");
}

#[test]
fn a_head_of_endless_length_is_refused() {
    let portal = RunningPortal::start();
    let mut stream = connect(&portal);
    // It has an end, so that without a limit it would be answered.
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\ncookie: {}\r\n\r\n", "a".repeat(100_000));
    let _ = stream.write_all(head.as_bytes());
    let said = until_closed(stream, "an endless head");
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
    let mut stream = connect(&portal);
    let lines: String = (0..200).map(|number| format!("x-{number}: a\r\n")).collect();
    let _ = stream.write_all(format!("GET / HTTP/1.1\r\nhost: x\r\n{lines}\r\n").as_bytes());
    let said = until_closed(stream, "two hundred lines");
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
}

fn post(browser: &mut Browser, portal: &RunningPortal, path: &str, body: String) -> crate::support::browser::Answer {
    let headers = [("origin", portal.address.as_str()), ("content-type", FORM)];
    browser.try_send("POST", path, &headers, body.into_bytes()).expect("an answer")
}

#[test]
fn a_form_of_690_000_fields_and_one_of_megabytes_are_refused_with_a_page() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut visitor = portal.browser();
    let many = "a=&".repeat(690_000);
    let long = format!("email={}", "a".repeat(600_000));
    for (path, body) in [("/dang-nhap", &many), ("/tra-cuu", &many), ("/en/dang-ky", &long), ("/dang-nhap/tiep", &many)]
    {
        let refused = post(&mut visitor, &portal, path, body.clone());
        assert_eq!(refused.status, 413, "{path}");
        let said = if path.starts_with("/en") { "Too much was sent" } else { "quá lớn" };
        assert!(refused.body.contains(said), "{path}: {}", refused.body);
        assert!(refused.bytes.len() < 100_000, "nothing of it is repeated");
    }
    let row = portal.rows(
        "SELECT CAST(entry.id AS TEXT), account.email FROM entry, account
            WHERE entry.state = 'draft' AND account.id = owner_id LIMIT 1",
    );
    let mut entrant = portal.browser();
    entrant.sign_in(&row[0][1]);
    let section = format!("/ho-so/{}/mo-ta", row[0][0]);
    let text = "Bài viết dài. ".repeat(40_000);
    let answer = post(&mut entrant, &portal, &section, format!("viec=luu&q-intro={text}"));
    assert!([303, 422].contains(&answer.status), "a long section is read: {}", answer.status);
    assert_eq!(post(&mut entrant, &portal, &section, many).status, 413);
}

#[test]
fn searches_and_page_numbers_of_any_size_are_answered() {
    let portal = RunningPortal::start_with_demo(3, 3);
    let words: Vec<String> = (0..2_500).map(|number| format!("từ{number}")).collect();
    let encoded: String = form_urlencoded::byte_serialize(words.join(" ").as_bytes()).collect();
    let letters = "a+".repeat(1_500);
    let searches: [(&str, &[(&str, &str)]); 4] = [
        ("", &[("/ket-qua", "q"), ("/ket-qua/sang-tao-tre-1", "q"), ("/en/ket-qua", "q")]),
        ("thu-ky", &[("/thu-ky/sang-tao-tre-3/tiep-nhan", "tim")]),
        (
            "quan-tri",
            &[
                ("/quan-tri/don-vi", "q"),
                ("/quan-tri/nguoi-dung", "q"),
                ("/quan-tri/thu", "nguoi-nhan"),
                ("/quan-tri/nhat-ky", "viec"),
            ],
        ),
        ("giam-khao-1", &[("/cham", "tim")]),
    ];
    for (who, lists) in searches {
        let mut browser = if who.is_empty() { portal.browser() } else { portal.signed_in(who) };
        for (path, field) in lists {
            for text in [&encoded, &letters, &"%25".repeat(500), &"%00".repeat(40)] {
                let answer = browser.visit(&format!("{path}?{field}={text}"));
                assert_eq!(answer.status, 200, "{path}");
                assert!(answer.bytes.len() < 400_000, "{path} answers with {} bytes", answer.bytes.len());
            }
            for page in [
                "0",
                "-1",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551615",
                "18446744073709551616",
                "x",
            ] {
                let answer = browser.get(&format!("{path}?trang={page}"));
                assert_eq!(answer.status, 200, "{path}?trang={page}");
            }
            let endless = browser.visit(&format!("{path}?{}=1", "x".repeat(20_000)));
            assert_eq!(endless.status, 200, "{path}");
            assert!(endless.bytes.len() < 400_000, "{path} repeats its address");
        }
    }
    let mut secretary = portal.signed_in("thu-ky");
    for path in ["/thu-ky/sang-tao-tre-2/xep-hang", "/thu-ky/sang-tao-tre-2/phan-cong", "/don-vi"] {
        let answer = secretary.get(&format!("{path}?trang=18446744073709551615"));
        assert!([200, 303, 404].contains(&answer.status), "{path}: {}", answer.status);
    }
}

#[test]
fn what_was_typed_comes_back_when_the_database_has_no_time_and_goes_through_later() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut entrant = portal.signed_in("thi-sinh-1");
    let typed = [("name", "Tên <Vừa> Gõ"), ("phone", ""), ("lang", "vi")];
    let (busy, island) = portal.while_locked(|| {
        let mut other = entrant.clone();
        std::thread::scope(|scope| {
            let page = scope.spawn(|| entrant.post("/tai-khoan", &typed));
            let origin = portal.address.clone();
            let headers = [("origin", origin.as_str()), ("content-type", FORM), ("accept", "application/json")];
            let island = other.try_send("POST", "/en/tai-khoan", &headers, b"name=x&lang=vi".to_vec());
            (page.join().expect("an answer"), island.expect("an answer"))
        })
    });
    assert_eq!(busy.status, 503, "{}", busy.body);
    assert!(!busy.header("retry-after").is_empty());
    assert!(busy.body.contains("vẫn còn nguyên"), "{}", busy.body);
    assert_eq!(island.status, 503);
    assert_eq!(island.body, "{\"busy\":true}");
    let form = busy.form("/tai-khoan");
    assert_eq!(form.value("name"), "Tên <Vừa> Gõ");
    assert_eq!(entrant.send(&form, &[]).status, 303);
    assert!(entrant.get("/tai-khoan").body.contains("Tên &lt;Vừa&gt; Gõ"));
}
