//! The ranking of a round, as the secretary reads it.

use domain::judging::states::RoundState;
use domain::programmes::rules::Round;
use domain::results::listing::{Cut as Line, RankingList, RankingRow};
use domain::rounds::{Verdict, Why};
use leptos::prelude::*;

use super::numbers::{position, two};
use super::tie_words::{flag_sentences, outcome_sentence, tie_sentence, unranked_sentence};
use crate::catalogue;
use crate::components::address::with_query;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::choice::Checkbox;
use crate::components::empty::Empty;
use crate::components::filters::{Chip, Filters};
use crate::components::icon::Icon;
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::prize::PrizeName;
use crate::components::select::Select;
use crate::components::status::StatusTag;
use crate::components::strip_plot::{Dot, PlotLegend, StripPlot};
use crate::components::table::{Cell, Column, Cut, Row, RowHead, Table};
use crate::components::tabs::{Tab, Tabs};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, WidePage, href, page_context};
use crate::words::{figure, lang};

catalogue! {
    /// The words of the ranking.
    pub RankingWords {
        title => "Bảng xếp hạng", "Ranking";
        sheets(signed: &str, assigned: &str) => "Đã ký {signed} trên {assigned} phiếu", "{signed} of {assigned} sheets signed";
        round => "Vòng", "Round";
        field => "Lĩnh vực", "Field";
        all_fields => "Mọi lĩnh vực", "All fields";
        only_flagged => "Chỉ hồ sơ có phiếu lệch", "Only entries with an outlying sheet";
        found(count: &str) => "{count} hồ sơ", "{count} entries";
        rank => "Hạng", "Rank";
        work => "Công trình", "Work";
        mean => "Trung bình", "Mean";
        final_score => "Điểm chung cuộc", "Final score";
        spread => "Chênh lệch", "Spread";
        plot(low: i64, high: i64) => "Phân bố {low}–{high}", "Distribution {low}–{high}";
        outcome => "Kết quả", "Outcome";
        open_prize => "Chờ quyết định", "Awaits a decision";
        end_of_prize(name: &str, given: u32, cap: u32) => "Hết {name} ({given} trên {cap})", "End of {name} ({given} of {cap})";
        end_of_prize_free(name: &str, given: u32) => "Hết {name} ({given})", "End of {name} ({given})";
        end_of_pass(round: &str) => "Hết hồ sơ vào {round}", "End of those who go on to {round}";
        few_sheets => "Dưới 3 phiếu nên không vẽ phân bố", "Fewer than 3 sheets: not drawn";
        csv => "Tải CSV", "Download CSV";
        xlsx => "Tải XLSX", "Download XLSX";
        print_hint => "Xếp theo giá trị đúng; số trên trang làm tròn đến 2 chữ số.", "Ranked by exact values; shown to 2 decimals.";
        provisional => "Điểm chưa khóa, thứ hạng còn có thể đổi.", "Scores are not locked: ranks may still change.";
        kept(hash: &str) => "Bảng đã lưu khi khóa điểm, mã kiểm chứng {hash}.", "Kept when scores were locked, checksum {hash}.";
        weighted => "Vòng này xếp theo điểm chung cuộc, gộp các vòng theo trọng số của thể lệ.", "This round is ranked by the final score, the rounds weighted as the rules say.";
        none => "Chưa có hồ sơ nào ở vòng này", "No entry in this round yet";
        none_text => "Hồ sơ xuất hiện ở đây khi đã đủ điều kiện và được phân công chấm.", "Entries appear here once they are accepted and assigned.";
        none_found => "Không có hồ sơ nào khớp bộ lọc", "No entry fits the filters";
        none_found_text => "Bỏ bớt bộ lọc để thấy nhiều hơn.", "Remove a filter to see more.";
        how => "Cách tính", "How computed";
        prizes => "Xét giải", "Prizes";
        settle => "Quyết định bằng điểm", "Decide on the tie";
        shared => "đồng hạng", "shared";
    }
}

