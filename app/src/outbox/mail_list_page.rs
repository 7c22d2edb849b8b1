//! The outbox: every letter and how far it is.

use domain::calendar::format_moment;
use domain::outbox::{LetterKind, MailState};
use domain::text::Lang;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::empty::Empty;
use crate::components::field::{Select, TextField};
use crate::components::filters::Filters;
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, href, page_context};
use crate::words::{figure, lang};

catalogue! {
    /// The words of the outbox.
    pub MailWords {
        title => "Thư đi", "Outgoing mail";
        lead => "Thư do hệ thống gửi, mới nhất ở trên.", "Letters of the portal, newest first.";
        recipient => "Người nhận", "To";
        kind => "Thư", "Letter";
        state => "Trạng thái", "State";
        created => "Lập lúc", "Written";
        every_state => "Mọi trạng thái", "Every state";
        count(count: &str) => "{count} thư", "{count} letters";
        none => "Chưa có thư nào", "No letters";
        none_text => "Thư hiện ở đây khi có việc cần báo: lời mời, biên nhận, phân công, kết quả.", "Letters appear when there is something to tell: invitations, receipts, assignments, results.";
        none_found => "Không có thư nào khớp bộ lọc", "No letter fits the filter";
        none_found_text => "Chọn mọi trạng thái, hoặc gõ một phần của địa chỉ.", "Choose every state, or type a part of the address.";
        queued => "Chờ gửi", "Waiting";
        sending => "Đang gửi", "Being sent";
        sent => "Đã gửi", "Sent";
        kept => "Đã ghi vào tệp", "Written to a file";
        failed => "Không gửi được", "Not sent";
        held => "Đang giữ lại", "Held back";
        paused => "Thư đi đang tạm dừng", "Outgoing mail is paused";
        paused_text(since: &str, next: &str) => "Máy chủ thư không nhận thư từ {since}. Không thư nào bị mất; hệ thống tự thử lại lúc {next}. Nếu lỗi do mật khẩu hoặc hạn mức của máy chủ thư, báo người quản trị máy chủ.",
            "The mail server has taken nothing since {since}. No letter is lost; the portal tries again at {next}. If it is the server's password or limit, tell whoever runs it.";
        paused_reason(reason: &str) => "Máy chủ trả lời: {reason}", "The server answered: {reason}";
        some_failed(count: &str) => "{count} thư không gửi được và đã thôi thử.", "{count} letters could not be sent and were given up.";
        retry_all => "Thử gửi lại tất cả", "Try to send all again";
    }
}

catalogue! {
    /// What each letter is called on lists.
    pub LetterNames {
        verify_email => "Xác nhận thư điện tử", "Confirm the e-mail";
        account_exists => "Đã có tài khoản", "Account exists";
        reset_password => "Đặt mật khẩu mới", "New password";
        password_guessed => "Có người đoán mật khẩu", "Password guessed";
        code_guessed => "Có người đoán mã xác thực", "Code guessed";
        invitation => "Lời mời", "Invitation";
        invitation_claimed => "Người khác xin nhận lời mời", "Invitation asked for";
        invitation_confirmed => "Lời mời được đồng ý", "Invitation confirmed";
        guardian_consent => "Xin ý kiến người giám hộ", "Guardian's consent";
        child_consent => "Xin ý kiến tác giả nhỏ tuổi", "Young author's consent";
        consent_answered => "Báo có ý kiến đồng ý hoặc không", "A consent was answered";
        entry_submitted => "Đã nhận hồ sơ", "Entry received";
        entry_late => "Hồ sơ nộp muộn", "Entry late";
        unit_asked => "Đề nghị đơn vị xác nhận", "Unit asked to confirm";
        unit_confirmed => "Đơn vị đã xác nhận", "Unit confirmed";
        unit_returned => "Đơn vị trả lại", "Unit returned";
        supplement_requested => "Yêu cầu bổ sung", "Supplement requested";
        entry_accepted => "Hồ sơ đủ điều kiện", "Entry eligible";
        entry_refused => "Hồ sơ không đủ điều kiện", "Entry not eligible";
        entry_withdrawn => "Đã rút hồ sơ", "Entry withdrawn";
        late_admitted => "Hồ sơ nộp muộn được nhận", "Late entry admitted";
        check_reopened => "Xem xét lại hồ sơ", "Check reopened";
        extension_granted => "Gia hạn", "Extension";
        extension_corrected => "Đính chính gia hạn", "Extension corrected";
        extension_revoked => "Thu hồi gia hạn", "Extension revoked";
        judging_assigned => "Phân công chấm", "Judging assigned";
        round_left => "Hồ sơ rời vòng chấm", "Entry left a round";
        judge_reminded => "Nhắc giám khảo", "Judge reminded";
        sheet_reopened => "Mở lại phiếu chấm", "Sheet reopened";
        notice_given => "Công khai lấy ý kiến", "Public notice";
        feedback_answered => "Trả lời ý kiến", "Comment answered";
        result_published => "Công bố kết quả", "Results announced";
        award_revoked => "Thu hồi giải", "Award revoked";
    }
}

