//! Forms as they arrive: pairs of text, put in normal form at the door.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use domain::copies::{Origin, SaveId};

use crate::http::errors::PageError;

/// The longest name of a page that is believed.
const PAGE_NAME: usize = 100;
/// A form that takes a while to read.
const LONG: usize = 128 * 1024;

/// The fields of a posted form, in order, in NFC.
#[derive(Clone, Debug, Default)]
pub struct FormFields(Vec<(String, String)>);

impl FormFields {
    /// Reads `a=1&b=2`.
    pub fn parse(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), clean(&value)));
        Self(pairs.collect())
    }

    /// The text of a field, empty when it was not sent.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// The text of a field that was sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field that may repeat.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// True when a box was ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// A number, when the field holds one.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).and_then(|text| text.trim().parse().ok())
    }

    /// Day, month and year of a date field, as typed.
    pub fn date(&self, name: &str) -> [String; 3] {
        ["ngay", "thang", "nam"].map(|part| self.text(&format!("{name}-{part}")).trim().to_owned())
    }

    /// What the form was built on (the field `base` holds its mark), and which save of which page it is.
    pub fn origin(&self, base: &str) -> Origin {
        let page = self.text("trang");
        let is_named = !page.is_empty() && page.len() <= PAGE_NAME && page.is_ascii();
        Origin {
            base: self.get(base).filter(|mark| !mark.is_empty()).map(str::to_owned),
            save: is_named.then(|| SaveId { page, counter: self.number("luot").unwrap_or(0) }),
            reshapes: false,
        }
    }

    /// All fields, to show them again.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

/// True for a form of plain fields.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// Text is normalised once, here: NFC, no control characters, lines ended by `\n`.
fn clean(text: &str) -> String {
    domain::text::clean_text(text)
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        if !is_form(request.headers()) {
            return Err(PageError::BadRequest);
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| PageError::TooLarge)?;
        if body.len() < LONG {
            return Ok(Self::parse(&body));
        }
        // Others go on meanwhile.
        Ok(tokio::task::block_in_place(|| Self::parse(&body)))
    }
}
