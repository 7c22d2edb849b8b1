//! A new edition, from a programme's template.

use domain::ids::EditionId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::programmes::desk::{EditionLine, ProgrammeLine};
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::naming::{EditionForm, NamingProblem, NewEdition};
use domain::programmes::rules::EditionRules;
use domain::programmes::template::{Template, rules_for_year};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::find_edition::{edition_of_row, find_edition_by_slug, find_rules};
use super::list_editions::list_desk_editions;
use super::templates::stored;
use crate::database::begin_write;
use crate::entities::{edition, programme, rules_version};
use crate::failure::{Failure, write_json};
use crate::ledger::{Record, append};

/// Why there is no new edition.
#[derive(Debug, thiserror::Error)]
pub enum CreateEditionError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("no such programme")]
    NoSuchProgramme,
    #[error("no such edition of this programme to take the rules of")]
    NoSuchEdition,
    #[error("the edition cannot be called so")]
    Problems(Vec<NamingProblem>),
    #[error("another edition has this address")]
    AddressTaken,
    #[error("another edition has this code prefix")]
    PrefixTaken,
}

crate::act_failure!(CreateEditionError);

/// Every programme of which editions can be made.
pub async fn list_programmes(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<ProgrammeLine>, Failure> {
    access::require(actor, Act::CreateEdition, &Subject::default(), State::Any)?;
    let programmes = programme::Entity::find().order_by_asc(programme::Column::Id).all(db).await?;
    let ordinals: Vec<(i64, Option<i32>)> = edition::Entity::find()
        .select_only()
        .column(edition::Column::ProgrammeId)
        .column_as(edition::Column::Ordinal.max(), "last")
        .group_by(edition::Column::ProgrammeId)
        .into_tuple()
        .all(db)
        .await?;
    let editions = list_desk_editions(db, actor).await?;
    let line = |row: programme::Model| ProgrammeLine {
        last_ordinal: ordinals.iter().find(|(id, _)| *id == row.id).and_then(|(_, last)| *last),
        editions: editions_of(&editions, row.id),
        code: row.code,
        name_vi: row.name_vi,
        name_en: row.name_en,
    };
    // Only programmes with a template can be copied.
    let lines = programmes.into_iter().filter(|row| stored(row).is_ok());
    Ok(lines.map(line).collect())
}

fn editions_of(lines: &[EditionLine], programme: i64) -> Vec<Edition> {
    let editions = lines.iter().map(|line| &line.edition);
    editions.filter(|edition| edition.programme.0 == programme).cloned().collect()
}

/// Makes an edition in draft, with the rules its template proposes. Nobody but staff sees it.
pub async fn create_edition(
    db: &DatabaseConnection,
    actor: &Actor,
    form: &EditionForm,
    now: OffsetDateTime,
) -> Result<Edition, CreateEditionError> {
    access::require(actor, Act::CreateEdition, &Subject::default(), State::Any)?;
    let tx = begin_write(db).await?;
    let programme = programme::Entity::find()
        .filter(programme::Column::Code.eq(form.programme.trim()))
        .one(&tx)
        .await?
        .ok_or(CreateEditionError::NoSuchProgramme)?;
    let template = stored(&programme).map_err(|_| CreateEditionError::NoSuchProgramme)?;
    let new = form.read(&template).map_err(CreateEditionError::Problems)?;
    refuse_taken_names(&tx, &new).await?;
    let rules = first_rules(&tx, actor, (programme.id, &template), form.from.trim(), new.year).await?;
    let row = insert_edition(&tx, programme.id, &new, &rules, actor, now).await?;
    let detail = serde_json::json!({
        "programme": programme.code, "slug": new.slug, "ordinal": new.ordinal, "rules_of": form.from,
    });
    let record = Record::new(actor.account, "edition.created", format!("edition/{}", row.id)).detail(detail);
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(edition_of_row(row, vec![])?)
}

/// The rules of the edition that was chosen, moved to the new year, or what the template proposes.
async fn first_rules(
    tx: &DatabaseTransaction,
    actor: &Actor,
    (programme, template): (i64, &Template),
    from: &str,
    year: i32,
) -> Result<EditionRules, CreateEditionError> {
    if from.is_empty() {
        return Ok(template.rules(year));
    }
    let source = match find_edition_by_slug(tx, from).await {
        Ok(source) if source.programme.0 == programme => source,
        Ok(_) | Err(Failure::NotFound) => return Err(CreateEditionError::NoSuchEdition),
        Err(other) => return Err(other.into()),
    };
    access::require(actor, Act::ReadEditionDesk, &source.subject(), State::Any)?;
    let rules = find_rules(tx, source.id, source.version).await?;
    Ok(rules_for_year(&rules, source.year, year))
}

async fn refuse_taken_names(tx: &DatabaseTransaction, new: &NewEdition) -> Result<(), CreateEditionError> {
    let slug = edition::Entity::find().filter(edition::Column::Slug.eq(&new.slug));
    if slug.one(tx).await?.is_some() {
        return Err(CreateEditionError::AddressTaken);
    }
    let prefix = edition::Entity::find().filter(edition::Column::CodePrefix.eq(&new.code_prefix));
    if prefix.one(tx).await?.is_some() {
        return Err(CreateEditionError::PrefixTaken);
    }
    Ok(())
}

async fn insert_edition(
    tx: &DatabaseTransaction,
    programme: i64,
    new: &NewEdition,
    rules: &EditionRules,
    actor: &Actor,
    now: OffsetDateTime,
) -> Result<edition::Model, CreateEditionError> {
    let row = edition::ActiveModel {
        programme_id: Set(programme),
        slug: Set(new.slug.clone()),
        name_vi: Set(new.name_vi.clone()),
        name_en: Set(new.name_en.clone()),
        ordinal: Set(i32::from(new.ordinal)),
        year: Set(new.year),
        code_prefix: Set(new.code_prefix.clone()),
        next_number: Set(1),
        state: Set(EditionState::Draft.code().to_owned()),
        version: Set(1),
        opens_at: Set(rules.dates.opens_at),
        closes_at: Set(rules.dates.closes_at),
        created_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let version = rules_version::ActiveModel {
        edition_id: Set(row.id),
        version: Set(1),
        revision: Set(1),
        rules: Set(write_json(rules)?),
        reason: Set(String::new()),
        account_id: Set(actor.account.map(|id| id.0)),
        created_at: Set(now),
        ..Default::default()
    };
    version.insert(tx).await?;
    Ok(row)
}

/// What a ledger record about an edition is about.
pub(super) fn subject(id: EditionId) -> String {
    format!("edition/{id}")
}
