//! Lists, ways through pages, long texts.

use leptos::prelude::*;
use time::Duration;

use crate::components::deadline::Deadline;
use crate::components::details::Details;
use crate::components::page_head::{BackLink, Breadcrumb, Section};
use crate::components::prose::{Contents, Prose};
use crate::components::receipt::{Checksum, Receipt};
use crate::components::register::{Register, RegisterRow};
use crate::components::status::StatusTag;
use crate::components::steps::{SectionLink, SectionNav, Steps};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::tabs::{Tab, Tabs};
use crate::components::task_list::{TaskItem, TaskList, TaskState};
use crate::components::timeline::{Phase, Timeline, TimelineItem};
use crate::living::samples::{AUTHORS, LONG_TITLE, SCHOOL, TITLE, closing, from_now};
use crate::shell::page_context;
use domain::entries::state::EntryState;
use domain::programmes::edition::EditionState;

const RULES: &str = "## Điều 4. Đối tượng dự thi\n1. Người từ 6 đến 19 tuổi tính đến ngày 31/7/2027.\n2. Dự thi một mình hoặc theo nhóm:\n- nhóm không quá 6 người;\n- mỗi người ghi rõ tỷ lệ đóng góp.\n\n## Điều 5. Hồ sơ\nHồ sơ gồm phiếu đăng ký, bản thuyết minh và mô hình hoặc ảnh.\n\n### Cách gửi\n> Công trình không được gửi cuộc thi khác trong cùng năm.";

#[component]
pub fn Lists() -> impl IntoView {
    view! {
        <Section id="duong-dan" title="Đường dẫn">
            <Breadcrumb places=vec![("/ket-qua".to_owned(), "Kết quả".to_owned()), ("/ket-qua/13".to_owned(), LONG_TITLE.to_owned())]/>
            <BackLink to="/ho-so" label="Các phần hồ sơ"/>
            <Steps names=["Soạn", "Kiểm tra", "Xác nhận", "Nhận biên nhận"].map(str::to_owned).to_vec() current=2/>
            <Views/>
        </Section>
        <Section id="viec" title="Danh sách việc" link=Some(("/ho-so".to_owned(), "Mọi hồ sơ".to_owned()))><Tasks/></Section>
        <Section id="phan" title="Các phần của biểu mẫu">
            <div class="columns columns--nav"><Sections/><p class="measure">"Nội dung của phần đang mở đứng ở cột này."</p></div>
        </Section>
        <Section id="tom-tat" title="Kiểm tra trước khi nộp"><Summary/></Section>
        <Section id="so" title="Sổ cuộc thi và hồ sơ"><Registers/></Section>
        <Section id="moc" title="Mốc thời gian và hỏi đáp"><div class="columns columns--even"><Dates/><Questions/></div></Section>
        <Section id="bien-nhan" title="Biên nhận"><Proof/></Section>
        <Section id="the-le" title="Thể lệ"><div class="columns"><Prose text=RULES/><Contents text=RULES/></div></Section>
    }
}

#[component]
fn Views() -> impl IntoView {
    let tab = |label: &str, count| Tab { path: "/quan-tri/mau".to_owned(), label: label.to_owned(), count };
    let tabs = vec![tab("Chưa chấm", Some(14)), tab("Đang chấm", Some(3)), tab("Đã ký", Some(0)), tab("Tất cả", None)];
    view! { <Tabs label="Lọc bài" tabs current=0/> }
}

#[component]
fn Tasks() -> impl IntoView {
    view! {
        <TaskList>
            <TaskItem number=1 name="Xem điều kiện dự thi" to="/quan-tri/mau" state=TaskState::Done/>
            <TaskItem number=2 name="Mô tả công trình" to="/quan-tri/mau" state=TaskState::Started hint="đã mở, còn thiếu 2 mục"/>
            <TaskItem number=3 name="Tải tệp thuyết minh, ảnh" to="/quan-tri/mau" state=TaskState::Todo/>
            <TaskItem number=4 name="Nhà trường xác nhận" to="/quan-tri/mau" state=TaskState::Waiting hint=format!("{SCHOOL}, từ 13/6")/>
            <TaskItem number=5 name="Người giám hộ đồng ý" to="/quan-tri/mau" state=TaskState::Fix/>
            <TaskItem number=6 name="Kiểm tra và nộp" to="/quan-tri/mau" state=TaskState::Locked/>
        </TaskList>
    }
}

