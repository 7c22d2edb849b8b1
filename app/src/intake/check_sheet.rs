//! The right side of the check: the list to tick, and the decisions.

use domain::entries::shown_names::{ShownName, ShownPlace};
use domain::entries::state::EntryState;
use domain::intake::check_page::EntryForCheck;
use domain::intake::checklist::{CheckItem, CheckLine, Seen};
use domain::intake::decisions::field;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::choice::Checkbox;
use crate::components::date_field::DateField;
use crate::components::errors::Errors;
use crate::components::field::{TextArea, TextField};
use crate::components::page_head::Section;
use crate::components::tag::{Tag, Tone};
use crate::intake::check_page::{CheckState, check_path};
use crate::intake::problem_words::{line_name, remark_name, tick_id};
use crate::shell::href;
use crate::words::lang;

catalogue! {
    /// The words of the list and its decisions.
    pub SheetWords {
        title => "Kiểm tra hình thức", "Formal check";
        hint => "Đánh dấu mục đạt; ghi nhận xét ở mục cần nói rõ.", "Tick what is in order; write a remark where something must be said.";
        optional => "không bắt buộc", "not required";
        remark(what: &str) => "Nhận xét về {what}", "Remark on {what}";
        seen => "hệ thống thấy có", "seen by the portal";
        not_seen => "hệ thống chưa thấy", "not seen by the portal";
        by_hand => "kiểm trực tiếp", "to be seen by a person";
        save => "Lưu kết quả kiểm", "Save the check";
        accept => "Tiếp nhận hồ sơ", "Accept the entry";
        supplement => "Yêu cầu bổ sung", "Ask for a supplement";
        what => "Cần bổ sung những gì", "What is missing";
        what_hint => "Người nộp đọc nguyên văn phần này trong thư và trên hồ sơ.", "The entrant reads exactly this, in the letter and on the entry.";
        deadline => "Hạn bổ sung", "Deadline";
        deadline_hint => "Đến hết ngày này, giờ Việt Nam. Ví dụ 31/7/2027", "Until the end of this day, Vietnam time. For example 31/7/2027";
        send_request => "Gửi yêu cầu bổ sung", "Send the request";
        refuse => "Không đủ điều kiện", "Not eligible";
        reason => "Lý do", "Reason";
        reason_hint => "Người nộp đọc nguyên văn phần này.", "The entrant reads exactly this.";
        citation => "Căn cứ trong thể lệ", "Rule";
        citation_hint => "Ví dụ: Điều 4, khoản 2", "For example: Article 4, clause 2";
        preview_refusal => "Xem trước khi từ chối", "Preview the refusal";
        late => "Hồ sơ nộp muộn", "Late entry";
        late_hint => "Quyết định chấp nhận hay từ chối trước khi kiểm. Muốn từ chối, dùng phần “Không đủ điều kiện”.",
            "Decide whether to admit it before checking. To refuse it, use “Not eligible”.";
        admit => "Chấp nhận nộp muộn", "Admit the late entry";
        admit_reason => "Lý do chấp nhận", "Reason for admitting";
        names => "Tên trong phần giám khảo chấm kín sẽ đọc", "Names that blind judges would read";
        names_none => "Hệ thống không thấy tên", "The portal sees no name";
        names_seen(count: usize) => "Hệ thống thấy {count} chỗ", "The portal sees {count}";
        names_hint => "Hệ thống xem chữ nhập trong hồ sơ và tên tệp; nội dung trong tệp phải mở ra xem.", "The portal looks at typed text and file names; what stands inside files is for you to look at.";
        name_in_title(name: &str) => "Tên đề tài: “{name}”", "Title: “{name}”";
        name_in_answer(label: &str, name: &str) => "{label}: “{name}”", "{label}: “{name}”";
        name_in_file(file: &str, name: &str) => "Tên tệp “{file}”: “{name}”", "File name “{file}”: “{name}”";
        reopen => "Mở lại việc kiểm", "Reopen the check";
        reopen_reason => "Lý do mở lại", "Reason for reopening";
        reopen_hint => "Hồ sơ trở lại trạng thái “Đã nộp”; người nộp nhận thư.", "The entry becomes “Submitted” again; the entrant gets a letter.";
    }
}

