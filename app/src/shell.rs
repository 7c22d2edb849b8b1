//! The frame around every page: head, header, navigation, main, footer; and what a page may say about its frame.

mod areas;
mod footer;
mod header;

use std::sync::{Arc, Mutex};

use domain::people::actor::Actor;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::Flash;
use crate::shell::footer::Footer;
use crate::shell::header::Header;
use crate::words::{Lang, lang};

/// Addresses of the built files: their names carry a hash of their content.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub stylesheet: String,
    pub icons: String,
    pub logo: String,
    pub favicon: String,
    pub touch_icon: String,
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
    /// Names this opening of the page: what its forms send carries it.
    pub page_id: String,
    pub now: OffsetDateTime,
    pub flash: Option<Flash>,
    pub assets: Arc<Assets>,
    pub organiser: Arc<Organiser>,
    frame: Arc<Mutex<FrameChoice>>,
}

/// What a page chooses about the frame around it.
#[derive(Clone, Debug, Default)]
struct FrameChoice {
    title: String,
    wide: bool,
    sticky: bool,
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
    pub page_id: String,
    pub now: OffsetDateTime,
    pub flash: Option<Flash>,
}

impl PageContext {
    /// Joins what the request says with what the process knows.
    pub fn new(visit: Visit, assets: Arc<Assets>, organiser: Arc<Organiser>) -> Self {
        let Visit { lang, actor, path, theme, nonce, page_id, now, flash } = visit;
        Self { lang, actor, path, theme, nonce, page_id, now, flash, assets, organiser, frame: Arc::default() }
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

/// Changes what the page being rendered chooses about its frame.
fn choose(change: impl FnOnce(&mut FrameChoice)) {
    if let Some(page) = use_context::<PageContext>()
        && let Ok(mut frame) = page.frame.lock()
    {
        change(&mut frame);
    }
}

/// Sets the document's title; each page does so once.
#[component]
pub fn Title(#[prop(into)] text: String) -> impl IntoView {
    choose(|frame| frame.title = text);
}

/// Gives the page the full width: for wide tables only.
#[component]
pub fn WidePage() -> impl IntoView {
    choose(|frame| frame.wide = true);
}

/// Keeps focused fields clear of the sticky bar; `StickyBar` says this by itself.
#[component]
pub fn StickyPage() -> impl IntoView {
    choose(|frame| frame.sticky = true);
}

catalogue! {
    /// The words of the frame.
    pub ShellWords {
        skip => "Chuyển tới nội dung chính", "Skip to main content";
        tagline => "Cổng cuộc thi và giải thưởng", "Contests and awards portal";
        main_menu => "Chính", "Main";
        menu => "Menu", "Menu";
        language => "Ngôn ngữ", "Language";
        contests => "Cuộc thi", "Contests";
        results => "Kết quả", "Results";
        look_up => "Tra cứu", "Look up";
        my_entries => "Hồ sơ của tôi", "My entries";
        unit => "Hồ sơ của đơn vị", "Unit";
        judging => "Chấm thi", "Judging";
        secretariat => "Ban thư ký", "Secretariat";
        approvals => "Phê duyệt", "Approval";
        administration => "Quản trị", "Administration";
        my_areas => "Việc của tôi", "My work";
        account => "Tài khoản", "Account";
        sign_in => "Đăng nhập", "Sign in";
        sign_out => "Đăng xuất", "Sign out";
        rules => "Thể lệ", "Rules";
        people => "Người dùng", "People";
        units => "Đơn vị", "Units";
        calendar => "Lịch nghỉ", "Holidays";
        letters => "Thư", "Letters";
        programmes => "Chương trình", "Programmes";
        audit_log => "Nhật ký", "Audit log";
        samples => "Mẫu giao diện", "Components";
        intake => "Tiếp nhận", "Intake";
        panels => "Tiểu ban", "Panels";
        assignment => "Phân công chấm", "Assignment";
        progress => "Tiến độ chấm", "Progress";
        ranking => "Xếp hạng", "Ranking";
        prizes => "Giải", "Prizes";
        notices => "Công khai", "Public notice";
        need_help => "Cần giúp?", "Need help?";
        help => "Trợ giúp", "Help";
        hours(hours: &str) => "Giờ làm việc: {hours}", "Hours: {hours}";
        about => "Về cổng này", "About this portal";
        look_up_entry => "Tra cứu hồ sơ", "Look up an entry";
        verify => "Kiểm chứng biên nhận", "Verify a receipt";
        accessibility => "Tiếp cận cho mọi người", "Accessibility";
        privacy => "Quyền riêng tư", "Privacy";
        printed(portal: &str, time: &str) => "In từ {portal}, {time}", "Printed from {portal}, {time}";
        printed_by(portal: &str, time: &str, name: &str) => "In từ {portal}, {time}, người in: {name}", "Printed from {portal}, {time}, by {name}";
        theme => "Giao diện", "Theme";
        theme_device => "Theo máy", "Device";
        theme_light => "Sáng", "Light";
        theme_dark => "Tối", "Dark";
        theme_contrast => "Tương phản cao", "High contrast";
    }
}

/// The whole document. The body is built first, so that its choices are known when the head is written.
pub fn document(page: PageContext, body: impl FnOnce() -> AnyView) -> impl IntoView {
    let main = body();
    let FrameChoice { title, wide, sticky } = page.frame.lock().map(|frame| frame.clone()).unwrap_or_default();
    let portal = page.organiser.portal_name.clone();
    let full_title = if title.is_empty() { portal } else { format!("{title} | {portal}") };
    let fonts = page.assets.fonts.iter().map(|font| {
        view! { <link rel="preload" href=font.clone() r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    let main_class = if wide { "main wrap wrap--wide" } else { "main wrap" };
    view! {
        <!DOCTYPE html>
        <html lang=page.lang.code() data-theme=page.theme.clone() class=sticky.then_some("page--sticky")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title inner_html=escape_title(&full_title)></title>
                {fonts.collect_view()}
                <link rel="stylesheet" href=page.assets.stylesheet.clone()/>
                <link rel="icon" href=page.assets.favicon.clone() r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href=page.assets.touch_icon.clone()/>
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#1d2428" media="(prefers-color-scheme: dark)"/>
            </head>
            <body class="page">
                <a class="skip-link" href="#noi-dung">{ShellWords(page.lang).skip()}</a>
                <Header/>
                <main id="noi-dung" class=main_class tabindex="-1">{main}</main>
                <Footer/>
            </body>
        </html>
    }
}

/// A title as it may stand in the head: Leptos would put a marker after plain text, which browsers show in titles.
fn escape_title(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}
