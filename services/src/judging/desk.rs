//! Rounds, panels and judges as the secretary reads them.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EditionId, PanelId};
use domain::judging::desk::{PanelDetail, PanelInput, PanelJudge, PanelSummary, RoundSummary};
use domain::judging::progress::Progress;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::rules::{EditionRules, Round};
use domain::text::compare_names;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::context::{AssignmentLine, PanelContext, assignments, load_panel, panel_entries, seats};
use crate::entities::{account, assignment, invitation, panel, panel_judge, role_grant, round, unit};
use crate::failure::{Failure, read_json};
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::{RoundEntry, round_state};

/// Names of accounts, in one statement.
pub(super) async fn names_of(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, String>, Failure> {
    let ids: BTreeSet<i64> = ids.map(|id| id.0).collect();
    let rows: Vec<(i64, String)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Name)
        .filter(account::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (AccountId(id), name)).collect())
}

/// The state of an assignment; an unreadable one counts as not begun.
pub(super) fn state_of(row: &assignment::Model) -> SheetState {
    SheetState::from_code(&row.state).unwrap_or(SheetState::Assigned)
}

/// Every round of an edition with its panels.
pub async fn list_rounds(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
) -> Result<Vec<RoundSummary>, Failure> {
    let edition = find_edition(db, edition).await?;
    access::require(actor, Act::ReadEditionDesk, &edition.subject(), State::Any)?;
    let rules = rules_in_force(db, &edition).await?;
    let rounds = round::Entity::find().filter(round::Column::EditionId.eq(edition.id.0)).all(db).await?;
    let panels = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(edition.id.0))
        .order_by_asc(panel::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i64> = panels.iter().map(|panel| panel.id).collect();
    let seated = panel_judge::Entity::find()
        .filter(panel_judge::Column::PanelId.is_in(ids.iter().copied()))
        .filter(panel_judge::Column::RemovedAt.is_null())
        .all(db)
        .await?;
    let assigned = assignment::Entity::find().filter(assignment::Column::PanelId.is_in(ids)).all(db).await?;
    let chairs = names_of(db, panels.iter().filter_map(|panel| panel.chair_id).map(AccountId)).await?;
    let mut summaries = Vec::new();
    for round in &rules.rounds {
        let row = rounds.iter().find(|row| row.code == round.code);
        let mut summary = empty_round(round, row);
        let mut covered = BTreeSet::new();
        for panel in panels.iter().filter(|panel| panel.round_code == round.code) {
            let fields: Vec<String> = read_json(&panel.fields)?;
            covered.extend(fields.iter().cloned());
            summary.panels.push(PanelSummary {
                id: PanelId(panel.id),
                name: panel.name.clone(),
                round_code: round.code.clone(),
                fields: fields.iter().map(|code| field_name(&rules, code)).collect(),
                chair: panel.chair_id.and_then(|id| chairs.get(&AccountId(id)).cloned()),
                decision: panel.decision.clone().unwrap_or_default(),
                judges: seated.iter().filter(|seat| seat.panel_id == panel.id).count(),
                progress: Progress::of(assigned.iter().filter(|row| row.panel_id == panel.id).map(state_of)),
            });
        }
        let bare = rules.fields.iter().filter(|field| !covered.contains(&field.code));
        summary.uncovered = bare.map(|field| field.name.clone()).collect();
        summaries.push(summary);
    }
    Ok(summaries)
}

fn empty_round(round: &Round, row: Option<&round::Model>) -> RoundSummary {
    RoundSummary {
        code: round.code.clone(),
        name: round.name.clone(),
        state: round_state(row),
        blind: round.scoring().blind,
        judges_per_entry: round.scoring().judges_per_entry,
        due_at: row.and_then(|row| row.due_at),
        panels: vec![],
        uncovered: vec![],
    }
}

fn field_name(rules: &EditionRules, code: &str) -> String {
    rules.field(code).map_or(code, |field| field.name.as_str()).to_owned()
}

