//! To whom a question goes, and how often.

use time::{Duration, OffsetDateTime};

use crate::consent::answer::{Consent, Subject};
use crate::consent::question::email;
use crate::text::EmailAddress;

/// How many letters about one person go out in a day, to whatever addresses.
pub const MAX_ASKED_A_DAY: usize = 3;
/// The same address is not asked again before this.
const PAUSE: Duration = Duration::hours(24);

/// Whose address it is already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressOf {
    /// The account that files the entry.
    Owner,
    /// An author of the entry.
    Author,
    /// A guardian named in the entry.
    Guardian,
    /// An instructor of the entry.
    Instructor,
}

/// The addresses an entry knows, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub owner: String,
    /// Of each author, in their order.
    pub authors: Vec<String>,
    /// Of the guardian of each author, in the same order.
    pub guardians: Vec<String>,
    /// What was typed as contact of each instructor: it may hold a telephone number too.
    pub instructors: Vec<String>,
}

/// Who else receives letters at the address of the guardian or the author at this place, counted from zero. A link to a
/// consent goes to nobody but the person asked: siblings may share a guardian, nobody shares with the child.
pub fn address_problem(known: &Known, place: usize, subject: Subject) -> Option<AddressOf> {
    let own = match subject {
        Subject::Guardian => known.guardians.get(place),
        Subject::Child => known.authors.get(place),
    };
    let own = email(own.map_or("", String::as_str));
    if own.is_empty() {
        return None;
    }
    let is_own = |text: &String| email(text) == own;
    let another_author = known
        .authors
        .iter()
        .enumerate()
        .any(|(other, text)| is_own(text) && (subject == Subject::Guardian || other != place));
    let instructor = known
        .instructors
        .iter()
        .flat_map(|text| text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '(' | ')')))
        .any(|word| email(word) == own);
    match subject {
        Subject::Guardian if is_own(&known.owner) => Some(AddressOf::Owner),
        _ if another_author => Some(AddressOf::Author),
        Subject::Child if known.guardians.iter().any(is_own) => Some(AddressOf::Guardian),
        _ if instructor => Some(AddressOf::Instructor),
        _ => None,
    }
}

/// Where the link goes; none when there is no address, or it is somebody else's too: then paper remains, and for a child
/// the guardian's page.
pub fn address_of(known: &Known, place: usize, subject: Subject) -> Option<String> {
    let typed = match subject {
        Subject::Guardian => known.guardians.get(place)?,
        Subject::Child => known.authors.get(place)?,
    };
    let address = EmailAddress::parse(typed).ok().map(String::from)?;
    address_problem(known, place, subject).is_none().then_some(address)
}

/// True when the person may be asked at this address now: the same address once in 24 hours, and no more than
/// [`MAX_ASKED_A_DAY`] letters about one person in that time, so that nobody's letter box is filled by pressing a button.
pub fn may_ask_again(consents: &[Consent], subject: Subject, address: &str, now: OffsetDateTime) -> bool {
    let recent = consents.iter().filter(|asked| !asked.sent_to.is_empty() && now - asked.asked_at < PAUSE);
    let same = |asked: &&Consent| asked.subject == subject && email(&asked.sent_to) == email(address);
    recent.clone().count() < MAX_ASKED_A_DAY && !recent.into_iter().any(|asked| same(&asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::answer::{ConsentState, Way};
    use crate::consent::question::Question;
    use time::macros::datetime;

    #[test]
    fn a_link_goes_to_nobody_but_the_person_asked() {
        let text = |text: &str| text.to_owned();
        let known = |guardian: &str, child: &str| Known {
            owner: text("Nop@vi-du.example"),
            authors: vec![text(child), text("ban@vi-du.example")],
            guardians: vec![text(guardian), text("me-ban@vi-du.example")],
            instructors: vec![text("0912345678, thay@vi-du.example")],
        };
        let table = [
            ("me@vi-du.example", "con@vi-du.example", None, None),
            ("", "", None, None),
            ("nop@vi-du.example", "", Some(AddressOf::Owner), None),
            ("con@vi-du.example", "con@vi-du.example", Some(AddressOf::Author), Some(AddressOf::Guardian)),
            ("ban@vi-du.example", "ban@vi-du.example", Some(AddressOf::Author), Some(AddressOf::Author)),
            ("THAY@vi-du.example", "thay@vi-du.example", Some(AddressOf::Author), Some(AddressOf::Guardian)),
            ("thay@vi-du.example", "", Some(AddressOf::Instructor), None),
            ("me-ban@vi-du.example", "", None, None),
            ("", "nop@vi-du.example", None, None),
        ];
        for (guardian, child, of_guardian, of_child) in table {
            let known = known(guardian, child);
            assert_eq!(address_problem(&known, 0, Subject::Guardian), of_guardian, "{guardian}");
            assert_eq!(address_problem(&known, 0, Subject::Child), of_child, "{guardian} {child}");
            let goes = address_of(&known, 0, Subject::Guardian).is_some();
            assert_eq!(goes, !guardian.is_empty() && of_guardian.is_none(), "{guardian}");
        }
    }

    #[test]
    fn sixty_presses_are_one_letter() {
        let now = datetime!(2027-06-01 12:00 UTC);
        let asked = |to: &str, hours: i64| Consent {
            subject: Subject::Guardian,
            question: Question::default(),
            state: ConsentState::Asked,
            person_name: String::new(),
            relation: String::new(),
            publish_name: false,
            publish_photo: false,
            way: Way::Link,
            kept_at: String::new(),
            sent_to: to.to_owned(),
            asked_at: now - Duration::hours(hours),
            answered_at: None,
            withdrawn_at: None,
        };
        let table = [
            (vec![], true),
            (vec![asked("me@vi-du.example", 1)], false),
            (vec![asked("Me@vi-du.example", 23)], false),
            (vec![asked("me@vi-du.example", 24)], true),
            (vec![asked("sai@vi-du.example", 1)], true),
            (vec![asked("a@vi-du.example", 1), asked("b@vi-du.example", 2), asked("c@vi-du.example", 3)], false),
            (vec![asked("a@vi-du.example", 1), asked("b@vi-du.example", 2), asked("c@vi-du.example", 30)], true),
            (vec![asked("", 1), asked("", 1), asked("", 1), asked("", 1)], true),
        ];
        for (consents, may) in table {
            assert_eq!(may_ask_again(&consents, Subject::Guardian, "me@vi-du.example", now), may, "{consents:?}");
        }
    }
}
