//! What a person gives to get an account.

use crate::people::passwords::{PasswordProblem, check_password};
use crate::text::{EmailAddress, EmailProblem, clean_line};

/// The longest name of a person, in characters.
pub const LONGEST_NAME: usize = 120;

/// A registration as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    pub name: String,
    pub email: String,
    pub password: String,
    /// True when the terms were accepted.
    pub terms: bool,
}

/// What is wrong with a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationProblem {
    #[error(transparent)]
    Name(#[from] NameProblem),
    #[error(transparent)]
    Email(#[from] EmailProblem),
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    #[error("the terms were not accepted")]
    TermsNotAccepted,
}

/// Why a text is no name of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    #[error("no name was given")]
    Missing,
    #[error("a name has at most {LONGEST_NAME} characters")]
    TooLong,
    #[error("a name has at least one letter")]
    NoLetter,
}

/// A registration whose fields can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRegistration {
    pub name: String,
    pub email: EmailAddress,
    pub password: String,
}

/// Cleans a registration, or lists everything that is wrong with it.
pub fn check_registration(given: &Registration) -> Result<CheckedRegistration, Vec<RegistrationProblem>> {
    let name = check_person_name(&given.name);
    let email = EmailAddress::parse(&given.email);
    let address = email.as_ref().map(EmailAddress::as_str);
    let password = check_password(&given.password, &[address.unwrap_or_default(), &given.name]);
    if let (Ok(name), Ok(email), Ok(()), true) = (&name, &email, &password, given.terms) {
        return Ok(CheckedRegistration { name: name.clone(), email: email.clone(), password: given.password.clone() });
    }
    let problems = [
        name.err().map(Into::into),
        email.err().map(Into::into),
        password.err().map(Into::into),
        (!given.terms).then_some(RegistrationProblem::TermsNotAccepted),
    ];
    Err(problems.into_iter().flatten().collect())
}

/// The name of a person, cleaned.
pub fn check_person_name(raw: &str) -> Result<String, NameProblem> {
    let name = clean_line(raw);
    if name.is_empty() {
        return Err(NameProblem::Missing);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(NameProblem::TooLong);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(NameProblem::NoLetter);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lan() -> Registration {
        Registration {
            name: "  Nguyễn Thị  Lan ".to_owned(),
            email: "Lan.Nguyen@Vi-Du.example".to_owned(),
            password: "mùa thu câu cá".to_owned(),
            terms: true,
        }
    }

    #[test]
    fn a_good_registration_is_cleaned() {
        let checked = check_registration(&lan()).unwrap();
        assert_eq!((checked.name.as_str(), checked.email.as_str()), ("Nguyễn Thị Lan", "lan.nguyen@vi-du.example"));
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let problems = check_registration(&Registration::default()).unwrap_err();
        assert_eq!(
            problems,
            [
                NameProblem::Missing.into(),
                EmailProblem::Empty.into(),
                PasswordProblem::Missing.into(),
                RegistrationProblem::TermsNotAccepted,
            ]
        );
    }

    #[test]
    fn which_names_are_accepted() {
        let long = "a".repeat(LONGEST_NAME + 1);
        let table = [
            ("Y Bliă Niê", Ok("Y Bliă Niê".to_owned())),
            ("   ", Err(NameProblem::Missing)),
            ("123", Err(NameProblem::NoLetter)),
            (long.as_str(), Err(NameProblem::TooLong)),
        ];
        for (raw, expected) in table {
            assert_eq!(check_person_name(raw), expected, "{raw}");
        }
    }
}
