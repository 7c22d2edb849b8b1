//! What an edition is called, in words, in addresses and in entry codes.

use super::template::Template;
use crate::text::{clean_line, format_roman, parse_roman, slug};

/// Why an edition cannot be called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamingProblem {
    OrdinalOutOfRange,
    YearOutOfRange,
    AddressNotPlain,
    AddressReserved,
    PrefixNotPlain,
}

/// Words of the secretariat's own addresses: an edition must not take them.
const RESERVED: [&str; 4] = ["ky-moi", "the-le", "lich", "moi"];

/// A new edition as a secretary types it; names, address and prefix left empty are made from the template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionForm {
    pub programme: String,
    /// The address of an edition whose rules are taken; empty: the template's.
    pub from: String,
    pub ordinal: String,
    pub year: String,
    pub name_vi: String,
    pub name_en: String,
    pub slug: String,
    pub code_prefix: String,
}

/// A new edition with every name it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEdition {
    pub ordinal: u16,
    pub year: i32,
    pub name_vi: String,
    pub name_en: String,
    pub slug: String,
    pub code_prefix: String,
}

impl EditionForm {
    /// The edition of this programme, or every problem at once.
    pub fn read(&self, template: &Template) -> Result<NewEdition, Vec<NamingProblem>> {
        let ordinal = read_ordinal(&self.ordinal);
        let year = clean_line(&self.year).parse().ok().filter(|year| (2000..=2100).contains(year));
        let (number, at) = (ordinal.unwrap_or(1), year.unwrap_or(2000));
        let or = |typed: &str, made: String| {
            if clean_line(typed).is_empty() { made } else { clean_line(typed) }
        };
        let slug = check_slug(&or(&self.slug, format!("{}-{at}", template.address)));
        let prefix = check_prefix(&or(&self.code_prefix, format!("{}-{at}", template.prefix)));
        let problems: Vec<NamingProblem> = [
            ordinal.is_none().then_some(NamingProblem::OrdinalOutOfRange),
            year.is_none().then_some(NamingProblem::YearOutOfRange),
            slug.as_ref().err().copied(),
            prefix.as_ref().err().copied(),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (slug, prefix) {
            (Ok(slug), Ok(code_prefix)) if problems.is_empty() => Ok(NewEdition {
                ordinal: number,
                year: at,
                name_vi: or(&self.name_vi, edition_name_vi(&template.names.vi, number, at)),
                name_en: or(&self.name_en, edition_name_en(&template.names.en, number, at)),
                slug,
                code_prefix,
            }),
            _ => Err(problems),
        }
    }
}

/// `13` or `XIII`.
fn read_ordinal(typed: &str) -> Option<u16> {
    let typed = clean_line(typed);
    let number = typed.parse().ok().or_else(|| parse_roman(&typed));
    number.filter(|number| (1..=200).contains(number))
}

/// `Cuộc thi … lần thứ XIII, năm 2027`: Roman in names, plain numbers in data.
pub fn edition_name_vi(programme: &str, ordinal: u16, year: i32) -> String {
    let roman = format_roman(ordinal).unwrap_or_else(|| ordinal.to_string());
    format!("{programme} lần thứ {roman}, năm {year}")
}

/// The same in English.
pub fn edition_name_en(programme: &str, ordinal: u16, year: i32) -> String {
    let roman = format_roman(ordinal).unwrap_or_else(|| ordinal.to_string());
    format!("{programme} {roman}, {year}")
}

/// Checks an address word: unaccented lower-case letters, digits and hyphens, 3 to 60 of them.
pub fn check_slug(typed: &str) -> Result<String, NamingProblem> {
    let word = clean_line(typed);
    if !(3..=60).contains(&word.len()) || slug(&word) != word {
        return Err(NamingProblem::AddressNotPlain);
    }
    if RESERVED.contains(&word.as_str()) {
        return Err(NamingProblem::AddressReserved);
    }
    Ok(word)
}

/// Checks what entry codes start with: capital letters, digits and hyphens, 2 to 16 of them, such as `TTN-2027`.
pub fn check_prefix(typed: &str) -> Result<String, NamingProblem> {
    let prefix = clean_line(typed).to_uppercase();
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let framed = prefix.starts_with('-') || prefix.ends_with('-');
    if !(2..=16).contains(&prefix.len()) || framed || !prefix.chars().all(plain) {
        return Err(NamingProblem::PrefixNotPlain);
    }
    Ok(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_count_in_roman() {
        assert_eq!(edition_name_vi("Cuộc thi A", 13, 2027), "Cuộc thi A lần thứ XIII, năm 2027");
        assert_eq!(edition_name_en("Contest A", 13, 2027), "Contest A XIII, 2027");
    }

    #[test]
    fn what_is_left_empty_is_made_from_the_template_and_problems_come_together() {
        let template = crate::programmes::template::tests::built_in("YOUTH_CREATIVITY");
        let form = |ordinal: &str, year: &str, slug: &str| EditionForm {
            ordinal: ordinal.to_owned(),
            year: year.to_owned(),
            slug: slug.to_owned(),
            ..EditionForm::default()
        };
        let edition = form(" xiii ", "2027", "").read(&template).expect("an edition");
        assert_eq!((edition.ordinal, edition.slug.as_str()), (13, "sang-tao-tre-2027"));
        assert_eq!(edition.code_prefix, "TTN-2027");
        assert!(edition.name_vi.ends_with("lần thứ XIII, năm 2027"));
        let problems = form("0", "27", "Ký mới").read(&template);
        use NamingProblem as P;
        assert_eq!(problems, Err(vec![P::OrdinalOutOfRange, P::YearOutOfRange, P::AddressNotPlain]));
    }

    #[test]
    fn addresses_and_prefixes_are_plain() {
        assert_eq!(check_slug(" sang-tao-tre-2027 "), Ok("sang-tao-tre-2027".to_owned()));
        for bad in ["", "ab", "Sáng tạo", "a--b", "-abc", "sang tao"] {
            assert_eq!(check_slug(bad), Err(NamingProblem::AddressNotPlain), "{bad}");
        }
        assert_eq!(check_slug("ky-moi"), Err(NamingProblem::AddressReserved));
        assert_eq!(check_prefix("ttn-2027"), Ok("TTN-2027".to_owned()));
        for bad in ["", "T", "TTNĐ", "TTN 2027", "-TTN", "ABCDEFGHIJKLMNOPQ"] {
            assert_eq!(check_prefix(bad), Err(NamingProblem::PrefixNotPlain), "{bad}");
        }
    }
}
