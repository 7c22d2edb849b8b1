//! The access table, whole: every role × act × state, held against a table that a secretary can read.
//!
//! To change a permission, change `access.rs`, then `tests/access-table.txt` by hand: the test prints the lines to put.

use std::fmt::Write as _;

use domain::entries::state::EntryState;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{Act, Role, State, may};
use domain::programmes::edition::EditionState;

/// Every state any act can depend on.
fn states() -> Vec<(String, State)> {
    let mut states = vec![("any".to_owned(), State::Any)];
    states.extend(EditionState::ALL.map(|state| (format!("edition {}", state.code()), State::Edition(state))));
    states.extend(EntryState::ALL.map(|state| (format!("entry {}", state.code()), State::Entry(state))));
    states.extend(RoundState::ALL.map(|state| (format!("round {}", state.code()), State::Round(state))));
    for sheet in SheetState::ALL {
        for round in RoundState::ALL {
            let name = format!("sheet {} in {} round", sheet.code(), round.code());
            states.push((name, State::Sheet(sheet, round)));
        }
    }
    states
}

/// One line for each act and role that may do it, with the states in which it may.
fn table() -> String {
    let mut table = String::new();
    for act in Act::ALL {
        for role in Role::ALL {
            let allowed: Vec<String> =
                states().into_iter().filter(|(_, state)| may(role, act, *state)).map(|(name, _)| name).collect();
            if allowed.len() == states().len() {
                writeln!(table, "{act:?} | {role:?} | always").expect("text grows");
            } else if !allowed.is_empty() {
                writeln!(table, "{act:?} | {role:?} | {}", allowed.join(", ")).expect("text grows");
            }
        }
    }
    table
}

#[test]
fn the_access_table_is_the_one_that_was_agreed() {
    let agreed = include_str!("access-table.txt");
    let actual = table();
    let only_actual: Vec<&str> = actual.lines().filter(|line| !agreed.lines().any(|known| known == *line)).collect();
    let only_agreed: Vec<&str> = agreed.lines().filter(|line| !actual.lines().any(|known| known == *line)).collect();
    assert!(
        only_actual.is_empty() && only_agreed.is_empty(),
        "the code allows, the table does not:\n{}\nthe table allows, the code does not:\n{}",
        only_actual.join("\n"),
        only_agreed.join("\n"),
    );
}

#[test]
fn a_visitor_may_only_read_results_and_send_feedback() {
    let allowed: Vec<Act> =
        Act::ALL.into_iter().filter(|act| states().iter().any(|(_, state)| may(Role::Visitor, *act, *state))).collect();
    assert_eq!(allowed, [Act::SendFeedback, Act::ReadResults]);
}

#[test]
fn nobody_scores_or_signs_once_a_round_is_locked() {
    for role in Role::ALL {
        for sheet in SheetState::ALL {
            for act in [Act::ScoreEntry, Act::RecuseFromEntry, Act::ReopenSheet] {
                assert!(!may(role, act, State::Sheet(sheet, RoundState::Locked)), "{role:?} {act:?} {sheet:?}");
            }
        }
    }
}

#[test]
fn only_its_authors_change_an_entry() {
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Owner) {
        for state in EntryState::ALL {
            for act in [Act::EditEntry, Act::SubmitEntry, Act::WithdrawEntry] {
                assert!(!may(role, act, State::Entry(state)), "{role:?} {act:?} {state:?}");
            }
        }
    }
}
