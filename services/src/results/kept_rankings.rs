//! Rankings computed before. Every change appends to the ledger in its own transaction, so a ranking stands for as long as
//! the ledger has not grown.

use std::sync::Arc;

use domain::ids::EditionId;
use domain::results::listing::{RankingList, RankingQuery, RankingRow};
use sea_orm::DatabaseConnection;
use tokio::sync::Mutex;

use crate::failure::Failure;
use crate::ledger::last_hash;

/// How many are kept: one edition's fields, or so.
const KEPT: usize = 6;

/// A ranking with all its rows; `head` has none.
pub(super) struct WholeRanking {
    pub head: RankingList,
    pub rows: Vec<RankingRow>,
}

/// What a ranking answers: at this end of the ledger, of this edition, to this question.
#[derive(Clone, PartialEq, Eq)]
struct Key(String, EditionId, RankingQuery);

type Kept = (Key, Arc<WholeRanking>);

/// The rankings computed last. Cheap to clone.
#[derive(Clone, Default)]
pub struct KeptRankings(Arc<Mutex<Vec<Kept>>>);

impl KeptRankings {
    /// The ranking that is kept, or the one computed now. Who asks for the same at the same moment waits for one computation.
    pub(super) async fn find_or_compute(
        &self,
        db: &DatabaseConnection,
        edition: EditionId,
        query: &RankingQuery,
        compute: impl Future<Output = Result<WholeRanking, Failure>>,
    ) -> Result<Arc<WholeRanking>, Failure> {
        let mut kept = self.0.lock().await;
        // Read before what the ranking rests on: a change in between leaves a key that nobody asks for again.
        let key = Key(last_hash(db).await?, edition, query.clone());
        if let Some((_, ranking)) = kept.iter().find(|(known, _)| *known == key) {
            return Ok(ranking.clone());
        }
        kept.retain(|(known, _)| known.0 == key.0);
        kept.truncate(KEPT - 1);
        let ranking = Arc::new(compute.await?);
        kept.insert(0, (key, ranking.clone()));
        Ok(ranking)
    }
}
