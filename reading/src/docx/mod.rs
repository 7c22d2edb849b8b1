//! A Word document as its text and pictures. Kept: paragraphs, headings, lists, tables, footnotes, and the dots of pictures.
//! Everything else stays behind: properties, comments, who changed what, headers and footers, alternative texts, custom data.

mod body;
mod fields;
mod kept;
mod package;
mod styles;

use std::path::Path;

use crate::answer::{Block, Obstacle, Readable};
use crate::picture::{keep_picture, open_photo};
use body::{Part, read_body};
use package::Package;
use styles::Styles;

/// The most pictures that are kept of a document.
const MOST_PICTURES: usize = 60;

/// Reads what stands in a document; everything around it stays behind.
pub fn read_docx(bytes: &[u8], folder: &Path) -> std::io::Result<Result<Readable, Obstacle>> {
    let (mut package, parts) = match read_parts(bytes) {
        Ok(read) => read,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let mut readable = Readable::default();
    for part in parts {
        let block = match part {
            Part::Text(block) => block,
            Part::Picture(link) => {
                // A picture that nobody can open leaves its place: number 0.
                let seen = (readable.pages.len() < MOST_PICTURES)
                    .then(|| package.picture(&link))
                    .flatten()
                    .and_then(|bytes| open_photo(&bytes).ok());
                let number = match seen {
                    Some(picture) => {
                        let number = readable.pages.len() + 1;
                        readable.pages.push(keep_picture(&picture, folder, number)?);
                        number
                    }
                    None => 0,
                };
                Block::Picture(number)
            }
        };
        readable.blocks.push(block);
    }
    if readable.blocks.is_empty() {
        return Ok(Err(Obstacle::Empty));
    }
    Ok(Ok(readable))
}

fn read_parts(bytes: &[u8]) -> Result<(Package<'_>, Vec<Part>), Obstacle> {
    let mut package = Package::open(bytes)?;
    let text = package.text_part(crate::look::WORD_TEXT)?.ok_or(Obstacle::Damaged)?;
    let styles = package.text_part("word/styles.xml")?;
    let styles = styles.as_deref().map_or_else(Styles::default, Styles::read);
    let mut parts = read_body(&text, &styles)?;
    if let Some(notes) = package.text_part("word/footnotes.xml")? {
        let notes = read_body(&notes, &styles)?;
        // Pictures of footnotes have links of their own; nobody draws in a footnote.
        parts.extend(notes.into_iter().filter(|part| matches!(part, Part::Text(_))));
    }
    Ok((package, parts))
}

#[cfg(test)]
mod tests;
