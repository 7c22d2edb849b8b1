//! Prizes as seals. The words always stand beside the seal, which is hidden from screen readers.

use domain::results::Seal as Mark;
use leptos::prelude::*;

/// How large a seal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SealSize {
    /// In a line of text or a table.
    Small,
    #[default]
    Normal,
    /// On the page of one winner.
    Large,
}

/// The seal, without words.
#[component]
pub fn Seal(mark: Mark, #[prop(optional)] size: SealSize) -> impl IntoView {
    let (name, carved) = match mark {
        Mark::Special => ("special", "ĐB"),
        Mark::First => ("first", "I"),
        Mark::Second => ("second", "II"),
        Mark::Third => ("third", "III"),
        Mark::Merit => ("merit", "KK"),
    };
    let size = match size {
        SealSize::Small => " seal--small",
        SealSize::Normal => "",
        SealSize::Large => " seal--large",
    };
    view! { <span class=format!("seal seal--{name}{size}") aria-hidden="true">{carved}</span> }
}

/// Seal and words of a prize, in tables and lines of text; the words alone when it has no seal.
#[component]
pub fn PrizeName(#[prop(into)] name: String, seal: Option<Mark>) -> impl IntoView {
    let seal = seal.map(|mark| view! { <Seal mark size=SealSize::Small/> });
    view! { <span class="prize" lang="vi">{seal}{name}</span> }
}
