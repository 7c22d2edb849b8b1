//! Reminding judges: whom, whom not and why, and the letter, before anything is sent.

use domain::calendar::{format_deadline, format_moment};
use domain::judging::reminders::{JudgeReminder, NEAR, ReminderRefusal};
use domain::text::Lang;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::confirm::Confirm;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::judging::progress_page::ProgressWords;
use crate::shell::{Title, page_context};

catalogue! {
    /// The words of reminders.
    pub ReminderWords {
        back => "Tiến độ chấm", "Judging progress";
        title(count: usize) => "Gửi {count} thư nhắc giám khảo?", "Send {count} reminders to judges?";
        title_none => "Không có giám khảo nào để nhắc", "There is nobody to remind";
        lead(round: &str) => "{round}", "{round}";
        act(count: usize) => "Gửi {count} thư nhắc", "Send {count} reminders";
        will(count: usize) => "Sẽ nhắc ({count})", "Will be reminded ({count})";
        will_not(count: usize) => "Không nhắc ({count})", "Not reminded ({count})";
        left(count: usize) => "còn {count} phiếu chưa ký", "{count} sheets left to sign";
        letter => "Nội dung thư", "The letter";
        letter_hint => "Mỗi người nhận thư bằng ngôn ngữ đã chọn trong tài khoản, với số phiếu của mình.",
            "Everybody gets the letter in the language of their account, with their own number of sheets.";
        nothing_sent => "Chưa gửi thư nào", "No letter was sent";
        nothing_sent_text => "Có thể giám khảo vừa ký hết phiếu, hoặc người khác vừa gửi thư nhắc. Xem lý do ở danh sách dưới.",
            "The judges may have signed meanwhile, or somebody else just sent the reminder. The reasons are below.";
        not_scoring => "vòng này không ở giai đoạn chấm", "the round is not being scored";
        nothing_left => "đã ký hết phiếu", "everything is signed";
        too_early(days: i64) => "còn hơn {days} ngày mới đến hạn chấm", "the deadline is more than {days} days away";
        reminded_today(at: &str) => "đã nhắc {at}; mỗi ngày chỉ nhắc một lần", "reminded {at}; once a day at most";
        account_closed => "tài khoản đã khóa", "the account is closed";
    }
}

/// Why a judge is not reminded.
pub fn reminder_sentence(refusal: ReminderRefusal, now: OffsetDateTime, lang: Lang) -> String {
    let words = ReminderWords(lang);
    match refusal {
        ReminderRefusal::NotScoring => words.not_scoring().to_owned(),
        ReminderRefusal::NothingLeft => words.nothing_left().to_owned(),
        ReminderRefusal::TooEarly => words.too_early(NEAR.whole_days()),
        ReminderRefusal::RemindedToday(at) => words.reminded_today(&format_moment(at, now, lang)),
        ReminderRefusal::AccountClosed => words.account_closed().to_owned(),
    }
}

/// What the page of reminders shows.
#[derive(Clone, Debug)]
pub struct Reminders {
    pub slug: String,
    pub code: String,
    pub round: String,
    pub due_at: Option<OffsetDateTime>,
    pub judges: Vec<JudgeReminder>,
    /// Subject and body of the first letter.
    pub letter: Option<(String, String)>,
    /// The button was pressed and nothing was sent.
    pub nothing_sent: bool,
}

/// What will be sent, before it is.
#[component]
pub fn RemindersPage(reminders: Reminders) -> impl IntoView {
    let page = page_context();
    let words = ReminderWords(page.lang);
    let back = format!("/thu-ky/{}/tien-do", reminders.slug);
    let (chosen, left_out): (Vec<_>, Vec<_>) =
        reminders.judges.iter().cloned().partition(|judge| judge.refusal.is_none());
    let count = chosen.len();
    let title = if count == 0 { words.title_none().to_owned() } else { words.title(count) };
    let due = reminders.due_at.map(|at| {
        let label = ProgressWords(page.lang).due();
        view! { <p>{label}": "{format_deadline(at, page.lang)}</p> }
    });
    let failed = reminders.nothing_sent.then(|| {
        view! { <Notice kind=NoticeKind::Attention title=words.nothing_sent() text=words.nothing_sent_text()/> }
    });
    let form = (count > 0).then(|| confirmation(&reminders, chosen, back.clone(), page.lang));
    let left_out = (!left_out.is_empty()).then(|| {
        let lines = left_out.iter().filter_map(|judge| {
            let why = reminder_sentence(judge.refusal?, page.now, page.lang);
            Some(view! { <li>{judge.name.clone()}": "{why}</li> })
        });
        let lines = lines.collect_view();
        view! { <Section id="khong-nhac" title=words.will_not(left_out.len())><ul>{lines}</ul></Section> }
    });
    view! {
        <Title text=title.clone()/>
        <BackLink to=back label=words.back()/>
        {failed}
        <PageHead title lead=words.lead(&reminders.round)>{due}</PageHead>
        {form}
        {left_out}
    }
}

fn confirmation(reminders: &Reminders, chosen: Vec<JudgeReminder>, back: String, lang: Lang) -> impl IntoView + use<> {
    let words = ReminderWords(lang);
    let count = chosen.len();
    let action = format!("/thu-ky/{}/vong/{}/nhac", reminders.slug, reminders.code);
    let fields = chosen.iter().map(|judge| view! { <input type="hidden" name="chon" value=judge.judge.to_string()/> });
    let fields = fields.collect_view();
    let names = chosen.iter().map(|judge| view! { <li>{judge.name.clone()}", "{words.left(judge.left)}</li> });
    let names = names.collect_view();
    let letter = reminders.letter.clone().map(|(subject, body)| {
        view! {
            <h2>{words.letter()}</h2>
            <p class="hint">{words.letter_hint()}</p>
            <p><strong>{subject}</strong></p>
            <pre class="measure letter">{body}</pre>
        }
    });
    view! {
        <Confirm action act=words.act(count) back danger=false icon="send">
            {fields}
            <h2>{words.will(count)}</h2>
            <ul>{names}</ul>
            {letter}
        </Confirm>
    }
}
