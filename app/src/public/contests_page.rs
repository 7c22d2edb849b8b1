//! Every contest that visitors may see, by what can be done with it now.

use domain::programmes::edition::{Edition, EditionState};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::register::{Register, RegisterRow};
use crate::components::status::StatusTag;
use crate::public::home_page::OpenEditions;
use crate::shell::{Title, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the list of contests.
    pub ContestsWords {
        title => "Cuộc thi và giải thưởng", "Contests and awards";
        lead => "Xem ai được dự thi, cần chuẩn bị gì và hạn nộp của từng kỳ.",
            "See who may enter, what to prepare, and the deadline of each edition.";
        open => "Đang nhận hồ sơ", "Receiving entries";
        running => "Đang chấm", "Being judged";
        noticed => "Đang công khai lấy ý kiến", "Open for comments";
        ended => "Đã công bố kết quả", "Results announced";
        closed_on(day: &str) => "Hết hạn nộp {day}", "Closed on {day}";
    }
}

/// The list behind “Contests” in the menu.
#[component]
pub fn ContestsPage(editions: Vec<Edition>) -> impl IntoView {
    let words = ContestsWords(lang());
    let now = page_context().now;
    let (open, rest): (Vec<Edition>, Vec<Edition>) = editions
        .into_iter()
        .partition(|edition| edition.state == EditionState::Open && !edition.deadline().is_over(now));
    let group = |states: &[EditionState]| -> Vec<Edition> {
        let mut found: Vec<Edition> = rest.iter().filter(|edition| states.contains(&edition.state)).cloned().collect();
        found.reverse();
        found
    };
    let groups = [
        ("dang-cham", words.running(), group(&[EditionState::Open, EditionState::Judging])),
        ("cong-khai", words.noticed(), group(&[EditionState::Noticed])),
        ("da-cong-bo", words.ended(), group(&[EditionState::Published])),
    ];
    let sections = groups.into_iter().filter(|(.., editions)| !editions.is_empty()).map(|(id, title, editions)| {
        view! {
            <Section id title>
                <Register>{editions.iter().map(row).collect_view()}</Register>
            </Section>
        }
    });
    view! {
        <Title text=words.title()/>
        <Breadcrumb places=vec![]/>
        <PageHead title=words.title() lead=words.lead()/>
        <Section id="dang-nhan" title=words.open()><OpenEditions editions=open/></Section>
        {sections.collect_view()}
    }
}

fn row(edition: &Edition) -> impl IntoView + use<> {
    let state = edition.state;
    let closed = edition.deadline().last_day().map(|day| {
        let day = domain::calendar::format_date(day, lang());
        ContestsWords(lang()).closed_on(&day)
    });
    view! {
        <RegisterRow title=edition.name(lang()).to_owned() to=format!("/cuoc-thi/{}", edition.slug)
            text=closed.unwrap_or_default() state=view! { <StatusTag of=state/> }.into_any()/>
    }
}
