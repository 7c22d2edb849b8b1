//! What a password must be. Length is what counts, and that nobody guesses it at once; composition rules only annoy.

use crate::text::fold;

/// The shortest password accepted, in characters.
pub const SHORTEST: usize = 10;
/// The longest password accepted, in characters: longer ones would only slow the hash.
pub const LONGEST: usize = 200;
/// Sequences, dates and lists of leaked passwords give such a one away within this many guesses.
const COMMON: u64 = 1_000_000;

/// How many pairs of words of a name are looked for: enough for any name.
const PAIRS: usize = 64;

/// What people here choose, which lists made elsewhere do not know. Compared without accents, spaces and case.
const COMMON_HERE: [&str; 24] = [
    "anhyeuem",
    "bimat",
    "congviec",
    "cuocthi",
    "emyeuanh",
    "giaovien",
    "hanoi",
    "hocsinh",
    "khongbiet",
    "matkhau",
    "motnamoi",
    "muahe",
    "nhatruong",
    "quangninh",
    "saigon",
    "sangtao",
    "thuky",
    "truonghoc",
    "vietnam",
    "vinhdanh",
    "xinchao",
    "xinchaovietnam",
    "yeuem",
    "yeuanh",
];

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    #[error("no password was given")]
    Missing,
    #[error("the password has fewer than {SHORTEST} characters")]
    TooShort,
    #[error("the password has more than {LONGEST} characters")]
    TooLong,
    #[error("the password repeats the person's name or e-mail address, or one character")]
    TooEasy,
    #[error("the password is among the first that anybody tries")]
    Common,
}

/// Checks a new password; `about` is what strangers know of the person: the e-mail address, the name.
pub fn check_password(password: &str, about: &[&str]) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    let first = password.chars().next().ok_or(PasswordProblem::Missing)?;
    if length < SHORTEST {
        return Err(PasswordProblem::TooShort);
    }
    if length > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    let bare = bare(password);
    let known = known_of(about);
    if password.chars().all(|letter| letter == first) || known.iter().any(|word| *word == bare) {
        return Err(PasswordProblem::TooEasy);
    }
    if guesses(&bare, &known) < COMMON {
        return Err(PasswordProblem::Common);
    }
    Ok(())
}

/// Letters and digits as a guesser types them.
fn bare(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// The address, its mailbox, the name, and the words of both, alone and in pairs.
fn known_of(about: &[&str]) -> Vec<String> {
    let mut known = Vec::new();
    for text in about {
        let mailbox = text.split('@').next().unwrap_or_default();
        known.extend([bare(text), bare(mailbox)]);
        let words: Vec<String> = mailbox.split(|c: char| !c.is_alphanumeric()).map(bare).collect();
        let pairs = words.iter().flat_map(|one| words.iter().map(move |other| format!("{one}{other}")));
        known.extend(pairs.take(PAIRS));
        known.extend(words);
    }
    known.retain(|word| word.len() > 2);
    known
}

/// How many guesses it takes, about: the lists come with zxcvbn.
#[cfg(not(target_family = "wasm"))]
fn guesses(bare: &str, known: &[String]) -> u64 {
    let words: Vec<&str> = known.iter().map(String::as_str).chain(COMMON_HERE).collect();
    zxcvbn::zxcvbn(bare, &words).guesses()
}

/// Only the server decides on a password: the lists never reach the browser.
#[cfg(target_family = "wasm")]
fn guesses(_: &str, _: &[String]) -> u64 {
    u64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_not_obvious() {
        use PasswordProblem as P;
        let table = [
            ("", Err(P::Missing)),
            ("ngan", Err(P::TooShort)),
            ("aaaaaaaaaaaa", Err(P::TooEasy)),
            ("lan.nguyen.demo", Err(P::TooEasy)),
            ("LAN.NGUYEN.DEMO@vi-du.example", Err(P::TooEasy)),
            ("nguyen thi lan", Err(P::TooEasy)),
            ("Nguyễn Thị Lan", Err(P::TooEasy)),
            ("1234567890", Err(P::Common)),
            ("0987654321", Err(P::Common)),
            ("12345678910", Err(P::Common)),
            ("qwertyuiop", Err(P::Common)),
            ("qwerty123456", Err(P::Common)),
            ("1q2w3e4r5t", Err(P::Common)),
            ("password123", Err(P::Common)),
            ("P@ssw0rd2026", Err(P::Common)),
            ("iloveyou123", Err(P::Common)),
            ("matkhau123", Err(P::Common)),
            ("Mật khẩu 123", Err(P::Common)),
            ("vinhdanh2026", Err(P::Common)),
            ("anhyeuem123", Err(P::Common)),
            ("vietnam1975", Err(P::Common)),
            ("lannguyen2012", Err(P::Common)),
            ("abcdefghijkl", Err(P::Common)),
            ("abcabcabcabc", Err(P::Common)),
            ("20112026 2011", Err(P::Common)),
            ("bay gio la thu ba", Ok(())),
            ("Mật khẩu dài có dấu", Ok(())),
            ("mùa thu câu cá", Ok(())),
            ("trinh-dien-2027", Ok(())),
            ("xe đạp màu xanh 7", Ok(())),
            ("Hạ Long chiều mưa", Ok(())),
        ];
        let about = ["lan.nguyen.demo@vi-du.example", "Nguyễn Thị Lan"];
        for (password, expected) in table {
            assert_eq!(check_password(password, &about), expected, "{password}");
        }
    }

    #[test]
    fn a_password_as_long_as_is_taken_is_judged_at_once() {
        let long: String = "đêm qua sân trước một nhành mai ".chars().cycle().take(LONGEST).collect();
        assert_eq!(check_password(&long, &[]), Ok(()));
        let longer = format!("{long}a");
        assert_eq!(check_password(&longer, &[]), Err(PasswordProblem::TooLong));
    }
}
