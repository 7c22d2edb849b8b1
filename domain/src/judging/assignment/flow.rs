//! Minimum-cost flow by successive shortest paths, on a network in which the entries are folded away.
//!
//! Places flow from the entries to the judges and on to the goal. A judge takes the places of the floor straight to the
//! goal, further ones through the `spare` node, which lets through exactly what the floors leave over: so a complete
//! flow fills every floor, and no lower bounds are needed. One place after the other is routed along a shortest path;
//! a path may move earlier entries from one judge to the next. Only the cheapest move per pair of judges matters, so the
//! search runs over the judges alone, however many entries there are.

use super::board::Board;
use super::moves::Moves;

/// What the first place that finds no way can still reach: one side of a minimum cut.
pub(super) struct Cut {
    /// The judges reached.
    pub judges: Vec<bool>,
    /// Whether the spare node was reached: then the balance is to blame, else the caps and ceilings.
    pub through_balance: bool,
}

/// The assigned pairs (by [`Board::cell`]) with the highest sum of preferences.
pub(super) fn solve(board: &Board) -> Result<Vec<bool>, Cut> {
    let mut flow = Flow::new(board);
    for entry in 0..board.entries {
        for _ in board.fixed_judges(entry)..board.k {
            flow.route(entry)?;
        }
    }
    Ok(flow.moves.taken)
}

struct Flow<'a> {
    board: &'a Board,
    moves: Moves<'a>,
    /// Per judge: places left below the floor, left above it, and taken above it.
    floor_left: Vec<usize>,
    spare_left: Vec<usize>,
    spare_taken: Vec<usize>,
    /// Places the spare node still lets through.
    spare_total: usize,
    /// Per node: keeps every edge at or above length 0, as Dijkstra's search demands.
    potentials: Vec<i128>,
}

/// Distance and predecessor per node; a node that was not reached has none.
#[derive(Clone, Copy, Default)]
struct Label {
    distance: Option<i128>,
    /// `None`: straight from the entry.
    from: Option<usize>,
    is_final: bool,
}

impl<'a> Flow<'a> {
    fn new(board: &'a Board) -> Self {
        let fixed: Vec<usize> = (0..board.judges).map(|judge| board.fixed_entries(judge)).collect();
        let left = |bounds: &[usize]| -> Vec<usize> {
            bounds.iter().zip(&fixed).map(|(bound, fixed)| bound.saturating_sub(*fixed)).collect()
        };
        let (floor_left, ceiling_left) = (left(&board.floors), left(&board.ceilings));
        let spare_left = ceiling_left.iter().zip(&floor_left).map(|(ceiling, floor)| ceiling - floor).collect();
        let to_route = board.places() - fixed.iter().sum::<usize>();
        Self {
            board,
            moves: Moves::new(board),
            spare_total: to_route - floor_left.iter().sum::<usize>(),
            floor_left,
            spare_left,
            spare_taken: vec![0; board.judges],
            potentials: vec![0; board.judges + 2],
        }
    }

    fn spare(&self) -> usize {
        self.board.judges
    }

    fn goal(&self) -> usize {
        self.board.judges + 1
    }

    /// Routes one more place of the entry.
    fn route(&mut self, entry: usize) -> Result<(), Cut> {
        let labels = self.search(entry);
        let Some(length) = labels[self.goal()].distance else {
            return Err(self.cut(&labels));
        };
        for (potential, label) in self.potentials.iter_mut().zip(&labels) {
            *potential += label.distance.map_or(length, |distance| distance.min(length));
        }
        self.augment(entry, &labels);
        Ok(())
    }

    /// Dijkstra's search in a dense network, until the goal is reached; among equals the lowest node goes first.
    fn search(&self, entry: usize) -> Vec<Label> {
        let mut labels = vec![Label::default(); self.board.judges + 2];
        for (judge, label) in labels.iter_mut().take(self.board.judges).enumerate() {
            if self.moves.may_take(entry, judge) {
                label.distance = Some(-self.board.pref(entry, judge) - self.potentials[judge]);
            }
        }
        while let Some((distance, node)) = nearest(&labels) {
            labels[node].is_final = true;
            if node == self.goal() {
                break;
            }
            for (next, label) in labels.iter_mut().enumerate() {
                let Some(length) = self.length(node, next) else {
                    continue;
                };
                let through = distance + length + self.potentials[node] - self.potentials[next];
                if label.distance.is_none_or(|known| through < known) {
                    *label = Label { distance: Some(through), from: Some(node), is_final: label.is_final };
                }
            }
        }
        labels
    }

    /// Length of the edge, in lost points of preference; `None` where there is no edge or it is used up.
    fn length(&self, from: usize, to: usize) -> Option<i128> {
        let (spare, goal) = (self.spare(), self.goal());
        let is_open = match (from, to) {
            (from, to) if from < spare && to < spare => return self.moves.cheapest(from, to).map(|best| best.cost),
            (from, to) if from < spare && to == spare => self.spare_left[from] > 0,
            (from, to) if from < spare && to == goal => self.floor_left[from] > 0,
            (from, to) if from == spare && to < spare => self.spare_taken[to] > 0,
            (from, to) => from == spare && to == goal && self.spare_total > 0,
        };
        is_open.then_some(0)
    }

    fn augment(&mut self, entry: usize, labels: &[Label]) {
        let (spare, goal) = (self.spare(), self.goal());
        let mut steps = Vec::new();
        let mut to = goal;
        while let Some(from) = labels[to].from {
            match (from, to) {
                (from, to) if from < spare && to < spare => {
                    steps.extend(self.moves.cheapest(from, to).map(|best| (best.entry, Some(from), to)));
                }
                (from, to) if to == spare => {
                    self.spare_left[from] -= 1;
                    self.spare_taken[from] += 1;
                }
                (from, to) if from == spare && to < spare => {
                    self.spare_left[to] += 1;
                    self.spare_taken[to] -= 1;
                }
                (from, _) if from == spare => self.spare_total -= 1,
                (from, _) => self.floor_left[from] -= 1,
            }
            to = from;
        }
        steps.push((entry, None, to));
        self.moves.apply(&steps);
    }

    fn cut(&self, labels: &[Label]) -> Cut {
        let is_reached = |node: usize| labels[node].distance.is_some();
        Cut { judges: (0..self.board.judges).map(is_reached).collect(), through_balance: is_reached(self.spare()) }
    }
}

fn nearest(labels: &[Label]) -> Option<(i128, usize)> {
    let open = labels.iter().enumerate().filter(|(_, label)| !label.is_final);
    open.filter_map(|(node, label)| Some((label.distance?, node))).min()
}
