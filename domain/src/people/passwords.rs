//! What a password must be. Length is what counts; composition rules only annoy.

/// The shortest password accepted, in characters.
pub const SHORTEST: usize = 10;
/// The longest password accepted, in characters: longer ones would only slow the hash.
pub const LONGEST: usize = 200;

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    #[error("no password was given")]
    Missing,
    #[error("the password has fewer than {SHORTEST} characters")]
    TooShort,
    #[error("the password has more than {LONGEST} characters")]
    TooLong,
    #[error("the password repeats the e-mail address or one character")]
    TooEasy,
}

/// Checks a new password of the person with this e-mail address.
pub fn check_password(password: &str, email: &str) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    let first = password.chars().next().ok_or(PasswordProblem::Missing)?;
    if length < SHORTEST {
        return Err(PasswordProblem::TooShort);
    }
    if length > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    let local_part = email.split('@').next().unwrap_or_default();
    let repeats_email =
        !email.is_empty() && (password.eq_ignore_ascii_case(email) || password.eq_ignore_ascii_case(local_part));
    if repeats_email || password.chars().all(|letter| letter == first) {
        return Err(PasswordProblem::TooEasy);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_not_obvious() {
        let table = [
            ("", Err(PasswordProblem::Missing)),
            ("ngan", Err(PasswordProblem::TooShort)),
            ("aaaaaaaaaaaa", Err(PasswordProblem::TooEasy)),
            ("lan.nguyen.demo", Err(PasswordProblem::TooEasy)),
            ("bay gio la thu ba", Ok(())),
            ("Mật khẩu dài có dấu", Ok(())),
        ];
        for (password, expected) in table {
            assert_eq!(
                check_password(password, "lan.nguyen.demo@vi-du.example"),
                expected,
                "{password}"
            );
        }
    }
}
