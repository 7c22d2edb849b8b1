//! What an entry is refused for, and that everything is said at once.

use super::*;
use crate::entries::entry::{Answers, Author, EntryFile, Guardian, Instructor};
use crate::entries::sections::{EntrySection, SectionStatus, section_statuses};
use crate::entries::state::{EntryState, UnitState};
use crate::ids::{AccountId, AttachmentId, AuthorId, EditionId, EntryId, UnitId};
use crate::programmes::rules::{DossierItem, DossierKind, Question, QuestionKind, Section};
use time::macros::{date, datetime};

const ON: Date = date!(2027 - 06 - 30);

fn rules() -> EditionRules {
    let json = r#"{
        "work_word": "product", "fields": [{"code": "A", "name": "Một"}], "groups": [],
        "eligibility": {"birth_window": {"from": "2008-07-31", "to": "2021-07-31"}, "younger_welcome": false,
            "entries_per_author": null, "in_province": false, "article": "Điều 4"},
        "team": {"min": 1, "max": 3, "shares": true, "same_school": false, "instructors_max": 1, "unit_confirms": true},
        "questions": [], "dossier": [], "rounds": [], "final_score": {"kind": "final_only"}, "prizes": [],
        "notice": {"days": 15, "unit": "calendar_day"},
        "dates": {"closes_at": "2027-06-30T10:00:00Z"}
    }"#;
    serde_json::from_str(json).expect("rules")
}

fn question(code: &str, kind: QuestionKind) -> Question {
    Question {
        code: code.to_owned(),
        label: code.to_owned(),
        guidance: String::new(),
        section: Section::Description,
        kind,
        required: true,
        max_chars: Some(20),
        options: vec!["Có".to_owned(), "Không".to_owned()],
        identifying: false,
    }
}

fn author(name: &str, share: &str) -> Author {
    Author {
        id: Some(AuthorId(1)),
        full_name: name.to_owned(),
        birth_date: Some(date!(2010 - 01 - 01)),
        school_name: "Trường Thử".to_owned(),
        phone: "0912345678".to_owned(),
        share: share.parse().ok(),
        ..Author::default()
    }
}

fn entry(authors: Vec<Author>) -> Entry {
    let at = datetime!(2027-06-01 0:00 UTC);
    Entry {
        id: EntryId(1),
        edition: EditionId(1),
        rules_version: 1,
        owner: AccountId(1),
        owner_email: String::new(),
        unit: Some(UnitId(1)),
        unit_name: "Trường Thử".to_owned(),
        code: None,
        state: EntryState::Draft,
        title: "Kính hiển vi".to_owned(),
        field: Some("A".to_owned()),
        group: None,
        answers: Answers::new(),
        authors,
        instructors: vec![],
        files: vec![],
        revision: 1,
        unit_state: UnitState::NotAsked,
        supplement_deadline: None,
        supplement_asked_at: None,
        state_reason: None,
        created_at: at,
        updated_at: at,
        submitted_at: None,
    }
}

fn team(shares: &[&str]) -> Vec<Author> {
    let mut authors: Vec<Author> = shares.iter().map(|share| author(&format!("Thử {share}"), share)).collect();
    authors[0].is_representative = true;
    authors
}

#[test]
fn a_whole_entry_has_no_problem() {
    assert_eq!(check_entry(&rules(), &entry(team(&["100"])), ON), []);
}

#[test]
fn shares_total_exactly_100_and_the_difference_is_named() {
    let total = |shares: &[&str]| match &check_entry(&rules(), &entry(team(shares)), ON)[..] {
        [] => None,
        [EntryProblem::Shares { total, fix }] => Some((*total, fix.map(|(_, share)| share.vietnamese()))),
        other => panic!("{other:?}"),
    };
    let missing = |hundredths| ShareTotalProblem::Missing { hundredths };
    let excess = |hundredths| ShareTotalProblem::Excess { hundredths };
    let table = [
        (vec!["33,33", "33,33", "33,34"], None),
        (vec!["33,33", "33,33", "33,33"], Some((missing(1), Some("33,34".to_owned())))),
        (vec!["60", "60"], Some((excess(2_000), Some("40".to_owned())))),
        (vec!["10", "100"], Some((excess(1_000), None))),
    ];
    for (shares, expected) in table {
        assert_eq!(total(&shares), expected, "{shares:?}");
    }
}

