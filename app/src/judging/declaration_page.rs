//! A judge's declaration, before the first file.

use domain::calendar::format_instant;
use domain::ids::AssignmentId;
use domain::judging::desk::{DeclarationEntry, DeclarationView};
use domain::judging::states::SheetState;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice};
use crate::components::button::Button;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Checkbox, TextArea};
use crate::components::page_head::{BackLink, PageHead};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the declaration.
    pub DeclarationWords {
        title => "Cam kết và khai xung đột", "Commitment and conflicts";
        back => "Bài cần chấm", "Entries to score";
        lead => "Khai trước khi mở bài đầu tiên. Có thể khai bổ sung bất cứ lúc nào.", "Declare before the first entry. You can add to it at any time.";
        ties => "Người, trường, đơn vị ông/bà có liên quan", "People, schools and units you are tied to";
        ties_hint => "Mỗi dòng một tên: con, cháu, học sinh đang dạy, người cùng làm công trình, nơi công tác.",
            "One name a line: relatives, pupils, co-authors, your workplace.";
        entries => "Bài ông/bà không chấm được", "Entries you may not score";
        entries_hint => "Đánh dấu bài có tác giả hoặc người hướng dẫn là người thân, học sinh, cộng sự của ông/bà.",
            "Tick entries whose authors or instructors are your relatives, pupils or partners.";
        blind => "Vòng chấm kín: chỉ hiện mã và tên công trình.", "A blind round: only codes and titles are shown.";
        commit => "Tôi cam kết chấm công bằng, giữ kín nội dung hồ sơ và đã khai hết các mối liên quan",
            "I will judge fairly, keep the entries confidential and have declared every tie";
        save => "Lưu bản khai", "Save the declaration";
        declared(when: &str) => "Đã khai lúc {when}.", "Declared at {when}.";
        recused => "Không chấm", "Not scoring";
    }
}

/// The form. `ticked` are entries ticked in a refused form.
#[component]
pub fn DeclarationPage(
    view: DeclarationView,
    #[prop(optional)] ticked: Vec<AssignmentId>,
    #[prop(optional)] committed: bool,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = DeclarationWords(lang());
    let panel = view.panel;
    let kicker = format!("{} · {}", view.round_name, view.panel_name);
    let declared = view.declared_at.map(|at| view! { <Notice text=words.declared(&format_instant(at, lang()))/> });
    let blind = view.blind.then(|| view! { <p class="fieldset__hint">{words.blind()}</p> });
    let boxes = view.entries.into_iter().map(|entry| entry_box(entry, &ticked)).collect_view();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to=format!("/cham?tb={panel}") label=words.back()/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=kicker lead=words.lead()/>
        {declared}
        <form class="form" method="post" action=href(&format!("/cham/cam-ket?tb={panel}")) novalidate>
            <TextArea name="lien-quan" label=words.ties() hint=words.ties_hint().to_owned() value=view.text rows=5
                error=errors.at("lien-quan") count=5000/>
            <fieldset class="fieldset">
                <legend class="fieldset__legend">{words.entries()}</legend>
                <p class="fieldset__hint">{words.entries_hint()}</p>
                {blind}
                <div class="fieldset__body">{boxes}</div>
            </fieldset>
            <Checkbox name="cam-ket" label=words.commit() checked=committed error=errors.at("cam-ket")/>
            <Button>{words.save()}</Button>
        </form>
    }
}

fn entry_box(entry: DeclarationEntry, ticked: &[AssignmentId]) -> impl IntoView + use<> {
    let words = DeclarationWords(lang());
    let recused = entry.state == SheetState::Recused;
    let mut hint = entry.units.join("; ");
    if recused {
        hint = words.recused().to_owned();
    }
    let hint = (!hint.is_empty()).then_some(hint);
    let label = format!("{} · {}", entry.code, entry.title);
    let checked = recused || ticked.contains(&entry.assignment);
    view! {
        <Checkbox name="bai" id=format!("bai-{}", entry.assignment) value=entry.assignment.to_string() label hint
            checked disabled=recused/>
    }
}
