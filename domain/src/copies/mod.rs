//! What a device keeps of a form until the server has answered for it.
//!
//! One owner at a time: typed text belongs to the page until the server answers for it; from then on the server's version
//! is the only one. [`Machine`] is the page's side, [`verdict`] the server's. See `docs/decisions/0010`.

mod events;
mod machine;
mod opening;
mod rows;
mod verdict;

use serde::Serialize;

pub use events::{Answer, Event, Hold, Status};
pub use machine::{Machine, QUIET, RETRY, TIMEOUT};
pub use opening::{Opening, Reopening};
pub use rows::missing_rows;
pub use verdict::{OwnSave, Verdict, verdict};

/// What people typed: name and value of each field, in the order of the page. Hidden fields are never among them.
pub type Fields = Vec<(String, String)>;

/// Which save of which page: one page is one opening of a form in one tab.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SaveId {
    pub page: String,
    /// From 1; a later save of a page holds everything an earlier one held.
    pub counter: u32,
}

/// What lies on a device for a page that typed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The save that would carry this text to the server, or a later one of the same page.
    pub id: SaveId,
    /// The mark of the server's version that it was typed over.
    pub base: String,
    /// Which people and fields the form had: a copy fits no other shape.
    pub shape: String,
    /// Milliseconds since 1970.
    pub at: i64,
    pub fields: Fields,
}

/// Where a save comes from, as the server is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The mark of the version it was built on; without it nothing is compared.
    pub base: Option<String>,
    /// Counter 0: the form was sent without the program.
    pub save: Option<SaveId>,
    /// It adds or removes a row: what its page sends later is built on another form.
    pub reshapes: bool,
}

impl Origin {
    /// Built on this mark, by a page that nobody named.
    pub fn on(base: impl Into<String>) -> Self {
        Self { base: Some(base.into()), ..Self::default() }
    }
}

/// A request to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    pub id: SaveId,
    pub base: String,
    pub fields: Fields,
}

/// What the page has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep this on the device, in place of what the same page kept before.
    Keep(Copy),
    /// Remove what this page kept.
    Drop(String),
    /// Send it and tell the answer.
    Send(Save),
    /// Send it while the page goes away: nobody waits for the answer.
    Farewell(Save),
    /// Stop waiting for the answer to the request under way.
    Abort,
    /// Put this into the fields.
    Fill(Fields),
    /// Show this copy beside what the server has, to be used or thrown away; nothing hides the panel.
    Offer(Option<Copy>),
    /// Send the form as its button would.
    Submit,
    /// Say where the text is.
    Say(Status),
}
