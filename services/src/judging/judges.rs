//! Seating judges in a panel.

use domain::ids::{AccountId, PanelId};
use domain::judging::desk::{JudgeInput, JudgeProblem};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::people::invitations::InvitationProblem;
use domain::people::roles::{Grant, GrantedRole};
use domain::text::{EmailAddress, Lang};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::context::{PanelContext, find_seat, load_panel};
use super::errors::JudgeError;
use super::leave_panels::leave_seat;
use crate::database::begin_write;
use crate::entities::{account, invitation, panel_judge};
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};
use crate::people::{Invited, give, grant_problem, live, lock_inviter, send_invitation};

/// Seats a person: at once when they have an account, else they are invited and take the seat by accepting.
/// The answer says whether the seat is taken already.
pub async fn add_judge(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    input: JudgeInput,
    now: OffsetDateTime,
) -> Result<bool, JudgeError> {
    let tx = begin_write(db).await?;
    lock_inviter(&tx, actor).await?;
    let context = load_panel(&tx, panel).await?;
    access::require(actor, Act::ManagePanels, &context.subject(), State::Round(context.state()))?;
    let actor = &live(&tx, actor).await?;
    let mut problems = judge_problems(&context, &input);
    let email = EmailAddress::parse(&input.email).ok();
    let known = match &email {
        Some(email) => find_account(&tx, email).await?,
        None => None,
    };
    match &known {
        None if email.is_none() => problems.insert(0, JudgeProblem::EmailInvalid),
        None if input.name.trim().is_empty() => problems.push(JudgeProblem::NameMissing),
        Some(person) if is_seated(&tx, panel, person.id).await? => problems.push(JudgeProblem::AlreadySeated),
        Some(person) => problems.extend(seat_problem(&tx, actor, &context, AccountId(person.id)).await?),
        None => {}
    }
    if !problems.is_empty() {
        return Err(JudgeError::Problems(problems));
    }
    let seated = match (known, email) {
        (Some(person), _) => {
            take_seat(&tx, actor, &context, person.id, &input, now).await?;
            give(&tx, actor, AccountId(person.id), seat_grant(&context), now).await?;
            true
        }
        (None, Some(email)) => {
            invite(&tx, actor, &context, email.as_str(), &input, now).await?;
            false
        }
        (None, None) => return Err(JudgeError::Problems(vec![JudgeProblem::EmailInvalid])),
    };
    tx.commit().await?;
    Ok(seated)
}

async fn find_account(tx: &DatabaseTransaction, email: &EmailAddress) -> Result<Option<account::Model>, Failure> {
    let found = account::Entity::find()
        .filter(account::Column::Email.eq(email.as_str()))
        .filter(account::Column::DisabledAt.is_null())
        .one(tx)
        .await?;
    Ok(found)
}

