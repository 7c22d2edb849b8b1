//! Conflicts of interest found in what is known of a judge and of an entry's people.
//! A name alone never blocks anybody: it raises a flag that a person decides on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, UnitId};
use crate::text::{EmailAddress, check_phone, fold};

/// What kind of tie it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// The judge's own account filed the entry.
    OwnEntry,
    /// The judge is, or has the name of, an author.
    Author,
    /// The judge is, or has the name of, an instructor.
    Instructor,
    /// The judge is, or has the name of, a parent or guardian.
    Guardian,
    /// The judge's unit is that of the entry, an author or an instructor.
    SameUnit,
    /// Judge and entry come from the same commune.
    SameCommune,
    /// The judge named a person who has to do with the entry.
    DeclaredPerson,
    /// The judge named the school or unit.
    DeclaredUnit,
    /// The judge declared a conflict with this very entry.
    Declared,
}

impl ConflictKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::OwnEntry,
        Self::Author,
        Self::Instructor,
        Self::Guardian,
        Self::SameUnit,
        Self::SameCommune,
        Self::DeclaredPerson,
        Self::DeclaredUnit,
        Self::Declared,
    ];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::OwnEntry => "own_entry",
            Self::Author => "author",
            Self::Instructor => "instructor",
            Self::Guardian => "guardian",
            Self::SameUnit => "same_unit",
            Self::SameCommune => "same_commune",
            Self::DeclaredPerson => "declared_person",
            Self::DeclaredUnit => "declared_unit",
            Self::Declared => "declared",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a conflict does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// People are told; the plan avoids the pair where it can.
    Flag,
    /// The judge may not score the entry.
    Block,
}

impl Strength {
    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Block => "block",
        }
    }

    /// The strength of a stored word; an unknown word is taken for the stronger.
    pub fn from_code(code: &str) -> Self {
        if code == "flag" { Self::Flag } else { Self::Block }
    }
}

/// One reason why a judge may not, or should not, score an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub kind: ConflictKind,
    pub strength: Strength,
    /// What matched, in the entry's words, such as the name of the school.
    pub why: String,
}

/// A school, agency or commune with the commune it lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitPlace {
    pub id: Option<UnitId>,
    pub name: String,
    pub commune: Option<UnitId>,
}

/// What is known of a judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgePerson {
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub unit: Option<UnitPlace>,
    /// Persons, schools and units the judge named in the declaration.
    pub ties: Vec<String>,
}

/// A person of an entry with ways to reach them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// E-mail addresses and phone numbers, as typed.
    pub contacts: Vec<String>,
}

/// Everybody who has to do with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPeople {
    pub owner: AccountId,
    pub authors: Vec<Person>,
    pub instructors: Vec<Person>,
    pub guardians: Vec<Person>,
    /// The entry's unit and those of its authors and instructors.
    pub units: Vec<UnitPlace>,
}

/// Every conflict between the two, one of each kind, the strongest found.
pub fn detect_conflicts(judge: &JudgePerson, entry: &EntryPeople) -> Vec<Conflict> {
    let mut found = Found::default();
    if entry.owner == judge.account {
        found.add(ConflictKind::OwnEntry, Strength::Block, &judge.name);
    }
    let groups = [
        (ConflictKind::Author, &entry.authors),
        (ConflictKind::Instructor, &entry.instructors),
        (ConflictKind::Guardian, &entry.guardians),
    ];
    for (kind, people) in groups {
        for person in people {
            if let Some(strength) = same_person(judge, person) {
                found.add(kind, strength, &person.name);
            }
            if judge.ties.iter().any(|tie| same_name(tie, &person.name)) {
                found.add(ConflictKind::DeclaredPerson, Strength::Flag, &person.name);
            }
        }
    }
    for unit in &entry.units {
        compare_units(&mut found, judge, unit);
    }
    found.0.into_values().collect()
}

#[derive(Default)]
struct Found(BTreeMap<ConflictKind, Conflict>);

impl Found {
    fn add(&mut self, kind: ConflictKind, strength: Strength, why: &str) {
        let stronger = self.0.get(&kind).is_none_or(|known| known.strength < strength);
        if stronger {
            let why = why.to_owned();
            self.0.insert(kind, Conflict { kind, strength, why });
        }
    }
}

/// Reached the same way: the same person. Only the same name: perhaps.
fn same_person(judge: &JudgePerson, person: &Person) -> Option<Strength> {
    let reached_alike = person.contacts.iter().any(|contact| is_contact_of(judge, contact));
    if reached_alike { Some(Strength::Block) } else { same_name(&judge.name, &person.name).then_some(Strength::Flag) }
}

fn is_contact_of(judge: &JudgePerson, contact: &str) -> bool {
    let same_phone = match (check_phone(contact), judge.phone.as_deref().map(check_phone)) {
        (Ok(theirs), Some(Ok(own))) => theirs == own,
        _ => false,
    };
    same_phone || EmailAddress::is_same(contact, &judge.email)
}

/// Accents make a name: without them only a name that was typed bare counts as the same.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && (one == other || ((one.is_ascii() || other.is_ascii()) && fold(&one) == fold(&other)))
}

fn compare_units(found: &mut Found, judge: &JudgePerson, unit: &UnitPlace) {
    if judge.ties.iter().any(|tie| names_unit(tie, &unit.name)) {
        found.add(ConflictKind::DeclaredUnit, Strength::Block, &unit.name);
    }
    let Some(own) = &judge.unit else { return };
    let known_apart = matches!((own.commune, unit.commune), (Some(a), Some(b)) if a != b);
    let both_listed = own.id.is_some() && unit.id.is_some();
    if both_listed && own.id == unit.id {
        found.add(ConflictKind::SameUnit, Strength::Block, &unit.name);
    } else if !both_listed && same_name(&own.name, &unit.name) {
        // Schools of one name exist in several communes.
        let strength = if known_apart { Strength::Flag } else { Strength::Block };
        found.add(ConflictKind::SameUnit, strength, &unit.name);
    }
    if own.commune.is_some() && own.commune == unit.commune {
        found.add(ConflictKind::SameCommune, Strength::Flag, &unit.name);
    }
}

