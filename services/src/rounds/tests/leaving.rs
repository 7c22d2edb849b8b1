//! Entries that leave after their sheets were signed: before the lock, after it, after the next round has opened.

use std::collections::BTreeMap;

use domain::ids::EntryId;
use domain::judging::desk::PanelInput;
use domain::outbox::LetterKind;
use domain::results::PassRule;
use domain::results::listing::RankingQuery;
use domain::rounds::{Verdict, Why};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entities::{entry, mail};
use crate::entries::withdraw_entry;
use crate::judging::{create_panel, find_matrix};
use crate::results::{KeptRankings, find_ranking};
use crate::rounds::outcomes_of;
use crate::testkit::results::*;
use crate::testkit::*;

const THREE: PassRule = PassRule::TopN { n: 3 };
const FIVE: [Judged<'static>; 5] = [
    ("DDHT", &[90, 90, 90]),
    ("DDHT", &[80, 80, 80]),
    ("DDHT", &[70, 70, 70]),
    ("DDHT", &[60, 60, 60]),
    ("DDHT", &[50, 50, 50]),
];

pub(super) async fn preliminary(entries: &[Judged<'_>], moves_up: bool) -> Contest {
    unlocked_contest(entries, |rules| {
        rules.rounds[0].pass = Some(THREE);
        rules.rounds[0].moves_up = moves_up;
    })
    .await
}

/// What the page on the ranking says of each entry, by its number.
pub(super) async fn on_the_page(contest: &Contest) -> BTreeMap<usize, Verdict> {
    let query = RankingQuery { round: "preliminary".to_owned(), page: 1, ..RankingQuery::default() };
    let list = find_ranking(&contest.db, &KeptRankings::default(), &contest.secretary, &contest.slug, query)
        .await
        .expect("a ranking");
    let number = |code: &str| code.rsplit('-').next().and_then(|number| number.parse().ok()).expect("a number");
    list.rows.into_iter().filter_map(|row| Some((number(&row.entry.code), row.outcome?.verdict))).collect()
}

/// The numbers of the entries the next round's panel scores.
pub(super) async fn in_the_final(contest: &Contest) -> Vec<usize> {
    let input = PanelInput {
        round_code: "final".to_owned(),
        name: format!("Chung khảo {}", crate::tokens::new_token()),
        fields: vec!["DDHT".to_owned()],
        ..PanelInput::default()
    };
    let panel = create_panel(&contest.db, &contest.secretary, contest.edition, input, noon()).await.expect("a panel");
    let matrix = find_matrix(&contest.db, &contest.secretary, panel, 1, false).await.expect("a matrix");
    matrix.rows.iter().filter_map(|row| row.title.rsplit(' ').next()?.parse().ok()).collect()
}

pub(super) async fn id_of(contest: &Contest, number: usize) -> EntryId {
    let row = entry::Entity::find().filter(entry::Column::Code.eq(contest.code(number))).one(&contest.db).await;
    EntryId(row.expect("read").expect("an entry").id)
}

async fn withdraw(contest: &Contest, number: usize) {
    withdraw_entry(&contest.db, &contest.owner, id_of(contest, number).await, noon()).await.expect("withdrawn");
}

async fn letters(contest: &Contest) -> u64 {
    mail::Entity::find()
        .filter(mail::Column::Template.eq(LetterKind::RoundLeft.code()))
        .count(&contest.db)
        .await
        .expect("counted")
}

fn going(page: &BTreeMap<usize, Verdict>) -> Vec<usize> {
    page.iter().filter(|(_, verdict)| **verdict == Verdict::GoesOn).map(|(number, _)| *number).collect()
}

#[tokio::test]
async fn the_page_and_the_next_round_agree_when_an_entry_was_withdrawn_before_the_lock() {
    let contest = preliminary(&FIVE, false).await;
    withdraw(&contest, 1).await;
    assert_eq!(going(&on_the_page(&contest).await), [2, 3, 4]);
    close(&contest, "preliminary").await;
    assert_eq!(going(&on_the_page(&contest).await), [2, 3, 4]);
    assert_eq!(in_the_final(&contest).await, [2, 3, 4]);
}

#[tokio::test]
async fn whoever_is_next_moves_up_after_the_lock_when_the_rules_say_so_and_the_secretary_is_told() {
    for (moves_up, expected) in [(true, vec![2, 3, 4]), (false, vec![2, 3])] {
        let contest = preliminary(&FIVE, moves_up).await;
        close(&contest, "preliminary").await;
        withdraw(&contest, 1).await;
        assert_eq!(going(&on_the_page(&contest).await), expected);
        assert_eq!(in_the_final(&contest).await, expected);
        assert_eq!(letters(&contest).await, 1);
    }
}

#[tokio::test]
async fn nobody_moves_up_once_the_next_round_has_begun() {
    let contest = preliminary(&FIVE, true).await;
    close(&contest, "preliminary").await;
    begin(&contest, "final").await;
    withdraw(&contest, 1).await;
    assert_eq!(in_the_final(&contest).await, [2, 3]);
}

#[tokio::test]
async fn an_entry_that_did_not_go_on_leaves_without_a_letter() {
    let contest = preliminary(&FIVE, true).await;
    close(&contest, "preliminary").await;
    withdraw(&contest, 5).await;
    assert_eq!(in_the_final(&contest).await, [1, 2, 3]);
    assert_eq!(letters(&contest).await, 0);
}

#[tokio::test]
async fn an_entry_whose_check_was_reopened_has_its_outcome_again_when_it_is_accepted_again() {
    let contest = preliminary(&FIVE, true).await;
    close(&contest, "preliminary").await;
    let first = id_of(&contest, 1).await;
    crate::intake::reopen_check(&contest.db, &contest.secretary, first, "Xem lại tuổi tác giả", noon())
        .await
        .expect("reopened");
    assert_eq!(in_the_final(&contest).await, [2, 3, 4]);
    accept_again(&contest, first).await;
    assert_eq!(in_the_final(&contest).await, [1, 2, 3, 4]);
    let outcome =
        outcomes_of(&contest.db, contest.edition).await.expect("outcomes")["preliminary"][&contest.code(1)].clone();
    assert_eq!((outcome.verdict, outcome.why), (Verdict::GoesOn, Why::Returned));
}

#[tokio::test]
async fn who_is_withdrawn_after_the_last_round_keeps_a_rank_and_gets_no_prize() {
    let contest = judged_contest(&FIVE, |rules| rules.rounds[0].pass = None).await;
    withdraw(&contest, 1).await;
    let desk = crate::results::find_prize_desk(&contest.db, &contest.secretary, &contest.slug).await.expect("a desk");
    assert_eq!(desk.place(&contest.code(1)).map(|place| place.rank), Some(1));
    let winners: Vec<(String, String)> =
        desk.winners().into_iter().map(|(entry, prize)| (entry.code.clone(), prize.to_owned())).collect();
    assert_eq!(winners[0], (contest.code(2), "first".to_owned()));
    assert!(winners.iter().all(|(code, _)| *code != contest.code(1)));
}
