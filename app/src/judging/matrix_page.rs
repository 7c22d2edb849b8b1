//! The matrix of entries and judges. Every cell is a button of a plain form; what it changes is a draft plan.

use domain::judging::plan::{Cell as State, MATRIX_ROWS, Matrix, MatrixRow};
use domain::judging::states::RoundState;
use domain::text::given_name;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::field::{Checkbox, Select};
use crate::components::icon::Icon;
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::status::StatusTag;
use crate::judging::matrix_keys_island::MatrixKeys;
use crate::judging::sentences;
use crate::shell::{Title, WidePage, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the matrix.
    pub MatrixWords {
        title => "Phân công chấm", "Assign judges";
        lead(entries: usize, needed: usize) => "{entries} bài, cần {needed} giám khảo mỗi bài", "{entries} entries, {needed} judges each";
        short(count: usize) => "{count} bài chưa đủ giám khảo", "{count} entries lack judges";
        changes(count: usize) => "Kế hoạch nháp: {count} thay đổi chưa áp dụng", "Draft plan: {count} changes not applied";
        panel => "Tiểu ban", "Panel";
        show => "Xem", "Show";
        only_short => "Chỉ bài chưa đủ", "Only entries that lack judges";
        auto => "Tự phân công", "Assign automatically";
        balanced => "Chia đều số bài", "Balance the loads";
        preview(count: usize) => "Xem thay đổi ({count})", "Show changes ({count})";
        discard => "Bỏ kế hoạch nháp", "Discard the draft plan";
        empty => "Chưa có bài nào để phân công", "No entry to assign yet";
        empty_text => "Bài hiện ra khi hồ sơ đủ điều kiện và thuộc lĩnh vực của tiểu ban.", "Entries appear once they are eligible and in the panel's fields.";
        all_enough => "Mọi bài đã đủ giám khảo", "Every entry has enough judges";
        see_all => "Xem tất cả bài", "See all entries";
        no_judges => "Tiểu ban chưa có giám khảo", "The panel has no judges";
        no_judges_text => "Thêm giám khảo trước khi phân công.", "Add judges before assigning.";
        add_judges => "Thêm giám khảo", "Add judges";
        entry => "Hồ sơ", "Entry";
        enough => "Đủ", "Enough";
        load(load: usize) => "{load} bài", "{load} entries";
        load_of(load: usize, most: u32) => "{load} trên {most}", "{load} of {most}";
        count(judges: usize, needed: usize) => "{judges} trên {needed}", "{judges} of {needed}";
        lacks(judges: usize, needed: usize, missing: usize) => "{judges} trên {needed}, thiếu {missing}", "{judges} of {needed}, {missing} missing";
        more(judges: usize, needed: usize, extra: usize) => "{judges} trên {needed}, thừa {extra}", "{judges} of {needed}, {extra} too many";
        none => "chưa", "none";
        adding => "sẽ thêm", "to add";
        dropping => "sẽ bỏ", "to drop";
        assigned => "phân công", "assigned";
        draft => "đang chấm", "scoring";
        signed => "đã chấm", "scored";
        recused => "không chấm", "not scoring";
        blocked => "xung đột", "conflict";
        flagged => "cần xem", "look";
        undeclared => "chưa khai", "not declared";
        cell(judge: &str, entry: &str, state: &str) => "{judge}, {entry}: {state}", "{judge}, {entry}: {state}";
        legend => "Mỗi ô có biểu tượng và chữ. Bấm ô để thêm hoặc bỏ trong kế hoạch nháp; chưa có gì thay đổi cho giám khảo trước khi áp dụng.",
            "Every cell has a symbol and a word. Press to add or drop in the draft plan; nothing changes for judges before it is applied.";
        why(entry: &str, judge: &str, why: &str) => "{entry}: {judge} {why}", "{entry}: {judge} {why}";
        reasons => "Xung đột và điểm cần xem trên trang này", "Conflicts and flags on this page";
        locked => "Vòng đã khóa điểm. Phân công chỉ còn đọc được.", "The round is locked. Assignments can only be read.";
    }
}

