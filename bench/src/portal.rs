//! A portal with demonstration data, and the people signed in to it.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::browser::Browser;

/// The password of demonstration accounts, as `vinhdanh demo load` prints it.
pub const PASSWORD: &str = "trinh-dien-2027";

/// A page to measure, and who reads it.
pub struct Page {
    pub name: String,
    pub role: String,
    pub path: String,
}

/// A running portal; it ends when dropped.
pub struct Portal {
    pub address: String,
    pub start_ms: f64,
    binary: PathBuf,
    child: Child,
    _data: tempfile::TempDir,
}

impl Portal {
    /// Loads the demonstration in this size and starts.
    pub fn with_demo(binary: &Path, size: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a data folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let address = format!("http://127.0.0.1:{port}");
        let command = |arguments: &[&str]| {
            let mut command = Command::new(binary);
            command
                .args(arguments)
                .env("VINHDANH_DATA", data.path())
                .env("VINHDANH_LISTEN", format!("127.0.0.1:{port}"))
                .env("VINHDANH_ADDRESS", &address)
                .env("VINHDANH_LOG_LEVEL", "warn")
                .stdout(Stdio::null());
            command
        };
        eprintln!("loading the demonstration: {}", size.join(" "));
        let loaded = command(&[&["demo", "load"], size].concat()).status().expect("it runs");
        assert!(loaded.success(), "the demonstration was not loaded");
        let started = Instant::now();
        let child = command(&["serve"]).spawn().expect("it starts");
        while ureq::get(format!("{address}/")).call().is_err() {
            assert!(started.elapsed().as_secs() < 30, "the portal did not start");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let start_ms = started.elapsed().as_secs_f64() * 1e3;
        Self { address, start_ms, binary: binary.to_path_buf(), child, _data: data }
    }

    /// Everybody whose pages are measured, signed in.
    pub fn people(&self) -> BTreeMap<String, Browser> {
        [("judge", "giam-khao-1"), ("secretary", "thu-ky"), ("approver", "phe-duyet"), ("entrant", "thi-sinh-1")]
            .map(|(role, name)| (role.to_owned(), self.sign_in(&format!("{name}@trinh-dien.example"))))
            .into()
    }

    /// Signs in; staff also give their code.
    pub fn sign_in(&self, email: &str) -> Browser {
        let mut browser = Browser::new(&self.address);
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let answer = browser.post("/dang-nhap", &[field("email", email), field("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{email} could not sign in");
        if answer.location.contains("/dang-nhap/ma") {
            let code = Command::new(&self.binary).args(["demo", "code"]).output().expect("it runs").stdout;
            let code = String::from_utf8_lossy(&code).trim().to_owned();
            let answer = browser.post("/dang-nhap/ma", &[field("ma", &code)]);
            assert_eq!(answer.status, 303, "{email}: the code was refused");
        }
        browser
    }

    /// The pages the targets are stated for.
    pub fn pages(&self) -> Vec<Page> {
        let mut judge = self.sign_in("giam-khao-2@trinh-dien.example");
        let queue = judge.get("/cham", false).text();
        let sheet = first_link(&queue, "/cham/").unwrap_or_else(|| "/cham".to_owned());
        let ranking = "/thu-ky/sang-tao-tre-2/xep-hang?vong=preliminary";
        let pages = [
            ("home", "visitor", "/"),
            ("contest", "visitor", "/cuoc-thi/sang-tao-tre-3"),
            ("winners", "visitor", "/ket-qua/sang-tao-tre-1"),
            ("judge queue", "judge", "/cham"),
            ("secretary list", "secretary", "/thu-ky/sang-tao-tre-2/tiep-nhan"),
            ("ranking", "secretary", ranking),
            ("matrix", "secretary", "/thu-ky/sang-tao-tre-2/phan-cong"),
            ("my entries", "entrant", "/ho-so"),
        ];
        let page = |(name, role, path): (&str, &str, &str)| Page { name: name.to_owned(), role: role.to_owned(), path: path.to_owned() };
        let mut pages: Vec<Page> = pages.into_iter().map(page).collect();
        pages.push(Page { name: "score sheet".to_owned(), role: "judge 2".to_owned(), path: sheet });
        pages
    }

    /// Resident memory, in MB.
    pub fn resident_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        let kb: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
        kb / 1024.0
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first link below a path that ends in a number.
pub fn first_link(html: &str, below: &str) -> Option<String> {
    let start = format!("href=\"{below}");
    html.match_indices(&start)
        .filter_map(|(place, _)| html[place + 6..].split('"').next())
        .find(|link| link[below.len()..].parse::<u64>().is_ok())
        .map(str::to_owned)
}
