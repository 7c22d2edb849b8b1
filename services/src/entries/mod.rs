//! Entries: from the first line to the receipt.

mod consents;
pub mod files;
mod find_entry;
mod letters;
mod list_entries;
mod load;
mod papers;
mod public_checks;
mod save_section;
mod signing;
mod standing;
mod start_entry;
mod submit_entry;
mod units;
mod unread;
mod visits;
mod withdraw_entry;

#[cfg(test)]
mod tests;

pub use consents::{
    AnswerConsentError, AskConsentError, RecordPaperError, answer_beside, answer_consent, ask_consent, find_consent,
    find_paper_form, record_paper, withdraw_consent,
};
pub(crate) use consents::{PeopleOf, standings_of};
pub use find_entry::{find_entry, find_open_entry, section_fingerprint};
pub use list_entries::{list_my_entries, open_editions};
pub(crate) use load::{consents_of, entries_of_rows};
pub use load::{load_entries, load_entry};
pub use public_checks::{check_receipt, look_up_entry};
pub use save_section::{SaveSectionError, Saved, known_saves, save_section};
pub use signing::ReceiptKey;
pub(crate) use standing::{deadline_of_row, supplement_due, whose_row};
pub use start_entry::{StartEntryError, start_entry};
pub use submit_entry::{SubmitEntryError, look_up_code, submit_entry};
#[cfg(test)]
pub(crate) use units::units_by_name;
pub use units::{communes, find_unit, search_units};
pub use visits::note_visit;
pub use withdraw_entry::{WithdrawEntryError, withdraw_entry};
