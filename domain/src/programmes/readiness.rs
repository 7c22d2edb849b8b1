//! Whether an edition may open: what stops it, and what should be looked at first.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::form::RulesSection;
use super::rules::{DossierKind, EditionRules, QuestionKind, Round, Section, Sureness};
use crate::numbers::Points;
use crate::results::{FinalScore, PrizeKind, PrizeProblem, RulesProblem, check_prizes};

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    NoOpening,
    NoDeadline,
    DeadlineBeforeOpening,
    DeadlinePassed,
    JudgingBeforeDeadline,
    NoFields,
    WindowBackwards,
    TeamOfNobody,
    TeamBackwards,
    ChoiceWithoutOptions { question: String },
    FileWithoutFormats { item: String },
    CountsBackwards { item: String },
    FileOfNoSize { item: String },
    UnknownField { item: String, code: String },
    NoRounds,
    RoundRules { round: String, problem: RulesProblem },
    FewerJudgesThanSheets { round: String, judges: u32, sheets: u32 },
    NoJudges { round: String },
    BandOutside { round: String, criterion: String },
    WeightsNotOne,
    WeightsNeedTwoRounds,
    PrizeTable { problem: PrizeProblem },
    // What should be looked at.
    Unconfirmed { section: RulesSection, count: usize },
    NoProse,
    NoGuidance { round: String },
    EverybodyPasses { round: String },
    LastRoundPasses { round: String },
    IdentifyingShown { question: String },
    NoPrizes,
    TopBandBelowMaximum { band: Points, max: Points },
    NoDescription,
}

impl Finding {
    /// True when the edition cannot open like this; else it is only a warning.
    pub fn blocks(&self) -> bool {
        !matches!(
            self,
            Self::Unconfirmed { .. }
                | Self::NoProse
                | Self::NoGuidance { .. }
                | Self::EverybodyPasses { .. }
                | Self::LastRoundPasses { .. }
                | Self::IdentifyingShown { .. }
                | Self::NoPrizes
                | Self::TopBandBelowMaximum { .. }
                | Self::NoDescription
        )
    }

    /// Where it is put right.
    pub fn section(&self) -> RulesSection {
        match self {
            Self::NoOpening
            | Self::NoDeadline
            | Self::DeadlineBeforeOpening
            | Self::DeadlinePassed
            | Self::JudgingBeforeDeadline => RulesSection::Dates,
            Self::NoFields => RulesSection::Fields,
            Self::WindowBackwards | Self::TeamOfNobody | Self::TeamBackwards => RulesSection::Eligibility,
            Self::ChoiceWithoutOptions { .. } | Self::IdentifyingShown { .. } | Self::NoDescription => {
                RulesSection::Questions
            }
            Self::FileWithoutFormats { .. }
            | Self::CountsBackwards { .. }
            | Self::FileOfNoSize { .. }
            | Self::UnknownField { .. } => RulesSection::Dossier,
            Self::NoRounds
            | Self::FewerJudgesThanSheets { .. }
            | Self::NoJudges { .. }
            | Self::BandOutside { .. }
            | Self::NoGuidance { .. } => RulesSection::Rounds,
            Self::RoundRules { problem, .. } => section_of(problem),
            Self::WeightsNotOne
            | Self::WeightsNeedTwoRounds
            | Self::EverybodyPasses { .. }
            | Self::LastRoundPasses { .. } => RulesSection::Combination,
            Self::PrizeTable { .. } | Self::NoPrizes | Self::TopBandBelowMaximum { .. } => RulesSection::Prizes,
            Self::NoProse => RulesSection::Prose,
            Self::Unconfirmed { section, .. } => *section,
        }
    }
}

fn section_of(problem: &RulesProblem) -> RulesSection {
    match problem {
        RulesProblem::NoSheetsNeeded
        | RulesProblem::NoCriteria
        | RulesProblem::BadCode { .. }
        | RulesProblem::DuplicateCriterion { .. }
        | RulesProblem::MaxNotPositive { .. }
        | RulesProblem::StepNotPositive { .. }
        | RulesProblem::MaxOffStep { .. } => RulesSection::Rounds,
        _ => RulesSection::Combination,
    }
}

/// Everything found, what stops the opening first. `now` decides whether the deadline has passed.
pub fn readiness(rules: &EditionRules, now: OffsetDateTime) -> Vec<Finding> {
    let mut findings = dates(rules, now);
    findings.extend(people(rules));
    findings.extend(form(rules));
    findings.extend(rounds(rules));
    findings.extend(prizes(rules));
    findings.extend(unconfirmed(rules));
    if rules.prose.trim().is_empty() {
        findings.push(Finding::NoProse);
    }
    findings.sort_by_key(|finding| !finding.blocks());
    findings
}

