use std::path::PathBuf;

use time::macros::{date, datetime};

use super::*;
use crate::numbers::Points;
use crate::programmes::rules::{DossierKind, QuestionKind, Sureness};
use crate::results::{FinalScore, OutlierMode, PassRule, PrizeKind, check_prizes};

pub(crate) const CODES: [&str; 5] =
    ["YOUTH_CREATIVITY", "TECH_INNOVATION", "ST_AWARD", "SCHOOL_SCIENCE_FAIR", "IT_AWARD"];

/// A template that comes with the portal.
pub(crate) fn built_in(code: &str) -> Template {
    Template::read(&file(code)).unwrap_or_else(|problems| panic!("{code}: {problems:?}"))
}

fn file(code: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../fixtures/programmes/{code}.json"));
    std::fs::read_to_string(path).expect("a template")
}

fn rules_of(code: &str) -> EditionRules {
    built_in(code).rules(2027)
}

#[test]
fn every_template_becomes_rules_that_can_be_used() {
    for code in CODES {
        let template = built_in(code);
        assert_eq!(template.code, code);
        assert_eq!(template.json() + "\n", file(code), "{code}: an export is the file itself");
        let rules = template.rules(2027);
        assert!(!rules.fields.is_empty() && !rules.questions.is_empty(), "{code}");
        assert!(!rules.rounds.is_empty(), "{code} has a judged round");
        for round in &rules.rounds {
            assert_eq!(round.tabulation().problems(), [], "{code}, {}", round.code);
            assert_eq!(round.scoring().max_points(), Points::whole(100), "{code}, {}", round.code);
        }
        assert_eq!(check_prizes(&rules.prizes), [], "{code}");
        assert!(rules.rounds.last().expect("a round").pass.is_none(), "{code}");
        let again: EditionRules =
            serde_json::from_str(&serde_json::to_string(&rules).expect("JSON")).expect("read back");
        assert_eq!(again, rules, "{code}");
        let value = serde_json::to_value(&rules).expect("JSON");
        for path in rules.marks.keys() {
            let in_calendar = path.starts_with("dates.") || path == "eligibility.birth_window";
            assert!(in_calendar || lookup(&value, path).is_some(), "{code}: nothing stands at {path}");
        }
    }
}

#[test]
fn the_youth_contest_is_the_one_of_its_sources() {
    let rules = rules_of("YOUTH_CREATIVITY");
    assert_eq!(rules.fields.len(), 5);
    assert_eq!(rules.groups.len(), 3);
    assert_eq!(rules.dates.closes_at, Some(datetime!(2027-06-30 17:00 +7)));
    assert_eq!(rules.dates.opens_at, Some(datetime!(2026-12-01 8:00 +7)));
    let window = rules.eligibility.birth_window.expect("a window");
    assert_eq!((window.from, window.to), (date!(2009 - 06 - 30), date!(2021 - 06 - 30)));
    assert!(rules.eligibility.younger_welcome && rules.eligibility.in_province);
    assert_eq!((rules.team.min, rules.team.max, rules.team.instructors_max), (1, 5, 2));
    assert!(rules.team.shares && rules.team.unit_confirms && !rules.team.same_school);
    let rounds: Vec<(&str, bool)> =
        rules.rounds.iter().map(|round| (round.code.as_str(), round.scoring().blind)).collect();
    assert_eq!(rounds, [("preliminary", true), ("final", false)]);
    assert_eq!(rules.rounds[0].pass, Some(PassRule::MinMean { min: Points::whole(60) }));
    assert_eq!(rules.rounds[0].scoring().outlier.mode, OutlierMode::Flag);
    assert_eq!(rules.rounds[0].scoring().outlier.points, Some(Points::whole(15)));
    assert_eq!(rules.final_score, FinalScore::FinalOnly);
    assert_eq!(rules.notice.days, 15);
    let caps: Vec<Option<u32>> = rules.prizes.iter().take(5).map(|prize| prize.cap).collect();
    assert_eq!(caps, [Some(1), Some(5), Some(10), Some(15), Some(25)]);
    assert!(rules.prizes[5..].iter().all(|prize| prize.kind == PrizeKind::Tag));
}

