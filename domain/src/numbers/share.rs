//! Shares: percentages of authorship and of places.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{NumberProblem, decimal};

const WHOLE: u32 = 10_000;

/// A percentage in hundredths of a percent, 0 % to 100 %. On the wire the number of hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Share(u32);

/// By how much shares miss 100 %, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ShareTotalProblem {
    #[error("the shares are {hundredths} hundredths of a percent short of 100 %")]
    Missing { hundredths: u64 },
    #[error("the shares are {hundredths} hundredths of a percent over 100 %")]
    Excess { hundredths: u64 },
}

impl Share {
    pub const ZERO: Self = Self(0);
    pub const ALL: Self = Self(WHOLE);

    /// Refuses more than 100 %.
    pub fn from_hundredths(hundredths: u32) -> Result<Self, NumberProblem> {
        if hundredths > WHOLE { Err(NumberProblem::OutOfRange) } else { Ok(Self(hundredths)) }
    }

    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// Reads `33,33`, `33.33` or `33,33 %`; two decimals at most.
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        let text = text.trim();
        let number = text.strip_suffix(['%', '\u{FF05}']).unwrap_or(text);
        let hundredths = decimal::parse_typed(number, 2)?;
        Self::from_hundredths(u32::try_from(hundredths).map_err(|_| NumberProblem::OutOfRange)?)
    }

    /// As people read it here, without the sign: `33,33`.
    pub fn vietnamese(self) -> String {
        decimal::write(i64::from(self.0), 2, ',')
    }

    /// Shares total exactly 100 %, or the difference.
    pub fn check_total(shares: &[Self]) -> Result<(), ShareTotalProblem> {
        let total: u64 = shares.iter().map(|share| u64::from(share.0)).sum();
        let whole = u64::from(WHOLE);
        match total {
            total if total < whole => Err(ShareTotalProblem::Missing { hundredths: whole - total }),
            total if total > whole => Err(ShareTotalProblem::Excess { hundredths: total - whole }),
            _ => Ok(()),
        }
    }

    /// The whole number of `count` that this share does not exceed: 60 % of 97 is 58.
    pub fn floor_of(self, count: u64) -> u64 {
        let part = u128::from(count) * u128::from(self.0) / u128::from(WHOLE);
        u64::try_from(part).unwrap_or(count)
    }
}

impl TryFrom<u32> for Share {
    type Error = NumberProblem;

    fn try_from(hundredths: u32) -> Result<Self, NumberProblem> {
        Self::from_hundredths(hundredths)
    }
}

impl From<Share> for u32 {
    fn from(share: Share) -> Self {
        share.0
    }
}

impl FromStr for Share {
    type Err = NumberProblem;

    fn from_str(text: &str) -> Result<Self, NumberProblem> {
        Self::parse(text)
    }
}

/// As files and programs read it, without the sign: `33.33`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::write(i64::from(self.0), 2, '.'))
    }
}
