//! Ages in full years, and the birth dates that a contest admits.

use super::iso_date;
use serde::{Deserialize, Serialize};
use time::Date;

/// Children, in the sense of the law, are younger than this, in years.
const CHILD_UNTIL_AGE: u32 = 16;
/// From this age, in years, a child consents beside the parents.
const OWN_CONSENT_AGE: u32 = 7;

/// Full years on a day; zero before birth. Who is born on 29 February grows older on 1 March in common years.
pub fn age_on(birth: Date, on: Date) -> u32 {
    let before_birthday = (on.month() as u8, on.day()) < (birth.month() as u8, birth.day());
    u32::try_from(on.year() - birth.year() - i32::from(before_birthday)).unwrap_or(0)
}

/// Whether the person is under 16 on that day, so that a parent or guardian must consent.
pub fn is_child(birth: Date, on: Date) -> bool {
    age_on(birth, on) < CHILD_UNTIL_AGE
}

/// Whether the person consents in person on that day: from 7 years, under 16 beside a parent.
pub fn needs_own_consent(birth: Date, on: Date) -> bool {
    age_on(birth, on) >= OWN_CONSENT_AGE
}

/// The birth dates a contest admits, both ends included. The two dates decide; an age only explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BirthWindow {
    #[serde(with = "iso_date")]
    pub from: Date,
    #[serde(with = "iso_date")]
    pub to: Date,
}

/// Why a birth date is outside the window; `age` is in full years at the cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthProblem {
    #[error("too old: born before {born_from}, {age} years at the cut-off")]
    TooOld { born_from: Date, age: u32 },
    #[error("too young: born after {born_to}, {age} years at the cut-off")]
    TooYoung { born_to: Date, age: u32 },
}

impl BirthWindow {
    /// Born from `oldest` to `youngest` years before the anchor day, both ends included: a first proposal to edit.
    pub fn for_ages(anchor: Date, youngest: u16, oldest: u16) -> Self {
        Self { from: years_before(anchor, oldest), to: years_before(anchor, youngest) }
    }

    /// Admits the birth date, or says by which end it fails and how old the person is on `cut_off`.
    pub fn check(&self, birth: Date, cut_off: Date) -> Result<(), BirthProblem> {
        let age = age_on(birth, cut_off);
        if birth < self.from {
            Err(BirthProblem::TooOld { born_from: self.from, age })
        } else if birth > self.to {
            Err(BirthProblem::TooYoung { born_to: self.to, age })
        } else {
            Ok(())
        }
    }
}

/// The same day of an earlier year; 29 February becomes 28 February where it must.
fn years_before(date: Date, years: u16) -> Date {
    let year = date.year() - i32::from(years);
    date.replace_year(year)
        .or_else(|_| date.replace_day(28).and_then(|day| day.replace_year(year)))
        .unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn ages_change_on_the_birthday() {
        let cut_off = date!(2027 - 07 - 31);
        let table = [
            (date!(2007 - 03 - 02), cut_off, 20),
            (date!(2009 - 07 - 31), cut_off, 18),
            (date!(2009 - 08 - 01), cut_off, 17),
            (date!(2027 - 07 - 31), cut_off, 0),
            (date!(2030 - 01 - 01), cut_off, 0),
            (date!(2008 - 02 - 29), date!(2027 - 02 - 28), 18),
            (date!(2008 - 02 - 29), date!(2027 - 03 - 01), 19),
            (date!(2008 - 02 - 29), date!(2028 - 02 - 29), 20),
        ];
        for (birth, on, age) in table {
            assert_eq!(age_on(birth, on), age, "{birth} on {on}");
        }
    }

    #[test]
    fn who_consents() {
        let on = date!(2027 - 07 - 31);
        let table = [
            (date!(2020 - 08 - 01), true, false),
            (date!(2020 - 07 - 31), true, true),
            (date!(2011 - 08 - 01), true, true),
            (date!(2011 - 07 - 31), false, true),
        ];
        for (birth, child, own_consent) in table {
            assert_eq!((is_child(birth, on), needs_own_consent(birth, on)), (child, own_consent), "{birth}");
        }
    }

    #[test]
    fn both_ends_of_the_window_are_inside() {
        let cut_off = date!(2027 - 07 - 31);
        let window = BirthWindow { from: date!(2008 - 07 - 31), to: date!(2021 - 07 - 31) };
        assert_eq!(BirthWindow::for_ages(cut_off, 6, 19), window);
        let table = [
            (date!(2007 - 03 - 02), Err(BirthProblem::TooOld { born_from: window.from, age: 20 })),
            (date!(2008 - 07 - 30), Err(BirthProblem::TooOld { born_from: window.from, age: 19 })),
            (date!(2008 - 07 - 31), Ok(())),
            (date!(2021 - 07 - 31), Ok(())),
            (date!(2021 - 08 - 01), Err(BirthProblem::TooYoung { born_to: window.to, age: 5 })),
        ];
        for (birth, expected) in table {
            assert_eq!(window.check(birth, cut_off), expected, "{birth}");
        }
    }

    #[test]
    fn a_leap_day_anchor_has_a_window_too() {
        let window = BirthWindow::for_ages(date!(2028 - 02 - 29), 6, 18);
        assert_eq!((window.from, window.to), (date!(2010 - 02 - 28), date!(2022 - 02 - 28)));
    }

    #[test]
    fn a_window_travels_as_two_dates() {
        let json = r#"{"from":"2008-07-31","to":"2021-07-31"}"#;
        let window: BirthWindow = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&window).unwrap(), json);
    }
}