/// What was typed into the check.
#[derive(Clone, Debug, Default)]
pub struct CheckTyped {
    /// None: the ticks of the last check are shown.
    pub items: Option<Vec<CheckItem>>,
    pub what: String,
    pub deadline: [String; 3],
    pub reason: String,
    pub citation: String,
    pub note: String,
}

/// The form of the check; every button keeps the ticks.
#[component]
pub fn CheckSheet(entry: EntryForCheck, typed: CheckTyped, errors: Errors) -> impl IntoView {
    let words = SheetWords(lang());
    let state = entry.head.state;
    let open = matches!(state, EntryState::Submitted | EntryState::Late | EntryState::SupplementRequested);
    if !open {
        return ().into_any();
    }
    let path = check_path(&entry);
    let items = typed.items.clone().unwrap_or_else(|| entry.ticks.clone());
    let lines = entry.lines.iter().map(|line| check_line(line, &items, &errors)).collect_view();
    let names = entry.shown_names.as_deref().map(names_line);
    let to = |act: &str| href(&format!("{path}/{act}"));
    let accept = (state == EntryState::Submitted).then(|| {
        view! { <Button icon="clipboard-check" formaction=to("tiep-nhan")>{words.accept()}</Button> }
    });
    let supplement = (state != EntryState::SupplementRequested).then(|| supplement(&typed, &errors, to("bo-sung")));
    let refusal = refusal(&typed, &errors, to("tu-choi"));
    let save = to("luu");
    let late = (state == EntryState::Late).then(|| admit_form(&path, &typed, &errors));
    view! {
        {late}
        <Section id="kiem-tra" title=words.title()>
            <form class="form stack" method="post" action=save novalidate>
                <p class="muted">{words.hint()}</p>
                {lines}
                {names}
                <div class="button-row">
                    <Button kind=ButtonKind::Outline>{words.save()}</Button>
                    {accept}
                </div>
                {supplement}
                {refusal}
            </form>
        </Section>
    }
    .into_any()
}

fn check_line(line: &CheckLine, items: &[CheckItem], errors: &Errors) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let name = line_name(&line.subject, lang());
    let item = items.iter().find(|item| item.code == line.code).cloned().unwrap_or_default();
    let label = if line.required { name.clone() } else { format!("{name} ({})", words.optional()) };
    let (tone, icon, seen) = match line.seen {
        Seen::Present => (Tone::Success, "check", words.seen()),
        Seen::Missing => (Tone::Attention, "alert-triangle", words.not_seen()),
        Seen::ByHand => (Tone::Neutral, "eye", words.by_hand()),
    };
    let id = tick_id(&line.code);
    let remark = remark_name(&line.code);
    let errors = (errors.at(&id), errors.at(&remark));
    view! {
        <div class="stack stack--tight">
            <Checkbox name="dat" id=id value=line.code.clone() label checked=item.ok error=errors.0/>
            <Tag tone icon text=seen/>
            <TextField name=remark label=words.remark(&name.to_lowercase()) value=item.remark error=errors.1/>
        </div>
    }
}

