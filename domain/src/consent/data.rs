//! What is collected of an author: the list that letters and the consent page show. It is made from what the form asks, so
//! that it cannot be incomplete.

use serde::{Deserialize, Serialize};

use crate::entries::entry::{Author, Guardian};
use crate::programmes::rules::{DossierKind, EditionRules};

/// One thing that is collected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    FullName,
    BirthDate,
    Gender,
    Ethnicity,
    ClassName,
    School,
    Phone,
    Email,
    HomeAddress,
    Share,
    Disability,
    GuardianName,
    GuardianRelation,
    GuardianPhone,
    GuardianEmail,
    /// A file of the dossier, by its name in the rules.
    Paper(String),
    /// An answer that names or could name somebody, by its question.
    Answer(String),
}

/// Everything collected of an author and a guardian under these rules.
pub fn data_collected(rules: &EditionRules) -> Vec<Datum> {
    let mut data = of_author(&Author::default(), rules.team.shares);
    let files = rules.dossier.iter().filter(|item| item.kind == DossierKind::File);
    data.extend(files.map(|item| Datum::Paper(item.name.clone())));
    let naming = rules.questions.iter().filter(|question| question.identifying);
    data.extend(naming.map(|question| Datum::Answer(question.label.clone())));
    data
}

/// Every field is named here: a new one does not compile until it is listed, or said to be nobody's data.
fn of_author(author: &Author, shares: bool) -> Vec<Datum> {
    let Author {
        id: _,
        full_name: _,
        birth_date: _,
        gender: _,
        ethnicity: _,
        class_name: _,
        unit: _,
        school_name: _,
        phone: _,
        email: _,
        address: _,
        share: _,
        is_representative: _,
        disability: _,
        guardian: Guardian { name: _, phone: _, email: _, relation: _ },
        consents: _,
        // The birth date and the share again, before they can be understood.
        unread: _,
    } = author;
    let mut data = vec![
        Datum::FullName,
        Datum::BirthDate,
        Datum::Gender,
        Datum::Ethnicity,
        Datum::School,
        Datum::ClassName,
        Datum::Phone,
        Datum::Email,
        Datum::HomeAddress,
        Datum::Disability,
    ];
    data.extend(shares.then_some(Datum::Share));
    data.extend([Datum::GuardianName, Datum::GuardianRelation, Datum::GuardianPhone, Datum::GuardianEmail]);
    data
}
