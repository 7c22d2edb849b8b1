//! Random sequences of people, devices and lines against a model: nothing typed is lost, nothing is written twice or
//! brought back, and nobody is told of a conflict with themselves.

mod cases;
mod device;
mod dice;
mod form;
mod world;

use dice::Dice;
use world::World;

/// Sequences of one run; `COPIES_SEED=17` runs one alone.
const SEQUENCES: u64 = 5_000;
const ACTS: usize = 60;

#[derive(Default)]
struct Totals {
    typed: usize,
    writes: usize,
    conflicts: usize,
    offers: usize,
}

#[test]
fn random_sequences_lose_nothing_double_nothing_and_make_no_false_conflict() {
    let alone = std::env::var("COPIES_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds = alone.map_or(1..=SEQUENCES, |seed: u64| seed..=seed);
    let mut faults = Vec::new();
    let mut totals = Totals::default();
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let mut world = World::new(1 + dice.below(3), dice.chance(30));
        for _ in 0..ACTS {
            world.act(&mut dice);
        }
        world.settle();
        faults.extend(world.faults().into_iter().map(|fault| format!("seed {seed}: {fault}")));
        totals.typed += world.typed();
        totals.writes += world.server.writes();
        totals.conflicts += world.server.conflicts;
        totals.offers += world.offers();
    }
    let (typed, writes, conflicts, offers) = (totals.typed, totals.writes, totals.conflicts, totals.offers);
    println!("{typed} texts typed, {writes} writes, {conflicts} true conflicts, {offers} offers");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
    if alone.is_none() {
        // The sequences reach what they are about.
        assert!(typed > 20_000 && writes > 10_000 && conflicts > 500 && offers > 500);
    }
}
