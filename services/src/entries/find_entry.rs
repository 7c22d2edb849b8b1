//! One entry, for those who may see it.

use domain::entries::canonical::section_text;
use domain::entries::entry::Entry;
use domain::entries::filing::judge_filing;
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::EntrySection;
use domain::ids::EntryId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::programmes::rules::EditionRules;
use domain::text::EmailAddress;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::entities::account;
use crate::entries::load::load_entry;
use crate::entries::submit_entry::receipts_of;
use crate::entries::visits;
use crate::failure::Failure;
use crate::programmes::{find_edition, find_rules};

/// The entry with the names of its people: for its authors, its unit and the secretariat.
pub async fn find_entry(db: &DatabaseConnection, actor: &Actor, id: EntryId) -> Result<Entry, Failure> {
    let entry = load_entry(db, id).await?;
    let subject = subject_for(db, actor, &entry).await?;
    access::require(actor, Act::ReadEntry, &subject, State::Entry(entry.state))?;
    access::require(actor, Act::ReadEntryIdentity, &subject, State::Entry(entry.state))?;
    Ok(entry)
}

/// The entry as its authors work on it; to everybody else it is not there.
pub async fn find_open_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    now: OffsetDateTime,
) -> Result<OpenEntry, Failure> {
    let entry = load_entry(db, id).await?;
    let subject = subject_for(db, actor, &entry).await?;
    if actor.account.is_none() || subject.owner != actor.account {
        return Err(Failure::NotFound);
    }
    access::require(actor, Act::ReadEntry, &subject, State::Entry(entry.state))?;
    let edition = find_edition(db, entry.edition).await?;
    let rules = find_rules(db, entry.edition, entry.rules_version).await?;
    let (visited, others) = visits::visits_of(db, actor, id, now).await?;
    let filing = judge_filing(&edition.deadlines, entry.whose(), now);
    let may_edit = access::allows(actor, Act::EditEntry, &subject, State::Entry(entry.state));
    let receipts = receipts_of(db, id).await?;
    Ok(OpenEntry {
        is_owner: actor.account == Some(entry.owner),
        entry,
        edition,
        rules,
        visited,
        others,
        deadline: filing.deadline,
        standing: filing.standing,
        may_edit,
        receipts,
        now,
    })
}

/// What the person has to do with the entry: a co-author with a verified account under the address given for an author
/// works on it like its owner.
pub(super) async fn subject_for(db: &impl ConnectionTrait, actor: &Actor, entry: &Entry) -> Result<Subject, Failure> {
    let mut subject = entry.subject();
    if let Some(account) = actor.account
        && account != entry.owner
        && names_address(entry, &actor.email)
    {
        let verified =
            account::Entity::find_by_id(account.0).filter(account::Column::VerifiedAt.is_not_null()).one(db).await?;
        if verified.is_some_and(|row| EmailAddress::is_same(&row.email, &actor.email)) {
            subject.owner = actor.account;
        }
    }
    Ok(subject)
}

fn names_address(entry: &Entry, email: &str) -> bool {
    !email.is_empty() && entry.authors.iter().any(|author| EmailAddress::is_same(&author.email, email))
}

/// A short mark of what a page of the form showed: sent back with the form, it tells whether somebody changed it meanwhile.
pub fn section_fingerprint(rules: &EditionRules, entry: &Entry, section: EntrySection) -> String {
    let digest = Sha256::digest(section_text(rules, entry, section).as_bytes());
    hex::encode(&digest[..8])
}
