//! Taking an entry back, after a last look.

use domain::entries::open_entry::OpenEntry;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::confirm::Confirm;
use crate::components::errors::{ErrorSummary, Errors};
use crate::components::page_head::{BackLink, PageHead};
use crate::entries::section_names::entry_title;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of withdrawing.
    pub WithdrawWords {
        title => "Rút hồ sơ", "Withdraw the entry";
        back => "Các phần hồ sơ", "All sections";
        what => "Hồ sơ thôi dự thi và không nộp lại được. Nội dung vẫn xem được ở mục “Hồ sơ của tôi”.", "The entry leaves the contest and cannot be sent again. You can still read it under “My entries”.";
        act => "Rút hồ sơ này", "Withdraw this entry";
        too_late => "Kết quả dự kiến đã công khai nên không tự rút được nữa. Gọi ban thư ký để rút.", "The provisional results are public, so it cannot be withdrawn here. Call the secretariat.";
    }
}

/// What withdrawing means, then the act.
#[component]
pub fn WithdrawPage(open: OpenEntry, #[prop(optional)] too_late: bool) -> impl IntoView {
    let words = WithdrawWords(lang());
    let id = open.entry.id;
    let mut errors = Errors::default();
    if too_late {
        errors.add("rut", words.too_late());
    }
    view! {
        <Title text=words.title()/>
        <BackLink to=format!("/ho-so/{id}") label=words.back()/>
        <ErrorSummary errors/>
        <div id="rut">
            <PageHead title=words.title() lead=entry_title(&open.entry.title, lang())/>
            <Confirm action=format!("/ho-so/{id}/rut") act=words.act() back=format!("/ho-so/{id}")>{words.what()}</Confirm>
        </div>
    }
}
