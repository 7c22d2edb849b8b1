//! How the result of one entry came about, number by number.

use std::collections::{BTreeMap, BTreeSet};

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::results::listing::{Computation, LevelTried, round_computation, steps_of};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};

use super::prizes::load_allocation;
use crate::entities::{account, award};
use crate::failure::Failure;
use crate::programmes::find_edition_by_slug;
use crate::rounds::{Basis, load_basis};
use crate::rounds::{CHAIR, judges_of_round};

/// For the secretary: every number, with the names of the judges.
pub async fn explain_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    code: &str,
) -> Result<Computation, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadRanking, &edition.subject(), State::Edition(edition.state))?;
    let basis = load_basis(db, edition).await?;
    let mut computation = explain(db, basis, code).await?;
    computation.judges = judge_names(db, &computation).await?;
    Ok(computation)
}

/// For everybody, once results are published: a winning entry, without the names of judges.
pub async fn explain_public(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    code: &str,
) -> Result<Computation, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadResults, &edition.subject(), State::Edition(edition.state))?;
    let basis = load_basis(db, edition).await?;
    let id = basis.ids.get(code).copied().ok_or(Failure::NotFound)?;
    award::Entity::find()
        .filter(award::Column::EditionId.eq(basis.edition.id.0))
        .filter(award::Column::EntryId.eq(id))
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    explain(db, basis, code).await
}

async fn explain(db: &impl ConnectionTrait, basis: Basis, code: &str) -> Result<Computation, Failure> {
    let entry = basis.entries.get(code).cloned().ok_or(Failure::NotFound)?;
    let standing = basis.standing()?;
    let settled = load_allocation(db, &basis, &standing).await?;
    let tried = settled.allocation.awards.iter().find(|award| award.entry == code).map(|award| award.levels.clone());
    let prize = |code: &str| basis.rules.prizes.iter().find(|prize| prize.code == code).cloned();
    let levels: Vec<LevelTried> = tried
        .unwrap_or_default()
        .into_iter()
        .filter_map(|level| {
            Some(LevelTried {
                prize: prize(&level.prize)?,
                tried: level.tried,
                reason: settled.reason(&level.prize, level.tried, code),
            })
        })
        .collect();
    let final_place = standing.ranking.places.iter().find(|place| place.entry == code).cloned();
    Ok(Computation {
        rounds: standing
            .rounds
            .iter()
            .filter_map(|(round, tabulation)| round_computation(round, tabulation, code))
            .collect(),
        final_steps: steps_of(&standing.ranking.tie_steps, final_place.as_ref()),
        final_place,
        unscored: standing.unscored.into_iter().find(|unscored| unscored.entry == code),
        edition: basis.edition,
        rules: basis.rules,
        entry,
        levels,
        judges: BTreeMap::new(),
    })
}

/// Names by `round/pseudonym`. Two statements a round and one for the names.
async fn judge_names(
    db: &impl ConnectionTrait,
    computation: &Computation,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut accounts: BTreeMap<String, i64> = BTreeMap::new();
    for round in &computation.rounds {
        let wanted: BTreeSet<&str> = round.result.sheets.iter().map(|sheet| sheet.judge.as_str()).collect();
        let known = judges_of_round(db, computation.edition.id, &round.code).await?;
        let of_round = known.into_iter().filter(|(name, _)| wanted.contains(name.as_str()) && name != CHAIR);
        accounts.extend(of_round.map(|(name, account)| (format!("{}/{name}", round.code), account)));
    }
    let names: BTreeMap<i64, String> = account::Entity::find()
        .filter(account::Column::Id.is_in(accounts.values().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    Ok(accounts.into_iter().filter_map(|(key, account)| Some((key, names.get(&account)?.clone()))).collect())
}
