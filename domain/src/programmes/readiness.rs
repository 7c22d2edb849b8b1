//! Whether an edition may open: what stops it, and what should be looked at first.

use time::OffsetDateTime;

pub use super::finding::Finding;
use super::form::RulesSection;
use super::rules::{DossierKind, EditionRules, QuestionKind, Round, Scoring, Section, Sureness};
use crate::calendar::vietnam_date;
use crate::consent::asks_publication;
use crate::numbers::Points;
use crate::results::{FinalScore, PrizeKind, check_prizes};

/// Everything found, what stops the opening first. `now` decides whether the deadline has passed.
pub fn readiness(rules: &EditionRules, now: OffsetDateTime) -> Vec<Finding> {
    let mut findings = dates(rules, now);
    findings.extend(people(rules));
    findings.extend(form(rules));
    findings.extend(rounds(rules));
    findings.extend(prizes(rules));
    findings.extend(legal_bases(rules));
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
    if rules.eligibility.birth_window.is_some_and(|window| window.from > window.to) {
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
    let blind = rules.rounds.iter().any(|round| round.scoring().blind);
    let mut findings = Vec::new();
    for question in &rules.questions {
        let name = || question.label.clone();
        if question.kind == QuestionKind::Choice && question.options.is_empty() {
            findings.push(Finding::ChoiceWithoutOptions { question: name() });
        }
        if question.required && asks_publication(question) {
            findings.push(Finding::PublicationRequired { question: name() });
        }
        let names_somebody = matches!(
            question.kind,
            QuestionKind::Unit | QuestionKind::Phone | QuestionKind::Email | QuestionKind::Address
        );
        if blind && names_somebody && !question.identifying {
            findings.push(Finding::IdentifyingShown { question: name() });
        }
    }
    if !rules.questions.iter().any(|question| question.section == Section::Description) {
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
            findings.push(Finding::UnknownField { item: name(), code: code.clone() });
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
    let &Scoring { judges_per_entry: judges, min_sheets: sheets, ref rubric, .. } = round.scoring();
    if judges == 0 {
        findings.push(Finding::NoJudges { round: name() });
    } else if judges < sheets {
        findings.push(Finding::FewerJudgesThanSheets { round: name(), judges, sheets });
    }
    for criterion in rubric {
        let outside = |low: Points, high: Points| low.is_negative() || high > criterion.max || low > high;
        if criterion.bands.iter().any(|band| outside(band.low, band.high)) {
            findings.push(Finding::BandOutside { round: name(), criterion: criterion.name.clone() });
        }
    }
    let bare = |text: &str| text.trim().is_empty();
    if !rubric.is_empty() && rubric.iter().all(|criterion| bare(&criterion.guidance)) {
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
    let max = rules.rounds.last().map(|round| round.scoring().max_points());
    if let (Some(band), Some(max), FinalScore::FinalOnly) = (band, max, rules.final_score)
        && band.high < max
    {
        findings.push(Finding::TopBandBelowMaximum { band: band.high, max });
    }
    findings
}

/// A decision cites texts that apply on its day, which is planned as the last one.
fn legal_bases(rules: &EditionRules) -> Vec<Finding> {
    let count = rules.legal_bases.iter().filter(|basis| !basis.complete).count();
    let incomplete = (count > 0).then_some(Finding::BasesIncomplete { count });
    let planned = rules.dates.milestones.iter().map(|milestone| milestone.day);
    let last = planned.chain(rules.dates.judged_by.map(vietnam_date)).max();
    let ends = rules.legal_bases.iter().filter_map(|basis| {
        let day = basis.valid_to.filter(|end| last.is_some_and(|last| *end <= last))?;
        Some(Finding::BasisEnds { basis: basis.name.clone(), day })
    });
    incomplete.into_iter().chain(ends).collect()
}

fn unconfirmed(rules: &EditionRules) -> Vec<Finding> {
    let sections = RulesSection::ALL.into_iter().map(|section| {
        let proposed = proposed_in(rules, section).count();
        (section, proposed)
    });
    sections.filter(|(_, count)| *count > 0).map(|(section, count)| Finding::Unconfirmed { section, count }).collect()
}

/// The marks of a section whose values nobody has confirmed yet.
pub fn proposed_in(rules: &EditionRules, section: RulesSection) -> impl Iterator<Item = &String> {
    let marks = rules.marks.iter();
    let proposed = marks.filter(|(_, mark)| mark.sureness == Sureness::Proposed);
    proposed.map(|(path, _)| path).filter(move |path| RulesSection::of_path(path) == Some(section))
}

#[cfg(test)]
#[path = "readiness_tests.rs"]
mod tests;
