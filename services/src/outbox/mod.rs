//! The outbox: letters are queued in the transaction of the act they tell of, and sent later.

mod deliver;
mod desk;
mod pause;
mod post;
mod queue_letter;

#[cfg(test)]
mod tests;

pub use deliver::{Delivered, DueLetter, WrittenLetter, deliver_due};
pub use desk::{LetterOnDesk, MailFilter, MailPage, find_mail, hold_mail, list_mail, retry_all_mail, retry_mail};
pub use domain::outbox::LetterKind;
pub use pause::{OutboxPause, try_mail_now};
pub use post::{Post, PostProblem};
pub(crate) use queue_letter::queue_letter_for;
pub use queue_letter::{Letter, queue_letter};
