//! Words that stand in one field and nowhere else, so that whoever reads one knows where it came from.

use std::collections::BTreeSet;

use domain::text::fold;

/// What every canary begins with, as people write it.
const BIRD: &str = "Vẹtxanh";
/// The same without marks.
const FOLDED: &str = "vetxanh";
/// The part that looks the same in every normal form.
const PLAIN: &str = "txanh";
/// What every telephone number begins with.
const PHONE: &str = "09876";

/// All canaries of a test, each with the field it stands in.
#[derive(Clone, Debug, Default)]
pub struct Flock {
    /// Stands before the names of the fields that follow.
    about: String,
    fields: Vec<String>,
    dates: Vec<(String, [u16; 3])>,
}

impl Flock {
    /// Says what the fields that follow are about.
    pub fn about(&mut self, what: &str) -> &mut Self {
        self.about = format!("{what}: ");
        self
    }

    /// A word for this field.
    pub fn word(&mut self, field: &str) -> String {
        format!("{BIRD}{}", letters(self.add(field)))
    }

    /// A telephone number for this field.
    pub fn phone(&mut self, field: &str) -> String {
        format!("{PHONE}{:05}", self.add(field))
    }

    /// An e-mail address for this field.
    pub fn email(&mut self, field: &str) -> String {
        format!("{FOLDED}{}@chim.example", letters(self.add(field)))
    }

    /// A date for this field, found in whatever way it is written.
    pub fn date(&mut self, field: &str, [day, month, year]: [u16; 3]) -> String {
        self.dates.push((format!("{}{field}", self.about), [day, month, year]));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The fields whose canaries stand in these texts.
    pub fn seen_in(&self, texts: &[String]) -> BTreeSet<String> {
        texts.iter().flat_map(|text| self.seen(text)).collect()
    }

    /// The names of all fields.
    pub fn fields(&self) -> BTreeSet<String> {
        let dates = self.dates.iter().map(|(field, _)| field);
        self.fields.iter().chain(dates).cloned().collect()
    }

    fn add(&mut self, field: &str) -> usize {
        let field = format!("{}{field}", self.about);
        assert!(!self.fields.contains(&field), "{field} has a canary");
        self.fields.push(field);
        self.fields.len() - 1
    }

    fn seen(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        // Folding is slow; what has not even the plain letters needs none.
        let may_hold = text.to_ascii_lowercase().contains(PLAIN);
        let folded = if may_hold { fold(text) } else { String::new() };
        for (at, _) in folded.match_indices(FOLDED) {
            let letters = folded.get(at + FOLDED.len()..at + FOLDED.len() + 2).unwrap_or_default();
            found.extend(number(letters).and_then(|place| self.fields.get(place)).cloned());
        }
        let dense: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}')).collect();
        for (at, _) in dense.match_indices(PHONE) {
            let digits = dense.get(at + PHONE.len()..at + PHONE.len() + 5).unwrap_or_default();
            let place = digits.parse::<usize>().ok();
            found.extend(place.and_then(|place| self.fields.get(place)).cloned());
        }
        for (field, date) in &self.dates {
            if written(*date).iter().any(|way| text.contains(way)) {
                found.push(field.clone());
            }
        }
        found
    }
}

/// `aa`, `ab`, …: two letters for each number.
fn letters(number: usize) -> String {
    let letter = |value: usize| char::from(b'a' + u8::try_from(value % 26).expect("a letter"));
    [letter(number / 26), letter(number)].iter().collect()
}

fn number(letters: &str) -> Option<usize> {
    let values: Option<Vec<usize>> =
        letters.bytes().map(|byte| byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))).collect();
    match values?.as_slice() {
        [high, low] => Some(high * 26 + low),
        _ => None,
    }
}

fn written([day, month, year]: [u16; 3]) -> Vec<String> {
    let english = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][usize::from(month) - 1];
    let mut ways = vec![
        format!("{year:04}-{month:02}-{day:02}"),
        format!("{year:04}{month:02}{day:02}"),
        format!("{day} tháng {month} năm {year}"),
        format!("{day} {english} {year}"),
        format!("{english} {day}, {year}"),
    ];
    for sign in ["/", "-", ".", "%2F"] {
        ways.push(format!("{day:02}{sign}{month:02}{sign}{year}"));
        ways.push(format!("{day}{sign}{month}{sign}{year}"));
    }
    ways
}

#[test]
fn a_canary_is_found_however_it_is_written() {
    let mut flock = Flock::default();
    let name = flock.word("name");
    flock.phone("phone");
    flock.date("birth", [9, 3, 2013]);
    let decomposed = name.replace('ẹ', "e\u{323}");
    for (text, field) in [
        (name.as_str(), "name"),
        (decomposed.as_str(), "name"),
        ("x VETXANHAA y", "name"),
        ("0987 600 001", "phone"),
        ("sinh 9/3/2013", "birth"),
        ("born on 9 March 2013", "birth"),
    ] {
        assert_eq!(flock.seen_in(&[text.to_owned()]), BTreeSet::from([field.to_owned()]), "{text}");
    }
    assert!(flock.seen_in(&["vetxan 0987 9/3/2014".to_owned()]).is_empty());
}
