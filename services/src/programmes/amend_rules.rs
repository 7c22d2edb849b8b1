//! Changing rules in force: a new version with its reason. Entries keep the version they were filed under.

use domain::judging::states::SheetState;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::changes::changes;
use domain::programmes::edition::Edition;
use domain::programmes::readiness::{Finding, readiness};
use domain::programmes::rules::EditionRules;
use domain::rounds::{TouchedRound, touched_rounds};
use domain::text::clean_text;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, JoinType,
    QueryFilter, QuerySelect,
};
use time::OffsetDateTime;

use super::create_edition::subject;
use super::find_edition::{begun_rounds, find_edition_by_slug, rules_in_force};
use super::open_edition::freeze;
use super::rules_desk::latest_version;
use super::save_rules::follow_dates;
use crate::database::begin_write;
use crate::entities::{assignment, edition, panel, round, rules_version};
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};

/// Why the rules were not changed.
#[derive(Debug, thiserror::Error)]
pub enum AmendError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("no reason given")]
    NoReason,
    #[error("no version is being written")]
    NothingWritten,
    #[error("the new version changes nothing")]
    NothingChanged,
    #[error("the new version is not ready")]
    NotReady(Vec<Finding>),
    /// Rounds that have been opened; those without a signed sheet may take the new version when asked to.
    #[error("the new version would change rounds that have begun: {0:?}")]
    RoundsBegun(Vec<TouchedRound>),
}

crate::act_failure!(AmendError);

/// Starts a new version as a copy of the one in force. A second press keeps the one already started.
pub async fn start_amendment(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), AmendError> {
    let tx = begin_write(db).await?;
    let found = amendable(&tx, actor, slug).await?;
    let reason = clean_text(reason).trim().to_owned();
    if reason.is_empty() {
        return Err(AmendError::NoReason);
    }
    let row = latest_version(&tx, &found).await?;
    if row.frozen_at.is_none() {
        return Ok(());
    }
    let version = rules_version::ActiveModel {
        edition_id: Set(found.id.0),
        version: Set(row.version + 1),
        revision: Set(1),
        rules: Set(row.rules),
        reason: Set(reason),
        account_id: Set(actor.account.map(|id| id.0)),
        created_at: Set(now),
        ..Default::default()
    };
    version.insert(&tx).await?;
    let detail = serde_json::json!({ "version": row.version + 1 });
    append(&tx, Record::new(actor.account, "rules.amendment_started", subject(found.id)).detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts the new version into force for entries started from now on, and for the rounds not yet opened. A version that would
/// change a round already opened is refused, unless no sheet of it is signed yet and it is among `apply_to`.
pub async fn issue_amendment(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    apply_to: &[String],
    now: OffsetDateTime,
) -> Result<i32, AmendError> {
    let tx = begin_write(db).await?;
    let found = amendable(&tx, actor, slug).await?;
    let row = written(&tx, &found).await?;
    let rules: EditionRules = read_json(&row.rules)?;
    let in_force = rules_in_force(&tx, &found).await?;
    if changes(&in_force, &rules).is_empty() {
        return Err(AmendError::NothingChanged);
    }
    let stops: Vec<Finding> = readiness(&rules, now)
        .into_iter()
        .filter(|finding| finding.blocks() && *finding != Finding::DeadlinePassed)
        .collect();
    if !stops.is_empty() {
        return Err(AmendError::NotReady(stops));
    }
    keep_rounds(&tx, &found, &in_force, &rules, apply_to, row.version).await?;
    let hash = freeze(&tx, &row, now).await?;
    follow_dates(&tx, &found, &rules).await?;
    edition::Entity::update_many()
        .col_expr(edition::Column::Version, Expr::value(row.version))
        .filter(edition::Column::Id.eq(found.id.0))
        .exec(&tx)
        .await?;
    let detail = serde_json::json!({ "version": row.version, "rules_sha256": hash, "reason": row.reason, "applied_to": apply_to });
    append(&tx, Record::new(actor.account, "rules.amended", subject(found.id)).detail(detail), now).await?;
    tx.commit().await?;
    Ok(row.version)
}

/// Leaves rounds that have begun under the rules they were opened under; moves those without a signed sheet that are to follow.
async fn keep_rounds(
    tx: &DatabaseTransaction,
    found: &Edition,
    in_force: &EditionRules,
    new: &EditionRules,
    apply_to: &[String],
    version: i32,
) -> Result<(), AmendError> {
    let begun = begun_rounds(tx, found.id).await?;
    let codes: Vec<String> = begun.iter().map(|row| row.code.clone()).collect();
    let signed = rounds_with_signed_sheets(tx, found).await?;
    let mut touched = touched_rounds(in_force, new, &codes);
    for round in &mut touched {
        round.has_signed_sheets = signed.contains(&round.code);
    }
    let may_follow = |round: &TouchedRound| !round.has_signed_sheets && apply_to.contains(&round.code);
    if touched.iter().any(|round| !may_follow(round)) {
        return Err(AmendError::RoundsBegun(touched));
    }
    let follow = touched.into_iter().map(|round| round.code);
    round::Entity::update_many()
        .col_expr(round::Column::RulesVersion, Expr::value(version))
        .filter(round::Column::EditionId.eq(found.id.0))
        .filter(round::Column::Code.is_in(follow))
        .exec(tx)
        .await?;
    Ok(())
}

async fn rounds_with_signed_sheets(tx: &DatabaseTransaction, found: &Edition) -> Result<Vec<String>, Failure> {
    let rows = panel::Entity::find()
        .select_only()
        .column(panel::Column::RoundCode)
        .distinct()
        .join(
            JoinType::InnerJoin,
            panel::Entity::belongs_to(assignment::Entity)
                .from(panel::Column::Id)
                .to(assignment::Column::PanelId)
                .into(),
        )
        .filter(panel::Column::EditionId.eq(found.id.0))
        .filter(assignment::Column::State.eq(SheetState::Signed.code()))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(rows)
}

/// Throws the version being written away; the one in force stays.
pub async fn discard_amendment(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    now: OffsetDateTime,
) -> Result<(), AmendError> {
    let tx = begin_write(db).await?;
    let found = amendable(&tx, actor, slug).await?;
    let row = written(&tx, &found).await?;
    rules_version::Entity::delete_by_id(row.id).exec(&tx).await?;
    let detail = serde_json::json!({ "version": row.version });
    append(&tx, Record::new(actor.account, "rules.amendment_discarded", subject(found.id)).detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

async fn amendable(tx: &DatabaseTransaction, actor: &Actor, slug: &str) -> Result<Edition, Failure> {
    let found = find_edition_by_slug(tx, slug).await?;
    access::require(actor, Act::AmendRules, &found.subject(), State::Edition(found.state))?;
    Ok(found)
}

async fn written(tx: &DatabaseTransaction, found: &Edition) -> Result<rules_version::Model, AmendError> {
    let row = latest_version(tx, found).await?;
    if row.frozen_at.is_some() {
        return Err(AmendError::NothingWritten);
    }
    Ok(row)
}
