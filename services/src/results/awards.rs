//! Awards as everybody may see them: what is shown of authors is decided here, once, for every public page.

use std::collections::BTreeMap;

use domain::ids::{AwardId, EditionId, EntryId};
use domain::programmes::rules::EditionRules;
use domain::results::PrizeKind;
use domain::results::public::{PublicAward, Revocation};
use domain::results::publication::{Answer, AuthorFacts, ShownAuthors, show_authors};
use sea_orm::{ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

use crate::entities::{author, award, consent, entry, revocation, unit};
use crate::failure::Failure;

/// What is read of an entry: not its answers, which are long.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "entry::Entity")]
struct EntryLine {
    id: i64,
    unit_id: Option<i64>,
    code: Option<String>,
    title: String,
    field_code: Option<String>,
}

/// What is read of an award.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "award::Entity")]
struct AwardLine {
    id: i64,
    entry_id: i64,
    prize_code: String,
}

/// What is read of an author: what decides how the name is shown, and nothing else.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "author::Entity")]
struct AuthorLine {
    id: i64,
    entry_id: i64,
    full_name: String,
    birth_date: Option<Date>,
    unit_id: Option<i64>,
    school_name: Option<String>,
}

/// Whose awards are read.
#[derive(Clone, Copy)]
pub(super) enum AwardsOf {
    Edition(EditionId),
    Entry(EntryId),
}

/// Awards by field, then level, then rank. Six statements, however many awards.
pub(super) async fn public_awards(
    db: &impl ConnectionTrait,
    of: AwardsOf,
    rules: &EditionRules,
    on: Date,
) -> Result<Vec<(AwardId, PublicAward)>, Failure> {
    let of = match of {
        AwardsOf::Edition(edition) => award::Column::EditionId.eq(edition.0),
        AwardsOf::Entry(entry) => award::Column::EntryId.eq(entry.0),
    };
    let awards = award::Entity::find()
        .filter(of)
        .order_by_asc(award::Column::Id)
        .into_partial_model::<AwardLine>()
        .all(db)
        .await?;
    let ids: Vec<i64> = awards.iter().map(|award| award.entry_id).collect();
    let entries: BTreeMap<i64, EntryLine> = entry::Entity::find()
        .filter(entry::Column::Id.is_in(ids))
        .into_partial_model::<EntryLine>()
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let authors = shown_authors(db, &entries, on).await?;
    let revocations: BTreeMap<i64, revocation::Model> = revocation::Entity::find()
        .filter(revocation::Column::AwardId.is_in(awards.iter().map(|award| award.id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.award_id, row))
        .collect();
    let mut shown: Vec<(AwardId, PublicAward)> = awards
        .into_iter()
        .filter_map(|award| {
            let entry = entries.get(&award.entry_id)?;
            let authors = authors.get(&entry.id).cloned().unwrap_or_default();
            Some((
                AwardId(award.id),
                public_award(rules, &award, entry, authors, revocations.get(&award.id)),
            ))
        })
        .collect();
    // Stable: within a level the order of the ranking stays, in which awards were made.
    let field_place = |code: &str| {
        rules
            .fields
            .iter()
            .position(|field| field.code == code)
            .unwrap_or(usize::MAX)
    };
    shown.sort_by_key(|(_, award)| (field_place(&award.field), award.level));
    Ok(shown)
}

fn public_award(
    rules: &EditionRules,
    award: &AwardLine,
    entry: &EntryLine,
    authors: ShownAuthors,
    revoked: Option<&revocation::Model>,
) -> PublicAward {
    let level = rules.prizes.iter().position(|prize| prize.code == award.prize_code);
    let prize = level.map(|position| &rules.prizes[position]);
    let field = entry.field_code.clone().unwrap_or_default();
    PublicAward {
        code: entry.code.clone().unwrap_or_default(),
        title: entry.title.clone(),
        field_name: rules
            .field(&field)
            .map_or_else(|| field.clone(), |field| field.name.clone()),
        field,
        prize_name: prize.map_or_else(|| award.prize_code.clone(), |prize| prize.name.clone()),
        special: prize.is_some_and(|prize| prize.kind == PrizeKind::Tag),
        prize: award.prize_code.clone(),
        level: level.unwrap_or(usize::MAX),
        authors,
        revoked: revoked.map(|row| Revocation {
            reason: row.reason.clone(),
            decision: row.decision_number.clone(),
            at: row.created_at,
        }),
    }
}

/// The authors of each entry as they may be shown on that day.
async fn shown_authors(
    db: &impl ConnectionTrait,
    entries: &BTreeMap<i64, EntryLine>,
    on: Date,
) -> Result<BTreeMap<i64, ShownAuthors>, Failure> {
    let authors = author::Entity::find()
        .filter(author::Column::EntryId.is_in(entries.keys().copied()))
        .order_by_asc(author::Column::EntryId)
        .order_by_asc(author::Column::Position)
        .into_partial_model::<AuthorLine>()
        .all(db)
        .await?;
    let mut answers: BTreeMap<(i64, String), Answer> = BTreeMap::new();
    let consents = consent::Entity::find()
        .filter(consent::Column::AuthorId.is_in(authors.iter().map(|author| author.id)))
        .order_by_asc(consent::Column::Id)
        .all(db)
        .await?;
    for row in consents {
        let answer = Answer {
            given: row.state == "given" && row.withdrawn_at.is_none(),
            publish_name: row.publish_name,
        };
        // The last answer counts.
        answers.insert((row.author_id, row.subject), answer);
    }
    let unit_ids = authors
        .iter()
        .filter_map(|author| author.unit_id)
        .chain(entries.values().filter_map(|one| one.unit_id));
    let units: Vec<(i64, String)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Id, unit::Column::Name])
        .filter(unit::Column::Id.is_in(unit_ids))
        .into_tuple()
        .all(db)
        .await?;
    let units: BTreeMap<i64, String> = units.into_iter().collect();
    let mut facts: BTreeMap<i64, Vec<AuthorFacts>> = BTreeMap::new();
    for author in authors {
        let entry_unit = entries.get(&author.entry_id).and_then(|entry| entry.unit_id);
        let named = author.unit_id.and_then(|id| units.get(&id)).cloned();
        let school = named.or(author.school_name.filter(|name| !name.trim().is_empty()));
        let answer = |subject: &str| {
            answers
                .get(&(author.id, subject.to_owned()))
                .copied()
                .unwrap_or_default()
        };
        facts.entry(author.entry_id).or_default().push(AuthorFacts {
            full_name: author.full_name,
            birth_date: author.birth_date,
            school: school.or_else(|| entry_unit.and_then(|id| units.get(&id)).cloned()),
            guardian: answer("guardian"),
            child: answer("child"),
        });
    }
    Ok(facts
        .into_iter()
        .map(|(entry, authors)| (entry, show_authors(&authors, on)))
        .collect())
}
