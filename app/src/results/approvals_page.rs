//! What waits for the approver, and what was published.

use domain::calendar::{format_date, format_deadline};
use domain::programmes::edition::EditionState;
use domain::results::listing::ApprovalItem;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::empty::Empty;
use crate::components::page_head::PageHead;
use crate::components::register::{Register, RegisterRow};
use crate::components::status::StatusTag;
use crate::shell::{Title, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the approver's list.
    pub ApprovalsWords {
        title => "Chờ phê duyệt", "Awaiting approval";
        none => "Không có gì chờ phê duyệt", "Nothing awaits approval";
        none_text => "Danh sách giải hiện ở đây khi ban thư ký công khai lấy ý kiến.", "Lists appear here once the secretariat makes them public.";
        prizes(count: usize) => "{count} giải", "{count} prizes";
        runs(until: &str) => "công khai đến {until}", "on notice until {until}";
        over => "đã hết thời gian công khai", "the notice is over";
        no_decision => "chưa ghi quyết định", "no decision recorded";
        decision(number: &str, date: &str) => "Quyết định {number} ngày {date}", "Decision {number} of {date}";
        unanswered(count: usize) => "{count} ý kiến chưa trả lời", "{count} opinions unanswered";
    }
}

/// The list.
#[component]
pub fn ApprovalsPage(items: Vec<ApprovalItem>) -> impl IntoView {
    let words = ApprovalsWords(lang());
    let rows = items.into_iter().map(item).collect::<Vec<_>>();
    let body = if rows.is_empty() {
        view! { <Empty title=words.none() text=words.none_text()/> }.into_any()
    } else {
        view! { <Register>{rows}</Register> }.into_any()
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title()/>
        {body}
    }
}

fn item(item: ApprovalItem) -> impl IntoView {
    let words = ApprovalsWords(lang());
    let now = page_context().now;
    let noticed = item.edition.state == EditionState::Noticed;
    let notice = item.notice.filter(|_| noticed).map(|notice| {
        if notice.closes_at > now {
            words.runs(&format_deadline(notice.closes_at, lang()))
        } else {
            words.over().to_owned()
        }
    });
    let decision = match item.decision {
        Some(decision) => words.decision(&decision.number, &format_date(decision.decided_on, lang())),
        None => words.no_decision().to_owned(),
    };
    let unanswered = (item.unanswered > 0).then(|| words.unanswered(item.unanswered));
    let parts = [Some(words.prizes(item.prizes)), notice, Some(decision), unanswered];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let state = view! { <StatusTag of=item.edition.state/> }.into_any();
    let title = item.edition.name(lang()).to_owned();
    view! { <RegisterRow title to=format!("/phe-duyet/{}", item.edition.slug) text state top=true/> }
}
