//! Decimal text to a scaled integer and back.

use serde::{Deserialize, Serialize};

/// Why a text is not the number asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NumberProblem {
    #[error("no number given")]
    Empty,
    #[error("not a number")]
    NotANumber,
    #[error("ambiguous: the separator may mean thousands or decimals")]
    Ambiguous,
    #[error("more than {most} decimals")]
    TooManyDecimals { most: u32 },
    #[error("number out of range")]
    OutOfRange,
}

const LONGEST: usize = 40;

/// Reads what a person typed: comma or dot, full-width digits, blanks around. One separator at most, and a dot that could
/// group thousands (`1.234`) is refused rather than guessed.
pub(super) fn parse_typed(text: &str, places: u32) -> Result<i64, NumberProblem> {
    let folded: String = text.trim().chars().map(fold_width).collect();
    let (negative, digits) = split_sign(&folded);
    let separators = digits.matches(is_separator).count();
    if separators > 1 && digits.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return Err(NumberProblem::Ambiguous);
    }
    let (whole, decimals) = digits.split_once(is_separator).unwrap_or((digits, ""));
    if digits.contains('.') && may_group_thousands(whole, decimals) {
        return Err(NumberProblem::Ambiguous);
    }
    scale(negative, whole, decimals, separators == 1, places)
}

/// Reads the form used in files: ASCII digits, `-`, one dot.
pub(super) fn parse_plain(text: &str, places: u32) -> Result<i64, NumberProblem> {
    let (negative, digits) = split_sign(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    scale(negative, whole, decimals, digits.contains('.'), places)
}

/// Writes `scaled / 10^places`, without trailing zeros.
pub(super) fn write(scaled: i64, places: u32, separator: char) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", scaled.unsigned_abs(), width = places as usize + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places as usize);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{separator}{decimals}") }
}

fn scale(negative: bool, whole: &str, decimals: &str, has_separator: bool, places: u32) -> Result<i64, NumberProblem> {
    if whole.is_empty() && decimals.is_empty() && !has_separator {
        return Err(if negative { NumberProblem::NotANumber } else { NumberProblem::Empty });
    }
    let only_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || (has_separator && decimals.is_empty()) || !only_digits(whole) || !only_digits(decimals) {
        return Err(NumberProblem::NotANumber);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > places as usize {
        return Err(NumberProblem::TooManyDecimals { most: places });
    }
    if whole.len() > LONGEST {
        return Err(NumberProblem::OutOfRange);
    }
    let digits = format!("{}{whole}{decimals:0<width$}", if negative { "-" } else { "" }, width = places as usize);
    digits.parse().map_err(|_| NumberProblem::OutOfRange)
}

fn split_sign(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |rest| (true, rest))
}

fn is_separator(c: char) -> bool {
    c == ',' || c == '.'
}

fn may_group_thousands(whole: &str, decimals: &str) -> bool {
    decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

/// Full-width forms come from input methods; the minus sign from word processors.
fn fold_width(c: char) -> char {
    match c {
        '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (u32::from(c) - 0xFF10) as u8),
        '\u{FF0E}' => '.',
        '\u{FF0C}' => ',',
        '\u{FF0D}' | '\u{2212}' => '-',
        other => other,
    }
}
