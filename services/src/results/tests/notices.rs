use domain::people::actor::Actor;
use domain::programmes::edition::EditionState;
use domain::results::acts::*;
use domain::results::public::WinnerQuery;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use time::Duration;
use time::macros::date;

use super::super::*;
use crate::entities::mail;
use crate::failure::Failure;
use crate::programmes::find_edition;
use crate::testkit::noon;
use crate::testkit::results::{Contest, count_statements, judged_contest};

const WHY: &str = "Hội đồng đã họp và thống nhất.";

fn refused<T: std::fmt::Debug, P: std::fmt::Debug>(result: Result<T, ActError<P>>) -> Vec<P> {
    match result {
        Err(ActError::Refused(problems)) => problems,
        other => panic!("not refused: {other:?}"),
    }
}

fn forbidden<T: std::fmt::Debug, P: std::fmt::Debug>(result: Result<T, ActError<P>>) {
    assert!(matches!(result, Err(ActError::Failure(Failure::Forbidden(_)))), "{result:?}");
}

async fn letters(contest: &Contest, template: &str) -> u64 {
    mail::Entity::find().filter(mail::Column::Template.eq(template)).count(&contest.db).await.unwrap()
}

/// The prize each letter names; nothing for those without one.
async fn prizes_told(contest: &Contest, template: &str) -> Vec<Option<String>> {
    let letters = mail::Entity::find().filter(mail::Column::Template.eq(template)).all(&contest.db).await.unwrap();
    let params = letters.iter().map(|letter| serde_json::from_str(&letter.params).unwrap());
    params.map(|params: serde_json::Value| params["prize"].as_str().map(str::to_owned)).collect()
}

async fn state(contest: &Contest) -> EditionState {
    find_edition(&contest.db, contest.edition).await.unwrap().state
}

async fn two_winners() -> Contest {
    judged_contest(&[("DDHT", &[85, 85, 85]), ("PMTH", &[70, 70, 70]), ("PMTH", &[40, 40, 40])], |_| {}).await
}

fn opinion(body: &str) -> FeedbackInput {
    FeedbackInput {
        name: "Người Góp Ý".to_owned(), contact: "gop-y@vi-du.example".to_owned(), body: body.to_owned()
    }
}

pub(super) fn decision() -> DecisionInput {
    DecisionInput {
        number: "1779/QĐ-UBND".to_owned(),
        decided_on: Some(date!(2026 - 12 - 10)),
        signer: "Người Ký Thử".to_owned(),
    }
}

/// A contest whose results are public.
pub async fn published() -> Contest {
    let contest = two_winners().await;
    let later = noon() + Duration::days(20);
    give_notice(&contest.db, &contest.secretary, &contest.slug, 2, noon()).await.unwrap();
    record_decision(&contest.db, &contest.approver, &contest.slug, decision(), later).await.unwrap();
    publish_results(&contest.db, &contest.approver, &contest.slug, Some(2), later).await.unwrap();
    contest
}

