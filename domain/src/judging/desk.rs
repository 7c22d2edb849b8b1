//! What the secretary's pages on judging show: panels, judges, progress, what stands against opening or locking.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use crate::ids::{AccountId, AssignmentId, PanelId};
use crate::judging::progress::Progress;
use crate::judging::states::{RoundState, SheetState};
use crate::numbers::Points;
use crate::people::exclusions::Exclusion;

/// A round as the secretary sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSummary {
    pub code: String,
    pub name: String,
    pub state: RoundState,
    pub blind: bool,
    pub judges_per_entry: u32,
    pub due_at: Option<OffsetDateTime>,
    pub panels: Vec<PanelSummary>,
    /// Fields that no panel of the round scores.
    pub uncovered: Vec<String>,
}

/// A panel in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelSummary {
    pub id: PanelId,
    pub name: String,
    pub round_code: String,
    pub fields: Vec<String>,
    pub chair: Option<String>,
    pub decision: String,
    pub judges: usize,
    pub progress: Progress,
}

/// One panel with its judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDetail {
    pub id: PanelId,
    pub round_code: String,
    pub round_name: String,
    pub round: RoundState,
    pub input: PanelInput,
    pub judges: Vec<PanelJudge>,
    /// Everything the panel could score: code and name of the fields.
    pub fields: Vec<(String, String)>,
    /// Judges known in the portal who have no seat here: e-mail and name.
    pub candidates: Vec<(String, String)>,
    /// Invited, not yet answered: e-mail and name.
    pub invited: Vec<(String, String)>,
    /// Entries with fewer judges than the rules ask, while the round is scored: somebody has left.
    pub short: usize,
}

/// What a panel's form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelInput {
    pub round_code: String,
    pub name: String,
    pub fields: Vec<String>,
    pub chair: Option<AccountId>,
    pub decision: String,
}

/// What is wrong with a panel's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelProblem {
    NameMissing,
    NameTooLong,
    NameTaken,
    NoField,
    UnknownField,
    UnknownRound,
    ChairNotAJudge,
}

/// A seat in a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelJudge {
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub unit: String,
    pub expertise: Vec<String>,
    pub capacity: Option<u32>,
    pub declared_at: Option<OffsetDateTime>,
    pub declaration: String,
    pub is_chair: bool,
    pub progress: Progress,
}

/// What a judge's form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgeInput {
    pub email: String,
    /// Needed when the person has to be invited.
    pub name: String,
    pub expertise: Vec<String>,
    pub capacity: String,
}

/// What is wrong with a judge's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JudgeProblem {
    EmailInvalid,
    AlreadySeated,
    NameMissing,
    CapacityInvalid,
    UnknownField,
    /// Another duty of the person excludes it.
    Excluded(Exclusion),
}

/// How one judge gets on, for the secretary's progress page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeProgress {
    pub account: AccountId,
    pub panel: PanelId,
    pub panel_name: String,
    pub name: String,
    pub declared: bool,
    pub progress: Progress,
    pub last_signed: Option<OffsetDateTime>,
}

/// The progress page of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundProgress {
    pub code: String,
    pub name: String,
    pub state: RoundState,
    pub due_at: Option<OffsetDateTime>,
    pub total: Progress,
    pub judges: Vec<JudgeProgress>,
    /// The person may remind these judges.
    pub may_remind: bool,
    /// When judges were last reminded of this round.
    pub reminded: BTreeMap<AccountId, OffsetDateTime>,
}

/// What stands against opening a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenProblem {
    /// Moving a deadline that has passed needs a reason.
    ReasonMissing,
    /// Entries may still be sent until then.
    IntakeOpen {
        until: Option<OffsetDateTime>,
    },
    NoPanel,
    /// Nothing is there to be scored.
    NoEntries,
    /// These fields have entries and no panel.
    FieldsWithoutPanel {
        fields: Vec<String>,
    },
    /// The panel has entries with fewer judges than the rules ask.
    EntriesShort {
        panel: String,
        entries: usize,
        needed: u32,
    },
    /// The round before is not locked.
    EarlierRoundOpen {
        round: String,
    },
    /// Equal entries at the line of the round before await a decision.
    Undecided {
        round: String,
        entries: usize,
    },
    /// The deadline is before now, or not given.
    DueMissing,
    DuePast,
}

/// What locking a round would leave undone: the preview of the act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockPreview {
    pub round_code: String,
    pub round_name: String,
    /// Signed sheets that become final.
    pub signed: usize,
    pub entries: usize,
    /// Judge and number of sheets not signed.
    pub missing: Vec<(String, usize)>,
    /// Codes of entries with fewer signed sheets than the rules ask.
    pub short: Vec<String>,
    pub min_sheets: u32,
    /// The word to type.
    pub confirmation: String,
}

/// A signed sheet as chair and secretary read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedSheet {
    pub assignment: AssignmentId,
    pub entry_code: String,
    pub entry_title: String,
    pub judge: String,
    pub total: Option<Points>,
    pub signed_at: Option<OffsetDateTime>,
    pub version: i32,
    pub may_reopen: bool,
    pub marks: Vec<(String, String)>,
    pub comment: String,
}

/// What a chair sees of the panel: progress of everybody, signed sheets, never another's draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDesk {
    pub panel: PanelId,
    pub name: String,
    pub round_name: String,
    pub round: RoundState,
    pub due_at: Option<OffsetDateTime>,
    pub judges: Vec<JudgeProgress>,
    pub sheets: Vec<SignedSheet>,
    pub page: usize,
    pub total: usize,
}

/// Signed sheets a page.
pub const SHEETS_PER_PAGE: usize = 50;

/// The declaration page of a judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclarationView {
    pub panel: PanelId,
    pub panel_name: String,
    pub round_name: String,
    pub blind: bool,
    pub declared_at: Option<OffsetDateTime>,
    pub text: String,
    /// What is to be scored: never more than code and title in a blind round.
    pub entries: Vec<DeclarationEntry>,
}

/// An entry in a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclarationEntry {
    pub assignment: AssignmentId,
    pub code: String,
    pub title: String,
    pub state: SheetState,
    /// Units, in rounds that are not blind.
    pub units: Vec<String>,
}
