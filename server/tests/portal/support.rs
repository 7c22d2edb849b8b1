//! Starting, killing and asking a portal of its own.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a start may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A portal with its own data folder and port.
pub struct RunningPortal {
    pub address: String,
    child: Option<Child>,
    data: TempDir,
}

impl RunningPortal {
    /// Starts an empty portal.
    pub fn start() -> Self {
        let data = tempfile::tempdir().expect("a data folder");
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|socket| socket.local_addr())
            .expect("a free port")
            .port();
        let mut portal = Self {
            address: format!("http://127.0.0.1:{port}"),
            child: None,
            data,
        };
        portal.resume();
        portal
    }

    /// Starts it again on the same data.
    pub fn resume(&mut self) {
        let child = self
            .command(&["serve"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        self.child = Some(child);
        let started = Instant::now();
        while ureq::get(format!("{}/readyz", self.address)).call().is_err() {
            assert!(started.elapsed() < PATIENCE, "the portal did not start");
            std::thread::sleep(Duration::from_millis(20));
        }
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
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        Browser {
            agent,
            address: self.address.clone(),
            cookies: BTreeMap::new(),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
        command
            .args(arguments)
            .current_dir(workspace())
            .env("VINHDANH_DATA", self.data.path())
            .env("VINHDANH_LISTEN", self.address.trim_start_matches("http://"))
            .env("VINHDANH_ADDRESS", &self.address)
            .env("VINHDANH_SITE", workspace().join("target/site"));
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
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("the workspace")
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Answer {
    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }
}

/// One person's browser, with its cookies.
pub struct Browser {
    agent: ureq::Agent,
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Opens a page, without following redirects.
    pub fn get(&mut self, path: &str) -> Answer {
        let request = self
            .agent
            .get(format!("{}{path}", self.address))
            .header("cookie", self.cookie_header());
        let answer = request.call().expect("an answer");
        self.keep(answer)
    }

    /// Sends a form as our own pages do.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = self.address.clone();
        self.post_from(path, fields, Some(&origin))
    }

    /// Sends a form that says it comes from another origin.
    pub fn post_from(&mut self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Answer {
        let mut request = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("cookie", self.cookie_header());
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        let answer = request.send_form(fields.iter().copied()).expect("an answer");
        self.keep(answer)
    }

    /// The value of a cookie, if the portal set it.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    fn cookie_header(&self) -> String {
        self.cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn keep(&mut self, mut answer: ureq::http::Response<ureq::Body>) -> Answer {
        for line in answer
            .headers()
            .get_all("set-cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
        {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            if value.is_empty() || line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let headers = answer.headers().iter();
        let headers = headers.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
        Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.body_mut().read_to_string().unwrap_or_default(),
        }
    }
}
