//! The top of a page: where it stands, what it is, what can be done with it.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::icon::Icon;
use crate::shell::href;
use crate::words::lang;

/// Titles with more letters than this are set smaller.
const LONG: usize = 60;

/// The one `h1` of a page. Children stand below the lead: a deadline, a summary.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    /// A code or a step above the title.
    #[prop(into, optional)]
    kicker: String,
    /// One or two sentences below the title.
    #[prop(into, optional)]
    lead: String,
    /// Facts and tags on one line.
    #[prop(optional)]
    meta: Option<AnyView>,
    /// Buttons.
    #[prop(optional)]
    actions: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let kicker = (!kicker.is_empty()).then(|| view! { <p class="page-head__kicker">{kicker}</p> });
    let lead = (!lead.is_empty()).then(|| view! { <p class="page-head__lead">{lead}</p> });
    let meta = meta.map(|meta| view! { <div class="page-head__meta">{meta}</div> });
    let actions = actions.map(|actions| view! { <div class="page-head__actions">{actions}</div> });
    let long = title.chars().count() > LONG;
    view! {
        <div class="page-head">
            {kicker}
            <h1 class=long.then_some("page-head__title--long")>{title}</h1>
            {lead}
            {meta}
            {children.map(|children| children())}
            {actions}
        </div>
    }
}

catalogue! {
    /// The words around places.
    pub PlaceWords {
        home => "Trang chủ", "Home";
        here => "Vị trí", "You are here";
    }
}

/// The way from the home page down to this page, which itself is left out.
#[component]
pub fn Breadcrumb(
    /// Address (without language) and label of each place below the home page.
    places: Vec<(String, String)>,
) -> impl IntoView {
    let words = PlaceWords(lang());
    let home = ("/".to_owned(), words.home().to_owned());
    let items = std::iter::once(home).chain(places).map(|(path, label)| {
        view! { <li class="breadcrumb__item"><a class="breadcrumb__link" href=href(&path)>{label}</a></li> }
    });
    view! {
        <nav class="breadcrumb" aria-label=words.here()>
            <ol class="breadcrumb__list">{items.collect_view()}</ol>
        </nav>
    }
}

/// The way back, on the pages of a form instead of a breadcrumb.
#[component]
pub fn BackLink(#[prop(into)] to: String, #[prop(into)] label: String) -> impl IntoView {
    view! { <a class="back-link" href=href(&to)><Icon name="arrow-left"/>{label}</a> }
}

/// A part of a page with its heading.
#[component]
pub fn Section(
    /// The `id` of the heading, unique in the page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: String,
    /// Address (without language) and label of a link beside the heading.
    #[prop(optional_no_strip)]
    link: Option<(String, String)>,
    children: Children,
) -> impl IntoView {
    let heading = id.clone();
    let link = link.map(|(path, label)| view! { <a href=href(&path)>{label}</a> });
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="section__head"><h2 id=heading>{title}</h2>{link}</div>
            {children()}
        </section>
    }
}