#[component]
fn Sections() -> impl IntoView {
    let names = ["Điều kiện", "Tác giả và tỷ lệ đóng góp của từng người", "Mô tả", "Tệp", "Cam kết", "Nộp"];
    let sections = names.into_iter().enumerate().map(|(place, name)| SectionLink {
        path: "/quan-tri/mau".to_owned(),
        label: name.to_owned(),
        done: place < 2,
    });
    view! { <SectionNav label="Các phần" sections=sections.collect() current=2/> }
}

#[component]
fn Summary() -> impl IntoView {
    let authors = AUTHORS.map(|author| view! { <li>{author}", 16,66 %"</li> }).collect_view();
    view! {
        <SummaryList>
            <SummaryRow key="Tên công trình" value=LONG_TITLE change="/quan-tri/mau"/>
            <SummaryRow key="Lĩnh vực" value="Đồ dùng dành cho học tập" change="/quan-tri/mau"/>
            <SummaryRow key="Tác giả" change="/quan-tri/mau"><ol class="plain-list">{authors}</ol></SummaryRow>
            <SummaryRow key="Người hướng dẫn" change="/quan-tri/mau"/>
            <SummaryRow key="Mô tả" value=format!("{LONG_TITLE}. {LONG_TITLE}.") change="/quan-tri/mau" wide=true/>
            <SummaryRow key="Mã hồ sơ" value="TTN-2027-0147"/>
        </SummaryList>
    }
}

#[component]
fn Registers() -> impl IntoView {
    let now = page_context().now;
    view! {
        <Register>
            <RegisterRow title="Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng lần thứ XIII" to="/cuoc-thi" day=Some(closing().date())
                text="Dành cho người từ 6 đến 19 tuổi, năm lĩnh vực, 64 giải." state=view! { <StatusTag of=EditionState::Open/> }.into_any()>
                <Deadline at=from_now(now, Duration::days(12))/>
            </RegisterRow>
            <RegisterRow title=LONG_TITLE to="/ho-so" state=view! { <StatusTag of=EntryState::Late/> }.into_any() text=AUTHORS.join(", ")/>
            <RegisterRow title="Quyết định trao giải" to="/ket-qua"/>
        </Register>
    }
}

#[component]
fn Dates() -> impl IntoView {
    view! {
        <Timeline>
            <TimelineItem when="01/02/2027" datetime="2027-02-01" text="Mở nhận hồ sơ" phase=Phase::Done/>
            <TimelineItem when="17:00, thứ Tư 30/6/2027" text="Hạn nộp" note="Hồ sơ giấy tính theo dấu bưu điện" phase=Phase::Now/>
            <TimelineItem when="15/7/2027" text="Chấm sơ khảo"/>
            <TimelineItem when="20/8/2027" text="Công khai lấy ý kiến"/>
        </Timeline>
    }
}

#[component]
fn Questions() -> impl IntoView {
    view! {
        <div>
            <Details summary="Ai được dự thi" open=true><p>"Người từ 6 đến 19 tuổi, đang học hoặc sống trong tỉnh."</p></Details>
            <Details summary="Cần chuẩn bị gì"><p>"Năm mục, có mẫu tải về."</p></Details>
            <Details summary="Xem mô tả mức" bare=true><p>"Tốt: chưa ai làm trong tỉnh."</p></Details>
        </div>
    }
}

#[component]
fn Proof() -> impl IntoView {
    view! {
        <Receipt title="Đã nhận hồ sơ" code="TTN-2027-0147" next="Ban thư ký kiểm tra hình thức trước 17:00, thứ Sáu 9/7/2027.">
            <SummaryList>
                <SummaryRow key="Công trình" value=TITLE/>
                <SummaryRow key="Nhận lúc" value="14:58:07, thứ Ba 29/6/2027 (giờ máy chủ)"/>
                <SummaryRow key="Tệp">"thuyet-minh.pdf, 4,2 MB " <Checksum text="a91f03c2"/></SummaryRow>
            </SummaryList>
        </Receipt>
    }
}
