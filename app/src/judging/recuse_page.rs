//! A judge steps aside from an entry, with a reason.

use domain::judging::entry_view::ScoreSheet;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::confirm::Confirm;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::page_head::{BackLink, PageHead};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of stepping aside.
    pub RecuseWords {
        title => "Không chấm bài này", "Do not score this entry";
        back => "Phiếu chấm", "Score sheet";
        lead => "Bài rời khỏi danh sách của ông/bà. Ban thư ký phân công giám khảo khác.", "The entry leaves your list. The secretariat assigns somebody else.";
        reason => "Lý do", "Reason";
        hint => "Ví dụ: tác giả là học sinh của tôi. Chỉ ban thư ký đọc được.", "For example: the author is my pupil. Only the secretariat reads it.";
        act => "Không chấm bài này", "Do not score this entry";
    }
}

/// The form.
#[component]
pub fn RecusePage(
    sheet: ScoreSheet,
    #[prop(into, optional)] reason: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = RecuseWords(lang());
    let path = format!("/cham/{}", sheet.assignment);
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to=path.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=format!("{} · {}", sheet.entry.code, sheet.entry.title) lead=words.lead()/>
        <Confirm action=format!("{path}/khong-cham") act=words.act() back=path>
            <TextArea name="ly-do" label=words.reason() hint=words.hint().to_owned() value=reason rows=3 error=errors.at("ly-do")/>
        </Confirm>
    }
}
