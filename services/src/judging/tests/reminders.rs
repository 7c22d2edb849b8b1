//! Judges who have not signed while the deadline is near are reminded, once a day.

use domain::ids::AccountId;
use domain::judging::reminders::ReminderRefusal;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::{Duration, OffsetDateTime};

use crate::entities::{ledger, mail};
use crate::failure::Failure;
use crate::judging::*;
use crate::testkit::*;

const ROUND: &str = "preliminary";

fn id(judge: &Actor) -> AccountId {
    judge.account.expect("signed in")
}

/// The round is due ten days after noon; this is two days before.
fn near() -> OffsetDateTime {
    noon() + Duration::days(8)
}

async fn reminded(court: &Court) -> Vec<mail::Model> {
    mail::Entity::find().filter(mail::Column::Template.eq("judge_reminded")).all(&court.db).await.expect("letters")
}

async fn refusals(court: &Court, now: OffsetDateTime) -> Vec<Option<ReminderRefusal>> {
    let plan = preview_reminders(&court.db, &court.secretary, court.edition, ROUND, &[], now).await.expect("a preview");
    plan.judges.into_iter().map(|judge| judge.refusal).collect()
}

#[tokio::test]
async fn a_judge_who_has_not_signed_is_reminded_once_a_day() {
    let court = open_court(3, 2).await;
    for task in court.tasks(&court.judges[0]).await {
        court.sign(&court.judges[0], task, "50", "30").await;
    }
    let all: Vec<AccountId> = court.judges.iter().map(id).collect();
    let early = vec![Some(ReminderRefusal::TooEarly); 2];
    assert_eq!(refusals(&court, noon()).await[1..], early);
    assert_eq!(refusals(&court, near()).await, [Some(ReminderRefusal::NothingLeft), None, None]);

    let remind = |now| remind_judges(&court.db, &court.secretary, court.edition, ROUND, &all, now);
    assert_eq!(remind(near()).await.expect("sent"), 2);
    assert_eq!(remind(near() + Duration::hours(1)).await.expect("nothing"), 0, "not twice a day");
    let today = Some(ReminderRefusal::RemindedToday(near()));
    assert_eq!(refusals(&court, near()).await[1..], [today, today]);

    let letters = reminded(&court).await;
    let recipients: Vec<&str> = letters.iter().map(|letter| letter.recipient.as_str()).collect();
    for judge in &court.judges[1..] {
        let email = court.email(id(judge)).await;
        assert!(recipients.contains(&email.as_str()));
    }
    assert!(letters[0].params.contains("\"count\":2"), "{}", letters[0].params);
    assert_eq!(remind(near() + Duration::days(1)).await.expect("sent"), 2, "the next day again");
    let records =
        ledger::Entity::find().filter(ledger::Column::Act.eq("judge.reminded")).all(&court.db).await.expect("records");
    assert_eq!(records.len(), 4);
    let progress = list_progress(&court.db, &court.secretary, court.edition).await.expect("progress");
    assert_eq!(progress[0].reminded.get(&all[1]), Some(&(near() + Duration::days(1))));
}

#[tokio::test]
async fn one_judge_alone_can_be_reminded_and_a_locked_round_reminds_nobody() {
    let court = open_court(3, 1).await;
    let one = [id(&court.judges[2])];
    let plan =
        preview_reminders(&court.db, &court.secretary, court.edition, ROUND, &one, near()).await.expect("a preview");
    assert_eq!(plan.judges.len(), 1);
    let remind = |now| remind_judges(&court.db, &court.secretary, court.edition, ROUND, &one, now);
    assert_eq!(remind(near()).await.expect("sent"), 1);
    assert_eq!(reminded(&court).await[0].recipient, court.email(one[0]).await);
    lock_round(&court.db, &court.secretary, court.edition, ROUND, "khoa 0 phieu", near()).await.expect("locked");
    assert_eq!(remind(near() + Duration::days(2)).await.expect("nothing"), 0);
    assert_eq!(refusals(&court, near()).await, vec![Some(ReminderRefusal::NotScoring); 3]);
}

#[tokio::test]
async fn who_may_not_remind_judges() {
    let court = open_court(3, 1).await;
    let all: Vec<AccountId> = court.judges.iter().map(id).collect();
    let mut others = vec![court.judges[0].clone(), member(&court.db, "Hoa").await, Actor::visitor()];
    for role in GrantedRole::ALL.into_iter().filter(|role| *role != GrantedRole::Secretary) {
        others.push(holder(&court.db, "Có vai trò", role).await);
    }
    for other in &others {
        let sent = remind_judges(&court.db, other, court.edition, ROUND, &all, near()).await;
        assert!(matches!(sent, Err(Failure::Forbidden(_))), "{other:?}");
        let seen = preview_reminders(&court.db, other, court.edition, ROUND, &[], near()).await;
        assert!(matches!(seen, Err(Failure::Forbidden(_))), "{other:?}");
    }
    assert_eq!(reminded(&court).await, []);
    let progress = list_progress(&court.db, &holder(&court.db, "Duyệt", GrantedRole::Approver).await, court.edition)
        .await
        .expect("progress");
    assert!(!progress[0].may_remind, "who may look need not be able to remind");
}
