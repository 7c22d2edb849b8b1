//! The consents of all people of many entries, found with the same three statements however many there are.

use std::collections::BTreeMap;

use domain::calendar::vietnam_date;
use domain::consent::{Consent, Days, Person, Standing, standing};
use domain::ids::EditionId;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder};
use time::{Date, OffsetDateTime};

use crate::entities::{author, consent, entry};
use crate::entries::load::consent_of_row;
use crate::failure::Failure;

/// Whose consents are read.
pub(crate) enum PeopleOf<'a> {
    Entries(&'a [i64]),
    /// Of everything received in an edition: more than fit into one statement as numbers.
    Edition(EditionId),
}

/// What is read of an entry.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "entry::Entity")]
struct EntryDay {
    id: i64,
    submitted_at: Option<OffsetDateTime>,
}

/// What is read of an author: what decides about consent.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "author::Entity")]
struct AuthorLine {
    id: i64,
    entry_id: i64,
    full_name: String,
    birth_date: Option<Date>,
    guardian_name: Option<String>,
    guardian_phone: Option<String>,
    guardian_email: Option<String>,
}

/// How the consents of each author of each entry that was sent stand, by entry. The day of sending decides what is needed;
/// what may be public, which depends on today and on what those who entered ticked, is not asked here.
pub(crate) async fn standings_of(
    db: &impl ConnectionTrait,
    of: PeopleOf<'_>,
) -> Result<BTreeMap<i64, Vec<Standing>>, Failure> {
    let (entries, authors) = match of {
        PeopleOf::Entries(ids) => {
            (entry::Column::Id.is_in(ids.iter().copied()), author::Column::EntryId.is_in(ids.iter().copied()))
        }
        PeopleOf::Edition(edition) => {
            let in_edition = Query::select()
                .column(entry::Column::Id)
                .from(entry::Entity)
                .and_where(entry::Column::EditionId.eq(edition.0))
                .to_owned();
            (entry::Column::EditionId.eq(edition.0), author::Column::EntryId.in_subquery(in_edition))
        }
    };
    let sent: BTreeMap<i64, Option<OffsetDateTime>> = entry::Entity::find()
        .filter(entries)
        .into_partial_model::<EntryDay>()
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.submitted_at))
        .collect();
    let people = author::Entity::find()
        .filter(authors.clone())
        .order_by_asc(author::Column::EntryId)
        .order_by_asc(author::Column::Position)
        .into_partial_model::<AuthorLine>()
        .all(db)
        .await?;
    let mut consents = consents_where(db, authors.into()).await?;
    let mut found = BTreeMap::<i64, Vec<Standing>>::new();
    for line in people {
        // Never sent: nobody is of age yet, which asks for more rather than for less.
        let sent_on = sent.get(&line.entry_id).copied().flatten().map_or(Date::MIN, vietnam_date);
        let days = Days { counted: sent_on, today: sent_on };
        let answers = consents.remove(&line.id).unwrap_or_default();
        let stands = standing(&person_of(&line), &answers, days, false);
        found.entry(line.entry_id).or_default().push(stands);
    }
    Ok(found)
}

fn person_of(line: &AuthorLine) -> Person {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Person {
        full_name: line.full_name.clone(),
        birth_date: line.birth_date,
        guardian_name: text(&line.guardian_name),
        guardian_phone: text(&line.guardian_phone),
        guardian_email: text(&line.guardian_email),
    }
}

/// The consents of the authors that fit, newest first.
async fn consents_where(db: &impl ConnectionTrait, authors: Condition) -> Result<BTreeMap<i64, Vec<Consent>>, Failure> {
    let ids = Query::select().column(author::Column::Id).from(author::Entity).cond_where(authors).to_owned();
    let rows = consent::Entity::find()
        .filter(consent::Column::AuthorId.in_subquery(ids))
        .order_by_desc(consent::Column::Id)
        .all(db)
        .await?;
    let mut by_author = BTreeMap::<i64, Vec<Consent>>::new();
    for row in rows {
        by_author.entry(row.author_id).or_default().push(consent_of_row(row)?);
    }
    Ok(by_author)
}
