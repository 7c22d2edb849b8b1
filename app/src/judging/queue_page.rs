//! What waits for a judge: fixed order, four counts that are filters, progress, deadline.

use domain::calendar::format_deadline;
use domain::judging::queue::{QUEUE_ROWS, Queue, QueueFilter, QueueItem};
use domain::judging::states::{RoundState, SheetState};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::progress::Progress;
use crate::components::status::{Status, StatusTag};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tabs::{Tab, Tabs};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the queue.
    pub QueueWords {
        title => "Bài cần chấm", "Entries to score";
        no_panel => "Ông/bà hiện không ở trong tiểu ban nào", "You sit in no panel now";
        no_panel_text => "Khi ban thư ký phân công bài, hệ thống gửi thư cho ông/bà. Nếu ông/bà vừa thôi tham gia tiểu ban: phiếu đã ký vẫn được giữ, bài chưa ký được giao cho người khác. Có thắc mắc, liên hệ ban thư ký.",
            "When the secretariat assigns entries, you get a letter. If you have just left a panel: signed sheets stay, the rest goes to others. Ask the secretariat if in doubt.";
        signed(signed: usize, total: usize) => "{signed} trên {total} bài đã ký", "{signed} of {total} sheets signed";
        left(left: usize) => "Còn {left} bài", "{left} left";
        due(due: &str) => "hạn {due}", "until {due}";
        minutes(minutes: i64) => "khoảng {minutes} phút theo tốc độ của ông/bà", "about {minutes} minutes at your pace";
        hours(hours: i64) => "khoảng {hours} giờ theo tốc độ của ông/bà", "about {hours} hours at your pace";
        next => "Chấm bài tiếp theo", "Score the next entry";
        declare => "Khai xung đột lợi ích", "Declare conflicts";
        declare_first => "Khai xung đột lợi ích trước khi mở bài đầu tiên.", "Declare conflicts before opening the first entry.";
        preparing => "Vòng chấm chưa mở. Danh sách bài hiện ra khi ban thư ký mở vòng.", "The round is not open yet.";
        locked => "Vòng đã khóa điểm. Phiếu chỉ còn đọc được.", "The round is locked. Sheets can only be read.";
        blind => "Vòng chấm kín: tên tác giả, trường, đơn vị không hiện ra.", "A blind round: no names, schools or units are shown.";
        constant => "Chỉ ông/bà đọc được phiếu chưa ký. Thứ tự bài cố định và riêng cho từng giám khảo.",
            "Only you read a sheet that is not signed. The order is fixed and your own.";
        filter => "Lọc bài", "Filter entries";
        all => "Tất cả", "All";
        search => "Tìm theo mã hoặc tên", "Find by code or title";
        find => "Tìm", "Find";
        number => "Thứ tự", "No.";
        entry => "Công trình", "Entry";
        field => "Lĩnh vực", "Field";
        state => "Trạng thái", "State";
        points => "Điểm", "Points";
        act => "Việc", "Act";
        score => "Chấm", "Score";
        go_on => "Chấm tiếp", "Go on";
        read => "Xem phiếu", "Read";
        marked(done: usize, all: usize) => "{done} trên {all} tiêu chí", "{done} of {all} criteria";
        reopened => "Được mở lại", "Reopened";
        nothing => "Không có bài nào khớp", "No entry matches";
        nothing_text => "Bớt chữ cần tìm, hoặc xem tất cả bài.", "Use fewer words, or see all entries.";
        see_all => "Xem tất cả bài", "See all entries";
        empty => "Chưa có bài nào", "No entries yet";
        empty_text => "Bài hiện ở đây khi ban thư ký phân công và mở vòng chấm. Khi đó hệ thống gửi thư cho ông/bà.",
            "Entries appear here once the secretariat assigns them and opens the round. You get a letter then.";
        other_panels => "Tiểu ban khác:", "Other panels:";
        chair => "Trang trưởng tiểu ban", "Chair's page";
        signed_sheets => "Phiếu đã ký", "Signed sheets";
    }
}

/// The word of a filter in the address.
pub fn state_word(state: SheetState) -> &'static str {
    match state {
        SheetState::Assigned => "chua",
        SheetState::Draft => "dang",
        SheetState::Signed => "da-ky",
        SheetState::Recused => "khong",
    }
}

