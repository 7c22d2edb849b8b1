//! Loading the templates that come with the portal.

use domain::programmes::template::Template;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::templates::{Known, write_template};
use crate::database::begin_write;
use crate::entities::programme;
use crate::failure::Failure;
use crate::ledger::{Record, append};

/// The templates that come with the portal, each as its file.
pub const BUILT_IN: [&str; 5] = [
    include_str!("../../../fixtures/programmes/YOUTH_CREATIVITY.json"),
    include_str!("../../../fixtures/programmes/TECH_INNOVATION.json"),
    include_str!("../../../fixtures/programmes/ST_AWARD.json"),
    include_str!("../../../fixtures/programmes/SCHOOL_SCIENCE_FAIR.json"),
    include_str!("../../../fixtures/programmes/IT_AWARD.json"),
];

/// Adds the programmes the portal does not know yet. A known one is left alone: its template may be somebody's work.
pub async fn load_templates(db: &DatabaseConnection, files: &[&str], now: OffsetDateTime) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    for file in files {
        let template = Template::read(file).map_err(|problems| Failure::Damaged(format!("{problems:?}")))?;
        let known = programme::Entity::find().filter(programme::Column::Code.eq(&template.code));
        if known.one(&tx).await?.is_none() {
            write_template(&tx, &template, Known::No, now).await?;
            append(&tx, Record::new(None, "programme.loaded", format!("programme/{}", template.code)), now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