#[test]
fn every_value_says_where_it_comes_from() {
    let rules = rules_of("YOUTH_CREATIVITY");
    let mark = |path: &str| rules.marks.get(path).unwrap_or_else(|| panic!("no mark at {path}"));
    assert_eq!(mark("fields.DDHT").sureness, Sureness::Sourced);
    assert_eq!(mark("fields.DDHT").sources, ["C2"]);
    assert_eq!(mark("team.max").sureness, Sureness::Sourced);
    assert_eq!(mark("rounds.preliminary.decides.blind").sureness, Sureness::Proposed);
    assert_eq!(mark("rounds.preliminary.decides.rubric.novelty").sureness, Sureness::Proposed);
    assert!(mark("prizes.first").note.contains("Hà Giang"));
    for field in &rules.fields {
        mark(&format!("fields.{}", field.code));
    }
    for question in &rules.questions {
        mark(&format!("questions.{}", question.code));
    }
    for item in &rules.dossier {
        mark(&format!("dossier.{}", item.code));
    }
}

#[test]
fn answers_that_could_name_an_author_are_marked_and_personal_papers_are_restricted() {
    let rules = rules_of("YOUTH_CREATIVITY");
    for code in ["unit_name", "unit_address", "unit_phone", "unit_email", "place"] {
        assert!(rules.question(code).expect(code).identifying, "{code}");
    }
    assert!(rules.questions.iter().all(|question| !question.code.starts_with("author_")));
    assert!(!rules.question("novelty").expect("a question").identifying);
    assert_eq!(rules.question("unit_name").expect("a question").kind, QuestionKind::Unit);
    let kinds = [
        ("registration_form", DossierKind::Form, false),
        ("product", DossierKind::Physical, false),
        ("birth_certificate", DossierKind::File, true),
        ("author_photo", DossierKind::File, true),
        ("guardian_consent", DossierKind::Consent, true),
        ("unit_confirmation", DossierKind::Confirmation, false),
        ("description", DossierKind::File, false),
    ];
    for (code, kind, restricted) in kinds {
        let item = rules.dossier_item(code).expect(code);
        assert_eq!((item.kind, item.restricted), (kind, restricted), "{code}");
    }
    assert_eq!(rules.dossier_item("software_package").expect("an item").only_fields, ["PMTH"]);
    let photos = rules.dossier_item("product_photos").expect("an item");
    assert_eq!((photos.min_count, photos.max_count), (3, 10));
}

#[test]
fn other_templates_keep_their_own_shapes() {
    let tech = rules_of("TECH_INNOVATION");
    assert_eq!(tech.rounds[1].scoring().rubric, tech.rounds[0].scoring().rubric, "same_as repeats the rubric");
    assert!(matches!(tech.rounds[0].pass, Some(PassRule::TopShareOrMinMean { .. })));
    assert_eq!(tech.rounds[0].scoring().outlier.percent, Some(Points::whole(20)));
    assert_eq!(tech.eligibility.birth_window, None);
    assert!(tech.question("applied_in_province").is_some());
    let fair = rules_of("SCHOOL_SCIENCE_FAIR");
    assert_eq!(fair.fields.len(), 22);
    assert_eq!(fair.rounds.len(), 1, "both parts stand on one sheet");
    assert!(fair.team.same_school);
    assert!(fair.prizes.iter().all(|prize| prize.band.is_none()));
    let award = rules_of("ST_AWARD");
    assert_eq!(award.rounds.len(), 1, "the council's vote is not a scored round");
    let it = rules_of("IT_AWARD");
    assert_eq!(it.question("category").expect("a question").options.len(), 12);
    assert_eq!(it.rounds[0].pass, Some(PassRule::TopN { n: 20 }));
}

#[test]
fn what_was_found_in_november_2026_stands_in_the_templates() {
    for code in CODES {
        let rules = rules_of(code);
        assert!(!rules.legal_bases.is_empty(), "{code}");
        assert_eq!(
            crate::programmes::rules::printed(&rules.legal_bases),
            Vec::<&crate::programmes::rules::LegalBasis>::new()
        );
    }
    for code in ["YOUTH_CREATIVITY", "SCHOOL_SCIENCE_FAIR", "IT_AWARD"] {
        let rules = rules_of(code);
        assert!(!rules.dossier_item("ai_declaration").expect("an item").required, "{code}");
    }
    let card = rules_of("TECH_INNOVATION");
    let card = card.dossier_item("id_card").expect("an item");
    assert_eq!((card.kind, card.required), (DossierKind::Physical, false), "pictures of identity cards are not kept");
}

