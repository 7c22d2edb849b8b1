//! Addresses of endless length.

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::http::bounds::{QUERY, QUERY_VALUE, QUERY_VALUES};
use crate::http::request::redirect_to;

/// Answers an address whose query is too long by a shorter one: whoever pastes a page into a search still finds something, and no
/// page repeats an endless address in each of its links.
pub async fn shorten(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match request.uri().query() {
        Some(query) if reads && query.len() > QUERY => {
            redirect_to(&format!("{}?{}", request.uri().path(), shortened(query)))
        }
        _ => next.run(request).await,
    }
}

/// The first values of a query, each cut, as far as they fit.
fn shortened(query: &str) -> String {
    let mut short = String::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).take(QUERY_VALUES) {
        let value: String = value.chars().take(QUERY_VALUE).collect();
        let pair = form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish();
        if short.len() + 1 + pair.len() > QUERY {
            break;
        }
        if !short.is_empty() {
            short.push('&');
        }
        short.push_str(&pair);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_query_is_short_whatever_it_was() {
        let long = "%E1%BB%9F".repeat(3_000);
        let table = [
            format!("q={long}&trang=2"),
            format!("{long}=1"),
            (0..9_000).map(|number| format!("a{number}=b&")).collect(),
            format!("a={long}&b={long}&c={long}&d={long}"),
        ];
        for query in table {
            assert!(shortened(&query).len() <= QUERY, "{}", shortened(&query));
        }
        let asked = shortened(&format!("q=k%C3%ADnh+{long}&trang=2"));
        assert!(asked.starts_with("q=k%C3%ADnh+") && asked.ends_with("&trang=2"), "{asked}");
    }
}
