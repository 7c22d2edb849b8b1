//! Prizes, winners, verification.

use leptos::prelude::*;

use crate::components::card::{Card, Cards};
use crate::components::page_head::Section;
use domain::results::Seal as Mark;

use crate::components::prize::{PrizeName, Seal, SealSize};
use crate::components::verdict::{Finding, Verdict};
use crate::living::samples::{AUTHORS, LONG_TITLE, SCHOOL, TITLE};

#[component]
pub fn Results() -> impl IntoView {
    let seals = Mark::ALL.map(|mark| view! { <Seal mark size=SealSize::Large/><Seal mark/> });
    let labels = ["Giải Đặc biệt", "Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích"];
    let labels = Mark::ALL.into_iter().zip(labels).map(|(mark, name)| view! { <PrizeName name seal=Some(mark)/> });
    view! {
        <Section id="an" title="Ấn">
            <div class="cluster">{seals.collect_view()}</div>
            <div class="cluster">{labels.collect_view()}</div>
        </Section>
        <Section id="the" title="Công trình đạt giải">
            <Cards>
                <Card title=TITLE to="/cong-trinh/1" kicker="Giải Nhất · Đồ dùng dành cho học tập" seal=Some(Mark::First)>
                    <p>{AUTHORS[0]}</p><p class="muted">{SCHOOL}</p>
                </Card>
                <Card title=LONG_TITLE to="/cong-trinh/2" kicker="Giải Đặc biệt" seal=Some(Mark::Special)
                    foot=view! { <span>"Quyết định 1779/QĐ-UBND"</span> }.into_any()>
                    <p>{AUTHORS.join(", ")}</p>
                </Card>
                <Card title="Gậy dò đường" kicker="Giải Khuyến khích" seal=Some(Mark::Merit)/>
            </Cards>
        </Section>
        <Section id="kiem" title="Kiểm chứng">
            <div class="stack">
                <Verdict finding=Finding::Valid word="Có giá trị" time="kiểm tra lúc 14:58, ngày 24/11/2027"/>
                <Verdict finding=Finding::Revoked word="Đã thu hồi"/>
                <Verdict finding=Finding::Replaced word="Đã được thay thế"/>
                <Verdict finding=Finding::Unknown word="Không tìm thấy mã"/>
            </div>
        </Section>
    }
}
