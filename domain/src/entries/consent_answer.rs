//! What a guardian or a child answers on the consent page.

use time::OffsetDateTime;

use crate::entries::consent::{Consent, ConsentSubject};
use crate::entries::state::EntryState;

/// The answer as sent. Nothing is ticked before the person does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsentAnswer {
    pub person_name: String,
    pub relation: String,
    /// The data are processed for the contest.
    pub processing: bool,
    pub publish_name: bool,
    pub publish_photo: bool,
}

/// What is missing in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentProblem {
    NameMissing,
    RelationMissing,
    /// Without it nobody may take part; whoever does not want it refuses.
    ProcessingNotTicked,
}

/// What the person at the link is asked.
#[derive(Clone, Debug)]
pub struct ConsentRequest {
    pub consent: Consent,
    /// The person the data are about.
    pub author_name: String,
    /// The guardian named in the entry, to begin with.
    pub guardian_name: String,
    pub guardian_relation: String,
    pub entry_title: String,
    pub entry_state: EntryState,
    pub edition_vi: String,
    pub edition_en: String,
    pub text_version: String,
    pub withdrawn_at: Option<OffsetDateTime>,
}

/// Everything missing in a yes; a no needs nothing but a name.
pub fn check_consent(subject: ConsentSubject, answer: &ConsentAnswer, refuses: bool) -> Vec<ConsentProblem> {
    let mut problems = Vec::new();
    if answer.person_name.is_empty() {
        problems.push(ConsentProblem::NameMissing);
    }
    if subject == ConsentSubject::Guardian && answer.relation.is_empty() {
        problems.push(ConsentProblem::RelationMissing);
    }
    if !refuses && !answer.processing {
        problems.push(ConsentProblem::ProcessingNotTicked);
    }
    problems
}
