//! Cookies: under https their names begin with `__Host-`, so that no neighbouring site and no plain connection can set them.

use axum::http::header::{COOKIE, HeaderMap, HeaderValue};

use crate::portal::Portal;

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "phien";
/// The cookie that knows a browser its owner has signed in with.
pub const DEVICE_COOKIE: &str = "thiet-bi";
/// A browser is known this long after its last sign-in: as long as the database remembers it.
const DEVICE_LIFETIME: i64 = 180 * 24 * 3600;

impl Portal {
    /// The name a cookie has here.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.config.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// A cookie to set, for this many seconds; none ends it.
    pub fn set_cookie(&self, name: &str, value: &str, seconds: i64) -> HeaderValue {
        let secure = if self.config.is_secure() { "; Secure" } else { "" };
        let name = self.cookie_name(name);
        let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
    }

    /// The cookie that makes this browser known.
    pub fn device_cookie(&self, secret: &str) -> HeaderValue {
        self.set_cookie(DEVICE_COOKIE, secret, DEVICE_LIFETIME)
    }
}

/// The value of a cookie of the request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}
