//! Templates as files: out, in, and made of an edition.

use domain::ids::AccountId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::programmes::desk::{ProgrammeDesk, TemplateForm};
use domain::programmes::edition::Edition;
use domain::programmes::template::{Names, Template, TemplateProblem};
use domain::text::clean_line;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::find_edition::{find_edition_by_slug, find_rules};
use crate::database::begin_write;
use crate::entities::{edition, programme};
use crate::failure::Failure;
use crate::ledger::{Record, append};

/// Why a template was not taken. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the file is no template")]
    Problems(Vec<TemplateProblem>),
    /// The portal has a programme of this code, and nobody said that its template is to be replaced.
    #[error("programme {code} exists")]
    Exists { code: String },
}

crate::act_failure!(TemplateError);

/// Every programme with its template.
pub async fn list_templates(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<ProgrammeDesk>, Failure> {
    require(actor)?;
    let rows = programme::Entity::find().order_by_asc(programme::Column::Id).all(db).await?;
    let counts: Vec<(i64, i64)> = edition::Entity::find()
        .select_only()
        .column(edition::Column::ProgrammeId)
        .column_as(edition::Column::Id.count(), "count")
        .group_by(edition::Column::ProgrammeId)
        .into_tuple()
        .all(db)
        .await?;
    let line = |row: &programme::Model| {
        let Template { code, names, kind, levels, .. } = stored(row)?;
        let editions = counts.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, count)| *count);
        Ok(ProgrammeDesk { code, names, kind, levels, editions: u64::try_from(editions).unwrap_or_default() })
    };
    rows.iter().map(line).collect()
}

/// The template of a programme, to be written to a file.
pub async fn export_template(db: &impl ConnectionTrait, actor: &Actor, code: &str) -> Result<Template, Failure> {
    require(actor)?;
    export_template_here(db, code).await
}

/// The same for somebody who can reach the machine.
pub async fn export_template_here(db: &impl ConnectionTrait, code: &str) -> Result<Template, Failure> {
    stored(&find_programme(db, code).await?.ok_or(Failure::NotFound)?)
}

/// Takes a template from a file: a new programme, or, when `replace` says so, another template of a known one.
/// Editions keep their own rules.
pub async fn import_template(
    db: &DatabaseConnection,
    actor: &Actor,
    file: &str,
    replace: bool,
    now: OffsetDateTime,
) -> Result<Template, TemplateError> {
    require(actor)?;
    take(db, actor.account, file, replace, now).await
}

/// The same for somebody who can reach the machine.
pub async fn import_template_here(
    db: &DatabaseConnection,
    file: &str,
    replace: bool,
    now: OffsetDateTime,
) -> Result<Template, TemplateError> {
    take(db, None, file, replace, now).await
}

async fn take(
    db: &DatabaseConnection,
    account: Option<AccountId>,
    file: &str,
    replace: bool,
    now: OffsetDateTime,
) -> Result<Template, TemplateError> {
    let template = Template::read(file).map_err(TemplateError::Problems)?;
    let tx = begin_write(db).await?;
    store(&tx, account, &template, replace, json!({}), now).await?;
    tx.commit().await?;
    Ok(template)
}

/// What the form starts with when the rules of an edition are to become a template: its own programme.
pub async fn template_form(
    db: &impl ConnectionTrait,
    actor: &Actor,
    slug: &str,
) -> Result<(Edition, TemplateForm), Failure> {
    require(actor)?;
    let edition = find_edition_by_slug(db, slug).await?;
    let Template { code, names, address, prefix, .. } = template_of(db, &edition).await?;
    let form = TemplateForm { code, name_vi: names.vi, name_en: names.en, address, prefix, replace: false };
    Ok((edition, form))
}

/// Makes a template of an edition's newest rules in force. Its days lose their year; what was confirmed is proposed again.
pub async fn save_as_template(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    form: &TemplateForm,
    now: OffsetDateTime,
) -> Result<Template, TemplateError> {
    require(actor)?;
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    let rules = find_rules(&tx, edition.id, edition.version).await?;
    let own = template_of(&tx, &edition).await?;
    let named = Template {
        code: clean_line(&form.code),
        names: Names { vi: clean_line(&form.name_vi), en: clean_line(&form.name_en) },
        address: clean_line(&form.address),
        prefix: clean_line(&form.prefix).to_uppercase(),
        ..own
    };
    let template = named.with_rules(&rules, edition.year);
    Template::read(&template.json()).map_err(TemplateError::Problems)?;
    let detail = json!({ "edition": edition.slug, "rules_version": edition.version });
    store(&tx, actor.account, &template, form.replace, detail, now).await?;
    tx.commit().await?;
    Ok(template)
}

/// Whether the portal has the programme already.
pub(super) enum Known {
    No,
    Row(i64),
}

/// Writes a programme with its template.
pub(super) async fn write_template(
    tx: &DatabaseTransaction,
    template: &Template,
    known: Known,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let mut row = programme::ActiveModel {
        code: Set(template.code.clone()),
        name_vi: Set(template.names.vi.clone()),
        name_en: Set(template.names.en.clone()),
        kind: Set(template.kind.code().to_owned()),
        template: Set(template.json()),
        ..Default::default()
    };
    match known {
        Known::Row(id) => {
            row.id = Set(id);
            row.update(tx).await?;
        }
        Known::No => {
            row.created_at = Set(now);
            row.insert(tx).await?;
        }
    }
    Ok(())
}

/// The template stored with a programme.
pub(super) fn stored(row: &programme::Model) -> Result<Template, Failure> {
    Template::read(&row.template).map_err(|problems| Failure::Damaged(format!("template {}: {problems:?}", row.code)))
}

async fn store(
    tx: &DatabaseTransaction,
    account: Option<AccountId>,
    template: &Template,
    replace: bool,
    mut detail: serde_json::Value,
    now: OffsetDateTime,
) -> Result<(), TemplateError> {
    let code = template.code.clone();
    let known = match find_programme(tx, &code).await? {
        Some(_) if !replace => return Err(TemplateError::Exists { code }),
        Some(row) => {
            detail["before_sha256"] = hex::encode(Sha256::digest(&row.template)).into();
            Known::Row(row.id)
        }
        None => Known::No,
    };
    write_template(tx, template, known, now).await?;
    detail["sha256"] = hex::encode(Sha256::digest(template.json())).into();
    let record = Record::new(account, "programme.template_stored", format!("programme/{code}")).detail(detail);
    append(tx, record, now).await?;
    Ok(())
}

async fn find_programme(db: &impl ConnectionTrait, code: &str) -> Result<Option<programme::Model>, Failure> {
    Ok(programme::Entity::find().filter(programme::Column::Code.eq(code)).one(db).await?)
}

async fn template_of(db: &impl ConnectionTrait, edition: &Edition) -> Result<Template, Failure> {
    let row = programme::Entity::find_by_id(edition.programme.0).one(db).await?;
    stored(&row.ok_or(Failure::NotFound)?)
}

fn require(actor: &Actor) -> Result<(), Failure> {
    Ok(access::require(actor, Act::ManageTemplates, &Subject::default(), State::Any)?)
}
