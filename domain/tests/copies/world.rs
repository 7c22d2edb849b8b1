//! Devices, lines and one server; what people do by dice, and what must hold afterwards.

use std::collections::BTreeSet;

use domain::copies::*;

use super::device::Device;
use super::dice::Dice;
use super::form::{Form, Packet, Purpose};

pub struct World {
    pub server: Form,
    devices: Vec<Device>,
    wire: Vec<Packet>,
    answers: Vec<(usize, String, u32, Answer)>,
    at: i64,
    reopening: Reopening,
    /// Every text typed, and those typed over on the page where they stood.
    texts: Vec<String>,
    replaced: BTreeSet<String>,
}

impl World {
    pub fn new(devices: usize, sends: bool) -> Self {
        Self {
            server: Form::of_two_rows(),
            devices: (0..devices).map(|_| Device::default()).collect(),
            wire: vec![],
            answers: vec![],
            at: 0,
            reopening: if sends { Reopening::Send } else { Reopening::Offer },
            texts: vec![],
            replaced: BTreeSet::new(),
        }
    }

    pub fn typed(&self) -> usize {
        self.texts.len()
    }

    pub fn offers(&self) -> usize {
        self.devices.iter().map(|device| device.offers).sum()
    }

    pub fn act(&mut self, dice: &mut Dice) {
        let number = dice.below(self.devices.len());
        if self.devices[number].page.is_none() {
            self.open(number, None);
        }
        match dice.below(100) {
            0..34 => self.type_one(number, dice),
            34..52 => self.pass([200, 1_200, 3_000, 16_000, 31_000][dice.below(5)]),
            52..68 => self.deliver(dice),
            68..76 => self.press(number, dice),
            76..81 => self.close(number, dice.chance(70)),
            81..86 => self.devices[number].offline ^= true,
            86..91 => self.lose(dice),
            91..94 => self.step(number, Event::Shown),
            94..98 => self.decide(number, dice.chance(60)),
            _ => self.repeat(dice),
        }
    }

    fn step(&mut self, number: usize, event: Event) {
        let Self { devices, wire, at, .. } = self;
        devices[number].step(number, *at, event, wire);
        self.lose_offline();
    }

    fn open(&mut self, number: usize, refused: Option<(SaveId, Form)>) {
        let Self { devices, server, at, reopening, .. } = self;
        devices[number].open(number, *at, server, *reopening, refused);
    }

    fn type_one(&mut self, number: usize, dice: &mut Dice) {
        let text = format!("t{}", self.texts.len());
        let Some(page) = &mut self.devices[number].page else {
            return;
        };
        if page.now.is_empty() {
            return;
        }
        let place = dice.below(page.now.len());
        let before = std::mem::replace(&mut page.now[place].1, text.clone());
        self.replaced.insert(before);
        self.texts.push(text);
        let now = page.now.clone();
        self.step(number, Event::Typed(now));
    }

    fn press(&mut self, number: usize, dice: &mut Dice) {
        let Some(page) = &mut self.devices[number].page else {
            return;
        };
        page.act = [Purpose::Save, Purpose::Save, Purpose::AddRow, Purpose::RemoveRow][dice.below(4)];
        if page.act == Purpose::RemoveRow
            && let Some((_, text)) = page.now.first()
        {
            self.replaced.insert(text.clone());
        }
        let now = page.now.clone();
        self.step(number, Event::Pressed(now));
    }

    fn pass(&mut self, time: i64) {
        self.at += time;
        for number in 0..self.devices.len() {
            self.step(number, Event::Tick);
        }
    }

    /// `tells`: the browser had time to say that the page goes away.
    fn close(&mut self, number: usize, tells: bool) {
        if let Some(now) = self.devices[number].page.as_ref().map(|page| page.now.clone())
            && tells
        {
            self.step(number, Event::Hidden(now));
        }
        self.devices[number].page = None;
    }

    /// Without a network a request fails at once; the form's own button leads to the browser's page of errors.
    fn lose_offline(&mut self) {
        while let Some(place) = self.wire.iter().position(|packet| self.devices[packet.device].offline) {
            let packet = self.wire.remove(place);
            self.fail(&packet);
        }
    }

    fn fail(&mut self, packet: &Packet) {
        if packet.is_submit {
            self.leave(packet);
        } else if packet.is_waited_for {
            let id = &packet.save.id;
            self.answers.push((packet.device, id.page.clone(), id.counter, Answer::Lost));
        }
    }

    fn leave(&mut self, packet: &Packet) {
        let page = &mut self.devices[packet.device].page;
        page.take_if(|page| page.name == packet.save.id.page);
    }

