use super::*;
use crate::numbers::Points;
use crate::programmes::rules::{EditionRules, Sureness};
use crate::programmes::template::tests::{CODES, built_in};
use crate::results::{FinalScore, PassRule, check_prizes};
use time::macros::datetime;

fn templates() -> Vec<EditionRules> {
    CODES.iter().map(|code| built_in(code).rules(2027)).collect()
}

fn youth() -> EditionRules {
    built_in("YOUTH_CREATIVITY").rules(2027)
}

fn with(rules: &EditionRules, section: RulesSection, typed: &[(&str, &str)]) -> Result<EditionRules, Vec<FormProblem>> {
    let mut draft = Draft::of(rules, section);
    for (path, text) in typed {
        draft.set((*path).to_owned(), (*text).to_owned());
    }
    apply(rules, section, &draft, &[])
}

#[test]
fn rules_written_as_text_are_read_back_unchanged() {
    for rules in templates() {
        for section in RulesSection::ALL {
            let draft = Draft::of(&rules, section);
            assert_eq!(apply(&rules, section, &draft, &[]).as_ref(), Ok(&rules), "{section:?}");
            assert_eq!(RulesSection::from_address(section.address()), Some(section));
        }
    }
}

#[test]
fn every_mark_of_a_template_belongs_to_a_section() {
    for rules in templates() {
        for path in rules.marks.keys() {
            assert!(RulesSection::of_path(path).is_some(), "{path}");
        }
    }
}

#[test]
fn a_changed_value_is_confirmed_and_its_neighbours_are_not() {
    let rules = with(&youth(), RulesSection::Rounds, &[("rounds.0.decides.rubric.0.max", "24,5")]).expect("read");
    assert_eq!(rules.rounds[0].scoring().rubric[0].max, Points::parse("24,5").expect("points"));
    let sureness = |path: &str| rules.marks[path].sureness;
    assert_eq!(sureness("rounds.preliminary.decides.rubric.novelty"), Sureness::Confirmed);
    assert_eq!(sureness("rounds.preliminary.decides.rubric.creativity"), Sureness::Proposed);
    let rules = youth();
    let draft = Draft::of(&rules, RulesSection::Notice);
    let confirmed = ["notice.days".to_owned()];
    let rules = apply(&rules, RulesSection::Notice, &draft, &confirmed).expect("read");
    assert_eq!(rules.marks["notice.days"].sureness, Sureness::Confirmed);
}

#[test]
fn every_problem_of_a_section_comes_at_once() {
    let typed = [
        ("rounds.0.name", "  "),
        ("rounds.0.decides.judges_per_entry", "ba"),
        ("rounds.0.decides.min_sheets", "1,5"),
        ("rounds.0.decides.rubric.0.max", "1.234"),
        ("rounds.1.decides.judges_per_entry", "101"),
    ];
    let problems = with(&youth(), RulesSection::Rounds, &typed).expect_err("refused");
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "rounds.0.name",
            "rounds.0.decides.judges_per_entry",
            "rounds.0.decides.min_sheets",
            "rounds.0.decides.rubric.0.max",
            "rounds.1.decides.judges_per_entry"
        ]
    );
    assert_eq!(problems[0].problem, ValueProblem::Missing);
    assert_eq!(problems[2].problem, ValueProblem::NotWhole);
    assert_eq!(problems[4].problem, ValueProblem::TooLarge { max: 100 });
}

#[test]
fn dates_are_three_fields_and_a_clock_on_vietnamese_time() {
    let day = |day, clock| {
        [
            ("dates.closes_at-ngay", day),
            ("dates.closes_at-thang", "2"),
            ("dates.closes_at-nam", "2027"),
            ("dates.closes_at-gio", clock),
        ]
    };
    let rules = with(&youth(), RulesSection::Dates, &day("28", "17g30")).expect("read");
    assert_eq!(rules.dates.closes_at, Some(datetime!(2027-02-28 17:30 +7)));
    for (typed, expected_path) in [(day("31", "17:00"), "dates.closes_at"), (day("28", "25:00"), "dates.closes_at")] {
        let problems = with(&youth(), RulesSection::Dates, &typed).expect_err("refused");
        assert_eq!(problems[0].path, expected_path);
    }
    let none = [
        ("dates.closes_at-ngay", ""),
        ("dates.closes_at-thang", ""),
        ("dates.closes_at-nam", ""),
        ("dates.closes_at-gio", ""),
    ];
    assert_eq!(with(&youth(), RulesSection::Dates, &none).expect("read").dates.closes_at, None);
}

