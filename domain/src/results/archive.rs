//! Past results from other sources.

use serde::{Deserialize, Serialize};

/// One past result, with where it is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveItem {
    pub programme: String,
    pub edition: String,
    pub year: Option<i32>,
    pub level: String,
    pub title: String,
    /// The title was translated back from a page in another language.
    pub title_translated: bool,
    /// Only what a source states, never a guess.
    pub field: Option<String>,
    /// As the source words it: a prize, or an outcome such as *Vào chung kết*.
    pub prize: Option<String>,
    pub unit: Option<String>,
    pub source: String,
}

/// The year of an edition's name: the last four digits that look like one.
pub fn year_of(edition: &str) -> Option<i32> {
    let words = edition.split(|letter: char| !letter.is_ascii_digit());
    let mut years = words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years.rfind(|year| (1900..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_the_last_one_named() {
        let table = [
            ("Toàn quốc lần thứ 14, 2016-2017", Some(2017)),
            ("VIFOTEC 2022", Some(2022)),
            ("Quảng Ninh (lần không rõ)", None),
        ];
        for (edition, expected) in table {
            assert_eq!(year_of(edition), expected, "{edition}");
        }
    }
}
