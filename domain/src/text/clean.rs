//! What typed, pasted or imported text goes through before anything else sees it.

use unicode_normalization::UnicodeNormalization;

/// One line in NFC: full-width ASCII made plain, invisible characters gone, every run of white space one space.
pub fn clean_line(raw: &str) -> String {
    join_words(&visible(raw).map(plain_width).nfc().collect::<String>())
}

/// Several lines in NFC with `\n` between them: invisible characters, spaces at line ends and blank lines at both ends are gone.
pub fn clean_text(raw: &str) -> String {
    let unified = raw.replace("\r\n", "\n").replace(is_line_break, "\n");
    let text: String = visible(&unified).nfc().collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().trim_start_matches('\n').to_owned()
}

/// The words of `text` with single spaces between them.
pub(super) fn join_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn visible(raw: &str) -> impl Iterator<Item = char> {
    raw.chars().filter(|&c| !is_invisible(c))
}

/// Everything that ends a line besides `\n`, Word's soft break (vertical tab) among them.
fn is_line_break(c: char) -> bool {
    matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters, soft hyphen, zero-width characters, direction marks and BOM: two texts that look alike must be alike.
pub(super) fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// `Ａ` → `A`, `１` → `1`; the wide space is white space already.
fn plain_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_cleaned() {
        let table = [
            ("  Nguyễn \t Thị\u{A0}Hoà\n", "Nguyễn Thị Hoà"),
            ("ＳＫ－２０２７\u{3000}Ａ！", "SK-2027 A!"),
            ("\u{FEFF}Hạ\u{200B} Long\u{0}\u{7}", "Hạ Long"),
            ("a\u{202E}b\u{AD}c", "abc"),
            ("Ho\u{E0}", "Hoà"),
            ("Hoa\u{300}", "Hoà"),
            ("Hoa\u{340}", "Hoà"),
            (" \u{200B} ", ""),
        ];
        for (raw, expected) in table {
            assert_eq!(clean_line(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn texts_keep_their_lines_and_quotes() {
        let raw = "\u{FEFF}\r\n  Mục đích: “tiết kiệm”  \r\n\r\nKết\u{AD} quả\u{B}đo\rđạc \n\n";
        assert_eq!(clean_text(raw), "  Mục đích: “tiết kiệm”\n\nKết quả\nđo\nđạc");
    }

    #[test]
    fn the_two_normal_forms_become_one() {
        let nfc = "Nguyễn Thị Hoà";
        let nfd: String = nfc.nfd().collect();
        assert_eq!((nfc.encode_utf16().count(), nfd.encode_utf16().count()), (14, 18));
        assert_eq!(clean_line(&nfd), nfc);
    }

    proptest! {
        #[test]
        fn cleaning_makes_nfc_and_nfd_equal(raw in any::<String>()) {
            let nfd: String = raw.nfd().collect();
            let nfc: String = raw.nfc().collect();
            prop_assert_eq!(clean_line(&nfd), clean_line(&nfc));
            prop_assert_eq!(clean_text(&nfd), clean_text(&nfc));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(raw in any::<String>()) {
            let (line, text) = (clean_line(&raw), clean_text(&raw));
            prop_assert_eq!(clean_line(&line), line.clone());
            prop_assert_eq!(clean_text(&text), text.clone());
        }
    }
}
