//! A round keeps the rules it was opened under: a later version of the edition's rules leaves it alone.

use crate::programmes::rules::{EditionRules, Round};

/// A round that has begun, and that a new version of the rules would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedRound {
    pub code: String,
    pub name: String,
    /// Sheets of it are signed: it takes no other rules any more.
    pub has_signed_sheets: bool,
}

/// The rules with every round that has begun as it was when it was opened. One that the newer version no longer names stays
/// where it stood.
pub fn pin_rounds(rules: &mut EditionRules, begun: Vec<Round>) {
    for (position, pinned) in begun.into_iter().enumerate() {
        match rules.rounds.iter_mut().find(|round| round.code == pinned.code) {
            Some(round) => *round = pinned,
            None => rules.rounds.insert(position.min(rules.rounds.len()), pinned),
        }
    }
}

/// The rounds that have begun and that the new rules would change, move, or combine otherwise. `begun` are their codes.
pub fn touched_rounds(in_force: &EditionRules, new: &EditionRules, begun: &[String]) -> Vec<TouchedRound> {
    let place = |rules: &EditionRules, code: &str| rules.rounds.iter().position(|round| round.code == code);
    let last = in_force.rounds.last().map(|round| round.code.as_str());
    let is_touched = |round: &Round| {
        let place_before = place(in_force, &round.code);
        let moved = place_before != place(new, &round.code);
        let changed = new.round(&round.code) != Some(round);
        // What makes the final score is decided when the last round opens, and so is which round is the last.
        let is_last = last == Some(round.code.as_str());
        let combined = is_last
            && (in_force.final_score != new.final_score || new.rounds.last().map(|one| &one.code) != Some(&round.code));
        moved || changed || combined
    };
    in_force
        .rounds
        .iter()
        .filter(|round| begun.contains(&round.code) && is_touched(round))
        .map(|round| TouchedRound { code: round.code.clone(), name: round.name.clone(), has_signed_sheets: false })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Points;
    use crate::programmes::template::tests::built_in;
    use crate::results::FinalScore;

    fn rules() -> EditionRules {
        built_in("YOUTH_CREATIVITY").rules(2027)
    }

    fn touched(change: impl FnOnce(&mut EditionRules), begun: &[&str]) -> Vec<String> {
        let old = rules();
        let mut new = old.clone();
        change(&mut new);
        let begun: Vec<String> = begun.iter().map(|code| (*code).to_owned()).collect();
        touched_rounds(&old, &new, &begun).into_iter().map(|round| round.code).collect()
    }

    #[test]
    fn only_rounds_that_have_begun_hold_the_rules_still() {
        let codes: Vec<String> = rules().rounds.iter().map(|round| round.code.clone()).collect();
        let [first, last] = [codes[0].as_str(), codes[codes.len() - 1].as_str()];
        let half = Points::from_millionths(500_000);
        let weighted = FinalScore::Weighted { preliminary: half, last: half };
        assert_eq!(touched(|rules| rules.team.max += 1, &[first, last]), [""; 0]);
        assert_eq!(touched(|rules| rules.rounds[0].scoring_mut().rubric[0].max = Points::ONE, &[first]), [first]);
        assert_eq!(touched(|rules| rules.rounds[0].scoring_mut().rubric[0].max = Points::ONE, &[]), [""; 0]);
        assert_eq!(touched(|rules| rules.rounds.reverse(), &[first]), [first]);
        assert_eq!(
            touched(
                |rules| {
                    rules.rounds.remove(0);
                },
                &[first]
            ),
            [first]
        );
        assert_eq!(touched(|rules| rules.final_score = weighted, &[first]), [""; 0]);
        assert_eq!(touched(|rules| rules.final_score = weighted, &[first, last]), [last]);
        let more =
            |rules: &mut EditionRules| rules.rounds.push(Round { code: "more".to_owned(), ..rules.rounds[0].clone() });
        assert_eq!(touched(more, &[first]), [""; 0]);
        assert_eq!(touched(more, &[first, last]), [last]);
    }

    #[test]
    fn a_round_that_has_begun_stays_as_it_was() {
        let old = rules();
        let mut new = old.clone();
        new.rounds[0].scoring_mut().rubric[0].max = Points::ONE;
        pin_rounds(&mut new, vec![old.rounds[0].clone()]);
        assert_eq!(new, old);
        new.rounds.remove(0);
        pin_rounds(&mut new, vec![old.rounds[0].clone()]);
        assert_eq!(new, old);
    }
}
