//! The device's storage. Every key names the account: nobody is offered what somebody else typed.

use domain::copies::{Copy, SaveId};
use leptos::prelude::window;
use web_sys::Storage;

use super::dom::{Json, json_of, pairs_of};

/// What every key of the portal begins with.
pub const KEYS: &str = "vinhdanh:";

/// Written and removed when somebody signs out: other tabs hear of it.
pub const SIGNED_OUT: &str = "vinhdanh:ra";

/// A copy with what is needed to send it from another page.
pub struct Kept {
    pub copy: Copy,
    /// The address of its form.
    pub address: String,
    /// What people call it.
    pub name: String,
}

impl Kept {
    fn written(&self) -> Option<String> {
        let Copy { id, base, shape, at, fields } = &self.copy;
        json_of(&[
            ("trang", (&id.page).into()),
            ("luot", id.counter.into()),
            ("goc", base.into()),
            ("dang", shape.into()),
            ("luc", (*at as f64).into()),
            ("o", pairs_of(fields)),
            ("noi", (&self.address).into()),
            ("ten", (&self.name).into()),
        ])
    }

    fn read(text: &str) -> Option<Self> {
        let read = Json::parse(text)?;
        let copy = Copy {
            id: SaveId { page: read.text("trang")?, counter: read.number("luot")? as u32 },
            base: read.text("goc")?,
            shape: read.text("dang")?,
            at: read.number("luc")? as i64,
            fields: read.get("o").pairs(),
        };
        Some(Self { copy, address: read.text("noi")?, name: read.text("ten")? })
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The start of all keys of an account.
pub fn keys_of(account: &str) -> String {
    format!("{KEYS}{account}:")
}

/// The start of the keys that name files sent half-way.
pub fn half_uploads(account: &str) -> String {
    format!("{}tep-do:", keys_of(account))
}

fn key(account: &str, form: &str, page: &str) -> String {
    format!("{}{form}|{page}", keys_of(account))
}

/// Every key that begins like this.
pub fn keys(start: &str) -> Vec<String> {
    let Some(storage) = storage() else { return vec![] };
    let count = storage.length().unwrap_or_default();
    let all = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    all.filter(|key| key.starts_with(start)).collect()
}

/// The text under a key.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a text; a full or closed storage keeps nothing.
pub fn set(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Removes a text.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Removes everything of the portal.
pub fn clear() {
    for key in keys(KEYS) {
        remove(&key);
    }
}

/// Keeps a copy in place of the page's earlier one.
pub fn keep(account: &str, form: &str, kept: &Kept) {
    if let Some(text) = kept.written() {
        set(&key(account, form, &kept.copy.id.page), &text);
    }
}

/// Drops what a page kept of a form.
pub fn drop_copy(account: &str, form: &str, page: &str) {
    remove(&key(account, form, page));
}

/// What lies here of a form, or of all forms of the account.
pub fn copies(account: &str, form: Option<&str>) -> Vec<(String, Kept)> {
    let start = form.map_or_else(|| keys_of(account), |form| key(account, form, ""));
    let read = |key: String| {
        let kept = Kept::read(&get(&key)?)?;
        Some((key, kept))
    };
    keys(&start).into_iter().filter_map(read).collect()
}
