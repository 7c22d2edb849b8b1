//! Where a request comes from, and how often somebody there may try what needs no account. Passwords, codes and letters
//! are counted in the database, by `services`.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use domain::people::guessing::network_of;
use domain::text::clean_line;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use services::people::Origin;

use crate::http::cookies::{DEVICE_COOKIE, cookie};
use crate::http::errors::PageError;
use crate::http::proxy;
use crate::portal::Portal;

/// Tries of one thing from one network: twenty at once, then two a minute.
const TRIES: (u32, u32) = (20, 2);
/// Tries from one network, where a whole school may sit: three hundred at once, then sixty a minute.
const PLACE_TRIES: (u32, u32) = (300, 60);

/// The counters of the running process.
pub struct Limits {
    tries: DefaultKeyedRateLimiter<(String, String)>,
    place: DefaultKeyedRateLimiter<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { tries: RateLimiter::keyed(quota(TRIES)), place: RateLimiter::keyed(quota(PLACE_TRIES)) }
    }
}

fn quota((burst, per_minute): (u32, u32)) -> Quota {
    let at_least_one = |count: u32| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst))
}

impl Limits {
    /// One try at a link, a receipt or a code of an entry.
    pub fn try_once(&self, from: ClientAddress, what: &str) -> Result<(), PageError> {
        let network = network_of(from.0);
        let fine = self.place.check_key(&network).is_ok() && self.tries.check_key(&(network, key(what))).is_ok();
        fine.then_some(()).ok_or(PageError::TooMany)
    }

    /// Forgets who has not tried for a while.
    pub fn forget_old(&self) {
        self.tries.retain_recent();
        self.place.retain_recent();
    }
}

/// Case, width and spaces do not make another thing; a long text does not fill the memory.
fn key(what: &str) -> String {
    clean_line(what).to_lowercase().chars().take(254).collect()
}

/// The address of the person's machine, as far as our own proxies tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<Portal> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
        Ok(Self(proxy::client_of(peer, &parts.headers, &portal.config.trusted_proxies)))
    }
}

/// Network and browser of a request, as limits on guessing see them.
pub struct Here(pub Origin);

impl FromRequestParts<Portal> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, portal).await?;
        Ok(Self(Origin {
            network: network_of(address),
            device: cookie(&parts.headers, &portal.cookie_name(DEVICE_COOKIE)),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: ClientAddress = ClientAddress(IpAddr::V4(Ipv4Addr::LOCALHOST));
    const THERE: ClientAddress = ClientAddress(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));

    #[test]
    fn the_twenty_first_try_at_one_thing_is_refused_and_others_go_on() {
        let limits = Limits::default();
        for _ in 0..TRIES.0 {
            limits.try_once(HERE, "STT-0001").expect("allowed");
        }
        assert!(limits.try_once(HERE, " ｓｔｔ-0001\u{200B}").is_err());
        assert!(limits.try_once(HERE, "STT-0002").is_ok());
        assert!(limits.try_once(THERE, "STT-0001").is_ok());
    }

    #[test]
    fn one_place_cannot_try_a_thousand_things_and_an_ipv6_household_is_one_place() {
        let limits = Limits::default();
        let tried = |from: &dyn Fn(u16) -> IpAddr| {
            (0..1_000_u16)
                .filter(|number| limits.try_once(ClientAddress(from(*number)), &number.to_string()).is_ok())
                .count()
        };
        let here = tried(&|_| HERE.0);
        assert!((300..310).contains(&here), "{here}");
        let household = tried(&|number| IpAddr::from([0x2001, 0xdb8, 1, 2, 3, 4, 5, number]));
        assert!((300..310).contains(&household), "{household}");
    }
}
