//! Why a file was not taken: each cause has its own sentence.

use crate::entries::state::EntryState;
use crate::programmes::rules::FileFormat;

/// What is wrong with a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// No file was chosen.
    NothingChosen,
    /// The file has no bytes.
    Empty,
    TooLarge {
        size: Option<u64>,
        max_mb: u32,
    },
    /// The content is of no accepted type, whatever the name says.
    WrongFormat {
        found: Option<FileFormat>,
        accepted: Vec<FileFormat>,
    },
    /// The picture cannot be read.
    DamagedPicture,
    /// The picture has more pixels than anybody looks at: a few bytes can unfold into gigabytes.
    TooManyPixels {
        width: u32,
        height: u32,
    },
    /// Opening the picture would take more memory than one file is worth.
    PictureTooHeavy,
    /// The document has no end: it was cut off.
    DamagedPdf,
    /// Opening the document takes more memory or time than one file is worth.
    TooHeavyToOpen,
    /// The document asks for a password.
    LockedPdf,
    /// The dossier item holds as many as it takes.
    TooMany {
        max: u32,
    },
    /// The connection ended before the file did.
    CutOff,
    /// The portal has no room left.
    DiskFull,
    /// The portal has too much to do at once; nothing is wrong with the file.
    Busy,
    /// The files of this entry, or of this person, fill what is set aside for them.
    QuotaFull {
        max_mb: u32,
    },
    /// Too many uploads of this entry were begun and never finished.
    TooManyUnfinished,
    /// The entry was sent or closed meanwhile: its files stay as they are.
    EntryClosed {
        state: EntryState,
    },
}
