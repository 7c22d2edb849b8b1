//! What is found in rules, fault by fault.

use time::macros::{date, datetime};

use super::*;
use crate::programmes::template::tests::built_in;
use crate::results::{PrizeProblem, RulesProblem};

fn youth() -> EditionRules {
    built_in("YOUTH_CREATIVITY").rules(2027)
}

const NOW: OffsetDateTime = datetime!(2026-11-24 12:00 +7);

#[test]
fn a_fresh_youth_contest_may_open_but_its_proposals_are_pointed_out() {
    let findings = readiness(&youth(), NOW);
    assert!(findings.iter().all(|finding| !finding.blocks()), "{findings:?}");
    assert!(findings.contains(&Finding::NoProse));
    let unconfirmed = |section| {
        findings.iter().any(|finding| matches!(finding, Finding::Unconfirmed { section: found, count } if *found == section && *count > 0))
    };
    assert!(unconfirmed(RulesSection::Rounds) && unconfirmed(RulesSection::Dates));
}

#[test]
fn each_fault_is_found() {
    type Fault = fn(&mut EditionRules);
    let table: [(Fault, Finding); 13] = [
        (
            |rules| {
                let tick = rules.questions.iter_mut().find(|question| question.code == "commitment");
                let tick = tick.expect("a declaration");
                tick.label = "Đồng ý đăng tải tên và ảnh".to_owned();
            },
            Finding::PublicationRequired { question: "Đồng ý đăng tải tên và ảnh".to_owned() },
        ),
        (|rules| rules.dates.closes_at = None, Finding::NoDeadline),
        (|rules| rules.dates.opens_at = None, Finding::NoOpening),
        (|rules| rules.dates.opens_at = rules.dates.closes_at, Finding::DeadlineBeforeOpening),
        (|rules| rules.dates.closes_at = Some(datetime!(2026-11-24 11:00 +7)), Finding::DeadlinePassed),
        (|rules| rules.fields.clear(), Finding::NoFields),
        (|rules| rules.rounds.clear(), Finding::NoRounds),
        (|rules| rules.team.min = 9, Finding::TeamBackwards),
        (
            |rules| rules.rounds[0].scoring_mut().rubric.clear(),
            Finding::RoundRules { round: "Vòng sơ khảo".to_owned(), problem: RulesProblem::NoCriteria },
        ),
        (
            |rules| rules.rounds[0].scoring_mut().judges_per_entry = 2,
            Finding::FewerJudgesThanSheets { round: "Vòng sơ khảo".to_owned(), judges: 2, sheets: 3 },
        ),
        (
            |rules| rules.prizes[1].band = None,
            Finding::PrizeTable { problem: PrizeProblem::BandMissing { code: "first".to_owned() } },
        ),
        (
            |rules| rules.final_score = FinalScore::Weighted { preliminary: Points::ONE, last: Points::ONE },
            Finding::WeightsNotOne,
        ),
        (
            |rules| rules.dossier[0].max_count = 0,
            Finding::CountsBackwards { item: "Phiếu đăng ký dự thi (theo mẫu)".to_owned() },
        ),
    ];
    for (fault, expected) in table {
        let mut rules = youth();
        fault(&mut rules);
        let findings = readiness(&rules, NOW);
        assert!(findings.contains(&expected), "{expected:?} in {findings:?}");
        assert!(expected.blocks() && findings[0].blocks(), "{expected:?} stops the opening");
    }
}

#[test]
fn a_question_that_names_somebody_is_pointed_out_when_a_round_is_blind() {
    let mut rules = youth();
    for question in &mut rules.questions {
        question.identifying = false;
    }
    let shown = |rules: &EditionRules| {
        readiness(rules, NOW).iter().filter(|finding| matches!(finding, Finding::IdentifyingShown { .. })).count()
    };
    assert_eq!(shown(&rules), 4);
    rules.rounds[0].scoring_mut().blind = false;
    assert_eq!(shown(&rules), 0);
}

#[test]
fn a_legal_basis_that_ends_before_the_last_planned_day_is_pointed_out() {
    let mut rules = youth();
    rules.legal_bases.truncate(1);
    rules.legal_bases[0].complete = true;
    let found = |rules: &EditionRules| {
        let about = |finding: &Finding| {
            finding.section() == RulesSection::LegalBases && !matches!(finding, Finding::Unconfirmed { .. })
        };
        readiness(rules, NOW).into_iter().filter(about).collect::<Vec<_>>()
    };
    for (end, warned) in [(date!(2027 - 11 - 30), true), (date!(2027 - 12 - 01), false)] {
        rules.legal_bases[0].valid_to = Some(end);
        assert_eq!(found(&rules).len(), usize::from(warned), "{end}");
    }
    rules.legal_bases[0].complete = false;
    assert_eq!(found(&rules), [Finding::BasesIncomplete { count: 1 }]);
}