fn dates(rules: &EditionRules, now: OffsetDateTime) -> Vec<Finding> {
    let dates = &rules.dates;
    let mut findings = Vec::new();
    if dates.opens_at.is_none() {
        findings.push(Finding::NoOpening);
    }
    let Some(closes) = dates.closes_at else {
        findings.push(Finding::NoDeadline);
        return findings;
    };
    if dates.opens_at.is_some_and(|opens| closes <= opens) {
        findings.push(Finding::DeadlineBeforeOpening);
    }
    if closes <= now {
        findings.push(Finding::DeadlinePassed);
    }
    if dates.judged_by.is_some_and(|judged| judged <= closes) {
        findings.push(Finding::JudgingBeforeDeadline);
    }
    findings
}

fn people(rules: &EditionRules) -> Vec<Finding> {
    let mut findings = Vec::new();
    if rules.fields.is_empty() {
        findings.push(Finding::NoFields);
    }
    if rules
        .eligibility
        .birth_window
        .is_some_and(|window| window.from > window.to)
    {
        findings.push(Finding::WindowBackwards);
    }
    if rules.team.max == 0 {
        findings.push(Finding::TeamOfNobody);
    }
    if rules.team.min > rules.team.max {
        findings.push(Finding::TeamBackwards);
    }
    findings
}

fn form(rules: &EditionRules) -> Vec<Finding> {
    let blind = rules.rounds.iter().any(|round| round.blind);
    let mut findings = Vec::new();
    for question in &rules.questions {
        let name = || question.label.clone();
        if question.kind == QuestionKind::Choice && question.options.is_empty() {
            findings.push(Finding::ChoiceWithoutOptions { question: name() });
        }
        let names_somebody = matches!(
            question.kind,
            QuestionKind::Unit | QuestionKind::Phone | QuestionKind::Email | QuestionKind::Address
        );
        if blind && names_somebody && !question.identifying {
            findings.push(Finding::IdentifyingShown { question: name() });
        }
    }
    if !rules
        .questions
        .iter()
        .any(|question| question.section == Section::Description)
    {
        findings.push(Finding::NoDescription);
    }
    for item in &rules.dossier {
        let name = || item.name.clone();
        if item.kind == DossierKind::File && item.formats.is_empty() {
            findings.push(Finding::FileWithoutFormats { item: name() });
        }
        if item.min_count > item.max_count || item.max_count == 0 {
            findings.push(Finding::CountsBackwards { item: name() });
        }
        if item.kind == DossierKind::File && item.max_mb == 0 {
            findings.push(Finding::FileOfNoSize { item: name() });
        }
        for code in item.only_fields.iter().filter(|code| rules.field(code).is_none()) {
            findings.push(Finding::UnknownField {
                item: name(),
                code: code.clone(),
            });
        }
    }
    findings
}

fn rounds(rules: &EditionRules) -> Vec<Finding> {
    let mut findings = Vec::new();
    if rules.rounds.is_empty() {
        findings.push(Finding::NoRounds);
    }
    for (place, round) in rules.rounds.iter().enumerate() {
        let last = place + 1 == rules.rounds.len();
        findings.extend(round_findings(round));
        let name = || round.name.clone();
        match (last, round.pass) {
            (false, None) => findings.push(Finding::EverybodyPasses { round: name() }),
            (true, Some(_)) => findings.push(Finding::LastRoundPasses { round: name() }),
            _ => {}
        }
    }
    if let FinalScore::Weighted { preliminary, last } = rules.final_score {
        let negative = preliminary.is_negative() || last.is_negative();
        if negative || preliminary.checked_add(last) != Some(Points::ONE) {
            findings.push(Finding::WeightsNotOne);
        }
        if rules.rounds.len() < 2 {
            findings.push(Finding::WeightsNeedTwoRounds);
        }
    }
    findings
}

fn round_findings(round: &Round) -> Vec<Finding> {
    let name = || round.name.clone();
    let mut findings: Vec<Finding> = round
        .tabulation()
        .problems()
        .into_iter()
        .map(|problem| Finding::RoundRules { round: name(), problem })
        .collect();
    if round.judges_per_entry == 0 {
        findings.push(Finding::NoJudges { round: name() });
    } else if round.judges_per_entry < round.min_sheets {
        findings.push(Finding::FewerJudgesThanSheets {
            round: name(),
            judges: round.judges_per_entry,
            sheets: round.min_sheets,
        });
    }
    for criterion in &round.rubric {
        let outside = |low: Points, high: Points| low.is_negative() || high > criterion.max || low > high;
        if criterion.bands.iter().any(|band| outside(band.low, band.high)) {
            findings.push(Finding::BandOutside {
                round: name(),
                criterion: criterion.name.clone(),
            });
        }
    }
    let bare = |text: &str| text.trim().is_empty();
    if !round.rubric.is_empty() && round.rubric.iter().all(|criterion| bare(&criterion.guidance)) {
        findings.push(Finding::NoGuidance { round: name() });
    }
    findings
}