#[test]
fn who_is_too_old_is_told_the_article_and_the_age() {
    let mut old = team(&["100"]);
    old[0].birth_date = Some(date!(2007 - 03 - 02));
    let problems = check_entry(&rules(), &entry(old), ON);
    let expected = AuthorProblem::TooOld {
        born_from: date!(2008 - 07 - 31),
        born: date!(2007 - 03 - 02),
        age: 20,
        on: date!(2027 - 07 - 31),
        article: "Điều 4".to_owned(),
    };
    assert!(
        matches!(&problems[..], [EntryProblem::Author { number: 1, problem, .. }] if *problem == expected),
        "{problems:?}"
    );
}

#[test]
fn the_younger_are_refused_or_only_pointed_out() {
    let mut young = team(&["100"]);
    young[0].birth_date = Some(date!(2022 - 01 - 01));
    young[0].guardian = Guardian {
        name: "Mẹ Thử".to_owned(),
        relation: "Mẹ".to_owned(),
        phone: "0912345678".to_owned(),
        email: String::new(),
    };
    let young = entry(young);
    let mut rules = rules();
    assert!(matches!(
        check_entry(&rules, &young, ON)[..],
        [EntryProblem::Author { problem: AuthorProblem::TooYoung { .. }, .. }]
    ));
    rules.eligibility.younger_welcome = true;
    assert_eq!(check_entry(&rules, &young, ON), []);
    assert!(matches!(warnings(&rules, &young, ON)[..], [EntryWarning::YoungerThanUsual { age: 5, .. }]));
}

#[test]
fn being_made_public_is_never_a_condition_of_entering() {
    let asked = |code: &str, label: &str| {
        let mut rules = rules();
        rules.questions.push(Question { label: label.to_owned(), ..question(code, QuestionKind::Tick) });
        let problems = check_entry(&rules, &entry(team(&["100"])), ON);
        problems.iter().any(|problem| matches!(problem, EntryProblem::Answer { .. }))
    };
    assert!(!asked(crate::consent::PUBLISH_TICK, "Đồng ý công bố họ tên"), "required or not");
    assert!(!asked("own_box", "Đồng ý công khai họ tên"));
    assert!(asked("commitment", "Cam đoan"), "other boxes still can be required");
}

#[test]
fn children_need_a_guardian_who_can_be_reached() {
    let mut child = team(&["100"]);
    child[0].birth_date = Some(date!(2015 - 01 - 01));
    let problems = check_entry(&rules(), &entry(child), ON);
    let found: Vec<&GuardianProblem> = problems
        .iter()
        .filter_map(|problem| match problem {
            EntryProblem::Guardian { problem, .. } => Some(problem),
            _ => None,
        })
        .collect();
    assert_eq!(
        found,
        [&GuardianProblem::NameMissing, &GuardianProblem::RelationMissing, &GuardianProblem::ContactMissing]
    );
}

#[test]
fn one_author_represents_the_team_and_can_be_called() {
    let mut none = team(&["50", "50"]);
    none[0].is_representative = false;
    assert_eq!(check_entry(&rules(), &entry(none.clone()), ON), [EntryProblem::NoRepresentative]);
    none.iter_mut().for_each(|author| author.is_representative = true);
    assert_eq!(check_entry(&rules(), &entry(none), ON), [EntryProblem::SeveralRepresentatives { count: 2 }]);
    let mut silent = team(&["100"]);
    silent[0].phone = String::new();
    assert!(matches!(
        check_entry(&rules(), &entry(silent), ON)[..],
        [EntryProblem::Author { problem: AuthorProblem::PhoneMissing, .. }]
    ));
}

#[test]
fn the_same_person_twice_is_pointed_out() {
    let mut twice = team(&["50", "50"]);
    twice[0].full_name = "Nguyễn Thị Hoà".to_owned();
    twice[1].full_name = "NGUYỄN THỊ HÒA".to_owned();
    let mut twice = entry(twice);
    twice.instructors = vec![Instructor { full_name: "nguyen thi hoa".to_owned(), ..Instructor::default() }];
    let found = warnings(&rules(), &twice, ON);
    assert!(
        matches!(
            &found[..],
            [EntryWarning::SamePerson { first: 1, second: 2, .. }, EntryWarning::InstructorIsAuthor { .. }]
        ),
        "{found:?}"
    );
}

