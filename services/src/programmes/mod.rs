//! Programmes, editions and the versions of their rules.

mod find_edition;

pub(crate) use find_edition::edition_of_row;
pub use find_edition::{find_edition, find_edition_by_slug, find_rules};
