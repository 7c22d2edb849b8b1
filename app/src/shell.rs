//! The frame around every page: head, header, navigation, banner, main, footer.

use std::sync::{Arc, Mutex};

use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::Flash;
use crate::components::icon::Icon;
use crate::words::{Lang, lang};

/// Addresses of the built files: their names carry a hash of their content.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub stylesheet: String,
    pub icons: String,
    pub logo: String,
    pub favicon: String,
    pub fonts: Vec<String>,
    pub script: String,
    pub wasm: String,
}

/// What a page knows of its request, beside its props.
#[derive(Clone, Debug)]
pub struct PageContext {
    pub lang: Lang,
    pub actor: Actor,
    /// The address without its language prefix, with its query.
    pub path: String,
    /// `sang`, `toi` or `cao`; none follows the device.
    pub theme: Option<String>,
    pub nonce: String,
    pub now: OffsetDateTime,
    pub flash: Option<Flash>,
    pub assets: Arc<Assets>,
    pub organiser: Arc<Organiser>,
    title: Arc<Mutex<String>>,
}

/// Who runs the portal and how to reach them: set in the configuration, shown on every page.
#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct Organiser {
    pub portal_name: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub hours: String,
}

/// What is known of a request before anything is rendered.
#[derive(Clone, Debug)]
pub struct Visit {
    pub lang: Lang,
    pub actor: Actor,
    pub path: String,
    pub theme: Option<String>,
    pub nonce: String,
    pub now: OffsetDateTime,
    pub flash: Option<Flash>,
}

impl PageContext {
    /// Joins what the request says with what the process knows.
    pub fn new(visit: Visit, assets: Arc<Assets>, organiser: Arc<Organiser>) -> Self {
        let Visit {
            lang,
            actor,
            path,
            theme,
            nonce,
            now,
            flash,
        } = visit;
        Self {
            lang,
            actor,
            path,
            theme,
            nonce,
            now,
            flash,
            assets,
            organiser,
            title: Arc::default(),
        }
    }
}

/// The context of the page being rendered.
pub fn page_context() -> PageContext {
    expect_context()
}

/// An address of the portal in the language of the page.
pub fn href(path: &str) -> String {
    localised(lang(), path)
}

/// An address of the portal in a given language: English lives under `/en`.
pub fn localised(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Vi => path.to_owned(),
        Lang::En if path == "/" => "/en".to_owned(),
        Lang::En => format!("/en{path}"),
    }
}

/// Sets the document's title; each page does so once.
#[component]
pub fn Title(#[prop(into)] text: String) -> impl IntoView {
    if let Some(page) = use_context::<PageContext>()
        && let Ok(mut title) = page.title.lock()
    {
        *title = text;
    }
}

catalogue! {
    /// The words of the frame.
    pub ShellWords {
        skip => "Chuyển tới nội dung chính", "Skip to main content";
        tagline => "Cổng cuộc thi và giải thưởng", "Contests and awards portal";
        menu => "Danh mục chính", "Main menu";
        contests => "Cuộc thi", "Contests";
        results => "Kết quả", "Results";
        look_up => "Tra cứu", "Look up";
        my_entries => "Hồ sơ của tôi", "My entries";
        unit => "Đơn vị", "Unit";
        judging => "Chấm thi", "Judging";
        secretariat => "Thư ký", "Secretariat";
        approvals => "Phê duyệt", "Approval";
        administration => "Quản trị", "Administration";
        account => "Tài khoản", "Account";
        sign_in => "Đăng nhập", "Sign in";
        sign_out => "Đăng xuất", "Sign out";
        other_language => "English", "Tiếng Việt";
        help => "Trợ giúp", "Help";
        hours(hours: &str) => "Giờ làm việc: {hours}", "Hours: {hours}";
        accessibility => "Khả năng tiếp cận", "Accessibility";
        privacy => "Quyền riêng tư", "Privacy";
        theme => "Giao diện", "Theme";
        theme_device => "Theo máy", "Device";
        theme_light => "Sáng", "Light";
        theme_dark => "Tối", "Dark";
        theme_contrast => "Tương phản cao", "High contrast";
    }
}