fn prizes(rules: &EditionRules) -> Vec<Finding> {
    if rules.prizes.is_empty() {
        return vec![Finding::NoPrizes];
    }
    let problems = check_prizes(&rules.prizes).into_iter();
    let mut findings: Vec<Finding> = problems.map(|problem| Finding::PrizeTable { problem }).collect();
    let top = rules.prizes.iter().find(|prize| prize.kind == PrizeKind::Ranked);
    let band = top.and_then(|prize| prize.band);
    let max = rules.rounds.last().map(Round::max_points);
    if let (Some(band), Some(max), FinalScore::FinalOnly) = (band, max, rules.final_score)
        && band.high < max
    {
        findings.push(Finding::TopBandBelowMaximum { band: band.high, max });
    }
    findings
}

fn unconfirmed(rules: &EditionRules) -> Vec<Finding> {
    let sections = RulesSection::ALL.into_iter().map(|section| {
        let proposed = proposed_in(rules, section).count();
        (section, proposed)
    });
    sections
        .filter(|(_, count)| *count > 0)
        .map(|(section, count)| Finding::Unconfirmed { section, count })
        .collect()
}

/// The marks of a section whose values nobody has confirmed yet.
pub fn proposed_in(rules: &EditionRules, section: RulesSection) -> impl Iterator<Item = &String> {
    let marks = rules.marks.iter();
    let proposed = marks.filter(|(_, mark)| mark.sureness == Sureness::Proposed);
    proposed
        .map(|(path, _)| path)
        .filter(move |path| RulesSection::of_path(path) == Some(section))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::programmes::template::Template;

    fn youth() -> EditionRules {
        let file = include_str!("../../../fixtures/programmes/contests.json");
        Template::read_file(file).expect("templates")[0].rules(2027, None)
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
        let table: [(Fault, Finding); 12] = [
            (|rules| rules.dates.closes_at = None, Finding::NoDeadline),
            (|rules| rules.dates.opens_at = None, Finding::NoOpening),
            (
                |rules| rules.dates.opens_at = rules.dates.closes_at,
                Finding::DeadlineBeforeOpening,
            ),
            (
                |rules| rules.dates.closes_at = Some(datetime!(2026-11-24 11:00 +7)),
                Finding::DeadlinePassed,
            ),
            (|rules| rules.fields.clear(), Finding::NoFields),
            (|rules| rules.rounds.clear(), Finding::NoRounds),
            (|rules| rules.team.min = 9, Finding::TeamBackwards),
            (
                |rules| rules.rounds[0].rubric.clear(),
                Finding::RoundRules {
                    round: "Vòng sơ khảo".to_owned(),
                    problem: RulesProblem::NoCriteria,
                },
            ),
            (
                |rules| rules.rounds[0].judges_per_entry = 2,
                Finding::FewerJudgesThanSheets {
                    round: "Vòng sơ khảo".to_owned(),
                    judges: 2,
                    sheets: 3,
                },
            ),
            (
                |rules| rules.prizes[1].band = None,
                Finding::PrizeTable {
                    problem: PrizeProblem::BandMissing {
                        code: "first".to_owned(),
                    },
                },
            ),
            (
                |rules| {
                    rules.final_score = FinalScore::Weighted {
                        preliminary: Points::ONE,
                        last: Points::ONE,
                    }
                },
                Finding::WeightsNotOne,
            ),
            (
                |rules| rules.dossier[0].max_count = 0,
                Finding::CountsBackwards {
                    item: "Phiếu đăng ký dự thi (theo mẫu)".to_owned(),
                },
            ),
        ];
        for (fault, expected) in table {
            let mut rules = youth();
            fault(&mut rules);
            let findings = readiness(&rules, NOW);
            assert!(findings.contains(&expected), "{expected:?} in {findings:?}");
            assert!(
                expected.blocks() && findings[0].blocks(),
                "{expected:?} stops the opening"
            );
        }
    }

    #[test]
    fn a_question_that_names_somebody_is_pointed_out_when_a_round_is_blind() {
        let mut rules = youth();
        for question in &mut rules.questions {
            question.identifying = false;
        }
        let shown = |rules: &EditionRules| {
            readiness(rules, NOW)
                .iter()
                .filter(|finding| matches!(finding, Finding::IdentifyingShown { .. }))
                .count()
        };
        assert_eq!(shown(&rules), 4);
        rules.rounds[0].blind = false;
        assert_eq!(shown(&rules), 0);
    }
}
