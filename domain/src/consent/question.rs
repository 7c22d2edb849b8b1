//! What a consent is about: a person, and the guardian who speaks for them. Another person needs another yes.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::consent::answer::Subject;
use crate::text::{EmailAddress, check_phone, clean_line, fold};

/// An author, as far as consent depends on who it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub full_name: String,
    pub birth_date: Option<Date>,
    pub guardian_name: String,
    pub guardian_phone: String,
    pub guardian_email: String,
}

/// The facts a question named when it was asked; they are kept beside the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    pub full_name: String,
    #[serde(with = "crate::calendar::iso_date::option")]
    pub birth_date: Option<Date>,
    pub guardian_name: String,
    pub guardian_phone: String,
    pub guardian_email: String,
}

/// The most edits in the words of a name that are still a slip of the pen.
const SLIPS: usize = 2;
/// Shorter words are too easily another name to forgive a slip in them.
const LONG_WORD: usize = 4;

impl Question {
    /// The question as it is asked about this person now.
    pub fn about(person: &Person) -> Self {
        Self {
            full_name: clean_line(&person.full_name),
            birth_date: person.birth_date,
            guardian_name: clean_line(&person.guardian_name),
            guardian_phone: phone(&person.guardian_phone),
            guardian_email: email(&person.guardian_email),
        }
    }

    /// True while an answer to this question still speaks of this person. The guardian's answer also needs the same
    /// guardian; a way to reach them that was missing may be added.
    pub fn binds(&self, subject: Subject, person: &Person) -> bool {
        let now = Self::about(person);
        let same_child = self.birth_date.is_some()
            && self.birth_date == now.birth_date
            && same_spelling(&self.full_name, &now.full_name);
        let same_guardian = || {
            same_spelling(&self.guardian_name, &now.guardian_name)
                && same_or_added(&self.guardian_phone, &now.guardian_phone)
                && same_or_added(&self.guardian_email, &now.guardian_email)
        };
        same_child && (subject == Subject::Child || same_guardian())
    }
}

/// True when papers of one still are papers of the other: the same name but for spelling, and no other birth date.
/// What is not known yet contradicts nothing: a page is saved while it is being typed.
pub fn same_person(before: (&str, Option<Date>), after: (&str, Option<Date>)) -> bool {
    let names = before.0.trim().is_empty() || after.0.trim().is_empty() || same_spelling(before.0, after.0);
    let births = before.1.is_none() || after.1.is_none() || before.1 == after.1;
    names && births
}

/// Whose a paper is now that was put in for `of`: the row it hangs on while that is still the same person, else the one
/// author who is that person, else nobody until somebody confirms it.
pub fn paper_holder<Id: Copy + PartialEq>(
    of: (&str, Option<Date>),
    row: Option<Id>,
    authors: &[(Id, &str, Option<Date>)],
) -> Option<Id> {
    let stays = |author: &&(Id, &str, Option<Date>)| Some(author.0) == row && same_person(of, (author.1, author.2));
    if let Some(author) = authors.iter().find(stays) {
        return Some(author.0);
    }
    let mut same = authors.iter().filter(|author| of.1.is_some() && author.2 == of.1 && same_spelling(of.0, author.1));
    match (same.next(), same.next()) {
        (Some(only), None) => Some(only.0),
        _ => None,
    }
}

/// True when two names are one but for spelling: the same words, accents and capitals aside, with at most two slips in
/// longer words. The given name, the last word, must be the same: `Linh` and `Minh` are one letter apart and two people.
pub fn same_spelling(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let given_name_stays = a.last() == b.last() && a.last().is_some_and(|word| !word.is_empty());
    if !given_name_stays || a.len() != b.len() {
        return false;
    }
    let mut slips = 0;
    for (a, b) in a.iter().zip(&b).filter(|(a, b)| a != b) {
        let long = a.chars().count().min(b.chars().count()) >= LONG_WORD;
        if !long || strsim::osa_distance(a, b) > 1 {
            return false;
        }
        slips += 1;
    }
    slips <= SLIPS
}

fn same_or_added(before: &str, after: &str) -> bool {
    before.is_empty() || before == after
}

fn phone(raw: &str) -> String {
    check_phone(raw).unwrap_or_else(|_| clean_line(raw))
}

