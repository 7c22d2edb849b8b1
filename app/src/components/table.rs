//! Tables: a caption, sortable heads as links, and rows that become cards on a phone.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::address::{query_value, with_query};
use crate::components::icon::Icon;
use crate::shell::{href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of tables.
    pub TableWords {
        sort_by(column: &str) => "Sắp xếp theo {column}", "Sort by {column}";
    }
}

/// The head of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    /// Aligned to the end, in figures of equal width.
    pub number: bool,
    /// Its name in the query when the list can be sorted by it: `sap=ten`, backwards `sap=-ten`.
    pub sort: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// A column of figures.
    pub fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(label) }
    }

    /// The list can be sorted by this column.
    pub fn sorted(self, key: &'static str) -> Self {
        Self { sort: Some(key), ..self }
    }
}

/// From this many columns on a table may be wider than a tablet.
const WIDE: usize = 6;

/// A table whose children are rows of [`Row`], [`RowHead`] and [`Cell`].
#[component]
pub fn Table(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    /// Less air between rows, for long lists of short facts.
    #[prop(optional)]
    dense: bool,
    /// Hides the caption from eyes when a heading just above says the same.
    #[prop(optional)]
    caption_hidden: bool,
    children: Children,
) -> impl IntoView {
    // More columns than a tablet is wide: the table scrolls by itself there, the page does not.
    let wide = columns.len() >= WIDE;
    let label = caption.clone();
    let heads = columns.into_iter().map(head).collect_view();
    let caption_class = if caption_hidden { "visually-hidden" } else { "table__caption" };
    let table = view! {
        <table class="table table--cards" class:table--dense=dense role="table">
            <caption class=caption_class>{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    };
    if wide {
        view! { <div class="table-scroll" tabindex="0" role="group" aria-label=label>{table}</div> }.into_any()
    } else {
        table.into_any()
    }
}

fn head(column: Column) -> impl IntoView {
    let class = column.number.then_some("table__number");
    let Some(key) = column.sort else {
        return view! { <th scope="col" role="columnheader" class=class>{column.label}</th> }.into_any();
    };
    let address = page_context().path;
    let order = Order::of(&address, key);
    let (icon, sorted) = match order {
        Order::None => ("sort", None),
        Order::Up => ("arrow-up", Some("ascending")),
        Order::Down => ("arrow-down", Some("descending")),
    };
    let title = TableWords(lang()).sort_by(&column.label);
    view! {
        <th scope="col" role="columnheader" class=class aria-sort=sorted>
            <a class="table__sort" href=href(&order.next(&address, key)) title=title><Icon name=icon/>{column.label}</a>
        </th>
    }
    .into_any()
}

/// How a list is sorted by one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    None,
    Up,
    Down,
}

impl Order {
    fn of(address: &str, key: &str) -> Self {
        match query_value(address, "sap") {
            Some(value) if value == key => Self::Up,
            Some(value) if value.strip_prefix('-') == Some(key) => Self::Down,
            _ => Self::None,
        }
    }

    /// The address that sorts the other way, from the first page.
    fn next(self, address: &str, key: &str) -> String {
        let first_page = with_query(address, "trang", None);
        let value = match self {
            Self::Up => format!("-{key}"),
            Self::None | Self::Down => key.to_owned(),
        };
        with_query(&first_page, "sap", Some(&value))
    }
}

/// One row.
#[component]
pub fn Row(children: Children) -> impl IntoView {
    view! { <tr role="row">{children()}</tr> }
}

/// The cell that names the row; on a phone the title of its card.
#[component]
pub fn RowHead(
    /// A code or a second line.
    #[prop(into, optional)]
    sub: String,
    /// What somebody should look at: “1 phiếu lệch 26 %”.
    #[prop(into, optional)]
    flag: String,
    /// The children begin with a box to tick the row.
    #[prop(optional)]
    with_box: bool,
    children: Children,
) -> impl IntoView {
    let sub = (!sub.is_empty()).then(|| view! { " "<span class="table__sub">{sub}</span> });
    let flag = (!flag.is_empty()).then(|| view! { " "<span class="table__flag"><Icon name="flag"/>" "{flag}</span> });
    view! { <th scope="row" role="rowheader" class=with_box.then_some("table__boxed")>{children()}{sub}{flag}</th> }
}

/// One cell; on a phone `label`, the words of its column, stands before it, and an empty cell is left out.
#[component]
pub fn Cell(
    #[prop(into)] label: String,
    #[prop(optional)] number: bool,
    /// Holds the one thing to do with the row: never broken over two lines on a desk.
    #[prop(optional)]
    act: bool,
    children: Children,
) -> impl IntoView {
    let class = match (number, act) {
        (true, _) => Some("table__number"),
        (false, true) => Some("table__act"),
        (false, false) => None,
    };
    view! { <td role="cell" class=class data-label=label><div>{children()}</div></td> }
}

/// A line across the table: where a prize level ends.
#[component]
pub fn Cut(
    /// How many columns the table has.
    columns: usize,
    children: Children,
) -> impl IntoView {
    view! { <tr class="table__cut" role="row"><td role="cell" colspan=columns>{children()}</td></tr> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pressing_a_head_sorts_and_pressing_again_turns_around() {
        let table = [
            ("/x?q=1&trang=3", "/x?q=1&sap=ten"),
            ("/x?sap=ten", "/x?sap=-ten"),
            ("/x?sap=-ten", "/x?sap=ten"),
            ("/x?sap=diem", "/x?sap=ten"),
        ];
        for (address, expected) in table {
            assert_eq!(Order::of(address, "ten").next(address, "ten"), expected, "{address}");
        }
    }
}
