use std::collections::BTreeSet;

use domain::people::actor::Actor;
use domain::results::acts::{AllocationProblem, NoticeProblem};
use domain::results::{Prize, PrizeKind, TagProblem, TieDecision};

use super::super::*;
use crate::failure::Failure;
use crate::testkit::noon;
use crate::testkit::results::{Contest, judged_contest, scored_contest};

const WHY: &str = "Hội đồng đã họp và thống nhất.";

fn choose(contest: &Contest, among: &[usize], chosen: &[usize]) -> TieDecision {
    let codes = |positions: &[usize]| -> BTreeSet<String> { positions.iter().map(|one| contest.code(*one)).collect() };
    TieDecision { prize: "first".to_owned(), chosen: codes(chosen), among: codes(among) }
}

async fn tied() -> Contest {
    judged_contest(&[("DDHT", &[85, 85, 85]), ("DDHT", &[85, 85, 85]), ("DDHT", &[70, 70, 70])], |_| {}).await
}

fn problems<T: std::fmt::Debug, P: std::fmt::Debug + Clone>(result: Result<T, ActError<P>>) -> Vec<P> {
    match result {
        Err(ActError::Refused(problems)) => problems,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_tie_at_a_prize_line_is_open_until_people_decide_it_with_a_reason() {
    let contest = tied().await;
    let (db, by, slug) = (&contest.db, &contest.secretary, contest.slug.as_str());
    let desk = find_prize_desk(db, by, slug).await.unwrap();
    assert_eq!((desk.allocation.open_ties.len(), desk.count()), (1, 0), "who is third depends on the tie");
    let notice = give_notice(db, by, slug, 0, noon()).await;
    assert!(problems(notice).contains(&NoticeProblem::OpenTies { count: 1 }));

    let short = decide_tie(db, by, slug, choose(&contest, &[1, 2], &[2]), "DDHT", "ừ", noon()).await;
    assert_eq!(problems(short), [AllocationProblem::ReasonMissing]);
    let both = decide_tie(db, by, slug, choose(&contest, &[1, 2], &[1, 2]), "DDHT", WHY, noon()).await;
    assert_eq!(problems(both), [AllocationProblem::TooManyChosen { places: 1, chosen: 2 }]);
    let stale = decide_tie(db, by, slug, choose(&contest, &[1, 2, 3], &[2]), "DDHT", WHY, noon()).await;
    assert_eq!(problems(stale), [AllocationProblem::TieChanged]);
    decide_tie(db, by, slug, choose(&contest, &[1, 2], &[2]), "DDHT", WHY, noon()).await.unwrap();

    let desk = find_prize_desk(db, by, slug).await.unwrap();
    let winners: Vec<_> =
        desk.winners().iter().map(|(entry, prize)| (entry.code.clone(), (*prize).to_owned())).collect();
    let expected =
        [(1, "second"), (2, "first"), (3, "second")].map(|(one, prize)| (contest.code(one), prize.to_owned()));
    assert_eq!(winners, expected);
    assert_eq!(desk.ties[0].0.reason, WHY);
    undo_tie(db, by, slug, desk.ties[0].0.id, noon()).await.unwrap();
    undo_tie(db, by, slug, desk.ties[0].0.id, noon()).await.unwrap();
    assert_eq!(find_prize_desk(db, by, slug).await.unwrap().allocation.open_ties.len(), 1);
}

#[tokio::test]
async fn a_level_is_left_empty_with_a_reason_and_given_again() {
    let contest = judged_contest(&[("DDHT", &[85, 85, 85]), ("PMTH", &[90, 90, 90])], |_| {}).await;
    let (db, by, slug) = (&contest.db, &contest.secretary, contest.slug.as_str());
    let unknown = withhold_prize(db, by, slug, "first", "KHAC", "", noon()).await;
    assert_eq!(problems(unknown), [AllocationProblem::NoSuchLevel, AllocationProblem::ReasonMissing]);
    withhold_prize(db, by, slug, "first", "DDHT", WHY, noon()).await.unwrap();
    withhold_prize(db, by, slug, "first", "DDHT", WHY, noon()).await.unwrap();
    let desk = find_prize_desk(db, by, slug).await.unwrap();
    let prizes: Vec<&str> = desk.winners().iter().map(|(_, prize)| *prize).collect();
    assert_eq!((prizes, desk.withheld.len()), (vec!["first", "second"], 1));
    give_prize_back(db, by, slug, desk.withheld[0].id, noon()).await.unwrap();
    assert!(find_prize_desk(db, by, slug).await.unwrap().withheld.is_empty());
}

#[tokio::test]
async fn special_prizes_are_given_by_hand_within_their_cap() {
    let youngest = Prize {
        code: "youngest".to_owned(),
        name: "Tác giả nhỏ tuổi nhất".to_owned(),
        kind: PrizeKind::Tag,
        cap: Some(1),
        cap_scope: domain::results::CapScope::Edition,
        band: None,
        amount_vnd: None,
        seal: None,
    };
    let contest =
        judged_contest(&[("DDHT", &[85, 85, 85]), ("PMTH", &[50, 50, 50])], |rules| rules.prizes.push(youngest)).await;
    let (db, by, slug) = (&contest.db, &contest.secretary, contest.slug.as_str());
    give_tag(db, by, slug, &contest.code(2), "youngest", WHY, noon()).await.unwrap();
    let second = give_tag(db, by, slug, &contest.code(1), "youngest", WHY, noon()).await;
    assert!(matches!(&problems(second)[..], [AllocationProblem::Tag(TagProblem::OverCap { .. })]));
    let ranked = give_tag(db, by, slug, &contest.code(1), "first", WHY, noon()).await;
    assert!(matches!(&problems(ranked)[..], [AllocationProblem::Tag(TagProblem::NotATag { .. })]));
    let nobody = give_tag(db, by, slug, "KHONG-CO", "youngest", WHY, noon()).await;
    assert_eq!(problems(nobody), [AllocationProblem::NoSuchEntry]);
    let desk = find_prize_desk(db, by, slug).await.unwrap();
    assert_eq!(desk.count(), 2);
    take_tag(db, by, slug, desk.tags[0].id, noon()).await.unwrap();
    take_tag(db, by, slug, desk.tags[0].id, noon()).await.unwrap();
    assert_eq!(find_prize_desk(db, by, slug).await.unwrap().count(), 1);
}

#[tokio::test]
async fn while_marks_may_change_no_tie_is_decided_and_no_list_made_public() {
    let contest = scored_contest(&[("DDHT", &[85, 85, 85]), ("DDHT", &[85, 85, 85])], |_| {}).await;
    let (db, by, slug) = (&contest.db, &contest.secretary, contest.slug.as_str());
    let tie = decide_tie(db, by, slug, choose(&contest, &[1, 2], &[2]), "DDHT", WHY, noon()).await;
    assert_eq!(problems(tie), [AllocationProblem::RoundNotLocked]);
    let notice = give_notice(db, by, slug, 0, noon()).await;
    assert!(matches!(problems(notice)[0], NoticeProblem::RoundNotLocked { .. }));
}

#[tokio::test]
async fn who_may_not_settle_prizes() {
    let contest = tied().await;
    for actor in [Actor::visitor(), contest.owner.clone(), contest.approver.clone()] {
        let tie =
            decide_tie(&contest.db, &actor, &contest.slug, choose(&contest, &[1, 2], &[2]), "DDHT", WHY, noon()).await;
        assert!(matches!(tie, Err(ActError::Failure(Failure::Forbidden(_)))));
        let level = withhold_prize(&contest.db, &actor, &contest.slug, "first", "DDHT", WHY, noon()).await;
        assert!(matches!(level, Err(ActError::Failure(Failure::Forbidden(_)))));
        let tag = give_tag(&contest.db, &actor, &contest.slug, &contest.code(1), "youngest", WHY, noon()).await;
        assert!(matches!(tag, Err(ActError::Failure(Failure::Forbidden(_)))));
    }
}
