//! One person's browser, without scripts.

use std::collections::BTreeMap;
use std::time::Duration;

use services::demo::{PASSWORD, code_at};
use time::OffsetDateTime;
use ureq::http::Request;

use super::html::{Form, forms};

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    /// The `set-cookie` lines, whole.
    pub cookie_lines: Vec<String>,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The form of the page that goes to this address.
    pub fn form(&self, action: &str) -> Form {
        let found = forms(&self.body).into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form to {action} in {}", self.body))
    }
}

/// One person's browser, with its cookies.
#[derive(Clone)]
pub struct Browser {
    agent: ureq::Agent,
    address: String,
    cookies: BTreeMap<String, String>,
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

    /// Opens a page, without following redirects.
    pub fn get(&mut self, path: &str) -> Answer {
        self.try_get(path).expect("an answer")
    }

    /// Opens a page of a portal that may just have died.
    pub fn try_get(&mut self, path: &str) -> Option<Answer> {
        self.try_send("GET", path, &[], Vec::new())
    }

    /// Opens a page and goes where it leads.
    pub fn visit(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path);
        for _ in 0..5 {
            if answer.status != 303 {
                break;
            }
            let next = answer.header("location").to_owned();
            answer = self.get(&next);
        }
        answer
    }

    /// Sends a form as our own pages do.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_post(path, fields).expect("an answer")
    }

    /// Sends a form to a portal that may just have died.
    pub fn try_post(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let origin = self.address.clone();
        let headers = [("origin", origin.as_str()), ("content-type", FORM)];
        self.try_send("POST", path, &headers, encoded(fields).into_bytes())
    }

    /// Sends a form that says it comes from another origin.
    pub fn post_from(&mut self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Answer {
        let mut headers = vec![("content-type", FORM)];
        headers.extend(origin.map(|origin| ("origin", origin)));
        self.try_send("POST", path, &headers, encoded(fields).into_bytes()).expect("an answer")
    }

    /// Sends a form of a page with other values in some fields.
    pub fn send(&mut self, form: &Form, values: &[(&str, &str)]) -> Answer {
        self.try_send_form(form, values).expect("an answer")
    }

    /// Sends a form to a portal that may just have died.
    pub fn try_send_form(&mut self, form: &Form, values: &[(&str, &str)]) -> Option<Answer> {
        let fields = form.with(values);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.try_post(&form.action, &fields)
    }

    /// Sends a file by a plain form.
    pub fn upload(&mut self, path: &str, item: &str, name: &str, bytes: &[u8]) -> Answer {
        self.try_upload(path, item, name, bytes).expect("an answer")
    }

    /// Sends a file to a portal that may just have died.
    pub fn try_upload(&mut self, path: &str, item: &str, name: &str, bytes: &[u8]) -> Option<Answer> {
        self.try_parts(path, &[("muc", item.as_bytes())], ("tep", name, bytes))
    }

    /// Sends fields and a file as a form with files sends them.
    pub fn try_parts(&mut self, path: &str, fields: &[(&str, &[u8])], file: (&str, &str, &[u8])) -> Option<Answer> {
        let mark = "ranh-gioi-cua-bieu-mau";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{mark}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), value, b"\r\n"].concat());
        }
        let (name, file_name, bytes) = file;
        let head = format!(
            "--{mark}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, format!("\r\n--{mark}--\r\n").as_bytes()].concat());
        let origin = self.address.clone();
        let kind = format!("multipart/form-data; boundary={mark}");
        let headers = [("origin", origin.as_str()), ("content-type", kind.as_str())];
        self.try_send("POST", path, &headers, body)
    }

    /// Signs in with the password of the demonstration and, where it is asked for, the one-time code.
    pub fn sign_in(&mut self, email: &str) -> Answer {
        let answer = self.post("/dang-nhap", &[("email", email), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{email} signs in: {}", answer.body);
        if !answer.header("location").starts_with("/dang-nhap/ma") {
            return answer;
        }
        self.give_code()
    }

    /// Gives the one-time code. Each is good once, so the one before and the one after are tried too.
    pub fn give_code(&mut self) -> Answer {
        self.give_code_to("/dang-nhap/ma", &[])
    }

    /// Gives the one-time code to a page that keeps other fields.
    pub fn give_code_to(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut refused = None;
        for seconds in [-30, 0, 30] {
            let code = code_at(OffsetDateTime::now_utc() + time::Duration::seconds(seconds)).expect("a code");
            let answer = self.post(path, &[fields, &[("code", code.as_str())]].concat());
            if answer.status != 422 {
                return answer;
            }
            refused = Some(answer);
        }
        panic!("no code was taken: {refused:?}")
    }

    /// The value of a cookie, if the portal set it.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie back, as somebody who copied it would.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Any request; nothing when the connection broke.
    pub fn try_send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Option<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("cookie", self.cookie_header());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap_or_else(|err| panic!("{path}: {err}"));
        let answer = self.agent.run(request).ok()?;
        self.keep(answer)
    }

    fn cookie_header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, mut answer: ureq::http::Response<ureq::Body>) -> Option<Answer> {
        for line in answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            if value.is_empty() || line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let lines = answer.headers().get_all("set-cookie").iter();
        let cookie_lines = lines.filter_map(|line| Some(line.to_str().ok()?.to_owned())).collect();
        let headers = answer.headers().iter();
        let headers = headers.map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.to_string(), value)
        });
        let (status, headers) = (answer.status().as_u16(), headers.collect());
        let bytes = answer.body_mut().read_to_vec().ok()?;
        Some(Answer { status, headers, cookie_lines, body: String::from_utf8_lossy(&bytes).into_owned(), bytes })
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
