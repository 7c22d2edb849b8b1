//! Who may do what: one pure table. Services ask it before every act; pages ask it what to show.

use crate::entries::state::EntryState;
use crate::judging::states::{RoundState, SheetState};
use crate::people::actor::{Actor, Subject};
use crate::people::exclusions::Exclusion;
use crate::programmes::edition::EditionState;

/// How a person stands to the thing acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anybody, signed in or not.
    Visitor,
    /// Anybody who has signed in.
    Member,
    /// The account that filed the entry.
    Owner,
    /// An officer of the unit that confirms the entry.
    UnitOfficer,
    /// The judge to whom the entry is assigned.
    Judge,
    /// Another judge of the same panel.
    FellowJudge,
    /// The chair of the panel.
    PanelChair,
    /// A secretary of the edition.
    Secretary,
    /// The approver of the edition.
    Approver,
    /// An administrator of the portal.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 10] = [
        Self::Visitor,
        Self::Member,
        Self::Owner,
        Self::UnitOfficer,
        Self::Judge,
        Self::FellowJudge,
        Self::PanelChair,
        Self::Secretary,
        Self::Approver,
        Self::Administrator,
    ];
}

/// Everything that can be done to a thing of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    ManagePeople,
    ManageUnits,
    ReadLedger,
    ReadMail,
    ManageTemplates,
    CreateEdition,
    ReadEditionDesk,
    EditRules,
    OpenEdition,
    AmendRules,
    MoveIntake,
    ManageCalendar,
    ExtendDeadline,
    InvitePeople,
    ReadRoles,
    ExceptDuty,
    ExceptUnitOfficer,
    StartEntry,
    ReadEntry,
    ReadEntryIdentity,
    EditEntry,
    SubmitEntry,
    WithdrawEntry,
    AskConsent,
    RecordConsent,
    ConfirmEntry,
    CheckEntry,
    ReopenCheck,
    ReleaseFiles,
    ExportEntries,
    ManagePanels,
    AssignJudges,
    OpenRound,
    LockRound,
    SettleTie,
    RemindJudges,
    DeclareConflicts,
    JudgeEntry,
    ScoreEntry,
    RecuseFromEntry,
    ReopenSheet,
    ReadSheet,
    ReadRanking,
    AllocatePrizes,
    GiveNotice,
    WithdrawNotice,
    SendFeedback,
    AnswerFeedback,
    RecordDecision,
    PublishResults,
    RevokeAward,
    ReadResults,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 52] = [
        Self::ManagePeople,
        Self::ManageUnits,
        Self::ReadLedger,
        Self::ReadMail,
        Self::ManageTemplates,
        Self::CreateEdition,
        Self::ReadEditionDesk,
        Self::EditRules,
        Self::OpenEdition,
        Self::AmendRules,
        Self::MoveIntake,
        Self::ManageCalendar,
        Self::ExtendDeadline,
        Self::InvitePeople,
        Self::ReadRoles,
        Self::ExceptDuty,
        Self::ExceptUnitOfficer,
        Self::StartEntry,
        Self::ReadEntry,
        Self::ReadEntryIdentity,
        Self::EditEntry,
        Self::SubmitEntry,
        Self::WithdrawEntry,
        Self::AskConsent,
        Self::RecordConsent,
        Self::ConfirmEntry,
        Self::CheckEntry,
        Self::ReopenCheck,
        Self::ReleaseFiles,
        Self::ExportEntries,
        Self::ManagePanels,
        Self::AssignJudges,
        Self::OpenRound,
        Self::LockRound,
        Self::SettleTie,
        Self::RemindJudges,
        Self::DeclareConflicts,
        Self::JudgeEntry,
        Self::ScoreEntry,
        Self::RecuseFromEntry,
        Self::ReopenSheet,
        Self::ReadSheet,
        Self::ReadRanking,
        Self::AllocatePrizes,
        Self::GiveNotice,
        Self::WithdrawNotice,
        Self::SendFeedback,
        Self::AnswerFeedback,
        Self::RecordDecision,
        Self::PublishResults,
        Self::RevokeAward,
        Self::ReadResults,
    ];
}

/// The state of the thing acted on, as far as a permission depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The act does not depend on a state.
    Any,
    Edition(EditionState),
    Entry(EntryState),
    Round(RoundState),
    /// A sheet in its round.
    Sheet(SheetState, RoundState),
}