/// Whether anybody is named where blind judges read: nothing to tick, only to know.
fn names_line(shown: &[ShownName]) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let (tone, icon, seen) = if shown.is_empty() {
        (Tone::Success, "check", words.names_none().to_owned())
    } else {
        (Tone::Attention, "alert-triangle", words.names_seen(shown.len()))
    };
    let places = shown.iter().map(|ShownName { place, name }| {
        let line = match place {
            ShownPlace::Title => words.name_in_title(name),
            ShownPlace::Answer(label) => words.name_in_answer(label, name),
            ShownPlace::File(file) => words.name_in_file(file, name),
        };
        view! { <li>{line}</li> }
    });
    let places = (!shown.is_empty()).then(|| view! { <ul>{places.collect_view()}</ul> });
    view! {
        <div class="stack stack--tight" id="ten-lo">
            <p><strong>{words.names()}</strong></p>
            <Tag tone icon text=seen/>
            {places}
            <p class="hint">{words.names_hint()}</p>
        </div>
    }
}

fn supplement(typed: &CheckTyped, errors: &Errors, action: String) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let open = errors.at(field::WHAT).is_some() || errors.at(field::DEADLINE).is_some() || !typed.what.is_empty();
    view! {
        <details class="details" open=open>
            <summary class="details__summary">{words.supplement()}</summary>
            <div class="details__body">
                <TextArea name=field::WHAT label=words.what() hint=words.what_hint().to_owned() rows=4
                    value=typed.what.clone() error=errors.at(field::WHAT)/>
                <DateField name=field::DEADLINE legend=words.deadline() hint=words.deadline_hint().to_owned()
                    value=typed.deadline.clone() error=errors.at(field::DEADLINE)/>
                <Button kind=ButtonKind::Outline icon="send" formaction=action>{words.send_request()}</Button>
            </div>
        </details>
    }
}

fn refusal(typed: &CheckTyped, errors: &Errors, action: String) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let open = errors.at(field::REASON).is_some() || errors.at(field::CITATION).is_some() || !typed.citation.is_empty();
    view! {
        <details class="details" open=open>
            <summary class="details__summary">{words.refuse()}</summary>
            <div class="details__body">
                <TextArea name=field::REASON label=words.reason() hint=words.reason_hint().to_owned() rows=4
                    value=typed.reason.clone() error=errors.at(field::REASON)/>
                <TextField name=field::CITATION label=words.citation() hint=words.citation_hint().to_owned()
                    value=typed.citation.clone() error=errors.at(field::CITATION)/>
                <Button kind=ButtonKind::DangerOutline formaction=action>{words.preview_refusal()}</Button>
            </div>
        </details>
    }
}

fn admit_form(path: &str, typed: &CheckTyped, errors: &Errors) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let action = href(&format!("{path}/chap-nhan-muon"));
    let (value, error) = (typed.what.clone(), errors.at(ADMIT_REASON));
    view! {
        <Section id="nop-muon" title=words.late()>
            <form class="form" method="post" action=action novalidate>
                <p class="muted">{words.late_hint()}</p>
                <TextArea name=ADMIT_REASON label=words.admit_reason() rows=3 value error/>
                <Button icon="clock">{words.admit()}</Button>
            </form>
        </Section>
    }
}

/// The reason for admitting a late entry, apart from the reason of a refusal on the same page.
pub const ADMIT_REASON: &str = "ly-do-muon";
/// The reason for reopening a check.
pub const REOPEN_REASON: &str = "ly-do-mo-lai";

/// Where a finished check is taken back.
pub fn reopen_form(entry: &EntryForCheck, state: &CheckState) -> Option<impl IntoView + use<>> {
    let words = SheetWords(lang());
    let action = href(&format!("{}/mo-lai", check_path(entry)));
    let (value, error) = (state.typed.reason.clone(), state.errors.at(REOPEN_REASON));
    matches!(entry.head.state, EntryState::Accepted | EntryState::Refused).then(|| {
        view! {
            <Section id="mo-lai" title=words.reopen()>
                <form class="form" method="post" action=action novalidate>
                    <p class="muted">{words.reopen_hint()}</p>
                    <TextArea name=REOPEN_REASON label=words.reopen_reason() rows=3 value error/>
                    <Button kind=ButtonKind::Outline icon="refresh">{words.reopen()}</Button>
                </form>
            </Section>
        }
    })
}
