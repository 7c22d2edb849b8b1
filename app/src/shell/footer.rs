//! Below every page: help always in the same place, statements, who runs the portal, the theme.

use domain::calendar::format_instant;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::shell::{Organiser, ShellWords, href, page_context};

/// The footer.
#[component]
pub fn Footer() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    view! {
        <Printed/>
        <footer class="site-footer">
            <div class="wrap">
                <div class="site-footer__parts">
                    <div>
                        <h2 class="site-footer__title">{words.need_help()}</h2>
                        <HelpLines/>
                    </div>
                    <div>
                        <h2 class="site-footer__title">{words.look_up()}</h2>
                        <ul class="site-footer__list">
                            {link("/tra-cuu", words.look_up_entry())}
                            {link("/ket-qua", words.results())}
                            {link("/kiem-chung/bien-nhan", words.verify())}
                        </ul>
                    </div>
                    <div>
                        <h2 class="site-footer__title">{words.about()}</h2>
                        <ul class="site-footer__list">
                            {link("/tro-giup", words.help())}
                            {link("/tiep-can", words.accessibility())}
                            {link("/quyen-rieng-tu", words.privacy())}
                        </ul>
                    </div>
                </div>
                <div class="site-footer__end">
                    <p>{page.organiser.name.clone()}</p>
                    <ThemeSwitch/>
                </div>
            </div>
        </footer>
    }
}

/// On paper: when and by whom the page was printed. Never its address, which may hold a secret.
#[component]
fn Printed() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    let time = format_instant(page.now, page.lang);
    let line = if page.actor.name.is_empty() {
        words.printed(&page.organiser.portal_name, &time)
    } else {
        words.printed_by(&page.organiser.portal_name, &time, &page.actor.name)
    };
    view! { <p class="printed print-only">{line}</p> }
}

fn link(path: &str, label: &'static str) -> impl IntoView + use<> {
    view! { <li><a class="site-footer__link" href=href(path)>{label}</a></li> }
}

/// How to reach the organiser, as far as the configuration says.
#[component]
fn HelpLines() -> impl IntoView {
    let page = page_context();
    let Organiser { phone, email, hours, .. } = (*page.organiser).clone();
    let call = format!("tel:{}", phone.replace(' ', ""));
    let write = format!("mailto:{email}");
    let phone = (!phone.is_empty())
        .then(|| view! { <li><a class="site-footer__link" href=call><Icon name="phone"/>{phone}</a></li> });
    let email = (!email.is_empty())
        .then(|| view! { <li><a class="site-footer__link" href=write><Icon name="mail"/>{email}</a></li> });
    let hours =
        (!hours.is_empty()).then(|| view! { <p class="site-footer__text">{ShellWords(page.lang).hours(&hours)}</p> });
    view! {
        <ul class="site-footer__list">{phone}{email}</ul>
        {hours}
    }
}

/// Four buttons of one form: the choice is kept in a cookie and the page comes back.
#[component]
fn ThemeSwitch() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    let themes = [
        ("", "device", words.theme_device()),
        ("sang", "sun", words.theme_light()),
        ("toi", "moon", words.theme_dark()),
        ("cao", "contrast", words.theme_contrast()),
    ];
    let current = page.theme.clone().unwrap_or_default();
    let buttons = themes.map(|(value, icon, label)| {
        let pressed = if value == current { "true" } else { "false" };
        view! {
            <button class="segmented__option" type="submit" name="giao_dien" value=value aria-pressed=pressed>
                <Icon name=icon/>{label}
            </button>
        }
    });
    view! {
        <form class="theme-switch" method="post" action=href("/giao-dien")>
            <input type="hidden" name="ve" value=page.path.clone()/>
            <span id="giao-dien">{words.theme()}</span>
            <div class="segmented" role="group" aria-labelledby="giao-dien">{buttons.collect_view()}</div>
        </form>
    }
}
