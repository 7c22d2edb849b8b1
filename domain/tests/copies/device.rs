//! A device: what lies in its storage, and the page that is open on it.

use std::collections::{BTreeMap, BTreeSet};

use domain::copies::*;

use super::form::{Form, Packet, Purpose};

pub struct Page {
    pub machine: Machine,
    pub name: String,
    pub now: Fields,
    /// The rows behind the fields: not typed by anybody.
    pub rows: Vec<u32>,
    /// The server's version that its people have seen.
    pub seen: usize,
    /// Both versions were shown, or a copy was taken knowingly.
    pub decides: bool,
    pub offer: Option<Copy>,
    /// What the pressed button does besides saving.
    pub act: Purpose,
}

#[derive(Default)]
pub struct Device {
    pub storage: BTreeMap<String, Copy>,
    pub page: Option<Page>,
    pub offline: bool,
    pub opened: usize,
    pub offers: usize,
    /// Texts that somebody threw away knowingly, or was shown to copy by hand.
    pub settled: BTreeSet<String>,
    pub complaints: Vec<String>,
}

impl Device {
    /// Opens the form as the server shows it; `refused` is the page that was told of a conflict, with its text.
    pub fn open(&mut self, number: usize, at: i64, form: &Form, reopening: Reopening, refused: Option<(SaveId, Form)>) {
        self.opened += 1;
        let name = format!("d{number}p{}", self.opened);
        let (shown, continues) = match refused {
            Some((save, typed)) => (typed, Some(save)),
            None => (form.clone(), None),
        };
        let opening = Opening {
            at,
            reopening,
            page: name.clone(),
            base: form.mark(),
            shape: shown.shape(),
            shown: shown.fields(),
            typed: None,
            continues: continues.clone(),
            covered: form.covered(),
            copies: self.storage.values().cloned().collect(),
        };
        for copy in &opening.copies {
            if form.has_taken(copy) && !form.covered().iter().any(|save| save.page == copy.id.page) {
                self.complaints.push(format!("{:?} is not known to be answered", copy.id));
            }
        }
        let (machine, effects) = Machine::open(opening);
        self.page = Some(Page {
            machine,
            name,
            now: shown.fields(),
            rows: shown.rows(),
            seen: form.version,
            decides: continues.is_some(),
            offer: None,
            act: Purpose::Save,
        });
        self.carry_out(number, effects, &mut Vec::new());
    }

    pub fn step(&mut self, number: usize, at: i64, event: Event, wire: &mut Vec<Packet>) {
        let Some(page) = &mut self.page else { return };
        let effects = page.machine.step(at, event);
        self.carry_out(number, effects, wire);
        self.look_into_storage();
    }

    /// What the server has answered for lies on the device no more.
    fn look_into_storage(&mut self) {
        let Some(page) = &self.page else { return };
        if !page.machine.is_unsent() && self.storage.contains_key(&page.name) {
            self.complaints.push(format!("{} keeps what was answered for", page.name));
        }
    }

    fn carry_out(&mut self, number: usize, effects: Vec<Effect>, wire: &mut Vec<Packet>) {
        for effect in effects {
            let Some(page) = &mut self.page else { return };
            match effect {
                Effect::Keep(copy) => {
                    self.storage.insert(copy.id.page.clone(), copy);
                }
                Effect::Drop(name) => {
                    self.storage.remove(&name);
                }
                Effect::Send(save) => wire.push(packet(number, page, save, Purpose::Save, true)),
                Effect::Farewell(save) => wire.push(packet(number, page, save, Purpose::Save, false)),
                Effect::Submit => {
                    let save = Save {
                        id: page.machine.number_submit(),
                        base: page.machine.base().to_owned(),
                        fields: page.now.clone(),
                    };
                    let mut sent = packet(number, page, save, page.act, false);
                    sent.is_submit = true;
                    wire.push(sent);
                }
                Effect::Fill(fields) => {
                    page.now = fields;
                    page.decides = true;
                }
                Effect::Offer(offer) => {
                    self.offers += usize::from(offer.is_some());
                    page.offer = offer;
                }
                Effect::Abort | Effect::Say(_) => {}
            }
        }
    }
}

fn packet(device: usize, page: &Page, save: Save, act: Purpose, is_waited_for: bool) -> Packet {
    Packet {
        device,
        rows: page.rows.clone(),
        save,
        act,
        is_waited_for,
        is_submit: false,
        seen: page.seen,
        decides: page.decides,
    }
}
