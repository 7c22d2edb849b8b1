//! What is asked of the child process, and what it answers.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What is asked about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// What the file is.
    Look,
    /// What a judge may see of it.
    Show,
}

impl Task {
    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Show => "show",
        }
    }
}

impl FromStr for Task {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Look, Self::Show]
            .into_iter()
            .find(|task| task.word() == word)
            .ok_or_else(|| format!("{word} is no task"))
    }
}

/// What the child answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Looked(Look),
    Readable(Readable),
    Obstacle(Obstacle),
}

/// What a file is: it was opened to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    Is(Kind),
    /// Somebody has to type a password to read it.
    Locked(Kind),
    /// It says that it is of this kind, and cannot be read.
    Damaged(Kind),
    Unknown,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Pdf,
    Jpeg,
    Png,
    Webp,
    Docx,
    Mp4,
    Zip,
}

/// A file as a judge may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readable {
    /// The pages of a document, or the one picture of a photo; for a text the pictures that stand in it.
    pub pages: Vec<PagePicture>,
    /// The text of a Word document; empty for everything else.
    pub blocks: Vec<Block>,
}

/// One picture, kept as a file in the folder that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePicture {
    pub file: String,
    pub media_type: PictureType,
    pub width: u32,
    pub height: u32,
    /// The words behind the picture: they may say more than the picture shows.
    pub text: String,
    /// A font or a picture of the page could not be read.
    pub incomplete: bool,
}

/// How a picture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureType {
    Png,
    Jpeg,
}

impl PictureType {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// A part of a Word document: what stands in it and nothing about who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Heading {
        level: u8,
        text: String,
    },
    Paragraph(String),
    /// A line of a list.
    Item {
        level: u8,
        text: String,
    },
    Table(Vec<Vec<String>>),
    /// The picture with this number among the pages, from 1.
    Picture(usize),
}

/// Why nothing can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// Somebody has to type a password.
    Locked,
    Damaged,
    /// No page, no word, no picture.
    Empty,
    TooManyPages,
    /// It needs more memory or time than there is.
    TooLarge,
    /// Videos, archives and the like.
    OtherKind,
}
