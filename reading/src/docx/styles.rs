//! What the styles of a document say: which are headings, and which hide their text.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Letters up to this size, in half points, cannot be read by anybody.
const TINY: u32 = 6;
/// How far styles are followed to those they are based on.
const MOST_BASED: usize = 12;

/// Styles by their ids.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    levels: BTreeMap<String, u8>,
    hidden: BTreeSet<String>,
    based: BTreeMap<String, String>,
}

impl Styles {
    /// Reads the part of styles; what cannot be read of it hides nothing and is no heading.
    pub fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut reader = Reader::from_str(text);
        let mut current = String::new();
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) | Event::Empty(tag) => styles.tag(&tag, &mut current),
                Event::Eof => break,
                _ => {}
            }
        }
        styles
    }

    fn tag(&mut self, tag: &BytesStart<'_>, current: &mut String) {
        let name = tag.name();
        match name.as_ref() {
            "w:style" => {
                *current = attribute(tag, "w:styleId").unwrap_or_default();
            }
            "w:basedOn" => {
                self.based.insert(current.clone(), attribute(tag, "w:val").unwrap_or_default());
            }
            "w:outlineLvl" => {
                let level = attribute(tag, "w:val").and_then(|level| level.parse().ok());
                if let Some(level) = level.filter(|level| *level < 9) {
                    self.levels.insert(current.clone(), level);
                }
            }
            _ if hides(tag) => {
                self.hidden.insert(current.clone());
            }
            _ => {}
        }
    }

    /// The level of a heading, from 0.
    pub fn level(&self, style: &str) -> Option<u8> {
        self.line(style).find_map(|style| self.levels.get(style).copied().or_else(|| level_of_name(style)))
    }

    /// Nobody sees text of this style.
    pub fn hides(&self, style: &str) -> bool {
        self.line(style).any(|style| self.hidden.contains(style))
    }

    fn line<'a>(&'a self, style: &'a str) -> impl Iterator<Item = &'a str> {
        let next = |style: &&'a str| self.based.get(*style).map(String::as_str);
        std::iter::successors(Some(style), next).take(MOST_BASED)
    }
}

fn level_of_name(style: &str) -> Option<u8> {
    let folded = style.to_lowercase();
    if folded == "title" {
        return Some(0);
    }
    let level: u8 = folded.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

/// True for a mark that makes text invisible: hidden, white, or too small for anybody.
pub fn hides(tag: &BytesStart<'_>) -> bool {
    let value = attribute(tag, "w:val");
    let is_on = || !matches!(value.as_deref(), Some("0" | "false" | "off" | "none"));
    match tag.name().as_ref() {
        "w:vanish" | "w:specVanish" | "w:webHidden" => is_on(),
        "w:color" => value.as_deref().is_some_and(is_white),
        "w:sz" | "w:szCs" => {
            value.as_deref().and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size <= TINY)
        }
        _ => false,
    }
}

/// White, or so near to it that paper hides it.
fn is_white(colour: &str) -> bool {
    let parts = [0, 2, 4].map(|at| colour.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok()));
    colour.len() == 6 && parts.iter().all(|part| part.is_some_and(|part| part >= 0xF0))
}

/// The value of an attribute.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
