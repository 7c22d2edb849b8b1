//! One act on many entries: the page before it, and the page after it.

use domain::ids::BulkId;
use domain::intake::bulk::{BULK_LIMIT, BulkAct, BulkLine, BulkOutcome, UNDO_SECONDS};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::confirm::Confirm;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::intake::problem_words::refusal_sentence;
use crate::shell::{Title, href};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of acts on many entries.
    pub BulkWords {
        back => "Về danh sách", "Back to the list";
        accept_title(count: usize) => "Tiếp nhận {count} hồ sơ?", "Accept {count} entries?";
        accept_act(count: usize) => "Tiếp nhận {count} hồ sơ", "Accept {count} entries";
        accept_done(count: usize) => "Đã tiếp nhận {count} hồ sơ", "{count} entries accepted";
        remind_title(count: usize) => "Gửi {count} thư nhắc?", "Send {count} reminders?";
        remind_act(count: usize) => "Gửi {count} thư nhắc", "Send {count} reminders";
        remind_done(count: usize) => "Đã xếp gửi {count} thư nhắc", "{count} reminders are about to leave";
        confirm_title(count: usize) => "Xác nhận {count} hồ sơ?", "Confirm {count} entries?";
        confirm_act(count: usize) => "Xác nhận {count} hồ sơ", "Confirm {count} entries";
        confirm_done(count: usize) => "Đã xác nhận {count} hồ sơ", "{count} entries confirmed";
        return_title(count: usize) => "Trả lại {count} hồ sơ?", "Return {count} entries?";
        return_act(count: usize) => "Trả lại {count} hồ sơ", "Return {count} entries";
        return_done(count: usize) => "Đã trả lại {count} hồ sơ", "{count} entries returned";
        will(count: usize) => "Sẽ làm ({count})", "Will be done ({count})";
        will_not(count: usize) => "Giữ nguyên ({count})", "Left as they are ({count})";
        done(count: usize) => "Đã làm ({count})", "Done ({count})";
        checked_again => "Khi bấm nút, hệ thống kiểm lại từng hồ sơ; hồ sơ nào không còn phù hợp sẽ được giữ nguyên.",
            "When the button is pressed each entry is checked again; one that no longer fits is left as it is.";
        nothing => "Không có hồ sơ nào để làm", "There is nothing to do";
        nothing_selected => "Chưa chọn hồ sơ nào. Quay lại danh sách và đánh dấu ở đầu dòng.", "Nothing is selected. Go back and tick entries in the list.";
        nothing_fits => "Mọi hồ sơ đã chọn đều được giữ nguyên vì lý do dưới đây.", "Every selected entry is left as it is, for the reasons below.";
        beyond(count: usize, limit: usize) => "Mỗi lần làm tối đa {limit} hồ sơ; {count} hồ sơ chọn thêm chưa được xét.",
            "At most {limit} entries at a time; {count} more were not looked at.";
        undo => "Hoàn tác", "Undo";
        undo_text(seconds: i64) => "Có thể hoàn tác trong {seconds} giây. Thư báo chỉ gửi sau đó.", "You can undo this for {seconds} seconds. Letters leave only afterwards.";
        undone(count: usize) => "Đã hoàn tác {count} hồ sơ", "{count} entries are as before";
        undone_none => "Không hoàn tác được hồ sơ nào", "No entry could be put back";
        undone_list(count: usize) => "Trở lại như trước ({count})", "As before ({count})";
        undone_letters => "Thư báo chưa gửi đã được hủy. Nhật ký ghi cả việc đã làm và việc hoàn tác.", "Letters that had not left are dropped. The ledger tells of the act and of its undoing.";
        too_late => "Không hoàn tác được nữa", "It can no longer be undone";
        too_late_text(seconds: i64) => "Đã quá {seconds} giây kể từ khi bấm nút, thư báo đã được gửi. Hồ sơ giữ nguyên trạng thái mới. Cần đổi lại, mở từng hồ sơ để xử lý.",
            "More than {seconds} seconds have passed and the letters are on their way. The entries stay as they are. To change one, open it.";
        already_undone => "Việc này đã được hoàn tác trước đó", "This was undone before";
        already_undone_text => "Không có gì thay đổi thêm.", "Nothing more was changed.";
        note => "Ghi chú cho người nộp", "Note for the entrants";
        return_note => "Cần sửa những gì", "What to correct";
        return_hint => "Ghi chung cho mọi hồ sơ trả lại; người nộp đọc nguyên văn.", "The same for all; the entrants read exactly this.";
    }
}

