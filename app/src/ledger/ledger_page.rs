//! The ledger: who did what, when; and whether the chain holds.

use domain::calendar::{format_date, format_instant};
use domain::ledger::{ChainVerdict, LedgerFilter, LedgerLine, LedgerPageData};
use domain::text::format_int;
use leptos::prelude::*;
use time::Date;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::filters::{Chip, Filters};
use crate::components::icon::Icon;
use crate::components::page_head::{Breadcrumb, PageHead};
use crate::components::pagination::Pagination;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::verdict::{Finding, Verdict};
use crate::ledger::act_words::act_words;
use crate::shell::{Title, WidePage, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the ledger.
    pub LedgerWords {
        title => "Nhật ký", "Audit log";
        administration => "Quản trị", "Administration";
        lead => "Mỗi bản ghi chứa mã băm của bản ghi trước: sửa hay xóa một bản ghi là lộ ngay. Nhật ký không giữ mật khẩu và dữ liệu cá nhân của trẻ em.",
            "Each record holds the hash of the one before: changing or deleting one shows at once. The log keeps no passwords and no children's personal data.";
        subject => "Đối tượng", "Subject";
        subject_hint => "Ví dụ entry/12 hoặc edition", "Such as entry/12 or edition";
        act => "Việc", "Act";
        act_hint => "Ví dụ entry.refused hoặc entry", "Such as entry.refused or entry";
        from => "Từ ngày", "From";
        to => "Đến ngày", "To";
        date_hint => "Ví dụ 31/7/2027", "Such as 31/7/2027";
        found(count: &str) => "{count} bản ghi", "{count} records";
        number => "Số, lúc", "Number, time";
        who => "Ai", "Who";
        nobody => "Không có tài khoản", "No account";
        account(id: i64) => "tài khoản {id}", "account {id}";
        detail => "Chi tiết", "Detail";
        hash => "Mã băm", "Hash";
        empty => "Không có bản ghi nào", "No records";
        empty_why => "Bỏ bớt bộ lọc để thấy nhiều hơn.", "Remove a filter to see more.";
        clear => "Xóa bộ lọc", "Clear filters";
        verify => "Kiểm chứng toàn bộ nhật ký", "Verify the whole log";
        export => "Tải nhật ký (JSON từng dòng)", "Download the log (JSON lines)";
        whole(count: &str) => "Nguyên vẹn, {count} bản ghi", "Whole, {count} records";
        head(hash: &str) => "Mã băm cuối: {hash}. Chép lại và cất ở nơi khác để sau này đối chiếu.",
            "Last hash: {hash}. Copy it and keep it elsewhere to compare later.";
        broken(id: i64) => "Không nguyên vẹn từ bản ghi {id}", "Not whole from record {id} on";
        broken_where(act: &str, subject: &str) => "Bản ghi “{act}” về “{subject}” không khớp với bản ghi trước hoặc đã bị sửa. Giữ nguyên máy chủ và báo người phụ trách an toàn.",
            "The record “{act}” on “{subject}” does not fit the one before it, or was changed. Leave the server as it is and tell whoever is in charge of security.";
        checked(when: &str) => "kiểm lúc {when}", "checked at {when}";
    }
}

/// The names in the query.
pub mod key {
    pub const SUBJECT: &str = "doi-tuong";
    pub const ACT: &str = "viec";
    pub const FROM: &str = "tu";
    pub const TO: &str = "den";
}

