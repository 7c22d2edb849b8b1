//! How the consents of one person stand: what is needed, what is there, and what may be public.

use time::{Date, OffsetDateTime};

use crate::calendar::{is_child, needs_own_consent};
use crate::consent::answer::{Consent, ConsentState, Subject};
use crate::consent::question::Person;

/// The days that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// When the entry was first sent, else today: the age on this day decides who must agree.
    pub counted: Date,
    pub today: Date,
}

/// What of a person may be public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// The full name and the school.
    pub name: bool,
    pub photo: bool,
}

/// Where one that is needed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Nobody was asked about this person. `answered_before`: an earlier answer spoke of somebody else.
    NotAsked {
        answered_before: bool,
    },
    Asked {
        at: OffsetDateTime,
    },
    Given,
    Refused,
    Withdrawn,
}

/// One consent that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub subject: Subject,
    pub state: LineState,
}

/// The consents of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// One line for each that is needed, guardian first; none when nobody else must agree.
    pub lines: Vec<Line>,
    /// Who may be asked now: who is needed, and who decides about publication today.
    pub may_ask: Vec<Subject>,
    pub publication: Publication,
}

impl Standing {
    /// A yes for each that is needed.
    pub fn is_complete(&self) -> bool {
        self.lines.iter().all(|line| line.state == LineState::Given)
    }

    /// How many of those needed said yes.
    pub fn given(&self) -> usize {
        self.lines.iter().filter(|line| line.state == LineState::Given).count()
    }

    /// Those who said no, or took a yes back.
    pub fn against(&self) -> impl Iterator<Item = Line> + '_ {
        let no = |line: &Line| matches!(line.state, LineState::Refused | LineState::Withdrawn);
        self.lines.iter().copied().filter(no)
    }

    /// Those nobody has asked about this person yet.
    pub fn not_asked(&self) -> impl Iterator<Item = Subject> + '_ {
        let open = |line: &&Line| matches!(line.state, LineState::NotAsked { .. });
        self.lines.iter().filter(open).map(|line| line.subject)
    }

    /// The state of one that is needed.
    pub fn line(&self, subject: Subject) -> Option<LineState> {
        self.lines.iter().find(|line| line.subject == subject).map(|line| line.state)
    }
}

/// Who must agree for somebody born on that day. Without a birth date a person is taken for a child whose age asks both.
pub fn consents_needed(birth: Option<Date>, on: Date) -> Vec<Subject> {
    match birth {
        None => Subject::ALL.to_vec(),
        Some(birth) if !is_child(birth, on) => vec![],
        Some(birth) if needs_own_consent(birth, on) => Subject::ALL.to_vec(),
        Some(_) => vec![Subject::Guardian],
    }
}

/// How the consents of a person stand. `consents` come newest first; `entrant_publishes`: those who entered ticked that
/// names may be published, which speaks for nobody under 16 and for nobody who answered for themselves.
pub fn standing(person: &Person, consents: &[Consent], days: Days, entrant_publishes: bool) -> Standing {
    let said = |subject| last_word(person, consents, subject);
    let (guardian, own) = (said(Subject::Guardian), said(Subject::Child));
    if let Some(own) = own.filter(|own| is_of_age(person, own)) {
        return answered_of_age(own);
    }
    let counted_age = consents_needed(person.birth_date, days.counted);
    let needed = match counted_age.is_empty() {
        // Sent at 16 or later: what was answered while a child stands, what was not is not needed any more.
        true => Subject::ALL.into_iter().filter(|subject| said(*subject).is_some()).collect(),
        false => counted_age,
    };
    let publication = if needed.is_empty() {
        Publication { name: entrant_publishes, photo: entrant_publishes }
    } else {
        agreed_publication(person, days.today, guardian, own)
    };
    Standing {
        lines: needed.iter().map(|subject| line_of(person, consents, *subject)).collect(),
        may_ask: may_ask(person, days.today),
        publication,
    }
}

/// The last answer that speaks of this person, by the day it was given: a paper may be recorded later than it was signed.
pub fn last_word<'a>(person: &Person, consents: &'a [Consent], subject: Subject) -> Option<&'a Consent> {
    consents
        .iter()
        .rev()
        .filter(|consent| consent.said_on().is_some() && speaks_of(consent, subject, person))
        .max_by_key(|consent| consent.said_at())
}

fn speaks_of(consent: &Consent, subject: Subject, person: &Person) -> bool {
    consent.subject == subject && consent.question.binds(subject, person)
}

fn is_of_age(person: &Person, answer: &Consent) -> bool {
    match (person.birth_date, answer.said_on()) {
        (Some(birth), Some(on)) => !is_child(birth, on),
        _ => false,
    }
}

/// Nobody speaks for a person of age any more.
fn answered_of_age(own: &Consent) -> Standing {
    let given = own.state == ConsentState::Given;
    Standing {
        lines: vec![Line { subject: Subject::Child, state: state_of(own) }],
        may_ask: vec![Subject::Child],
        publication: Publication { name: given && own.publish_name, photo: given && own.publish_photo },
    }
}

/// The guardian's yes and, of whoever is seven or more by now, their own.
fn agreed_publication(person: &Person, today: Date, guardian: Option<&Consent>, own: Option<&Consent>) -> Publication {
    let own_needed = person.birth_date.is_none_or(|birth| needs_own_consent(birth, today));
    let agreed = |what: fn(&Consent) -> bool| {
        let yes = |answer: Option<&Consent>| answer.is_some_and(|one| one.state == ConsentState::Given && what(one));
        yes(guardian) && (!own_needed || yes(own))
    };
    Publication { name: agreed(|consent| consent.publish_name), photo: agreed(|consent| consent.publish_photo) }
}

fn may_ask(person: &Person, today: Date) -> Vec<Subject> {
    match consents_needed(person.birth_date, today) {
        nobody if nobody.is_empty() => vec![Subject::Child],
        needed => needed,
    }
}

/// Where the answer of one of them stands, needed or not.
pub fn line_of(person: &Person, consents: &[Consent], subject: Subject) -> Line {
    let asked = consents.iter().find(|consent| speaks_of(consent, subject, person));
    let state = match (last_word(person, consents, subject), asked) {
        (Some(answer), _) => state_of(answer),
        (None, Some(asked)) => LineState::Asked { at: asked.asked_at },
        (None, None) => LineState::NotAsked {
            answered_before: consents.iter().any(|consent| consent.subject == subject && consent.said_on().is_some()),
        },
    };
    Line { subject, state }
}

fn state_of(answer: &Consent) -> LineState {
    match answer.state {
        ConsentState::Asked => LineState::Asked { at: answer.asked_at },
        ConsentState::Given => LineState::Given,
        ConsentState::Refused => LineState::Refused,
        ConsentState::Withdrawn => LineState::Withdrawn,
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
