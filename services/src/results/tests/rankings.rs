use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::results::listing::{Cut, RankingList, RankingQuery};
use domain::results::{Outlier, OutlierMode, TieBreak, tabulate};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::*;
use crate::database::begin_write;
use crate::entities::score_sheet;
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::testkit::results::{Contest, count_statements, judged_contest, scored_contest};
use crate::testkit::{holder, noon};

fn query(field: Option<&str>) -> RankingQuery {
    RankingQuery { field: field.map(str::to_owned), ..RankingQuery::default() }
}

/// The ranking as the secretary reads it, with nothing kept from before.
async fn ranking(contest: &Contest, query: RankingQuery) -> RankingList {
    let kept = KeptRankings::default();
    let read = find_ranking(&contest.db, &kept, &contest.secretary, &contest.slug, query).await;
    read.expect("a ranking")
}

#[tokio::test]
async fn entries_are_ranked_within_their_field_with_prizes_and_cut_lines() {
    let entries: [(&str, &[i32]); 4] =
        [("DDHT", &[86, 87, 88]), ("PMTH", &[70, 70, 70]), ("DDHT", &[75, 74, 76]), ("DDHT", &[90, 40])];
    let contest = judged_contest(&entries, |rules| rules.rounds[0].pass = None).await;
    let list = ranking(&contest, query(Some("DDHT"))).await;
    let seen: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            (
                row.place.as_ref().map(|place| place.rank),
                row.entry.code.clone(),
                row.prize.clone().map(|prize| prize.code),
            )
        })
        .collect();
    let expected = [
        (Some(1), contest.code(1), Some("first".to_owned())),
        (Some(2), contest.code(3), Some("second".to_owned())),
        (None, contest.code(4), None),
    ];
    assert_eq!(seen, expected, "two sheets of three: no rank");
    assert!(matches!(&list.rows[0].cut, Some(Cut::EndOfPrize { name, given: 1, cap: Some(1) }) if name == "Giải Nhất"));
    assert_eq!((list.signed_sheets, list.assigned_sheets, list.axis), (11, 11, (40, 90)));
    assert!(list.hash.is_some());
}

#[tokio::test]
async fn a_tie_is_broken_by_the_chair_and_the_chain_is_part_of_the_row() {
    let entries: [(&str, &[i32]); 2] = [("DDHT", &[80, 85, 84]), ("DDHT", &[84, 85, 80])];
    let contest = judged_contest(&entries, |rules| {
        rules.rounds[1].scoring_mut().ranking.tie_break =
            vec![TieBreak::Criterion("effect".into()), TieBreak::Judge("CHAIR".into())];
    })
    .await;
    let list = ranking(&contest, query(None)).await;
    assert_eq!(list.rows[0].entry.code, contest.code(2));
    assert_eq!(list.rows[0].tie_steps.len(), 2);
    let computed = explain_entry(&contest.db, &contest.secretary, &contest.slug, &contest.code(2)).await.unwrap();
    assert_eq!(computed.rounds.len(), 2);
    assert!(computed.judges.values().all(|name| name.starts_with("Giám khảo Bí Mật")), "{:?}", computed.judges);
}

#[tokio::test]
async fn only_flagged_sheets_are_listed_on_request() {
    let entries: [(&str, &[i32]); 2] = [("DDHT", &[78, 82, 80, 55, 79]), ("DDHT", &[80, 81, 82])];
    let contest = judged_contest(&entries, |rules| {
        rules.rounds[1].scoring_mut().outlier =
            Outlier { mode: OutlierMode::Flag, percent: Some(domain::numbers::Points::whole(20)), points: None };
    })
    .await;
    let flagged = RankingQuery { only_flagged: true, ..RankingQuery::default() };
    let list = ranking(&contest, flagged).await;
    assert_eq!(list.rows.len(), 1);
    assert_eq!(list.rows[0].result.as_ref().unwrap().total.as_ref().unwrap().to_string(), "74.8");
}

#[tokio::test]
async fn a_weighted_final_score_ranks_by_both_rounds() {
    let entries: [(&str, &[i32]); 2] = [("DDHT", &[80, 80, 80]), ("DDHT", &[70, 70, 70])];
    let weights = |half| domain::numbers::Points::from_millionths(half);
    let contest = judged_contest(&entries, |rules| {
        rules.final_score =
            domain::results::FinalScore::Weighted { preliminary: weights(400_000), last: weights(600_000) };
    })
    .await;
    let list = ranking(&contest, query(None)).await;
    assert!(list.weighted);
    assert_eq!(list.rows[0].place.as_ref().unwrap().total.to_string(), "80");
}

