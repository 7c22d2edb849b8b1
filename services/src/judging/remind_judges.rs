//! Reminding judges of sheets that are not signed while the deadline is near or past.

use std::collections::BTreeMap;

use domain::ids::{AccountId, EditionId};
use domain::judging::reminders::{JudgeReminder, ReminderRefusal, reminder_refusal};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::text::{Lang, compare_names};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::context::round_panels;
use super::progress::judges_of;

use crate::database::begin_write;
use crate::entities::{account, round};
use crate::failure::Failure;
use crate::ledger::{Record, append, last_acts};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::{find_round, lock_round_row, round_state};

/// The act in the ledger; the last one tells when a judge was reminded.
const REMINDED: &str = "judge.reminded";

/// What a reminder of a round would be.
#[derive(Clone, Debug)]
pub struct ReminderPlan {
    pub round: String,
    pub due_at: Option<OffsetDateTime>,
    /// Every judge of the round, by name.
    pub judges: Vec<JudgeReminder>,
    /// The first letter that would go out, in its reader's language.
    pub sample: Option<(Lang, Value)>,
}

/// A judge with their account and what stands against a reminder.
struct Addressee {
    account: account::Model,
    reminder: JudgeReminder,
}

/// Who would be reminded, and who not and why: of these judges, or of all when none is named.
pub async fn preview_reminders(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    only: &[AccountId],
    now: OffsetDateTime,
) -> Result<ReminderPlan, Failure> {
    let edition = find_edition(db, edition).await?;
    access::require(actor, Act::RemindJudges, &edition.subject(), State::Any)?;
    let rules = rules_in_force(db, &edition).await?;
    let round = rules.round(code).ok_or(Failure::NotFound)?.name.clone();
    let row = find_round(db, edition.id.0, code).await?;
    let due_at = row.as_ref().and_then(|row| row.due_at);
    let mut addressees = addressees(db, &edition, code, row.as_ref(), now).await?;
    addressees.retain(|judge| only.is_empty() || only.contains(&judge.reminder.judge));
    let first = addressees.iter().find(|judge| judge.reminder.refusal.is_none());
    Ok(ReminderPlan {
        round,
        due_at,
        sample: first.map(|judge| {
            let letter = letter(&edition, code, judge, due_at);
            (letter.lang, letter.params)
        }),
        judges: addressees.into_iter().map(|judge| judge.reminder).collect(),
    })
}

/// Sends each of these judges one letter, or none: it asks again, for the page may be old. Returns how many it sent.
pub async fn remind_judges(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    judges: &[AccountId],
    now: OffsetDateTime,
) -> Result<usize, Failure> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    access::require(actor, Act::RemindJudges, &edition.subject(), State::Any)?;
    let rules = rules_in_force(&tx, &edition).await?;
    rules.round(code).ok_or(Failure::NotFound)?;
    // Two presses at once wait for each other here; the second finds the first one's record.
    let row = lock_round_row(&tx, edition.id.0, code).await?;
    let mut chosen = addressees(&tx, &edition, code, Some(&row), now).await?;
    chosen.retain(|judge| judge.reminder.refusal.is_none() && judges.contains(&judge.reminder.judge));
    for judge in &chosen {
        queue_letter(&tx, letter(&edition, code, judge, row.due_at), now).await?;
        let subject = subject_of(&edition, code, judge.reminder.judge);
        let record = Record::new(actor.account, REMINDED, subject);
        append(&tx, record.detail(json!({ "left": judge.reminder.left })), now).await?;
    }
    tx.commit().await?;
    Ok(chosen.len())
}

/// When each of these judges was last reminded of a round.
pub(super) async fn last_reminders(
    db: &impl ConnectionTrait,
    edition: &Edition,
    code: &str,
    judges: impl Iterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, OffsetDateTime>, Failure> {
    let subjects: BTreeMap<AccountId, String> = judges.map(|judge| (judge, subject_of(edition, code, judge))).collect();
    let named: Vec<String> = subjects.values().cloned().collect();
    let mut last = last_acts(db, REMINDED, &named).await?;
    let found = subjects.into_iter().filter_map(|(judge, subject)| Some((judge, last.remove(&subject)?)));
    Ok(found.collect())
}

fn subject_of(edition: &Edition, code: &str, judge: AccountId) -> String {
    format!("edition/{}/round/{code}/judge/{judge}", edition.id)
}

/// Every judge of the round, with what is left in all of its panels.
async fn addressees(
    db: &impl ConnectionTrait,
    edition: &Edition,
    code: &str,
    row: Option<&round::Model>,
    now: OffsetDateTime,
) -> Result<Vec<Addressee>, Failure> {
    let panels = round_panels(db, edition.id.0, code).await?;
    let mut left: BTreeMap<AccountId, usize> = BTreeMap::new();
    for judge in judges_of(db, &panels).await? {
        *left.entry(judge.account).or_default() += judge.progress.left();
    }
    let last = last_reminders(db, edition, code, left.keys().copied()).await?;
    let accounts =
        account::Entity::find().filter(account::Column::Id.is_in(left.keys().map(|judge| judge.0))).all(db).await?;
    let addressee = |account: account::Model| {
        let judge = AccountId(account.id);
        let left = left.get(&judge).copied().unwrap_or(0);
        let due_at = row.and_then(|row| row.due_at);
        let refusal = reminder_refusal(round_state(row), due_at, left, last.get(&judge).copied(), now);
        let closed = account.disabled_at.map(|_| ReminderRefusal::AccountClosed);
        Addressee {
            reminder: JudgeReminder { judge, name: account.name.clone(), left, refusal: refusal.or(closed) },
            account,
        }
    };
    let mut found: Vec<Addressee> = accounts.into_iter().map(addressee).collect();
    found.sort_by(|a, b| compare_names(&a.reminder.name, &b.reminder.name));
    Ok(found)
}

fn letter(edition: &Edition, code: &str, judge: &Addressee, due_at: Option<OffsetDateTime>) -> Letter {
    let account = &judge.account;
    let lang = Lang::of_code(&account.lang);
    Letter {
        recipient: account.email.clone(),
        lang,
        kind: LetterKind::JudgeReminded,
        params: json!({
            "name": account.name, "edition": edition.name(lang), "link": "/cham", "count": judge.reminder.left,
            "until": due_at.and_then(|due| due.format(&Rfc3339).ok()),
        }),
        edition: Some(edition.id),
        reference: Some(format!("edition/{}/round/{code}", edition.id)),
    }
}
