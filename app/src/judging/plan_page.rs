//! What applying the draft plan would change, and the one button that does.

use domain::ids::PanelId;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::confirm::Confirm;
use crate::components::empty::Empty;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the preview.
    pub PlanWords {
        title => "Thay đổi phân công", "Changes of the assignment";
        back => "Phân công chấm", "Assign judges";
        lead => "Khi vòng đang chấm, giám khảo có bài mới nhận thư ngay. Phiếu đã ký và phiếu đang chấm không bị đụng tới.",
            "While the round is scored, judges with new entries get a letter at once. Work begun is never touched.";
        none => "Kế hoạch nháp không thay đổi gì", "The draft plan changes nothing";
        added(count: usize) => "Thêm {count} lượt chấm", "Add {count}";
        dropped(count: usize) => "Bỏ {count} lượt chấm", "Drop {count}";
        apply(count: usize) => "Áp dụng {count} thay đổi", "Apply {count} changes";
    }
}

/// The list of changes as entry code and judge.
#[component]
pub fn PlanPage(
    #[prop(into)] slug: String,
    panel: PanelId,
    added: Vec<(String, String)>,
    dropped: Vec<(String, String)>,
    revision: i32,
    #[prop(into, optional)] problem: String,
) -> impl IntoView {
    let words = PlanWords(lang());
    let matrix = format!("/thu-ky/{slug}/phan-cong?tb={panel}");
    let count = added.len() + dropped.len();
    let problem = (!problem.is_empty()).then(|| view! { <Notice kind=NoticeKind::Error text=problem/> });
    let list = |id: &'static str, title: String, pairs: Vec<(String, String)>| {
        (!pairs.is_empty()).then(|| {
            let lines = pairs
                .into_iter()
                .map(|(entry, judge)| view! { <li>{format!("{entry} · {judge}")}</li> })
                .collect_view();
            view! { <Section id title><ul>{lines}</ul></Section> }
        })
    };
    let added = list("them", words.added(added.len()), added);
    let dropped = list("bo", words.dropped(dropped.len()), dropped);
    let act = if count == 0 {
        view! { <Empty title=words.none()/> }.into_any()
    } else {
        view! {
            <Confirm action=format!("/thu-ky/{slug}/phan-cong/{panel}/thay-doi") act=words.apply(count) back=matrix.clone() danger=false icon="check">
                <input type="hidden" name="lan" value=revision/>
            </Confirm>
        }
        .into_any()
    };
    view! {
        <Title text=words.title()/>
        <BackLink to=matrix label=words.back()/>
        {problem}
        <PageHead title=words.title() lead=words.lead()/>
        {added}{dropped}{act}
    }
}
