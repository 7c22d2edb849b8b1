//! Things in a register: contests, drafts, decisions. The whole row is the link.

use domain::text::Lang;
use leptos::prelude::*;
use time::Date;

use crate::shell::href;
use crate::words::lang;

/// Rows of [`RegisterRow`].
#[component]
pub fn Register(children: Children) -> impl IntoView {
    view! { <ul class="register">{children()}</ul> }
}

/// One thing. Children stand below the text: a deadline, tags.
#[component]
pub fn RegisterRow(
    #[prop(into)] title: String,
    /// Where it leads, without language.
    #[prop(into)]
    to: String,
    /// The day shown large before it.
    #[prop(optional_no_strip)]
    day: Option<Date>,
    #[prop(into, optional)] text: String,
    /// No heading stands between the title of the page and these rows.
    #[prop(optional)]
    top: bool,
    /// Its status, at the end of the row.
    #[prop(optional)]
    state: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let plain = day.is_none();
    let day = day.map(|day| {
        view! {
            <p class="day"><span class="day__number">{day.day()}</span>" "<span class="day__month">{month(day)}</span></p>
        }
    });
    let text = (!text.is_empty()).then(|| view! { <p class="register__text">{text}</p> });
    let state = state.map(|state| view! { <p class="register__state">{state}</p> });
    let link = view! { <a class="register__link" href=href(&to)>{title}</a> };
    let heading = if top {
        view! { <h2 class="register__title">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="register__title">{link}</h3> }.into_any()
    };
    view! {
        <li class="register__row" class:register__row--plain=plain>
            {day}
            <div class="register__main">
                {heading}
                {text}
                {children.map(|children| children())}
            </div>
            {state}
        </li>
    }
}

/// `tháng 6`, in English `June`.
fn month(day: Date) -> String {
    match lang() {
        Lang::Vi => format!("tháng {}", u8::from(day.month())),
        Lang::En => day.month().to_string(),
    }
}
