//! How full each pool of each prize level is, as far as it can be known while ties await a decision.

use std::collections::BTreeMap;

use super::{Candidate, CapScope, Prize};

/// A prize code and the field or group it is counted in; the empty name is the whole edition.
pub(super) type PoolKey = (String, String);

/// Places certainly taken, and places possibly taken once all ties are decided.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken {
    pub least: u32,
    pub most: u32,
}

#[derive(Default)]
pub(super) struct Pools(BTreeMap<PoolKey, Taken>);

/// Whether so many equal entries still find a place.
pub(super) enum Room {
    ForAll,
    Full,
    /// Only for some of them: never cut here.
    ForSome(u32),
    /// Depends on a tie above that is not decided yet.
    Unknown,
}

impl Pools {
    pub fn taken(&self, key: &PoolKey) -> Taken {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// `rivals` are other entries of the same rank that may come into this pool too once their tie is decided.
    pub fn room(&self, cap: Option<u32>, key: &PoolKey, wanted: u32, rivals: u32) -> Room {
        let (Some(cap), taken) = (cap, self.taken(key)) else {
            return Room::ForAll;
        };
        if taken.most.saturating_add(wanted).saturating_add(rivals) <= cap {
            Room::ForAll
        } else if taken.least >= cap {
            Room::Full
        } else if rivals == 0 && taken.least == taken.most {
            Room::ForSome(cap - taken.least)
        } else {
            Room::Unknown
        }
    }

    /// Between `least` and `most` further places are taken, as far as the cap allows.
    pub fn take(&mut self, cap: Option<u32>, key: PoolKey, least: u32, most: u32) {
        let cap = cap.unwrap_or(u32::MAX);
        let taken = self.0.entry(key).or_default();
        taken.least = taken.least.saturating_add(least).min(cap);
        taken.most = taken.most.saturating_add(most).min(cap);
    }
}

pub(super) fn pool_key(prize: &Prize, candidate: &Candidate) -> PoolKey {
    let pool = match prize.cap_scope {
        CapScope::Edition => "",
        CapScope::Field => &candidate.field,
        CapScope::FieldOrGroup => candidate.group.as_ref().unwrap_or(&candidate.field),
    };
    (prize.code.clone(), pool.to_owned())
}
