//! Dates in their order, marked by what has passed.

use leptos::prelude::*;

/// How a date stands to now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    Done,
    Now,
    #[default]
    Ahead,
}

/// Items of [`TimelineItem`].
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One date and what happens then.
#[component]
pub fn TimelineItem(
    /// The date or time in words.
    #[prop(into)]
    when: String,
    #[prop(into)] text: String,
    /// The date for machines, such as `2027-06-30`.
    #[prop(into, optional)]
    datetime: String,
    #[prop(into, optional)] note: String,
    #[prop(optional)] phase: Phase,
) -> impl IntoView {
    let class = match phase {
        Phase::Done => "timeline__item timeline__item--done",
        Phase::Now => "timeline__item timeline__item--now",
        Phase::Ahead => "timeline__item",
    };
    let note = (!note.is_empty()).then(|| view! { <span class="timeline__note">{note}</span> });
    view! {
        <li class=class>
            <time class="timeline__date" datetime=(!datetime.is_empty()).then_some(datetime)>{when}</time>
            " "
            <span class="timeline__text">{text}</span>
            " "
            {note}
        </li>
    }
}
