//! One's own entries: continue a draft, follow what was sent.

use domain::entries::open_entry::EntrySummary;
use domain::entries::state::EntryState;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::empty::Empty;
use crate::components::page_head::{PageHead, Section};
use crate::components::register::{Register, RegisterRow};
use crate::components::status::StatusTag;
use crate::entries::section_names::entry_title;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the list of one's own entries.
    pub MyEntriesWords {
        title => "Hồ sơ của tôi", "My entries";
        drafts => "Đang soạn", "Being written";
        sent => "Đã nộp", "Sent";
        none => "Chưa có hồ sơ nào", "No entries yet";
        none_do => "Chọn một cuộc thi đang nhận hồ sơ để bắt đầu. Hồ sơ đang soạn được giữ ở đây.", "Choose an open contest to start. Drafts are kept here.";
        contests => "Xem cuộc thi đang nhận hồ sơ", "See open contests";
        resume => "Tiếp tục", "Continue";
        deadline => "Hạn nộp", "Deadline";
        supplement => "Hạn bổ sung", "Supplement due";
        start(edition: &str) => "Nộp hồ sơ mới: {edition}", "New entry: {edition}";
    }
}

/// The entries of a person, and the editions that take new ones.
#[component]
pub fn MyEntriesPage(entries: Vec<EntrySummary>, open_editions: Vec<Edition>) -> impl IntoView {
    let words = MyEntriesWords(lang());
    let (drafts, sent): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.state.is_editable());
    let is_empty = drafts.is_empty() && sent.is_empty();
    let starts = open_editions.into_iter().map(|edition| {
        let to = format!("/ho-so/moi?ky={}", edition.slug);
        let label = words.start(edition.name(lang()));
        view! { <ButtonLink to kind=ButtonKind::Outline icon="plus">{label}</ButtonLink> }
    });
    let starts = starts.collect_view();
    let part = |id: &'static str, title: &'static str, entries: Vec<EntrySummary>| {
        (!entries.is_empty()).then(|| {
            let rows = entries.into_iter().map(|entry| view! { <OneEntry entry/> }).collect_view();
            view! { <Section id title><Register>{rows}</Register></Section> }
        })
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title()/>
        {is_empty.then(|| view! {
            <Empty title=words.none() text=words.none_do()>
                <ButtonLink to="/cuoc-thi" kind=ButtonKind::Outline>{words.contests()}</ButtonLink>
            </Empty>
        })}
        {part("dang-soan", words.drafts(), drafts)}
        {part("da-nop", words.sent(), sent)}
        <div class="button-row">{starts}</div>
    }
}

#[component]
fn OneEntry(entry: EntrySummary) -> impl IntoView {
    let words = MyEntriesWords(lang());
    let edition = if lang() == Lang::En && !entry.edition_en.is_empty() { entry.edition_en } else { entry.edition_vi };
    let text = match &entry.code {
        Some(code) => format!("{code}, {edition}"),
        None => edition,
    };
    let due = match entry.state {
        EntryState::SupplementRequested => Some(words.supplement()),
        EntryState::Draft => Some(words.deadline()),
        _ => None,
    };
    let deadline = entry.deadline;
    let due = due.map(|label| view! { <EffectiveDeadlineLine deadline label brief=true/> });
    let resume = entry.last_section.filter(|_| entry.state.is_editable()).map(|section| {
        let to = format!("/ho-so/{}/{}", entry.id, section.slug());
        view! { <p><ButtonLink to kind=ButtonKind::Quiet icon="arrow-right">{words.resume()}</ButtonLink></p> }
    });
    let title = entry_title(&entry.title, lang());
    let state = entry.state;
    view! {
        <RegisterRow title to=format!("/ho-so/{}", entry.id) text state=view! { <StatusTag of=state/> }.into_any()>
            {due}
            {resume}
        </RegisterRow>
    }
}