async fn is_seated(tx: &DatabaseTransaction, panel: PanelId, account: i64) -> Result<bool, Failure> {
    match find_seat(tx, panel.0, AccountId(account)).await {
        Ok(_) => Ok(true),
        Err(Failure::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The role that comes with a seat.
fn seat_grant(context: &PanelContext) -> Grant {
    Grant {
        role: GrantedRole::Judge,
        edition: Some(context.edition.id),
        panel: Some(PanelId(context.panel.id)),
        unit: None,
    }
}

/// What stands against seating this person. Who holds the role of the seat already may sit down.
async fn seat_problem(
    tx: &DatabaseTransaction,
    actor: &Actor,
    context: &PanelContext,
    person: AccountId,
) -> Result<Option<JudgeProblem>, Failure> {
    let problem = grant_problem(tx, actor, person, &seat_grant(context)).await?;
    Ok(match problem {
        Some(InvitationProblem::Excluded(exclusion)) => Some(JudgeProblem::Excluded(exclusion)),
        Some(InvitationProblem::NotYours) => return Err(access::Forbidden::new(Act::ManagePanels).into()),
        _ => None,
    })
}

fn judge_problems(context: &PanelContext, input: &JudgeInput) -> Vec<JudgeProblem> {
    let mut problems = Vec::new();
    if capacity(&input.capacity).is_err() {
        problems.push(JudgeProblem::CapacityInvalid);
    }
    if input.expertise.iter().any(|code| context.rules.field(code).is_none()) {
        problems.push(JudgeProblem::UnknownField);
    }
    problems
}

/// An empty capacity means no limit.
fn capacity(text: &str) -> Result<Option<i32>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().ok().filter(|count| (1..=10_000).contains(count)).map(Some).ok_or(()),
    }
}

async fn take_seat(
    tx: &DatabaseTransaction,
    actor: &Actor,
    context: &PanelContext,
    account: i64,
    input: &JudgeInput,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let panel = PanelId(context.panel.id);
    let expertise = write_json(&input.expertise)?;
    let capacity = capacity(&input.capacity).unwrap_or_default();
    let former = panel_judge::Entity::find()
        .filter(panel_judge::Column::PanelId.eq(panel.0))
        .filter(panel_judge::Column::AccountId.eq(account))
        .one(tx)
        .await?;
    match former {
        Some(row) => {
            let mut row: panel_judge::ActiveModel = row.into();
            row.expertise = Set(expertise);
            row.capacity = Set(capacity);
            row.removed_at = Set(None);
            row.update(tx).await?;
        }
        None => {
            let row = panel_judge::ActiveModel {
                panel_id: Set(panel.0),
                account_id: Set(account),
                expertise: Set(expertise),
                capacity: Set(capacity),
                ..Default::default()
            };
            row.insert(tx).await?;
        }
    }
    super::conflicts::refresh_conflicts(tx, context, now).await?;
    let record = Record::new(actor.account, "judge.added", format!("panel/{panel}"))
        .detail(serde_json::json!({ "judge": account }));
    append(tx, record, now).await?;
    Ok(())
}

async fn invite(
    tx: &DatabaseTransaction,
    actor: &Actor,
    context: &PanelContext,
    email: &str,
    input: &JudgeInput,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let panel = PanelId(context.panel.id);
    let invited = Invited {
        name: input.name.trim(),
        email,
        grant: seat_grant(context),
        edition: Some(context.edition.id),
        about: Some(context.edition.name_vi.clone()),
        seat: Some(write_json(&SeatKept::of(input))?),
        lang: Lang::Vi,
    };
    if let Some(id) = send_invitation(tx, actor, &invited, now).await? {
        let record = Record::new(actor.account, "judge.invited", format!("panel/{panel}"))
            .detail(serde_json::json!({ "invitation": id }));
        append(tx, record, now).await?;
    }
    Ok(())
}

/// Gives somebody who accepted an invitation to a panel the seat that was kept for them.
pub(crate) async fn seat_invited(
    tx: &DatabaseTransaction,
    invitation: &invitation::Model,
    account: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let (Some(panel), Some(kept)) = (invitation.panel_id, &invitation.seat) else {
        return Ok(());
    };
    let context = load_panel(tx, PanelId(panel)).await?;
    let kept: SeatKept = read_json(kept)?;
    let inviter = Actor { account: invitation.created_by.map(AccountId), ..Actor::default() };
    let input = JudgeInput { expertise: kept.expertise, capacity: kept.capacity, ..JudgeInput::default() };
    take_seat(tx, &inviter, &context, account.0, &input, now).await
}

/// What the invitation remembers of the form, until the judge has an account.
#[derive(Serialize, Deserialize)]
struct SeatKept {
    expertise: Vec<String>,
    capacity: String,
}

impl SeatKept {
    fn of(input: &JudgeInput) -> Self {
        Self { expertise: input.expertise.clone(), capacity: input.capacity.clone() }
    }
}

/// Changes a judge's fields of expertise and capacity.
pub async fn edit_judge(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    judge: AccountId,
    input: JudgeInput,
    now: OffsetDateTime,
) -> Result<(), JudgeError> {
    let tx = begin_write(db).await?;
    let context = load_panel(&tx, panel).await?;
    access::require(actor, Act::ManagePanels, &context.subject(), State::Round(context.state()))?;
    let problems = judge_problems(&context, &input);
    if !problems.is_empty() {
        return Err(JudgeError::Problems(problems));
    }
    let mut row: panel_judge::ActiveModel = find_seat(&tx, panel.0, judge).await?.into();
    row.expertise = Set(write_json(&input.expertise)?);
    row.capacity = Set(capacity(&input.capacity).unwrap_or_default());
    row.update(&tx).await?;
    let record = Record::new(actor.account, "judge.edited", format!("panel/{panel}"))
        .detail(serde_json::json!({ "judge": judge, "capacity": input.capacity, "expertise": input.expertise }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a judge's seat away, and the roles that came with it.
pub async fn remove_judge(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    judge: AccountId,
    now: OffsetDateTime,
) -> Result<(), JudgeError> {
    let tx = begin_write(db).await?;
    let context = load_panel(&tx, panel).await?;
    access::require(actor, Act::ManagePanels, &context.subject(), State::Round(context.state()))?;
    let actor = live(&tx, actor).await?;
    leave_seat(&tx, &actor, &context, judge, now).await?;
    tx.commit().await?;
    Ok(())
}
