//! A file that cannot be cleaned of names is not shown to a blind judge; the page says so.

use domain::ids::AssignmentId;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::ButtonLink;
use crate::components::page_head::PageHead;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of a file that is kept back.
    pub FileWords {
        title => "Tệp này không mở được trong vòng chấm kín", "This file cannot be opened in a blind round";
        lead => "Hệ thống không bỏ được thông tin nhận dạng nằm trong tệp, nên giữ tệp lại. Gọi ban thư ký để nhận bản xem được.",
            "Names inside the file cannot be taken out, so it is kept back. Call the secretariat for a copy you can read.";
        back => "Về phiếu chấm", "Back to the sheet";
    }
}

/// Why there is no file, and what to do.
#[component]
pub fn FileUnreadablePage(assignment: AssignmentId) -> impl IntoView {
    let words = FileWords(lang());
    view! {
        <Title text=words.title()/>
        <PageHead title=words.title() lead=words.lead()/>
        <ButtonLink to=format!("/cham/{assignment}")>{words.back()}</ButtonLink>
    }
}
