//! The outbox: letters are queued in the transaction of the act they tell of, and sent later.

mod queue_letter;

pub use queue_letter::{Letter, LetterKind, queue_letter};
