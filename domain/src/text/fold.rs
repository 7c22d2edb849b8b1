//! Search without accents, and addresses made of titles.

use super::clean::{clean_line, join_words};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form that search compares: lower case, no marks, `đ` as `d`. `Hòa` and `Hoà` both become `hoa`.
pub fn fold(text: &str) -> String {
    let lower = clean_line(text).chars().flat_map(char::to_lowercase).collect::<String>();
    let bare = lower.nfd().filter(|&c| !is_combining_mark(c)).map(plain_d).collect::<String>();
    join_words(&bare)
}

/// How well a text answers a search; the better match sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The accents fit too.
    Accented,
    /// Only the bare letters fit.
    Folded,
}

/// Finds `needle` anywhere in `haystack`; an empty needle is in every text.
pub fn find_match(haystack: &str, needle: &str) -> Option<Match> {
    if same_accents(haystack).contains(&same_accents(needle)) {
        Some(Match::Accented)
    } else if fold(haystack).contains(&fold(needle)) {
        Some(Match::Folded)
    } else {
        None
    }
}

/// Whether `needle` is anywhere in `haystack`, accents and case aside.
pub fn matches(haystack: &str, needle: &str) -> bool {
    find_match(haystack, needle).is_some()
}

/// Whether what was typed names this: with its accents, or typed without any.
pub fn is_name_of(name: &str, typed: &str) -> bool {
    let lower: String = clean_line(typed).chars().flat_map(char::to_lowercase).collect();
    let has_no_accents = fold(typed) == join_words(&lower);
    same_accents(name) == same_accents(typed) || (has_no_accents && fold(name) == fold(typed))
}

/// A title as a part of an address: unaccented lower-case letters and digits, hyphens between words; may be empty.
pub fn slug(title: &str) -> String {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Lower-case NFC with the tone mark where the new spelling puts it, so that `hòa` and `hoà` are one word.
pub(super) fn same_accents(text: &str) -> String {
    let lower = clean_line(text).chars().flat_map(char::to_lowercase).collect::<String>();
    let mut letters: Vec<char> = lower.nfd().collect();
    for at in 2..letters.len() {
        if let ('o', tone, 'a' | 'e') | ('u', tone, 'y') = (letters[at - 2], letters[at - 1], letters[at])
            && is_tone(tone)
        {
            letters.swap(at - 1, at);
        }
    }
    letters.into_iter().nfc().collect()
}

/// Huyền, hỏi, ngã, sắc, nặng as combining marks.
fn is_tone(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{309}' | '\u{303}' | '\u{301}' | '\u{323}')
}

/// NFD leaves `đ` whole; older files write the Icelandic `ð` or the African `ɖ`, whose capitals look the same.
fn plain_d(c: char) -> char {
    match c {
        'đ' | 'ð' | 'ɖ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_drops_accents_case_and_d() {
        let table = [
            ("Đặng Thị Ưởng", "dang thi uong"),
            ("ĐẶNG ƯỞNG", "dang uong"),
            ("Ðặng", "dang"),
            ("hòa", "hoa"),
            ("hoà", "hoa"),
            ("Thúy", "thuy"),
            ("Thuý", "thuy"),
            ("quý ＡＢ", "quy ab"),
            ("  Ăn   Ân  ", "an an"),
        ];
        for (text, expected) in table {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn accents_decide_which_match_comes_first() {
        let table = [
            ("Trần Thị Ánh", "ánh", Some(Match::Accented)),
            ("Trần Thị Ánh", "anh", Some(Match::Folded)),
            ("Trần Thị Ánh", "ảnh", Some(Match::Folded)),
            ("Lê Thị Hoà", "hòa", Some(Match::Accented)),
            ("Nguyễn Thuý", "THÚY", Some(Match::Accented)),
            ("Đặng Văn Đức", "dang  van", Some(Match::Folded)),
            ("Đặng Văn Đức", "", Some(Match::Accented)),
            ("Đặng Văn Đức", "bình", None),
        ];
        for (haystack, needle, expected) in table {
            assert_eq!(find_match(haystack, needle), expected, "{needle} in {haystack}");
        }
        assert!(matches("Đặng Văn Đức", "duc"));
    }

    #[test]
    fn a_typed_name_has_the_accents_or_none() {
        let table = [
            ("Trường Minh Họa", "trường  minh họa", true),
            ("Trường Minh Hòa", "Trường Minh Hoà", true),
            ("Trường Minh Họa", "truong minh hoa", true),
            ("Trường Minh Họa", "Trường Minh Hòa", false),
            ("Trường Minh Họa", "Trường Minh", false),
        ];
        for (name, typed, expected) in table {
            assert_eq!(is_name_of(name, typed), expected, "{typed}");
        }
    }

    #[test]
    fn slugs_fit_an_address() {
        let table = [
            ("Sáng tạo Thanh thiếu niên, nhi đồng 2027", "sang-tao-thanh-thieu-nien-nhi-dong-2027"),
            ("  “Đường” – Biển!  ", "duong-bien"),
            ("北京", ""),
        ];
        for (title, expected) in table {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn folding_does_not_see_the_normal_form(text in any::<String>()) {
            let nfd: String = text.nfd().collect();
            prop_assert_eq!(fold(&nfd), fold(&text));
        }

        #[test]
        fn a_text_matches_itself_without_accents(text in "[A-ZĐÁẢÔƯa-zđắộữ ]{0,30}") {
            prop_assert!(matches(&text, &fold(&text)));
        }
    }
}
