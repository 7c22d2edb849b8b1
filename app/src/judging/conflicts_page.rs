//! Every conflict of a panel, for the secretary to settle.

use domain::ids::PanelId;
use domain::judging::conflicts::{Conflict, Strength};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind};
use crate::components::details::Details;
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::judging::sentences;
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of conflicts.
    pub ConflictWords {
        title => "Xung đột lợi ích", "Conflicts of interest";
        back => "Tiểu ban", "Panel";
        lead => "Hệ thống chặn khi trùng tài khoản, thư, số điện thoại hoặc đơn vị. Trùng tên chỉ nêu ra để ban thư ký xem: tên không đủ để chặn ai.",
            "The system blocks on the same account, e-mail, phone or unit. A name alone is only pointed out: it never blocks anybody.";
        sync => "Dò lại", "Look again";
        none => "Chưa thấy xung đột nào", "No conflict found";
        entry => "Hồ sơ", "Entry";
        judge => "Giám khảo", "Judge";
        why => "Lý do", "Why";
        state => "Tác dụng", "Effect";
        act => "Việc", "Act";
        blocks => "Không được chấm", "May not score";
        flag => "Cần xem", "To look at";
        lifted => "Đã bỏ", "Lifted";
        settle => "Quyết định", "Decide";
        reason => "Lý do", "Reason";
        block => "Không cho chấm", "Block";
        lift => "Bỏ xung đột", "Lift the conflict";
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictLine {
    pub id: i64,
    pub entry: String,
    pub judge: String,
    pub conflict: Conflict,
    pub lifted: bool,
}

/// The list with an act at each line.
#[component]
pub fn ConflictsPage(
    #[prop(into)] slug: String,
    panel: PanelId,
    lines: Vec<ConflictLine>,
    #[prop(into, optional)] problem: String,
) -> impl IntoView {
    let words = ConflictWords(lang());
    let path = format!("/thu-ky/{slug}/tieu-ban/{panel}");
    let problem = (!problem.is_empty()).then(|| view! { <Notice kind=NoticeKind::Error text=problem/> });
    let columns = vec![
        Column::text(words.entry()),
        Column::text(words.judge()),
        Column::text(words.why()),
        Column::text(words.state()),
        Column::text(words.act()),
    ];
    let table = if lines.is_empty() {
        view! { <Empty title=words.none()/> }.into_any()
    } else {
        let rows = lines.into_iter().map(|line| row(&path, line)).collect_view();
        view! { <Table caption=words.title() caption_hidden=true columns>{rows}</Table> }.into_any()
    };
    view! {
        <Title text=words.title()/>
        <BackLink to=path.clone() label=words.back()/>
        <Banner/>
        {problem}
        <PageHead title=words.title() lead=words.lead()/>
        <form method="post" action=href(&format!("{path}/xung-dot"))>
            <Button kind=ButtonKind::Outline icon="refresh">{words.sync()}</Button>
        </form>
        {table}
    }
}

fn row(path: &str, line: ConflictLine) -> impl IntoView + use<> {
    let words = ConflictWords(lang());
    let (tone, icon, text) = match (line.lifted, line.conflict.strength) {
        (true, _) => (Tone::Neutral, "x", words.lifted()),
        (false, Strength::Block) => (Tone::Attention, "hand-stop", words.blocks()),
        (false, Strength::Flag) => (Tone::Info, "flag", words.flag()),
    };
    let field = format!("ly-do-{}", line.id);
    let action = href(&format!("{path}/xung-dot/{}", line.id));
    let why = sentences::conflict(&line.conflict, lang());
    view! {
        <Row>
            <RowHead>{line.entry}</RowHead>
            <Cell label=words.judge()>{line.judge}</Cell>
            <Cell label=words.why()>{why}</Cell>
            <Cell label=words.state()><Tag tone icon text/></Cell>
            <Cell label=words.act()>
                <Details summary=words.settle() bare=true>
                    <form class="form" method="post" action=action novalidate>
                        <TextField name=field label=words.reason()/>
                        <div class="button-row">
                            <Button kind=ButtonKind::Outline name="viec" value="chan">{words.block()}</Button>
                            <Button kind=ButtonKind::Quiet name="viec" value="bo">{words.lift()}</Button>
                        </div>
                    </form>
                </Details>
            </Cell>
        </Row>
    }
}