#[test]
fn rows_are_added_removed_and_moved_in_the_text() {
    let rules = youth();
    let mut draft = Draft::of(&rules, RulesSection::Fields);
    draft.act(&RowAct::parse("them:fields").expect("an act"));
    draft.set("fields.5.name".to_owned(), "Trí tuệ nhân tạo".to_owned());
    draft.act(&RowAct::parse("len:fields.5").expect("an act"));
    draft.act(&RowAct::parse("xoa:fields.0").expect("an act"));
    draft.act(&RowAct::parse("xuong:fields.99").expect("an act"));
    let changed = apply(&rules, RulesSection::Fields, &draft, &[]).expect("read");
    let codes: Vec<&str> = changed.fields.iter().map(|field| field.code.as_str()).collect();
    assert_eq!(codes, ["PMTH", "SPMT", "DCGD", "tri_tue_nhan_tao", "BDKH"]);
    assert!(!changed.marks.contains_key("fields.DDHT"), "the mark of a removed row goes too");
    assert_eq!(RowAct::parse("xoa"), None);
}

#[test]
fn a_new_round_can_be_stored_at_once() {
    let rules = youth();
    let mut draft = Draft::of(&rules, RulesSection::Rounds);
    draft.act(&RowAct::Add("rounds".to_owned()));
    draft.act(&RowAct::Add("rounds.2.decides.rubric".to_owned()));
    let typed = [
        ("rounds.2.name", "Phỏng vấn"),
        ("rounds.2.decides.judges_per_entry", "5"),
        ("rounds.2.decides.min_sheets", "3"),
        ("rounds.2.decides.rubric.0.name", "Trả lời"),
        ("rounds.2.decides.rubric.0.max", "50"),
        ("rounds.2.decides.rubric.0.step", "0,5"),
    ];
    for (path, text) in typed {
        draft.set(path.to_owned(), text.to_owned());
    }
    let changed = apply(&rules, RulesSection::Rounds, &draft, &[]).expect("read");
    assert_eq!(changed.rounds[2].code, "phong_van");
    assert_eq!(changed.rounds[2].scoring().max_points(), Points::whole(50));
    assert_eq!(changed.rounds[0], rules.rounds[0], "what is not on the page stays");
}

#[test]
fn a_rule_on_who_passes_needs_what_its_kind_needs() {
    let kind = |kind| ("rounds.0.pass.kind", kind);
    let rules = with(&youth(), RulesSection::Combination, &[kind("top_share"), ("rounds.0.pass.share", "50 %")]);
    assert!(matches!(rules.expect("read").rounds[0].pass, Some(PassRule::TopShare { .. })));
    let rules = with(&youth(), RulesSection::Combination, &[kind("")]).expect("read");
    assert_eq!(rules.rounds[0].pass, None);
    let problems = with(&youth(), RulesSection::Combination, &[kind("top_n")]).expect_err("refused");
    assert_eq!(problems[0].path, "rounds.0.pass.n");
    let weighted = [("final_score.kind", "weighted"), ("final_score.preliminary", "0,4"), ("final_score.last", "0,6")];
    let rules = with(&youth(), RulesSection::Combination, &weighted).expect("read");
    assert!(matches!(rules.final_score, FinalScore::Weighted { .. }));
}

#[test]
fn a_prize_without_band_has_none_and_money_is_read_with_its_dots() {
    let typed = [("prizes.0.amount_vnd", "20.000.000 ₫"), ("prizes.0.cap", "")];
    let rules = with(&youth(), RulesSection::Prizes, &typed).expect("read");
    assert_eq!(rules.prizes[0].amount_vnd, Some(20_000_000));
    assert_eq!(rules.prizes[0].cap, None);
    assert_eq!(check_prizes(&rules.prizes), []);
    let half = [("prizes.5.band.low", "50")];
    let problems = with(&youth(), RulesSection::Prizes, &half).expect_err("refused");
    assert_eq!(problems[0].path, "prizes.5.band.high");
}

#[test]
fn two_rows_cannot_share_a_code() {
    let rules = youth();
    let mut draft = Draft::of(&rules, RulesSection::Fields);
    draft.act(&RowAct::Add("fields".to_owned()));
    draft.set("fields.5.name".to_owned(), "Khác".to_owned());
    draft.set("fields.5.code".to_owned(), "ddht".to_owned());
    let changed = apply(&rules, RulesSection::Fields, &draft, &[]).expect("codes differ by case");
    assert_eq!(changed.fields[5].code, "ddht");
    let hostile = [("fields.1._from", "DDHT")];
    let problems = with(&rules, RulesSection::Fields, &hostile).expect_err("refused");
    assert_eq!(problems[0].problem, ValueProblem::SameCode);
    assert_eq!(pattern("rounds.0.decides.rubric.12.max"), "rounds.*.decides.rubric.*.max");
}