#[tokio::test]
async fn marks_changed_behind_a_locked_round_do_not_change_its_ranking() {
    let entries: [(&str, &[i32]); 2] = [("DDHT", &[80, 80, 80]), ("DDHT", &[70, 70, 70])];
    for locked in [true, false] {
        let contest =
            if locked { judged_contest(&entries, |_| {}).await } else { scored_contest(&entries, |_| {}).await };
        score_sheet::Entity::update_many()
            .col_expr(score_sheet::Column::Points, Expr::value(r#"{"novelty":"1","effect":"1"}"#))
            .filter(score_sheet::Column::Id.gt(0))
            .exec(&contest.db)
            .await
            .unwrap();
        let list = ranking(&contest, query(None)).await;
        let total = list.rows[0].place.as_ref().unwrap().total.to_string();
        assert_eq!(total, if locked { "80" } else { "2" });
    }
}

#[tokio::test]
async fn who_may_not_read_a_ranking() {
    let contest = judged_contest(&[("DDHT", &[80, 80, 80])], |_| {}).await;
    let judge = holder(&contest.db, "Giám khảo Thử", GrantedRole::Judge).await;
    let chair = holder(&contest.db, "Trưởng Thử", GrantedRole::PanelChair).await;
    for actor in [Actor::visitor(), contest.owner.clone(), judge, chair] {
        let read = find_ranking(&contest.db, &KeptRankings::default(), &actor, &contest.slug, query(None)).await;
        assert!(matches!(read, Err(Failure::Forbidden(_))), "{}", actor.name);
        let explained = explain_entry(&contest.db, &actor, &contest.slug, &contest.code(1)).await;
        assert!(matches!(explained, Err(Failure::Forbidden(_))));
        assert!(matches!(find_prize_desk(&contest.db, &actor, &contest.slug).await, Err(Failure::Forbidden(_))));
        assert!(find_proof(&contest.db, &actor, &contest.slug).await.is_err(), "nothing is published yet");
    }
}

#[tokio::test]
async fn a_ranking_takes_as_many_statements_for_many_entries_as_for_few() {
    let mut counts = Vec::new();
    for size in [2, 70] {
        let entries: Vec<(&str, &[i32])> = (0..size).map(|_| ("DDHT", [80, 81, 82].as_slice())).collect();
        let mut contest = judged_contest(&entries, |_| {}).await;
        let counted = count_statements(&mut contest.db);
        let list = ranking(&contest, query(None)).await;
        assert_eq!(list.total, size);
        counts.push(counted());
    }
    assert!(counts[0] > 0 && counts[0] == counts[1], "{counts:?}");
    assert!(counts[0] <= 10, "{counts:?}");
}

#[tokio::test]
async fn a_ranking_is_computed_once_until_the_ledger_grows() {
    let mut contest = scored_contest(&[("DDHT", &[80, 80, 80])], |_| {}).await;
    let counted = count_statements(&mut contest.db);
    let kept = KeptRankings::default();
    let total = || async {
        let list = find_ranking(&contest.db, &kept, &contest.secretary, &contest.slug, query(None)).await;
        list.unwrap().rows[0].place.as_ref().unwrap().total.to_string()
    };
    assert_eq!(total().await, "80");
    counted();
    assert_eq!(total().await, "80");
    assert_eq!(counted(), 2, "the edition, and the end of the ledger");
    let other = find_ranking(&contest.db, &kept, &contest.secretary, &contest.slug, query(Some("DDHT"))).await;
    assert_eq!(other.unwrap().query.field.as_deref(), Some("DDHT"));
    let tx = begin_write(&contest.db).await.unwrap();
    score_sheet::Entity::update_many()
        .col_expr(score_sheet::Column::Points, Expr::value(r#"{"novelty":"1","effect":"1"}"#))
        .filter(score_sheet::Column::Id.gt(0))
        .exec(&tx)
        .await
        .unwrap();
    append(&tx, Record::new(None, "sheet.signed", "assignment/1"), noon()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(total().await, "2");
}

#[tokio::test]
async fn what_is_kept_of_a_locked_round_computes_the_same_ranks_again() {
    let entries: [(&str, &[i32]); 3] = [("DDHT", &[80, 80, 81]), ("PMTH", &[70, 75, 70]), ("DDHT", &[90, 91, 92])];
    let contest = judged_contest(&entries, |_| {}).await;
    let marks = crate::rounds::load_marks(&contest.db, contest.edition, &crate::testkit::sample_rules(), &["final"])
        .await
        .unwrap();
    let again = tabulate(&crate::testkit::sample_rules().rounds[1].tabulation(), &marks["final"].marks).unwrap();
    let order: Vec<&str> = again.ranking.places.iter().map(|place| place.entry.as_str()).collect();
    assert_eq!(order, [contest.code(3), contest.code(1), contest.code(2)]);
    let judges: std::collections::BTreeSet<&str> =
        marks["final"].marks.iter().map(|mark| mark.judge.as_str()).collect();
    assert_eq!(judges.into_iter().collect::<Vec<_>>(), ["G01", "G02", "G03"]);
}
