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

/// `2027-07-31`, for `<time datetime>`.
pub fn text(date: Date) -> String {
    write_iso_date(date)
}
