//! What a guardian or a child is asked, and answers, on the consent page or on paper.

use time::{Date, OffsetDateTime};

use crate::consent::{Consent, Datum, Subject};
use crate::entries::state::EntryState;
use crate::ids::AccountId;

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

/// Where an answer came from and to which text: it goes into the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerTrace {
    /// The network of the device, shortened: enough to tell a school from a home, not a person.
    pub network: String,
    /// The account whose session the answer came from, if somebody was signed in: a link opened on the entrant's own device
    /// is not hidden.
    pub session: Option<AccountId>,
    /// SHA-256 of the text that was shown, in hexadecimal.
    pub text_hash: String,
}

/// What the person at the link is asked.
#[derive(Clone, Debug)]
pub struct ConsentRequest {
    pub consent: Consent,
    /// The facts it was asked about are still those of the entry. If not, nothing can be answered: a new letter comes.
    pub binds: bool,
    /// The author is 16 or older today and answers alone.
    pub of_age: bool,
    /// The person the data are about.
    pub author_name: String,
    /// The guardian named in the entry, to begin with.
    pub guardian_name: String,
    pub guardian_relation: String,
    pub entry_title: String,
    pub entry_state: EntryState,
    pub edition_vi: String,
    pub edition_en: String,
    /// Everything collected of the author.
    pub data: Vec<Datum>,
    pub text_version: String,
    /// The child without an address answers here, the guardian beside.
    pub beside: Option<BesideGuardian>,
}

/// The child's own part on the guardian's page.
#[derive(Clone, Debug)]
pub struct BesideGuardian {
    /// The guardian has agreed: before that the child is not asked.
    pub is_open: bool,
    pub consent: Option<Consent>,
}

/// A signed form as the secretary records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAnswer {
    pub subject: Subject,
    pub answer: ConsentAnswer,
    pub refuses: bool,
    /// The date on the paper.
    pub signed_on: Option<Date>,
    /// Where the paper or its scan is kept.
    pub kept_at: String,
}

/// What is missing in a recorded paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperProblem {
    Answer(ConsentProblem),
    DateMissing,
    /// A paper is signed today at the latest.
    DateAhead,
    PlaceMissing,
}

/// Everything missing in a yes; a no needs nothing but a name.
pub fn check_consent(subject: Subject, answer: &ConsentAnswer, refuses: bool) -> Vec<ConsentProblem> {
    let mut problems = Vec::new();
    if answer.person_name.is_empty() {
        problems.push(ConsentProblem::NameMissing);
    }
    if subject == Subject::Guardian && answer.relation.is_empty() {
        problems.push(ConsentProblem::RelationMissing);
    }
    if !refuses && !answer.processing {
        problems.push(ConsentProblem::ProcessingNotTicked);
    }
    problems
}

/// Everything missing in a paper.
pub fn check_paper(paper: &PaperAnswer, today: Date) -> Vec<PaperProblem> {
    let answer = check_consent(paper.subject, &paper.answer, paper.refuses);
    let mut problems: Vec<PaperProblem> = answer.into_iter().map(PaperProblem::Answer).collect();
    match paper.signed_on {
        None => problems.push(PaperProblem::DateMissing),
        Some(day) if day > today => problems.push(PaperProblem::DateAhead),
        Some(_) => {}
    }
    if paper.kept_at.trim().is_empty() {
        problems.push(PaperProblem::PlaceMissing);
    }
    problems
}

/// The moment a paper counts from: the day on it, so that who was a child that day answered as one.
pub fn paper_moment(signed_on: Date) -> OffsetDateTime {
    // Noon in Viet Nam: the same day whichever way it is read.
    signed_on.midnight().assume_utc() + time::Duration::hours(5)
}