/// What a kind of letter is called.
pub fn letter_name(kind: LetterKind, lang: Lang) -> &'static str {
    let words = LetterNames(lang);
    match kind {
        LetterKind::VerifyEmail => words.verify_email(),
        LetterKind::AccountExists => words.account_exists(),
        LetterKind::ResetPassword => words.reset_password(),
        LetterKind::PasswordGuessed => words.password_guessed(),
        LetterKind::CodeGuessed => words.code_guessed(),
        LetterKind::Invitation => words.invitation(),
        LetterKind::InvitationClaimed => words.invitation_claimed(),
        LetterKind::InvitationConfirmed => words.invitation_confirmed(),
        LetterKind::GuardianConsent => words.guardian_consent(),
        LetterKind::ChildConsent => words.child_consent(),
        LetterKind::ConsentAnswered => words.consent_answered(),
        LetterKind::EntrySubmitted => words.entry_submitted(),
        LetterKind::EntryLate => words.entry_late(),
        LetterKind::UnitAsked => words.unit_asked(),
        LetterKind::UnitConfirmed => words.unit_confirmed(),
        LetterKind::UnitReturned => words.unit_returned(),
        LetterKind::SupplementRequested => words.supplement_requested(),
        LetterKind::EntryAccepted => words.entry_accepted(),
        LetterKind::EntryRefused => words.entry_refused(),
        LetterKind::EntryWithdrawn => words.entry_withdrawn(),
        LetterKind::LateAdmitted => words.late_admitted(),
        LetterKind::CheckReopened => words.check_reopened(),
        LetterKind::ExtensionGranted => words.extension_granted(),
        LetterKind::ExtensionCorrected => words.extension_corrected(),
        LetterKind::ExtensionRevoked => words.extension_revoked(),
        LetterKind::JudgingAssigned => words.judging_assigned(),
        LetterKind::RoundLeft => words.round_left(),
        LetterKind::JudgeReminded => words.judge_reminded(),
        LetterKind::SheetReopened => words.sheet_reopened(),
        LetterKind::NoticeGiven => words.notice_given(),
        LetterKind::FeedbackAnswered => words.feedback_answered(),
        LetterKind::ResultPublished => words.result_published(),
        LetterKind::AwardRevoked => words.award_revoked(),
    }
}

/// The word of a state.
pub fn state_name(state: MailState, lang: Lang) -> &'static str {
    let words = MailWords(lang);
    match state {
        MailState::Queued => words.queued(),
        MailState::Sending => words.sending(),
        MailState::Sent => words.sent(),
        MailState::Kept => words.kept(),
        MailState::Failed => words.failed(),
        MailState::Held => words.held(),
    }
}

/// A letter's state as icon and word.
#[component]
pub fn MailStateTag(state: MailState) -> impl IntoView {
    let (tone, icon) = match state {
        MailState::Queued | MailState::Sending => (Tone::Info, "clock"),
        MailState::Sent => (Tone::Success, "send"),
        MailState::Kept => (Tone::Neutral, "file"),
        MailState::Failed => (Tone::Error, "alert-triangle"),
        MailState::Held => (Tone::Attention, "hand-stop"),
    };
    view! { <Tag tone icon text=state_name(state, lang())/> }
}