#[tokio::test]
async fn from_the_ranking_to_the_public_page() {
    let contest = two_winners().await;
    let (db, secretary, approver, slug) = (&contest.db, &contest.secretary, &contest.approver, contest.slug.as_str());
    let visitor = Actor::visitor();
    assert!(find_public_notice(db, slug, noon()).await.is_err(), "not public yet");
    assert_eq!(refused(give_notice(db, secretary, slug, 5, noon()).await), [NoticeProblem::OtherCount { expected: 2 }]);
    give_notice(db, secretary, slug, 2, noon()).await.unwrap();
    assert!(give_notice(db, secretary, slug, 2, noon()).await.is_err(), "a second press");
    assert_eq!((state(&contest).await, letters(&contest, "notice_given").await), (EditionState::Noticed, 2));
    let notice = find_public_notice(db, slug, noon()).await.unwrap();
    assert_eq!(notice.awards.len(), 2);
    assert_eq!(notice.notice.closes_at - noon(), Duration::days(15) + Duration::hours(12));

    send_feedback(db, &visitor, slug, opinion("Công trình này giống một công trình cũ."), noon()).await.unwrap();
    send_feedback(db, &visitor, slug, opinion("Công trình này giống một công trình cũ."), noon()).await.unwrap();
    let desk = find_notice_desk(db, secretary, slug, noon()).await.unwrap();
    assert_eq!(desk.feedback.len(), 1, "the same words twice are one opinion");
    answer_feedback(db, secretary, desk.feedback[0].id, "Đã kiểm tra.", noon()).await.unwrap();
    let again = answer_feedback(db, secretary, desk.feedback[0].id, "Khác.", noon()).await;
    assert_eq!(refused(again), [ReplyProblem::AlreadyAnswered]);
    assert_eq!(letters(&contest, "feedback_answered").await, 1);

    let early = publish_results(db, approver, slug, Some(3), noon()).await;
    assert_eq!(refused(early).len(), 3, "no decision, notice still runs, wrong number");
    let later = noon() + Duration::days(20);
    let late = send_feedback(db, &visitor, slug, opinion("Muộn."), later).await;
    assert!(matches!(refused(late)[..], [FeedbackProblem::Closed { .. }]));
    record_decision(db, secretary, slug, decision(), later).await.unwrap();
    publish_results(db, approver, slug, Some(2), later).await.unwrap();
    assert!(publish_results(db, approver, slug, Some(2), later).await.is_err(), "a second press");
    assert_eq!((state(&contest).await, letters(&contest, "result_published").await), (EditionState::Published, 3));
    let told = prizes_told(&contest, "result_published").await;
    assert_eq!(told.iter().filter(|prize| prize.is_some()).count(), 2, "{told:?}");
    assert!(told.iter().flatten().all(|prize| prize.starts_with("Giải")), "{told:?}");
    let winners = find_winners(db, &visitor, slug, WinnerQuery::default(), later).await.unwrap();
    assert_eq!((winners.count, winners.decision.number.as_str()), (2, "1779/QĐ-UBND"));
    assert!(crate::ledger::verify(db).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_withdrawn_notice_can_be_given_again() {
    let contest = two_winners().await;
    let (db, by, slug) = (&contest.db, &contest.secretary, contest.slug.as_str());
    give_notice(db, by, slug, 2, noon()).await.unwrap();
    assert_eq!(refused(withdraw_notice(db, by, slug, "", noon()).await), [NoticeProblem::ReasonMissing]);
    withdraw_notice(db, by, slug, WHY, noon()).await.unwrap();
    assert_eq!(state(&contest).await, EditionState::Judging);
    assert!(find_public_notice(db, slug, noon()).await.is_err());
    give_notice(db, by, slug, 2, noon() + Duration::days(1)).await.unwrap();
    assert_eq!(find_public_notice(db, slug, noon()).await.unwrap().awards.len(), 2);
}

#[tokio::test]
async fn a_decision_lists_every_problem_and_can_be_corrected() {
    let contest = two_winners().await;
    let (db, by, slug) = (&contest.db, &contest.approver, contest.slug.as_str());
    give_notice(db, &contest.secretary, slug, 2, noon()).await.unwrap();
    let nothing = record_decision(db, by, slug, DecisionInput::default(), noon()).await;
    assert_eq!(
        refused(nothing),
        [DecisionProblem::NumberMissing, DecisionProblem::DateMissing, DecisionProblem::SignerMissing]
    );
    let future = record_decision(db, by, slug, decision(), noon()).await;
    assert!(matches!(refused(future)[..], [DecisionProblem::DateInFuture { .. }]));
    let later = noon() + Duration::days(20);
    record_decision(db, by, slug, decision(), later).await.unwrap();
    let corrected = DecisionInput { number: "1780/QĐ-UBND".to_owned(), ..decision() };
    record_decision(db, by, slug, corrected, later).await.unwrap();
    let desk = find_approval(db, by, slug, later).await.unwrap();
    assert_eq!(desk.item.decision.unwrap().number, "1780/QĐ-UBND");
}

#[tokio::test]
async fn a_revoked_prize_stays_on_the_page_as_revoked() {
    let contest = published().await;
    let (db, by, slug) = (&contest.db, &contest.approver, contest.slug.as_str());
    let later = noon() + Duration::days(60);
    let award = find_approval(db, by, slug, later).await.unwrap().awards[0].0;
    let nothing = revoke_award(db, by, award, "", "", later).await;
    assert_eq!(refused(nothing), [RevokeProblem::ReasonMissing, RevokeProblem::NumberMissing]);
    revoke_award(db, by, award, "Sao chép công trình khác.", "99/QĐ-UBND", later).await.unwrap();
    let again = revoke_award(db, by, award, "Sao chép công trình khác.", "99/QĐ-UBND", later).await;
    assert_eq!(refused(again), [RevokeProblem::AlreadyRevoked]);
    let winners = find_winners(db, &Actor::visitor(), slug, WinnerQuery::default(), later).await.unwrap();
    assert_eq!((winners.awards.len(), winners.count), (2, 1));
    assert_eq!(winners.awards[0].revoked.as_ref().unwrap().decision, "99/QĐ-UBND");
    assert_eq!(letters(&contest, "award_revoked").await, 1);
}

#[tokio::test]
async fn who_may_not_give_notice_decide_publish_or_revoke() {
    let contest = two_winners().await;
    let (db, slug) = (&contest.db, contest.slug.as_str());
    let outsiders = [Actor::visitor(), contest.owner.clone()];
    for actor in outsiders.iter().chain([&contest.approver]) {
        forbidden(give_notice(db, actor, slug, 2, noon()).await);
    }
    give_notice(db, &contest.secretary, slug, 2, noon()).await.unwrap();
    for actor in &outsiders {
        forbidden(withdraw_notice(db, actor, slug, WHY, noon()).await);
        forbidden(record_decision(db, actor, slug, decision(), noon()).await);
        assert!(find_approval(db, actor, slug, noon()).await.is_err());
        assert!(approvals(db, actor).await.is_err());
    }
    for actor in outsiders.iter().chain([&contest.secretary]) {
        forbidden(publish_results(db, actor, slug, Some(2), noon()).await);
    }
    let contest = published().await;
    let award = find_approval(&contest.db, &contest.approver, &contest.slug, noon()).await.unwrap().awards[0].0;
    for actor in [Actor::visitor(), contest.owner.clone(), contest.secretary.clone()] {
        forbidden(revoke_award(&contest.db, &actor, award, WHY, "1/QĐ", noon()).await);
    }
}

#[tokio::test]
async fn winners_take_as_many_statements_for_many_as_for_few() {
    let mut counts = Vec::new();
    for size in [1, 60] {
        let entries: Vec<(&str, Vec<i32>)> = (0..size).map(|one| ("DDHT", vec![60 + one % 15, 61, 62])).collect();
        let entries: Vec<(&str, &[i32])> = entries.iter().map(|(field, totals)| (*field, totals.as_slice())).collect();
        let mut contest = judged_contest(&entries, |rules| {
            rules.prizes.iter_mut().for_each(|prize| prize.cap = None);
        })
        .await;
        let expected = find_notice_desk(&contest.db, &contest.secretary, &contest.slug, noon()).await.unwrap().count;
        assert_eq!(expected, usize::try_from(size).unwrap());
        let later = noon() + Duration::days(20);
        give_notice(&contest.db, &contest.secretary, &contest.slug, expected, noon()).await.unwrap();
        record_decision(&contest.db, &contest.approver, &contest.slug, decision(), later).await.unwrap();
        publish_results(&contest.db, &contest.approver, &contest.slug, Some(expected), later).await.unwrap();
        let counted = count_statements(&mut contest.db);
        let query = WinnerQuery { page: 1, ..WinnerQuery::default() };
        let winners = find_winners(&contest.db, &Actor::visitor(), &contest.slug, query, later).await.unwrap();
        assert_eq!(winners.awards.len(), expected.min(50));
        counts.push(counted());
        all_results(&contest.db, Default::default()).await.unwrap();
        counts.push(counted());
    }
    assert_eq!(counts[..2], counts[2..], "winners, all results");
    assert!(counts[0] <= 10, "{counts:?}");
}
