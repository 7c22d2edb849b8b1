//! Saving one section of the rules while they are being written.

use domain::people::access::{self, State};
use domain::people::actor::Actor;
use domain::programmes::desk::RulesDesk;
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::form::{Draft, FormProblem, RulesSection, apply};
use domain::programmes::rules::EditionRules;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use time::OffsetDateTime;

use super::create_edition::subject;
use super::find_edition::find_edition_by_slug;
use super::rules_desk::{act_of, find_rules_desk, latest_version};
use crate::database::begin_write;
use crate::entities::{edition, rules_version};
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};

/// One section as typed.
#[derive(Clone, Debug)]
pub struct SaveRules {
    pub section: RulesSection,
    pub draft: Draft,
    /// Paths of marks the secretary confirms.
    pub confirmed: Vec<String>,
    /// The revision the form was opened at.
    pub revision: i32,
}

/// Why the section was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveRulesError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the rules are frozen")]
    Frozen,
    #[error("some values cannot be read")]
    Problems(Vec<FormProblem>),
    /// Somebody saved meanwhile: what stands there now.
    #[error("the rules were changed meanwhile")]
    Stale(Box<RulesDesk>),
}

crate::act_failure!(SaveRulesError);

/// Saves a section of the version being written. Nothing typed is overwritten unseen: an older form is refused.
pub async fn save_rules(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    input: SaveRules,
    now: OffsetDateTime,
) -> Result<(), SaveRulesError> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, act_of(&edition), &edition.subject(), State::Edition(edition.state))?;
    let row = latest_version(&tx, &edition).await?;
    if row.frozen_at.is_some() {
        return Err(SaveRulesError::Frozen);
    }
    let rules: EditionRules = read_json(&row.rules)?;
    let changed = apply(&rules, input.section, &input.draft, &input.confirmed).map_err(SaveRulesError::Problems)?;
    if !write_version(&tx, &row, &changed, input.revision, actor).await? {
        drop(tx);
        let theirs = find_rules_desk(db, actor, slug).await?;
        return Err(SaveRulesError::Stale(Box::new(theirs)));
    }
    if edition.state == EditionState::Draft {
        follow_dates(&tx, &edition, &changed).await?;
    }
    let detail = serde_json::json!({ "version": row.version, "section": input.section });
    append(&tx, Record::new(actor.account, "rules.saved", subject(edition.id)).detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

/// False when the row is no longer at the revision the form was opened at.
async fn write_version(
    tx: &DatabaseTransaction,
    row: &rules_version::Model,
    rules: &EditionRules,
    revision: i32,
    actor: &Actor,
) -> Result<bool, SaveRulesError> {
    let saved = rules_version::Entity::update_many()
        .col_expr(rules_version::Column::Rules, Expr::value(write_json(rules)?))
        .col_expr(rules_version::Column::Revision, Expr::value(revision + 1))
        .col_expr(rules_version::Column::AccountId, Expr::value(actor.account.map(|id| id.0)))
        .filter(rules_version::Column::Id.eq(row.id))
        .filter(rules_version::Column::Revision.eq(revision))
        .exec(tx)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// The list of editions sorts by these dates.
pub(super) async fn follow_dates(
    tx: &DatabaseTransaction,
    edition: &Edition,
    rules: &EditionRules,
) -> Result<(), sea_orm::DbErr> {
    let row = edition::ActiveModel {
        id: Set(edition.id.0),
        opens_at: Set(rules.dates.opens_at),
        closes_at: Set(rules.dates.closes_at),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}
