//! The page's side: pure steps from what happened to what is to be done.

use super::events::{Answer, Event, Hold, Status};
use super::opening::Opening;
use super::{Copy, Effect, Fields, Save, SaveId};

/// How long after the last letter a page is sent, in milliseconds.
pub const QUIET: i64 = 3_000;
/// How long to wait before trying again.
pub const RETRY: i64 = 15_000;
/// How long to wait for an answer.
pub const TIMEOUT: i64 = 30_000;

struct Flight {
    counter: u32,
    fields: Fields,
    sent_at: i64,
}

/// One opening of a form.
pub struct Machine {
    pub(super) offers: Vec<Copy>,
    pub(super) page: String,
    pub(super) shape: String,
    base: String,
    /// What the server has answered for; none while the page shows text it has not.
    saved: Option<Fields>,
    pub(super) now: Fields,
    counter: u32,
    /// Something was sent and nobody knows whether it arrived.
    is_uncertain: bool,
    flight: Option<Flight>,
    pub(super) due: Option<i64>,
    is_pressed: bool,
    has_left: bool,
    pub(super) held: Option<Hold>,
    /// How many texts were set aside for a copy that was taken.
    pub(super) set_aside: u32,
}

impl Machine {
    pub(super) fn new(opening: &Opening) -> Self {
        Self {
            offers: Vec::new(),
            page: opening.page.clone(),
            shape: opening.shape.clone(),
            base: opening.base.clone(),
            saved: opening.continues.is_none().then(|| opening.shown.clone()),
            now: opening.shown.clone(),
            counter: 0,
            is_uncertain: false,
            flight: None,
            due: None,
            is_pressed: false,
            has_left: false,
            held: None,
            set_aside: 0,
        }
    }

    pub(super) fn hold(&mut self, why: Hold) {
        self.held = Some(why);
    }

    /// True while leaving would lose something that only this page and this device know.
    pub fn is_guarded(&self) -> bool {
        self.is_unsent() && !self.has_left && self.held != Some(Hold::Cleared)
    }

    /// True when the server has not answered for what stands in the fields.
    pub fn is_unsent(&self) -> bool {
        self.is_uncertain || self.flight.is_some() || self.saved.as_ref() != Some(&self.now)
    }

    /// The mark to send with the form.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// When to step with [`Event::Tick`] next.
    pub fn wakes_at(&self) -> Option<i64> {
        let patience = self.flight.as_ref().map(|flight| flight.sent_at + TIMEOUT);
        patience.into_iter().chain(self.due.filter(|_| self.flight.is_none())).min()
    }

    /// The number of the form sent by its button: it is a save like any other.
    pub fn number_submit(&mut self) -> SaveId {
        self.counter += 1;
        self.id(self.counter)
    }

    /// New rows have got their numbers: the form is the same for people, another one for copies.
    pub fn reshape(&mut self, shape: String) {
        self.shape = shape;
    }

    /// The only way on.
    pub fn step(&mut self, at: i64, event: Event) -> Vec<Effect> {
        match event {
            Event::Typed(fields) => self.typed(at, fields),
            Event::Tick => self.tick(at),
            Event::Answered { counter, answer } => self.answered(at, counter, answer),
            Event::Pressed(fields) => self.pressed(at, fields),
            Event::Online => {
                self.due = self.due.map(|due| due.min(at));
                self.tick(at)
            }
            Event::Hidden(fields) => self.hidden(at, fields),
            Event::Shown => {
                self.has_left = false;
                self.due = (self.held.is_none() && self.is_unsent()).then_some(at);
                self.tick(at)
            }
            Event::TakeOffer => self.take_offer(at),
            Event::DropOffer => self.drop_offer(),
            Event::Cleared => {
                (self.held, self.due) = (Some(Hold::Cleared), None);
                vec![Effect::Say(Status::SignedOut)]
            }
        }
    }

    fn id(&self, counter: u32) -> SaveId {
        SaveId { page: self.page.clone(), counter }
    }

    /// What lies on the device: the next save will carry it.
    pub(super) fn copy(&self, at: i64) -> Copy {
        Copy {
            id: self.id(self.counter + 1),
            base: self.base.clone(),
            shape: self.shape.clone(),
            at,
            fields: self.now.clone(),
        }
    }

    pub(super) fn typed(&mut self, at: i64, fields: Fields) -> Vec<Effect> {
        if self.held == Some(Hold::Cleared) {
            self.now = fields;
            return vec![];
        }
        if fields == self.now {
            return vec![];
        }
        self.now = fields;
        self.has_left = false;
        if self.held == Some(Hold::Refused) {
            self.held = None;
        }
        if !self.is_unsent() {
            self.due = None;
            return vec![Effect::Drop(self.page.clone())];
        }
        let mut effects = vec![Effect::Keep(self.copy(at))];
        if self.held.is_none() {
            self.due = Some(at + QUIET);
            effects.push(Effect::Say(Status::Unsent));
        }
        effects
    }

