//! Watches one form: events in, effects out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::copies::{Copy, Effect, Event, Fields, Machine, Opening, Reopening, Save, SaveId};
use gloo_timers::callback::Timeout;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    AbortController, EventInit, EventTarget, HtmlElement, HtmlFormElement, PageTransitionEvent, StorageEvent,
    SubmitEvent,
};

use super::device::{self, Kept};
use super::form::Guarded;
use super::line::{by_itself, count_letters, page_lang, say};
use super::{now, requests, shown};
use crate::words::Lang;

struct Watch {
    form: Guarded,
    lang: Lang,
    account: String,
    key: String,
    machine: RefCell<Machine>,
    timer: RefCell<Option<Timeout>>,
    abort: RefCell<Option<AbortController>>,
    /// The button that waits for the save.
    button: RefCell<Option<HtmlElement>>,
    /// The machine let the form go: its submit is not held again.
    passes: Cell<bool>,
}

thread_local! {
    static WATCH: RefCell<Option<Rc<Watch>>> = const { RefCell::new(None) };
}

/// Watches the guarded form of the page, if it has one.
pub fn guard() {
    let found = document().query_selector("form[data-giu]").ok().flatten();
    let form = found.and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form.map(Guarded) else { return };
    let lang = page_lang();
    by_itself(&form);
    let (account, key) = (form.fact("tk"), form.fact("khoa"));
    let kept = device::copies(&account, Some(&key));
    let (machine, effects) = Machine::open(opening(&form, kept.into_iter().map(|(_, kept)| kept.copy).collect()));
    let watch = Rc::new(Watch {
        form,
        lang,
        account,
        key,
        machine: RefCell::new(machine),
        timer: RefCell::new(None),
        abort: RefCell::new(None),
        button: RefCell::new(None),
        passes: Cell::new(false),
    });
    WATCH.with(|known| *known.borrow_mut() = Some(watch.clone()));
    listen(&watch);
    carry_out(&watch, effects);
    wake_later(&watch);
}

/// Takes the copy on offer, or drops it.
pub fn decide(takes: bool) {
    if let Some(watch) = WATCH.with(|known| known.borrow().clone()) {
        step(&watch, if takes { Event::TakeOffer } else { Event::DropOffer });
    }
}

/// The device was cleared: the page keeps nothing more, and nothing holds it back.
pub fn forget() {
    if let Some(watch) = WATCH.with(|known| known.borrow().clone()) {
        step(&watch, Event::Cleared);
    }
}

fn opening(form: &Guarded, mut copies: Vec<Copy>) -> Opening {
    let at = now();
    let page = format!("{}~{:x}{:x}", form.page(), at, (js_sys::Math::random() * 1e9) as u32);
    let (shown, stands) = (form.fields(true), form.fields(false));
    let was_typed = form.0.has_attribute("data-go");
    let differs = shown != stands;
    if differs && !was_typed {
        // A browser put it back: it may be older than what the server shows.
        copies.push(Copy {
            id: SaveId { page: format!("{page}.0"), counter: 1 },
            base: String::new(),
            shape: form.shape(),
            at,
            fields: stands.clone(),
        });
        form.fill(&shown);
    }
    Opening {
        at,
        reopening: Reopening::of_code(&form.0.get_attribute("data-giu").unwrap_or_default()),
        page,
        base: form.base(),
        shape: form.shape(),
        shown,
        typed: (differs && was_typed).then_some(stands),
        continues: form.saves("tiep").pop(),
        covered: form.saves("luu"),
        copies,
    }
}

fn step(watch: &Rc<Watch>, event: Event) {
    let effects = watch.machine.borrow_mut().step(now(), event);
    carry_out(watch, effects);
    wake_later(watch);
}

fn wake_later(watch: &Rc<Watch>) {
    let at = watch.machine.borrow().wakes_at();
    let timer = at.map(|at| {
        let watching = watch.clone();
        let wait = u32::try_from((at - now()).max(0)).unwrap_or_default();
        Timeout::new(wait, move || {
            let fields = watching.form.fields(false);
            step(&watching, Event::Typed(fields));
            step(&watching, Event::Tick);
        })
    });
    *watch.timer.borrow_mut() = timer;
}

fn carry_out(watch: &Rc<Watch>, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            Effect::Keep(copy) => keep(watch, copy),
            Effect::Drop(page) => device::drop_copy(&watch.account, &watch.key, &page),
            Effect::Send(save) => send(watch, save),
            Effect::Farewell(save) => say_farewell(watch, &save),
            Effect::Abort => {
                if let Some(abort) = watch.abort.borrow_mut().take() {
                    abort.abort();
                }
            }
            Effect::Fill(fields) => fill(watch, &fields),
            Effect::Offer(copy) => shown::show(&watch.form, watch.lang, copy),
            Effect::Submit => submit(watch),
            Effect::Say(status) => say(&watch.form, &status, watch.lang),
        }
    }
}

