//! Whose fault it is that a letter did not leave. Ours or the relay's holds for every letter: the outbox waits, and no letter
//! loses an attempt. The recipient's concerns one letter alone.

use serde::{Deserialize, Serialize};
use time::Duration;

/// Whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fault {
    /// The mail server takes nothing from us now: down, signing in refused, a limit of the day.
    Relay,
    /// This mailbox takes nothing now; later it may.
    RecipientForNow,
    /// This letter will never be taken.
    Recipient,
}

/// What the relay answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The code of three digits; none when there was no answer at all: no connection, no TLS, no word in time.
    pub code: Option<u16>,
    pub text: &'a str,
}

/// Codes that are about us and the relay, whatever else is said: service not available, transition needed, signing in.
const ABOUT_US: [u16; 8] = [421, 432, 454, 530, 534, 535, 538, 525];
/// Words in which relays speak of their limits and of us. The codes beside them differ from relay to relay.
const LIMIT_WORDS: [&str; 14] = [
    "daily",
    "quota exceeded for",
    "limit exceeded",
    "sending limit",
    "rate limit",
    "ratelimit",
    "too many messages",
    "too many emails",
    "too much mail",
    "throttl",
    "relay access denied",
    "relaying denied",
    "not authenticated",
    "authentication required",
];

/// Whose fault an answer tells of. The extended code decides before the plain one, and both before words.
pub fn fault_of(answer: Answer<'_>) -> Fault {
    let Some(code) = answer.code else { return Fault::Relay };
    if ABOUT_US.contains(&code) {
        return Fault::Relay;
    }
    let for_now = if code < 500 { Fault::RecipientForNow } else { Fault::Recipient };
    let words = answer.text.to_lowercase();
    match extended_code(&words) {
        // The sender's address is ours: 5.1.7 and 5.1.8.
        Some((1, 7 | 8)) => Fault::Relay,
        // The mailbox, or the way to it.
        Some((1 | 2, _)) => for_now,
        // The system, the network, the protocol of the relay; 5.4.5 is Google's limit of the day. A host that is not there
        // (4.4.1, 5.4.4, 5.4.1) is the recipient's.
        Some((4, 1 | 4)) => for_now,
        Some((3 | 4, _)) => Fault::Relay,
        _ if LIMIT_WORDS.iter().any(|word| words.contains(word)) => Fault::Relay,
        // Content and policy: this letter, unless the relay says it is about now.
        Some((6 | 7, _)) if code >= 500 => Fault::Recipient,
        Some((7, _)) => Fault::Relay,
        _ if matches!(code, 451 | 452) => Fault::Relay,
        _ => for_now,
    }
}

/// Subject and detail of `5.7.1`.
fn extended_code(words: &str) -> Option<(u16, u16)> {
    words.split_whitespace().find_map(|word| {
        let mut parts = word.trim_matches(|c: char| !c.is_ascii_digit()).split('.');
        let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
        let known = matches!(class, "4" | "5") && parts.next().is_none();
        if known { Some((subject.parse().ok()?, detail.parse().ok()?)) } else { None }
    })
}

/// How long the outbox waits after the `failures`-th failure in a row. A limit of the day ends within one.
pub fn pause_after(failures: u32) -> Duration {
    match failures {
        0 | 1 => Duration::minutes(1),
        2 => Duration::minutes(2),
        3 => Duration::minutes(5),
        4 => Duration::minutes(15),
        5 => Duration::minutes(30),
        _ => Duration::hours(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_fault_an_answer_tells_of() {
        use Fault::{Recipient, RecipientForNow, Relay};
        let table = [
            (None, "Connection refused", Relay),
            (Some(421), "4.7.0 Try again later, closing connection", Relay),
            (Some(454), "4.7.0 Temporary authentication failure", Relay),
            (Some(530), "5.7.0 Must issue a STARTTLS command first", Relay),
            (Some(534), "5.7.9 Application-specific password required", Relay),
            (Some(535), "5.7.8 Username and Password not accepted", Relay),
            (Some(535), "Incorrect authentication data", Relay),
            (Some(550), "5.4.5 Daily user sending quota exceeded", Relay),
            (Some(550), "5.7.1 Daily sending limit reached", Relay),
            (Some(554), "5.7.1 Relay access denied", Relay),
            (Some(452), "4.5.3 Too many recipients", Relay),
            (Some(452), "4.3.1 Insufficient system storage", Relay),
            (Some(451), "4.3.0 Temporary system problem", Relay),
            (Some(451), "Requested action aborted: local error in processing", Relay),
            (Some(450), "4.7.1 Rate limit exceeded", Relay),
            (Some(553), "5.1.8 Sender address rejected: domain not found", Relay),
            (Some(450), "4.2.0 Greylisted, try again in five minutes", RecipientForNow),
            (Some(450), "Requested mail action not taken: mailbox unavailable", RecipientForNow),
            (Some(452), "4.2.2 Mailbox full", RecipientForNow),
            (Some(451), "4.4.1 Host not reachable", RecipientForNow),
            (Some(552), "5.2.2 Mailbox quota exceeded for user", Recipient),
            (Some(550), "5.1.1 No such user here", Recipient),
            (Some(550), "No such user", Recipient),
            (Some(553), "Mailbox name not allowed", Recipient),
            (Some(554), "5.7.1 Message rejected as spam", Recipient),
            (Some(550), "Blocked, see 10.0.0.5 for details", Recipient),
        ];
        for (code, text, expected) in table {
            assert_eq!(fault_of(Answer { code, text }), expected, "{code:?} {text}");
        }
    }

    #[test]
    fn the_pause_grows_to_an_hour() {
        let pauses: Vec<_> = (1..9).map(pause_after).collect();
        assert!(pauses.is_sorted());
        assert_eq!((pauses[0], pauses[7]), (Duration::minutes(1), Duration::hours(1)));
    }
}
