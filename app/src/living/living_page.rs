//! The page itself.

use leptos::prelude::*;

use crate::components::button::{Button, ButtonKind};
use crate::components::deadline::Deadline;
use crate::components::errors::{ErrorSummary, Errors};
use crate::components::page_head::PageHead;
use crate::components::saving::{SaveLine, Saved, StickyBar};
use crate::components::tag::{Tag, Tone};
use crate::living::acts::Acts;
use crate::living::fields::Fields;
use crate::living::lists::Lists;
use crate::living::results::Results;
use crate::living::samples::{LONG_TITLE, closing};
use crate::living::tables::Tables;
use crate::shell::Title;

/// Every component in every state.
#[component]
pub fn LivingPage() -> impl IntoView {
    let errors = Errors::from_iter([
        ("l-ten", "Nhập tên công trình"),
        ("l-ngay", "Tác giả phải từ 6 đến 19 tuổi tính đến 31/7/2027 (Điều 4). Sửa ngày sinh nếu nhập nhầm."),
    ]);
    view! {
        <Title text="Mẫu giao diện"/>
        <ErrorSummary errors/>
        <PageHead title=LONG_TITLE kicker="TTN-2027-0147"
            lead="Trang mẫu: mọi thành phần ở mọi trạng thái. Tên người và trường đều là bịa."
            meta=view! { "Đồ dùng dành cho học tập" <Tag tone=Tone::Neutral icon="lock" text="Đã khóa 14 trên 16 phiếu"/> }.into_any()
            actions=view! { <a class="button button--outline" href="#bang">"Xem bảng"</a> }.into_any()>
            <Deadline at=closing() label="Hạn nộp"/>
        </PageHead>
        <Acts/>
        <Fields/>
        <Lists/>
        <Tables/>
        <Results/>
        <form class="section" method="get" action="#dau">
            <StickyBar state=view! {
                <p><span class="sticky-bar__total">"46,5 / 60"</span>", còn 1 tiêu chí"</p>
                <SaveLine saved=Saved::Waiting text="Đã lưu trên máy này lúc 14:32, chờ mạng để gửi"/>
            }.into_any()>
                <Button kind=ButtonKind::Outline>"Lưu nháp"</Button>
                <Button>"Lưu và sang bài tiếp"</Button>
            </StickyBar>
        </form>
    }
}
