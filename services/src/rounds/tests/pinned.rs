//! Rules changed after a round has begun.

use domain::numbers::Points;
use domain::programmes::rules::EditionRules;
use domain::results::listing::RankingQuery;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entities::{assignment, rules_version};
use crate::programmes::{AmendError, find_edition, find_rules, issue_amendment, start_amendment};
use crate::results::{KeptRankings, find_prize_desk, find_ranking};
use crate::testkit::results::*;
use crate::testkit::*;

const TWO: [Judged<'static>; 2] = [("DDHT", &[90, 90, 90]), ("DDHT", &[80, 80, 80])];

/// Writes a version after the one in force.
async fn amend(contest: &Contest, change: impl FnOnce(&mut EditionRules)) {
    let (db, slug) = (&contest.db, contest.slug.as_str());
    start_amendment(db, &contest.secretary, slug, "Theo công văn số 12", noon()).await.expect("started");
    let mut rules = find_rules(db, contest.edition, 2).await.expect("rules");
    change(&mut rules);
    rules_version::Entity::update_many()
        .col_expr(rules_version::Column::Rules, Expr::value(serde_json::to_string(&rules).expect("rules")))
        .filter(rules_version::Column::EditionId.eq(contest.edition.0))
        .filter(rules_version::Column::Version.eq(2))
        .exec(db)
        .await
        .expect("written");
}

async fn issue(contest: &Contest, apply_to: &[&str]) -> Result<i32, AmendError> {
    let apply_to: Vec<String> = apply_to.iter().map(|code| (*code).to_owned()).collect();
    issue_amendment(&contest.db, &contest.secretary, &contest.slug, &apply_to, noon()).await
}

fn lower(rules: &mut EditionRules) {
    rules.rounds[1].scoring_mut().rubric[0].max = Points::whole(10);
}

#[tokio::test]
async fn a_version_that_changes_a_round_with_signed_sheets_is_refused_and_says_which() {
    for contest in [scored_contest(&TWO, |_| {}).await, judged_contest(&TWO, |_| {}).await] {
        amend(&contest, lower).await;
        for apply_to in [&[][..], &["final"]] {
            let Err(AmendError::RoundsBegun(rounds)) = issue(&contest, apply_to).await else { panic!("issued") };
            assert_eq!((rounds[0].code.as_str(), rounds[0].has_signed_sheets), ("final", true));
        }
        assert_eq!(find_edition(&contest.db, contest.edition).await.expect("an edition").version, 1);
    }
}

#[tokio::test]
async fn a_round_without_a_signed_sheet_follows_when_asked_to_and_only_then() {
    let contest = scored_contest(&TWO, |_| {}).await;
    assignment::Entity::update_many()
        .col_expr(assignment::Column::State, Expr::value("draft"))
        .exec(&contest.db)
        .await
        .expect("drafts");
    amend(&contest, lower).await;
    let Err(AmendError::RoundsBegun(rounds)) = issue(&contest, &[]).await else { panic!("issued") };
    assert!(!rounds[0].has_signed_sheets);
    issue(&contest, &["final"]).await.expect("issued");
    let edition = find_edition(&contest.db, contest.edition).await.expect("an edition");
    let rules = crate::programmes::rules_in_force(&contest.db, &edition).await.expect("rules");
    assert_eq!(rules.rounds[1].scoring().rubric[0].max, Points::whole(10));
}

#[tokio::test]
async fn a_version_that_leaves_rounds_alone_is_issued_and_locked_rounds_stay_as_they_were() {
    let contest = judged_contest(&TWO, |_| {}).await;
    amend(&contest, |rules| rules.team.max += 1).await;
    issue(&contest, &[]).await.expect("issued");
    let list = ranking(&contest).await;
    assert_eq!(list[0], "90");
}

/// However a newer version came about: what was opened under another one is computed with that.
#[tokio::test]
async fn a_locked_round_is_computed_with_the_rules_it_was_opened_under() {
    let contest = judged_contest(&TWO, |_| {}).await;
    let before = ranking(&contest).await;
    amend(&contest, |rules| {
        lower(rules);
        rules.rounds.remove(0);
    })
    .await;
    crate::entities::edition::Entity::update_many()
        .col_expr(crate::entities::edition::Column::Version, Expr::value(2))
        .exec(&contest.db)
        .await
        .expect("in force");
    assert_eq!(ranking(&contest).await, before);
    let desk = find_prize_desk(&contest.db, &contest.secretary, &contest.slug).await.expect("a desk");
    assert_eq!(desk.rules.rounds.len(), 2);
    assert!(desk.locked);
}

async fn ranking(contest: &Contest) -> Vec<String> {
    let query = RankingQuery { round: "final".to_owned(), page: 1, ..RankingQuery::default() };
    let list = find_ranking(&contest.db, &KeptRankings::default(), &contest.secretary, &contest.slug, query)
        .await
        .expect("a ranking");
    list.rows.into_iter().filter_map(|row| Some(row.place?.total.to_string())).collect()
}
