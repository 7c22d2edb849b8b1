//! The kinds of letters the portal writes.

/// Which letter it is. What each may say in its `params`:
///
/// | param | what |
/// |---|---|
/// | `name` | the person written to |
/// | `honorific` | `ong_ba` greets with “ông/bà”; guardians, judges and unit officers get that anyway |
/// | `link` (or `path`) | a path of the portal, without language |
/// | `edition` | name of the edition |
/// | `entry_title`, `entry_code` (or `title`, `code`) | the entry |
/// | `child`, `unit`, `role` | child's full name, unit's name, role (its code, or words) |
/// | `reason` (or `what`, `note`, `reply`), `citation` | what somebody wrote: a supplement, a refusal, a return, an answer |
/// | `until` (or `deadline`) | a moment (RFC 3339) or words |
/// | `data` | what is collected of the child ([`crate::consent::Datum`] each) |
/// | `who`, `answer` | whose consent (`guardian`, `child`), and what was said (its code) |
/// | `extension_until`, `officer_of` | the moment of the extension itself; the unit whose officer is written to |
/// | `invited`, `claimant`, `address` | the invited address; who asks for the invitation with which other one |
/// | `count`, `prize`, `result` | number of entries, name of a prize, what was found |
///
/// A missing one reads as a neutral word: a letter is never stopped by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterKind {
    VerifyEmail,
    AccountExists,
    ResetPassword,
    PasswordGuessed,
    CodeGuessed,
    Invitation,
    InvitationClaimed,
    InvitationConfirmed,
    GuardianConsent,
    ChildConsent,
    ConsentAnswered,
    EntrySubmitted,
    EntryLate,
    UnitAsked,
    UnitConfirmed,
    UnitReturned,
    SupplementRequested,
    EntryAccepted,
    EntryRefused,
    EntryWithdrawn,
    LateAdmitted,
    CheckReopened,
    ExtensionGranted,
    ExtensionCorrected,
    ExtensionRevoked,
    JudgingAssigned,
    JudgeReminded,
    SheetReopened,
    RoundLeft,
    NoticeGiven,
    FeedbackAnswered,
    ResultPublished,
    AwardRevoked,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 33] = [
        Self::VerifyEmail,
        Self::AccountExists,
        Self::ResetPassword,
        Self::PasswordGuessed,
        Self::CodeGuessed,
        Self::Invitation,
        Self::InvitationClaimed,
        Self::InvitationConfirmed,
        Self::GuardianConsent,
        Self::ChildConsent,
        Self::ConsentAnswered,
        Self::EntrySubmitted,
        Self::EntryLate,
        Self::UnitAsked,
        Self::UnitConfirmed,
        Self::UnitReturned,
        Self::SupplementRequested,
        Self::EntryAccepted,
        Self::EntryRefused,
        Self::EntryWithdrawn,
        Self::LateAdmitted,
        Self::CheckReopened,
        Self::ExtensionGranted,
        Self::ExtensionCorrected,
        Self::ExtensionRevoked,
        Self::JudgingAssigned,
        Self::JudgeReminded,
        Self::SheetReopened,
        Self::RoundLeft,
        Self::NoticeGiven,
        Self::FeedbackAnswered,
        Self::ResultPublished,
        Self::AwardRevoked,
    ];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::AccountExists => "account_exists",
            Self::ResetPassword => "reset_password",
            Self::PasswordGuessed => "password_guessed",
            Self::CodeGuessed => "code_guessed",
            Self::Invitation => "invitation",
            Self::InvitationClaimed => "invitation_claimed",
            Self::InvitationConfirmed => "invitation_confirmed",
            Self::GuardianConsent => "guardian_consent",
            Self::ChildConsent => "child_consent",
            Self::ConsentAnswered => "consent_answered",
            Self::EntrySubmitted => "entry_submitted",
            Self::EntryLate => "entry_late",
            Self::UnitAsked => "unit_asked",
            Self::UnitConfirmed => "unit_confirmed",
            Self::UnitReturned => "unit_returned",
            Self::SupplementRequested => "supplement_requested",
            Self::EntryAccepted => "entry_accepted",
            Self::EntryRefused => "entry_refused",
            Self::EntryWithdrawn => "entry_withdrawn",
            Self::LateAdmitted => "late_admitted",
            Self::CheckReopened => "check_reopened",
            Self::ExtensionGranted => "extension_granted",
            Self::ExtensionCorrected => "extension_corrected",
            Self::ExtensionRevoked => "extension_revoked",
            Self::JudgingAssigned => "judging_assigned",
            Self::JudgeReminded => "judge_reminded",
            Self::SheetReopened => "sheet_reopened",
            Self::RoundLeft => "round_left",
            Self::NoticeGiven => "notice_given",
            Self::FeedbackAnswered => "feedback_answered",
            Self::ResultPublished => "result_published",
            Self::AwardRevoked => "award_revoked",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// True when the link is a key by itself: it is not kept once the letter has gone, and staff do not see it.
    pub fn holds_key(self) -> bool {
        matches!(
            self,
            Self::VerifyEmail
                | Self::AccountExists
                | Self::ResetPassword
                | Self::PasswordGuessed
                | Self::CodeGuessed
                | Self::Invitation
                | Self::GuardianConsent
                | Self::ChildConsent
        )
    }
}
