//! Views of one list as links: the choice stands in the address.

use leptos::prelude::*;

use crate::shell::href;
use crate::words::figure;

/// One view of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The address without its language prefix.
    pub path: String,
    pub label: String,
    pub count: Option<u64>,
}

/// The views of a list; `current` counts from 0.
#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>, current: usize) -> impl IntoView {
    let links = tabs.into_iter().enumerate().map(|(place, tab)| {
        let count = tab.count.map(|count| view! { " "<span class="tabs__count">{figure(count)}</span> });
        view! {
            <li>
                <a class="tabs__link" href=href(&tab.path) aria-current=(place == current).then_some("page")>
                    {tab.label}{count}
                </a>
            </li>
        }
    });
    view! { <nav class="tabs" aria-label=label><ul class="tabs__list">{links.collect_view()}</ul></nav> }
}