/// One page of the matrix. `problems` say why no plan could be made.
#[component]
pub fn MatrixPage(
    #[prop(into)] slug: String,
    matrix: Matrix,
    #[prop(optional)] only_short: bool,
    #[prop(optional)] problems: Vec<String>,
) -> impl IntoView {
    let words = MatrixWords(lang());
    let problems = problems.into_iter().map(|text| view! { <Notice kind=NoticeKind::Error text/> }).collect_view();
    let editable = matrix.round != RoundState::Locked;
    let body = if matrix.judges.is_empty() {
        let to = format!("/thu-ky/{slug}/tieu-ban/{}", matrix.panel);
        view! {
            <Empty title=words.no_judges() text=words.no_judges_text()>
                <ButtonLink to kind=ButtonKind::Outline>{words.add_judges()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else if matrix.rows.is_empty() && only_short {
        let to = format!("/thu-ky/{slug}/phan-cong?tb={}", matrix.panel);
        view! {
            <Empty title=words.all_enough()>
                <ButtonLink to kind=ButtonKind::Outline>{words.see_all()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else if matrix.rows.is_empty() {
        view! { <Empty title=words.empty() text=words.empty_text()/> }.into_any()
    } else {
        view! {
            <p class="muted">{words.legend()}</p>
            {glyphs()}
            <MatrixKeys lang=lang()/>
            <Grid slug=slug.clone() matrix=matrix.clone() editable/>
            <Pagination page=matrix.page as u64 total=matrix.entries as u64 size=MATRIX_ROWS as u64/>
            {reasons(&matrix)}
        }
        .into_any()
    };
    let short = (matrix.short > 0).then(|| view! { <p><strong>{words.short(matrix.short)}</strong></p> });
    let locked = (!editable).then(|| view! { <Notice text=words.locked()/> });
    view! {
        <Title text=words.title()/>
        <WidePage/>
        <Banner/>
        {problems}
        <PageHead title=words.title() kicker=format!("{} · {}", matrix.round_name, matrix.panel_name)
            lead=words.lead(matrix.entries, matrix.needed) meta=view! { <StatusTag of=matrix.round/> }.into_any()>{short}</PageHead>
        <div class="stack">
            {locked}
            <PanelChoice slug=slug.clone() matrix=matrix.clone() only_short/>
            {editable.then(|| plan_acts(&slug, &matrix))}
            {body}
        </div>
    }
}

#[component]
fn PanelChoice(slug: String, matrix: Matrix, only_short: bool) -> impl IntoView {
    let words = MatrixWords(lang());
    let options = matrix.panels.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    view! {
        <form class="filters" method="get" action=href(&format!("/thu-ky/{slug}/phan-cong"))>
            <div class="filters__fields">
                <Select name="tb" label=words.panel() options value=matrix.panel.to_string()/>
                <Checkbox name="thieu" label=words.only_short() checked=only_short/>
                <button class="button button--outline" type="submit">{words.show()}</button>
            </div>
        </form>
    }
}

fn plan_acts(slug: &str, matrix: &Matrix) -> impl IntoView + use<> {
    let words = MatrixWords(lang());
    let base = format!("/thu-ky/{slug}/phan-cong/{}", matrix.panel);
    let can_plan = !matrix.judges.is_empty() && matrix.entries > 0;
    let auto = can_plan.then(|| {
        view! {
            <form class="cluster" method="post" action=href(&format!("{base}/tu-dong"))>
                <Checkbox name="chia-deu" label=words.balanced() checked=true/>
                <Button kind=ButtonKind::Outline icon="refresh">{words.auto()}</Button>
            </form>
        }
    });
    let (changes, drafted) = (matrix.changes, matrix.revision > 0);
    let (preview, discard) = (format!("{base}/thay-doi"), href(&format!("{base}/bo")));
    let plan = drafted.then(|| {
        view! {
            <Notice kind=NoticeKind::Attention text=words.changes(changes)>
                <div class="button-row">
                    <ButtonLink to=preview>{words.preview(changes)}</ButtonLink>
                    <form method="post" action=discard><Button kind=ButtonKind::Quiet>{words.discard()}</Button></form>
                </div>
            </Notice>
        }
    });
    view! { {auto}{plan} }
}

#[component]
fn Grid(slug: String, matrix: Matrix, editable: bool) -> impl IntoView {
    let words = MatrixWords(lang());
    let names: Vec<String> = matrix.judges.iter().map(|judge| judge.name.clone()).collect();
    let shorts = short_names(&names);
    let heads = matrix.judges.iter().zip(shorts.clone()).map(|(judge, short)| {
        let load = match judge.capacity {
            Some(most) => words.load_of(judge.load, most),
            None => words.load(judge.load),
        };
        let full = judge.capacity.is_some_and(|most| judge.load >= most as usize);
        let undeclared = (!judge.declared).then(|| view! { <span class="matrix__load">{words.undeclared()}</span> });
        view! {
            <th scope="col" role="columnheader"><abbr title=judge.name.clone()>{short}</abbr>
                <span class="matrix__load" class:matrix__load--full=full>{load}</span>{undeclared}</th>
        }
    });
    let heads = heads.collect_view();
    let back = page_context().path;
    let rows: Vec<_> = matrix.rows.iter().map(|row| grid_row(&matrix, row, &names, &shorts, editable)).collect();
    view! {
        <form method="post" action=href(&format!("/thu-ky/{slug}/phan-cong/{}/o", matrix.panel))>
            <input type="hidden" name="ve" value=back/>
            <div class="table-scroll" tabindex="0" role="region" aria-label=words.title()>
                <table class="matrix" role="table" aria-label=words.title()>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader" class="matrix__edge">{words.entry()}</th>{heads}
                        <th scope="col" role="columnheader" class="matrix__edge">{words.enough()}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </form>
    }
}

/// Given names, as colleagues call each other; where two share one, the initials of the rest stand before it.
fn short_names(names: &[String]) -> Vec<String> {
    let shared = |given: &str| names.iter().filter(|name| given_name(name) == given).count() > 1;
    let short = |name: &String| {
        let given = given_name(name);
        if !shared(given) {
            return given.to_owned();
        }
        let before = name.split(given).next().unwrap_or_default();
        let initials: String = before.split_whitespace().filter_map(|word| word.chars().next()).collect();
        format!("{initials} {given}")
    };
    names.iter().map(short).collect()
}

fn grid_row(
    matrix: &Matrix,
    row: &MatrixRow,
    names: &[String],
    shorts: &[String],
    editable: bool,
) -> impl IntoView + use<> {
    let words = MatrixWords(lang());
    let cells: Vec<_> = row
        .cells
        .iter()
        .zip(&matrix.judges)
        .zip(names.iter().zip(shorts))
        .map(|(((state, found), judge), (name, short))| {
            let (icon, class, word) = look(*state);
            let flagged = (!found.is_empty() && !matches!(state, State::Blocked | State::Recused)).then(|| view! { <Icon name="flag"/> });
            let class = format!("matrix__cell matrix__cell--{class}");
            let word = if flagged.is_some() { format!("{word}, {}", words.flagged()) } else { word.to_owned() };
            let label = words.cell(name, &row.code, &word);
            let said = view! { <span class="matrix__word">{word}</span> };
            let judge_name = short.clone();
            if editable && state.is_free() {
                let wanted = if state.counts() { "bo" } else { "them" };
                let value = format!("{} {} {wanted}", row.entry, judge.judge);
                view! {
                    <td role="cell" data-label=judge_name>
                        <button class=class type="submit" name="o" value=value aria-label=label><Icon name=icon/>{flagged}{said}</button>
                    </td>
                }
                .into_any()
            } else {
                view! {
                    <td role="cell" data-label=judge_name><span class=class role="img" aria-label=label><Icon name=icon/>{flagged}{said}</span></td>
                }
                .into_any()
            }
        })
        .collect();
    let (total, needed) = (row.judges, matrix.needed);
    let (text, short) = match total.cmp(&needed) {
        std::cmp::Ordering::Less => (words.lacks(total, needed, needed - total), true),
        std::cmp::Ordering::Equal => (words.count(total, needed), false),
        std::cmp::Ordering::Greater => (words.more(total, needed, total - needed), false),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{row.code.clone()}" "<span class="table__sub">{row.title.clone()}</span></th>
            {cells}
            <td role="cell" class="matrix__total" class:matrix__total--short=short>{text}</td>
        </tr>
    }
}

/// Icon, variant and word of a cell.
fn look(state: State) -> (&'static str, &'static str, &'static str) {
    let words = MatrixWords(lang());
    match state {
        State::Empty => ("minus", "empty", words.none()),
        State::Adding => ("plus", "draft", words.adding()),
        State::Dropping => ("x", "draft", words.dropping()),
        State::Assigned => ("circle-check", "assigned", words.assigned()),
        State::Draft => ("edit", "done", words.draft()),
        State::Signed => ("clipboard-check", "done", words.signed()),
        State::Recused => ("hand-stop", "conflict", words.recused()),
        State::Blocked => ("hand-stop", "conflict", words.blocked()),
    }
}

/// What the symbols mean, in words beside them.
fn glyphs() -> impl IntoView {
    let shown = [
        State::Assigned,
        State::Draft,
        State::Signed,
        State::Recused,
        State::Blocked,
        State::Adding,
        State::Dropping,
        State::Empty,
    ];
    let items = shown.map(|state| {
        let (icon, _, word) = look(state);
        view! { <span class="legend__item"><Icon name=icon/>{word}</span> }
    });
    let flag = MatrixWords(lang()).flagged();
    view! { <p class="legend">{items}<span class="legend__item"><Icon name="flag"/>{flag}</span></p> }
}

fn reasons(matrix: &Matrix) -> impl IntoView + use<> {
    let words = MatrixWords(lang());
    let mut lines = Vec::new();
    for row in &matrix.rows {
        for ((_, found), judge) in row.cells.iter().zip(&matrix.judges) {
            for conflict in found {
                let why = sentences::conflict(conflict, lang());
                lines.push(view! { <li>{words.why(&row.code, &judge.name, &why)}</li> });
            }
        }
    }
    (!lines.is_empty()).then(|| view! { <h2>{words.reasons()}</h2><ul>{lines}</ul> })
}
