//! Vietnamese order: words by letter then tone, people by given name, then family name, then middle name.
//!
//! The collation data weighs much: keep these functions out of the browser bundle and sort on the server.

use super::clean::clean_line;
use super::fold::{fold, same_accents};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// A person's place in a list. Never store it: a new version of the collation data may order differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    given: Vec<u8>,
    family: Vec<u8>,
    middle: Vec<u8>,
}

impl NameKey {
    /// Reads a full name in the Vietnamese order (family, middle, given); case and old tone placement do not count.
    pub fn new(full_name: &str) -> Self {
        let name = same_accents(full_name);
        let (before, given) = name.rsplit_once(' ').unwrap_or(("", &name));
        let (family, middle) = before.split_once(' ').unwrap_or((before, ""));
        Self { given: word_key(given), family: word_key(family), middle: word_key(middle) }
    }
}

/// Orders two full names as a Vietnamese list does. To sort many, `sort_by_cached_key(|person| NameKey::new(…))`.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    NameKey::new(a).cmp(&NameKey::new(b))
}

/// Orders two words or titles as a Vietnamese dictionary does.
pub fn compare_words(a: &str, b: &str) -> Ordering {
    word_key(&clean_line(a)).cmp(&word_key(&clean_line(b)))
}

/// The last word of a full name, a remark in brackets after it apart; empty for an empty name.
pub fn given_name(full_name: &str) -> &str {
    let name = full_name.split(" (").next().unwrap_or(full_name);
    name.split_whitespace().next_back().unwrap_or_default()
}

fn word_key(text: &str) -> Vec<u8> {
    let Some(collator) = vietnamese() else {
        return fold(text).into_bytes();
    };
    let mut key = Vec::new();
    let Ok(()) = collator.write_sort_key_to(text, &mut key);
    key
}

/// Nothing only if the build lost its collation data; the order then falls back to bare letters.
fn vietnamese() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    COLLATOR.get_or_init(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorts the reversed list, so that nothing is right by standing still.
    fn sorted<'a>(words: &[&'a str], order: fn(&str, &str) -> Ordering) -> Vec<&'a str> {
        let mut words: Vec<&str> = words.iter().rev().copied().collect();
        words.sort_by(|a, b| order(a, b));
        words
    }

    #[test]
    fn words_follow_the_dictionary() {
        let words = ["An", "Anh", "Ảnh", "Ánh", "Ân", "Dung", "Dũng", "Duy", "Đào", "Đông", "Đức"];
        assert_eq!(sorted(&words, compare_words), words);
    }

    #[test]
    fn tones_follow_the_school_order() {
        let tones = ["ma", "mà", "mả", "mã", "má", "mạ"];
        assert_eq!(sorted(&tones, compare_words), tones);
    }

    #[test]
    fn letters_follow_the_alphabet() {
        let letters = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split(' ').collect::<Vec<_>>();
        assert_eq!(sorted(&letters, compare_words), letters);
    }

    #[test]
    fn people_follow_given_family_middle() {
        let people = [
            "Lê Thị An",
            "Nguyễn An",
            "Nguyễn Văn An",
            "Đặng Thị Anh",
            "Trần Thị Ánh",
            "Lê Văn Ân",
            "Nguyễn Thị Bình",
            "Vũ Dung",
            "Hoàng Đình Dũng",
            "Phạm Đức",
        ];
        assert_eq!(sorted(&people, compare_names), people);
    }

    #[test]
    fn one_key_per_part_and_not_one_on_the_whole_name() {
        assert_eq!(compare_words("hòa an", "hoa bình"), Ordering::Less);
        assert_eq!(compare_names("hòa an", "hoa bình"), Ordering::Less);
        assert_eq!(compare_names("Lê Hoà An", "Lê Hoa Bình"), Ordering::Less);
        assert_eq!(compare_names("Lê Hoà An", "Lê Hoa An"), Ordering::Greater);
    }

    #[test]
    fn capitals_and_old_spelling_do_not_move_a_person() {
        assert_eq!(compare_names("NGUYỄN VĂN HÒA", "Nguyễn  Văn Hoà"), Ordering::Equal);
        let people = ["Lê Hoà", "NGUYỄN HÒA", "Trần Hoà", "Lê Hoá"];
        assert_eq!(sorted(&people, compare_names), people);
    }

    #[test]
    fn the_given_name_is_the_last_word() {
        let table = [("Nguyễn Thị Hoà ", "Hoà"), ("Hoà", "Hoà"), ("  ", "")];
        for (full, expected) in table {
            assert_eq!(given_name(full), expected);
        }
    }
}
