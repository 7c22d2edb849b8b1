//! How often somebody may try: by network address, and by address and e-mail together.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::http::errors::PageError;
use crate::portal::Portal;

/// Tries of one person from one place: twenty at once, then two a minute.
const TRIES: (u32, u32) = (20, 2);
/// Tries from one place, where a whole school may sit: three hundred at once, then sixty a minute.
const PLACE_TRIES: (u32, u32) = (300, 60);
/// Letters to one address: five at once, then one a minute.
const LETTERS: (u32, u32) = (5, 1);

/// The counters of the running process.
pub struct Limits {
    tries: DefaultKeyedRateLimiter<(IpAddr, String)>,
    place: DefaultKeyedRateLimiter<IpAddr>,
    letters: DefaultKeyedRateLimiter<(IpAddr, String)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tries: RateLimiter::keyed(quota(TRIES)),
            place: RateLimiter::keyed(quota(PLACE_TRIES)),
            letters: RateLimiter::keyed(quota(LETTERS)),
        }
    }
}

fn quota((burst, per_minute): (u32, u32)) -> Quota {
    let at_least_one = |count: u32| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst))
}

impl Limits {
    /// One try to prove who somebody is.
    pub fn try_once(&self, from: ClientAddress, who: &str) -> Result<(), PageError> {
        let fine = self.place.check_key(&from.0).is_ok() && self.tries.check_key(&(from.0, key(who))).is_ok();
        fine.then_some(()).ok_or(PageError::TooMany)
    }

    /// One letter asked for.
    pub fn ask_letter(&self, from: ClientAddress, to: &str) -> Result<(), PageError> {
        let fine = self.place.check_key(&from.0).is_ok() && self.letters.check_key(&(from.0, key(to))).is_ok();
        fine.then_some(()).ok_or(PageError::TooMany)
    }

    /// Forgets who has not tried for a while.
    pub fn forget_old(&self) {
        self.tries.retain_recent();
        self.place.retain_recent();
        self.letters.retain_recent();
    }
}

/// Case and spaces do not make another person; a long text does not fill the memory.
fn key(who: &str) -> String {
    who.trim().to_lowercase().chars().take(254).collect()
}

/// Where the request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<Portal> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Self::Rejection> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
        let forwarded = portal.config.behind_proxy.then(|| last_forwarded(parts)).flatten();
        Ok(Self(forwarded.unwrap_or(peer)))
    }
}

/// The address our own proxy added: the last one. Earlier ones are the client's word.
fn last_forwarded(parts: &Parts) -> Option<IpAddr> {
    let header = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
    header.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: ClientAddress = ClientAddress(IpAddr::V4(Ipv4Addr::LOCALHOST));
    const THERE: ClientAddress = ClientAddress(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));

    #[test]
    fn the_twenty_first_try_on_one_account_is_refused_and_others_go_on() {
        let limits = Limits::default();
        for _ in 0..TRIES.0 {
            limits.try_once(HERE, "lan@vi-du.example").expect("allowed");
        }
        assert!(limits.try_once(HERE, " LAN@vi-du.example").is_err());
        assert!(limits.try_once(HERE, "hoa@vi-du.example").is_ok());
        assert!(limits.try_once(THERE, "lan@vi-du.example").is_ok());
    }

    #[test]
    fn one_place_cannot_try_a_thousand_accounts() {
        let limits = Limits::default();
        let allowed = (0..1_000)
            .filter(|number| limits.try_once(HERE, &number.to_string()).is_ok())
            .count();
        assert!((300..310).contains(&allowed), "{allowed}");
    }
}
