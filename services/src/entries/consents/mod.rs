//! Asking guardians and children, and keeping what they said. Links work without an account; only their hash is stored, and
//! only the letter knows them.

mod answer;
mod ask;
mod kept;
mod page;
mod paper;
mod people;
mod tell;

pub use answer::{AnswerConsentError, answer_beside, answer_consent, withdraw_consent};
pub(super) use ask::ask_missing;
pub use ask::{AskConsentError, ask_consent};
pub use page::find_consent;
pub use paper::{RecordPaperError, find_paper_form, record_paper};
pub(crate) use people::{PeopleOf, standings_of};
