//! The page before signing: what the judge's name will stand under.

use domain::judging::entry_view::ScoreSheet;
use domain::judging::score_sheet::running;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::confirm::Confirm;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of signing.
    pub SignWords {
        title => "Ký phiếu chấm", "Sign the score sheet";
        back => "Phiếu chấm", "Score sheet";
        lead => "Xem lại lần cuối. Sau khi ký, phiếu chỉ sửa được khi trưởng tiểu ban hoặc ban thư ký mở lại, có ghi lý do.",
            "A last look. After signing only the chair or the secretariat can open it again, with a reason.";
        total => "Tổng", "Total";
        comment => "Nhận xét", "Comment";
        none => "Không có", "None";
        over(due: &str) => "Hạn chấm đã qua lúc {due}. Phiếu vẫn được lưu, nhưng chưa ký được. Báo ban thư ký để được gia hạn, rồi ký.",
            "The deadline passed at {due}. The sheet is saved but cannot be signed. Ask the secretariat to move the deadline, then sign.";
        act(sum: &str) => "Ký phiếu {sum} điểm", "Sign {sum} points";
    }
}

/// Everything that will be signed, and the one button.
#[component]
pub fn SignPage(sheet: ScoreSheet, #[prop(into, optional)] problem: String) -> impl IntoView {
    let words = SignWords(lang());
    let path = format!("/cham/{}", sheet.assignment);
    let so_far = running(&sheet.lines);
    let sum = so_far.sum.vietnamese();
    let rows = sheet.lines.iter().map(|line| {
        let value = format!("{} / {}", line.typed, line.criterion.max.vietnamese());
        view! { <SummaryRow key=line.criterion.name.clone() value=value change=path.clone()/> }
    });
    let rows = rows.collect_view();
    let comment = if sheet.comment.is_empty() { words.none().to_owned() } else { sheet.comment.clone() };
    let (whole, act) = (format!("{sum} / {}", so_far.max.vietnamese()), words.act(&sum));
    let (action, change) = (format!("{path}/ky"), path.clone());
    let problem = (!problem.is_empty()).then(|| view! { <Notice kind=NoticeKind::Error text=problem/> });
    view! {
        <Title text=words.title()/>
        <BackLink to=path.clone() label=words.back()/>
        {problem}
        <PageHead title=words.title() kicker=format!("{} · {}", sheet.entry.code, sheet.entry.title) lead=words.lead()/>
        <SummaryList>
            {rows}
            <SummaryRow key=words.total() value=whole/>
            <SummaryRow key=words.comment() value=comment change/>
        </SummaryList>
        <Confirm action act back=path danger=false icon="check">
            <input type="hidden" name="lan" value=sheet.revision/>
        </Confirm>
    }
}
