//! Authors, their shares and guardians, and instructors.

use time::Date;

use crate::calendar::BirthProblem;
use crate::consent::{Known, LineState, Standing, Subject, address_problem};
use crate::entries::check::{AuthorProblem, EntryProblem, EntryWarning, GuardianProblem, age_day};
use crate::entries::entry::{Author, Entry};
use crate::numbers::{Share, ShareTotalProblem};
use crate::programmes::rules::EditionRules;
use crate::text::{EmailAddress, check_phone, fold};

/// The longest name of a person.
const NAME_MAX: usize = 100;

pub(super) fn check_authors(rules: &EditionRules, entry: &Entry, on: Date) -> Vec<EntryProblem> {
    let given = entry.authors.len();
    let mut problems = Vec::new();
    if given < rules.team.min.max(1) as usize {
        let min = rules.team.min.max(1);
        problems.push(EntryProblem::TooFewAuthors { min, given });
    }
    if given > rules.team.max as usize {
        let max = rules.team.max;
        problems.push(EntryProblem::TooManyAuthors { max, given });
    }
    for (place, author) in entry.authors.iter().enumerate() {
        problems.extend(check_author(rules, author, on).into_iter().map(|problem| EntryProblem::Author {
            number: place + 1,
            name: author.full_name.clone(),
            problem,
        }));
    }
    problems.extend(check_shares(rules, &entry.authors));
    problems.extend(check_team(rules, &entry.authors));
    problems
}

fn check_author(rules: &EditionRules, author: &Author, on: Date) -> Vec<AuthorProblem> {
    let mut problems = Vec::new();
    let letters = author.full_name.chars().count();
    if letters == 0 {
        problems.push(AuthorProblem::NameMissing);
    } else if letters > NAME_MAX {
        problems.push(AuthorProblem::NameTooLong { max: NAME_MAX });
    }
    problems.extend(check_birth(rules, author, on));
    if author.school_name.is_empty() {
        problems.push(AuthorProblem::SchoolMissing);
    }
    if rules.team.shares {
        match author.share {
            None if !author.unread.share.is_empty() => problems.push(AuthorProblem::ShareUnread),
            None => problems.push(AuthorProblem::ShareMissing),
            Some(Share::ZERO) => problems.push(AuthorProblem::ShareZero),
            Some(_) => {}
        }
    }
    if author.phone.is_empty() {
        if author.is_representative {
            problems.push(AuthorProblem::PhoneMissing);
        }
    } else if check_phone(&author.phone).is_err() {
        problems.push(AuthorProblem::NotAPhone);
    }
    if !author.email.is_empty() && EmailAddress::parse(&author.email).is_err() {
        problems.push(AuthorProblem::NotAnEmail);
    }
    problems
}

fn check_birth(rules: &EditionRules, author: &Author, on: Date) -> Option<AuthorProblem> {
    let Some(born) = author.birth_date else {
        return Some(if author.unread.has_birth() {
            AuthorProblem::BirthDateUnreal
        } else {
            AuthorProblem::BirthDateMissing
        });
    };
    let window = rules.eligibility.birth_window?;
    let on = age_day(rules, on);
    let article = rules.eligibility.article.clone();
    match window.check(born, on) {
        Err(BirthProblem::TooOld { born_from, age }) => {
            Some(AuthorProblem::TooOld { born_from, born, age, on, article })
        }
        Err(BirthProblem::TooYoung { born_to, age }) if !rules.eligibility.younger_welcome => {
            Some(AuthorProblem::TooYoung { born_to, born, age, on, article })
        }
        _ => None,
    }
}

pub(super) fn younger_than_usual(rules: &EditionRules, entry: &Entry, on: Date) -> Vec<EntryWarning> {
    let Some(window) = rules.eligibility.birth_window.filter(|_| rules.eligibility.younger_welcome) else {
        return vec![];
    };
    let numbered = entry.authors.iter().enumerate();
    let young = numbered.filter_map(|(place, author)| match window.check(author.birth_date?, age_day(rules, on)) {
        Err(BirthProblem::TooYoung { age, .. }) => {
            Some(EntryWarning::YoungerThanUsual { number: place + 1, name: author.full_name.clone(), age })
        }
        _ => None,
    });
    young.collect()
}

