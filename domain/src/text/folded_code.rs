//! Codes that people copy from one file to another: one spelling is one code.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::clean::is_invisible;

/// The code in NFC without blanks around it: a code typed on a Mac and the same one typed on a phone are one code.
pub fn clean_code(raw: &str) -> String {
    nfc(raw.trim())
}

/// The whole text in NFC.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// What a reader cannot tell apart: NFKC, lower case, without invisible characters and with single spaces. Accents stay:
/// `MY-01` and `MỸ-01` are two codes.
pub fn folded_code(code: &str) -> String {
    let visible = code.nfkc().filter(|c| !is_invisible(*c) && !is_ignorable(*c));
    let lower: String = visible.flat_map(char::to_lowercase).collect();
    let lower: String = lower.nfkc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The code as the portal writes its own, however it was typed: `ｔtn-2027-0147` is `TTN-2027-0147`.
pub fn code_as_issued(typed: &str) -> String {
    folded_code(typed).to_uppercase()
}

/// Further characters that no font shows: joiners, fillers, variation selectors, tags.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Two codes that are written differently and read the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{first:?} (line {first_line}) and {second:?} (line {second_line}) read the same; write one code in one way")]
pub struct AlikeCodes {
    pub first: String,
    pub first_line: u64,
    pub second: String,
    pub second_line: u64,
}

/// Codes with their lines, of which two read the same without being the same; each spelling is named once.
pub fn alike_codes<'a>(codes: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<AlikeCodes> {
    let mut seen: HashMap<String, Vec<(&str, u64)>> = HashMap::new();
    let mut alike = Vec::new();
    for (code, line) in codes {
        let spellings = seen.entry(folded_code(code)).or_default();
        if spellings.iter().any(|(spelling, _)| *spelling == code) {
            continue;
        }
        if let Some((first, first_line)) = spellings.first() {
            alike.push(AlikeCodes {
                first: (*first).to_owned(),
                first_line: *first_line,
                second: code.to_owned(),
                second_line: line,
            });
        }
        spellings.push((code, line));
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spelling_is_one_code_and_accents_count() {
        let same = [
            ("TTN-0001", "ttn-0001"),
            ("A", "A\u{200B}"),
            ("A", "\u{FEFF}A"),
            ("J1", "Ｊ１"),
            ("Mỹ-01", "My\u{303}-01"),
            ("J\u{FE0F}1", "j1"),
            ("ﬁ-1", "fi-1"),
            // Capitals that only show once a sign is taken apart.
            ("㎏™-1", "kgtm-1"),
            (" A  1 ", "a 1"),
        ];
        for (one, other) in same {
            assert_eq!(folded_code(one), folded_code(other), "{one:?} {other:?}");
        }
        for (one, other) in [("My-01", "Mỹ-01"), ("Đ-1", "D-1"), ("A1", "A-1"), ("O1", "01")] {
            assert_ne!(folded_code(one), folded_code(other), "{one:?} {other:?}");
        }
        assert_eq!(clean_code(" My\u{303}-01 "), "Mỹ-01");
        assert_eq!(code_as_issued(" ｔtn-2027-\u{200B}0147 "), "TTN-2027-0147");
    }

    #[test]
    fn alike_codes_are_named_once_with_the_lines_where_they_first_stand() {
        let codes = [("A", 2), ("B", 3), ("a", 4), ("A", 5), ("a", 6), ("Ａ", 7)];
        let lines: Vec<(u64, u64)> = alike_codes(codes).iter().map(|two| (two.first_line, two.second_line)).collect();
        assert_eq!(lines, [(2, 4), (2, 7)]);
        let text = alike_codes([("A", 2), ("A\u{200B}", 3)])[0].to_string();
        assert!(text.contains("\\u{200b}"), "an invisible character is shown: {text}");
    }

    proptest! {
        #[test]
        fn folding_sees_neither_normal_form_nor_case(code in "\\PC{0,20}", plain in "[A-Za-z0-9ĂâĐêƠư Áàạẳễợ-]{0,20}") {
            let nfd: String = code.nfd().collect();
            prop_assert_eq!(folded_code(&nfd), folded_code(&code));
            let folded = folded_code(&code);
            prop_assert_eq!(folded_code(&folded), folded);
            let spellings = [plain.to_uppercase(), plain.to_lowercase()].map(|spelling| folded_code(&spelling));
            prop_assert_eq!(spellings, [folded_code(&plain), folded_code(&plain)]);
        }
    }
}
