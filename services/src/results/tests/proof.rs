//! What an outsider does with a proof.

use std::collections::{BTreeMap, BTreeSet};

use domain::people::actor::Actor;
use domain::results::{Candidate, TieDecision, allocate_but, tabulate};
use sha2::{Digest, Sha256};
use time::Duration;

use super::super::*;
use crate::testkit::noon;
use crate::testkit::results::{Judged, judged_contest};

/// Two fields, one first prize in each; the second prize of each field has two places and three who could have it.
const SIX: [Judged<'static>; 6] = [
    ("DDHT", &[95, 95, 95]),
    ("PMTH", &[90, 90, 90]),
    ("DDHT", &[79, 79, 79]),
    ("DDHT", &[78, 78, 78]),
    ("DDHT", &[77, 77, 77]),
    ("PMTH", &[70, 70, 70]),
];

#[tokio::test]
async fn prizes_capped_by_field_are_computed_again_from_the_proof_alone() {
    let contest = judged_contest(&SIX, |_| {}).await;
    let (db, slug, later) = (&contest.db, contest.slug.as_str(), noon() + Duration::days(20));
    let count = find_prize_desk(db, &contest.secretary, slug).await.unwrap().count();
    give_notice(db, &contest.secretary, slug, count, noon()).await.unwrap();
    record_decision(db, &contest.approver, slug, super::notices::decision(), later).await.unwrap();
    publish_results(db, &contest.approver, slug, Some(count), later).await.unwrap();

    let proof = find_proof(db, &Actor::visitor(), slug).await.unwrap();

    let (text, hash) = proof.rounds[1].kept.clone().expect("kept when the round was locked");
    assert_eq!(hex::encode(Sha256::digest(text.as_bytes())), hash);
    let ranking = tabulate(&proof.rounds[1].rules, &proof.rounds[1].marks).unwrap().ranking;
    let facts: BTreeMap<&str, &[String; 4]> = proof.entries.iter().map(|line| (line[0].as_str(), line)).collect();
    let candidates: Vec<Candidate> = ranking
        .places
        .iter()
        .filter_map(|place| {
            let [_, field, group, outcome] = facts.get(place.entry.as_str())?;
            (outcome == "goes_on").then(|| Candidate {
                entry: place.entry.clone(),
                rank: place.rank,
                total: place.total.clone(),
                field: field.clone(),
                group: Some(group.clone()).filter(|group| !group.is_empty()),
            })
        })
        .collect();
    let ties: Vec<TieDecision> = proof.ties.iter().map(|(decision, _)| decision.clone()).collect();
    let again: BTreeSet<(String, String)> = allocate_but(&proof.rules.prizes, &candidates, &ties, &BTreeSet::new())
        .awards
        .into_iter()
        .filter_map(|award| Some((award.entry, award.prize?)))
        .collect();
    let given: BTreeSet<(String, String)> =
        proof.awards.iter().map(|[entry, _, prize, _]| (entry.clone(), prize.clone())).collect();
    assert_eq!(again, given);
    assert_eq!(given.len(), 5, "one of the three found no place: {given:?}");
}