/// Where the acts of a list are sent and where it is.
#[derive(Clone, Debug)]
pub struct BulkPlaces {
    /// Where the confirmed act is sent, without language.
    pub action: String,
    /// The list, with its filter, without language.
    pub back: String,
}

/// The word of an act in forms.
pub fn act_word(act: BulkAct) -> &'static str {
    match act {
        BulkAct::Accept => "tiep-nhan",
        BulkAct::Remind => "nhac",
        BulkAct::Confirm => "xac-nhan",
        BulkAct::Return => "tra-lai",
    }
}

/// The act of a word.
pub fn act_of_word(word: &str) -> Option<BulkAct> {
    BulkAct::ALL.into_iter().find(|act| act_word(*act) == word)
}

/// What will happen, entry by entry, before it does.
#[component]
pub fn BulkPreviewPage(
    act: BulkAct,
    outcome: BulkOutcome,
    places: BulkPlaces,
    #[prop(optional)] note: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = BulkWords(lang());
    let count = outcome.done();
    let title = title(act, count, lang());
    let form = if count == 0 {
        let back = places.back.clone();
        let text = if outcome.lines.is_empty() { words.nothing_selected() } else { words.nothing_fits() };
        view! {
            <Empty title=words.nothing() text=text>
                <ButtonLink to=back kind=ButtonKind::Outline>{words.back()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        confirmation(act, &outcome, &places, note, &errors)
    };
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <BackLink to=places.back.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title/>
        {form}
        {left(&outcome)}
    }
}

/// What happened, entry by entry.
#[component]
pub fn BulkDonePage(act: BulkAct, outcome: BulkOutcome, places: BulkPlaces) -> impl IntoView {
    let words = BulkWords(lang());
    let count = outcome.done();
    let title = done_title(act, count, lang());
    let list = entries(&outcome);
    let done = (count > 0).then(|| view! { <Section id="da-lam" title=words.done(count)>{list}</Section> });
    let undo = outcome.undo.map(|id| view! { <Undo id places=places.clone()/> });
    view! {
        <Title text=title.clone()/>
        <BackLink to=places.back.clone() label=words.back()/>
        {undo}
        <PageHead title/>
        {done}
        {left(&outcome)}
        <ButtonLink to=places.back kind=ButtonKind::Outline>{words.back()}</ButtonLink>
    }
}

/// The button that takes the act back. The bar shows the time and needs no script.
#[component]
fn Undo(id: BulkId, places: BulkPlaces) -> impl IntoView {
    let words = BulkWords(lang());
    let query = query_of(&places.back);
    view! {
        <div class="banner banner--success undo" role="alert">
            <Icon name="circle-check"/>
            <p class="banner__text">{words.undo_text(UNDO_SECONDS)}</p>
            <form class="banner__actions" method="post" action=href(&format!("{}/hoan-tac", places.action))>
                <input type="hidden" name="lan" value=id.to_string()/>
                <input type="hidden" name="ve" value=query/>
                <Button kind=ButtonKind::Outline icon="history">{words.undo()}</Button>
            </form>
            <span class="undo__time" aria-hidden="true"></span>
        </div>
    }
}

/// What was taken back, entry by entry.
#[component]
pub fn BulkUndonePage(outcome: BulkOutcome, places: BulkPlaces) -> impl IntoView {
    let words = BulkWords(lang());
    let count = outcome.done();
    let title = if count == 0 { words.undone_none().to_owned() } else { words.undone(count) };
    let list = entries(&outcome);
    let done = (count > 0).then(|| {
        view! {
            <p>{words.undone_letters()}</p>
            <Section id="da-hoan-tac" title=words.undone_list(count)>{list}</Section>
        }
    });
    view! {
        <Title text=title.clone()/>
        <BackLink to=places.back.clone() label=words.back()/>
        <PageHead title/>
        {done}
        {left(&outcome)}
        <ButtonLink to=places.back kind=ButtonKind::Outline>{words.back()}</ButtonLink>
    }
}

/// Why an act was not undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUndone {
    TooLate,
    AlreadyUndone,
}

