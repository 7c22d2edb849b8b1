//! Editions of the youth contest, made from its template.

use domain::calendar::{BirthWindow, vietnam_date};
use domain::programmes::edition::Edition;
use domain::programmes::naming::EditionForm;
use domain::programmes::rules::{EditionRules, Sureness};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::{DemoError, Stage};
use crate::entities::rules_version;
use crate::failure::write_json;
use crate::programmes::{create_edition, find_edition, find_rules, open_edition};

/// Creates an edition, sets its dates, confirms its proposals and opens it.
pub async fn open(
    stage: &Stage<'_>,
    ordinal: u16,
    opens_at: OffsetDateTime,
    closes_at: OffsetDateTime,
) -> Result<Edition, DemoError> {
    let form = EditionForm {
        programme: "YOUTH_CREATIVITY".to_owned(),
        ordinal: ordinal.to_string(),
        year: closes_at.year().to_string(),
        slug: format!("sang-tao-tre-{ordinal}"),
        code_prefix: format!("TTN{ordinal}-{}", closes_at.year()),
        ..EditionForm::default()
    };
    let edition = create_edition(stage.db, &stage.secretary, &form, opens_at)
        .await
        .map_err(|err| DemoError::Unfit(err.to_string()))?;
    let mut rules = find_rules(stage.db, edition.id, edition.version).await?;
    fit(&mut rules, opens_at, closes_at);
    rules_version::Entity::update_many()
        .col_expr(rules_version::Column::Rules, Expr::value(write_json(&rules)?))
        .filter(rules_version::Column::EditionId.eq(edition.id.0))
        .exec(stage.db)
        .await?;
    open_edition(stage.db, &stage.secretary, &edition.slug, opens_at)
        .await
        .map_err(|err| DemoError::Unfit(err.to_string()))?;
    Ok(find_edition(stage.db, edition.id).await?)
}

/// Dates around the deadline; every proposal is confirmed, as a secretary would before opening.
fn fit(rules: &mut EditionRules, opens_at: OffsetDateTime, closes_at: OffsetDateTime) {
    rules.dates.opens_at = Some(opens_at);
    rules.dates.closes_at = Some(closes_at);
    rules.dates.judged_by = Some(closes_at + time::Duration::days(30));
    rules.dates.milestones.clear();
    rules.eligibility.birth_window = Some(BirthWindow::for_ages(vietnam_date(closes_at), 6, 18));
    if rules.prose.is_empty() {
        rules.prose = include_str!("../../../fixtures/demo/the-le.txt").to_owned();
    }
    for mark in rules.marks.values_mut() {
        if mark.sureness == Sureness::Proposed {
            mark.sureness = Sureness::Confirmed;
        }
    }
}
