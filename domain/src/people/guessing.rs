//! How often somebody may try to prove who they are, or ask for a letter. Wrong tries are counted where they come from:
//! tries from places new to an account wait longer and longer, while the devices its owner has signed in with have a count
//! of their own. So nobody guesses for long, and nobody can lock an owner out by guessing.

use std::net::{IpAddr, Ipv6Addr};

use time::{Duration, OffsetDateTime};

/// How well an account knows the place a try comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Its owner has signed in with this browser.
    KnownDevice,
    /// Its owner has signed in from this network.
    KnownNetwork,
    /// Any other place.
    New,
}

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attempt {
    Password,
    /// The one-time code of staff. Whoever gets here knows the password.
    Code,
    /// A letter that anybody may ask for, such as the link to a new password.
    Letter,
    /// A letter that asks for consent: whoever fills in an entry names its recipient.
    ConsentLetter,
}

/// What a count belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One account, this device.
    AccountOnDevice,
    /// One account, this network.
    AccountInNetwork,
    /// One account, all places new to it together: a thousand machines guess no more than one.
    AccountFromNewPlaces,
    /// One account or recipient, wherever from.
    AccountAnywhere,
    /// Everybody in this network, where a whole school may sit.
    Network,
}

impl Scope {
    /// The word stored with the count.
    pub fn code(self) -> &'static str {
        match self {
            Self::AccountOnDevice => "device",
            Self::AccountInNetwork => "place",
            Self::AccountFromNewPlaces => "new",
            Self::AccountAnywhere => "any",
            Self::Network => "network",
        }
    }
}

/// How many tries are free, and how the wait grows afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// This many cost no wait.
    pub free: u32,
    /// The wait after the last free one; each further one doubles it.
    pub first_wait: Duration,
    pub longest_wait: Duration,
    /// Without a try for this long, all is forgotten.
    pub memory: Duration,
}

/// What has been tried so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    pub count: u32,
    pub last: Option<OffsetDateTime>,
}

/// The try is not taken before this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many tries: the next one is taken at {until}")]
pub struct Wait {
    pub until: OffsetDateTime,
}

const fn limit(free: u32, first_wait: Duration, longest_wait: Duration) -> Limit {
    Limit { free, first_wait, longest_wait, memory: Duration::DAY }
}

const OWN_PLACE: Limit = limit(10, Duration::seconds(30), Duration::minutes(15));
const NEW_PLACES: Limit = limit(10, Duration::minutes(1), Duration::hours(1));
const CODES: Limit = limit(5, Duration::minutes(1), Duration::hours(1));
/// The longest wait is shorter than a link lives: whoever uses up the letters of somebody has sent them one that works.
const LETTERS: Limit = limit(4, Duration::minutes(15), Duration::hours(1));
/// A family may have several children in several contests; a stranger's address gets no more than these.
const CONSENTS: Limit = limit(10, Duration::hours(12), Duration::DAY);
const NETWORK: Limit =
    Limit { free: 200, first_wait: Duration::seconds(2), longest_wait: Duration::seconds(30), memory: Duration::HOUR };

/// The counts a try must pass, all of them.
pub fn limits_of(attempt: Attempt, place: Place) -> &'static [(Scope, Limit)] {
    match (attempt, place) {
        (Attempt::Password, Place::KnownDevice) => &[(Scope::AccountOnDevice, OWN_PLACE)],
        (Attempt::Password, Place::KnownNetwork) => &[(Scope::AccountInNetwork, OWN_PLACE), (Scope::Network, NETWORK)],
        (Attempt::Password, Place::New) => &[(Scope::AccountFromNewPlaces, NEW_PLACES), (Scope::Network, NETWORK)],
        (Attempt::Code, Place::KnownDevice) => &[(Scope::AccountOnDevice, CODES)],
        (Attempt::Code, Place::KnownNetwork | Place::New) => &[(Scope::AccountFromNewPlaces, CODES)],
        (Attempt::Letter, _) => &[(Scope::AccountAnywhere, LETTERS), (Scope::Network, NETWORK)],
        (Attempt::ConsentLetter, _) => &[(Scope::AccountAnywhere, CONSENTS)],
    }
}

impl Limit {
    /// Counts one more try, or says when the next one is taken.
    pub fn count(&self, tries: Tries, now: OffsetDateTime) -> Result<Tries, Wait> {
        let remembered = tries.last.filter(|last| now - *last < self.memory);
        let count = if remembered.is_some() { tries.count } else { 0 };
        let until = remembered.and_then(|last| last.checked_add(self.wait_after(count)));
        match until.filter(|until| *until > now) {
            Some(until) => Err(Wait { until }),
            None => Ok(Tries { count: count.saturating_add(1), last: Some(now) }),
        }
    }

    /// How long the next try waits after this many.
    pub fn wait_after(&self, count: u32) -> Duration {
        let Some(beyond) = count.checked_sub(self.free) else {
            return Duration::ZERO;
        };
        let factor = 2_i32.checked_pow(beyond).unwrap_or(i32::MAX);
        let wait = self.first_wait.checked_mul(factor).unwrap_or(self.longest_wait);
        wait.min(self.longest_wait)
    }

