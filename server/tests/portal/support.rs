//! Starting, killing and asking a portal of its own.

pub mod bombs;
pub mod browser;
pub mod canaries;
pub mod crawl;
mod demo;
pub mod html;
pub mod named_docx;
pub mod names_in_files;
pub mod planting;
pub mod texts;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait, TryGetable};
use tempfile::TempDir;
use time::OffsetDateTime;

pub use browser::Browser;

/// How long a start may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A portal with its own data folder and port.
pub struct RunningPortal {
    pub address: String,
    child: Option<Child>,
    data: TempDir,
    settings: Vec<(&'static str, String)>,
    /// A program that starts the portal, with its arguments.
    starter: Vec<String>,
    umask: Option<&'static str>,
    keeps_log: bool,
}

impl RunningPortal {
    /// Starts an empty portal.
    pub fn start() -> Self {
        let mut portal = Self::prepare();
        portal.resume();
        portal
    }

    /// Starts a portal that holds the demonstration: an edition with winners, one whose first, blind round is being
    /// judged, and one that receives entries.
    pub fn start_with_demo(entries: usize, judges: usize) -> Self {
        let mut portal = Self::prepare();
        portal.load_demo(entries, judges);
        portal.resume();
        portal
    }

    /// A portal that has a folder and an address but does not run yet.
    pub fn prepare() -> Self {
        let data = tempfile::tempdir().expect("a data folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        Self {
            address: format!("http://127.0.0.1:{port}"),
            child: None,
            data,
            settings: vec![],
            starter: vec![],
            umask: None,
            keeps_log: false,
        }
    }

    /// One more setting, by the name of its environment variable.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.settings.push((name, value.into()));
    }

    /// Everything of this portal is started with this umask.
    pub fn start_with_umask(&mut self, umask: &'static str) {
        self.umask = Some(umask);
    }

