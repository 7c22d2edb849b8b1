//! A tie at the line of a round: the secretary says who goes on.

use std::collections::BTreeSet;

use domain::rounds::{SettleProblem, TieDesk};
use leptos::prelude::*;

use super::numbers::two;
use crate::catalogue;
use crate::components::choice::Checkbox;
use crate::components::confirm::Confirm;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::page_head::{BackLink, PageHead};
use crate::shell::Title;
use crate::words::{Lang, lang};

catalogue! {
    /// The words of a tie at the line.
    pub SettleWords {
        title => "Quyết định về bằng điểm", "Decide on a tie";
        back => "Bảng xếp hạng", "Ranking";
        lead(count: usize, places: usize) => "{count} hồ sơ bằng điểm ở vạch, còn {places} chỗ. Hội đồng có thể chọn tất cả, một số, hoặc không chọn hồ sơ nào; lý do được ghi vào sổ ghi chép.",
            "{count} entries are tied at the line, {places} places are left. All, some or none may go on; the reason goes into the ledger.";
        choose => "Hồ sơ vào vòng sau", "Entries that go on";
        entry(code: &str, title: &str, total: &str) => "{code} {title} ({total} điểm)", "{code} {title} ({total} points)";
        reason => "Lý do", "Reason";
        reason_hint => "Ví dụ: biên bản họp hội đồng ngày 12/5, ưu tiên điểm sáng tạo. Từ 10 ký tự.", "For example: minutes of the jury of 12 May, creativity first. At least 10 characters.";
        act => "Lưu quyết định", "Save the decision";
        none => "Không có hồ sơ nào chờ quyết định", "Nothing awaits a decision";
        none_text => "Vòng này không có hồ sơ bằng điểm ở vạch.", "No entries of this round are tied at the line.";
        changed => "Các hồ sơ chờ quyết định đã thay đổi từ khi mở trang. Xem lại danh sách dưới đây rồi chọn lại.", "The entries that await a decision have changed since the page was opened. Look at the list below and choose again.";
        reason_missing => "Viết lý do, ít nhất 10 ký tự", "Write a reason of at least 10 characters";
        reason_too_long => "Lý do dài quá 2.000 ký tự", "The reason is longer than 2,000 characters";
    }
}

/// The field a problem belongs to, and its sentence.
pub fn settle_problem(problem: &SettleProblem, lang: Lang) -> (&'static str, &'static str) {
    let words = SettleWords(lang);
    match problem {
        SettleProblem::Changed => ("chon", words.changed()),
        SettleProblem::ReasonMissing => ("ly-do", words.reason_missing()),
        SettleProblem::ReasonTooLong => ("ly-do", words.reason_too_long()),
    }
}

/// The form.
#[component]
pub fn SettleTiePage(
    desk: TieDesk,
    #[prop(optional)] chosen: BTreeSet<String>,
    #[prop(into, optional)] reason: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = SettleWords(lang());
    let slug = desk.edition.slug.clone();
    let back = format!("/thu-ky/{slug}/xep-hang?vong={}", desk.round_code);
    let lead = words.lead(desk.undecided.len(), desk.places);
    let read = desk.undecided.iter().map(|(entry, _)| entry.code.clone()).collect::<Vec<_>>().join(" ");
    let (error, reason_error) = (errors.at("chon"), errors.at("ly-do"));
    let invalid = error.is_some();
    let choices = desk.undecided.iter().map(|(entry, outcome)| {
        let total = outcome.total.as_ref().map(two).unwrap_or_default();
        let label = words.entry(&entry.code, &entry.title, &total);
        let checked = chosen.contains(&entry.code);
        view! { <Checkbox name="chon" id=format!("chon-{}", entry.code) label value=entry.code.clone() checked/> }
    });
    let choices = choices.collect_view();
    let form = view! {
        <Confirm action=format!("/thu-ky/{slug}/vong/{}/bang-diem", desk.round_code) act=words.act() back=back.clone() danger=false>
            <input type="hidden" name="da-xem" value=read/>
            <fieldset class="fieldset" id="chon" class:fieldset--error=invalid>
                <legend class="fieldset__legend">{words.choose()}</legend>
                {error.map(|error| view! { <p class="field__error">{error}</p> })}
                <div class="fieldset__body">{choices}</div>
            </fieldset>
            <TextArea name="ly-do" label=words.reason() hint=words.reason_hint().to_owned() value=reason rows=3 error=reason_error/>
        </Confirm>
    };
    let body = match desk.undecided.is_empty() {
        true => view! { <Empty title=words.none() text=words.none_text()/> }.into_any(),
        false => form.into_any(),
    };
    let lead = if desk.undecided.is_empty() { String::new() } else { lead };
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to=back label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=desk.round_name lead/>
        {body}
    }
}
