//! The invented province: schools, names, works and sentences, drawn from the fixture by a seed.

use serde::Deserialize;
use std::collections::BTreeMap;

use crate::failure::{Failure, read_json};

/// The fixture, as it is written.
#[derive(Clone, Debug, Deserialize)]
pub struct Province {
    pub schools: Vec<School>,
    pub surnames: Vec<String>,
    pub middles: Vec<String>,
    pub givens: Vec<String>,
    /// Titles of works by the code of their field.
    pub titles: BTreeMap<String, Vec<String>>,
    pub sentences: Vec<String>,
}

/// An invented school in a real commune.
#[derive(Clone, Debug, Deserialize)]
pub struct School {
    pub code: String,
    pub name: String,
    pub commune: String,
}

impl Province {
    /// Reads the fixture.
    pub fn read() -> Result<Self, Failure> {
        read_json(include_str!("../../../fixtures/demo/province.json"))
    }

    /// An invented name; the same number gives the same one.
    pub fn name(&self, number: usize) -> String {
        let surname = &self.surnames[number % self.surnames.len()];
        let middle = &self.middles[(number / self.surnames.len() + number) % self.middles.len()];
        let given = &self.givens[(number / 7 + number * 5) % self.givens.len()];
        format!("{surname} {middle} {given}")
    }

    /// The field and title of a work. After the written titles, numbered ones follow.
    pub fn work(&self, number: usize) -> (String, String) {
        let fields: Vec<(&String, &Vec<String>)> = self.titles.iter().collect();
        let (field, titles) = fields[number % fields.len()];
        let place = number / fields.len();
        let round = place / titles.len();
        let title = &titles[place % titles.len()];
        let title = if round == 0 { title.clone() } else { format!("{title}, bản {}", round + 1) };
        (field.clone(), title)
    }

    /// A paragraph of a few sentences.
    pub fn paragraph(&self, number: usize) -> String {
        let pick = |step: usize| self.sentences[(number * 3 + step * 7) % self.sentences.len()].as_str();
        [pick(0), pick(1), pick(2)].join(" ")
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides.max(1)
    }
}
