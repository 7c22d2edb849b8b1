//! Letters: their kinds, their states on the way, and when to try again.

mod fault;
mod letter_kind;
mod mail_state;

pub use fault::{Answer, Fault, fault_of, pause_after};
pub use letter_kind::LetterKind;
pub use mail_state::{MAX_ATTEMPTS, MailState, retry_after};
