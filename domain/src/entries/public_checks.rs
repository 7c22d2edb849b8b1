//! What anyone may find out: whether a receipt is genuine, and how an entry stands to whoever knows its secret.

use time::OffsetDateTime;

use crate::entries::receipt::{ReceiptPayload, ReceiptTextProblem};
use crate::entries::state::{EntryState, UnitState};

/// What checking a receipt found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptFinding {
    /// The portal signed exactly this.
    Genuine { payload: ReceiptPayload },
    /// The register knows the number; only its facts are shown, nothing was compared.
    Registered { payload: ReceiptPayload },
    /// It looks like a receipt, but its text was changed or somebody else signed it.
    Forged { number: String },
    /// Signed with a key this portal does not know.
    UnknownKey { number: String, key_id: String },
    /// No such number.
    Unknown { number: String },
    /// The text is no receipt at all.
    NotAReceipt(ReceiptTextProblem),
}

/// How an entry stands, without a word about its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryStanding {
    pub code: String,
    pub title: String,
    pub edition_vi: String,
    pub edition_en: String,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub unit_confirms: bool,
    pub submitted_at: Option<OffsetDateTime>,
    /// Until when a supplement that was asked for may come.
    pub supplement_due: Option<OffsetDateTime>,
}
