//! Who hears of an extension, its correction or its end: one letter a person, with the deadline that person has then.

use std::collections::{BTreeMap, BTreeSet};

use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use time::OffsetDateTime;

use super::target::Target;
use crate::entities::{account, entry, mail};
use crate::entries::deadline_of_row;
use crate::failure::Failure;
use crate::intake::letters::{moment, unit_officers};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::people::units::find_successors;

/// What is told.
pub(super) struct News<'a> {
    pub kind: LetterKind,
    /// The extension it is about: who was told of it is found again by this number.
    pub extension: i64,
    /// Whoever was told of this one hears the news too.
    pub replaces: Option<i64>,
    pub target: &'a Target,
    pub reason: &'a str,
    /// The moment of the extension itself.
    pub until: OffsetDateTime,
}

/// Tells everybody whose time to send changed, and everybody who was told something else before.
pub(super) async fn tell(
    tx: &DatabaseTransaction,
    before: &Edition,
    after: &Edition,
    news: &News<'_>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let mut entries = BTreeMap::<i64, Vec<entry::Model>>::new();
    for row in news.target.unsent_entries(tx, before).await? {
        entries.entry(row.owner_id).or_default().push(row);
    }
    let told = match news.replaces {
        Some(extension) => told_of(tx, extension).await?,
        None => BTreeSet::new(),
    };
    let concerned = Condition::any()
        .add(account::Column::Id.is_in(entries.keys().copied()))
        .add(account::Column::Email.is_in(told.iter().cloned()));
    let people =
        account::Entity::find().filter(concerned).filter(account::Column::DisabledAt.is_null()).all(tx).await?;
    let officers = officers(tx, news.target, after.id.0).await?;
    for person in people.iter().filter(|person| !officers.contains_key(&person.id)) {
        let own = entries.get(&person.id).map(Vec::as_slice).unwrap_or_default();
        let changed = own.iter().any(|row| deadline_of_row(before, row).at != deadline_of_row(after, row).at);
        if changed || told.contains(&person.email) {
            let at = own.iter().filter_map(|row| deadline_of_row(after, row).at).min();
            let at = at.or_else(|| after.deadline_of(news.target.whose()).at);
            queue_letter(tx, letter(person, after, news, at, None), now).await?;
        }
    }
    for officer in officers.values() {
        let at = after.deadline_of(news.target.whose()).at;
        queue_letter(tx, letter(officer, after, news, at, unit_name(news.target)), now).await?;
    }
    Ok(())
}

/// The addresses that got a letter about this extension.
async fn told_of(tx: &DatabaseTransaction, extension: i64) -> Result<BTreeSet<String>, DbErr> {
    let recipients: Vec<String> = mail::Entity::find()
        .select_only()
        .column(mail::Column::Recipient)
        .distinct()
        .filter(mail::Column::Reference.eq(reference(extension)))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(recipients.into_iter().collect())
}

/// The officers in this edition of the unit that answers today for the one it was granted to.
async fn officers(
    tx: &DatabaseTransaction,
    target: &Target,
    edition: i64,
) -> Result<BTreeMap<i64, account::Model>, DbErr> {
    let Some(unit) = target.unit() else {
        return Ok(BTreeMap::new());
    };
    let today = find_successors(tx).await?.today(unit);
    let officers = unit_officers(tx, &[today]).await?;
    let in_office = officers.into_iter().filter(|officer| officer.acts_in(edition));
    Ok(in_office.map(|officer| (officer.account.id, officer.account)).collect())
}

fn unit_name(target: &Target) -> Option<&str> {
    match target {
        Target::Unit(unit) => Some(&unit.name),
        _ => None,
    }
}

fn reference(extension: i64) -> String {
    format!("extension/{extension}")
}

fn letter(
    person: &account::Model,
    edition: &Edition,
    news: &News<'_>,
    at: Option<OffsetDateTime>,
    officer_of: Option<&str>,
) -> Letter {
    let lang = Lang::of_code(&person.lang);
    Letter {
        params: json!({
            "name": person.name,
            "honorific": person.honorific,
            "edition": edition.name(lang),
            "until": at.map(moment),
            "extension_until": moment(news.until),
            "reason": news.reason,
            "officer_of": officer_of,
            "link": if officer_of.is_some() { "/don-vi" } else { "/ho-so" },
        }),
        recipient: person.email.clone(),
        lang,
        kind: news.kind,
        edition: Some(edition.id),
        reference: Some(reference(news.extension)),
    }
}
