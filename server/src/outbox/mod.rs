//! Outgoing mail: the pages of staff, and the task that sends.

mod pages;
pub mod worker;

pub use pages::signed_in_routes;

use app::outbox::letters::{Writer, write_letter};
use domain::outbox::LetterKind;
use domain::text::Lang;
use serde_json::Value;
use services::outbox::WrittenLetter;

use crate::portal::Portal;

/// The words of a letter of this portal.
pub(crate) fn write(portal: &Portal, kind: LetterKind, lang: Lang, params: &Value) -> WrittenLetter {
    let writer = Writer { organiser: &portal.organiser, address: &portal.config.address };
    let (subject, body) = write_letter(kind, lang, params, writer);
    WrittenLetter { subject, body }
}
