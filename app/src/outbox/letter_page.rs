//! One letter: its words, its way, and what to do about it.

use domain::calendar::format_moment;
use domain::outbox::{LetterKind, MailState};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::mail_list_page::{MailStateTag, letter_name};
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind};
use crate::components::page_head::{BackLink, PageHead};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::shell::{Title, href, page_context};

catalogue! {
    /// The words of one letter.
    pub LetterPageWords {
        back => "Thư đi", "Outgoing mail";
        recipient => "Người nhận", "To";
        state => "Trạng thái", "State";
        created => "Lập lúc", "Written";
        left => "Gửi lúc", "Left";
        attempts => "Số lần đã thử", "Attempts";
        next => "Thử tiếp lúc", "Next attempt";
        error => "Lỗi lần cuối", "Last error";
        subject => "Tiêu đề", "Subject";
        body => "Nội dung thư", "The letter";
        key_hidden => "Đường dẫn riêng của người nhận không hiện ở đây.", "The recipient's own link is not shown here.";
        retry => "Gửi lại", "Send again";
        hold => "Giữ lại", "Hold back";
    }
}

/// A letter as staff see it.
#[derive(Clone, Debug)]
pub struct LetterView {
    pub id: i64,
    pub recipient: String,
    pub kind: LetterKind,
    pub state: MailState,
    pub subject: String,
    pub body: String,
    pub attempts: i32,
    pub next_at: OffsetDateTime,
    pub last_error: Option<String>,
    pub created_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
}

/// One letter.
#[component]
pub fn LetterPage(letter: LetterView) -> impl IntoView {
    let page = page_context();
    let words = LetterPageWords(page.lang);
    let title = letter_name(letter.kind, page.lang);
    let moment = move |at| format_moment(at, page.now, page.lang);
    let address = format!("/quan-tri/thu/{}", letter.id);
    let key_hidden = letter.kind.holds_key() && letter.body.contains("/…");
    let waits = letter.state == MailState::Queued && letter.attempts > 0;
    view! {
        <Title text=title/>
        <Banner/>
        <BackLink to="/quan-tri/thu" label=words.back()/>
        <PageHead title=title/>
        <SummaryList>
            <SummaryRow key=words.recipient() value=letter.recipient/>
            <SummaryRow key=words.state()><MailStateTag state=letter.state/></SummaryRow>
            <SummaryRow key=words.created() value=moment(letter.created_at)/>
            {letter.sent_at.map(|at| view! { <SummaryRow key=words.left() value=moment(at)/> })}
            {(letter.attempts > 0).then(|| view! { <SummaryRow key=words.attempts() value=letter.attempts.to_string()/> })}
            {waits.then(|| view! { <SummaryRow key=words.next() value=moment(letter.next_at)/> })}
            {letter.last_error.map(|error| view! { <SummaryRow key=words.error() value=error wide=true/> })}
            <SummaryRow key=words.subject() value=letter.subject/>
        </SummaryList>
        <section class="section" aria-labelledby="noi-dung-thu">
            <div class="section__head"><h2 id="noi-dung-thu">{words.body()}</h2></div>
            <pre class="measure letter">{letter.body}</pre>
            {key_hidden.then(|| view! { <p class="hint">{words.key_hidden()}</p> })}
        </section>
        <div class="button-row">
            {letter.state.may_retry().then(|| view! {
                <form method="post" action=href(&format!("{address}/gui-lai"))><Button icon="send">{words.retry()}</Button></form>
            })}
            {letter.state.may_hold().then(|| view! {
                <form method="post" action=href(&format!("{address}/giu-lai"))>
                    <Button kind=ButtonKind::Outline icon="hand-stop">{words.hold()}</Button>
                </form>
            })}
        </div>
    }
}
