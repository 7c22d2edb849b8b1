//! Making, changing and removing panels.

use domain::ids::{AccountId, EditionId, PanelId};
use domain::judging::desk::{PanelInput, PanelProblem};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::people::invitations::InvitationProblem;
use domain::people::roles::{Grant, GrantedRole};
use domain::programmes::rules::EditionRules;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter,
};
use time::OffsetDateTime;

use super::context::seats;
use super::errors::PanelError;
use crate::database::begin_write;
use crate::entities::{assignment, assignment_plan, conflict, panel, panel_judge};
use crate::failure::{Failure, write_json};
use crate::ledger::{Record, append};
use crate::people::{end_panel_grants, give, live};
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::{lock_round_row, round_state};

const NAME_MAX: usize = 120;
/// Why a chair's role ends when another chair is chosen.
const NEW_CHAIR: &str = "Đổi trưởng tiểu ban";

/// Makes a panel of a round.
pub async fn create_panel(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    input: PanelInput,
    now: OffsetDateTime,
) -> Result<PanelId, PanelError> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    let rules = rules_in_force(&tx, &edition).await?;
    if rules.round(&input.round_code).is_none() {
        access::require(actor, Act::ReadEditionDesk, &edition.subject(), State::Any)?;
        return Err(PanelError::Problems(vec![PanelProblem::UnknownRound]));
    }
    let round = lock_round_row(&tx, edition.id.0, &input.round_code).await?;
    let state = State::Round(round_state(Some(&round)));
    access::require(actor, Act::ManagePanels, &edition.subject(), state)?;
    let problems = panel_problems(&tx, &rules, edition.id, None, &input).await?;
    if !problems.is_empty() {
        return Err(PanelError::Problems(problems));
    }
    let row = panel::ActiveModel {
        edition_id: Set(edition.id.0),
        round_code: Set(input.round_code.clone()),
        name: Set(input.name.trim().to_owned()),
        fields: Set(write_json(&input.fields)?),
        chair_id: Set(None),
        decision: Set(Some(input.decision.trim().to_owned()).filter(|text| !text.is_empty())),
        created_at: Set(now),
        ..Default::default()
    };
    let id = PanelId(row.insert(&tx).await?.id);
    let record = Record::new(actor.account, "panel.created", format!("panel/{id}"))
        .detail(serde_json::json!({ "round": input.round_code, "fields": input.fields }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a panel's name, fields, chair or decision.
pub async fn edit_panel(
    db: &DatabaseConnection,
    actor: &Actor,
    id: PanelId,
    input: PanelInput,
    now: OffsetDateTime,
) -> Result<(), PanelError> {
    let tx = begin_write(db).await?;
    let context = super::context::load_panel(&tx, id).await?;
    let state = State::Round(context.state());
    access::require(actor, Act::ManagePanels, &context.subject(), state)?;
    let mut problems = panel_problems(&tx, &context.rules, context.edition.id, Some(id), &input).await?;
    let seated = seats(&tx, id.0).await?;
    if input.chair.is_some_and(|chair| seated.iter().all(|seat| seat.account_id != chair.0)) {
        problems.push(PanelProblem::ChairNotAJudge);
    }
    if !problems.is_empty() {
        return Err(PanelError::Problems(problems));
    }
    let chair_before = context.panel.chair_id;
    let chair = input.chair.map(|chair| chair.0);
    let mut row: panel::ActiveModel = context.panel.into();
    row.name = Set(input.name.trim().to_owned());
    row.fields = Set(write_json(&input.fields)?);
    row.chair_id = Set(chair);
    row.decision = Set(Some(input.decision.trim().to_owned()).filter(|text| !text.is_empty()));
    row.update(&tx).await?;
    if chair_before != chair {
        let actor = &live(&tx, actor).await?;
        change_chair(&tx, actor, &context.edition, id, chair, now).await?;
    }
    let record = Record::new(actor.account, "panel.edited", format!("panel/{id}"))
        .detail(serde_json::json!({ "fields": input.fields, "chair": chair, "chair_before": chair_before }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn change_chair(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &domain::programmes::edition::Edition,
    panel: PanelId,
    chair: Option<i64>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let role = GrantedRole::PanelChair;
    end_panel_grants(tx, actor, panel, None, Some(role), NEW_CHAIR, now).await?;
    let Some(chair) = chair else { return Ok(()) };
    let grant = Grant { role, edition: Some(edition.id), panel: Some(panel), unit: None };
    match give(tx, actor, AccountId(chair), grant, now).await? {
        None | Some(InvitationProblem::HeldAlready) => Ok(()),
        Some(_) => Err(access::Forbidden::new(Act::ManagePanels).into()),
    }
}

/// Removes a panel that has neither judges nor assignments.
pub async fn remove_panel(
    db: &DatabaseConnection,
    actor: &Actor,
    id: PanelId,
    now: OffsetDateTime,
) -> Result<(), PanelError> {
    let tx = begin_write(db).await?;
    let context = super::context::load_panel(&tx, id).await?;
    let state = State::Round(context.state());
    access::require(actor, Act::ManagePanels, &context.subject(), state)?;
    let assigned = assignment::Entity::find().filter(assignment::Column::PanelId.eq(id.0)).count(&tx).await?;
    if assigned > 0 || !seats(&tx, id.0).await?.is_empty() {
        return Err(PanelError::NotEmpty);
    }
    conflict::Entity::delete_many().filter(conflict::Column::PanelId.eq(id.0)).exec(&tx).await?;
    assignment_plan::Entity::delete_many().filter(assignment_plan::Column::PanelId.eq(id.0)).exec(&tx).await?;
    panel_judge::Entity::delete_many().filter(panel_judge::Column::PanelId.eq(id.0)).exec(&tx).await?;
    panel::Entity::delete_by_id(id.0).exec(&tx).await?;
    let record = Record::new(actor.account, "panel.removed", format!("panel/{id}"));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn panel_problems(
    db: &impl ConnectionTrait,
    rules: &EditionRules,
    edition: EditionId,
    own: Option<PanelId>,
    input: &PanelInput,
) -> Result<Vec<PanelProblem>, Failure> {
    let mut problems = Vec::new();
    let name = input.name.trim();
    if name.is_empty() {
        problems.push(PanelProblem::NameMissing);
    } else if name.chars().count() > NAME_MAX {
        problems.push(PanelProblem::NameTooLong);
    } else {
        let taken = panel::Entity::find()
            .filter(panel::Column::EditionId.eq(edition.0))
            .filter(panel::Column::RoundCode.eq(input.round_code.as_str()))
            .filter(panel::Column::Name.eq(name))
            .filter(panel::Column::Id.ne(own.map_or(0, |id| id.0)))
            .count(db)
            .await?;
        if taken > 0 {
            problems.push(PanelProblem::NameTaken);
        }
    }
    if input.fields.is_empty() {
        problems.push(PanelProblem::NoField);
    }
    if input.fields.iter().any(|code| rules.field(code).is_none()) {
        problems.push(PanelProblem::UnknownField);
    }
    Ok(problems)
}
