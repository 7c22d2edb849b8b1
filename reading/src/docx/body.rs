//! The text of a part, read by a list of what is kept. An element that is not on the list is left out with all inside it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fields::{Fields, is_kept};
use super::kept::holds_others;
use super::styles::{Styles, attribute, hides};
use crate::answer::{Block, Obstacle};

/// A part of the text, pictures still as links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(Block),
    Picture(String),
}

/// How deep elements may stand in each other.
const DEEPEST: usize = 200;
/// The most parts of one text.
const MOST_PARTS: usize = 20_000;
/// The most bytes of text.
const MOST_TEXT: usize = 2_000_000;

/// Reads a part of text.
pub fn read_body(text: &str, styles: &Styles) -> Result<Vec<Part>, Obstacle> {
    let mut body = Body {
        styles,
        parts: vec![],
        paragraphs: vec![],
        tables: vec![],
        fields: Fields::default(),
        left_out: 0,
        depth: 0,
        in_text: false,
        in_instruction: false,
        text_left: MOST_TEXT,
    };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| Obstacle::Damaged)? {
            Event::Start(tag) => body.start(&tag)?,
            Event::Empty(tag) => {
                body.start(&tag)?;
                body.end(tag.name().as_ref());
            }
            Event::End(tag) => body.end(tag.name().as_ref()),
            Event::Text(words) => body.words(&words.xml10_content())?,
            Event::CData(words) => body.words(&words.xml10_content())?,
            Event::GeneralRef(sign) => body.sign(&sign)?,
            Event::DocType(_) => return Err(Obstacle::Damaged),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if body.parts.len() > MOST_PARTS {
            return Err(Obstacle::TooLarge);
        }
    }
    Ok(body.parts)
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    level: Option<u8>,
    item: Option<u8>,
    pictures: Vec<String>,
    /// The run that is being read hides its text.
    hidden: bool,
    /// Inside the properties of the paragraph mark or of a run.
    in_run: bool,
}

struct Body<'a> {
    styles: &'a Styles,
    parts: Vec<Part>,
    paragraphs: Vec<Paragraph>,
    /// Rows of cells of the tables that are open.
    tables: Vec<Vec<Vec<String>>>,
    fields: Fields,
    /// How many elements deep we are inside one that is left out.
    left_out: usize,
    depth: usize,
    in_text: bool,
    in_instruction: bool,
    text_left: usize,
}

