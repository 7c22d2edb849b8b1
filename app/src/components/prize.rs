//! Prizes as seals. The words always stand beside the seal, which is hidden from screen readers.

use leptos::prelude::*;

/// The level of a prize, which decides its seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrizeLevel {
    Special,
    First,
    Second,
    Third,
    /// Encouragement, and everything that is not one of the others.
    Merit,
}

impl PrizeLevel {
    /// Every level, from the highest.
    pub const ALL: [Self; 5] = [Self::Special, Self::First, Self::Second, Self::Third, Self::Merit];

    /// The level of a prize in the rules, by its code.
    pub fn of(code: &str) -> Self {
        match code {
            "special" => Self::Special,
            "first" => Self::First,
            "second" => Self::Second,
            "third" => Self::Third,
            _ => Self::Merit,
        }
    }

    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Special => ("special", "ĐB"),
            Self::First => ("first", "I"),
            Self::Second => ("second", "II"),
            Self::Third => ("third", "III"),
            Self::Merit => ("merit", "KK"),
        }
    }
}

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

/// The seal of a level, without words.
#[component]
pub fn Seal(level: PrizeLevel, #[prop(optional)] size: SealSize) -> impl IntoView {
    let (name, mark) = level.parts();
    let size = match size {
        SealSize::Small => " seal--small",
        SealSize::Normal => "",
        SealSize::Large => " seal--large",
    };
    view! { <span class=format!("seal seal--{name}{size}") aria-hidden="true">{mark}</span> }
}

/// A small seal with the words of the prize: for tables and lines of text.
#[component]
pub fn PrizeLabel(level: PrizeLevel, #[prop(into)] name: String) -> impl IntoView {
    view! { <span class="prize"><Seal level size=SealSize::Small/>{name}</span> }
}
