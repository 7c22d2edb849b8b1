//! From locked rounds to published winners.

use std::collections::BTreeSet;

use domain::calendar::vietnam_date;
use domain::programmes::edition::Edition;
use domain::results::TieDecision;
use time::{Duration, OffsetDateTime};

use super::{DemoError, Stage};
use crate::judging as desk;
use crate::results::{
    DecisionInput, decide_tie, find_prize_desk, give_notice, give_tag, publish_results, record_decision,
};

/// Locks a round, typing what the page asks for.
pub async fn lock_round(
    stage: &Stage<'_>,
    edition: &Edition,
    round: &str,
    at: OffsetDateTime,
) -> Result<(), DemoError> {
    let preview = desk::preview_lock(stage.db, &stage.secretary, edition.id, round).await?;
    desk::lock_round(stage.db, &stage.secretary, edition.id, round, &preview.confirmation, at).await.map_err(unfit)
}

/// Settles prizes, gives notice, waits, decides and publishes.
pub async fn publish(stage: &Stage<'_>, edition: &Edition, at: OffsetDateTime) -> Result<(), DemoError> {
    let slug = edition.slug.as_str();
    settle_ties(stage, slug, at).await?;
    let prizes = find_prize_desk(stage.db, &stage.secretary, slug).await?;
    if let Some(first) = prizes.allocation.awards.iter().find(|award| award.prize.is_none()) {
        let why = "Tác giả nhỏ tuổi nhất trong các hồ sơ vào chung khảo.";
        give_tag(stage.db, &stage.secretary, slug, &first.entry, "youngest", why, at).await.map_err(unfit)?;
    }
    let count = find_prize_desk(stage.db, &stage.secretary, slug).await?.count();
    give_notice(stage.db, &stage.secretary, slug, count, at).await.map_err(unfit)?;
    let later = at + Duration::days(40);
    let decision = DecisionInput {
        number: "123/QĐ-BTC (minh họa)".to_owned(),
        decided_on: Some(vietnam_date(later)),
        signer: "Trưởng Ban Tổ chức".to_owned(),
    };
    record_decision(stage.db, &stage.secretary, slug, decision, later).await.map_err(unfit)?;
    publish_results(stage.db, &stage.approver, slug, Some(count), later).await.map_err(unfit)
}

/// Decides each tie at a prize line for the first codes, until none is open.
async fn settle_ties(stage: &Stage<'_>, slug: &str, at: OffsetDateTime) -> Result<(), DemoError> {
    loop {
        let prizes = find_prize_desk(stage.db, &stage.secretary, slug).await?;
        let Some(tie) = prizes.allocation.open_ties.first() else {
            return Ok(());
        };
        let chosen: BTreeSet<String> = tie.entries.iter().take(tie.places as usize).cloned().collect();
        let decision = TieDecision { prize: tie.prize.clone(), chosen, among: tie.entries.clone() };
        let why = "Ban giám khảo biểu quyết sau khi xem lại hiện vật.";
        decide_tie(stage.db, &stage.secretary, slug, decision, &tie.pool, why, at).await.map_err(unfit)?;
    }
}

fn unfit(err: impl std::fmt::Debug) -> DemoError {
    DemoError::Unfit(format!("{err:?}"))
}