/// A declared word names a unit when it is its name, or a long enough part of it.
fn names_unit(tie: &str, unit: &str) -> bool {
    const TELLING: usize = 8;
    let (tie, unit) = (fold(tie), fold(unit));
    !tie.is_empty() && (tie == unit || (tie.chars().count() >= TELLING && unit.contains(&tie)))
}

/// The lines of a declaration that name persons, schools and units.
pub fn declared_ties(text: &str) -> Vec<String> {
    text.split(['\n', ';'])
        .map(|line| line.trim().trim_start_matches(['-', '•', '*']).trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: i64, name: &str, commune: i64) -> UnitPlace {
        UnitPlace {
            id: (id > 0).then_some(UnitId(id)),
            name: name.to_owned(),
            commune: (commune > 0).then_some(UnitId(commune)),
        }
    }

    fn judge() -> JudgePerson {
        JudgePerson {
            account: AccountId(1),
            name: "Phạm Minh Châu".to_owned(),
            email: "chau@vi-du.example".to_owned(),
            phone: Some("0912 345 678".to_owned()),
            unit: Some(place(10, "Trường THCS Bãi Cháy", 100)),
            ties: vec!["Lê Thị Hoa".to_owned(), "THCS Trọng Điểm".to_owned()],
        }
    }

    fn entry() -> EntryPeople {
        EntryPeople { owner: AccountId(2), authors: vec![], instructors: vec![], guardians: vec![], units: vec![] }
    }

    fn person(name: &str, contact: &str) -> Person {
        Person { name: name.to_owned(), contacts: vec![contact.to_owned()] }
    }

    #[test]
    fn what_ties_a_judge_to_an_entry_and_how_strongly() {
        use ConflictKind as K;
        use Strength::{Block, Flag};
        let with = |change: fn(&mut EntryPeople)| {
            let mut entry = entry();
            change(&mut entry);
            entry
        };
        type Row = (&'static str, EntryPeople, Vec<(ConflictKind, Strength)>);
        let table: Vec<Row> = vec![
            ("a stranger", entry(), vec![]),
            ("own account", with(|e| e.owner = AccountId(1)), vec![(K::OwnEntry, Block)]),
            (
                "an author's name alone",
                with(|e| e.authors = vec![person("phạm  minh châu", "")]),
                vec![(K::Author, Flag)],
            ),
            ("a bare name", with(|e| e.authors = vec![person("Pham Minh Chau", "")]), vec![(K::Author, Flag)]),
            ("other accents are another name", with(|e| e.authors = vec![person("Phạm Minh Chấu", "")]), vec![]),
            (
                "an instructor's e-mail",
                with(|e| e.instructors = vec![person("Cô Châu", "Chau@vi-du.example")]),
                vec![(K::Instructor, Block)],
            ),
            (
                "a parent's phone",
                with(|e| e.guardians = vec![person("Mẹ", "+84 912 345 678")]),
                vec![(K::Guardian, Block)],
            ),
            (
                "a parent's name alone",
                with(|e| e.guardians = vec![person("Phạm Minh Châu", "0987654321")]),
                vec![(K::Guardian, Flag)],
            ),
            (
                "the same school",
                with(|e| e.units = vec![place(10, "Trường THCS Bãi Cháy", 100)]),
                vec![(K::SameUnit, Block), (K::SameCommune, Flag)],
            ),
            (
                "the school as typed",
                with(|e| e.units = vec![place(0, "trường thcs bãi cháy", 0)]),
                vec![(K::SameUnit, Block)],
            ),
            (
                "a namesake elsewhere",
                with(|e| e.units = vec![place(0, "Trường THCS Bãi Cháy", 200)]),
                vec![(K::SameUnit, Flag)],
            ),
            (
                "the same commune",
                with(|e| e.units = vec![place(11, "Trường THPT Hòn Gai", 100)]),
                vec![(K::SameCommune, Flag)],
            ),
            (
                "a declared person",
                with(|e| e.authors = vec![person("Lê Thị Hoa", "")]),
                vec![(K::DeclaredPerson, Flag)],
            ),
            (
                "a declared school",
                with(|e| e.units = vec![place(12, "Trường THCS Trọng Điểm", 300)]),
                vec![(K::DeclaredUnit, Block)],
            ),
        ];
        for (what, entry, expected) in table {
            let found: Vec<_> = detect_conflicts(&judge(), &entry)
                .into_iter()
                .map(|conflict| (conflict.kind, conflict.strength))
                .collect();
            assert_eq!(found, expected, "{what}");
        }
    }

    #[test]
    fn a_name_alone_never_blocks() {
        let namesake = person("Phạm Minh Châu", "khac@vi-du.example");
        let entry = EntryPeople {
            authors: vec![namesake.clone()],
            instructors: vec![namesake.clone()],
            guardians: vec![namesake],
            ..entry()
        };
        let found = detect_conflicts(&judge(), &entry);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|conflict| conflict.strength == Strength::Flag));
    }

    #[test]
    fn a_declaration_is_read_line_by_line() {
        assert_eq!(declared_ties("- Lê Thị Hoa; \n\n• THCS Trọng Điểm"), ["Lê Thị Hoa", "THCS Trọng Điểm"]);
    }
}
