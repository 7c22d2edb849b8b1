//! Pages of lists: whatever number an address asks for, it can be counted with.

use std::fmt;

/// The number of a page, from 1. One beyond any list is taken for the largest there is, and nonsense for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageNumber(u32);

impl PageNumber {
    /// Where every list begins.
    pub const FIRST: Self = Self(1);
    /// No list has as many pages.
    pub const LARGEST: Self = Self(1_000_000);

    /// Reads `?trang=`.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // Digits that fit no number are a number too large.
        let number = is_number.then(|| text.parse().unwrap_or(u64::MAX));
        number.map_or(Self::FIRST, Self::of)
    }

    /// The page with this number, or the nearest there can be.
    pub fn of(number: u64) -> Self {
        let within = number.clamp(u64::from(Self::FIRST.0), u64::from(Self::LARGEST.0));
        Self(u32::try_from(within).unwrap_or(Self::LARGEST.0))
    }

    /// The page itself, or the last one of a list that ends before it.
    pub fn within(self, rows: u64, per_page: u64) -> Self {
        self.min(Self::of(rows.div_ceil(per_page.max(1))))
    }

    /// How many rows come before the page.
    pub fn offset(self, per_page: u64) -> u64 {
        u64::from(self.0 - 1).saturating_mul(per_page)
    }

    /// The number, from 1.
    pub fn get(self) -> u64 {
        u64::from(self.0)
    }

    /// The number, to count things in memory.
    pub fn count(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_addresses_ask_for() {
        let table = [
            ("", 1),
            ("0", 1),
            ("1", 1),
            (" 7 ", 7),
            ("-3", 1),
            ("2.5", 1),
            ("hai", 1),
            ("18446744073709551615", 1_000_000),
            ("18446744073709551616", 1_000_000),
            ("99999999999999999999999999", 1_000_000),
        ];
        for (text, page) in table {
            assert_eq!(PageNumber::parse(text).get(), page, "{text}");
        }
    }

    #[test]
    fn a_list_that_ends_before_the_page_shows_its_last_one() {
        let table = [(1, 0, 1), (5, 0, 1), (5, 50, 1), (5, 51, 2), (2, 500, 2), (u64::MAX, 500, 10)];
        for (asked, rows, shown) in table {
            assert_eq!(PageNumber::of(asked).within(rows, 50).get(), shown, "{asked} of {rows}");
        }
    }

    proptest! {
        #[test]
        fn every_page_can_be_counted_with(number: u64, rows: u64, per_page: u64) {
            let page = PageNumber::of(number);
            prop_assert!(page >= PageNumber::FIRST && page <= PageNumber::LARGEST);
            prop_assert!(page.within(rows, per_page) <= page);
            // What a database takes as an offset is signed.
            prop_assert!(page.offset(per_page.min(1_000)) < i64::MAX as u64);
        }
    }
}
