//! One step of a tie-break chain, written `criterion:SS`, `judge:CHAIR` or `criteria:NEW,USE`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What is compared among entries with equal totals; the higher value wins.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TieBreak {
    /// The combined mark of one criterion.
    Criterion(String),
    /// The sheet total of one judge, such as the chair.
    Judge(String),
    /// The mean of several criteria, each times its factor: a subtotal.
    MeanOf(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{0:?} is no tie-break; write criterion:CODE, judge:CODE or criteria:CODE,CODE")]
pub struct TieBreakProblem(pub String);

impl FromStr for TieBreak {
    type Err = TieBreakProblem;

    fn from_str(text: &str) -> Result<Self, TieBreakProblem> {
        let problem = || TieBreakProblem(text.to_owned());
        let (kind, code) = text.split_once(':').ok_or_else(problem)?;
        let codes: Vec<String> = code.split(',').map(|code| code.trim().to_owned()).collect();
        match kind.trim() {
            _ if codes.iter().any(String::is_empty) => Err(problem()),
            "criterion" => Ok(Self::Criterion(code.trim().to_owned())),
            "judge" => Ok(Self::Judge(code.trim().to_owned())),
            "criteria" => Ok(Self::MeanOf(codes)),
            _ => Err(problem()),
        }
    }
}

impl fmt::Display for TieBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Criterion(code) => write!(f, "criterion:{code}"),
            Self::Judge(code) => write!(f, "judge:{code}"),
            Self::MeanOf(codes) => write!(f, "criteria:{}", codes.join(",")),
        }
    }
}

impl TryFrom<String> for TieBreak {
    type Error = TieBreakProblem;

    fn try_from(text: String) -> Result<Self, TieBreakProblem> {
        text.parse()
    }
}

impl From<TieBreak> for String {
    fn from(tie_break: TieBreak) -> Self {
        tie_break.to_string()
    }
}
