//! The page before a refusal: what the entrant will read, and the act by its name.

use domain::entries::state::EntryState;
use domain::intake::check_page::EntryForCheck;
use domain::intake::checklist::CheckItem;
use domain::intake::decisions::{RefusalForm, field};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::confirm::Confirm;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::intake::check_page::check_path;
use crate::intake::check_sheet::SheetWords;
use crate::intake::problem_words::remark_name;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the page before a refusal.
    pub RefuseWords {
        title(code: &str) => "Từ chối hồ sơ {code}?", "Refuse entry {code}?";
        act(code: &str) => "Từ chối hồ sơ {code}", "Refuse entry {code}";
        back => "Về hồ sơ", "Back to the entry";
        what => "Người nộp sẽ nhận thư và thấy trên hồ sơ đúng các dòng dưới đây. Hồ sơ không được chấm nữa, trừ khi ban thư ký mở lại việc kiểm.",
            "The entrant will get a letter and read exactly these lines on the entry. It will not be judged, unless the secretariat reopens the check.";
        late => "Hồ sơ này nộp sau hạn.", "This entry was sent after the deadline.";
    }
}

/// What will happen when the refusal is confirmed.
#[component]
pub fn RefusePage(entry: EntryForCheck, form: RefusalForm) -> impl IntoView {
    let words = RefuseWords(lang());
    let sheet = SheetWords(lang());
    let path = check_path(&entry);
    let code = entry.head.code.clone();
    let late = (entry.head.state == EntryState::Late).then(|| view! { <p>{words.late()}</p> });
    let kept = kept_ticks(&form.items);
    let (reason, citation) = (form.reason.clone(), form.citation.clone());
    view! {
        <Title text=words.title(&code)/>
        <BackLink to=path.clone() label=words.back()/>
        <PageHead title=words.title(&code) lead=entry.head.title.clone()/>
        <Confirm action=format!("{path}/tu-choi") act=words.act(&code) back=path icon="circle-x">
            <p>{words.what()}</p>
            {late}
            <SummaryList>
                <SummaryRow key=sheet.reason() value=reason/>
                <SummaryRow key=sheet.citation() value=citation/>
            </SummaryList>
            <input type="hidden" name=field::REASON value=form.reason/>
            <input type="hidden" name=field::CITATION value=form.citation/>
            <input type="hidden" name="xac-nhan" value="co"/>
            {kept}
        </Confirm>
    }
}

/// The ticks travel with the confirmation.
fn kept_ticks(items: &[CheckItem]) -> impl IntoView + use<> {
    let fields = items.iter().map(|item| {
        let ticked = item.ok.then(|| view! { <input type="hidden" name="dat" value=item.code.clone()/> });
        view! {
            {ticked}
            <input type="hidden" name=remark_name(&item.code) value=item.remark.clone()/>
        }
    });
    fields.collect_view()
}