/// One page of the ranking.
#[component]
pub fn RankingPage(list: RankingList) -> impl IntoView {
    let words = RankingWords(lang());
    let round = list.rules.rounds[list.round].clone();
    let slug = list.edition.slug.clone();
    let address = page_context().path;
    let download = |kind: &str| {
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        with_query(&format!("{path}/tai?{query}"), "dang", Some(kind))
    };
    let tie = list.has_undecided.then(|| {
        let to = format!("/thu-ky/{slug}/vong/{}/bang-diem", round.code);
        view! { <ButtonLink to icon="scale">{words.settle()}</ButtonLink> }
    });
    let actions = view! {
        {tie}
        <ButtonLink to=format!("/thu-ky/{slug}/giai") icon="trophy">{words.prizes()}</ButtonLink>
        <ButtonLink to=download("xlsx") kind=ButtonKind::Outline icon="download">{words.xlsx()}</ButtonLink>
        <ButtonLink to=download("csv") kind=ButtonKind::Outline icon="download">{words.csv()}</ButtonLink>
    }
    .into_any();
    let meta = view! {
        <StatusTag of=list.state/>
        <span>{words.sheets(&figure(list.signed_sheets), &figure(list.assigned_sheets))}</span>
    }
    .into_any();
    let field = list.query.field.as_ref().and_then(|code| list.rules.field(code)).map(|field| field.name.clone());
    let kicker = [Some(round.name.clone()), field].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <Title text=words.title()/>
        <WidePage/>
        <Banner/>
        <PageHead title=words.title() kicker meta actions/>
        {rounds(&list)}
        <RankingFilters list=list.clone()/>
        <p class="muted">
            {words.print_hint()}" "
            {(list.state != RoundState::Locked).then(|| words.provisional())}
            {list.hash.clone().map(|hash| words.kept(&hash[..12.min(hash.len())]))}
            {list.weighted.then(|| format!(" {}", words.weighted()))}
        </p>
        <RankingTable list round/>
    }
}

/// The rounds as tabs: their names are too long for a list to choose from on a phone.
fn rounds(list: &RankingList) -> impl IntoView + use<> {
    let tab = |round: &Round| Tab {
        path: format!("/thu-ky/{}/xep-hang?vong={}", list.edition.slug, round.code),
        label: round.name.clone(),
        count: None,
    };
    let tabs: Vec<Tab> = list.rules.rounds.iter().map(tab).collect();
    let current = list.round;
    (tabs.len() > 1).then(|| view! { <Tabs label=RankingWords(lang()).round() tabs current/> })
}

#[component]
fn RankingFilters(list: RankingList) -> impl IntoView {
    let words = RankingWords(lang());
    let fields: Vec<(String, String)> =
        list.rules.fields.iter().map(|field| (field.code.clone(), field.name.clone())).collect();
    let mut chips = Vec::new();
    if let Some(field) = &list.query.field {
        let label = fields.iter().find(|(code, _)| code == field).map(|(_, name)| name.clone()).unwrap_or_default();
        chips.push(Chip { key: "linh-vuc".to_owned(), label });
    }
    if list.query.only_flagged {
        chips.push(Chip { key: "lech".to_owned(), label: words.only_flagged().to_owned() });
    }
    view! {
        <Filters count=words.found(&figure(list.total)) chips>
            <input type="hidden" name="vong" value=list.query.round.clone()/>
            <Select name="linh-vuc" label=words.field() options=fields value=list.query.field.clone().unwrap_or_default()
                empty=words.all_fields().to_owned()/>
            <Checkbox name="lech" label=words.only_flagged() checked=list.query.only_flagged/>
        </Filters>
    }
}

#[component]
fn RankingTable(list: RankingList, round: Round) -> impl IntoView {
    let words = RankingWords(lang());
    if list.rows.is_empty() {
        let narrowed = list.query.field.is_some() || list.query.only_flagged;
        let (title, text) =
            if narrowed { (words.none_found(), words.none_found_text()) } else { (words.none(), words.none_text()) };
        return view! { <Empty title text/> }.into_any();
    }
    let score = if list.weighted { words.final_score() } else { words.mean() };
    let (low, high) = list.axis;
    let columns = vec![
        Column::text(words.rank()),
        Column::text(words.work()),
        Column::number(score),
        Column::text(words.plot(low, high)),
        Column::number(words.spread()),
        Column::text(words.outcome()),
    ];
    let page = u64::try_from(list.query.page).unwrap_or(1);
    let total = u64::try_from(list.total).unwrap_or(0);
    let slug = list.edition.slug.clone();
    let lines: Vec<f64> = list.lines.iter().map(position).collect();
    let rows: Vec<_> = list
        .rows
        .into_iter()
        .map(|row| {
            let cut = row.cut.clone().map(|line| view! { <Cut columns=6>{cut_words(&line)}</Cut> });
            (ranking_row(&slug, &round, row, score, (low, high), &lines), cut)
        })
        .collect();
    view! {
        <Table caption=words.title() columns caption_hidden=true>{rows}</Table>
        <PlotLegend/>
        <Pagination page total/>
    }
    .into_any()
}

