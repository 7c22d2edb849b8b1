//! What happens to a page, what the server answers, and what is said of the text.

use super::Fields;

/// Where the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Typed, sent in a moment.
    Unsent,
    OnServer {
        clock: String,
        problems: Vec<String>,
    },
    /// On this device, waiting for the network.
    Here {
        at: i64,
    },
    /// The server cannot take it now.
    Busy {
        seconds: u32,
    },
    SignedOut,
    Stale,
    /// Both versions stand on the page; nothing is sent before a button is pressed.
    Both,
    Refused,
    /// What lay on the device since then was taken back and is sent now.
    TakenBack {
        at: i64,
    },
}

/// What the server said to a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved {
        mark: String,
        clock: String,
        problems: Vec<String>,
    },
    Stale,
    SignedOut,
    Busy,
    /// No answer came.
    Lost,
    Refused,
}

/// What happened to the page.
#[derive(Clone, Debug)]
pub enum Event {
    Typed(Fields),
    Tick,
    Answered {
        counter: u32,
        answer: Answer,
    },
    /// A button that sends the form.
    Pressed(Fields),
    /// The network is back.
    Online,
    /// The page goes away or to sleep.
    Hidden(Fields),
    /// It is shown again.
    Shown,
    TakeOffer,
    DropOffer,
    /// Everything on the device was cleared by signing out in another tab.
    Cleared,
}

/// Why nothing is sent by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    Stale,
    SignedOut,
    Refused,
    /// See [`Status::Both`].
    Both,
    Cleared,
}
