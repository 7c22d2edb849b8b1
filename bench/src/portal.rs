//! A portal with demonstration data, and signing in to it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use services::demo::{PASSWORD, code_at};
use tempfile::TempDir;

use crate::browser::Browser;

/// The editions of the demonstration, by the words in their addresses.
pub mod edition {
    pub const PUBLISHED: &str = "sang-tao-tre-1";
    pub const JUDGED: &str = "sang-tao-tre-2";
}

/// A running server; it ends when dropped.
pub struct Process {
    pub address: String,
    pub start_ms: f64,
    child: Child,
}

impl Process {
    /// Starts it and waits for the first answer.
    pub fn start(command: &mut Command, address: &str, first_path: &str) -> Self {
        let started = Instant::now();
        let child = command.stdout(Stdio::null()).spawn().expect("it starts");
        while ureq::get(format!("{address}{first_path}")).call().is_err() {
            assert!(started.elapsed().as_secs() < 30, "{address} does not answer");
            std::thread::sleep(Duration::from_millis(1));
        }
        Self { address: address.to_owned(), start_ms: started.elapsed().as_secs_f64() * 1e3, child }
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Resident memory, in MB.
    pub fn resident_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        let kb: f64 = line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or_default();
        (kb / 102.4).round() / 10.0
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// An address nobody listens on.
pub fn free_address() -> String {
    let socket = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
    socket.expect("a free port").to_string()
}

/// The portal, its data and its process.
pub struct Portal {
    pub process: Process,
    binary: PathBuf,
    listen: String,
    data: TempDir,
}

impl Portal {
    /// Loads the demonstration in this size and starts.
    pub fn with_demo(binary: &Path, size: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a data folder");
        let listen = free_address();
        eprintln!("loading the demonstration: {}", size.join(" "));
        let started = Instant::now();
        let mut load = command(binary, &data, &listen);
        let loaded = load.args(["demo", "load"]).args(size).stdout(Stdio::null()).status().expect("it runs");
        assert!(loaded.success(), "the demonstration was not loaded");
        eprintln!("loaded in {} s", started.elapsed().as_secs());
        Self { process: serve(binary, &data, &listen), binary: binary.to_path_buf(), listen, data }
    }

    /// Starts it again, on the same data and address.
    pub fn restart(&mut self) {
        self.process.end();
        self.process = serve(&self.binary, &self.data, &self.listen);
    }

    /// The address of its database.
    pub fn database(&self) -> String {
        format!("sqlite://{}", self.data.path().join("vinhdanh.sqlite").display())
    }

    /// Signs in; staff also give their code.
    pub fn sign_in(&self, email: &str) -> Browser {
        let mut browser = Browser::new(&self.process.address);
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [field("email", email), field("password", PASSWORD)];
        let answer = browser.post("/dang-nhap", &fields, "text/html");
        assert_eq!(answer.status, 303, "{email} could not sign in");
        if answer.location.contains("/dang-nhap/ma") {
            let code = code_at(time::OffsetDateTime::now_utc()).unwrap_or_default();
            let answer = browser.post("/dang-nhap/ma", &[field("code", &code)], "text/html");
            assert_eq!(answer.status, 303, "{email}: the code was refused");
        }
        browser
    }
}

fn command(binary: &Path, data: &TempDir, listen: &str) -> Command {
    let mut command = Command::new(binary);
    command
        .env("VINHDANH_DATA", data.path())
        .env("VINHDANH_LISTEN", listen)
        .env("VINHDANH_ADDRESS", format!("http://{listen}"))
        .env("VINHDANH_LOG_LEVEL", "warn");
    command
}

fn serve(binary: &Path, data: &TempDir, listen: &str) -> Process {
    Process::start(command(binary, data, listen).arg("serve"), &format!("http://{listen}"), "/")
}
