//! Opening a round, moving its deadline, locking its scores.

use domain::judging::desk::LockPreview;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::confirm::Confirm;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{DateField, TextField};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::progress::{Stat, Stats};
use crate::judging::panels_page::PanelWords;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of rounds.
    pub RoundWords {
        open(round: &str) => "Mở {round}", "Open {round}";
        open_lead => "Giám khảo nhận thư và bắt đầu chấm. Mở vòng đầu tiên cũng kết thúc nhận hồ sơ.", "Judges get a letter and begin. Opening the first round also ends the intake.";
        due => "Hạn chấm", "Deadline for judges";
        due_hint => "Giám khảo chấm đến hết giờ này", "Judges score until this time";
        hour => "Giờ", "Time";
        hour_hint => "Ví dụ: 17:00", "For example: 17:00";
        open_act => "Mở vòng chấm", "Open the round";
        move_due(round: &str) => "Đổi hạn chấm {round}", "Change the deadline of {round}";
        reason => "Lý do đổi hạn", "Reason";
        reason_hint => "Bắt buộc khi hạn cũ đã qua; sổ ghi chép giữ lại", "Required once the old deadline has passed; the ledger keeps it";
        move_act => "Đổi hạn chấm", "Change the deadline";
        in_the_way => "Cần làm trước", "To be done first";
        lock(round: &str) => "Khóa điểm {round}", "Lock the scores of {round}";
        lock_lead => "Sau khi khóa, không ai sửa được điểm của vòng này.", "Afterwards nobody can change a mark of this round.";
        signed => "phiếu đã ký", "signed sheets";
        entries => "bài trong vòng", "entries";
        unsigned => "phiếu chưa ký", "sheets not signed";
        missing => "Giám khảo chưa ký hết", "Judges with sheets not signed";
        count(name: &str, count: usize) => "{name}: {count} phiếu", "{name}: {count} sheets";
        short(min: u32) => "Bài có ít hơn {min} phiếu đã ký: sẽ không được xếp hạng", "Entries with fewer than {min} signed sheets: they will have no rank";
        complete => "Mọi phiếu đã được ký.", "Every sheet is signed.";
        type_word(word: &str) => "Nhập “{word}” để khóa", "Type “{word}” to lock";
        lock_act(count: usize) => "Khóa điểm {count} phiếu", "Lock {count} sheets";
    }
}

/// The deadline as typed: day, month, year and time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueInput {
    pub date: [String; 3],
    pub time: String,
    /// Why it is moved.
    pub reason: String,
}

/// The form of opening, or of moving the deadline.
#[component]
pub fn OpenRoundPage(
    #[prop(into)] slug: String,
    #[prop(into)] code: String,
    #[prop(into)] round: String,
    due: DueInput,
    /// Sentences on what stands in the way.
    #[prop(optional)]
    problems: Vec<String>,
    #[prop(optional)] errors: Errors,
    /// The round is open already: only its deadline moves.
    #[prop(optional)]
    moves: bool,
) -> impl IntoView {
    let words = RoundWords(lang());
    let back = format!("/thu-ky/{slug}/tieu-ban");
    let (title, act, word) = if moves {
        (words.move_due(&round), words.move_act(), "han")
    } else {
        (words.open(&round), words.open_act(), "mo")
    };
    let lead = if moves { "" } else { words.open_lead() };
    let lines = problems.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    let problems = (!problems.is_empty()).then(
        || view! { <Notice kind=NoticeKind::Attention title=words.in_the_way() text=""><ul>{lines}</ul></Notice> },
    );
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <BackLink to=back.clone() label=PanelWords(lang()).back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title lead/>
        {problems}
        <Confirm action=format!("/thu-ky/{slug}/vong/{code}/{word}") act back danger=false>
            <DateField name="han" legend=words.due() hint=words.due_hint().to_owned() value=due.date error=errors.at("han")/>
            <TextField name="gio" label=words.hour() hint=words.hour_hint().to_owned() value=due.time width="w10" error=errors.at("gio")/>
            {moves.then(|| view! {
                <TextField name="ly-do" label=words.reason() hint=words.reason_hint().to_owned() value=due.reason error=errors.at("ly-do")/>
            })}
        </Confirm>
    }
}

/// What locking would leave undone, and the typed word.
#[component]
pub fn LockRoundPage(
    #[prop(into)] slug: String,
    preview: LockPreview,
    #[prop(into, optional)] typed: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = RoundWords(lang());
    let back = format!("/thu-ky/{slug}/tieu-ban");
    let title = words.lock(&preview.round_name);
    let unsigned: usize = preview.missing.iter().map(|(_, count)| count).sum();
    let stat =
        |label: &str, value: usize, attention| Stat { label: label.to_owned(), value: value.to_string(), attention };
    let stats = vec![
        stat(words.signed(), preview.signed, false),
        stat(words.entries(), preview.entries, false),
        stat(words.unsigned(), unsigned, unsigned > 0),
    ];
    let missing =
        preview.missing.iter().map(|(name, count)| view! { <li>{words.count(name, *count)}</li> }).collect_view();
    let missing =
        (unsigned > 0).then(|| view! { <Section id="chua-ky" title=words.missing()><ul>{missing}</ul></Section> });
    let is_whole = preview.short.is_empty();
    let codes = preview.short.join(", ");
    let short = (!is_whole).then(|| {
        view! { <Section id="thieu-phieu" title=words.short(preview.min_sheets)><p>{codes}</p></Section> }
    });
    let complete =
        (unsigned == 0 && is_whole).then(|| view! { <Notice kind=NoticeKind::Success text=words.complete()/> });
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <BackLink to=back.clone() label=PanelWords(lang()).back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title lead=words.lock_lead()/>
        <Stats stats/>
        {complete}{missing}{short}
        <Confirm action=format!("/thu-ky/{slug}/vong/{}/khoa", preview.round_code) act=words.lock_act(preview.signed) back icon="lock">
            <TextField name="xac-nhan" label=words.type_word(&preview.confirmation) value=typed width="w20" error=errors.at("xac-nhan")/>
        </Confirm>
    }
}
