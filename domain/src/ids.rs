//! Numbers that name things: one type each, so that an entry is never taken for an edition.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A person who can sign in.
    AccountId,
    /// A commune, school, agency or enterprise.
    UnitId,
    /// A programme that returns in editions.
    ProgrammeId,
    /// One run of a programme.
    EditionId,
    /// One entry of an edition.
    EntryId,
    /// One author of an entry.
    AuthorId,
    /// A file of an entry.
    AttachmentId,
    /// One act on many entries, for as long as it can be undone.
    BulkId,
    /// A panel of judges.
    PanelId,
    /// A judge's duty to score an entry.
    AssignmentId,
    /// One version of a score sheet.
    SheetId,
    /// A public notice of provisional results.
    NoticeId,
    /// A prize given to an entry.
    AwardId,
}