impl Body<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Obstacle> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Obstacle::TooLarge);
        }
        if self.left_out > 0 || !self.take(tag) {
            self.left_out += 1;
        }
        Ok(())
    }

    /// Reads an element that is kept; false leaves it out.
    fn take(&mut self, tag: &BytesStart<'_>) -> bool {
        let name = tag.name();
        let name: &str = name.as_ref();
        match name {
            "w:p" => self.paragraphs.push(Paragraph::default()),
            "w:tbl" => self.tables.push(vec![]),
            "w:tr" => self.with_table(|rows| rows.push(vec![])),
            "w:tc" => self.with_table(|rows| {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }),
            "w:r" => self.with_paragraph(|paragraph| {
                paragraph.hidden = false;
                paragraph.in_run = true;
            }),
            "w:pPr" | "w:rPr" | "w:numPr" => {}
            "w:t" => self.in_text = true,
            "w:instrText" => self.in_instruction = true,
            "w:fldChar" => self.fields.mark(&attribute(tag, "w:fldCharType").unwrap_or_default()),
            "w:tab" | "w:ptab" => self.put(" "),
            "w:br" | "w:cr" => self.put("\n"),
            "w:noBreakHyphen" => self.put("-"),
            "w:fldSimple" => return is_kept(&attribute(tag, "w:instr").unwrap_or_default()),
            "a:blip" => self.picture(attribute(tag, "r:embed")),
            "v:imagedata" => self.picture(attribute(tag, "r:id")),
            _ if holds_others(name) => {}
            _ => return self.take_mark(tag, name),
        }
        true
    }

    /// What is said about a paragraph or a run.
    fn take_mark(&mut self, tag: &BytesStart<'_>, name: &str) -> bool {
        let value = attribute(tag, "w:val").unwrap_or_default();
        let hidden_style = self.styles.hides(&value);
        let hides = hides(tag);
        let level = self.styles.level(&value);
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return false;
        };
        match name {
            "w:pStyle" => {
                paragraph.level = level;
                paragraph.style = value;
            }
            "w:outlineLvl" => paragraph.level = value.parse().ok().filter(|level| *level < 9).or(paragraph.level),
            "w:ilvl" => paragraph.item = value.parse().ok(),
            "w:numId" if value != "0" => paragraph.item = paragraph.item.or(Some(0)),
            "w:numId" => paragraph.item = None,
            "w:rStyle" if paragraph.in_run => paragraph.hidden |= hidden_style,
            _ if paragraph.in_run && hides => paragraph.hidden = true,
            _ => return false,
        }
        true
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "w:p" => self.end_paragraph(),
            "w:tbl" => self.end_table(),
            "w:r" => self.with_paragraph(|paragraph| paragraph.in_run = false),
            "w:t" => self.in_text = false,
            "w:instrText" => self.in_instruction = false,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) -> Result<(), Obstacle> {
        if self.left_out > 0 {
            return Ok(());
        }
        if self.in_instruction {
            self.fields.instruct(words);
        } else if self.in_text {
            self.text_left = self.text_left.checked_sub(words.len()).ok_or(Obstacle::TooLarge)?;
            self.put(words);
        }
        Ok(())
    }

    /// `&amp;` and the like; a document has no names of its own for signs.
    fn sign(&mut self, sign: &quick_xml::events::BytesRef<'_>) -> Result<(), Obstacle> {
        let letter = match sign.resolve_char_ref().map_err(|_| Obstacle::Damaged)? {
            Some(letter) => letter.to_string(),
            None => match &**sign {
                "amp" => "&".to_owned(),
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "quot" => "\"".to_owned(),
                "apos" => "'".to_owned(),
                _ => return Err(Obstacle::Damaged),
            },
        };
        self.words(&letter)
    }

    fn put(&mut self, words: &str) {
        if !self.fields.let_read() {
            return;
        }
        let hidden_styles = self.styles;
        self.with_paragraph(|paragraph| {
            if paragraph.in_run && !paragraph.hidden && !hidden_styles.hides(&paragraph.style) {
                paragraph.text.push_str(words);
            }
        });
    }

    fn picture(&mut self, link: Option<String>) {
        if let Some(link) = link {
            self.with_paragraph(|paragraph| paragraph.pictures.push(link));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let text = paragraph.text.trim().to_owned();
        if let Some(cell) = self.open_cell().filter(|_| !text.is_empty()) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(&text);
        } else if !text.is_empty() {
            self.parts.push(Part::Text(match (paragraph.level, paragraph.item) {
                (Some(level), _) => Block::Heading { level, text },
                (None, Some(level)) => Block::Item { level, text },
                (None, None) => Block::Paragraph(text),
            }));
        }
        self.parts.extend(paragraph.pictures.into_iter().map(Part::Picture));
    }

    fn open_cell(&mut self) -> Option<&mut String> {
        self.tables.last_mut()?.last_mut()?.last_mut()
    }

    /// A table inside another becomes text of its cell.
    fn end_table(&mut self) {
        let rows = self.tables.pop().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        if let Some(cell) = self.open_cell() {
            let lines: Vec<String> = rows.iter().map(|row| row.join(" | ")).collect();
            cell.push_str(&lines.join("\n"));
        } else if rows.iter().flatten().any(|cell| !cell.is_empty()) {
            self.parts.push(Part::Text(Block::Table(rows)));
        }
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Vec<Vec<String>>)) {
        if let Some(rows) = self.tables.last_mut() {
            change(rows);
        }
    }
}