    /// One request arrives, or one answer; requests overtake each other.
    fn deliver(&mut self, dice: &mut Dice) {
        if !self.answers.is_empty() && (self.wire.is_empty() || dice.chance(50)) {
            let place = dice.below(self.answers.len());
            let (device, page, counter, answer) = self.answers.remove(place);
            self.tell(device, &page, counter, answer);
        } else if !self.wire.is_empty() {
            let place = dice.below(self.wire.len());
            let packet = self.wire.remove(place);
            self.arrive(&packet);
        }
    }

    fn deliver_all(&mut self, dice: &mut Dice) {
        while !self.wire.is_empty() || !self.answers.is_empty() {
            self.deliver(dice);
        }
    }

    fn arrive(&mut self, packet: &Packet) {
        let answer = self.server.take(packet);
        let id = &packet.save.id;
        if packet.is_submit {
            let there = self.devices[packet.device].page.as_ref();
            if there.is_some_and(|page| page.name == id.page) {
                let refused = (answer == Answer::Stale).then(|| {
                    let content = self.server.with(packet);
                    (id.clone(), Form::showing(content))
                });
                self.leave(packet);
                self.open(packet.device, refused);
            }
        } else if packet.is_waited_for {
            self.answers.push((packet.device, id.page.clone(), id.counter, answer));
        }
    }

    fn tell(&mut self, device: usize, page: &str, counter: u32, answer: Answer) {
        let version = self.server.version;
        let Some(open) = self.devices[device].page.as_mut().filter(|open| open.name == page) else {
            return;
        };
        if matches!(answer, Answer::Saved { .. }) && self.server.was_written_last_by(page) {
            open.seen = version;
        }
        self.step(device, Event::Answered { counter, answer });
    }

    /// A request or an answer is lost on its way.
    fn lose(&mut self, dice: &mut Dice) {
        if !self.wire.is_empty() {
            let packet = self.wire.remove(dice.below(self.wire.len()));
            self.fail(&packet);
        } else if !self.answers.is_empty() {
            let place = dice.below(self.answers.len());
            self.answers[place].3 = Answer::Lost;
        }
    }

    /// A line sends a request twice.
    fn repeat(&mut self, dice: &mut Dice) {
        if !self.wire.is_empty() {
            let mut again = self.wire[dice.below(self.wire.len())].clone();
            (again.is_waited_for, again.is_submit) = (false, false);
            self.wire.push(again);
        }
    }

    fn decide(&mut self, number: usize, take: bool) {
        let device = &mut self.devices[number];
        let Some(page) = &mut device.page else { return };
        let Some(copy) = page.offer.clone() else { return };
        let fits = copy.shape == format!("{:?}", page.rows);
        if take && fits {
            self.step(number, Event::TakeOffer);
        } else {
            device.settled.extend(copy.fields.into_iter().map(|(_, text)| text));
            self.step(number, Event::DropOffer);
        }
    }

    /// Everything gets through; every form is opened once more on every device, and whatever it offers is taken.
    pub fn settle(&mut self) {
        let mut dice = Dice::new(1);
        for number in 0..self.devices.len() {
            self.devices[number].offline = false;
        }
        for number in 0..self.devices.len() {
            for _ in 0..40 {
                if self.devices[number].page.is_none() {
                    self.open(number, None);
                }
                self.step(number, Event::Online);
                self.deliver_all(&mut dice);
                self.pass(RETRY);
                self.deliver_all(&mut dice);
                // What was set aside when a copy was taken was seen beside it.
                let is_aside = |copy: &Copy| copy.id.page.contains('.');
                let page = self.devices[number].page.as_ref();
                let takes = !page.and_then(|page| page.offer.as_ref()).is_some_and(is_aside);
                self.decide(number, takes);
                // Both versions are on the page, or the save was refused: the button is pressed.
                if let Some(page) = self.devices[number].page.as_mut().filter(|page| page.machine.is_unsent()) {
                    page.act = Purpose::Save;
                    let now = page.now.clone();
                    self.step(number, Event::Pressed(now));
                    continue;
                }
                if self.devices[number].storage.is_empty() {
                    break;
                }
                if self.devices[number].page.as_ref().is_some_and(|page| page.offer.is_none()) {
                    self.close(number, true);
                }
            }
            self.close(number, true);
        }
    }

    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.server.faults.clone();
        for (number, device) in self.devices.iter().enumerate() {
            faults.extend(device.complaints.iter().cloned());
            faults.extend(device.storage.values().map(|copy| format!("{:?} stays on device {number}", copy.id)));
        }
        let settled = |text: &&String| self.devices.iter().any(|device| device.settled.contains(*text));
        let lost = self
            .texts
            .iter()
            .filter(|text| !self.server.ever_held(text) && !self.replaced.contains(*text) && !settled(text));
        faults.extend(lost.map(|text| format!("{text} is lost")));
        faults
    }
}
