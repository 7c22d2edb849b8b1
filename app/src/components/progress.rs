//! How much of a countable work is done, and figures that matter.

use leptos::prelude::*;

/// A bar with its words: “7 trên 24 bài đã ký”.
#[component]
pub fn Progress(
    #[prop(into)] id: String,
    value: u64,
    max: u64,
    /// The same in words.
    #[prop(into)]
    text: String,
    /// What else matters, such as the deadline.
    #[prop(into, optional)]
    note: String,
) -> impl IntoView {
    let note = (!note.is_empty()).then(|| view! { <span class="progress__note">{note}</span> });
    view! {
        <div class="progress">
            <div class="progress__head"><label class="progress__value" for=id.clone()>{text}</label>{note}</div>
            <progress class="progress__bar" id=id max=max.max(1) value=value>{format!("{value}/{max}")}</progress>
        </div>
    }
}

/// One figure with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    pub label: String,
    pub value: String,
    /// Somebody should act on it.
    pub attention: bool,
}

/// A few figures beside each other.
#[component]
pub fn Stats(stats: Vec<Stat>) -> impl IntoView {
    let items = stats.into_iter().map(|stat| {
        view! {
            <div class="stat" class:stat--attention=stat.attention>
                <dt class="stat__label">{stat.label}</dt>
                <dd class="stat__value">{stat.value}</dd>
            </div>
        }
    });
    view! { <dl class="stats">{items.collect_view()}</dl> }
}