    /// The text of the newest letter to this address, once it is written.
    pub fn letter_to(&self, address: &str) -> String {
        let question = format!(
            "SELECT body FROM mail WHERE recipient = '{address}' AND state IN ('kept', 'sent') ORDER BY id DESC LIMIT 1"
        );
        let asked = Instant::now();
        loop {
            if let Some(row) = self.rows(&question).into_iter().next() {
                return row.into_iter().next().unwrap_or_default();
            }
            assert!(asked.elapsed() < PATIENCE, "no letter came to {address}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Lays a folder in memory that holds this much over `folder`, seen by the portal alone. False where that is not allowed.
    pub fn limit_room(&mut self, folder: &str, size: &str) -> bool {
        let place = self.data().join(folder);
        std::fs::create_dir_all(&place).expect("a folder");
        let script = format!("mount -t tmpfs -o size={size} tmpfs '{}' && exec \"$0\" \"$@\"", place.display());
        let starter = ["unshare", "--map-root-user", "--mount", "sh", "-c", &script].map(str::to_owned);
        let tried = Command::new(&starter[0]).args(&starter[1..]).arg("true").stderr(Stdio::null()).status();
        self.starter = starter.to_vec();
        tried.is_ok_and(|status| status.success())
    }

    /// Loads the demonstration into an empty folder.
    pub fn load_demo(&self, entries: usize, judges: usize) {
        let make = || {
            let (entries, judges) = (entries.to_string(), judges.to_string());
            let size = ["--entries", &entries, "--judges", &judges, "--sheets-per-entry", "1"];
            let (done, _, problem) = self.run(&[&["demo", "load"], &size[..]].concat());
            assert!(done, "{problem}");
        };
        // Under other settings it may be another demonstration.
        if self.settings.is_empty() && self.starter.is_empty() && self.umask.is_none() {
            demo::load(self.data.path(), (entries, judges), make);
        } else {
            make();
        }
    }

    /// Starts it again on the same data.
    pub fn resume(&mut self) {
        let mut serve = self.command(&["serve"]);
        if let Some((program, arguments)) = self.starter.split_first() {
            let mut started = Command::new(program);
            started.args(arguments).arg(serve.get_program()).args(serve.get_args());
            started.current_dir(workspace());
            started.envs(serve.get_envs().filter_map(|(name, value)| Some((name, value?))));
            serve = started;
        }
        let child = serve.stdout(Stdio::null()).stderr(self.log_file()).spawn().expect("it starts");
        self.child = Some(child);
        let started = Instant::now();
        while ureq::get(format!("{}/readyz", self.address)).call().is_err() {
            assert!(started.elapsed() < PATIENCE, "the portal did not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until every file that judges may see has been opened.
    pub fn wait_for_pages(&self) {
        let started = Instant::now();
        let open = "SELECT CAST(count(*) AS TEXT) FROM job WHERE kind = 'show_file' AND state IN ('queued', 'running')";
        let seen = "SELECT CAST(count(*) AS TEXT) FROM file_view";
        while self.value(seen) == "0" || self.value(open) != "0" {
            assert!(started.elapsed() < 4 * PATIENCE, "files were not made readable");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn log_file(&self) -> Stdio {
        if !self.keeps_log {
            return Stdio::null();
        }
        let file = std::fs::File::create(self.data().join("log")).expect("a file");
        Stdio::from(file)
    }

    /// What it says from now on is kept for [`Self::log`].
    pub fn keep_log(&mut self) {
        self.keeps_log = true;
    }

    /// What it has said so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data().join("log")).expect("a log")
    }

    /// Makes a network look as if it had guessed at hundreds of accounts.
    pub fn exhaust_network(&self, network: &str) {
        let id = services::tokens::hash_token(&format!("Password\nnetwork\n\n{network}"));
        let now = OffsetDateTime::now_utc().unix_timestamp();
        self.change(&format!(
            "INSERT INTO try_count (id, count, last_at) VALUES ('{id}', 100000, strftime('%Y-%m-%d %H:%M:%S+00:00', {now}, 'unixepoch'))"
        ));
    }

    /// Makes every network one nobody has signed in from.
    pub fn forget_networks(&self) {
        self.change("DELETE FROM known_place WHERE kind = 'network'");
    }

    /// Ends it the hard way.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
        }
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Runs another command on the same data and returns what it printed.
    pub fn run(&self, arguments: &[&str]) -> (bool, String, String) {
        let output = self.command(arguments).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    }

    /// A new browser that has been nowhere.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.address)
    }

    /// A browser in which somebody of the demonstration has signed in: `thu-ky` is `thu-ky@trinh-dien.example`.
    pub fn signed_in(&self, who: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(&format!("{who}@trinh-dien.example"));
        browser
    }

    /// Changes rows behind the portal's back: arranges what no page can.
    pub fn change(&self, statement: &str) {
        self.with_database(async |db| {
            db.execute_unprepared(statement).await.expect(statement);
        });
    }

    /// Does something while another program holds the database.
    pub fn while_locked<T>(&self, act: impl FnOnce() -> T) -> T {
        self.with_database(async |db| {
            // One connection holds the lock until it is closed.
            let tx = db.begin().await.expect("a transaction");
            tx.execute_unprepared("UPDATE edition SET year = year").await.expect("the lock");
            let done = act();
            tx.rollback().await.expect("given back");
            done
        })
    }

    /// The most memory the running portal has held so far, in MiB.
    pub fn peak_memory(&self) -> u64 {
        let id = self.child.as_ref().expect("it runs").id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: u64 = line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).expect("its peak");
        kib / 1_024
    }

    /// The rows of a question, each value as text.
    pub fn rows(&self, question: &str) -> Vec<Vec<String>> {
        self.with_database(async |db| {
            let statement = Statement::from_string(DbBackend::Sqlite, question);
            let rows = db.query_all_raw(statement).await.expect(question);
            let texts = |row: &sea_orm::QueryResult| {
                let columns = row.column_names().len();
                let text = |place| Option::<String>::try_get_by_index(row, place).expect("text");
                (0..columns).map(|place| text(place).unwrap_or_default()).collect()
            };
            rows.iter().map(texts).collect()
        })
    }

    /// The one value of a question.
    pub fn value(&self, question: &str) -> String {
        let row = self.rows(question).into_iter().next();
        row.and_then(|row| row.into_iter().next()).expect(question)
    }

    fn with_database<T>(&self, ask: impl AsyncFnOnce(DatabaseConnection) -> T) -> T {
        let file = self.data.path().join("vinhdanh.sqlite");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let db = Database::connect(format!("sqlite://{}", file.display())).await.expect("SQLite opens");
            let found = ask(db.clone()).await;
            db.close().await.expect("SQLite closes");
            found
        })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_vinhdanh");
        let mut command = match self.umask {
            None => Command::new(program),
            Some(umask) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", &format!("umask {umask} && exec \"$0\" \"$@\""), program]);
                shell
            }
        };
        command
            .args(arguments)
            .current_dir(workspace())
            .env("VINHDANH_DATA", self.data.path())
            .env("VINHDANH_LISTEN", self.address.trim_start_matches("http://"))
            .env("VINHDANH_ADDRESS", &self.address)
            .env("VINHDANH_SITE", workspace().join("target/site"));
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        command
    }
}

impl Drop for RunningPortal {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The root of the workspace, where the browser files are built.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace")
}
