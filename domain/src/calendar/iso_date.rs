//! Dates as `2027-07-31` in files and messages: `#[serde(with = "iso_date")]`.

use super::dates::{parse_date, write_iso_date};
use serde::{Deserialize, Deserializer, Serializer, de};
use time::Date;

/// Writes `2027-07-31`.
pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&write_iso_date(*date))
}

/// Reads what `parse_date` reads.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    parse_date(&String::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// The same for a date that may be missing.
pub mod option {
    use super::{Date, Deserialize, Deserializer, Serializer, de, parse_date, write_iso_date};

    /// Writes `2027-07-31` or nothing.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.serialize_some(&write_iso_date(*date)),
            None => serializer.serialize_none(),
        }
    }

    /// Reads what `parse_date` reads, or nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| parse_date(&text).map_err(de::Error::custom)).transpose()
    }
}

/// `2027-07-31`, for `<time datetime>`.
pub fn text(date: Date) -> String {
    write_iso_date(date)
}
