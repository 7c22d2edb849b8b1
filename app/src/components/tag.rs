//! A status: tint, icon and word, never a link.

use leptos::prelude::*;

use crate::components::icon::Icon;

/// What a status asks of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Attention,
    Success,
    Error,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tag tag--neutral",
            Self::Info => "tag tag--info",
            Self::Attention => "tag tag--attention",
            Self::Success => "tag tag--success",
            Self::Error => "tag tag--error",
        }
    }
}

/// One status.
#[component]
pub fn Tag(tone: Tone, icon: &'static str, #[prop(into)] text: String) -> impl IntoView {
    view! { <span class=tone.class()><Icon name=icon/>{text}</span> }
}
