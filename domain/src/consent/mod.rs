//! Who must agree to a person's data being used and made public, and what they said: one pure rule that the checklist, the
//! queue, its filter, acceptance of many, the notice, the lists, publication and the letters all ask.
//!
//! It asks “is there a yes for each that is needed?”, never “is there a no?”. A yes names what it was given for and dies
//! with it; an answer stands until the person, once of age, gives another. No birthday publishes a name.

pub mod answer;
pub mod asking;
pub mod data;
pub mod question;
pub mod standing;
pub mod telling;

pub use answer::{Consent, ConsentState, Subject, Way};
pub use asking::{AddressOf, Known, MAX_ASKED_A_DAY, address_of, address_problem, may_ask_again};
pub use data::{Datum, data_collected};
pub use question::{Person, Question, paper_holder, same_person, same_spelling};
pub use standing::{Days, Line, LineState, Publication, Standing, consents_needed, last_word, line_of, standing};
pub use telling::tell_at;

use crate::programmes::rules::{Question as FormQuestion, QuestionKind};
use crate::text::fold;

/// The version of the consent text that people read now; answers keep the one they read.
pub const CONSENT_TEXT: &str = "2026-11-28";

/// The box in which those who enter agree that names of 16 and above are published. It is never a condition of entering.
pub const PUBLISH_TICK: &str = "publish_consent";

/// True when a question asks for agreement to be made public: whoever does not want that enters all the same.
pub fn asks_publication(question: &FormQuestion) -> bool {
    let label = fold(&question.label);
    question.code == PUBLISH_TICK
        || (question.kind == QuestionKind::Tick
            && label.contains("dong y")
            && ["cong bo", "cong khai", "dang tai"].iter().any(|word| label.contains(word)))
}
