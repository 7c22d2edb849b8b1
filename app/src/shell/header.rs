//! Above every page: brand, navigation, language, account; on a phone all of it in one menu. No script needed.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::copies::kept_words::KeptWords;
use crate::shell::areas::{Place, area_places, current_place, own_places, public_places};
use crate::shell::{ShellWords, href, localised, page_context};
use crate::words::Lang;

/// The header, the strata and the line of the area.
#[component]
pub fn Header() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    view! {
        <header class="site-header">
            <div class="wrap site-header__inner">
                <a class="brand" href=href("/")>
                    <img class="brand__mark" src=page.assets.logo.clone() alt="" width="44" height="44"/>
                    <span>
                        <span class="brand__name">{page.organiser.portal_name.clone()}</span>
                        <span class="brand__tagline">{words.tagline()}</span>
                    </span>
                </a>
                <nav class="site-nav" aria-label=words.main_menu()>
                    <ul class="site-nav__list">{links(public_places(words), "site-nav__link")}</ul>
                </nav>
                <div class="site-header__tools">
                    <div class="only-desktop"><LanguageSwitch/></div>
                    <AccountMenu/>
                    <PhoneMenu/>
                </div>
            </div>
            <div class="strata" aria-hidden="true"></div>
        </header>
        <AreaNav/>
    }
}

/// One list item a place; the current one is marked.
fn links(places: Vec<Place>, class: &'static str) -> impl IntoView {
    let address = page_context().path;
    let current = current_place(&places, &address).cloned();
    let items = places.into_iter().map(move |place| {
        let here = current.as_ref() == Some(&place);
        view! { <li><a class=class href=href(&place.path) aria-current=here.then_some("page")>{place.label}</a></li> }
    });
    items.collect_view()
}

/// The pages of the area being worked in.
#[component]
fn AreaNav() -> impl IntoView {
    let page = page_context();
    let (name, places) = area_places(&page);
    (!places.is_empty()).then(|| {
        view! {
            <nav class="area-nav" aria-label=name>
                <div class="wrap"><ul class="area-nav__list">{links(places, "area-nav__link")}</ul></div>
            </nav>
        }
    })
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let page = page_context();
    let languages = [(Lang::Vi, "VI", "VI, Tiếng Việt"), (Lang::En, "EN", "EN, English")];
    let links = languages.map(|(lang, short, name)| {
        let here = (lang == page.lang).then_some("true");
        view! {
            <a class="lang-switch__link" href=localised(lang, &page.path) lang=lang.code() hreflang=lang.code()
                aria-current=here aria-label=name>{short}</a>
        }
    });
    view! { <nav class="lang-switch" aria-label=ShellWords(page.lang).language()>{links.collect_view()}</nav> }
}

/// What a person can do with the own account, on a wide screen.
#[component]
fn AccountMenu() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    if !page.actor.is_signed_in() {
        return view! {
            <div class="only-desktop">
                <a class="menu__button" href=href("/dang-nhap")><Icon name="login"/>{words.sign_in()}</a>
            </div>
        }
        .into_any();
    }
    view! {
        <details class="menu only-desktop">
            <summary class="menu__button"><Icon name="user"/>{page.actor.name.clone()}</summary>
            <div class="menu__panel">
                <p class="menu__title">{words.my_areas()}</p>
                <ul>{links(own_places(&page), "menu__link")}</ul>
                <ul class="menu__part"><AccountLinks/></ul>
            </div>
        </details>
    }
    .into_any()
}

/// The own account and the way out, or the way in.
#[component]
fn AccountLinks() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    if !page.actor.is_signed_in() {
        return view! { <li><a class="menu__link" href=href("/dang-nhap")><Icon name="login"/>{words.sign_in()}</a></li> }
            .into_any();
    }
    let account = page.actor.account.map(|account| account.0.to_string());
    view! {
        <li><a class="menu__link" href=href("/tai-khoan")><Icon name="settings"/>{words.account()}</a></li>
        <li>
            <form method="post" action=href("/dang-xuat") data-ra=account data-hoi=KeptWords(page.lang).leave_confirm()>
                <button class="menu__link" type="submit"><Icon name="logout"/>{words.sign_out()}</button>
            </form>
        </li>
    }
    .into_any()
}

/// Everything of the header and of the area, for narrow screens.
#[component]
fn PhoneMenu() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    let (_, pages) = area_places(&page);
    let own = own_places(&page);
    let area = (pages != own).then(|| view! { <ul class="menu__part">{links(pages, "menu__link")}</ul> });
    let areas = (!own.is_empty()).then(|| view! { <ul class="menu__part">{links(own, "menu__link")}</ul> });
    let (other, name) = match page.lang {
        Lang::Vi => (Lang::En, "English"),
        Lang::En => (Lang::Vi, "Tiếng Việt"),
    };
    view! {
        <details class="menu menu--site">
            <summary class="menu__button"><Icon name="menu"/>{words.menu()}</summary>
            <nav class="menu__panel" aria-label=words.menu()>
                <ul>{links(public_places(words), "menu__link")}</ul>
                {area}
                {areas}
                <ul class="menu__part">
                    <AccountLinks/>
                    <li>
                        <a class="menu__link" href=localised(other, &page.path) lang=other.code() hreflang=other.code()>
                            <Icon name="language"/>{name}
                        </a>
                    </li>
                </ul>
            </nav>
        </details>
    }
}
