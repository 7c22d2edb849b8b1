//! The formal check: what an entry must contain, what the portal sees of it, and what the secretary ticked.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::entries::state::UnitState;
use crate::programmes::rules::{DossierKind, EditionRules};

/// The line that stands for the ages of the authors.
pub const AGE_LINE: &str = "age";
/// The line that stands for the consents of children, where the dossier has no item of its own for them.
pub const CONSENT_LINE: &str = "consent";
/// The line that stands for the unit's confirmation, where the dossier has no item of its own for it.
pub const UNIT_LINE: &str = "unit";

/// What of an entry the check looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub field: Option<String>,
    /// Author and date of birth, in their order.
    pub authors: Vec<(i64, Option<Date>)>,
    /// Item code and author of each file that is there.
    pub files: Vec<(String, Option<i64>)>,
    /// Consents that are needed, and those of them given, as `crate::consent` finds them.
    pub consents_needed: usize,
    pub consents_given: usize,
    pub unit_state: UnitState,
}

/// One line to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    pub code: String,
    pub subject: LineSubject,
    pub required: bool,
    pub seen: Seen,
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineSubject {
    /// All authors are born within the window.
    Age,
    /// An item of the dossier, by its name.
    Item(String),
    /// The unit confirms the entry.
    UnitConfirmation,
    /// Guardians and children agree.
    Consents,
}

/// What the portal itself sees of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It is there.
    Present,
    /// It is not there, or not all of it.
    Missing,
    /// Only a person can tell, such as a model brought in.
    ByHand,
}

/// What the secretary found on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckItem {
    pub code: String,
    pub ok: bool,
    #[serde(default)]
    pub remark: String,
}

/// Why a check cannot be closed as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckProblem {
    /// A required line is not ticked.
    NotTicked { code: String, subject: LineSubject },
    /// Ticked although the portal sees it missing: say how it was seen.
    RemarkNeeded { code: String, subject: LineSubject },
}

/// The lines of the check, in the order of the dossier.
pub fn check_lines(rules: &EditionRules, facts: &Facts) -> Vec<CheckLine> {
    let age = rules.eligibility.birth_window.map(|window| CheckLine {
        code: AGE_LINE.to_owned(),
        subject: LineSubject::Age,
        required: true,
        seen: seen(
            facts
                .authors
                .iter()
                .all(|(_, born)| born.is_some_and(|born| window.check(born, born).is_ok() || young(rules, born))),
        ),
    });
    let items = rules.dossier_for(facts.field.as_deref()).map(|item| CheckLine {
        code: item.code.clone(),
        subject: LineSubject::Item(item.name.clone()),
        // Whatever the rules say: a child takes part only with the consents that the law asks.
        required: item.required || (item.kind == DossierKind::Consent && facts.consents_needed > 0),
        seen: match item.kind {
            DossierKind::File => seen(file_count_is_enough(facts, &item.code, item.min_count, item.per_author)),
            DossierKind::Form => Seen::Present,
            DossierKind::Consent => seen(facts.consents_given >= facts.consents_needed),
            DossierKind::Confirmation => seen(facts.unit_state == UnitState::Confirmed),
            DossierKind::Physical => Seen::ByHand,
        },
    });
    let has = |kind: DossierKind| {
        let mut items = rules.dossier_for(facts.field.as_deref());
        items.any(|item| item.kind == kind)
    };
    let consents = (facts.consents_needed > 0 && !has(DossierKind::Consent)).then(|| CheckLine {
        code: CONSENT_LINE.to_owned(),
        subject: LineSubject::Consents,
        required: true,
        seen: seen(facts.consents_given >= facts.consents_needed),
    });
    let unit = (rules.team.unit_confirms && !has(DossierKind::Confirmation)).then(|| CheckLine {
        code: UNIT_LINE.to_owned(),
        subject: LineSubject::UnitConfirmation,
        required: true,
        seen: seen(facts.unit_state == UnitState::Confirmed),
    });
    age.into_iter().chain(items).chain(consents).chain(unit).collect()
}

/// The required lines that the portal sees missing.
pub fn missing_lines(lines: &[CheckLine]) -> impl Iterator<Item = &CheckLine> {
    lines.iter().filter(|line| line.required && line.seen == Seen::Missing)
}

