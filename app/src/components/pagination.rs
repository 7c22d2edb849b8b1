//! Numbered pages of a list. They keep filters and sorting.

use domain::text::format_int;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::address::with_query;
use crate::components::icon::Icon;
use crate::shell::{href, page_context};
use crate::words::lang;

/// How many rows a page of a list holds, unless it says otherwise.
pub const ROWS: u64 = 50;

catalogue! {
    /// The words of pages.
    pub PaginationWords {
        pages => "Trang", "Pages";
        page(number: u64) => "Trang {number}", "Page {number}";
        previous => "Trước", "Previous";
        next => "Sau", "Next";
        rows(first: &str, last: &str, all: &str) => "Dòng {first} đến {last} trên {all}", "Rows {first} to {last} of {all}";
    }
}

/// The pages of a list of `total` rows. The number stands in the query as `trang`.
#[component]
pub fn Pagination(
    /// The page being shown, from 1.
    page: u64,
    total: u64,
    #[prop(default = ROWS)] size: u64,
) -> impl IntoView {
    let words = PaginationWords(lang());
    let pages = total.div_ceil(size.max(1)).max(1);
    let page = page.clamp(1, pages);
    let number = |number: u64| format_int(i64::try_from(number).unwrap_or(i64::MAX), lang());
    let first = (page - 1) * size + 1;
    let rows = words.rows(&number(first.min(total)), &number((page * size).min(total)), &number(total));
    let links = (pages > 1).then(|| {
        let items = shown(page, pages).into_iter().map(move |place| item(place, page));
        let previous = (page > 1).then(|| {
            view! { <li><a class="pagination__link" href=address(page - 1) rel="prev"><Icon name="arrow-left"/>{words.previous()}</a></li> }
        });
        let next = (page < pages).then(|| {
            view! { <li><a class="pagination__link" href=address(page + 1) rel="next">{words.next()}<Icon name="arrow-right"/></a></li> }
        });
        view! {
            <nav class="pagination" aria-label=words.pages()>
                <ol class="pagination__list">{previous}{items.collect_view()}{next}</ol>
            </nav>
        }
    });
    (total > 0).then(|| view! { <div class="table__foot">{links}<p class="muted">{rows}</p></div> })
}

fn address(page: u64) -> String {
    let value = page.to_string();
    href(&with_query(&page_context().path, "trang", (page > 1).then_some(&value)))
}

fn item(place: Option<u64>, page: u64) -> AnyView {
    match place {
        None => view! { <li class="pagination__gap">"…"</li> }.into_any(),
        Some(number) => {
            let label = PaginationWords(lang()).page(number);
            view! {
                <li>
                    <a class="pagination__link" href=address(number) aria-label=label
                        aria-current=(number == page).then_some("page")>{number}</a>
                </li>
            }
            .into_any()
        }
    }
}

/// The first, the last and those around the current page; `None` is a gap.
fn shown(page: u64, pages: u64) -> Vec<Option<u64>> {
    let near = |number: &u64| *number == 1 || *number == pages || number.abs_diff(page) <= 2;
    let mut items = Vec::new();
    let mut before = 0;
    for number in (1..=pages).filter(near) {
        match number - before {
            1 => {}
            2 => items.push(Some(number - 1)),
            _ => items.push(None),
        }
        items.push(Some(number));
        before = number;
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_pages_are_left_out_and_one_page_is_never_a_gap() {
        let written = |page, pages| {
            let items = shown(page, pages).into_iter();
            items.map(|item| item.map_or("…".to_owned(), |number| number.to_string())).collect::<Vec<_>>().join(" ")
        };
        let table = [
            (1, 1, "1"),
            (1, 3, "1 2 3"),
            (1, 40, "1 2 3 … 40"),
            (5, 40, "1 2 3 4 5 6 7 … 40"),
            (20, 40, "1 … 18 19 20 21 22 … 40"),
            (40, 40, "1 … 38 39 40"),
        ];
        for (page, pages, expected) in table {
            assert_eq!(written(page, pages), expected);
        }
    }
}
