//! Loading the templates that come with the portal.

use domain::programmes::template::{Template, TemplateProblem};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::database::begin_write;
use crate::entities::programme;
use crate::failure::Failure;
use crate::ledger::{Record, append};

/// Why templates were not loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error(transparent)]
    Template(#[from] TemplateProblem),
}

crate::act_failure!(LoadError);

/// Brings the programmes up to date with a template file; a second run changes nothing. Editions keep their own copies.
pub async fn load_templates(db: &DatabaseConnection, file: &str, now: OffsetDateTime) -> Result<(), LoadError> {
    let templates = Template::read_file(file)?;
    let tx = begin_write(db).await?;
    for template in templates {
        load_template(&tx, &template, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn load_template(tx: &DatabaseTransaction, template: &Template, now: OffsetDateTime) -> Result<(), LoadError> {
    let known = programme::Entity::find().filter(programme::Column::Code.eq(&template.code)).one(tx).await?;
    let json = template.json();
    if known.as_ref().is_some_and(|row| row.template == json) {
        return Ok(());
    }
    let mut row = programme::ActiveModel {
        code: Set(template.code.clone()),
        name_vi: Set(template.name_vi.clone()),
        name_en: Set(template.name_en.clone()),
        kind: Set(template.kind.clone()),
        template: Set(json),
        ..Default::default()
    };
    match known {
        Some(known) => {
            row.id = Set(known.id);
            row.update(tx).await?;
        }
        None => {
            row.created_at = Set(now);
            row.insert(tx).await?;
        }
    }
    append(tx, Record::new(None, "programme.loaded", format!("programme/{}", template.code)), now).await?;
    Ok(())
}
