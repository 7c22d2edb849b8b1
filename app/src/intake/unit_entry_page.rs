//! One entry as its unit reads it, with the two answers the unit can give.

use domain::entries::state::{EntryState, UnitState};
use domain::intake::decisions::field;
use domain::intake::unit_desk::UnitEntry;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::intake::entry_parts::{answers, authors, confirmations, files, summary, tags};
use crate::intake::history_page::{HistoryWords, history};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the unit's page of an entry.
    pub UnitEntryWords {
        back => "Về danh sách của đơn vị", "Back to the unit's list";
        answer => "Trả lời của đơn vị", "The unit's answer";
        note => "Ghi chú", "Note";
        note_hint => "Khi trả lại: ghi rõ cần sửa gì; người nộp đọc nguyên văn. Khi xác nhận: không bắt buộc.",
            "When returning: say what to correct; the entrant reads exactly this. When confirming: not required.";
        confirm => "Xác nhận hồ sơ", "Confirm the entry";
        give_back => "Trả lại để sửa", "Return for correction";
        late => "Hồ sơ nộp muộn: đơn vị xác nhận được, còn trả lại thì chờ ban thư ký quyết định trước.",
            "A late entry: the unit may confirm it; it can be returned only after the secretariat has decided.";
    }
}

/// One entry of the unit.
#[component]
pub fn UnitEntryPage(
    entry: UnitEntry,
    #[prop(optional)] note: String,
    #[prop(optional)] errors: Errors,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let words = UnitEntryWords(lang());
    let head = &entry.head;
    let notice = notice.map(|text| {
        view! { <div class="banner banner--attention" role="alert"><Icon name="alert-triangle"/><p class="banner__text">{text}</p></div> }
    });
    let edition = entry.edition.name(lang()).to_owned();
    let happened = history(&entry.history);
    view! {
        <Title text=title_with_errors(&format!("{} {}", head.code, head.title), &errors)/>
        <BackLink to="/don-vi" label=words.back()/>
        {notice}
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=head.title.clone() kicker=head.code.clone() meta=tags(head)>
            <p>{edition}</p>
        </PageHead>
        {answer_form(&entry, note, &errors)}
        {summary(head, &entry.instructors)}
        {authors(&entry.authors)}
        {files(head.id, &entry.files)}
        {answers(&entry.answers)}
        {confirmations(&entry.confirmations)}
        <Section id="lich-su" title=HistoryWords(lang()).title()>{happened}</Section>
    }
}

fn answer_form(entry: &UnitEntry, note: String, errors: &Errors) -> Option<impl IntoView + use<>> {
    let words = UnitEntryWords(lang());
    let state = entry.head.state;
    let path = format!("/don-vi/ho-so/{}", entry.head.id);
    let error = errors.at(field::NOTE);
    let confirm = (entry.head.unit_state != UnitState::Confirmed).then(|| {
        view! { <Button icon="circle-check" formaction=href(&format!("{path}/xac-nhan"))>{words.confirm()}</Button> }
    });
    let give_back = (state == EntryState::Submitted).then(|| {
        let action = href(&format!("{path}/tra-lai"));
        view! { <Button kind=ButtonKind::Outline icon="arrow-left" formaction=action>{words.give_back()}</Button> }
    });
    let late = (state == EntryState::Late).then(|| view! { <p class="muted">{words.late()}</p> });
    let open = matches!(state, EntryState::Submitted | EntryState::Late);
    (open && (confirm.is_some() || give_back.is_some())).then(|| {
        view! {
            <Section id="tra-loi" title=words.answer()>
                <form class="form" method="post" action=href(&format!("{path}/xac-nhan")) novalidate>
                    {late}
                    <TextArea name=field::NOTE label=words.note() hint=words.note_hint().to_owned() rows=3 value=note error/>
                    <div class="button-row">{confirm}{give_back}</div>
                </form>
            </Section>
        }
    })
}