/// The time to undo is over, or it was done before.
#[component]
pub fn NotUndonePage(why: NotUndone, places: BulkPlaces) -> impl IntoView {
    let words = BulkWords(lang());
    let (title, text) = match why {
        NotUndone::TooLate => (words.too_late(), words.too_late_text(UNDO_SECONDS)),
        NotUndone::AlreadyUndone => (words.already_undone(), words.already_undone_text().to_owned()),
    };
    view! {
        <Title text=title/>
        <BackLink to=places.back.clone() label=words.back()/>
        <PageHead title/>
        <Notice kind=NoticeKind::Attention text/>
        <ButtonLink to=places.back kind=ButtonKind::Outline>{words.back()}</ButtonLink>
    }
}

fn confirmation(act: BulkAct, outcome: &BulkOutcome, places: &BulkPlaces, note: String, errors: &Errors) -> AnyView {
    let words = BulkWords(lang());
    let count = outcome.done();
    let ids = outcome.ids().into_iter().map(|id| view! { <input type="hidden" name="chon" value=id.to_string()/> });
    let error = errors.at("ghi-chu");
    let note = match act {
        BulkAct::Return => {
            let hint = words.return_hint().to_owned();
            view! { <TextArea name="ghi-chu" label=words.return_note() hint=hint rows=4 value=note error/> }.into_any()
        }
        BulkAct::Confirm => {
            view! { <TextArea name="ghi-chu" label=words.note() rows=3 value=note error optional=true/> }.into_any()
        }
        BulkAct::Accept | BulkAct::Remind => ().into_any(),
    };
    let ids = ids.collect_view();
    let list = entries(outcome);
    let query = query_of(&places.back);
    view! {
        <Confirm action=places.action.clone() act=act_name(act, count, lang()) back=places.back.clone()
            danger=act == BulkAct::Return>
            <input type="hidden" name="viec" value=act_word(act)/>
            <input type="hidden" name="xac-nhan" value="co"/>
            <input type="hidden" name="ve" value=query/>
            {ids}
            <p>{words.checked_again()}</p>
            <h2>{words.will(count)}</h2>
            {list}
            {note}
        </Confirm>
    }
    .into_any()
}

/// The filter of the list, to come back to.
fn query_of(back: &str) -> String {
    back.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default()
}

fn entries(outcome: &BulkOutcome) -> impl IntoView + use<> {
    let done: Vec<BulkLine> =
        outcome.lines.iter().filter(|line| line.verdict == domain::intake::bulk::Verdict::Done).cloned().collect();
    let items = done.into_iter().map(|line| view! { <li>{line.title}" "<span class="muted">{line.code}</span></li> });
    view! { <ul>{items.collect_view()}</ul> }
}

fn left(outcome: &BulkOutcome) -> impl IntoView + use<> {
    let words = BulkWords(lang());
    let count = outcome.left().count();
    let items = outcome.left().map(|(line, why)| {
        let why = refusal_sentence(why, lang());
        view! { <li>{line.title.clone()}" "<span class="muted">{line.code.clone()}</span>": "{why}</li> }
    });
    let items = items.collect_view();
    let list =
        (count > 0).then(|| view! { <Section id="giu-nguyen" title=words.will_not(count)><ul>{items}</ul></Section> });
    let beyond = (outcome.beyond_limit > 0).then(|| view! { <p>{words.beyond(outcome.beyond_limit, BULK_LIMIT)}</p> });
    (list, beyond)
}

fn title(act: BulkAct, count: usize, lang: Lang) -> String {
    let words = BulkWords(lang);
    match act {
        BulkAct::Accept => words.accept_title(count),
        BulkAct::Remind => words.remind_title(count),
        BulkAct::Confirm => words.confirm_title(count),
        BulkAct::Return => words.return_title(count),
    }
}

fn act_name(act: BulkAct, count: usize, lang: Lang) -> String {
    let words = BulkWords(lang);
    match act {
        BulkAct::Accept => words.accept_act(count),
        BulkAct::Remind => words.remind_act(count),
        BulkAct::Confirm => words.confirm_act(count),
        BulkAct::Return => words.return_act(count),
    }
}

fn done_title(act: BulkAct, count: usize, lang: Lang) -> String {
    let words = BulkWords(lang);
    match act {
        BulkAct::Accept => words.accept_done(count),
        BulkAct::Remind => words.remind_done(count),
        BulkAct::Confirm => words.confirm_done(count),
        BulkAct::Return => words.return_done(count),
    }
}