/// The filter of a word in the address.
pub fn state_of_word(word: &str) -> Option<SheetState> {
    SheetState::ALL.into_iter().find(|state| state_word(*state) == word)
}

/// The queue, or that there is none.
#[component]
pub fn QueuePage(#[prop(optional_no_strip)] queue: Option<Queue>, filter: QueueFilter) -> impl IntoView {
    let words = QueueWords(lang());
    let body = match queue {
        None => view! { <PageHead title=words.title()/><Empty title=words.no_panel() text=words.no_panel_text()/> }
            .into_any(),
        Some(queue) => view! { <QueueBody queue filter/> }.into_any(),
    };
    view! { <Title text=words.title()/><Banner/>{body} }
}

#[component]
fn QueueBody(queue: Queue, filter: QueueFilter) -> impl IntoView {
    let words = QueueWords(lang());
    let kicker = format!("{} · {} · {}", queue.edition_name, queue.round_name, queue.panel_name);
    let actions = acts(&queue);
    let notes = notes(&queue);
    let (items, panel, left) = (queue.items.clone(), queue.panel.0, time_left(&queue));
    let (page, found) = (queue.page as u64, queue.found as u64);
    let (signed, total) = (queue.progress.signed, queue.progress.total());
    let others = queue.others.iter().map(|(id, name)| {
        view! { " "<a href=href(&format!("/cham?tb={id}"))>{name.clone()}</a> }
    });
    let others = (!queue.others.is_empty()).then(|| view! { <p>{words.other_panels()}{others.collect_view()}</p> });
    view! {
        <PageHead title=words.title() kicker=kicker actions=actions>
            <Progress id="tien-do" value=signed as u64 max=total as u64 text=words.signed(signed, total) note=left/>
        </PageHead>
        {notes}
        <QueueTabs queue=queue filter=filter.clone()/>
        <QueueSearch panel filter=filter.clone()/>
        {if items.is_empty() { nothing(panel, &filter) } else { view! { <QueueTable items/> }.into_any() }}
        <Pagination page total=found size=QUEUE_ROWS as u64/>
        {others}
    }
}

fn time_left(queue: &Queue) -> String {
    let words = QueueWords(lang());
    let mut parts = vec![words.left(queue.progress.left())];
    parts.extend(queue.due_at.map(|due| words.due(&format_deadline(due, lang()))));
    parts.extend(queue.minutes_left.map(|minutes| match minutes {
        0..=90 => words.minutes(minutes),
        _ => words.hours((minutes + 59) / 60),
    }));
    parts.join(", ")
}

fn acts(queue: &Queue) -> AnyView {
    let words = QueueWords(lang());
    let panel = queue.panel;
    let declare = format!("/cham/cam-ket?tb={panel}");
    let main = if !queue.declared {
        Some(view! { <ButtonLink to=declare.clone()>{words.declare()}</ButtonLink> }.into_any())
    } else {
        let next = queue.next.filter(|_| queue.round == RoundState::Scoring);
        next.map(|next| view! { <ButtonLink to=format!("/cham/{next}")>{words.next()}</ButtonLink> }.into_any())
    };
    let again =
        queue.declared.then(|| view! { <ButtonLink to=declare kind=ButtonKind::Quiet>{words.declare()}</ButtonLink> });
    let chair = queue
        .is_chair
        .then(|| view! { <ButtonLink to=format!("/cham/tieu-ban/{panel}") kind=ButtonKind::Outline>{words.chair()}</ButtonLink> });
    view! { {main}{chair}{again} }.into_any()
}

fn notes(queue: &Queue) -> impl IntoView + use<> {
    let words = QueueWords(lang());
    let state = match queue.round {
        RoundState::Preparing => Some(words.preparing()),
        RoundState::Locked => Some(words.locked()),
        RoundState::Scoring => None,
    };
    let state = state.map(|text| view! { <Notice text/> });
    let declare = (!queue.declared).then(|| view! { <Notice kind=NoticeKind::Attention text=words.declare_first()/> });
    let blind = queue.blind.then(|| view! { <p class="muted">{words.blind()}</p> });
    view! { {state}{declare}{blind}<p class="muted">{words.constant()}</p> }
}

