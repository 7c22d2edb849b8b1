//! Filters above a list: a form that asks for the same page with a query. Active filters can be taken off one by one.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::address::with_query;
use crate::components::icon::Icon;
use crate::shell::{href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of filters.
    pub FilterWords {
        filter => "Lọc", "Filter";
        remove => "Bỏ lọc", "Remove filter";
        clear => "Xóa bộ lọc", "Clear filters";
    }
}

/// One active filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its name in the query.
    pub key: String,
    /// What it keeps: “Giải Nhất”.
    pub label: String,
}

/// The fields are the children; `count` says how many rows are left (“48 hồ sơ”).
#[component]
pub fn Filters(#[prop(into)] count: String, #[prop(optional)] chips: Vec<Chip>, children: Children) -> impl IntoView {
    let words = FilterWords(lang());
    let address = page_context().path;
    let bare = address.split('?').next().unwrap_or_default().to_owned();
    let clear =
        (!chips.is_empty()).then(|| view! { <a class="button button--quiet" href=href(&bare)>{words.clear()}</a> });
    let chips = chips.into_iter().map(|chip| {
        let without = with_query(&with_query(&address, &chip.key, None), "trang", None);
        view! {
            <a class="chip" href=href(&without)>
                <Icon name="x"/><span class="visually-hidden">{words.remove()}" "</span>{chip.label}
            </a>
        }
    });
    let chips = chips.collect_view();
    view! {
        <form class="filters" method="get" action=href(&bare)>
            <div class="filters__fields">
                {children()}
                <button class="button button--outline" type="submit"><Icon name="filter"/>{words.filter()}</button>
            </div>
            <div class="filters__foot"><p class="filters__count">{count}</p>{chips}{clear}</div>
        </form>
    }
}
