//! Exact values of means and products; rounding happens only where a rule says so.

use std::{
    cmp::Ordering,
    fmt,
    iter::Sum,
    ops::{Add, Mul, Sub},
    str::FromStr,
};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{NumberProblem, Points};

const SHOWN_PLACES: u32 = 6;
const LONGEST: usize = 400;

/// A rational number. Order and equality are exact. On the wire `"numerator/denominator"` in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Number);

/// In lowest terms; big only where it does not fit in 64 bits, so that equal values are equal here. Marks and their means
/// fit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Number {
    Small(Ratio<i64>),
    Big(Box<BigRational>),
}

impl Exact {
    pub fn zero() -> Self {
        Self(Number::Small(Ratio::zero()))
    }

    pub fn whole(number: i64) -> Self {
        Self(Number::Small(Ratio::from_integer(number)))
    }

    fn of(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Self(Number::Small(Ratio::new_raw(numerator, denominator))),
            _ => Self(Number::Big(Box::new(value))),
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Number::Small(value) => BigRational::new_raw((*value.numer()).into(), (*value.denom()).into()),
            Number::Big(value) => (**value).clone(),
        }
    }

    /// Computes in 64 bits, or with big numbers where the result or a value does not fit.
    fn compute(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Number::Small(one), Number::Small(two)) = (&self.0, &other.0)
            && let Some(result) = small(one, two)
        {
            return Self(Number::Small(result));
        }
        Self::of(big(self.big(), other.big()))
    }

    /// Callers pass a constant denominator that is not zero.
    pub(super) fn ratio(numerator: i64, denominator: i64) -> Self {
        Self::of(BigRational::new(numerator.into(), denominator.into()))
    }

    /// Division; `None` by zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        let divide = || self.compute(divisor, CheckedDiv::checked_div, |one, two| one / two);
        (!divisor.is_zero()).then(divide)
    }

    /// The mean; `None` of nothing.
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let (sum, count) = values.into_iter().fold((Self::zero(), 0), |(sum, count), value| (&sum + value, count + 1));
        sum.checked_div(&Self::whole(count))
    }

    pub fn abs(&self) -> Self {
        if self.is_negative() { &Self::zero() - self } else { self.clone() }
    }

    pub fn is_zero(&self) -> bool {
        *self == Self::zero()
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Number::Small(value) => *value.numer() < 0,
            Number::Big(value) => value.is_negative(),
        }
    }

    /// Rounds to so many decimals; exactly half goes up (towards the larger number).
    pub fn round_half_up(&self, decimals: u32) -> Self {
        Self::of(BigRational::new(self.scaled_half_up(decimals), BigInt::from(10).pow(decimals)))
    }

    /// `numerator/denominator` in lowest terms, the denominator always written.
    pub fn fraction(&self) -> String {
        match &self.0 {
            Number::Small(value) => format!("{}/{}", value.numer(), value.denom()),
            Number::Big(value) => format!("{}/{}", value.numer(), value.denom()),
        }
    }

    /// As people read it here: at most 6 decimals, half up, no trailing zeros.
    pub fn vietnamese(&self) -> String {
        self.decimal(SHOWN_PLACES, ',', true)
    }

    /// As people read it in a column: always so many decimals, half up.
    pub fn vietnamese_fixed(&self, decimals: u32) -> String {
        self.decimal(decimals, ',', false)
    }

    /// Whether [`Display`](fmt::Display) shows the value itself, not a rounding of it.
    pub fn is_shown_exactly(&self) -> bool {
        self == &self.round_half_up(SHOWN_PLACES)
    }

    /// The value times ten to this power, rounded half up.
    fn scaled_half_up(&self, decimals: u32) -> BigInt {
        if let Some(scaled) = self.small_scaled_half_up(decimals) {
            return scaled.into();
        }
        let half = BigRational::new(1.into(), 2.into());
        (self.big() * BigInt::from(10).pow(decimals) + half).floor().to_integer()
    }

    /// The same in 128 bits, where that is enough.
    fn small_scaled_half_up(&self, decimals: u32) -> Option<i128> {
        let Number::Small(value) = &self.0 else { return None };
        let twice = 10_i128.checked_pow(decimals)?.checked_mul(2)?.checked_mul(i128::from(*value.numer()))?;
        let denominator = i128::from(*value.denom());
        Some(twice.checked_add(denominator)?.div_euclid(2 * denominator))
    }

    fn decimal(&self, places: u32, separator: char, trim: bool) -> String {
        let scaled = match self.small_scaled_half_up(places) {
            Some(scaled) => scaled.to_string(),
            None => self.scaled_half_up(places).to_string(),
        };
        let (sign, digits) = scaled.strip_prefix('-').map_or(("", scaled.as_str()), |digits| ("-", digits));
        let places = places as usize;
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        let decimals = if trim { decimals.trim_end_matches('0') } else { decimals };
        if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{separator}{decimals}") }
    }
}

/// The finite expansion when it has at most 6 places, else rounded half up to 6; with a dot.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.decimal(SHOWN_PLACES, '.', true))
    }
}

impl FromStr for Exact {
    type Err = NumberProblem;

    /// Reads `299/4`, or a plain decimal of at most 6 places.
    fn from_str(text: &str) -> Result<Self, NumberProblem> {
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Points::parse_plain(text).map(Self::from);
        };
        if text.len() > LONGEST {
            return Err(NumberProblem::OutOfRange);
        }
        let read = |part: &str| part.parse::<BigInt>().map_err(|_| NumberProblem::NotANumber);
        let (numerator, denominator) = (read(numerator)?, read(denominator)?);
        if denominator.is_zero() {
            Err(NumberProblem::NotANumber)
        } else {
            Ok(Self::of(BigRational::new(numerator, denominator)))
        }
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.fraction())
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Number::Small(one), Number::Small(two)) => one.cmp(two),
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        self.compute(other, CheckedAdd::checked_add, |one, two| one + two)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        self.compute(other, CheckedSub::checked_sub, |one, two| one - two)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        self.compute(other, CheckedMul::checked_mul, |one, two| one * two)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(values: I) -> Self {
        values.fold(Self::zero(), |sum, value| &sum + value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rounding_in_128_bits_is_rounding_with_big_numbers(numerator: i64, denominator in 1..=i64::MAX, decimals in 0..12u32) {
            let value = Exact::ratio(numerator, denominator);
            let half = BigRational::new(1.into(), 2.into());
            let with_big_numbers = (value.big() * BigInt::from(10).pow(decimals) + half).floor().to_integer();
            prop_assert_eq!(value.scaled_half_up(decimals), with_big_numbers);
        }
    }
}
