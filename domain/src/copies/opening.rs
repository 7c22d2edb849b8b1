//! What happens to the copies on a device when a form is opened.

use super::events::{Hold, Status};
use super::machine::Machine;
use super::{Copy, Effect, Fields, SaveId};

/// What a form does with a copy that nobody has overtaken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopening {
    /// It is offered beside the server's version.
    Offer,
    /// It is taken back, said so, and sent at once; offered as soon as the server has anything newer.
    Send,
}

/// A form as it is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    pub at: i64,
    pub reopening: Reopening,
    /// Names this opening; never used before.
    pub page: String,
    /// The mark of the server's version on the page.
    pub base: String,
    pub shape: String,
    /// What the server shows in the fields.
    pub shown: Fields,
    /// What stands in them, when it was typed before the program came.
    pub typed: Option<Fields>,
    /// The save that was refused as stale and is shown again: what the fields hold is not on the server.
    pub continues: Option<SaveId>,
    /// The newest saves the server knows of, one a page.
    pub covered: Vec<SaveId>,
    /// What lies on the device for this form and this account.
    pub copies: Vec<Copy>,
}

impl Opening {
    /// True when the server has this text, or newer text of the same page.
    fn is_answered(&self, copy: &Copy) -> bool {
        let covers = |save: &SaveId| save.page == copy.id.page && save.counter >= copy.id.counter;
        let is_shown = self.continues.is_none() && copy.shape == self.shape && copy.fields == self.shown;
        self.covered.iter().chain(&self.continues).any(covers) || is_shown
    }

    fn may_send(&self, copy: &Copy) -> bool {
        self.reopening == Reopening::Send
            && self.typed.is_none()
            && self.continues.is_none()
            && copy.base == self.base
            && copy.shape == self.shape
    }
}

/// There are seldom two: a sort that is good at many would weigh more in the browser than it is worth.
fn newest_first(copies: Vec<Copy>) -> Vec<Copy> {
    let mut sorted: Vec<Copy> = Vec::new();
    for copy in copies {
        let place = sorted.iter().position(|other| other.at < copy.at).unwrap_or(sorted.len());
        sorted.insert(place, copy);
    }
    sorted
}

impl Machine {
    /// Opens a form.
    pub fn open(opening: Opening) -> (Self, Vec<Effect>) {
        let (answered, waiting): (Vec<_>, Vec<_>) =
            opening.copies.iter().cloned().partition(|copy| opening.is_answered(copy));
        let mut waiting = newest_first(waiting);
        let mut machine = Self::new(&opening);
        let mut effects = Vec::new();
        if opening.continues.is_some() {
            machine.hold(Hold::Both);
            effects.push(Effect::Keep(machine.copy(opening.at)));
            effects.push(Effect::Say(Status::Both));
        }
        effects.extend(answered.into_iter().map(|copy| Effect::Drop(copy.id.page)));
        if let Some(typed) = opening.typed.clone() {
            effects.extend(machine.typed(opening.at, typed));
        }
        if waiting.first().is_some_and(|copy| opening.may_send(copy)) {
            let copy = waiting.remove(0);
            let said = Status::TakenBack { at: copy.at };
            effects.extend(machine.take(opening.at, copy));
            effects.push(Effect::Say(said));
        }
        machine.offers = waiting;
        if let Some(first) = machine.offers.first() {
            effects.push(Effect::Offer(Some(first.clone())));
        }
        (machine, effects)
    }

    /// Takes a copy over: from now on it is text of this page.
    pub(super) fn take(&mut self, at: i64, copy: Copy) -> Vec<Effect> {
        self.now = copy.fields;
        self.due = self.held.is_none().then_some(at);
        vec![Effect::Keep(self.copy(at)), Effect::Drop(copy.id.page), Effect::Fill(self.now.clone())]
    }

    pub(super) fn take_offer(&mut self, at: i64) -> Vec<Effect> {
        let Some(place) = self.offers.first().filter(|copy| copy.shape == self.shape) else {
            return vec![];
        };
        let copy = place.clone();
        self.offers.remove(0);
        let mut effects = Vec::new();
        if self.is_unsent() && self.now != copy.fields {
            // What stood in the fields is set aside, not lost.
            let mut aside = self.copy(at);
            self.set_aside += 1;
            aside.id.page = format!("{}.{}", self.page, self.set_aside);
            effects.push(Effect::Keep(aside.clone()));
            self.offers.push(aside);
        }
        effects.extend(self.take(at, copy));
        effects.push(Effect::Offer(self.offers.first().cloned()));
        effects.extend(self.tick(at));
        effects
    }

    pub(super) fn drop_offer(&mut self) -> Vec<Effect> {
        if self.offers.is_empty() {
            return vec![];
        }
        let copy = self.offers.remove(0);
        vec![Effect::Drop(copy.id.page), Effect::Offer(self.offers.first().cloned())]
    }
}

impl Reopening {
    /// The way that a form asks for in its markup.
    pub fn of_code(code: &str) -> Self {
        if code == "gui" { Self::Send } else { Self::Offer }
    }
}
