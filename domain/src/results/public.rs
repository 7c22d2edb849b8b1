//! What everybody may read of results.

use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::Seal;
use super::archive::ArchiveItem;
use super::listing::Notice;
use super::publication::ShownAuthors;
use crate::programmes::edition::Edition;
use crate::text::{fold, search_words};

/// A prize of one entry, as the public sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicAward {
    pub code: String,
    pub title: String,
    pub field: String,
    pub field_name: String,
    pub prize: String,
    pub prize_name: String,
    pub seal: Option<Seal>,
    /// Position of the prize in the table: lists follow it.
    pub level: usize,
    /// Given by hand beside the ranked prizes.
    pub special: bool,
    pub authors: ShownAuthors,
    pub revoked: Option<Revocation>,
}

/// Why and by what a prize was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revocation {
    pub reason: String,
    pub decision: String,
    pub at: OffsetDateTime,
}

impl PublicAward {
    /// Every shown word holds what is looked for, accents aside. Only what is shown is searched, so that looking for a name
    /// never tells which entry a child that is not named belongs to.
    pub fn mentions(&self, needle: &str) -> bool {
        let words = search_words(needle);
        if words.is_empty() {
            return true;
        }
        let shown = [self.title.as_str(), &self.code, &self.field_name, &self.prize_name];
        let names = self.authors.names();
        let schools = self.authors.schools.iter().map(String::as_str);
        let communes = self.authors.communes.iter().map(String::as_str);
        let all: Vec<&str> = shown.into_iter().chain(names).chain(schools).chain(communes).collect();
        let hay = fold(&all.join(" "));
        words.iter().all(|word| hay.contains(word))
    }
}

/// What the address of a list of winners asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WinnerQuery {
    pub text: String,
    pub field: Option<String>,
    pub prize: Option<String>,
    /// From 1.
    pub page: usize,
}

/// The published result of one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Winners {
    pub edition: Edition,
    pub decision: PublicDecision,
    /// Code and name, in the order of the rules.
    pub fields: Vec<(String, String)>,
    pub prizes: Vec<(String, String)>,
    pub query: WinnerQuery,
    /// Of this page, by field, then prize, then rank.
    pub awards: Vec<PublicAward>,
    /// On all pages under this filter.
    pub found: usize,
    /// Of the whole edition, without revoked ones.
    pub count: usize,
}

/// The decision, as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicDecision {
    pub number: String,
    pub decided_on: Date,
    pub signer: String,
}

/// The provisional list, open for opinions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicNotice {
    pub edition: Edition,
    pub notice: Notice,
    pub awards: Vec<PublicAward>,
}

/// One winning entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WinningEntry {
    pub edition: Edition,
    pub decision: PublicDecision,
    /// The ranked prize first.
    pub awards: Vec<PublicAward>,
}

/// An edition whose results can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEdition {
    pub edition: Edition,
    pub decision: PublicDecision,
    pub prizes: usize,
}

/// What the address of the page of all results asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveQuery {
    pub text: String,
    pub programme: Option<String>,
    pub level: Option<String>,
    pub year: Option<i32>,
    /// From 1.
    pub page: usize,
}

/// All results: published here, and an archive of past ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllResults {
    pub editions: Vec<PublishedEdition>,
    /// Editions whose provisional list is public now.
    pub notices: Vec<Edition>,
    pub query: ArchiveQuery,
    pub archive: Vec<ArchiveItem>,
    pub found: usize,
    /// Programme codes and their names as far as the portal knows them.
    pub programmes: Vec<(String, String)>,
    pub levels: Vec<String>,
    pub years: Vec<i32>,
}
