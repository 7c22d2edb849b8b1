//! How far the judges are: the secretary reads it per judge.

use std::collections::BTreeMap;

use domain::ids::{AccountId, EditionId, PanelId};
use domain::judging::desk::{JudgeProgress, RoundProgress};
use domain::judging::progress::Progress;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::text::compare_names;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::desk::{names_of, state_of};
use super::queue::own_rows;
use super::remind_judges::last_reminders;
use crate::entities::{assignment, panel, panel_judge, round};
use crate::failure::Failure;
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::round_state;

/// Every round that has judges, and how far each of them is.
pub async fn list_progress(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
) -> Result<Vec<RoundProgress>, Failure> {
    let edition = find_edition(db, edition).await?;
    access::require(actor, Act::ReadEditionDesk, &edition.subject(), State::Any)?;
    let rules = rules_in_force(db, &edition).await?;
    let rounds = round::Entity::find().filter(round::Column::EditionId.eq(edition.id.0)).all(db).await?;
    let panels = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(edition.id.0))
        .order_by_asc(panel::Column::Id)
        .all(db)
        .await?;
    let judges = judges_of(db, &panels).await?;
    let may_remind = access::allows(actor, Act::RemindJudges, &edition.subject(), State::Any);
    let mut progress = Vec::new();
    for round in &rules.rounds {
        let row = rounds.iter().find(|row| row.code == round.code);
        let own: Vec<i64> =
            panels.iter().filter(|panel| panel.round_code == round.code).map(|panel| panel.id).collect();
        let judges: Vec<JudgeProgress> = judges.iter().filter(|judge| own.contains(&judge.panel.0)).cloned().collect();
        if judges.is_empty() {
            continue;
        }
        let people = judges.iter().map(|judge| judge.account);
        progress.push(RoundProgress {
            may_remind,
            reminded: last_reminders(db, &edition, &round.code, people).await?,
            code: round.code.clone(),
            name: round.name.clone(),
            state: round_state(row),
            due_at: row.and_then(|row| row.due_at),
            total: judges.iter().fold(Progress::default(), |sum, judge| add(sum, judge.progress)),
            judges,
        });
    }
    Ok(progress)
}

fn add(a: Progress, b: Progress) -> Progress {
    Progress {
        unstarted: a.unstarted + b.unstarted,
        drafts: a.drafts + b.drafts,
        signed: a.signed + b.signed,
        recused: a.recused + b.recused,
    }
}

/// Every judge of these panels, by panel, then by name.
pub(super) async fn judges_of(
    db: &impl ConnectionTrait,
    panels: &[panel::Model],
) -> Result<Vec<JudgeProgress>, Failure> {
    let ids: Vec<i64> = panels.iter().map(|panel| panel.id).collect();
    let seats = panel_judge::Entity::find()
        .filter(panel_judge::Column::PanelId.is_in(ids.iter().copied()))
        .filter(panel_judge::Column::RemovedAt.is_null())
        .all(db)
        .await?;
    let rows = assignment::Entity::find().filter(assignment::Column::PanelId.is_in(ids)).all(db).await?;
    let names = names_of(db, seats.iter().map(|seat| AccountId(seat.account_id))).await?;
    let mut work: BTreeMap<(i64, i64), Vec<&assignment::Model>> = BTreeMap::new();
    for row in &rows {
        work.entry((row.panel_id, row.judge_id)).or_default().push(row);
    }
    let mut judges: Vec<JudgeProgress> = Vec::new();
    for panel in panels {
        let mut own: Vec<JudgeProgress> = seats
            .iter()
            .filter(|seat| seat.panel_id == panel.id)
            .map(|seat| {
                let rows = work.get(&(panel.id, seat.account_id)).map(Vec::as_slice).unwrap_or_default();
                JudgeProgress {
                    account: AccountId(seat.account_id),
                    panel: PanelId(panel.id),
                    panel_name: panel.name.clone(),
                    name: names.get(&AccountId(seat.account_id)).cloned().unwrap_or_default(),
                    declared: seat.declared_at.is_some(),
                    progress: Progress::of(rows.iter().map(|row| state_of(row))),
                    last_signed: rows.iter().filter(|row| row.state == "signed").map(|row| row.changed_at).max(),
                }
            })
            .collect();
        own.sort_by(|a, b| compare_names(&a.name, &b.name));
        judges.extend(own);
    }
    Ok(judges)
}

/// A judge's own counts in one panel, for pages that need no queue.
pub async fn list_own_progress(db: &DatabaseConnection, actor: &Actor, panel: PanelId) -> Result<Progress, Failure> {
    let account = actor.account.ok_or(Failure::NotFound)?;
    let rows = own_rows(db, panel.0, account.0).await?;
    Ok(Progress::of(rows.iter().map(state_of)))
}