#[component]
fn QueueTabs(queue: Queue, filter: QueueFilter) -> impl IntoView {
    let words = QueueWords(lang());
    let panel = queue.panel;
    let all = queue.progress.total() + queue.progress.recused;
    let mut tabs =
        vec![Tab { path: format!("/cham?tb={panel}"), label: words.all().to_owned(), count: Some(all as u64) }];
    tabs.extend(SheetState::ALL.map(|state| Tab {
        path: format!("/cham?tb={panel}&loc={}", state_word(state)),
        label: state.look(lang()).2.to_owned(),
        count: Some(queue.progress.count(state) as u64),
    }));
    let current = filter.state.and_then(|state| SheetState::ALL.iter().position(|other| *other == state));
    view! { <Tabs label=words.filter() tabs current=current.map_or(0, |place| place + 1)/> }
}

#[component]
fn QueueSearch(panel: i64, filter: QueueFilter) -> impl IntoView {
    let words = QueueWords(lang());
    let state = filter.state.map(|state| view! { <input type="hidden" name="loc" value=state_word(state)/> });
    view! {
        <form class="filters" method="get" action=href("/cham")>
            <input type="hidden" name="tb" value=panel/>
            {state}
            <div class="filters__fields">
                <div class="field">
                    <label class="field__label" for="tim">{words.search()}</label>
                    <input class="input" id="tim" name="tim" type="text" value=filter.search/>
                </div>
                <button class="button button--outline" type="submit">{words.find()}</button>
            </div>
        </form>
    }
}

#[component]
fn QueueTable(items: Vec<QueueItem>) -> impl IntoView {
    let words = QueueWords(lang());
    let columns = vec![
        Column::number(words.number()),
        Column::text(words.entry()),
        Column::text(words.field()),
        Column::text(words.state()),
        Column::number(words.points()),
        Column::text(words.act()),
    ];
    let rows = items.into_iter().map(row).collect_view();
    view! { <Table caption=words.title() caption_hidden=true columns>{rows}</Table> }
}

/// Why the list is empty: the filter hides everything, or there is nothing yet.
fn nothing(panel: i64, filter: &QueueFilter) -> AnyView {
    let words = QueueWords(lang());
    if filter.state.is_none() && filter.search.is_empty() {
        return view! { <Empty title=words.empty() text=words.empty_text()/> }.into_any();
    }
    view! {
        <Empty title=words.nothing() text=words.nothing_text()>
            <ButtonLink to=format!("/cham?tb={panel}") kind=ButtonKind::Outline>{words.see_all()}</ButtonLink>
        </Empty>
    }
    .into_any()
}

fn row(item: QueueItem) -> impl IntoView {
    let words = QueueWords(lang());
    let (done, all) = item.marked;
    let state = item.state;
    let progress =
        (state == SheetState::Draft).then(|| view! { <span class="table__sub">{words.marked(done, all)}</span> });
    let reopened = item.reopened.then(|| view! { <span class="table__sub">{words.reopened()}</span> });
    let reason = item
        .reason
        .filter(|_| state == SheetState::Recused)
        .map(|text| view! { <span class="table__sub">{text}</span> });
    let label = match state {
        SheetState::Assigned => Some(words.score()),
        SheetState::Draft => Some(words.go_on()),
        SheetState::Signed => Some(words.read()),
        SheetState::Recused => None,
    };
    let code = item.code.clone();
    let act = label.map(|label| {
        view! { <a href=href(&format!("/cham/{}", item.assignment))>{label}<span class="visually-hidden">" "{code}</span></a> }
    });
    let sum = item.sum.map_or_else(|| "–".to_owned(), |sum| sum.vietnamese());
    view! {
        <Row>
            <Cell label=words.number() number=true>{item.place}</Cell>
            <RowHead sub=item.code>{item.title}</RowHead>
            <Cell label=words.field()>{item.field}</Cell>
            <Cell label=words.state()><StatusTag of=state/>{progress}{reopened}{reason}</Cell>
            <Cell label=words.points() number=true>{sum}</Cell>
            <Cell label=words.act() act=true>{act}</Cell>
        </Row>
    }
}