/// The act is not allowed. To a stranger this looks like a thing that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{act:?} is not allowed here")]
pub struct Forbidden {
    pub act: Act,
    /// The duty that excludes the one needed: the person may be told, since it is their own.
    pub excluded: Option<Exclusion>,
}

impl Forbidden {
    /// Nothing that the person is allows it.
    pub fn new(act: Act) -> Self {
        Self { act, excluded: None }
    }
}

/// The table: may a person in this role do this, while the thing is in this state?
pub fn may(role: Role, act: Act, state: State) -> bool {
    use Act as A;
    use Role as R;
    match act {
        A::ManagePeople | A::ManageUnits | A::ManageTemplates => role == R::Administrator,
        A::ReadLedger => matches!(role, R::Administrator | R::Approver),
        A::CreateEdition | A::InvitePeople | A::ReadMail => matches!(role, R::Secretary | R::Administrator),
        A::ReadRoles => matches!(role, R::Secretary | R::Approver | R::Administrator),
        A::ExceptDuty => role == R::Administrator,
        A::ExceptUnitOfficer => matches!(role, R::Secretary | R::Administrator),
        A::ReadEditionDesk => matches!(role, R::Secretary | R::Approver | R::Administrator),
        A::EditRules | A::OpenEdition => role == R::Secretary && in_edition(state, &[EditionState::Draft]),
        A::AmendRules => role == R::Secretary && in_edition(state, &[EditionState::Open, EditionState::Judging]),
        A::MoveIntake => role == R::Secretary && in_edition(state, &[EditionState::Open, EditionState::Judging]),
        A::ManageCalendar => matches!(role, R::Secretary | R::Administrator),
        A::ExtendDeadline => role == R::Secretary && in_edition(state, &[EditionState::Open]),
        A::StartEntry => role == R::Member && in_edition(state, &[EditionState::Open]),
        A::ReadEntry => may_read_entry(role, state),
        A::ReadEntryIdentity => matches!(role, R::Owner | R::UnitOfficer | R::Secretary),
        A::EditEntry | A::SubmitEntry => role == R::Owner && in_entry(state, EntryState::is_editable),
        A::WithdrawEntry => {
            role == R::Owner && in_entry(state, |entry| entry.next(crate::entries::state::EntryEvent::Withdraw).is_ok())
        }
        A::AskConsent => {
            role == R::Owner && in_entry(state, |entry| !matches!(entry, EntryState::Withdrawn | EntryState::Refused))
        }
        A::RecordConsent => {
            role == R::Secretary
                && in_entry(state, |entry| {
                    matches!(
                        entry,
                        EntryState::Submitted
                            | EntryState::Late
                            | EntryState::SupplementRequested
                            | EntryState::Accepted
                    )
                })
        }
        A::ConfirmEntry => {
            role == R::UnitOfficer && in_entry(state, |entry| matches!(entry, EntryState::Submitted | EntryState::Late))
        }
        A::CheckEntry => {
            role == R::Secretary
                && in_entry(state, |entry| {
                    matches!(entry, EntryState::Submitted | EntryState::Late | EntryState::SupplementRequested)
                })
        }
        A::ReopenCheck => {
            role == R::Secretary && in_entry(state, |entry| matches!(entry, EntryState::Accepted | EntryState::Refused))
        }
        A::ReleaseFiles => {
            role == R::Secretary
                && in_entry(state, |entry| {
                    !matches!(entry, EntryState::Draft | EntryState::Refused | EntryState::Withdrawn)
                })
        }
        A::ExportEntries | A::RemindJudges => role == R::Secretary,
        A::ManagePanels | A::AssignJudges => {
            role == R::Secretary && in_round(state, &[RoundState::Preparing, RoundState::Scoring])
        }
        A::OpenRound => role == R::Secretary && in_round(state, &[RoundState::Preparing]),
        A::LockRound => role == R::Secretary && in_round(state, &[RoundState::Scoring]),
        A::SettleTie => role == R::Secretary && in_round(state, &[RoundState::Locked]),
        A::DeclareConflicts => role == R::FellowJudge,
        A::JudgeEntry => {
            role == R::Judge
                && in_sheet(state, |sheet, round| sheet != SheetState::Recused && round != RoundState::Preparing)
        }
        A::ScoreEntry => {
            role == R::Judge
                && in_sheet(state, |sheet, round| {
                    matches!(sheet, SheetState::Assigned | SheetState::Draft) && round == RoundState::Scoring
                })
        }
        A::RecuseFromEntry => {
            role == R::Judge
                && in_sheet(state, |sheet, round| {
                    matches!(sheet, SheetState::Assigned | SheetState::Draft) && round != RoundState::Locked
                })
        }
        A::ReopenSheet => {
            matches!(role, R::PanelChair | R::Secretary)
                && in_sheet(state, |sheet, round| sheet == SheetState::Signed && round == RoundState::Scoring)
        }
        A::ReadSheet => may_read_sheet(role, state),
        A::ReadRanking => matches!(role, R::Secretary | R::Approver),
        A::AllocatePrizes => role == R::Secretary && in_edition(state, &[EditionState::Judging, EditionState::Noticed]),
        A::GiveNotice => role == R::Secretary && in_edition(state, &[EditionState::Judging]),
        A::WithdrawNotice => role == R::Secretary && in_edition(state, &[EditionState::Noticed]),
        A::SendFeedback => role == R::Visitor && in_edition(state, &[EditionState::Noticed]),
        A::AnswerFeedback => {
            role == R::Secretary && in_edition(state, &[EditionState::Noticed, EditionState::Published])
        }
        A::RecordDecision => matches!(role, R::Secretary | R::Approver) && in_edition(state, &[EditionState::Noticed]),
        A::PublishResults => role == R::Approver && in_edition(state, &[EditionState::Noticed]),
        A::RevokeAward => role == R::Approver && in_edition(state, &[EditionState::Published]),
        A::ReadResults => in_edition(state, &[EditionState::Published]) || matches!(role, R::Secretary | R::Approver),
    }
}

