//! Text that a wrong conversion has damaged: TCVN3 or VNI kept as Unicode, UTF-8 read as Latin-1, letters lost as `?`.

use unicode_normalization::UnicodeNormalization;

/// True when a Vietnamese name looks as if it went through a wrong conversion. It asks, it does not know: a foreign name
/// may hold such letters.
pub fn looks_damaged(text: &str) -> bool {
    let letters: Vec<char> = text.nfc().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    (0..letters.len()).any(|place| {
        let (before, here, after) = (if place == 0 { ' ' } else { at(place - 1) }, at(place), at(place + 1));
        let lost = here == '\u{FFFD}' || (here == '?' && before.is_alphabetic() && after.is_alphabetic());
        // Capitals in the middle of a small word are the toned vowels of TCVN3.
        let shouted = before.is_lowercase() && here.is_uppercase() && !here.is_ascii();
        let symbol = matches!(here, '\u{A1}'..='\u{BF}' | '×' | '÷') && (after.is_alphabetic() || is_odd_mark(here));
        lost || shouted || symbol || (here.is_alphabetic() && !is_at_home(here))
    })
}

/// Marks that stand for nothing in a name of today: superscripts, fractions, the cedilla.
fn is_odd_mark(c: char) -> bool {
    matches!(c, '¸' | '¹' | '¼' | '½' | '¾' | '¨' | '¶' | '¤' | '¬')
}

/// Letters of Vietnamese and of ASCII.
fn is_at_home(c: char) -> bool {
    if matches!(c, 'đ' | 'Đ') || c.is_ascii() {
        return true;
    }
    let mut parts = c.nfd();
    let base = parts.next().unwrap_or(c);
    let known = |mark| {
        matches!(mark, '\u{300}' | '\u{301}' | '\u{302}' | '\u{303}' | '\u{306}' | '\u{309}' | '\u{31B}' | '\u{323}')
    };
    matches!(base.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') && parts.all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_names_are_told_from_whole_ones() {
        let damaged = [
            "TrÂêng TiÓu häc VÝ Dô",
            "Tr­êng THCS Minh Hßa",
            "Së Gi¸o dôc vµ §µo t¹o",
            "TrÖôøng Tieåu hoïc",
            "TrÆ°á»ng THCS",
            "Tr??ng Ti?u h?c",
            "Trư\u{FFFD}ng",
        ];
        for name in damaged {
            assert!(looks_damaged(name), "{name}");
        }
        let whole = [
            "Trường Tiểu học Võ Thị Sáu",
            "TRƯỜNG THPT CHUYÊN HẠ LONG",
            "Tru\u{31B}\u{300}ng Ho\u{300}a Bi\u{300}nh",
            "Công ty TNHH Vinasoft® (chi nhánh 2)",
            "Trường THCS & THPT “Đồi Sim” – cơ sở 1",
            "Sở Giáo dục và Đào tạo, phòng 3 · tầng 2",
            "Có đúng không? Đúng",
            "iPhone, eKYC",
        ];
        for name in whole {
            assert!(!looks_damaged(name), "{name}");
        }
    }
}
