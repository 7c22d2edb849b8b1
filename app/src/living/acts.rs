//! Buttons, messages, states.

use domain::entries::state::{EntryState, UnitState};
use domain::judging::states::{RoundState, SheetState};
use domain::programmes::edition::EditionState;
use leptos::prelude::*;
use time::Duration;

use crate::components::banner::{Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::confirm::Confirm;
use crate::components::copy_field::CopyField;
use crate::components::deadline::Deadline;
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::page_head::Section;
use crate::components::progress::{Progress, Stat, Stats};
use crate::components::saving::{SaveLine, Saved};
use crate::components::status::StatusTag;
use crate::living::samples::{closing, from_now};
use crate::shell::page_context;

#[component]
pub fn Acts() -> impl IntoView {
    view! {
        <Section id="nut" title="Nút"><Buttons/></Section>
        <Section id="xac-nhan" title="Xác nhận việc không hoàn tác được">
            <Confirm action="/quan-tri/mau" act="Khóa điểm 16 phiếu" back="/quan-tri/mau" icon="lock">
                <p>"Sau khi khóa, giám khảo không sửa được phiếu. Mở lại phải có lý do."</p>
                <TextField name="x-go" label="Gõ KHÓA để xác nhận" width="w10"/>
            </Confirm>
        </Section>
        <Section id="thong-bao" title="Thông báo"><div class="stack"><Notices/></div></Section>
        <Section id="trang-thai" title="Trạng thái"><div class="cluster"><States/></div></Section>
        <Section id="han" title="Hạn"><div class="stack"><Deadlines/></div></Section>
        <Section id="luu" title="Đã lưu đến đâu">
            <div class="stack">
                <SaveLine text="Đã lưu lên hệ thống lúc 14:32"/>
                <SaveLine saved=Saved::Waiting text="Đã lưu trên máy này lúc 14:32, chờ mạng để gửi"/>
                <SaveLine saved=Saved::Failed text="Chưa lưu được. Hệ thống sẽ thử lại sau 20 giây"/>
                <CopyField id="chep" label="Mã hồ sơ" value="TTN-2027-0147"/>
            </div>
        </Section>
        <Section id="so-lieu" title="Số liệu"><Figures/></Section>
        <Section id="trong" title="Trống">
            <Empty title="Chưa có hồ sơ nào" text="Hồ sơ bạn bắt đầu sẽ nằm ở đây, kể cả khi chưa nộp.">
                <ButtonLink to="/ho-so" kind=ButtonKind::Outline icon="plus">"Bắt đầu hồ sơ"</ButtonLink>
            </Empty>
        </Section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    view! {
        <form class="stack" method="get" action="#nut">
            <ButtonRow>
                <Button>"Lưu và tiếp tục"</Button>
                <Button kind=ButtonKind::Outline name="viec" value="luu">"Lưu nháp"</Button>
                <Button kind=ButtonKind::Quiet icon="history">"Hoàn tác"</Button>
                <ButtonLink to="/quan-tri/mau" kind=ButtonKind::Outline icon="printer">"In"</ButtonLink>
            </ButtonRow>
            <ButtonRow>
                <Button kind=ButtonKind::Danger icon="lock">"Khóa điểm 16 phiếu"</Button>
                <Button kind=ButtonKind::DangerOutline>"Rút hồ sơ"</Button>
                <Button large=true icon="send">"Nộp hồ sơ dự thi lần thứ mười ba, năm 2027"</Button>
            </ButtonRow>
        </form>
    }
}

#[component]
fn Notices() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success title="Thành công" text="Nhà trường đã xác nhận hồ sơ lúc 20:14, ngày 12/6/2027."/>
        <Notice kind=NoticeKind::Attention title="Yêu cầu bổ sung" text="Ban thư ký cần ảnh mô hình. Gửi trước 17:00, thứ Sáu 25/6/2027.">
            <a href="#thong-bao">"Xem yêu cầu"</a>
        </Notice>
        <Notice kind=NoticeKind::Error title="Hồ sơ không đủ điều kiện" text="Tác giả quá 19 tuổi tính đến 31/7/2027 (Điều 4, khoản 1)."/>
        <Notice text="Trang này chỉ là mẫu, không có người thật."/>
    }
}

#[component]
fn States() -> impl IntoView {
    view! {
        {EntryState::ALL.map(|state| view! { <StatusTag of=state/> }).collect_view()}
        {UnitState::ALL.map(|state| view! { <StatusTag of=state/> }).collect_view()}
        {EditionState::ALL.map(|state| view! { <StatusTag of=state/> }).collect_view()}
        {RoundState::ALL.map(|state| view! { <StatusTag of=state/> }).collect_view()}
        {SheetState::ALL.map(|state| view! { <StatusTag of=state/> }).collect_view()}
    }
}

#[component]
fn Deadlines() -> impl IntoView {
    let now = page_context().now;
    view! {
        <Deadline at=from_now(now, Duration::days(12) + Duration::hours(3)) label="Hạn nộp"/>
        <Deadline at=from_now(now, Duration::hours(50)) label="Hạn nộp"/>
        <Deadline at=from_now(now, Duration::minutes(45))/>
        <Deadline at=from_now(now, -Duration::minutes(3))/>
        <Deadline at=closing()/>
    }
}

#[component]
fn Figures() -> impl IntoView {
    let stat =
        |label: &str, value: &str, attention| Stat { label: label.to_owned(), value: value.to_owned(), attention };
    let stats = vec![
        stat("hồ sơ đã nộp", "1.284", false),
        stat("trường tham gia", "186", false),
        stat("hồ sơ chờ tác giả bổ sung trước 25/6", "7", true),
    ];
    view! {
        <div class="columns columns--even">
            <Stats stats/>
            <div class="stack">
                <Progress id="p-0" value=0 max=24 text="0 trên 24 bài đã ký"/>
                <Progress id="p-7" value=7 max=24 text="7 trên 24 bài đã ký" note="Hạn 17:00, thứ Sáu 16/7/2027"/>
                <Progress id="p-24" value=24 max=24 text="24 trên 24 bài đã ký"/>
            </div>
        </div>
    }
}
