//! The home page: look up a code, open contests by deadline, latest results.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::shell::{Title, page_context};

catalogue! {
    /// The words of the home page.
    pub HomeWords {
        title => "Trang chủ", "Home";
    }
}

/// The first page of the portal.
#[component]
pub fn HomePage() -> impl IntoView {
    let page = page_context();
    view! {
        <Title text=HomeWords(page.lang).title()/>
        <Banner/>
        <h1>{page.organiser.portal_name.clone()}</h1>
    }
}