/// One panel with its judges and who could become one.
pub async fn find_panel(db: &DatabaseConnection, actor: &Actor, id: PanelId) -> Result<PanelDetail, Failure> {
    let context = load_panel(db, id).await?;
    access::require(actor, Act::ReadEditionDesk, &context.subject(), State::Any)?;
    let seated = seats(db, id.0).await?;
    let assigned = assignments(db, id.0).await?;
    let people = account::Entity::find()
        .filter(account::Column::Id.is_in(seated.iter().map(|seat| seat.account_id)))
        .all(db)
        .await?;
    let units = unit::Entity::find()
        .filter(unit::Column::Id.is_in(people.iter().filter_map(|person| person.unit_id)))
        .all(db)
        .await?;
    let mut judges = Vec::new();
    for person in &people {
        let Some(seat) = seated.iter().find(|seat| seat.account_id == person.id) else {
            continue;
        };
        let unit = units.iter().find(|unit| Some(unit.id) == person.unit_id);
        judges.push(PanelJudge {
            account: AccountId(person.id),
            name: person.name.clone(),
            email: person.email.clone(),
            unit: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
            expertise: read_json(&seat.expertise)?,
            capacity: seat.capacity.and_then(|count| u32::try_from(count).ok()),
            declared_at: seat.declared_at,
            declaration: seat.declaration.clone().unwrap_or_default(),
            is_chair: context.panel.chair_id == Some(person.id),
            progress: Progress::of(assigned.iter().filter(|row| row.judge_id == person.id).map(AssignmentLine::state)),
        });
    }
    judges.sort_by(|a, b| compare_names(&a.name, &b.name));
    Ok(PanelDetail {
        id,
        round_code: context.round.code.clone(),
        round_name: context.round.name.clone(),
        round: context.state(),
        fields: context.rules.fields.iter().map(|field| (field.code.clone(), field.name.clone())).collect(),
        candidates: candidates(db, &seated).await?,
        invited: invited(db, id).await?,
        short: short_entries(db, &context, &assigned).await?,
        input: PanelInput {
            round_code: context.round.code,
            name: context.panel.name,
            fields: context.fields,
            chair: context.panel.chair_id.map(AccountId),
            decision: context.panel.decision.unwrap_or_default(),
        },
        judges,
    })
}

/// How many entries of a round under way have fewer judges than the rules ask.
async fn short_entries(
    db: &impl ConnectionTrait,
    context: &PanelContext,
    assigned: &[AssignmentLine],
) -> Result<usize, Failure> {
    if context.state() != RoundState::Scoring {
        return Ok(0);
    }
    let mut judges: BTreeMap<i64, u32> = BTreeMap::new();
    for row in assigned.iter().filter(|row| row.state() != SheetState::Recused) {
        *judges.entry(row.entry_id).or_default() += 1;
    }
    let needed = context.round.scoring().judges_per_entry;
    let entries = panel_entries(db, context).await?;
    let is_short = |entry: &&RoundEntry| judges.get(&entry.id).copied().unwrap_or_default() < needed;
    Ok(entries.iter().filter(is_short).count())
}

async fn candidates(
    db: &impl ConnectionTrait,
    seated: &[panel_judge::Model],
) -> Result<Vec<(String, String)>, Failure> {
    let holders: Vec<i64> = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::AccountId)
        .distinct()
        .filter(role_grant::Column::Role.eq(GrantedRole::Judge.code()))
        .filter(role_grant::Column::RevokedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut people: Vec<(String, String)> = account::Entity::find()
        .filter(account::Column::Id.is_in(holders))
        .filter(account::Column::Id.is_not_in(seated.iter().map(|seat| seat.account_id)))
        .filter(account::Column::DisabledAt.is_null())
        .all(db)
        .await?
        .into_iter()
        .map(|person| (person.email, person.name))
        .collect();
    people.sort_by(|a, b| compare_names(&a.1, &b.1));
    Ok(people)
}

async fn invited(db: &impl ConnectionTrait, panel: PanelId) -> Result<Vec<(String, String)>, Failure> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::PanelId.eq(panel.0))
        .filter(invitation::Column::AcceptedAt.is_null())
        .order_by_asc(invitation::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.email, row.name)).collect())
}