fn keep(watch: &Watch, copy: Copy) {
    let kept = Kept { copy, address: window().location().pathname().unwrap_or_default(), name: watch.form.fact("ten") };
    device::keep(&watch.account, &watch.key, &kept);
}

fn body(watch: &Watch, save: &Save) -> String {
    watch.form.number(&save.id, &save.base);
    watch.form.body().map(|body| String::from(body.to_string())).unwrap_or_default()
}

fn send(watch: &Rc<Watch>, save: Save) {
    let (watching, text) = (watch.clone(), body(watch, &save));
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    *watch.abort.borrow_mut() = abort;
    leptos::task::spawn_local(async move {
        let answered = requests::post(&watching.form.0.action(), text, signal.as_ref()).await;
        for (name, value) in &answered.hidden {
            watching.form.set_hidden(name, value);
        }
        watching.machine.borrow_mut().reshape(watching.form.shape());
        let fields = watching.form.fields(false);
        step(&watching, Event::Typed(fields));
        let (counter, answer) = (save.id.counter, answered.answer);
        step(&watching, Event::Answered { counter, answer });
    });
}

/// The last words of a page that goes away: the browser sends them without us.
fn say_farewell(watch: &Watch, save: &Save) {
    watch.form.number(&save.id, &save.base);
    if let Some(body) = watch.form.body() {
        body.append("nen", "1");
        let _ = window().navigator().send_beacon_with_opt_url_search_params(&watch.form.0.action(), Some(&body));
    }
}

fn fill(watch: &Watch, fields: &Fields) {
    watch.form.fill(fields);
    for field in watch.form.typed() {
        // Whoever adds up or counts hears of it; the machine knows already.
        let how = EventInit::new();
        how.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &how) {
            let _ = field.element().dispatch_event(&event);
        }
    }
}

/// The server has answered for everything: now the form goes where its button leads.
fn submit(watch: &Rc<Watch>) {
    let button = watch.button.borrow_mut().take();
    watch.passes.set(true);
    match button {
        Some(button) => button.click(),
        None => drop(watch.form.0.request_submit()),
    }
    watch.passes.set(false);
}

fn number_submit(watch: &Watch) {
    let mut machine = watch.machine.borrow_mut();
    let id = machine.number_submit();
    watch.form.number(&id, machine.base());
}

/// Runs for every event of this name; the page lives as long as the listener.
fn on<E: JsCast + 'static>(watch: &Rc<Watch>, target: &EventTarget, name: &str, act: fn(&Rc<Watch>, E)) {
    let watching = watch.clone();
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        act(&watching, event.unchecked_into());
    });
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

fn listen(watch: &Rc<Watch>) {
    let (form, window) = (watch.form.0.clone(), window());
    on::<web_sys::Event>(watch, &form, "input", |watch, event| {
        count_letters(&event, watch.lang);
        let fields = watch.form.fields(false);
        step(watch, Event::Typed(fields));
    });
    on::<SubmitEvent>(watch, &form, "submit", press);
    on::<web_sys::Event>(watch, &window, "online", |watch, _| step(watch, Event::Online));
    on::<web_sys::Event>(watch, &window, "pagehide", |watch, _| {
        let fields = watch.form.fields(false);
        step(watch, Event::Hidden(fields));
    });
    on::<PageTransitionEvent>(watch, &window, "pageshow", |watch, event| {
        if event.persisted() {
            step(watch, Event::Shown);
        }
    });
    on::<web_sys::Event>(watch, &window, "beforeunload", |watch, event| {
        if watch.machine.borrow().is_guarded() {
            event.prevent_default();
        }
    });
    on::<StorageEvent>(watch, &window, "storage", |watch, event| {
        if event.key().is_some_and(|key| key == device::SIGNED_OUT) {
            step(watch, Event::Cleared);
        }
    });
}

/// A button sends the form: first the save under way, then what is unsent, then the form.
fn press(watch: &Rc<Watch>, event: SubmitEvent) {
    if watch.passes.get() {
        number_submit(watch);
        return;
    }
    let fields = watch.form.fields(false);
    let effects = watch.machine.borrow_mut().step(now(), Event::Pressed(fields));
    let goes = effects.contains(&Effect::Submit);
    if goes {
        number_submit(watch);
    } else {
        event.prevent_default();
        *watch.button.borrow_mut() = event.submitter().and_then(|button| button.dyn_into().ok());
    }
    carry_out(watch, effects.into_iter().filter(|effect| *effect != Effect::Submit).collect());
    wake_later(watch);
}
