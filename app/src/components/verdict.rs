//! The answer to “is this true?”: words, shape and colour all differ.

use leptos::prelude::*;

use crate::components::icon::Icon;

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    Valid,
    Revoked,
    Replaced,
    Unknown,
}

/// One answer, such as “Có giá trị”, with when it was checked.
#[component]
pub fn Verdict(finding: Finding, #[prop(into)] word: String, #[prop(into, optional)] time: String) -> impl IntoView {
    let (class, icon) = match finding {
        Finding::Valid => ("verdict verdict--valid", "shield-check"),
        Finding::Revoked => ("verdict verdict--revoked", "circle-x"),
        Finding::Replaced => ("verdict verdict--replaced", "refresh"),
        Finding::Unknown => ("verdict verdict--unknown", "search"),
    };
    let time = (!time.is_empty()).then(|| view! { <p class="verdict__time">{time}</p> });
    view! { <div class=class><Icon name=icon/><p class="verdict__word">{word}</p>{time}</div> }
}