/// Shares total exactly 100 %. A small gap is offered to the first author: 33,33 three times lacks 0,01, so 33,34.
fn check_shares(rules: &EditionRules, authors: &[Author]) -> Option<EntryProblem> {
    if !rules.team.shares || authors.is_empty() {
        return None;
    }
    let shares: Vec<Share> = authors.iter().filter_map(|author| author.share).collect();
    if shares.len() < authors.len() {
        return None;
    }
    let total = Share::check_total(&shares).err()?;
    let fix = match total {
        ShareTotalProblem::Missing { hundredths } => {
            let whole = u64::from(shares[0].hundredths()) + hundredths;
            u32::try_from(whole).ok().and_then(|whole| Share::from_hundredths(whole).ok())
        }
        ShareTotalProblem::Excess { hundredths } => u32::try_from(hundredths)
            .ok()
            .and_then(|over| shares[0].hundredths().checked_sub(over))
            .filter(|rest| *rest > 0)
            .and_then(|rest| Share::from_hundredths(rest).ok()),
    };
    Some(EntryProblem::Shares { total, fix: fix.map(|share| (1, share)) })
}

fn check_team(rules: &EditionRules, authors: &[Author]) -> Vec<EntryProblem> {
    if authors.is_empty() {
        return vec![];
    }
    let mut problems = Vec::new();
    match authors.iter().filter(|author| author.is_representative).count() {
        0 => problems.push(EntryProblem::NoRepresentative),
        1 => {}
        count => problems.push(EntryProblem::SeveralRepresentatives { count }),
    }
    let mut schools: Vec<String> = authors.iter().map(|author| fold(&author.school_name)).collect();
    schools.retain(|school| !school.is_empty());
    schools.dedup();
    if rules.team.same_school && schools.len() > 1 {
        problems.push(EntryProblem::SchoolsDiffer);
    }
    problems
}

/// Guardians of children: who they are, how to reach them, and whether anybody said no.
pub(super) fn check_guardians(entry: &Entry, on: Date) -> Vec<EntryProblem> {
    let mut problems = Vec::new();
    let known = entry.known_addresses();
    for (number, author) in entry.in_care(on) {
        let mut found = vec![];
        if author.is_child(on) {
            found = check_guardian(author, number - 1, &known);
        }
        found.extend(said_no(&entry.standing_of(author, on)));
        problems.extend(found.into_iter().map(|problem| EntryProblem::Guardian {
            number,
            name: author.full_name.clone(),
            problem,
        }));
    }
    problems
}

fn check_guardian(author: &Author, place: usize, known: &Known) -> Vec<GuardianProblem> {
    let guardian = &author.guardian;
    let mut problems = Vec::new();
    if guardian.name.is_empty() {
        problems.push(GuardianProblem::NameMissing);
    }
    if guardian.relation.is_empty() {
        problems.push(GuardianProblem::RelationMissing);
    }
    if guardian.phone.is_empty() && guardian.email.is_empty() {
        problems.push(GuardianProblem::ContactMissing);
    }
    if !guardian.phone.is_empty() && check_phone(&guardian.phone).is_err() {
        problems.push(GuardianProblem::NotAPhone);
    }
    if !guardian.email.is_empty() && EmailAddress::parse(&guardian.email).is_err() {
        problems.push(GuardianProblem::NotAnEmail);
    }
    let taken = address_problem(known, place, Subject::Guardian);
    problems.extend(taken.map(|by| GuardianProblem::AddressTaken { by }));
    problems
}

/// A no stops the entry until the same person says yes; silence does not stop the sending, only the acceptance.
fn said_no(standing: &Standing) -> Vec<GuardianProblem> {
    let against = standing.against().map(|line| match line.state {
        LineState::Withdrawn => GuardianProblem::Withdrawn { subject: line.subject },
        _ => GuardianProblem::Refused { subject: line.subject },
    });
    against.collect()
}

pub(super) fn check_instructors(rules: &EditionRules, entry: &Entry) -> Vec<EntryProblem> {
    let given = entry.instructors.len();
    let max = rules.team.instructors_max;
    let too_many = (given > max as usize).then_some(EntryProblem::TooManyInstructors { max, given });
    let numbered = entry.instructors.iter().enumerate();
    let nameless = numbered
        .filter(|(_, instructor)| instructor.full_name.is_empty())
        .map(|(place, _)| EntryProblem::InstructorNameMissing { number: place + 1 });
    too_many.into_iter().chain(nameless).collect()
}
