//! Awards as everybody may see them: what is shown of authors is decided here, once, for every public page.

use std::collections::BTreeMap;

use domain::calendar::vietnam_date;
use domain::consent::{Days, PUBLISH_TICK, Person};
use domain::entries::check_answers::TICKED;
use domain::ids::{AwardId, EditionId, EntryId};
use domain::people::units::UnitKind;
use domain::programmes::rules::EditionRules;
use domain::results::PrizeKind;
use domain::results::public::{PublicAward, Revocation};
use domain::results::publication::{AuthorFacts, ShownAuthors, show_authors};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder};
use time::{Date, OffsetDateTime};

use crate::entities::{author, award, entry, revocation, unit};
use crate::entries::consents_of;
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
    submitted_at: Option<OffsetDateTime>,
    #[sea_orm(from_expr = "publishing()")]
    publishes: bool,
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
    guardian_name: Option<String>,
    guardian_phone: Option<String>,
    guardian_email: Option<String>,
}

/// What is read of a unit.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "unit::Entity")]
struct UnitLine {
    id: i64,
    name: String,
    kind: String,
    parent_id: Option<i64>,
}

/// Whose awards are read.
#[derive(Clone, Copy)]
pub(super) enum AwardsOf {
    Edition(EditionId),
    Entry(EntryId),
}

/// Awards by field, then level, then rank. Eight statements, however many awards.
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
            Some((AwardId(award.id), public_award(rules, &award, entry, authors, revocations.get(&award.id))))
        })
        .collect();
    // Stable: within a level the order of the ranking stays, in which awards were made.
    let field_place = |code: &str| rules.fields.iter().position(|field| field.code == code).unwrap_or(usize::MAX);
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
        field_name: rules.field(&field).map_or_else(|| field.clone(), |field| field.name.clone()),
        field,
        prize_name: prize.map_or_else(|| award.prize_code.clone(), |prize| prize.name.clone()),
        seal: prize.and_then(|prize| prize.seal),
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

/// The authors of each entry as they may be shown on that day. Four statements, however many entries.
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
    let mut consents = consents_of(db, authors.iter().map(|author| author.id).collect()).await?;
    let unit_ids =
        authors.iter().filter_map(|author| author.unit_id).chain(entries.values().filter_map(|one| one.unit_id));
    let units = find_places(db, unit_ids.collect()).await?;
    let mut facts: BTreeMap<i64, Vec<AuthorFacts>> = BTreeMap::new();
    for author in authors {
        let entry_unit = entries.get(&author.entry_id).and_then(|entry| entry.unit_id);
        let place = author.unit_id.or(entry_unit).and_then(|id| units.get(&id));
        let typed = author.school_name.clone().filter(|name| !name.trim().is_empty());
        let own = author.unit_id.and_then(|id| units.get(&id)).map(|place| place.name.clone());
        facts.entry(author.entry_id).or_default().push(AuthorFacts {
            consents: consents.remove(&author.id).unwrap_or_default(),
            school: own.or(typed).or_else(|| place.map(|place| place.name.clone())),
            commune: place.and_then(|place| place.commune.clone()),
            person: author.person(),
        });
    }
    let shown = facts.into_iter().map(|(entry, authors)| {
        let row = entries.get(&entry);
        let sent = row.and_then(|row| row.submitted_at);
        let publishes = row.is_some_and(|row| row.publishes);
        let days = Days { counted: sent.map_or(on, vietnam_date), today: on };
        (entry, show_authors(&authors, days, publishes))
    });
    Ok(shown.collect())
}

impl AuthorLine {
    fn person(self) -> Person {
        Person {
            full_name: self.full_name,
            birth_date: self.birth_date,
            guardian_name: self.guardian_name.unwrap_or_default(),
            guardian_phone: self.guardian_phone.unwrap_or_default(),
            guardian_email: self.guardian_email.unwrap_or_default(),
        }
    }
}

/// Those who entered ticked that names may be published. Answers are long and stay where they are: the database looks for the
/// box, which cannot stand inside a text, where JSON writes quotes with a backslash.
fn publishing() -> SimpleExpr {
    let ticked = format!("\"{PUBLISH_TICK}\":\"{TICKED}\"");
    entry::Column::Answers.contains(ticked)
}

/// A unit, with the commune it lies in.
struct PlaceOf {
    name: String,
    commune: Option<String>,
}

async fn find_places(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<BTreeMap<i64, PlaceOf>, Failure> {
    let rows = find_units(db, ids).await?;
    let parents = find_units(db, rows.values().filter_map(|row| row.parent_id).collect()).await?;
    let commune_of = |row: &UnitLine| {
        let place = if is_commune(row) { Some(row) } else { parents.get(&row.parent_id?) };
        place.filter(|place| is_commune(place)).map(|place| place.name.clone())
    };
    let places = rows.iter().map(|(id, row)| {
        let place = PlaceOf { name: row.name.clone(), commune: commune_of(row) };
        (*id, place)
    });
    Ok(places.collect())
}

fn is_commune(row: &UnitLine) -> bool {
    UnitKind::from_code(&row.kind).is_some_and(UnitKind::is_commune)
}

async fn find_units(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<BTreeMap<i64, UnitLine>, Failure> {
    let rows =
        unit::Entity::find().filter(unit::Column::Id.is_in(ids)).into_partial_model::<UnitLine>().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