/// Records, newest first; `verdict` is there after a verification.
#[component]
pub fn LedgerPage(data: LedgerPageData, #[prop(optional_no_strip)] verdict: Option<ChainVerdict>) -> impl IntoView {
    let words = LedgerWords(lang());
    let list = if data.lines.is_empty() {
        view! {
            <Empty title=words.empty() text=words.empty_why()>
                <ButtonLink to="/quan-tri/nhat-ky" kind=ButtonKind::Outline>{words.clear()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        table(&data)
    };
    let actions = view! {
        <form method="post" action=href("/quan-tri/nhat-ky/kiem-chung")>
            <Button icon="shield-check">{words.verify()}</Button>
        </form>
        <a class="button button--outline" href=href("/quan-tri/nhat-ky/tai-ve")><Icon name="download"/>{words.export()}</a>
    };
    view! {
        <Title text=words.title()/>
        <WidePage/>
        <Breadcrumb places=vec![("/quan-tri".to_owned(), words.administration().to_owned())]/>
        <PageHead title=words.title() lead=words.lead() actions=actions.into_any()/>
        {verdict.map(finding)}
        {filters(&data)}
        {list}
    }
}

fn finding(verdict: ChainVerdict) -> impl IntoView {
    let words = LedgerWords(lang());
    let time = words.checked(&format_instant(page_context().now, lang()));
    match verdict {
        ChainVerdict::Whole { records, head } => {
            let word = words.whole(&number(records));
            view! { <Verdict finding=Finding::Valid word time/><p>{words.head(&head)}</p> }.into_any()
        }
        ChainVerdict::Broken { id, act, subject } => {
            view! { <Verdict finding=Finding::Revoked word=words.broken(id) time/><p>{words.broken_where(&act, &subject)}</p> }
                .into_any()
        }
    }
}

fn filters(data: &LedgerPageData) -> impl IntoView + use<> {
    let words = LedgerWords(lang());
    let filter = &data.filter;
    let written = |day: Option<Date>| day.map(|day| format_date(day, domain::text::Lang::Vi)).unwrap_or_default();
    let chips = chips(filter);
    let filter = filter.clone();
    view! {
        <Filters count=words.found(&number(data.total)) chips>
            <TextField name=key::SUBJECT label=words.subject() hint=words.subject_hint().to_owned() value=filter.subject/>
            <TextField name=key::ACT label=words.act() hint=words.act_hint().to_owned() value=filter.act/>
            <TextField name=key::FROM label=words.from() hint=words.date_hint().to_owned() width="w10" value=written(filter.from)/>
            <TextField name=key::TO label=words.to() hint=words.date_hint().to_owned() width="w10" value=written(filter.to)/>
        </Filters>
    }
}

fn chips(filter: &LedgerFilter) -> Vec<Chip> {
    let words = LedgerWords(lang());
    let chip = |key: &str, label: String| Chip { key: key.to_owned(), label };
    let day = |word: &str, day: Date| format!("{word} {}", format_date(day, lang()));
    [
        (!filter.subject.is_empty()).then(|| chip(key::SUBJECT, filter.subject.clone())),
        (!filter.act.is_empty()).then(|| chip(key::ACT, filter.act.clone())),
        filter.from.map(|from| chip(key::FROM, day(words.from(), from))),
        filter.to.map(|to| chip(key::TO, day(words.to(), to))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn table(data: &LedgerPageData) -> AnyView {
    let words = LedgerWords(lang());
    let columns = vec![
        Column::text(words.number()),
        Column::text(words.who()),
        Column::text(words.act()),
        Column::text(words.subject()),
        Column::text(words.detail()),
        Column::text(words.hash()),
    ];
    let rows = data.lines.iter().map(line).collect_view();
    view! {
        <Table caption=words.title() columns dense=true caption_hidden=true>{rows}</Table>
        <Pagination page=data.filter.page total=data.total/>
    }
    .into_any()
}

fn line(line: &LedgerLine) -> impl IntoView + use<> {
    let words = LedgerWords(lang());
    let who = match (&line.name, line.account) {
        (Some(name), _) => name.clone(),
        (None, Some(id)) => words.account(id),
        (None, None) => words.nobody().to_owned(),
    };
    let detail = if line.detail == "null" { String::new() } else { line.detail.clone() };
    let hash: String = line.hash.chars().take(8).collect();
    let said = act_words(&line.act, lang());
    let line = line.clone();
    view! {
        <Row>
            <RowHead sub=format_instant(line.at, lang())>{line.id}</RowHead>
            <Cell label=words.who()>{who}</Cell>
            <Cell label=words.act()>{said}<span class="table__sub"><code>{line.act}</code></span></Cell>
            <Cell label=words.subject()><code>{line.subject}</code></Cell>
            <Cell label=words.detail()><code class="table__long">{detail}</code></Cell>
            <Cell label=words.hash()><code>{hash}</code></Cell>
        </Row>
    }
}

fn number(count: u64) -> String {
    format_int(i64::try_from(count).unwrap_or(i64::MAX), lang())
}
