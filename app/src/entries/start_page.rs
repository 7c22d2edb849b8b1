//! Before an entry exists: start it, or why that is not possible.

use domain::calendar::format_deadline;
use domain::programmes::edition::Edition;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::page_head::PageHead;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of starting.
    pub StartWords {
        title => "Bắt đầu nộp hồ sơ", "Start an entry";
        explain => "Hồ sơ làm dần được, mỗi phần lưu riêng. Chỉ khi bấm “Nộp hồ sơ” thì mới được nộp.", "You can work on it bit by bit; each section is saved. Nothing is sent before you press “Send the entry”.";
        start => "Bắt đầu", "Start";
        mine => "Hồ sơ của tôi", "My entries";
        deadline => "Hạn nộp", "Deadline";
        own_unit_only => "Hạn chung đã qua. Hồ sơ chỉ nộp đúng hạn được nếu đơn vị của bạn được gia hạn riêng.",
            "The general deadline has passed. Your entry is only in time if your unit was given a later one.";
        not_open => "Chưa đến ngày nhận hồ sơ", "Entries are not received yet";
        not_open_do(at: &str) => "Cuộc thi nhận hồ sơ từ {at}. Quay lại trang này từ lúc đó.", "Entries are received from {at}. Come back then.";
        closed => "Đã hết hạn nộp hồ sơ", "The deadline has passed";
        closed_do(at: &str) => "Hạn nộp là {at}. Hồ sơ đã bắt đầu trước hạn vẫn còn ở mục “Hồ sơ của tôi” và nộp muộn được.",
            "The deadline was {at}. Entries started before are still under “My entries” and can be sent late.";
    }
}

/// One button that starts the entry.
#[component]
pub fn StartPage(edition: Edition) -> impl IntoView {
    let words = StartWords(lang());
    let deadline = edition.deadline();
    let own_unit_only = deadline.is_over(page_context().now).then(|| view! { <p>{words.own_unit_only()}</p> });
    view! {
        <Title text=words.title()/>
        <PageHead title=words.title() kicker=edition.name(lang()) lead=words.explain()>
            <EffectiveDeadlineLine deadline label=words.deadline()/>
            {own_unit_only}
        </PageHead>
        <form method="post" action=href("/ho-so/moi")>
            <input type="hidden" name="ky" value=edition.slug.clone()/>
            <ButtonRow>
                <Button icon="edit">{words.start()}</Button>
                <ButtonLink to="/ho-so" kind=ButtonKind::Outline>{words.mine()}</ButtonLink>
            </ButtonRow>
        </form>
    }
}

/// Why no entry can be started now.
#[component]
pub fn CannotStartPage(
    /// The opening, when it lies ahead.
    #[prop(optional_no_strip)]
    opens_at: Option<OffsetDateTime>,
    /// The deadline, when it has passed.
    #[prop(optional_no_strip)]
    closed_at: Option<OffsetDateTime>,
) -> impl IntoView {
    let words = StartWords(lang());
    let moment = |at: Option<OffsetDateTime>| at.map(|at| format_deadline(at, lang())).unwrap_or_default();
    let (title, lead) = if opens_at.is_some() {
        (words.not_open(), words.not_open_do(&moment(opens_at)))
    } else {
        (words.closed(), words.closed_do(&moment(closed_at)))
    };
    view! {
        <Title text=title/>
        <PageHead title lead/>
        <p><ButtonLink to="/ho-so" kind=ButtonKind::Outline>{words.mine()}</ButtonLink></p>
    }
}