/// Asks the table for every way in which the actor stands to the subject.
pub fn require(actor: &Actor, act: Act, subject: &Subject, state: State) -> Result<(), Forbidden> {
    if allows(actor, act, subject, state) {
        Ok(())
    } else {
        let rests = |(role, exclusion)| may(role, act, state).then_some(exclusion);
        let excluded = actor.resting_on(subject).into_iter().find_map(rests);
        Err(Forbidden { act, excluded })
    }
}

/// Like [`require`], as a question: pages use it to show or hide.
pub fn allows(actor: &Actor, act: Act, subject: &Subject, state: State) -> bool {
    actor.roles_on(subject).into_iter().any(|role| may(role, act, state))
}

/// True when the person could do this to an entry if it stood in some other state: such a person may be told that it
/// has moved on, where a stranger is told that it is not there.
pub fn allows_in_some_state(actor: &Actor, act: Act, subject: &Subject) -> bool {
    EntryState::ALL.into_iter().any(|state| allows(actor, act, subject, State::Entry(state)))
}

/// A draft belongs to its authors alone; staff and unit see an entry from the moment it is sent.
fn may_read_entry(role: Role, state: State) -> bool {
    let sent = in_entry(state, |entry| entry != EntryState::Draft);
    match role {
        Role::Owner => matches!(state, State::Entry(_)),
        Role::UnitOfficer | Role::Secretary | Role::Approver => sent,
        _ => false,
    }
}

/// Judges do not see each other's sheets before the round is locked, so that nobody follows another.
fn may_read_sheet(role: Role, state: State) -> bool {
    match role {
        Role::Judge | Role::Secretary => matches!(state, State::Sheet(..)),
        Role::PanelChair => in_sheet(state, |sheet, round| sheet == SheetState::Signed || round == RoundState::Locked),
        Role::FellowJudge => in_sheet(state, |sheet, round| sheet == SheetState::Signed && round == RoundState::Locked),
        _ => false,
    }
}

fn in_edition(state: State, allowed: &[EditionState]) -> bool {
    matches!(state, State::Edition(edition) if allowed.contains(&edition))
}

fn in_entry(state: State, allowed: impl Fn(EntryState) -> bool) -> bool {
    matches!(state, State::Entry(entry) if allowed(entry))
}

fn in_round(state: State, allowed: &[RoundState]) -> bool {
    matches!(state, State::Round(round) if allowed.contains(&round))
}

fn in_sheet(state: State, allowed: impl Fn(SheetState, RoundState) -> bool) -> bool {
    matches!(state, State::Sheet(sheet, round) if allowed(sheet, round))
}
