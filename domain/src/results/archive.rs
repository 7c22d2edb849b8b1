//! Past results from other sources, and how a prize is shown.

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// The carved mark beside a prize. The name of a prize is data; these five are what people know by sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Seal {
    Special,
    First,
    Second,
    Third,
    Merit,
}

/// The seal of a prize by its name; none for special prizes given by hand and for outcomes that are no prize.
pub fn seal_of(prize: &str) -> Option<Seal> {
    match fold(prize).trim_start_matches("giai ").trim() {
        "dac biet" => Some(Seal::Special),
        "nhat" => Some(Seal::First),
        "nhi" => Some(Seal::Second),
        "ba" => Some(Seal::Third),
        "khuyen khich" => Some(Seal::Merit),
        _ => None,
    }
}

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
    fn only_true_prizes_have_a_seal() {
        let table = [
            ("Giải Đặc biệt", Some(Seal::Special)),
            ("Giải Nhất", Some(Seal::First)),
            ("Giải Nhì", Some(Seal::Second)),
            ("Giải Ba", Some(Seal::Third)),
            ("Giải Khuyến khích", Some(Seal::Merit)),
            ("Giải Nhất (dự kiến)", None),
            ("Vào chung kết", None),
            ("Chọn dự thi quốc gia", None),
            ("Tác giả nhỏ tuổi nhất", None),
        ];
        for (prize, expected) in table {
            assert_eq!(seal_of(prize), expected, "{prize}");
        }
    }

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
