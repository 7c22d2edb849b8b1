//! Units that were merged: who answers today for which.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::entities::unit;

/// Which unit took over which: units without a successor are not in it.
pub(crate) struct Successors(BTreeMap<i64, i64>);

/// Reads all mergers: a few hundred rows at most, after a reform of the provinces.
pub(crate) async fn find_successors(db: &impl ConnectionTrait) -> Result<Successors, DbErr> {
    let pairs: Vec<(i64, Option<i64>)> = unit::Entity::find()
        .select_only()
        .column(unit::Column::Id)
        .column(unit::Column::SuccessorId)
        .filter(unit::Column::SuccessorId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let pairs = pairs.into_iter().filter_map(|(id, next)| next.map(|next| (id, next)));
    Ok(Successors(pairs.collect()))
}

impl Successors {
    /// The unit that answers today for this one. A circle of successors, which no page can make, ends the walk.
    pub(crate) fn today(&self, unit: i64) -> i64 {
        let mut seen = BTreeSet::from([unit]);
        let mut current = unit;
        while let Some(&next) = self.0.get(&current) {
            if !seen.insert(next) {
                break;
            }
            current = next;
        }
        current
    }

    /// Every unit for which one of these answers today, themselves included.
    pub(crate) fn all_behind(&self, units: &[i64]) -> Vec<i64> {
        let merged = self.0.keys().copied().filter(|unit| units.contains(&self.today(*unit)));
        let own = units.iter().copied().filter(|unit| self.today(*unit) == *unit);
        let all: BTreeSet<i64> = own.chain(merged).collect();
        all.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_successor_answers_for_all_before_it() {
        let mergers = Successors(BTreeMap::from([(1, 2), (2, 3), (4, 3), (7, 8), (8, 7)]));
        assert_eq!([1, 2, 3, 4, 5].map(|unit| mergers.today(unit)), [3, 3, 3, 3, 5]);
        assert_eq!(mergers.all_behind(&[3, 5]), [1, 2, 3, 4, 5]);
        assert_eq!(mergers.all_behind(&[2]), [0i64; 0]);
        assert_eq!(mergers.today(7), 8);
    }
}
