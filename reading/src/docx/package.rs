//! The parts of a document in its archive, each no larger than we let it become.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::answer::Obstacle;

/// The most a part of text may inflate to.
const MOST_TEXT: u64 = 20 * 1024 * 1024;
/// The most a picture may inflate to.
const MOST_PICTURE: u64 = 30 * 1024 * 1024;
/// The most all parts may inflate to together.
const MOST_TOGETHER: u64 = 150 * 1024 * 1024;

/// A document that is open.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where pictures are, by the word that the text calls them by.
    pictures: BTreeMap<String, String>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the archive and reads where its pictures are.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Obstacle> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Obstacle::Damaged)?;
        let mut package = Self { archive, pictures: BTreeMap::new(), left: MOST_TOGETHER };
        if let Some(links) = package.text_part("word/_rels/document.xml.rels")? {
            package.pictures = pictures_of(&links);
        }
        Ok(package)
    }

    /// A part that is text; none when the document has no such part.
    pub fn text_part(&mut self, name: &str) -> Result<Option<String>, Obstacle> {
        let Some(bytes) = self.part(name, MOST_TEXT)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).map_err(|_| Obstacle::Damaged)?;
        Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
    }

    /// The bytes of a picture.
    pub fn picture(&mut self, link: &str) -> Option<Vec<u8>> {
        let place = self.pictures.get(link)?.clone();
        self.part(&place, MOST_PICTURE).ok().flatten()
    }

    fn part(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Obstacle> {
        let Some(at) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let file = self.archive.by_index(at).map_err(|_| Obstacle::Damaged)?;
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        // What the archive says of its sizes proves nothing.
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| Obstacle::Damaged)?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(Obstacle::TooLarge);
        }
        self.left -= size;
        Ok(Some(bytes))
    }
}

/// Pictures inside the archive; what points out of it is nobody's business.
fn pictures_of(links: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(links);
    while let Ok(event) = reader.read_event() {
        let link = match event {
            Event::Start(link) | Event::Empty(link) => link,
            Event::Eof => break,
            _ => continue,
        };
        let value = |name: &str| {
            let attribute = link.try_get_attribute(name).ok().flatten()?;
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        };
        let is_picture = value("Type").is_some_and(|kind| kind.ends_with("/image"));
        let is_inside = value("TargetMode").is_none_or(|mode| mode != "External");
        if let (Some(id), Some(target), true, true) = (value("Id"), value("Target"), is_picture, is_inside) {
            found.insert(id, place_of(&target));
        }
    }
    found
}

fn place_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(from_top) => from_top.to_owned(),
        None => format!("word/{}", target.trim_start_matches("./")),
    }
}