    pub(super) fn tick(&mut self, at: i64) -> Vec<Effect> {
        if self.flight.as_ref().is_some_and(|flight| at >= flight.sent_at + TIMEOUT) {
            let mut effects = vec![Effect::Abort];
            effects.extend(self.wait(at, Status::Here { at }));
            return effects;
        }
        let is_due = self.due.is_some_and(|due| due <= at);
        if is_due && self.flight.is_none() && self.held.is_none() && self.is_unsent() {
            return self.send(at);
        }
        vec![]
    }

    fn send(&mut self, at: i64) -> Vec<Effect> {
        self.counter += 1;
        self.due = None;
        self.flight = Some(Flight { counter: self.counter, fields: self.now.clone(), sent_at: at });
        vec![Effect::Send(self.save())]
    }

    fn save(&self) -> Save {
        Save { id: self.id(self.counter), base: self.base.clone(), fields: self.now.clone() }
    }

    /// Nobody knows whether the request arrived: the same text goes again, and the press is not carried out late.
    fn wait(&mut self, at: i64, status: Status) -> Vec<Effect> {
        self.flight = None;
        self.is_uncertain = true;
        self.is_pressed = false;
        self.due = Some(at + RETRY);
        vec![Effect::Say(status)]
    }

    fn answered(&mut self, at: i64, counter: u32, answer: Answer) -> Vec<Effect> {
        let Some(flight) = self.flight.take_if(|flight| flight.counter == counter) else {
            return vec![];
        };
        match answer {
            Answer::Saved { mark, clock, problems } => {
                self.base = mark;
                self.saved = Some(flight.fields);
                self.is_uncertain = false;
                self.saved_up_to_here(at, Status::OnServer { clock, problems })
            }
            Answer::Lost => self.wait(at, Status::Here { at }),
            Answer::Busy => {
                let seconds = u32::try_from(RETRY / 1_000).unwrap_or_default();
                self.wait(at, Status::Busy { seconds })
            }
            Answer::Stale => self.stop(Hold::Stale, Status::Stale),
            Answer::SignedOut => self.stop(Hold::SignedOut, Status::SignedOut),
            Answer::Refused => self.stop(Hold::Refused, Status::Refused),
        }
    }

    fn saved_up_to_here(&mut self, at: i64, status: Status) -> Vec<Effect> {
        if self.is_unsent() {
            // Typed meanwhile: on with the newer text, which is built on what was just saved.
            let mut effects = vec![Effect::Keep(self.copy(at))];
            if self.is_pressed {
                effects.extend(self.send(at));
            } else if self.due.is_none() {
                self.due = Some(at + QUIET);
            }
            return effects;
        }
        self.due = None;
        let mut effects = vec![Effect::Drop(self.page.clone()), Effect::Say(status)];
        if std::mem::take(&mut self.is_pressed) {
            self.has_left = true;
            effects.push(Effect::Submit);
        }
        effects
    }

    /// Only the server can say more: the button takes everything there, and the copy stays until it has answered.
    fn stop(&mut self, why: Hold, status: Status) -> Vec<Effect> {
        (self.held, self.due, self.is_uncertain) = (Some(why), None, true);
        let mut effects = vec![Effect::Say(status)];
        if std::mem::take(&mut self.is_pressed) {
            self.has_left = true;
            effects.push(Effect::Submit);
        }
        effects
    }

    fn pressed(&mut self, at: i64, fields: Fields) -> Vec<Effect> {
        let mut effects = self.typed(at, fields);
        if self.held == Some(Hold::Both) {
            self.held = None;
        }
        if self.held.is_some() || !self.is_unsent() {
            self.has_left = true;
            effects.push(Effect::Submit);
        } else {
            self.is_pressed = true;
            if self.flight.is_none() {
                effects.extend(self.send(at));
            }
        }
        effects
    }

    fn hidden(&mut self, at: i64, fields: Fields) -> Vec<Effect> {
        let mut effects = self.typed(at, fields);
        if self.has_left || self.held.is_some() || !self.is_unsent() {
            return effects;
        }
        effects.push(Effect::Keep(self.copy(at)));
        self.counter += 1;
        (self.flight, self.is_uncertain, self.is_pressed) = (None, true, false);
        effects.push(Effect::Farewell(self.save()));
        effects
    }
}
