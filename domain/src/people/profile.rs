//! What a person may say about themselves in their account.

use serde::{Deserialize, Serialize};

use crate::people::registration::{NameProblem, check_person_name};
use crate::text::{Lang, PhoneProblem, check_phone};

/// How a person is addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Honorific {
    /// “bạn”
    #[default]
    Ban,
    /// “ông/bà”
    OngBa,
}

impl Honorific {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Ban, Self::OngBa];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ban => "ban",
            Self::OngBa => "ong_ba",
        }
    }

    /// The honorific of a stored word; an unknown one is the usual way.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.code() == code).unwrap_or_default()
    }
}

/// The part of an account its owner may change, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    /// May be empty.
    pub phone: String,
    pub honorific: Honorific,
    pub lang: Lang,
}

/// What is wrong with a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileProblem {
    #[error(transparent)]
    Name(#[from] NameProblem),
    #[error(transparent)]
    Phone(#[from] PhoneProblem),
}

/// Cleans a profile, or lists everything that is wrong with it.
pub fn check_profile(given: &Profile) -> Result<Profile, Vec<ProfileProblem>> {
    let name = check_person_name(&given.name);
    let phone = match check_phone(&given.phone) {
        Err(PhoneProblem::Empty) => Ok(String::new()),
        other => other,
    };
    match (name, phone) {
        (Ok(name), Ok(phone)) => Ok(Profile { name, phone, honorific: given.honorific, lang: given.lang }),
        (name, phone) => {
            let problems = [name.err().map(Into::into), phone.err().map(Into::into)];
            Err(problems.into_iter().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phone_may_be_left_out_but_not_be_wrong() {
        let given = |phone: &str| Profile { name: "Lan".to_owned(), phone: phone.to_owned(), ..Profile::default() };
        assert_eq!(check_profile(&given(" ")).unwrap().phone, "");
        assert_eq!(check_profile(&given("+84 912 345 678")).unwrap().phone, "0912345678");
        let both = Profile { name: String::new(), ..given("12") };
        assert_eq!(check_profile(&both).unwrap_err().len(), 2);
    }
}
