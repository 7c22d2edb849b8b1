//! Roman numerals for editions: “lần thứ XIV”.

const STEPS: [(u16, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// 14 → `XIV`; nothing outside 1 to 3999.
pub fn format_roman(number: u16) -> Option<String> {
    if !(1..=3999).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in STEPS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    Some(text)
}

/// `XIV` or `xiv` → 14; nothing for a spelling that `format_roman` would not write, such as `IIII`.
pub fn parse_roman(text: &str) -> Option<u16> {
    let letters = text.trim().to_ascii_uppercase();
    let mut rest = letters.as_str();
    let mut number: u16 = 0;
    for (value, step) in STEPS {
        while let Some(after) = rest.strip_prefix(step) {
            number = number.checked_add(value)?;
            rest = after;
        }
    }
    (format_roman(number)? == letters).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_as_printed() {
        let table = [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")];
        for (number, text) in table {
            assert_eq!(format_roman(number).as_deref(), Some(text));
        }
        assert_eq!((format_roman(0), format_roman(4000)), (None, None));
    }

    #[test]
    fn every_numeral_reads_back() {
        for number in 1..=3999 {
            assert_eq!(format_roman(number).and_then(|text| parse_roman(&text)), Some(number));
        }
        assert_eq!(parse_roman(" xiv "), Some(14));
        for wrong in ["", "IIII", "VX", "XIVA", "14"] {
            assert_eq!(parse_roman(wrong), None, "{wrong}");
        }
    }
}
