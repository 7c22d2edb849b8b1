//! The chair's page: everybody's progress and the signed sheets, with the way to open one again.

use domain::calendar::format_instant;
use domain::judging::desk::{PanelDesk, SHEETS_PER_PAGE, SignedSheet};
use domain::judging::round_deadline::deadline_has_passed;
use domain::judging::states::RoundState;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::confirm::Confirm;
use crate::components::deadline::Deadline;
use crate::components::details::Details;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::pagination::Pagination;
use crate::components::status::StatusTag;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::judging::progress_page::JudgeTable;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the chair's page.
    pub DeskWords {
        progress => "Tiến độ", "Progress";
        sheets => "Phiếu đã ký", "Signed sheets";
        none => "Chưa có phiếu nào được ký", "No sheet is signed yet";
        none_text => "Phiếu chưa ký chỉ giám khảo của phiếu đọc được.", "Only its judge reads a sheet that is not signed.";
        entry => "Hồ sơ", "Entry";
        judge => "Giám khảo", "Judge";
        points => "Điểm", "Points";
        signed => "Ký lúc", "Signed at";
        version(version: i32) => "bản {version}", "version {version}";
        act => "Việc", "Act";
        marks => "Xem điểm", "Show marks";
        reopen => "Mở lại phiếu…", "Open again…";
        title => "Mở lại phiếu", "Open the sheet again";
        lead => "Bản đã ký được giữ nguyên. Giám khảo nhận thư và sửa trên một bản nháp mới, rồi ký lại.",
            "The signed version is kept. The judge gets a letter, changes a new draft and signs again.";
        reason => "Lý do mở lại", "Reason";
        hint => "Giám khảo đọc được lý do này", "The judge reads this reason";
        confirm => "Mở lại phiếu", "Open the sheet again";
        back => "Phiếu đã ký", "Signed sheets";
    }
}

/// The panel as its chair sees it.
#[component]
pub fn PanelDeskPage(desk: PanelDesk) -> impl IntoView {
    let words = DeskWords(lang());
    let late = desk.round == RoundState::Scoring && deadline_has_passed(desk.due_at, page_context().now);
    let meta = view! { <StatusTag of=desk.round/>{desk.due_at.map(|at| view! { <Deadline at/> })} };
    let sheets = if desk.sheets.is_empty() {
        view! { <Empty title=words.none() text=words.none_text()/> }.into_any()
    } else {
        let columns = vec![
            Column::text(words.entry()),
            Column::text(words.judge()),
            Column::number(words.points()),
            Column::text(words.signed()),
            Column::text(words.act()),
        ];
        let rows = desk.sheets.into_iter().map(row).collect_view();
        view! {
            <Table caption=words.sheets() caption_hidden=true columns>{rows}</Table>
            <Pagination page=desk.page as u64 total=desk.total as u64 size=SHEETS_PER_PAGE as u64/>
        }
        .into_any()
    };
    view! {
        <Title text=desk.name.clone()/>
        <Banner/>
        <PageHead title=desk.name.clone() kicker=desk.round_name.clone() meta=meta.into_any()/>
        <Section id="tien-do" title=words.progress()><JudgeTable caption=desk.name judges=desk.judges late/></Section>
        <Section id="phieu" title=words.sheets()>{sheets}</Section>
    }
}

fn row(sheet: SignedSheet) -> impl IntoView {
    let words = DeskWords(lang());
    let total = sheet.total.map(|total| total.vietnamese()).unwrap_or_default();
    let when = sheet.signed_at.map(|at| format_instant(at, lang())).unwrap_or_default();
    let version = (sheet.version > 1).then(|| format!(" ({})", words.version(sheet.version)));
    let marks =
        sheet.marks.into_iter().map(|(name, mark)| view! { <li>{format!("{name}: {mark}")}</li> }).collect_view();
    let comment = sheet.comment.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let reopen = sheet
        .may_reopen
        .then(|| view! { <a href=href(&format!("/cham/{}/mo-lai", sheet.assignment))>{words.reopen()}</a> });
    view! {
        <Row>
            <RowHead sub=sheet.entry_code>{sheet.entry_title}</RowHead>
            <Cell label=words.judge()>{sheet.judge}</Cell>
            <Cell label=words.points() number=true>{total}</Cell>
            <Cell label=words.signed()>{when}{version}</Cell>
            <Cell label=words.act()>
                <Details summary=words.marks() bare=true><ul>{marks}</ul>{comment}</Details>
                {reopen}
            </Cell>
        </Row>
    }
}

/// Opening one signed sheet again, with a reason.
#[component]
pub fn ReopenPage(
    sheet: SignedSheet,
    /// Where the list of signed sheets is.
    #[prop(into)]
    back: String,
    #[prop(into, optional)] reason: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = DeskWords(lang());
    let kicker = format!("{} · {} · {}", sheet.entry_code, sheet.entry_title, sheet.judge);
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to=back.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker lead=words.lead()/>
        <Confirm action=format!("/cham/{}/mo-lai", sheet.assignment) act=words.confirm() back>
            <TextArea name="ly-do" label=words.reason() hint=words.hint().to_owned() value=reason rows=3 error=errors.at("ly-do")/>
        </Confirm>
    }
}
