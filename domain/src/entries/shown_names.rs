//! Names in what blind judges read: of authors, instructors and schools, in titles, answers and the names of files.

use crate::entries::entry::Entry;
use crate::programmes::rules::{DossierItem, EditionRules, FileFormat, Question, QuestionKind};
use crate::text::fold;

/// A name where a blind judge would read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownName {
    pub place: ShownPlace,
    /// As it was written among the people of the entry.
    pub name: String,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownPlace {
    Title,
    /// The answer to a question, by its label.
    Answer(String),
    /// The name of a file.
    File(String),
}

/// How blind judges come to see a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlindNotice {
    /// They do not.
    NotSeen,
    /// As pictures of its pages.
    AsPages,
    /// As pictures of its pages; videos and archives after the secretary looked.
    AsPagesOthersReleased,
    /// After the secretary looked.
    AfterRelease,
}

impl Question {
    /// Judges read the answer. Ways to reach a person are nobody's business; in a blind round neither is anything that
    /// places or names them.
    pub fn is_shown_to_judges(&self, blind: bool) -> bool {
        use QuestionKind as K;
        let personal = matches!(self.kind, K::Phone | K::Email | K::Address);
        let placing = self.identifying || matches!(self.kind, K::Commune | K::Unit);
        self.kind != K::Tick && !personal && !(blind && placing)
    }
}

impl DossierItem {
    /// Judges see the files of the item: personal papers never; in a blind round nothing that is asked of each author, and
    /// nothing that the rules keep for open rounds.
    pub fn is_shown_to_judges(&self, blind: bool) -> bool {
        !(self.restricted || blind && (self.per_author || self.open_rounds_only))
    }

    /// What to tell entrants who choose a file of this item, where some round is blind.
    pub fn blind_notice(&self, rules: &EditionRules) -> Option<BlindNotice> {
        if self.restricted || !has_blind_round(rules) {
            return None;
        }
        if !self.is_shown_to_judges(true) {
            return Some(BlindNotice::NotSeen);
        }
        let in_pages = |format: &FileFormat| format.is_shown_in_pages();
        // An item without a list takes everything.
        let takes_pages = self.formats.is_empty() || self.formats.iter().any(in_pages);
        let takes_others = self.formats.is_empty() || !self.formats.iter().all(in_pages);
        Some(match (takes_pages, takes_others) {
            (true, false) => BlindNotice::AsPages,
            (true, true) => BlindNotice::AsPagesOthersReleased,
            (false, _) => BlindNotice::AfterRelease,
        })
    }
}

/// Every name that a blind judge would read; none when no round is blind. What stands inside files is not looked at.
pub fn shown_names(rules: &EditionRules, entry: &Entry) -> Vec<ShownName> {
    if !has_blind_round(rules) {
        return vec![];
    }
    let names = names_of(entry);
    let mut shown = Vec::new();
    for (place, text) in texts_of(rules, entry) {
        let words = words_of(text);
        let found = names.iter().filter(|(_, name)| stands_in(name, &words));
        shown.extend(found.map(|(name, _)| ShownName { place: place.clone(), name: name.clone() }));
    }
    shown
}

/// True when some round hides who wrote an entry.
pub fn has_blind_round(rules: &EditionRules) -> bool {
    rules.rounds.iter().any(|round| round.scoring().blind)
}

fn texts_of<'a>(rules: &'a EditionRules, entry: &'a Entry) -> Vec<(ShownPlace, &'a str)> {
    let answers = rules.questions.iter().filter_map(|question| {
        let text = entry.answers.get(&question.code)?;
        let shown = question.is_shown_to_judges(true);
        shown.then(|| (ShownPlace::Answer(question.label.clone()), text.as_str()))
    });
    let files = entry.files.iter().filter_map(|file| {
        let item = rules.dossier_item(&file.item)?;
        let shown = item.is_shown_to_judges(true);
        shown.then(|| (ShownPlace::File(file.name.clone()), file.name.as_str()))
    });
    let title = std::iter::once((ShownPlace::Title, entry.title.as_str()));
    title.chain(answers).chain(files).collect()
}

/// Each name once, as written and as words. A single word, such as “An”, is in too many sentences to be looked for.
fn names_of(entry: &Entry) -> Vec<(String, Vec<String>)> {
    let authors = entry.authors.iter().flat_map(|author| [&author.full_name, &author.school_name]);
    let instructors = entry.instructors.iter().flat_map(|person| [&person.full_name, &person.unit_name]);
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for name in authors.chain(instructors).chain([&entry.unit_name]) {
        let words = without_school_word(words_of(name));
        if words.len() >= 2 && !names.iter().any(|(_, known)| *known == words) {
            names.push((name.trim().to_owned(), words));
        }
    }
    names
}

/// “Trường THCS Thử” is found in “học sinh THCS Thử” too.
fn without_school_word(mut words: Vec<String>) -> Vec<String> {
    if words.len() > 2 && words[0] == "truong" {
        words.remove(0);
    }
    words
}

/// Kinds of schools as they are spelled out and as they are shortened.
const SHORT: [(&[&str], &str); 4] = [
    (&["trung", "hoc", "co", "so"], "thcs"),
    (&["trung", "hoc", "pho", "thong"], "thpt"),
    (&["tieu", "hoc"], "th"),
    (&["mam", "non"], "mn"),
];

/// Words without accents and case; what is no letter and no digit only parts them.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut short = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let known = SHORT.iter().find(|(long, _)| rest.starts_with(long));
        let (word, next) = known.map_or((*first, after), |(long, word)| (*word, &rest[long.len()..]));
        short.push(word.to_owned());
        rest = next;
    }
    short
}

/// Whole words in their order; run together, as in the names of files, they are one word.
fn stands_in(name: &[String], words: &[String]) -> bool {
    words.windows(name.len()).any(|window| window == name) || words.contains(&name.concat())
}

#[cfg(test)]
#[path = "shown_names_tests.rs"]
mod tests;
