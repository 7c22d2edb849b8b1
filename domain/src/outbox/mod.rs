//! Letters: their kinds, their states on the way, and when to try again.

mod letter_kind;
mod mail_state;

pub use letter_kind::LetterKind;
pub use mail_state::{MAX_ATTEMPTS, MailState, retry_after};
