//! Counts, money, percentages and file sizes for reading. A no-break space keeps the unit on its number's line.

use super::Lang;

const NO_BREAK_SPACE: char = '\u{A0}';

/// 1234567 → `1.234.567`, in English `1,234,567`.
pub fn format_int(number: i64, lang: Lang) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(thousands_mark(lang));
        }
        text.push(digit);
    }
    text
}

/// Whole đồng: 1250000 → `1.250.000 ₫`.
pub fn format_money(dong: i64, lang: Lang) -> String {
    format!("{}{NO_BREAK_SPACE}₫", format_int(dong, lang))
}

/// Whole percent: 26 → `26 %`, in English `26%`.
pub fn format_percent(percent: i64, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{}{NO_BREAK_SPACE}%", format_int(percent, lang)),
        Lang::En => format!("{}%", format_int(percent, lang)),
    }
}

/// Bytes in decimal units with one decimal below 100: 4200000 → `4,2 MB`.
pub fn format_file_size(bytes: u64, lang: Lang) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes}{NO_BREAK_SPACE}B"),
        1_000..999_500 => (1_000, "kB"),
        999_500..999_500_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = rounded(bytes, unit / 10);
    let number = match (tenths / 10, tenths % 10) {
        (whole @ 0..100, decimal @ 1..) => format!("{whole}{}{decimal}", decimal_mark(lang)),
        (whole @ 0..100, _) => whole.to_string(),
        _ => format_int(i64::try_from(rounded(bytes, unit)).unwrap_or(i64::MAX), lang),
    };
    format!("{number}{NO_BREAK_SPACE}{name}")
}

fn rounded(number: u64, unit: u64) -> u64 {
    number / unit + u64::from(number % unit >= unit.div_ceil(2))
}

fn thousands_mark(lang: Lang) -> char {
    match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    }
}

fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        let table = [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1.000", "1,000"),
            (1_234_567, "1.234.567", "1,234,567"),
            (-12_345, "-12.345", "-12,345"),
            (i64::MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
        ];
        for (number, vi, en) in table {
            assert_eq!(format_int(number, Lang::Vi), vi);
            assert_eq!(format_int(number, Lang::En), en);
        }
    }

    #[test]
    fn money_and_percent() {
        assert_eq!(format_money(1_250_000, Lang::Vi), "1.250.000\u{A0}₫");
        assert_eq!(format_money(1_500_000, Lang::En), "1,500,000\u{A0}₫");
        assert_eq!(format_percent(26, Lang::Vi), "26\u{A0}%");
        assert_eq!(format_percent(26, Lang::En), "26%");
    }

    #[test]
    fn file_sizes() {
        let table = [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 kB"),
            (4_249, "4,2 kB"),
            (412_000, "412 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (4_200_000, "4,2 MB"),
            (20_400_000, "20,4 MB"),
            (99_949_999, "99,9 MB"),
            (99_950_000, "100 MB"),
            (1_500_000_000, "1,5 GB"),
            (1_234_000_000_000, "1.234 GB"),
        ];
        for (bytes, expected) in table {
            assert_eq!(format_file_size(bytes, Lang::Vi).replace(NO_BREAK_SPACE, " "), expected);
        }
        assert_eq!(format_file_size(4_200_000, Lang::En), "4.2\u{A0}MB");
    }
}
