//! What somebody looks for, as words a search can ask for.

use super::fold;

/// How many words of a search count: nobody remembers more of a title.
const WORDS: usize = 12;
/// How many letters of a word count.
const LETTERS: usize = 60;
/// How much of a text is looked at: a search is a line, not a page.
const LENGTH: usize = 1_000;

/// The words that a row has to hold, folded, each once; only the first dozen count, so that no question grows with what was typed.
pub fn search_words(text: &str) -> Vec<String> {
    let start: String = text.chars().take(LENGTH).collect();
    let mut words: Vec<String> = Vec::new();
    for word in fold(&start).split_whitespace() {
        let word: String = word.chars().take(LETTERS).collect();
        if words.len() < WORDS && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_search_is_a_few_folded_words() {
        let table: [(&str, &[&str]); 4] = [
            ("", &[]),
            ("  Kính   HIỂN vi ", &["kinh", "hien", "vi"]),
            ("vi vi VI", &["vi"]),
            ("100%_\\", &["100%_\\"]),
        ];
        for (text, words) in table {
            assert_eq!(search_words(text), words, "{text}");
        }
    }

    #[test]
    fn two_thousand_five_hundred_words_ask_for_a_dozen() {
        let text: Vec<String> = (0..2_500).map(|number| format!("tu{number}")).collect();
        let words = search_words(&text.join(" "));
        assert_eq!(words.len(), WORDS);
        assert_eq!(words[0], "tu0");
    }

    proptest! {
        #[test]
        fn no_text_asks_for_much(words in proptest::collection::vec("\\PC{0,90}", 0..40)) {
            let words = search_words(&words.join(" "));
            prop_assert!(words.len() <= WORDS);
            prop_assert!(words.iter().all(|word| !word.is_empty() && word.chars().count() <= LETTERS));
        }
    }
}
