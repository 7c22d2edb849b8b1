//! The form on the server, with checks that know more than a server does.

use std::collections::{BTreeMap, BTreeSet};

use domain::copies::*;

/// What a button does besides saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Save,
    AddRow,
    RemoveRow,
}

/// A request under way.
#[derive(Clone)]
pub struct Packet {
    pub device: usize,
    pub rows: Vec<u32>,
    pub save: Save,
    pub act: Purpose,
    pub is_waited_for: bool,
    pub is_submit: bool,
    pub seen: usize,
    pub decides: bool,
}

/// The form on the server: rows that are never typed, with a text each.
#[derive(Clone, Default)]
pub struct Form {
    content: Vec<(u32, String)>,
    own: BTreeMap<String, OwnSave>,
    taken: BTreeSet<(String, u32)>,
    /// Counts writes.
    pub version: usize,
    /// Which page wrote each version.
    writers: Vec<String>,
    /// Every text that ever stood on the server.
    ever: BTreeSet<String>,
    next_row: u32,
    removed: BTreeSet<u32>,
    pub conflicts: usize,
    pub faults: Vec<String>,
}

impl Form {
    pub fn of_two_rows() -> Self {
        Self { content: vec![(1, String::new()), (2, String::new())], next_row: 2, ..Self::default() }
    }

    pub fn showing(content: Vec<(u32, String)>) -> Self {
        Self { content, ..Self::default() }
    }

    pub fn was_written_last_by(&self, page: &str) -> bool {
        self.writers.last().is_some_and(|writer| writer == page)
    }

    pub fn ever_held(&self, text: &str) -> bool {
        self.ever.contains(text)
    }

    pub fn mark(&self) -> String {
        format!("{:?}", self.content)
    }

    pub fn shape(&self) -> String {
        format!("{:?}", self.rows())
    }

    pub fn rows(&self) -> Vec<u32> {
        self.content.iter().map(|(row, _)| *row).collect()
    }

    pub fn fields(&self) -> Fields {
        let texts = self.content.iter().enumerate();
        texts.map(|(place, (_, text))| (place.to_string(), text.clone())).collect()
    }

    pub fn covered(&self) -> Vec<SaveId> {
        let saves = self.own.iter();
        saves.map(|(page, own)| SaveId { page: page.clone(), counter: own.counter }).collect()
    }

    pub fn has_taken(&self, copy: &Copy) -> bool {
        self.taken.contains(&(copy.id.page.clone(), copy.id.counter))
    }

    pub fn writes(&self) -> usize {
        self.version
    }

    pub fn with(&self, packet: &Packet) -> Vec<(u32, String)> {
        let texts = packet.save.fields.iter().map(|(_, text)| text.clone());
        packet.rows.iter().copied().zip(texts).collect()
    }

    /// What the server does with a request; the checks know more than it does.
    pub fn take(&mut self, packet: &Packet) -> Answer {
        let wanted = self.with(packet);
        let id = &packet.save.id;
        let judged =
            verdict(&self.mark(), &format!("{wanted:?}"), Some(&packet.save.base), id.counter, self.own.get(&id.page));
        let foreign = self.writers[packet.seen.min(self.version)..].iter().any(|writer| *writer != id.page);
        match judged {
            Verdict::Stale => {
                self.conflicts += 1;
                if !foreign {
                    self.faults.push(format!("{id:?} is told of a conflict with itself"));
                }
                return Answer::Stale;
            }
            Verdict::Overtaken => {
                let mark = self.own[&id.page].mark.clone();
                return saved(mark);
            }
            Verdict::Write => {
                // What the page was built on is what stands there, or only its own saves came between.
                if foreign && !packet.decides && packet.save.base != self.mark() {
                    self.faults.push(format!("{id:?} overwrites somebody unseen"));
                }
                if !self.taken.insert((id.page.clone(), id.counter)) {
                    self.faults.push(format!("{id:?} is written twice"));
                }
                self.write(wanted, &id.page, packet.decides);
            }
            Verdict::Same => {
                self.taken.insert((id.page.clone(), id.counter));
            }
        }
        self.act(packet);
        let follows = if packet.act == Purpose::Save { self.mark() } else { String::new() };
        let own = OwnSave { counter: id.counter, mark: follows };
        self.own.insert(id.page.clone(), own);
        saved(self.mark())
    }

    fn act(&mut self, packet: &Packet) {
        let mut content = self.content.clone();
        match packet.act {
            Purpose::Save => return,
            Purpose::AddRow if content.len() < 5 => {
                self.next_row += 1;
                content.push((self.next_row, String::new()));
            }
            Purpose::RemoveRow if content.len() > 1 => {
                content.remove(0);
            }
            Purpose::AddRow | Purpose::RemoveRow => return,
        }
        self.write(content, &format!("{} by act", packet.save.id.page), packet.decides);
    }

    fn write(&mut self, content: Vec<(u32, String)>, page: &str, decides: bool) {
        let gone = |row: &u32| !content.iter().any(|(kept, _)| kept == row);
        let back = content.iter().find(|(row, _)| self.removed.contains(row));
        if let Some((row, _)) = back.filter(|_| !decides) {
            self.faults.push(format!("{page} brings row {row} back"));
        }
        self.removed.extend(self.rows().into_iter().filter(gone));
        self.removed.retain(gone);
        self.ever.extend(content.iter().map(|(_, text)| text.clone()));
        self.content = content;
        self.version += 1;
        self.writers.push(page.to_owned());
    }
}

fn saved(mark: String) -> Answer {
    Answer::Saved { mark, clock: String::new(), problems: vec![] }
}
