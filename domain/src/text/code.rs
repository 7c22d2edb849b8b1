//! Codes that people read aloud and type: receipts, certificates. Crockford's alphabet with a check character.

use super::clean::clean_line;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// No I, L, O, U: nothing looks like a digit, and no rude words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
const GROUP: usize = 4;
const BITS: u32 = 5 * (LENGTH as u32 - 1);

/// A receipt or verification code: 55 bits and a check character, written `K7QM-3T9F-X2WD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(u64);

/// Why a typed text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeProblem {
    #[error("a code has 12 letters and digits, not {given}")]
    WrongLength { given: usize },
    #[error("a code cannot contain {0:?}")]
    BadCharacter(char),
    #[error("the code does not add up: at least one character is mistyped")]
    Mistyped,
}

impl Code {
    /// A code for the low 55 bits of `number`; take a random one where nobody may guess the next.
    pub fn new(number: u64) -> Self {
        Self(number & ((1 << BITS) - 1))
    }

    /// The 55 bits behind the code.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The twelve characters without hyphens, for storage, file names and addresses.
    pub fn compact(self) -> String {
        self.letters().iter().map(|&letter| char::from(letter)).collect()
    }

    fn letters(self) -> [u8; LENGTH] {
        let values = self.values();
        values.map(|value| ALPHABET[usize::from(value)])
    }

    fn values(self) -> [u8; LENGTH] {
        let mut values = [0; LENGTH];
        let mut rest = self.0;
        for value in values[..LENGTH - 1].iter_mut().rev() {
            *value = (rest & 31) as u8;
            rest >>= 5;
        }
        values[LENGTH - 1] = checksum(&values);
        values
    }
}

/// Zero for a whole code. In GF(32) with one power of x per place, so every single wrong character and every swap of two shows.
fn checksum(values: &[u8; LENGTH]) -> u8 {
    values.iter().fold(0, |sum, value| times_x(sum) ^ value)
}

/// Multiplies by x modulo x⁵ + x² + 1.
fn times_x(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.letters().into_iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = CodeProblem;

    /// Reads a code in any case and grouping; O counts as 0, I and L as 1.
    fn from_str(raw: &str) -> Result<Self, CodeProblem> {
        let typed = clean_line(raw);
        let values = typed
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '–' | '.'))
            .map(letter_value)
            .collect::<Result<Vec<u8>, _>>()?;
        let values: [u8; LENGTH] =
            values.try_into().map_err(|wrong: Vec<u8>| CodeProblem::WrongLength { given: wrong.len() })?;
        if checksum(&values) != 0 {
            return Err(CodeProblem::Mistyped);
        }
        Ok(Self(values[..LENGTH - 1].iter().fold(0, |number, &value| number << 5 | u64::from(value))))
    }
}

fn letter_value(typed: char) -> Result<u8, CodeProblem> {
    let letter = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|&known| char::from(known) == letter);
    place.and_then(|place| u8::try_from(place).ok()).ok_or(CodeProblem::BadCharacter(typed))
}

impl TryFrom<String> for Code {
    type Error = CodeProblem;

    fn try_from(text: String) -> Result<Self, CodeProblem> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_grouped_in_four() {
        assert_eq!(Code::new(0).to_string(), "0000-0000-0000");
        assert_eq!(Code::new(1).to_string(), "0000-0000-0012");
        assert_eq!(Code::new(u64::MAX).number(), (1 << 55) - 1);
        assert_eq!(Code::new(1).compact(), "000000000012");
    }

    #[test]
    fn look_alikes_and_grouping_are_forgiven() {
        for typed in ["0000-0000-0012", "oooo oooo ooi2", "OOOO.OOOO.OOL2", " ００００00000012 "] {
            assert_eq!(typed.parse(), Ok(Code::new(1)), "{typed}");
        }
    }

    #[test]
    fn wrong_codes_say_why() {
        let table = [
            ("0000-0000-001", CodeProblem::WrongLength { given: 11 }),
            ("", CodeProblem::WrongLength { given: 0 }),
            ("0000-0000-001U", CodeProblem::BadCharacter('U')),
            ("0000-0000-0013", CodeProblem::Mistyped),
        ];
        for (typed, problem) in table {
            assert_eq!(typed.parse::<Code>(), Err(problem), "{typed}");
        }
    }

    #[test]
    fn a_code_travels_as_its_text() {
        let json = serde_json::to_string(&Code::new(1)).unwrap();
        assert_eq!(json, r#""0000-0000-0012""#);
        assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), Code::new(1));
        assert!(serde_json::from_str::<Code>(r#""0000""#).is_err());
    }

    proptest! {
        #[test]
        fn every_code_reads_back(number in any::<u64>()) {
            let code = Code::new(number);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            prop_assert_eq!(code.compact().to_lowercase().parse(), Ok(code));
        }

        #[test]
        fn one_wrong_character_is_noticed(number in any::<u64>(), place in 0..LENGTH, shift in 1..32_usize) {
            let mut letters = Code::new(number).letters();
            let value = letter_value(char::from(letters[place])).unwrap();
            letters[place] = ALPHABET[(usize::from(value) + shift) % 32];
            let typed = String::from_utf8(letters.to_vec()).unwrap();
            prop_assert_eq!(typed.parse::<Code>(), Err(CodeProblem::Mistyped));
        }

        #[test]
        fn two_swapped_characters_are_noticed(number in any::<u64>(), a in 0..LENGTH, b in 0..LENGTH) {
            let mut letters = Code::new(number).letters();
            let expected = if letters[a] == letters[b] { Ok(Code::new(number)) } else { Err(CodeProblem::Mistyped) };
            letters.swap(a, b);
            let typed = String::from_utf8(letters.to_vec()).unwrap();
            prop_assert_eq!(typed.parse::<Code>(), expected);
        }
    }
}