#[test]
fn rules_become_a_template_again_and_another_year_moves_their_days() {
    let template = built_in("YOUTH_CREATIVITY");
    let mut rules = template.rules(2027);
    rules.team.max = 4;
    rules.marks.get_mut("team.max").expect("a mark").sureness = Sureness::Confirmed;
    let saved = template.clone().with_rules(&rules, 2027);
    assert_eq!((saved.calendar == template.calendar, saved.rules.team.max), (true, 4));
    assert_eq!(saved.marks["team.max"].sureness, Sureness::Proposed);
    assert_eq!(Template::read(&saved.json()), Ok(saved));
    let next = rules_for_year(&rules, 2027, 2029);
    assert_eq!(next.dates.closes_at, Some(datetime!(2029-06-30 17:00 +7)));
    assert_eq!(next.eligibility.birth_window.expect("a window").from, date!(2011 - 06 - 30));
    assert_eq!(next.team.max, 4);
    assert!(next.marks.values().all(|mark| mark.sureness == Sureness::Proposed));
}

#[test]
fn a_file_that_is_no_template_is_refused_with_the_path_of_what_is_wrong() {
    type Fault = fn(&mut Value);
    let table: [(Fault, &str); 13] = [
        (|file| file["version"] = 2.into(), "version: 2 is unknown; this program reads version 1"),
        (|file| file["rules"]["version"] = 7.into(), "rules.version: rules of version 7 are unknown"),
        (|file| file["names"]["vi"] = " ".into(), "names.vi: this is empty"),
        (|file| file["prefix"] = "đ".into(), "prefix: PrefixNotPlain"),
        (|file| file["colour"] = "red".into(), "colour: unknown field `colour`"),
        (|file| file["rules"]["team"]["max"] = "five".into(), "rules.team.max: invalid type: string \"five\""),
        (
            |file| file["rules"]["questions"][3]["kind"] = "song".into(),
            "rules.questions[3].kind: unknown variant `song`",
        ),
        (
            |file| file["rules"]["rounds"][1]["decides"]["rubric"][0]["max"] = "x".into(),
            "rules.rounds[1].decides.rubric[0].max: ",
        ),
        (
            |file| file["rules"]["rounds"][0]["decides"]["kind"] = "dice".into(),
            "rules.rounds[0].decides.kind: unknown variant `dice`",
        ),
        (|file| file["calendar"]["closes_at"] = "31-06".into(), "calendar.closes_at: \"31-06\" is no day"),
        (
            |file| {
                file["rules"]["dates"] = serde_json::json!({ "milestones": [{ "label": "x", "day": "2027-01-01" }] })
            },
            "rules.dates: dates stand in calendar",
        ),
        (
            |file| file["rules"]["fields"][1]["code"] = "DDHT".into(),
            "rules.fields: the code \"DDHT\" stands there twice",
        ),
        (
            |file| {
                file.as_object_mut().expect("an object").remove("kind");
            },
            "missing field `kind`",
        ),
    ];
    let good: Value = serde_json::from_str(&file("YOUTH_CREATIVITY")).expect("JSON");
    for (fault, expected) in table {
        let mut bad = good.clone();
        fault(&mut bad);
        let problems = Template::read(&bad.to_string()).expect_err(expected);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|line| line.contains(expected)), "{expected}: {told:?}");
    }
    let problems = Template::read("{\n \"version\": }").expect_err("no JSON");
    assert_eq!(problems, [TemplateProblem::NotJson { line: 2, column: 13 }]);
}

#[test]
fn every_programme_asks_about_publication_and_none_makes_it_a_condition() {
    for code in CODES {
        let rules = rules_of(code);
        let asking: Vec<_> =
            rules.questions.iter().filter(|question| crate::consent::asks_publication(question)).collect();
        assert_eq!(asking.len(), 1, "{}", code);
        assert_eq!(asking[0].code, crate::consent::PUBLISH_TICK);
        assert!(!asking[0].required, "{}", code);
    }
}

/// Every key that stands in a value, wherever.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_format_is_documented() {
    let docs = include_str!("../../../docs/formats.md");
    let mut found = BTreeSet::new();
    for code in CODES {
        let template = Template {
            marks: BTreeMap::from([("x".to_owned(), built_in(code).marks["notice.days"].clone())]),
            ..built_in(code)
        };
        keys(&serde_json::to_value(template).expect("JSON"), &mut found);
    }
    found.remove("x");
    let missing: Vec<&String> = found.iter().filter(|key| !docs.contains(&format!("`{key}`"))).collect();
    assert!(found.len() > 80 && missing.is_empty(), "{} keys, undocumented: {missing:?}", found.len());
}