/// What stands between these ticks and acceptance; empty when nothing does.
pub fn acceptance_problems(lines: &[CheckLine], items: &[CheckItem]) -> Vec<CheckProblem> {
    lines.iter().filter_map(|line| line_problem(line, items)).collect()
}

/// The ticks the portal may set by itself: what it sees present, for accepting many at once.
pub fn ticks_seen(lines: &[CheckLine]) -> Vec<CheckItem> {
    lines
        .iter()
        .map(|line| CheckItem { code: line.code.clone(), ok: line.seen == Seen::Present, remark: String::new() })
        .collect()
}

fn line_problem(line: &CheckLine, items: &[CheckItem]) -> Option<CheckProblem> {
    let (code, subject) = (line.code.clone(), line.subject.clone());
    match items.iter().find(|item| item.code == line.code && item.ok) {
        None if line.required => Some(CheckProblem::NotTicked { code, subject }),
        Some(item) if line.required && line.seen == Seen::Missing && item.remark.trim().is_empty() => {
            Some(CheckProblem::RemarkNeeded { code, subject })
        }
        _ => None,
    }
}

fn seen(there: bool) -> Seen {
    if there { Seen::Present } else { Seen::Missing }
}

/// Where younger authors are welcome, the later end of the window only warns.
fn young(rules: &EditionRules, born: Date) -> bool {
    let window = rules.eligibility.birth_window;
    rules.eligibility.younger_welcome && window.is_some_and(|window| born > window.to)
}

fn file_count_is_enough(facts: &Facts, code: &str, min: u32, per_author: bool) -> bool {
    let min = min.max(1) as usize;
    let count = |author: Option<i64>| {
        let fits = |file: &&(String, Option<i64>)| file.0 == code && (author.is_none() || file.1 == author);
        facts.files.iter().filter(fits).count()
    };
    if per_author { facts.authors.iter().all(|(author, _)| count(Some(*author)) >= min) } else { count(None) >= min }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(code: &str, required: bool, seen: Seen) -> CheckLine {
        CheckLine { code: code.to_owned(), subject: LineSubject::Item(code.to_owned()), required, seen }
    }

    fn item(code: &str, ok: bool, remark: &str) -> CheckItem {
        CheckItem { code: code.to_owned(), ok, remark: remark.to_owned() }
    }

    #[test]
    fn what_stands_between_a_check_and_acceptance() {
        let table = [
            (Seen::Present, true, Some(item("a", true, "")), 0),
            (Seen::Present, true, Some(item("a", false, "mờ")), 1),
            (Seen::Present, true, None, 1),
            (Seen::Missing, true, Some(item("a", true, " ")), 1),
            (Seen::Missing, true, Some(item("a", true, "đã có bản giấy")), 0),
            (Seen::ByHand, true, Some(item("a", true, "")), 0),
            (Seen::ByHand, true, None, 1),
            (Seen::Missing, false, None, 0),
        ];
        for (seen, required, ticked, problems) in table {
            let lines = [line("a", required, seen)];
            let items: Vec<CheckItem> = ticked.into_iter().collect();
            assert_eq!(acceptance_problems(&lines, &items).len(), problems, "{seen:?} {items:?}");
        }
    }

    #[test]
    fn the_portal_ticks_only_what_it_sees() {
        let lines = [line("a", true, Seen::Present), line("b", true, Seen::Missing), line("c", true, Seen::ByHand)];
        let ticked: Vec<bool> = ticks_seen(&lines).into_iter().map(|item| item.ok).collect();
        assert_eq!(ticked, [true, false, false]);
        assert_eq!(missing_lines(&lines).count(), 1);
    }

    #[test]
    fn a_file_for_each_author_is_counted_author_by_author() {
        let mut facts = Facts {
            field: None,
            authors: vec![(1, None), (2, None)],
            files: vec![("photo".to_owned(), Some(1)), ("photo".to_owned(), Some(1))],
            consents_needed: 0,
            consents_given: 0,
            unit_state: UnitState::Waiting,
        };
        assert!(!file_count_is_enough(&facts, "photo", 1, true));
        facts.files.push(("photo".to_owned(), Some(2)));
        assert!(file_count_is_enough(&facts, "photo", 1, true));
        assert!(file_count_is_enough(&facts, "photo", 3, false));
        assert!(!file_count_is_enough(&facts, "photo", 4, false));
    }
}
