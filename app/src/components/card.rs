//! One work in a gallery, and a box that must be seen.

use leptos::prelude::*;

use domain::results::Seal as Mark;

use crate::components::prize::Seal;
use crate::shell::href;

/// One thing with a heading; the whole card is the link when it has one. Children are its text.
#[component]
pub fn Card(
    #[prop(into)] title: String,
    /// Where it leads, without language; empty for none.
    #[prop(into, optional)]
    to: String,
    /// What stands above the title: “Giải Nhất · Đồ dùng dành cho học tập”.
    #[prop(into, optional)]
    kicker: String,
    #[prop(optional_no_strip)] seal: Option<Mark>,
    #[prop(optional)] foot: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let linked = !to.is_empty();
    let title =
        if linked { view! { <a class="card__link" href=href(&to)>{title}</a> }.into_any() } else { title.into_any() };
    let seal = seal.map(|mark| view! { <Seal mark/> });
    let kicker = (!kicker.is_empty()).then(|| view! { <p class="card__kicker">{kicker}</p> });
    let text = children.map(|children| view! { <div class="card__text">{children()}</div> });
    let foot = foot.map(|foot| view! { <div class="card__foot">{foot}</div> });
    view! {
        <article class="card" class:card--linked=linked>
            <div class="card__head">
                {seal}
                <div class="card__titles">{kicker}<h3 class="card__title">{title}</h3></div>
            </div>
            {text}
            {foot}
        </article>
    }
}

/// Cards beside each other, as many as fit.
#[component]
pub fn Cards(children: Children) -> impl IntoView {
    view! { <div class="grid">{children()}</div> }
}