/// One letter on the list.
#[derive(Clone, Debug)]
pub struct MailLine {
    pub id: i64,
    pub recipient: String,
    pub kind: LetterKind,
    pub state: MailState,
    pub created_at: OffsetDateTime,
}

/// The list with its filter.
#[component]
pub fn MailListPage(
    lines: Vec<MailLine>,
    total: u64,
    page: u64,
    state: Option<MailState>,
    #[prop(into)] recipient: String,
    pause: Option<PauseView>,
    /// How many letters were given up.
    failed: u64,
) -> impl IntoView {
    let lang = lang();
    let words = MailWords(lang);
    let states = MailState::ALL.map(|state| (state.code().to_owned(), state_name(state, lang).to_owned()));
    let chosen = state.map(|state| state.code()).unwrap_or_default();
    let (none, none_text) = if state.is_none() && recipient.is_empty() {
        (words.none(), words.none_text())
    } else {
        (words.none_found(), words.none_found_text())
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() lead=words.lead()/>
        <Trouble pause failed/>
        <Filters count=words.count(&figure(total))>
            <Select name="trang-thai" label=words.state() options=states.to_vec() value=chosen empty=words.every_state().to_owned()/>
            <TextField name="nguoi-nhan" label=words.recipient() value=recipient/>
        </Filters>
        {if lines.is_empty() {
            view! { <Empty title=none text=none_text/> }.into_any()
        } else {
            view! { <MailTable lines/> }.into_any()
        }}
        <Pagination page total/>
    }
}

/// Why and how long nothing leaves.
#[derive(Clone, Debug)]
pub struct PauseView {
    pub reason: String,
    pub since: OffsetDateTime,
    pub next_at: OffsetDateTime,
}

/// What keeps letters from leaving, and the one act that tries them all again.
#[component]
fn Trouble(pause: Option<PauseView>, failed: u64) -> impl IntoView {
    let page = page_context();
    let words = MailWords(page.lang);
    let moment = |at| format_moment(at, page.now, page.lang);
    let some_failed = (failed > 0).then(|| words.some_failed(&figure(failed)));
    let again = move || {
        view! {
            <form method="post" action=href("/quan-tri/thu/gui-lai-tat-ca")>
                <button class="button button--outline" type="submit">{words.retry_all()}</button>
            </form>
        }
    };
    match (pause, some_failed) {
        (Some(pause), some_failed) => {
            let text = words.paused_text(&moment(pause.since), &moment(pause.next_at));
            Some(
                view! {
                    <Notice kind=NoticeKind::Attention title=words.paused() text>
                        <p>{words.paused_reason(&pause.reason)}</p>
                        {some_failed.map(|text| view! { <p>{text}</p> })}
                        {again()}
                    </Notice>
                }
                .into_any(),
            )
        }
        (None, Some(text)) => Some(view! { <Notice kind=NoticeKind::Attention text>{again()}</Notice> }.into_any()),
        (None, None) => None,
    }
}

#[component]
fn MailTable(lines: Vec<MailLine>) -> impl IntoView {
    let context = page_context();
    let words = MailWords(context.lang);
    let columns = [words.kind(), words.recipient(), words.state(), words.created()].map(Column::text);
    let rows = lines.into_iter().map(move |line| {
        let address = href(&format!("/quan-tri/thu/{}", line.id));
        view! {
            <Row>
                <RowHead><a href=address>{letter_name(line.kind, context.lang)}</a></RowHead>
                <Cell label=words.recipient()>{line.recipient}</Cell>
                <Cell label=words.state()><MailStateTag state=line.state/></Cell>
                <Cell label=words.created()>{format_moment(line.created_at, context.now, context.lang)}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=words.title() columns=columns.to_vec() caption_hidden=true>{rows}</Table> }
}
