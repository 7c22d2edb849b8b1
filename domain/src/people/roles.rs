//! The roles of the portal and their scopes.

use serde::{Deserialize, Serialize};

use crate::ids::{EditionId, PanelId, UnitId};

/// A role that is granted to a person. Visitors and entrants hold none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantedRole {
    /// Confirms the entries of one unit.
    UnitOfficer,
    /// Scores the entries assigned to them in one panel.
    Judge,
    /// Leads one panel.
    PanelChair,
    /// Runs one edition, or all of them.
    Secretary,
    /// Signs the results of one edition, or of all.
    Approver,
    /// Keeps people, units and settings.
    Administrator,
}

impl GrantedRole {
    /// Every role, in the order in which people see them.
    pub const ALL: [Self; 6] =
        [Self::UnitOfficer, Self::Judge, Self::PanelChair, Self::Secretary, Self::Approver, Self::Administrator];

    /// Staff act for the organiser and must prove a second factor.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Secretary | Self::Approver | Self::Administrator)
    }

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnitOfficer => "unit_officer",
            Self::Judge => "judge",
            Self::PanelChair => "panel_chair",
            Self::Secretary => "secretary",
            Self::Approver => "approver",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A role with the edition, panel or unit it is limited to; an absent limit means all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    pub role: GrantedRole,
    pub edition: Option<EditionId>,
    pub panel: Option<PanelId>,
    pub unit: Option<UnitId>,
}
