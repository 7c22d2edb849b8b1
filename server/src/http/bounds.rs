//! What one request may hold and how long it may take. What an operator may have to change stands in the configuration
//! (`crate::config::Bounds`); docs/operations.md lists both.

use std::time::Duration;

/// The longest head of a request, with its address and cookies.
pub const HEAD: usize = 64 * 1024;
/// An address with a longer query is answered by a shorter one.
pub const QUERY: usize = 4 * 1024;
/// What is left of each value then, in letters, and how many values.
pub const QUERY_VALUE: usize = 200;
pub const QUERY_VALUES: usize = 40;

/// Bytes a second below which a body that took longer than [`SLOW_AFTER`] to wait for is given up: the slowest telephone line is
/// ten times as fast.
pub const SLOWEST: u64 = 512;
pub const SLOW_AFTER: Duration = Duration::from_secs(60);
/// How long an answer may wait to be taken.
pub const TAKING: Duration = Duration::from_secs(60);

/// What all forms that are being received or handled hold together, in KiB.
pub const FORMS_KIB: usize = 48 * 1024;
/// How long a form waits for that room.
pub const FORMS_PATIENCE: Duration = Duration::from_secs(5);
/// What of a body that is too large is still read and thrown away: many browsers show an answer only once they have sent it all.
pub const READ_ON: usize = 32 * 1024 * 1024;

/// What stands around a file in the form it comes in: names, and where it belongs.
pub const AROUND_FILE: usize = 256 * 1024;
/// The longest text beside a file.
pub const BESIDE_FILE: usize = 200;

/// What a form may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormBound {
    pub bytes: usize,
    pub fields: usize,
}

/// Most forms: a few fields, a few paragraphs.
const ORDINARY: FormBound = FormBound { bytes: 512 * 1024, fields: 1_000 };
/// Whole sections of an entry or of the rules, and comments on every criterion.
const LONG: FormBound = FormBound { bytes: 2 * 1024 * 1024, fields: 4_000 };
/// A tick for each entry of an edition.
const TICKS: FormBound = FormBound { bytes: 512 * 1024, fields: 20_000 };
/// A list pasted as one text.
const LIST: FormBound = FormBound { bytes: 2 * 1024 * 1024, fields: 20 };
/// Any of these, kept while somebody proves who they are.
const KEPT: FormBound = FormBound { bytes: 3 * 1024 * 1024, fields: 20_100 };

/// The most that any form may hold.
pub const MOST: usize = KEPT.bytes;

/// What a form sent to this route may hold. Routes are the patterns of the router, with or without `/en`.
pub fn form_bound(route: &str) -> FormBound {
    let route = route.strip_prefix("/en").unwrap_or(route);
    match route {
        "/dang-nhap/tiep" | "/dang-nhap/tiep/ma" | "/tai-khoan/ma-xac-thuc" => KEPT,
        "/quan-tri/don-vi/nhap/ghi" => LIST,
        "/ho-so/{id}/{phan}" | "/thu-ky/{ky}/the-le/{phan}" | "/cham/{assignment}" | "/cham/{assignment}/ky" => LONG,
        "/don-vi/chon" | "/thu-ky/{ky}/tiep-nhan/chon" | "/cham/cam-ket" | "/thu-ky/{ky}/vong/{code}/nhac" => TICKS,
        _ => ORDINARY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_is_kept_may_be_as_large_as_any_other() {
        for route in ["/ho-so", "/ho-so/{id}/{phan}", "/don-vi/chon", "/quan-tri/don-vi/nhap/ghi"] {
            let bound = form_bound(route);
            assert_eq!(form_bound(&format!("/en{route}")), bound, "{route}");
            let kept = form_bound("/dang-nhap/tiep");
            // Each name grows by four letters on the way, and address and password come along.
            assert!(kept.fields >= bound.fields + 10, "{route}");
            assert!(kept.bytes >= bound.bytes + 4 * bound.fields + 4_096, "{route}");
        }
    }
}
