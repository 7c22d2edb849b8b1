//! Panels, judges and signed sheets of the demonstration.

use domain::ids::{AccountId, PanelId};
use domain::judging::desk::{JudgeInput, PanelInput};
use domain::judging::entry_view::SheetInput;
use domain::judging::queue::{QueueFilter, QueueItem};
use domain::judging::states::SheetState;
use domain::numbers::Points;
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::{EditionRules, Round};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::{Duration, OffsetDateTime};

use super::province::Dice;
use super::{DemoError, Stage};
use crate::entities::account;
use crate::failure::Failure;
use crate::judging as desk;
use crate::people::find_actor;
use crate::programmes::find_rules;

/// The most judges a panel seats: wider tables are unreadable.
const SEATS: usize = 12;

/// Staffs a round, assigns by the optimum, and opens it. Returns the panels with their judges.
pub async fn open_round(
    stage: &Stage<'_>,
    edition: &Edition,
    round: &str,
    judges: usize,
    at: OffsetDateTime,
) -> Result<Vec<(PanelId, Vec<Actor>)>, DemoError> {
    let rules = find_rules(stage.db, edition.id, edition.version).await?;
    let panels = judges.div_ceil(SEATS).clamp(1, rules.fields.len());
    let mut staffed = Vec::new();
    for number in 0..panels {
        let fields: Vec<String> = rules
            .fields
            .iter()
            .enumerate()
            .filter(|(place, _)| place % panels == number)
            .map(|(_, field)| field.code.clone())
            .collect();
        let input = PanelInput {
            round_code: round.to_owned(),
            name: format!("Tiểu ban {}", number + 1),
            fields: fields.clone(),
            chair: None,
            decision: format!("{:02}/QĐ-BTC (minh họa)", number + 1),
        };
        let panel = desk::create_panel(stage.db, &stage.secretary, edition.id, input, at).await.map_err(unfit)?;
        let mut seated = Vec::new();
        for seat in (number..judges).step_by(panels) {
            seated.push(seat_judge(stage, edition, panel, &fields, seat, at).await?);
        }
        desk::plan_assignments(stage.db, &stage.secretary, panel, true, at).await.map_err(unfit)?;
        let (_, _, revision) = desk::preview_plan(stage.db, &stage.secretary, panel).await?;
        desk::apply_plan(stage.db, &stage.secretary, panel, revision, at).await.map_err(unfit)?;
        staffed.push((panel, seated));
    }
    let due = stage.now.max(at) + Duration::days(14);
    desk::open_round(stage.db, &stage.secretary, edition.id, round, Some(due), at).await.map_err(unfit)?;
    Ok(staffed)
}

async fn seat_judge(
    stage: &Stage<'_>,
    edition: &Edition,
    panel: PanelId,
    fields: &[String],
    seat: usize,
    at: OffsetDateTime,
) -> Result<Actor, DemoError> {
    let email = judge_email(edition, seat);
    let name = format!("{} (giám khảo {})", stage.province.name(seat * 11 + 5), seat + 1);
    let known = account::Entity::find().filter(account::Column::Email.eq(email.as_str())).one(stage.db).await?;
    let account = match known {
        Some(row) => AccountId(row.id),
        None => stage.accounts.add(stage.db, &email, &name, false, at).await?.account.ok_or(Failure::NotFound)?,
    };
    let expertise = vec![fields[seat % fields.len()].clone()];
    let input = JudgeInput { email, name, expertise, capacity: String::new() };
    desk::add_judge(stage.db, &stage.secretary, panel, input, at).await.map_err(unfit)?;
    let judge = find_actor(stage.db, account, 1, true).await?.ok_or(Failure::NotFound)?;
    let promise = "Tôi đã đọc quy định và sẽ chấm khách quan.";
    desk::declare_conflicts(stage.db, &judge, panel, promise, &[], true, at).await.map_err(unfit)?;
    Ok(judge)
}

/// The edition being judged has the short addresses that are printed.
fn judge_email(edition: &Edition, seat: usize) -> String {
    let number = seat + 1;
    if edition.slug.ends_with("-2") {
        format!("giam-khao-{number}@trinh-dien.example")
    } else {
        format!("{}.giam-khao-{number}@trinh-dien.example", edition.slug)
    }
}

/// Signs sheets until each entry has about `per_entry` of them; the rest stays to be scored, some of it begun.
pub async fn sign(
    stage: &mut Stage<'_>,
    edition: &Edition,
    round: &str,
    panels: &[(PanelId, Vec<Actor>)],
    per_entry: usize,
    at: OffsetDateTime,
) -> Result<(), DemoError> {
    let rules: EditionRules = find_rules(stage.db, edition.id, edition.version).await?;
    let round = rules.round(round).ok_or_else(|| DemoError::Unfit("no such round".to_owned()))?.clone();
    for (panel, judges) in panels {
        let mut signed: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for (place, judge) in judges.iter().enumerate() {
            let tasks = whole_queue(stage, *panel, judge).await?;
            let waiting = tasks.iter().filter(|item| item.state == SheetState::Assigned);
            for (step, item) in waiting.enumerate() {
                let count = signed.entry(item.code.clone()).or_default();
                if *count >= per_entry && !(place == 0 && step % 9 == 0 && per_entry > 0) {
                    continue;
                }
                let at = at + Duration::minutes((step * 9 + place) as i64);
                let input = marks(&round, &item.code, place, &mut stage.dice);
                let saved = desk::save_draft(stage.db, judge, item.assignment, &input, at).await.map_err(unfit)?;
                if *count < per_entry {
                    desk::sign_sheet(stage.db, judge, item.assignment, saved.revision, at).await.map_err(unfit)?;
                    *count += 1;
                }
            }
        }
    }
    Ok(())
}

/// Every page of a judge's queue in one panel.
async fn whole_queue(stage: &Stage<'_>, panel: PanelId, judge: &Actor) -> Result<Vec<QueueItem>, DemoError> {
    let mut items = Vec::new();
    for page in 1.. {
        let filter = QueueFilter { panel: Some(panel), page, ..QueueFilter::default() };
        let Some(queue) = desk::list_assignments(stage.db, judge, &filter).await? else {
            break;
        };
        items.extend(queue.items);
        if items.len() >= queue.found {
            break;
        }
    }
    Ok(items)
}

/// Marks around the quality of the work, which its code decides; now and then a judge sees it quite otherwise.
fn marks(round: &Round, code: &str, judge: usize, dice: &mut Dice) -> SheetInput {
    let quality = 56 + code.bytes().fold(0u64, |sum, byte| (sum * 31 + u64::from(byte)) % 997) % 40;
    let odd = dice.roll(40) == 0;
    let marks = round.scoring().rubric.iter().map(|criterion| {
        let swing = dice.roll(9) as i64 - 4;
        let percent = if odd { 35 } else { (quality as i64 + swing + judge as i64 % 3 - 1).clamp(5, 100) };
        let step = criterion.step.unwrap_or(Points::ONE).millionths().max(1);
        let points = Points::from_millionths(criterion.max.millionths() / step * percent / 100 * step);
        (criterion.code.clone(), points.vietnamese())
    });
    SheetInput {
        marks: marks.collect(),
        comment: "Ý tưởng gần gũi, nên ghi rõ hơn cách thử và số liệu.".to_owned(),
        revision: 0,
        save: None,
    }
}

fn unfit(err: impl std::fmt::Debug) -> DemoError {
    DemoError::Unfit(format!("{err:?}"))
}