/// The whole document. The body is built first, so that its title is known when the head is written.
pub fn document(page: PageContext, body: impl FnOnce() -> AnyView) -> impl IntoView {
    let main = body();
    let title = page.title.lock().map(|title| title.clone()).unwrap_or_default();
    let portal = page.organiser.portal_name.clone();
    let full_title = if title.is_empty() {
        portal
    } else {
        format!("{title} | {portal}")
    };
    let fonts = page.assets.fonts.iter().map(|font| {
        view! { <link rel="preload" href=font.clone() r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=page.lang.code() data-theme=page.theme.clone()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title inner_html=escape_title(&full_title)></title>
                {fonts.collect_view()}
                <link rel="stylesheet" href=page.assets.stylesheet.clone()/>
                <link rel="icon" href=page.assets.favicon.clone() r#type="image/svg+xml"/>
            </head>
            <body>
                <Frame main/>
            </body>
        </html>
    }
}

/// A title as it may stand in the head: Leptos would put a marker after plain text, which browsers show in titles.
fn escape_title(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}

#[component]
fn Frame(main: AnyView) -> impl IntoView {
    let words = ShellWords(lang());
    view! {
        <a class="skip-link" href="#noi-dung">{words.skip()}</a>
        <Header/>
        <main id="noi-dung" class="main" tabindex="-1">{main}</main>
        <Footer/>
    }
}

#[component]
fn Header() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    let other = match page.lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    view! {
        <header class="header">
            <div class="header__inner">
                <a class="brand" href=href("/")>
                    <img class="brand__mark" src=page.assets.logo.clone() alt="" width="40" height="40"/>
                    <span class="brand__text">
                        <span class="brand__name">{page.organiser.portal_name.clone()}</span>
                        <span class="brand__tagline">{words.tagline()}</span>
                    </span>
                </a>
                <nav class="nav" aria-label=words.menu()>
                    <ul class="nav__list">{areas(&page).into_iter().map(|area| nav_item(&page, area)).collect_view()}</ul>
                </nav>
                <div class="header__tools">
                    <a class="lang-switch" href=localised(other, &page.path) hreflang=other.code() lang=other.code()>
                        {words.other_language()}
                    </a>
                    <AccountMenu/>
                </div>
            </div>
        </header>
    }
}

#[component]
fn AccountMenu() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    if !page.actor.is_signed_in() {
        return view! { <a class="nav__link" href=href("/dang-nhap")><Icon name="login"/>{words.sign_in()}</a> }
            .into_any();
    }
    view! {
        <a class="nav__link" href=href("/tai-khoan")><Icon name="user"/>{page.actor.name.clone()}</a>
        <form method="post" action=href("/dang-xuat")>
            <button class="button button--link" type="submit">{words.sign_out()}</button>
        </form>
    }
    .into_any()
}

/// The areas this person may enter, as address and label.
fn areas(page: &PageContext) -> Vec<(&'static str, &'static str)> {
    let words = ShellWords(page.lang);
    let actor = &page.actor;
    let mut areas = vec![
        ("/cuoc-thi", words.contests()),
        ("/ket-qua", words.results()),
        ("/tra-cuu", words.look_up()),
    ];
    if actor.is_signed_in() {
        areas.push(("/ho-so", words.my_entries()));
    }
    let granted = [
        (GrantedRole::UnitOfficer, "/don-vi", words.unit()),
        (GrantedRole::Judge, "/cham", words.judging()),
        (GrantedRole::Secretary, "/thu-ky", words.secretariat()),
        (GrantedRole::Approver, "/phe-duyet", words.approvals()),
        (GrantedRole::Administrator, "/quan-tri", words.administration()),
    ];
    areas.extend(
        granted
            .into_iter()
            .filter(|(role, ..)| actor.holds(*role))
            .map(|(_, path, label)| (path, label)),
    );
    areas
}

fn nav_item(page: &PageContext, (path, label): (&'static str, &'static str)) -> impl IntoView + use<> {
    let here =
        page.path == path || page.path.starts_with(&format!("{path}/")) || page.path.starts_with(&format!("{path}?"));
    view! { <li><a class="nav__link" href=href(path) aria-current=here.then_some("page")>{label}</a></li> }
}

#[component]
fn Footer() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    let Organiser {
        name,
        phone,
        email,
        hours,
        ..
    } = (*page.organiser).clone();
    let call = format!("tel:{}", phone.replace(' ', ""));
    let write = format!("mailto:{email}");
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <address class="footer__help">
                    <strong>{name}</strong>
                    <a href=call><Icon name="phone"/>{phone}</a>
                    <a href=write><Icon name="mail"/>{email}</a>
                    <span>{words.hours(&hours)}</span>
                </address>
                <ul class="footer__links">
                    <li><a href=href("/tro-giup")>{words.help()}</a></li>
                    <li><a href=href("/tiep-can")>{words.accessibility()}</a></li>
                    <li><a href=href("/quyen-rieng-tu")>{words.privacy()}</a></li>
                </ul>
                <ThemeSwitch/>
            </div>
        </footer>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let page = page_context();
    let words = ShellWords(page.lang);
    let themes = [
        ("", words.theme_device()),
        ("sang", words.theme_light()),
        ("toi", words.theme_dark()),
        ("cao", words.theme_contrast()),
    ];
    let current = page.theme.clone().unwrap_or_default();
    let buttons = themes.map(|(value, label)| {
        let pressed = if value == current { "true" } else { "false" };
        view! { <button class="theme-switch__choice" type="submit" name="giao_dien" value=value aria-pressed=pressed>{label}</button> }
    });
    view! {
        <form class="theme-switch" method="post" action=href("/giao-dien")>
            <input type="hidden" name="ve" value=page.path.clone()/>
            <fieldset class="theme-switch__set">
                <legend class="theme-switch__legend">{words.theme()}</legend>
                {buttons.collect_view()}
            </fieldset>
        </form>
    }
}
