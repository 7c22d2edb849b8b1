//! What can be found about an edition that is to open: what stops it, and what is only pointed out.

use serde::{Deserialize, Serialize};
use time::Date;

use super::form::RulesSection;
use crate::numbers::Points;
use crate::results::{PrizeProblem, RulesProblem};

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
    ChoiceWithoutOptions {
        question: String,
    },
    /// To be published may not be a condition of entering.
    PublicationRequired {
        question: String,
    },
    FileWithoutFormats {
        item: String,
    },
    CountsBackwards {
        item: String,
    },
    FileOfNoSize {
        item: String,
    },
    UnknownField {
        item: String,
        code: String,
    },
    NoRounds,
    RoundRules {
        round: String,
        problem: RulesProblem,
    },
    FewerJudgesThanSheets {
        round: String,
        judges: u32,
        sheets: u32,
    },
    NoJudges {
        round: String,
    },
    BandOutside {
        round: String,
        criterion: String,
    },
    WeightsNotOne,
    WeightsNeedTwoRounds,
    PrizeTable {
        problem: PrizeProblem,
    },
    // What should be looked at.
    Unconfirmed {
        section: RulesSection,
        count: usize,
    },
    NoProse,
    NoGuidance {
        round: String,
    },
    EverybodyPasses {
        round: String,
    },
    LastRoundPasses {
        round: String,
    },
    IdentifyingShown {
        question: String,
    },
    NoPrizes,
    TopBandBelowMaximum {
        band: Points,
        max: Points,
    },
    NoDescription,
    /// Texts that something is to be filled in of: they are not printed.
    BasesIncomplete {
        count: usize,
    },
    /// A text that no longer applies on the last planned day.
    BasisEnds {
        basis: String,
        #[serde(with = "crate::calendar::iso_date")]
        day: Date,
    },
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
                | Self::BasesIncomplete { .. }
                | Self::BasisEnds { .. }
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
            Self::ChoiceWithoutOptions { .. }
            | Self::PublicationRequired { .. }
            | Self::IdentifyingShown { .. }
            | Self::NoDescription => RulesSection::Questions,
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
            Self::BasesIncomplete { .. } | Self::BasisEnds { .. } => RulesSection::LegalBases,
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
