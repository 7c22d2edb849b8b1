//! A person's browser: cookies, pages, forms, and how long they took.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Cookies and connections of one person. A clone shares the cookies it was cloned with, not the connections.
pub struct Browser {
    agent: ureq::Agent,
    pub address: String,
    pub cookies: BTreeMap<String, String>,
}

impl Clone for Browser {
    fn clone(&self) -> Self {
        self.at(&self.address)
    }
}

/// An answer with its time.
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub body: Vec<u8>,
    pub took: Duration,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// How long it took.
    pub fn milliseconds(&self) -> f64 {
        self.took.as_secs_f64() * 1e3
    }
}

impl Browser {
    /// A browser that has been nowhere.
    pub fn new(address: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self { agent, address: address.to_owned(), cookies: BTreeMap::new() }
    }

    /// Opens a page; `compressed` asks for brotli, as browsers do.
    pub fn get(&mut self, path: &str, compressed: bool) -> Answer {
        let encoding = if compressed { "br" } else { "identity" };
        let request = self
            .agent
            .get(format!("{}{path}", self.address))
            .header("cookie", self.cookie_header())
            .header("accept-encoding", encoding);
        let started = Instant::now();
        let answer = request.call().expect("an answer");
        self.keep(answer, started)
    }

    /// The same person at another server.
    pub fn at(&self, address: &str) -> Self {
        Self { cookies: self.cookies.clone(), ..Self::new(address) }
    }

    /// Sends a form, wanting this kind of answer.
    pub fn post(&mut self, path: &str, fields: &[(String, String)], wanted: &str) -> Answer {
        let request = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("cookie", self.cookie_header())
            .header("accept", wanted)
            .header("origin", self.address.clone());
        let started = Instant::now();
        let answer = request.send_form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        self.keep(answer.expect("an answer"), started)
    }

    /// Sends fields as they are.
    pub fn post_raw(&mut self, path: &str, body: &str) -> Answer {
        self.send(path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends a file of a dossier item by a plain form.
    pub fn upload(&mut self, path: &str, item: &str, name: &str, bytes: &[u8]) -> Answer {
        self.send_file(path, &[("muc", item)], "tep", name, bytes)
    }

    /// Sends a file in this field of a plain form, behind others.
    pub fn send_file(&mut self, path: &str, fields: &[(&str, &str)], field: &str, name: &str, bytes: &[u8]) -> Answer {
        let mark = "ranh-gioi-cua-bieu-mau";
        let mut body = String::new();
        for (field, value) in fields {
            body.push_str(&format!("--{mark}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"));
        }
        body.push_str(&format!(
            "--{mark}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        ));
        let mut body = body.into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{mark}--\r\n").as_bytes());
        self.send(path, &format!("multipart/form-data; boundary={mark}"), &body)
    }

    fn send(&mut self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let request = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("cookie", self.cookie_header())
            .header("content-type", kind)
            .header("origin", self.address.clone());
        let started = Instant::now();
        let answer = request.send(body).expect("an answer");
        self.keep(answer, started)
    }

    fn cookie_header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, mut answer: ureq::http::Response<ureq::Body>, started: Instant) -> Answer {
        for line in answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            if let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location =
            answer.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let body = answer.body_mut().with_config().limit(64 * 1024 * 1024).read_to_vec().unwrap_or_default();
        Answer { status: answer.status().as_u16(), location, body, took: started.elapsed() }
    }
}
