//! Answers to check: what was asked, what was answered, where to change it.

use leptos::prelude::*;

use crate::catalogue;
use crate::shell::href;
use crate::words::lang;

catalogue! {
    /// The words of a summary.
    pub SummaryWords {
        not_given => "Không khai", "Not given";
        change => "Sửa", "Change";
    }
}

/// Rows of [`SummaryRow`].
#[component]
pub fn SummaryList(children: Children) -> impl IntoView {
    view! { <dl class="summary-list">{children()}</dl> }
}

/// One question. The answer is `value`, or the children when it is more than text; nothing shows “Không khai”.
#[component]
pub fn SummaryRow(
    #[prop(into)] key: String,
    #[prop(into, optional)] value: String,
    /// Where to change it, without language; the link names the question to screen readers.
    #[prop(into, optional)]
    change: String,
    /// Key above value, for long answers.
    #[prop(optional)]
    wide: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = SummaryWords(lang());
    let about = key.to_lowercase();
    let answer = match children {
        Some(children) => view! { <dd class="summary-list__value">{children()}</dd> }.into_any(),
        None if value.is_empty() => {
            view! { <dd class="summary-list__value summary-list__value--empty">{words.not_given()}</dd> }.into_any()
        }
        None => view! { <dd class="summary-list__value">{value}</dd> }.into_any(),
    };
    let change = (!change.is_empty()).then(|| {
        view! {
            <dd class="summary-list__action">
                <a class="summary-list__link" href=href(&change)>
                    {words.change()}<span class="visually-hidden">" "{about}</span>
                </a>
            </dd>
        }
    });
    view! {
        <div class="summary-list__row" class:summary-list__row--wide=wide>
            <dt class="summary-list__key">{key}</dt>
            {answer}
            {change}
        </div>
    }
}
