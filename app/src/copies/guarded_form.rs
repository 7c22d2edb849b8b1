//! What a form tells the program that guards it.

use domain::copies::SaveId;
use leptos::prelude::*;

use crate::copies::kept_words::KeptWords;
use crate::shell::page_context;
use crate::words::lang;

/// What stands in a guarded form beside its fields. The form itself carries `data-giu` (`moi`: copies are offered; `gui`:
/// they are sent where nobody saved since).
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// Names the form on the device: the same for the same thing to fill in.
    pub form: String,
    /// What people call it, when it is named outside its page.
    pub name: String,
    /// The name of the hidden field that holds the mark of the version on the page.
    pub base: &'static str,
    pub mark: String,
    pub saves: Vec<SaveId>,
    /// The save that was refused because somebody else had saved: the fields show its text.
    pub continues: Option<SaveId>,
}

/// The place above the form for what the device holds and the server does not: never filled in unasked.
#[component]
pub fn CopyOffer() -> impl IntoView {
    view! { <div class="copy-offer" id="ban-tren-may" role="status"></div> }
}

/// Where the text of the form is; last in the form. `last`: when it was saved last, or nothing. It says only what is true
/// without the program; the program says more.
#[component]
pub fn KeptLine(last: String) -> impl IntoView {
    let words = KeptWords(lang());
    let saved = |how: &str| {
        if last.is_empty() { how.to_owned() } else { format!("{} {how}", words.last(&last)) }
    };
    view! {
        <div class="kept-line" data-chua=words.blocked() data-tu=saved(words.by_itself())>
            <p class="save-line">{saved(words.by_button())}</p>
            <p class="visually-hidden" role="status" aria-live="polite"></p>
        </div>
    }
}

/// Hidden fields and facts of a guarded form; first in the form.
#[component]
pub fn GuardFields(guard: Guard) -> impl IntoView {
    let page = page_context();
    let account = page.actor.account.map(|account| account.0.to_string()).unwrap_or_default();
    let listed = |saves: &[SaveId]| {
        let saves = saves.iter().map(|save| format!("{}.{}", save.page, save.counter));
        saves.collect::<Vec<_>>().join(" ")
    };
    let continues = guard.continues.as_slice();
    view! {
        <input type="hidden" name=guard.base value=guard.mark/>
        <input type="hidden" name="luot" value="0"/>
        <input type="hidden" name="trang" value=page.page_id.clone() data-khoa=guard.form data-ten=guard.name data-tk=account data-goc=guard.base
            data-luu=listed(&guard.saves) data-tiep=listed(continues)/>
    }
}
