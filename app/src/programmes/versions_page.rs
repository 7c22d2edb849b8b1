//! Every version of an edition's rules, and what each changed.

use domain::calendar::format_instant;
use domain::programmes::changes::{Change, changes};
use domain::programmes::desk::VersionLine;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use leptos::prelude::*;

use super::choice_names::choice_name;
use super::value_names::value_name;
use crate::catalogue;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the page.
    pub VersionWords {
        back => "Thể lệ", "Rules";
        title => "Các phiên bản thể lệ", "Versions of the rules";
        version(version: i32) => "Bản {version}", "Version {version}";
        current => "Đang có hiệu lực", "In force";
        writing => "Đang soạn", "Being written";
        former => "Đã thay thế", "Replaced";
        frozen(at: &str) => "Có hiệu lực từ {at}.", "In force from {at}.";
        by(name: &str) => "Người lập: {name}.", "By {name}.";
        reason(reason: &str) => "Lý do: {reason}", "Reason: {reason}";
        entries(count: u64) => "{count} hồ sơ theo bản này.", "{count} entries follow it.";
        caption(before: i32, after: i32) => "Khác nhau giữa bản {before} và bản {after}", "Differences between versions {before} and {after}";
        place => "Chỗ sửa", "Where";
        before => "Trước", "Before";
        after => "Sau", "After";
        none => "Không có thay đổi.", "No changes.";
        nothing => "(không có)", "(none)";
        yes => "có", "yes";
        no => "không", "no";
    }
}

/// The list, newest first.
#[component]
pub fn VersionsPage(edition: Edition, versions: Vec<VersionLine>) -> impl IntoView {
    let words = VersionWords(lang());
    let before = versions.iter().skip(1).cloned().map(Some).chain([None]);
    let in_force = edition.version;
    let parts = versions.iter().cloned().zip(before.collect::<Vec<_>>()).map(|(line, before)| {
        view! { <Version line before in_force/> }
    });
    view! {
        <Title text=words.title()/>
        <BackLink to=format!("/thu-ky/{}/the-le", edition.slug) label=words.back()/>
        <PageHead title=words.title() kicker=edition.name(lang()).to_owned()/>
        {parts.collect_view()}
    }
}

#[component]
fn Version(line: VersionLine, before: Option<VersionLine>, in_force: i32) -> impl IntoView {
    let words = VersionWords(lang());
    let (tone, icon, text) = match line.frozen_at {
        None => (Tone::Info, "edit", words.writing()),
        Some(_) if line.version == in_force => (Tone::Success, "circle-check", words.current()),
        Some(_) => (Tone::Neutral, "history", words.former()),
    };
    let facts = [
        line.frozen_at.map(|at| words.frozen(&format_instant(at, lang()))),
        line.by.as_deref().map(|name| words.by(name)),
        Some(words.entries(line.entries)),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let reason = (!line.reason.is_empty()).then(|| view! { <p>{words.reason(&line.reason)}</p> });
    let table = before.map(|before| differences(&before, &line));
    view! {
        <Section id=format!("ban-{}", line.version) title=words.version(line.version)>
            <p class="cluster version__facts"><Tag tone icon text/><span class="muted">{facts.join(" ")}</span></p>
            {reason}
            {table}
        </Section>
    }
}

fn differences(before: &VersionLine, after: &VersionLine) -> AnyView {
    let words = VersionWords(lang());
    let found = changes(&before.rules, &after.rules);
    if found.is_empty() {
        return view! { <p class="muted">{words.none()}</p> }.into_any();
    }
    let columns = vec![Column::text(words.place()), Column::text(words.before()), Column::text(words.after())];
    let rows = found.into_iter().map(row).collect_view();
    view! { <Table caption=words.caption(before.version, after.version) columns>{rows}</Table> }.into_any()
}

fn row(change: Change) -> impl IntoView {
    let words = VersionWords(lang());
    let side = |value: &Option<String>| {
        let shown = value.as_deref().map(|text| shown(&change.pattern, text, lang()));
        shown.unwrap_or_else(|| words.nothing().to_owned())
    };
    let (before, after) = (side(&change.before), side(&change.after));
    view! {
        <Row>
            <RowHead>{place(&change, lang())}</RowHead>
            <Cell label=words.before()>{before}</Cell>
            <Cell label=words.after()>{after}</Cell>
        </Row>
    }
}

/// `Vòng sơ khảo, Tính mới, Điểm tối đa`.
fn place(change: &Change, lang: Lang) -> String {
    let pattern = change.pattern.trim_end_matches(".*");
    let (name, _) = value_name(pattern, lang);
    let own = if name.is_empty() { pattern } else { name };
    let is_row = change.pattern.ends_with(".*");
    let rows = if is_row { &change.rows[..change.rows.len().saturating_sub(1)] } else { &change.rows[..] };
    rows.iter().map(String::as_str).chain([own]).collect::<Vec<_>>().join(", ")
}

fn shown(pattern: &str, text: &str, lang: Lang) -> String {
    let words = VersionWords(lang);
    let choice = choice_name(pattern, text, lang);
    match text {
        _ if !choice.is_empty() => choice.to_owned(),
        "true" => words.yes().to_owned(),
        "false" => words.no().to_owned(),
        text => instant(text, lang).or_else(|| points(text, lang)).unwrap_or_else(|| text.to_owned()),
    }
}

fn instant(text: &str, lang: Lang) -> Option<String> {
    use time::OffsetDateTime;
    use time::format_description::well_known::Rfc3339;
    OffsetDateTime::parse(text, &Rfc3339).ok().map(|at| format_instant(at, lang))
}

fn points(text: &str, lang: Lang) -> Option<String> {
    let decimal = text.contains('.').then(|| domain::numbers::Points::parse_plain(text).ok())??;
    Some(crate::public::rules_words::points(decimal, lang))
}
