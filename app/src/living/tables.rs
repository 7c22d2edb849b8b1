//! Tables with many rows, one row and none.

use leptos::prelude::*;

use crate::components::field::{Select, TextField};
use crate::components::filters::{Chip, Filters};
use crate::components::page_head::Section;
use crate::components::pagination::Pagination;
use domain::results::Seal as Mark;

use crate::components::prize::PrizeName;
use crate::components::strip_plot::{Dot, PlotLegend, StripPlot};
use crate::components::table::{Cell, Column, Cut, Row, RowHead, Table};
use crate::living::samples::{LONG_TITLE, fields_of_work};

#[component]
pub fn Tables() -> impl IntoView {
    let chip = |key: &str, label: &str| Chip { key: key.to_owned(), label: label.to_owned() };
    view! {
        <Section id="bang" title="Bảng và bộ lọc">
            <Filters count="48 hồ sơ" chips=vec![chip("giai", "Giải Nhất"), chip("co", "Có cờ")]>
                <TextField name="q" label="Tìm"/>
                <Select name="linh-vuc" label="Lĩnh vực" options=fields_of_work() empty="Mọi lĩnh vực".to_owned()/>
            </Filters>
            <Ranking/>
            <PlotLegend/>
            <Pagination page=2 total=2000/>
        </Section>
        <Section id="bang-nho" title="Bảng một dòng">
            <Table caption="Đơn vị" columns=vec![Column::text("Tên"), Column::number("Hồ sơ")] caption_hidden=true dense=true>
                <Row><RowHead>"Trường THCS Hải Âu"</RowHead><Cell label="Hồ sơ" number=true>"1"</Cell></Row>
            </Table>
            <Pagination page=1 total=1/>
        </Section>
    }
}

/// What one row of the sample ranking shows.
struct Sample {
    rank: &'static str,
    title: &'static str,
    sub: &'static str,
    mean: f64,
    mean_words: &'static str,
    scores: [f64; 4],
    flag: Option<f64>,
    prize: Option<(Mark, &'static str)>,
}

const RANKING: [Sample; 3] = [
    Sample {
        rank: "1",
        title: LONG_TITLE,
        sub: "TTN-2027-0141",
        mean: 86.75,
        mean_words: "86,75",
        scores: [84.0, 85.0, 88.0, 90.0],
        flag: None,
        prize: Some((Mark::First, "Giải Nhất")),
    },
    Sample {
        rank: "2",
        title: "Ứng dụng nhắc lịch thủy triều",
        sub: "TTN-2027-0142",
        mean: 74.75,
        mean_words: "74,75",
        scores: [58.0, 77.0, 80.0, 84.0],
        flag: Some(58.0),
        prize: Some((Mark::Third, "Giải Ba")),
    },
    Sample {
        rank: "3",
        title: "Thùng phân loại rác tự động",
        sub: "Bằng điểm hạng 2: tính mới 24,0 kém 26,5 (Điều 9.3)",
        mean: 74.75,
        mean_words: "74,75",
        scores: [70.0, 74.0, 76.0, 79.0],
        flag: None,
        prize: None,
    },
];

#[component]
fn Ranking() -> impl IntoView {
    let columns = vec![
        Column::number("Hạng").sorted("hang"),
        Column::text("Công trình").sorted("ten"),
        Column::number("Trung bình").sorted("tb"),
        Column::text("Phân bố 50–100"),
        Column::text("Giải"),
    ];
    let [first, second, third] = RANKING.map(ranked);
    view! {
        <Table caption="Xếp hạng dự kiến" columns>
            {first}{second}
            <Cut columns=5>"Hết giải Ba (1 trên 1)"</Cut>
            {third}
        </Table>
    }
}

fn ranked(sample: Sample) -> impl IntoView {
    let dots = sample.scores.map(|score| Dot { score, flagged: sample.flag == Some(score) }).to_vec();
    let flag = sample.flag.map(|_| "1 phiếu lệch 26 %, chờ giám khảo xác nhận").unwrap_or_default();
    let prize = sample.prize.map(|(mark, name)| view! { <PrizeName name seal=Some(mark)/> }.into_any());
    view! {
        <Row>
            <Cell label="Hạng" number=true>{sample.rank}</Cell>
            <RowHead sub=sample.sub flag>{sample.title}</RowHead>
            <Cell label="Trung bình" number=true>{sample.mean_words}</Cell>
            <Cell label="Phân bố"><StripPlot low=50.0 high=100.0 dots mean=sample.mean prizes=vec![65.0, 75.0, 85.0]/></Cell>
            <Cell label="Giải">{prize.unwrap_or_else(|| "không có".into_any())}</Cell>
        </Row>
    }
}
