//! Where a person is on a way of several pages.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::icon::Icon;
use crate::shell::href;
use crate::words::lang;

catalogue! {
    /// The words of steps.
    pub StepWords {
        done => "đã xong", "done";
    }
}

/// The steps of an act; `current` counts from 0.
#[component]
pub fn Steps(names: Vec<String>, current: usize) -> impl IntoView {
    let items = names.into_iter().enumerate().map(|(place, name)| {
        let done = place < current;
        let mark = done
            .then(|| view! { <Icon name="check"/><span class="visually-hidden">{StepWords(lang()).done()}" "</span> });
        view! {
            <li class="steps__item" class:steps__item--done=done aria-current=(place == current).then_some("step")>
                {mark}{name}
            </li>
        }
    });
    view! { <ol class="steps">{items.collect_view()}</ol> }
}

/// One section of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLink {
    /// The address without its language prefix.
    pub path: String,
    pub label: String,
    pub done: bool,
}

/// The sections of a form, beside it on a wide screen; `current` counts from 0.
#[component]
pub fn SectionNav(#[prop(into)] label: String, sections: Vec<SectionLink>, current: usize) -> impl IntoView {
    let links = sections.into_iter().enumerate().map(|(place, section)| {
        let mark = section.done.then(|| {
            view! { <Icon name="check"/><span class="visually-hidden">", "{StepWords(lang()).done()}</span> }
        });
        view! {
            <a class="section-nav__link" href=href(&section.path) aria-current=(place == current).then_some("step")>
                <span>{place + 1}</span>" "{section.label}{mark}
            </a>
        }
    });
    view! { <nav class="section-nav only-desktop" aria-label=label>{links.collect_view()}</nav> }
}