#[test]
fn answers_are_checked_by_their_kind() {
    use AnswerProblem as P;
    use QuestionKind as K;
    let table = [
        (K::Line, "", Some(P::Missing)),
        (K::Line, "  ", Some(P::Missing)),
        (K::Line, "Đủ", None),
        (K::Text, "123456789012345678901", Some(P::TooLong { max: 20, given: 21 })),
        (K::Text, "ẩẩẩẩẩẩẩẩẩẩẩẩẩẩẩẩẩẩẩẩ", None),
        (K::Date, "31/02/2027", Some(P::NotADate)),
        (K::Date, "28/02/2027", None),
        (K::Choice, "Có", None),
        (K::Choice, "Có lẽ", Some(P::UnknownChoice)),
        (K::Phone, "0912", Some(P::NotAPhone)),
        (K::Email, "lan@", Some(P::NotAnEmail)),
        (K::Money, "1.250.000", None),
        (K::Money, "12,5", None),
        (K::Number, "mười", Some(P::NotANumber)),
        (K::Tick, "", Some(P::NotTicked)),
        (K::Tick, "co", None),
    ];
    for (kind, answer, expected) in table {
        let mut rules = rules();
        rules.questions = vec![question("q", kind)];
        let mut entry = entry(team(&["100"]));
        entry.answers.insert("q".to_owned(), answer.to_owned());
        let found = match &check_entry(&rules, &entry, ON)[..] {
            [] => None,
            [EntryProblem::Answer { problem, .. }] => Some(problem.clone()),
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected, "{kind:?} {answer}");
    }
}

fn item(required: bool, min_count: u32, max_count: u32) -> DossierItem {
    DossierItem {
        code: "photo".to_owned(),
        name: "Ảnh".to_owned(),
        guidance: String::new(),
        required,
        kind: DossierKind::File,
        formats: vec![FileFormat::Jpg],
        min_count,
        max_count,
        max_mb: 20,
        per_author: false,
        only_fields: vec![],
        restricted: false,
        open_rounds_only: false,
    }
}

fn file(media_type: &str, size: u64) -> EntryFile {
    EntryFile {
        id: AttachmentId(1),
        item: "photo".to_owned(),
        author: None,
        holder: String::new(),
        name: "anh".to_owned(),
        media_type: media_type.to_owned(),
        size,
        sha256: "ab".repeat(32),
        uploaded_at: datetime!(2027-06-01 0:00 UTC),
    }
}

#[test]
fn the_dossier_has_the_right_files() {
    use DossierProblem as P;
    let few = |min, given| P::TooFew { min, given, author: None };
    let table = [
        (item(true, 1, 2), vec![], vec![few(1, 0)]),
        (item(true, 3, 10), vec![file("image/jpeg", 1)], vec![few(3, 1)]),
        (item(false, 3, 10), vec![], vec![]),
        (
            item(true, 1, 1),
            vec![file("image/jpeg", 1), file("image/jpeg", 1)],
            vec![P::TooMany { max: 1, given: 2, author: None }],
        ),
        (
            item(true, 1, 1),
            vec![file("application/pdf", 1)],
            vec![P::WrongFormat { file: "anh".to_owned(), accepted: vec![FileFormat::Jpg] }],
        ),
        (
            item(true, 1, 1),
            vec![file("image/jpeg", 20_000_001)],
            vec![P::TooLarge { file: "anh".to_owned(), size: 20_000_001, max_mb: 20 }],
        ),
        (item(true, 1, 1), vec![file("image/jpeg", 20_000_000)], vec![]),
    ];
    for (item, files, expected) in table {
        let mut rules = rules();
        rules.dossier = vec![item.clone()];
        let mut entry = entry(team(&["100"]));
        entry.files = files;
        let found: Vec<P> = check_entry(&rules, &entry, ON)
            .into_iter()
            .map(|problem| match problem {
                EntryProblem::File { problem, .. } => problem,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(found, expected, "{item:?}");
    }
}

#[test]
fn a_section_is_done_in_progress_not_started_or_locked() {
    let mut rules = rules();
    rules.questions = vec![question("q", QuestionKind::Text)];
    let statuses = |entry: &Entry, visited: &[EntrySection]| {
        let all = section_statuses(&rules, entry, visited, ON);
        move |section| all.iter().find(|(found, _)| *found == section).map(|(_, status)| *status)
    };
    let draft = entry(vec![]);
    let of = statuses(&draft, &[EntrySection::Description]);
    assert_eq!(of(EntrySection::About), Some(SectionStatus::Done));
    assert_eq!(of(EntrySection::Authors), Some(SectionStatus::NotStarted));
    assert_eq!(of(EntrySection::Guardians), Some(SectionStatus::Locked));
    assert_eq!(of(EntrySection::Description), Some(SectionStatus::InProgress));
    assert_eq!(of(EntrySection::Files), None);
    assert_eq!(of(EntrySection::Declarations), None);
    let grown = entry(team(&["100"]));
    assert_eq!(statuses(&grown, &[])(EntrySection::Guardians), None);
}