fn cut_words(line: &Line) -> String {
    let words = RankingWords(lang());
    match line {
        Line::EndOfPrize { name, given, cap: Some(cap) } => words.end_of_prize(name, *given, *cap),
        Line::EndOfPrize { name, given, cap: None } => words.end_of_prize_free(name, *given),
        Line::EndOfPass { round } => words.end_of_pass(round),
    }
}

fn ranking_row(
    slug: &str,
    round: &Round,
    row: RankingRow,
    score: &'static str,
    (low, high): (i64, i64),
    lines: &[f64],
) -> impl IntoView + use<> {
    let words = RankingWords(lang());
    let place = row.place.clone();
    let rank = place.as_ref().map_or_else(String::new, |place| match place.shared {
        true => format!("{} ({})", place.rank, words.shared()),
        false => place.rank.to_string(),
    });
    let link = href(&format!("/thu-ky/{slug}/xep-hang/{}", row.entry.code));
    let tie = place.as_ref().and_then(|place| tie_sentence(round, &row.tie_steps, &row.entry.code, place.shared));
    let mut notes: Vec<(&'static str, String)> = tie.into_iter().map(|tie| ("scale", tie)).collect();
    if let Some(result) = &row.result {
        notes.extend(flag_sentences(result).into_iter().map(|flag| ("flag", flag)));
        notes.extend(result.unranked.iter().map(|reason| ("info-circle", unranked_sentence(reason))));
    } else {
        notes.push(("info-circle", unranked_sentence(&domain::results::Unranked::NoSheetsToCombine)));
    }
    let notes =
        notes.into_iter().map(|(icon, note)| view! { <span class="table__flag"><Icon name=icon/>" "{note}</span> });
    let notes = notes.collect_view();
    let total = match (&place, row.result.as_ref().and_then(|result| result.total.as_ref())) {
        (Some(place), _) => two(&place.total),
        (None, Some(total)) => two(total),
        (None, None) => String::new(),
    };
    let spread = row.result.as_ref().and_then(|result| result.spread.as_ref()).map(|spread| two(&spread.range));
    let outcome = outcome(&row, round.pass.is_none());
    let plot = plot(&row, (low, high), lines);
    let (code, title) = (row.entry.code.clone(), row.entry.title.clone());
    view! {
        <Row>
            <Cell label=words.rank()>{rank}</Cell>
            <RowHead sub=code><a href=link>{title}</a>{notes}</RowHead>
            <Cell label=score number=true>{total}</Cell>
            <Cell label=words.plot(low, high)>{plot}</Cell>
            <Cell label=words.spread() number=true>{spread}</Cell>
            <Cell label=words.outcome()>{outcome}</Cell>
        </Row>
    }
}

fn outcome(row: &RankingRow, is_last: bool) -> AnyView {
    let words = RankingWords(lang());
    match (&row.prize, row.prize_open, &row.outcome) {
        (Some(prize), ..) => view! { <PrizeName name=prize.name.clone() seal=prize.seal/> }.into_any(),
        (None, true, _) => view! { <Tag tone=Tone::Attention icon="scale" text=words.open_prize()/> }.into_any(),
        // In the last round to go on is to be ranked: the prize says the rest.
        (None, false, Some(outcome)) if is_last && outcome.why == Why::Passes => ().into_any(),
        (None, false, Some(outcome)) if outcome.verdict == Verdict::Undecided => {
            view! { <Tag tone=Tone::Attention icon="scale" text=outcome_sentence(outcome)/> }.into_any()
        }
        (None, false, Some(outcome)) => outcome_sentence(outcome).into_any(),
        (None, false, None) => ().into_any(),
    }
}

/// A dot a sheet. Fewer than three would tell who gave what.
fn plot(row: &RankingRow, (low, high): (i64, i64), lines: &[f64]) -> AnyView {
    let Some(result) = &row.result else {
        return ().into_any();
    };
    let mut dots: Vec<Dot> = result
        .sheets
        .iter()
        .filter_map(|sheet| Some(Dot { score: position(sheet.total.as_ref()?), flagged: sheet.flagged }))
        .collect();
    dots.sort_by(|one, other| one.score.total_cmp(&other.score));
    let (Some(mean), true) = (&result.total, dots.len() >= 3) else {
        return view! { <span class="muted">{RankingWords(lang()).few_sheets()}</span> }.into_any();
    };
    let mean = position(mean);
    let bounds = |value: i64| value.to_string().parse().unwrap_or_default();
    let (low, high): (f64, f64) = (bounds(low), bounds(high));
    let prizes = lines.iter().copied().filter(|line| (low..=high).contains(line)).collect();
    view! { <StripPlot low high dots mean prizes/> }.into_any()
}