pub(super) fn email(raw: &str) -> String {
    EmailAddress::parse(raw).map_or_else(|_| clean_line(raw).to_lowercase(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn what_is_spelling_and_what_is_another_name() {
        let table = [
            ("Nguyễn Thị Thử", "Nguyễn Thị Thử", true),
            ("Nguyễn Thị Thử", "nguyen thi THU", true),
            ("Hoà Bình", "Hòa Bình", true),
            ("Nguyễn Thị Thử", "Nguyển Thị Thử", true),
            ("Nguyễn Hoàng Thử", "Nguyễnn Hoang Thử", true),
            ("Nguyễn Hoàng Thử", "Ngyuễn Hoàmg Thử", true),
            ("Nguyễn Hoàng Thanh Thử", "Nguyễnn Hoàngg Thanhh Thử", false),
            ("Nguyễn Thị Thử", "Nguyễn Văn Thử", false),
            ("Nguyễn Thị Thử", "Nguyễn Thử", false),
            ("Trần Bảo An", "Trần Bảo Anh", false),
            ("Trần Gia Linh", "Trần Gia Minh", false),
            ("Trần Gia Linh", "Đặng Gia Linh", false),
            ("", "", false),
            ("Thử", "", false),
        ];
        for (a, b, same) in table {
            assert_eq!(same_spelling(a, b), same, "{a} / {b}");
            assert_eq!(same_spelling(b, a), same, "{b} / {a}");
        }
    }

    fn person() -> Person {
        Person {
            full_name: "Nguyễn Thị Thử".to_owned(),
            birth_date: Some(date!(2014 - 05 - 06)),
            guardian_name: "Trần Văn Mẫu".to_owned(),
            guardian_phone: "0912 345 678".to_owned(),
            guardian_email: String::new(),
        }
    }

    #[test]
    fn another_child_or_guardian_voids_an_answer() {
        type Change = fn(&mut Person);
        // What changes; whether the guardian's answer stands, and the child's.
        let table: [(&str, Change, bool, bool); 11] = [
            ("nothing", |_| {}, true, true),
            ("spelling", |p| p.full_name = "NGUYEN THI THU".to_owned(), true, true),
            ("another child", |p| p.full_name = "Lê Văn Khác".to_owned(), false, false),
            ("no name", |p| p.full_name.clear(), false, false),
            ("another birth date", |p| p.birth_date = Some(date!(2014 - 05 - 07)), false, false),
            ("no birth date", |p| p.birth_date = None, false, false),
            ("another guardian", |p| p.guardian_name = "Lê Thị Khác".to_owned(), false, true),
            ("the same number", |p| p.guardian_phone = "+84 912.345.678".to_owned(), true, true),
            ("another number", |p| p.guardian_phone = "0912345679".to_owned(), false, true),
            ("an address added", |p| p.guardian_email = "Mau@vi-du.example".to_owned(), true, true),
            ("the number gone", |p| p.guardian_phone.clear(), false, true),
        ];
        let question = Question::about(&person());
        for (what, change, guardian, child) in table {
            let mut changed = person();
            change(&mut changed);
            assert_eq!(question.binds(Subject::Guardian, &changed), guardian, "{what}");
            assert_eq!(question.binds(Subject::Child, &changed), child, "{what}");
        }
        assert!(!Question::default().binds(Subject::Child, &person()), "what nobody asked about binds nobody");
        let mut unknown = person();
        unknown.birth_date = None;
        assert!(!Question::about(&unknown).binds(Subject::Child, &unknown), "nor without a birth date");
    }

    #[test]
    fn many_small_changes_do_not_add_up_to_another_person() {
        let asked = Question::about(&person());
        let names = ["Nguyễnn Thị Thử", "Nguyễnnn Thị Thử", "Nguyễnnno Thị Thử"];
        let binds: Vec<bool> = names
            .iter()
            .map(|name| {
                let step = Person { full_name: (*name).to_owned(), ..person() };
                asked.binds(Subject::Child, &step)
            })
            .collect();
        assert_eq!(binds, [true, false, false], "each is held against what was asked, not against the step before");
    }

    #[test]
    fn a_paper_hangs_on_the_person_and_not_on_the_row() {
        let (first, second) = (Some(date!(2014 - 05 - 06)), Some(date!(2013 - 01 - 02)));
        let of = ("Nguyễn Thị Thử", first);
        let table = [
            (vec![(1, "Nguyễn Thị Thử", first)], Some(1)),
            (vec![(1, "Nguyễn Thị", first)], None),
            (vec![(1, "", None)], Some(1)),
            (vec![(1, "Lê Văn Khác", second)], None),
            (vec![(1, "Lê Văn Khác", second), (2, "Nguyễn Thị Thử", first)], Some(2)),
            (vec![(2, "Nguyễn Thị Thử", first), (3, "Nguyễn Thị Thử", first)], None),
            (vec![(2, "Nguyễn Thị Thử", second)], None),
            (vec![], None),
        ];
        for (authors, holder) in table {
            assert_eq!(paper_holder(of, Some(1), &authors), holder, "{authors:?}");
        }
    }

    #[test]
    fn papers_follow_the_person() {
        let born = Some(date!(2014 - 05 - 06));
        let table = [
            (("Nguyễn Thị Thử", born), ("Nguyen Thi Thu", born), true),
            (("Nguyễn Thị Thử", born), ("Lê Văn Khác", born), false),
            (("Nguyễn Thị Thử", born), ("Nguyễn Thị Thử", Some(date!(2015 - 05 - 06))), false),
            (("Nguyễn Thị Thử", born), ("Nguyễn Thị Thử", None), true),
            (("Nguyễn Thị Thử", None), ("Nguyễn Thị Thử", born), true),
            (("", None), ("Nguyễn Thị Thử", born), true),
        ];
        for (before, after, same) in table {
            assert_eq!(same_person(before, after), same, "{before:?} {after:?}");
        }
    }
}