    /// True when these wrong tries are the owner's business, who is told once in the time they are remembered.
    pub fn tells_owner(&self, tries: Tries, told: Option<OffsetDateTime>, now: OffsetDateTime) -> bool {
        tries.count >= self.free && told.is_none_or(|told| now - told >= self.memory)
    }
}

/// The network an address belongs to, as far as limits go: one IPv4 address, or the /64 that one IPv6 household gets.
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::datetime;

    const NOON: OffsetDateTime = datetime!(2026-11-28 12:00 +7);

    fn limit_of(attempt: Attempt, place: Place) -> Limit {
        limits_of(attempt, place)[0].1
    }

    /// How many tries somebody gets in who tries again as soon as they may.
    fn tries_within(limit: Limit, time: Duration) -> u32 {
        let (mut now, mut tries, mut taken) = (NOON, Tries::default(), 0);
        while now < NOON + time {
            match limit.count(tries, now) {
                Ok(counted) => (tries, taken) = (counted, taken + 1),
                Err(wait) => now = wait.until,
            }
        }
        taken
    }

    #[test]
    fn how_many_guesses_a_day_gives() {
        let table = [
            (Attempt::Password, Place::New, 40),
            (Attempt::Password, Place::KnownNetwork, 112),
            (Attempt::Password, Place::KnownDevice, 112),
            (Attempt::Code, Place::New, 35),
            (Attempt::Code, Place::KnownDevice, 35),
            (Attempt::Letter, Place::New, 30),
        ];
        for (attempt, place, most) in table {
            let taken = tries_within(limit_of(attempt, place), Duration::DAY);
            assert!((most / 2..=most).contains(&taken), "{attempt:?} {place:?}: {taken}");
        }
        assert!(tries_within(LETTERS, Duration::HOUR) <= 6);
        assert!(tries_within(NETWORK, Duration::DAY) < 3_200);
    }

    #[test]
    fn the_wait_grows_and_has_an_end() {
        let waits = |limit: Limit, counts: [u32; 6]| counts.map(|count| limit.wait_after(count).whole_seconds());
        assert_eq!(waits(NEW_PLACES, [0, 9, 10, 11, 12, 13]), [0, 0, 60, 120, 240, 480]);
        assert_eq!(waits(OWN_PLACE, [9, 10, 14, 15, 16, u32::MAX]), [0, 30, 480, 900, 900, 900]);
        assert_eq!(waits(CODES, [4, 5, 6, 10, 11, 12]), [0, 60, 120, 1_920, 3_600, 3_600]);
    }

    #[test]
    fn a_known_device_shares_no_count_with_anybody() {
        for attempt in [Attempt::Password, Attempt::Code] {
            let own = limits_of(attempt, Place::KnownDevice);
            let new = limits_of(attempt, Place::New);
            assert!(own.iter().all(|(scope, _)| new.iter().all(|(other, _)| scope != other)));
            assert!(own.iter().all(|(scope, _)| *scope != Scope::Network));
        }
    }

    #[test]
    fn a_day_without_a_try_is_forgotten_and_the_owner_is_told_once_a_day() {
        let tired = Tries { count: 30, last: Some(NOON) };
        assert!(NEW_PLACES.count(tired, NOON + Duration::minutes(59)).is_err());
        assert_eq!(NEW_PLACES.count(tired, NOON + Duration::HOUR).map(|tries| tries.count), Ok(31));
        assert_eq!(NEW_PLACES.count(tired, NOON + Duration::DAY).map(|tries| tries.count), Ok(1));
        let at = |count| Tries { count, last: Some(NOON) };
        assert!(!NEW_PLACES.tells_owner(at(9), None, NOON));
        assert!(NEW_PLACES.tells_owner(at(10), None, NOON));
        assert!(!NEW_PLACES.tells_owner(at(11), Some(NOON), NOON + Duration::HOUR));
        assert!(NEW_PLACES.tells_owner(at(11), Some(NOON), NOON + Duration::DAY));
    }

    #[test]
    fn an_ipv6_household_is_one_network() {
        let table = [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("::1", "::/64"),
        ];
        for (address, network) in table {
            assert_eq!(network_of(address.parse().expect(address)), network);
        }
    }

    proptest! {
        #[test]
        fn a_wait_never_ends_later_than_the_longest_after_the_last_try(
            count in any::<u32>(), passed in 0_i64..200_000, attempt in 0_usize..3, place in 0_usize..3,
        ) {
            let attempt = [Attempt::Password, Attempt::Code, Attempt::Letter][attempt];
            let place = [Place::KnownDevice, Place::KnownNetwork, Place::New][place];
            for (_, limit) in limits_of(attempt, place) {
                let tries = Tries { count, last: Some(NOON) };
                let now = NOON + Duration::seconds(passed);
                match limit.count(tries, now) {
                    Err(Wait { until }) => prop_assert!(until > now && until <= NOON + limit.longest_wait),
                    Ok(counted) => prop_assert!(counted.last == Some(now) && counted.count >= 1),
                }
            }
        }
    }
}
