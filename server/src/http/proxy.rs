//! Whose request it is behind a proxy. Only what our own proxies add is believed, and only when they say it.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::HeaderMap;
use ipnet::IpNet;
use tracing::warn;

/// The one header that is read. `Forwarded` and others are not: a proxy that does not know them lets the client's through.
const HEADER: &str = "x-forwarded-for";
/// Headers that tell that a proxy stands in front.
const SIGNS: [&str; 3] = [HEADER, "forwarded", "x-real-ip"];

/// The address of the client: the right-most one that is no proxy of ours. Further left stands the client's own word.
pub fn client_of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let ours = |address: IpAddr| trusted.iter().any(|network| network.contains(&address.to_canonical()));
    if !ours(peer) {
        warn_once(peer, headers);
        return peer;
    }
    let mut nearest = peer;
    for line in headers.get_all(HEADER).iter().rev() {
        for hop in line.to_str().unwrap_or_default().rsplit(',') {
            let Some(address) = parse(hop.trim()) else {
                return nearest;
            };
            nearest = address;
            if !ours(address) {
                return nearest;
            }
        }
    }
    nearest
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
fn parse(hop: &str) -> Option<IpAddr> {
    let plain = hop.parse().ok();
    plain.or_else(|| hop.parse().ok().map(|socket: std::net::SocketAddr| socket.ip()))
}

/// Says once that a proxy's word is not believed: behind it everybody looks like one person, who is then held up.
fn warn_once(peer: IpAddr, headers: &HeaderMap) {
    static WARNED: AtomicBool = AtomicBool::new(false);
    let signed = SIGNS.iter().find(|name| headers.contains_key(**name));
    if let Some(name) = signed
        && !WARNED.swap(true, Ordering::Relaxed)
    {
        warn!(
            %peer,
            "{peer} sends `{name}`, which is not believed: it is not among `trusted_proxies`. If it is your proxy, everybody \
             behind it shares one limit. Add it: trusted_proxies = [\"{peer}\"]"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn client(peer: &str, lines: &[(&'static str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).expect(value));
        }
        let trusted = ["127.0.0.1", "10.0.0.0/8", "::1"].map(|text| crate::config::network(text).expect(text));
        client_of(peer.parse().expect(peer), &headers, &trusted).to_string()
    }

    #[test]
    fn only_our_proxies_are_believed_and_only_about_their_neighbour() {
        let xff = "x-forwarded-for";
        let table: [(&str, &[(&'static str, &str)], &str); 13] = [
            ("198.51.100.1", &[], "198.51.100.1"),
            ("198.51.100.1", &[(xff, "203.0.113.9")], "198.51.100.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &[(xff, "203.0.113.9")], "203.0.113.9"),
            ("127.0.0.1", &[(xff, "1.1.1.1, 203.0.113.9")], "203.0.113.9"),
            ("127.0.0.1", &[(xff, "1.1.1.1, 203.0.113.9, 10.1.2.3")], "203.0.113.9"),
            ("127.0.0.1", &[(xff, "1.1.1.1"), (xff, "203.0.113.9")], "203.0.113.9"),
            ("127.0.0.1", &[(xff, "1.1.1.1, đâu đó")], "127.0.0.1"),
            ("127.0.0.1", &[(xff, "unknown, 10.1.2.3")], "10.1.2.3"),
            ("127.0.0.1", &[(xff, "203.0.113.9:4711")], "203.0.113.9"),
            ("::1", &[(xff, "[2001:db8::7]:4711")], "2001:db8::7"),
            ("::ffff:127.0.0.1", &[(xff, "203.0.113.9")], "203.0.113.9"),
            ("127.0.0.1", &[("forwarded", "for=1.1.1.1"), ("x-real-ip", "1.1.1.1")], "127.0.0.1"),
        ];
        for (peer, lines, expected) in table {
            assert_eq!(client(peer, lines), expected, "{peer} {lines:?}");
        }
    }
}
