//! Queueing a letter. Its words are written when it is sent, by the catalogue of `app`.

use domain::ids::EditionId;
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction};
use time::OffsetDateTime;

use crate::entities::mail;
use crate::failure::{Failure, write_json};

/// Which letter it is; `params` of a letter are named in the letter's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    VerifyEmail,
    AccountExists,
    ResetPassword,
    Invitation,
    GuardianConsent,
    ChildConsent,
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
    JudgingAssigned,
    SheetReopened,
    NoticeGiven,
    FeedbackAnswered,
    ResultPublished,
    AwardRevoked,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 24] = [
        Self::VerifyEmail,
        Self::AccountExists,
        Self::ResetPassword,
        Self::Invitation,
        Self::GuardianConsent,
        Self::ChildConsent,
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
        Self::JudgingAssigned,
        Self::SheetReopened,
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
            Self::Invitation => "invitation",
            Self::GuardianConsent => "guardian_consent",
            Self::ChildConsent => "child_consent",
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
            Self::JudgingAssigned => "judging_assigned",
            Self::SheetReopened => "sheet_reopened",
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
}

/// A letter to one person. Links in `params` are paths; the address of the portal is put before them when it is sent.
#[derive(Clone, Debug)]
pub struct Letter {
    pub recipient: String,
    pub lang: Lang,
    pub kind: LetterKind,
    pub params: serde_json::Value,
    pub edition: Option<EditionId>,
    /// What it is about, such as `entry/12`.
    pub reference: Option<String>,
}

/// Puts a letter into the outbox, in the transaction of the act it tells of.
pub async fn queue_letter(tx: &DatabaseTransaction, letter: Letter, now: OffsetDateTime) -> Result<(), Failure> {
    let row = mail::ActiveModel {
        recipient: Set(letter.recipient),
        lang: Set(letter.lang.code().to_owned()),
        template: Set(letter.kind.code().to_owned()),
        params: Set(write_json(&letter.params)?),
        state: Set("queued".to_owned()),
        attempts: Set(0),
        next_at: Set(now),
        edition_id: Set(letter.edition.map(|id| id.0)),
        reference: Set(letter.reference),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}
