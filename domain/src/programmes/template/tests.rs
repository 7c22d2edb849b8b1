use time::macros::{date, datetime};

use super::*;
use crate::numbers::Points;
use crate::programmes::rules::{DossierKind, QuestionKind, Sureness};
use crate::results::{FinalScore, OutlierMode, PassRule, PrizeKind, check_prizes};

const FILE: &str = include_str!("../../../../fixtures/programmes/contests.json");

fn rules_of(code: &str) -> EditionRules {
    let templates = Template::read_file(FILE).expect("the file is read");
    let template = templates.iter().find(|template| template.code == code).expect("a programme");
    template.rules(2027, None)
}

#[test]
fn every_template_becomes_rules_that_can_be_used() {
    let templates = Template::read_file(FILE).expect("the file is read");
    let codes: Vec<&str> = templates.iter().map(|template| template.code.as_str()).collect();
    assert_eq!(codes, ["YOUTH_CREATIVITY", "TECH_INNOVATION", "ST_AWARD", "SCHOOL_SCIENCE_FAIR", "IT_AWARD"]);
    for template in templates {
        let rules = template.rules(2027, None);
        let code = &template.code;
        assert!(!rules.fields.is_empty() && !rules.questions.is_empty(), "{code}");
        assert!(!rules.rounds.is_empty(), "{code} has a judged round");
        for round in &rules.rounds {
            assert_eq!(round.tabulation().problems(), [], "{code}, {}", round.code);
            assert_eq!(round.scoring().max_points(), Points::whole(100), "{code}, {}", round.code);
        }
        assert_eq!(check_prizes(&rules.prizes), [], "{code}");
        assert!(rules.rounds.last().expect("a round").pass.is_none(), "{code}");
        let mut codes: Vec<&str> = rules.questions.iter().map(|question| question.code.as_str()).collect();
        codes.sort_unstable();
        let asked = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), asked, "{code}: a question asked twice");
        let again: EditionRules =
            serde_json::from_str(&serde_json::to_string(&rules).expect("JSON")).expect("read back");
        assert_eq!(again, rules, "{code}");
        assert_eq!(Template::read(&template.json()).as_ref(), Ok(&template));
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
    assert!(mark("rounds.unit_selection").note.contains("không đưa vào các vòng chấm"));
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
    assert!(award.marks["rounds.province_council"].note.contains("bỏ phiếu"));
    let it = rules_of("IT_AWARD");
    assert_eq!(it.question("category").expect("a question").options.len(), 12);
    assert_eq!(it.rounds[0].pass, Some(PassRule::TopN { n: 20 }));
}

#[test]
fn a_file_that_is_no_template_is_refused_by_name() {
    assert!(matches!(Template::read_file("{"), Err(TemplateProblem::NotJson(_))));
    assert_eq!(Template::read_file("{}"), Err(TemplateProblem::NoProgrammes));
    let nameless = r#"{"programmes": [{"code": "X"}]}"#;
    let expected = TemplateProblem::Lacks { programme: "X".to_owned(), key: "name_vi" };
    assert_eq!(Template::read_file(nameless), Err(expected));
}

#[test]
fn every_programme_asks_about_publication_and_none_makes_it_a_condition() {
    for template in Template::read_file(FILE).expect("the file is read") {
        let rules = template.rules(2027, None);
        let asking: Vec<_> =
            rules.questions.iter().filter(|question| crate::consent::asks_publication(question)).collect();
        assert_eq!(asking.len(), 1, "{}", template.code);
        assert_eq!(asking[0].code, crate::consent::PUBLISH_TICK);
        assert!(!asking[0].required, "{}", template.code);
    }
}
