//! Vietnamese phone numbers as people type them.

use super::clean::clean_line;

/// Why a text is no Vietnamese phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    #[error("the phone number is empty")]
    Empty,
    #[error("a phone number cannot contain {0:?}")]
    BadCharacter(char),
    #[error("a mobile number has 10 digits and a landline 11, not {digits}")]
    WrongLength { digits: usize },
    #[error("no Vietnamese phone number begins like this")]
    UnknownPrefix,
}

/// The national digits to store, such as `0912345678`: mobile 03, 05, 07, 08, 09 (10 digits), landline 02 (11 digits).
/// Accepts `+84`, `84` or `0084` in front, and spaces, dots, hyphens or brackets between.
pub fn check_phone(raw: &str) -> Result<String, PhoneProblem> {
    let text = clean_line(raw);
    if text.is_empty() {
        return Err(PhoneProblem::Empty);
    }
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let national = to_national(&bare);
    if let Some(bad) = national.chars().find(|c| !c.is_ascii_digit()) {
        return Err(PhoneProblem::BadCharacter(bad));
    }
    let expected = match national.as_bytes() {
        [b'0', b'3' | b'5' | b'7' | b'8' | b'9', ..] => 10,
        [b'0', b'2', ..] => 11,
        _ => return Err(PhoneProblem::UnknownPrefix),
    };
    if national.len() == expected { Ok(national) } else { Err(PhoneProblem::WrongLength { digits: national.len() }) }
}

/// `+84 912…`, `84912…` and `+84 (0)912…` → `0912…`. No national number begins with 8 or 00, so nothing is mistaken.
fn to_national(bare: &str) -> String {
    let abroad = ["+84", "0084", "84"].iter().find_map(|prefix| bare.strip_prefix(prefix));
    match abroad {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => bare.to_owned(),
    }
}

/// A stored number for reading, `0912 345 678` or `0203 3825 678`; anything else comes back as it is.
pub fn format_phone(national: &str) -> String {
    let middle = national.len().saturating_sub(3);
    match (national.is_ascii(), national.len()) {
        (true, 10 | 11) => format!("{} {} {}", &national[..4], &national[4..middle], &national[middle..]),
        _ => national.to_owned(),
    }
}

/// A stored number for `tel:` links: `+84912345678`.
pub fn international_phone(national: &str) -> String {
    format!("+84{}", national.strip_prefix('0').unwrap_or(national))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_phone_numbers_are_accepted() {
        let table = [
            ("0912 345 678", Ok("0912345678")),
            ("+84 912.345.678", Ok("0912345678")),
            ("+84 (0)912-345-678", Ok("0912345678")),
            ("84912345678", Ok("0912345678")),
            ("0084912345678", Ok("0912345678")),
            ("０９１２３４５６７８", Ok("0912345678")),
            ("0203 3825 678", Ok("02033825678")),
            ("  ", Err(PhoneProblem::Empty)),
            ("0912 345 67", Err(PhoneProblem::WrongLength { digits: 9 })),
            ("0912 345 6789", Err(PhoneProblem::WrongLength { digits: 11 })),
            ("0112 345 678", Err(PhoneProblem::UnknownPrefix)),
            ("912345678", Err(PhoneProblem::UnknownPrefix)),
            ("0912 345 67x", Err(PhoneProblem::BadCharacter('x'))),
        ];
        for (raw, expected) in table {
            assert_eq!(check_phone(raw), expected.map(str::to_owned), "{raw}");
        }
    }

    #[test]
    fn phone_numbers_are_grouped_and_dialled() {
        assert_eq!(format_phone("0912345678"), "0912 345 678");
        assert_eq!(format_phone("02033825678"), "0203 3825 678");
        assert_eq!(format_phone("không có"), "không có");
        assert_eq!(international_phone("0912345678"), "+84912345678");
    }
}
