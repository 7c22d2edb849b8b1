//! How one entry's result came about: every number, step by step.

use domain::programmes::rules::Round;
use domain::results::listing::{Computation, RoundComputation};
use domain::results::{Combination, CombineOrder, CountedMark, EntryResult, Method, SheetState, Treatment};
use leptos::prelude::*;

use super::numbers::{plain, points, two};
use super::tie_words::{flag_sentences, judge_name, tie_sentence, tried_sentence, unranked_sentence};
use crate::catalogue;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::prize::PrizeName;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the computation.
    pub ComputationWords {
        title => "Cách tính", "How it was computed";
        title_of(code: &str) => "Cách tính điểm hồ sơ {code}", "How entry {code} was computed";
        lead => "Mọi con số từ phiếu chấm đến kết quả. Giá trị được giữ nguyên, chỉ làm tròn khi thể lệ quy định.", "Every number from the score sheets to the result. Values stay exact unless the rules say to round.";
        public_note => "Tên giám khảo không công khai. Cùng một số là cùng một giám khảo trong cả vòng.", "Judges are not named. The same number is the same judge throughout the round.";
        decided(reason: &str) => "Lý do ghi trong quyết định: {reason}", "Reason recorded with the decision: {reason}";
        sheets => "Phiếu chấm", "Score sheets";
        judge => "Giám khảo", "Judge";
        sheet_total => "Tổng phiếu", "Sheet total";
        state => "Được tính", "Counts";
        used => "Có", "Yes";
        dropped => "Không: lệch quá mức thể lệ cho phép", "No: outlying beyond what the rules allow";
        incomplete => "Không: còn tiêu chí chưa chấm", "No: marks are missing";
        flagged => "Có, phiếu lệch", "Yes, outlying";
        deviation => "Lệch so với trung bình", "From the mean";
        combined => "Gộp phiếu", "Combining the sheets";
        criterion => "Tiêu chí", "Criterion";
        sum => "Tổng các điểm được giữ", "Sum of the values kept";
        count => "Số điểm được giữ", "Values kept";
        exact => "Chia ra", "Divided";
        rounded => "Làm tròn theo thể lệ", "Rounded as the rules say";
        factor => "Hệ số", "Factor";
        factored => "Nhân hệ số", "Times factor";
        total => "Điểm của vòng", "Total of the round";
        rank => "Hạng trong vòng", "Rank in the round";
        rank_of(rank: usize, ranked: usize) => "{rank} trên {ranked} hồ sơ được xếp hạng", "{rank} of {ranked} ranked entries";
        tie => "Bằng điểm", "Tie";
        kept => "giữ", "kept";
        trimmed_low => "bỏ, thấp nhất", "left out, lowest";
        trimmed_high => "bỏ, cao nhất", "left out, highest";
        off_median => "không ở giữa", "not in the middle";
        left_out => "phiếu không tính", "sheet does not count";
        mean => "Trung bình cộng các phiếu", "Mean of the sheets";
        median => "Trung vị", "Median";
        trimmed => "Trung bình sau khi bỏ điểm thấp và cao nhất", "Mean without the lowest and highest";
        method => "Cách gộp", "Method";
        order_sheet => "Cộng từng phiếu rồi gộp các phiếu", "Each sheet is added up, then the sheets are combined";
        order_criterion => "Gộp từng tiêu chí rồi cộng các tiêu chí", "Each criterion is combined, then the criteria are added";
        final_title => "Kết quả chung cuộc", "Final result";
        final_score => "Điểm chung cuộc", "Final score";
        final_rank => "Hạng chung cuộc", "Final rank";
        prize_title => "Xét giải", "Prizes";
        prize => "Giải", "Prize";
        why => "Kết luận", "Outcome";
        remarks => "Lưu ý", "Remarks";
        ranking => "Bảng xếp hạng", "Ranking";
        results => "Kết quả", "Results";
    }
}

/// The page for staff (with the names of judges) and for everybody (without).
#[component]
pub fn ComputationPage(computation: Computation, #[prop(optional)] public: bool) -> impl IntoView {
    let words = ComputationWords(lang());
    let slug = computation.edition.slug.clone();
    let code = computation.entry.code.clone();
    let places = if public {
        vec![
            ("/ket-qua".to_owned(), words.results().to_owned()),
            (format!("/ket-qua/{slug}"), computation.edition.name(lang()).to_owned()),
            (format!("/cong-trinh/{code}"), code.clone()),
        ]
    } else {
        vec![(format!("/thu-ky/{slug}/xep-hang"), words.ranking().to_owned())]
    };
    let title = words.title_of(&code);
    let rounds = computation
        .rounds
        .iter()
        .filter_map(|computed| {
            let rules = computation.rules.round(&computed.code)?.clone();
            let named = |code: &str| computation.judges.get(&format!("{}/{code}", computed.code)).cloned();
            let name = |code: &str| named(code).unwrap_or_else(|| judge_name(code));
            Some(round_view(computed.clone(), rules, &name))
        })
        .collect_view();
    view! {
        <Title text=title.clone()/>
        <Breadcrumb places/>
        <PageHead title kicker=computation.entry.title.clone() lead=words.lead()/>
        {public.then(|| view! { <p class="muted">{words.public_note()}</p> })}
        {rounds}
        <FinalPart computation/>
    }
}

fn round_view(computed: RoundComputation, rules: Round, name: &dyn Fn(&str) -> String) -> impl IntoView + use<> {
    let words = ComputationWords(lang());
    let RoundComputation { code, result, place, tie_steps, ranked } = computed;
    let by_sheet = rules.scoring().combine.order == CombineOrder::Sheet;
    let method = match rules.scoring().combine.method {
        Method::Mean => words.mean(),
        Method::Median => words.median(),
        Method::TrimmedMean => words.trimmed(),
    };
    let order = if by_sheet { words.order_sheet() } else { words.order_criterion() };
    let tie = place.as_ref().and_then(|place| tie_sentence(&rules, &tie_steps, &result.entry, place.shared));
    let mut remarks = flag_sentences(&result);
    remarks.extend(result.unranked.iter().map(unranked_sentence));
    let remarks = (!remarks.is_empty()).then(|| {
        view! { <SummaryRow key=words.remarks() value=remarks.join(". ")/> }
    });
    let rank = place.map(|place| words.rank_of(place.rank, ranked));
    let total = result.total.as_ref().map(|total| format!("{} ({})", two(total), total.fraction()));
    let sheets = sheets_table(&result, &rules, name);
    let combining = match (&result.sheet_combination, by_sheet) {
        (Some(combination), true) => combination_view(combination, name).into_any(),
        _ => criteria_view(&result, &rules, name).into_any(),
    };
    view! {
        <Section id=format!("vong-{code}") title=rules.name.clone()>
            <p>{method}". "{order}"."</p>
            {sheets}
            <h3>{words.combined()}</h3>
            {combining}
            <SummaryList>
                <SummaryRow key=words.total() value=total.unwrap_or_default()/>
                <SummaryRow key=words.rank() value=rank.unwrap_or_default()/>
                {tie.map(|tie| view! { <SummaryRow key=words.tie() value=tie/> })}
                {remarks}
            </SummaryList>
        </Section>
    }
}

/// Each judge's marks, the sheet's total and whether it counts.
fn sheets_table(result: &EntryResult, rules: &Round, name: &dyn Fn(&str) -> String) -> impl IntoView + use<> {
    let words = ComputationWords(lang());
    let mut columns = vec![Column::text(words.judge())];
    columns.extend(rules.scoring().rubric.iter().map(|criterion| Column::number(criterion.name.clone())));
    columns.extend([
        Column::number(words.sheet_total()),
        Column::number(words.deviation()),
        Column::text(words.state()),
    ]);
    let rows: Vec<_> = result
        .sheets
        .iter()
        .map(|sheet| {
            let marks = rules.scoring().rubric.iter().map(|criterion| {
                let combination = result.criterion(&criterion.code).map(|computed| &computed.combination);
                let mark = combination.and_then(|one| one.marks.iter().find(|mark| mark.judge == sheet.judge));
                let text = mark.map(|mark| plain(&mark.value)).unwrap_or_default();
                view! { <Cell label=criterion.name.clone() number=true>{text}</Cell> }
            });
            let marks = marks.collect_view();
            let deviation = sheet.deviation.as_ref().map(|deviation| match &deviation.percent {
                Some(percent) => format!("{} ({} %)", two(&deviation.points), two(percent)),
                None => two(&deviation.points),
            });
            let state = match (sheet.state, sheet.flagged) {
                (SheetState::Dropped, _) => words.dropped(),
                (SheetState::Incomplete, _) => words.incomplete(),
                (SheetState::Used, true) => words.flagged(),
                (SheetState::Used, false) => words.used(),
            };
            let judge = name(&sheet.judge);
            let total = sheet.total.as_ref().map(plain);
            view! {
                <Row>
                    <RowHead>{judge}</RowHead>
                    {marks}
                    <Cell label=words.sheet_total() number=true>{total}</Cell>
                    <Cell label=words.deviation() number=true>{deviation}</Cell>
                    <Cell label=words.state()>{state}</Cell>
                </Row>
            }
        })
        .collect();
    view! { <Table caption=words.sheets() columns>{rows}</Table> }
}

fn treatment(treatment: Treatment) -> &'static str {
    let words = ComputationWords(lang());
    match treatment {
        Treatment::Kept => words.kept(),
        Treatment::TrimmedLow => words.trimmed_low(),
        Treatment::TrimmedHigh => words.trimmed_high(),
        Treatment::OffMedian => words.off_median(),
        Treatment::SheetLeftOut => words.left_out(),
    }
}

fn marks_line(marks: &[CountedMark], name: &dyn Fn(&str) -> String) -> String {
    let line =
        |mark: &CountedMark| format!("{}: {} ({})", name(&mark.judge), plain(&mark.value), treatment(mark.treatment));
    marks.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// Sum, count, quotient, rounding of one combination.
fn combination_view(combination: &Combination, name: &dyn Fn(&str) -> String) -> impl IntoView + use<> {
    let words = ComputationWords(lang());
    let exact = combination.exact.as_ref().map(|exact| {
        format!("{} : {} = {} ({})", plain(&combination.sum), combination.kept, plain(exact), exact.fraction())
    });
    let sheets = marks_line(&combination.marks, name);
    let (sum, kept) = (plain(&combination.sum), combination.kept.to_string());
    let rounded = (combination.value != combination.exact).then(|| combination.value.as_ref().map(plain)).flatten();
    view! {
        <SummaryList>
            <SummaryRow key=words.sheets() value=sheets/>
            <SummaryRow key=words.sum() value=sum/>
            <SummaryRow key=words.count() value=kept/>
            <SummaryRow key=words.exact() value=exact.unwrap_or_default()/>
            {rounded.map(|rounded| view! { <SummaryRow key=words.rounded() value=rounded/> })}
        </SummaryList>
    }
}

/// One line a criterion, where criteria make the total.
fn criteria_view(result: &EntryResult, rules: &Round, name: &dyn Fn(&str) -> String) -> impl IntoView + use<> {
    let words = ComputationWords(lang());
    let columns = vec![
        Column::text(words.criterion()),
        Column::text(words.sheets()),
        Column::number(words.sum()),
        Column::number(words.count()),
        Column::number(words.exact()),
        Column::number(words.rounded()),
        Column::number(words.factor()),
        Column::number(words.factored()),
    ];
    let rows: Vec<_> = result
        .criteria
        .iter()
        .map(|criterion| {
            let title =
                rules.scoring().rubric.iter().find(|one| one.code == criterion.code).map(|one| one.name.clone());
            let combination = &criterion.combination;
            let shown = |value: &Option<domain::numbers::Exact>| value.as_ref().map(plain);
            let (line, sum, kept) = (marks_line(&combination.marks, name), plain(&combination.sum), combination.kept);
            let (exact, value) = (shown(&combination.exact), shown(&combination.value));
            let (factor, factored) = (points(criterion.factor), shown(&criterion.factored));
            view! {
                <Row>
                    <RowHead>{title.unwrap_or_default()}</RowHead>
                    <Cell label=words.sheets()>{line}</Cell>
                    <Cell label=words.sum() number=true>{sum}</Cell>
                    <Cell label=words.count() number=true>{kept}</Cell>
                    <Cell label=words.exact() number=true>{exact}</Cell>
                    <Cell label=words.rounded() number=true>{value}</Cell>
                    <Cell label=words.factor() number=true>{factor}</Cell>
                    <Cell label=words.factored() number=true>{factored}</Cell>
                </Row>
            }
        })
        .collect();
    view! { <Table caption=words.criterion() columns>{rows}</Table> }
}

#[component]
fn FinalPart(computation: Computation) -> impl IntoView {
    let words = ComputationWords(lang());
    let place = computation.final_place.clone();
    let tie = computation.rules.rounds.last().zip(place.as_ref()).and_then(|(round, place)| {
        tie_sentence(round, &computation.final_steps, &computation.entry.code, place.shared)
    });
    let score = place.as_ref().map(|place| format!("{} ({})", two(&place.total), place.total.fraction()));
    let levels: Vec<_> = computation
        .levels
        .into_iter()
        .map(|level| {
            let reason = level.reason.map(|reason| view! { <p class="muted">{words.decided(&reason)}</p> });
            view! {
                <Row>
                    <RowHead><PrizeName name=level.prize.name seal=level.prize.seal/></RowHead>
                    <Cell label=words.why()>{tried_sentence(level.tried)}{reason}</Cell>
                </Row>
            }
        })
        .collect();
    let prizes = (!levels.is_empty()).then(|| {
        let columns = vec![Column::text(words.prize()), Column::text(words.why())];
        view! {
            <Section id="xet-giai" title=words.prize_title()>
                <Table caption=words.prize_title() columns caption_hidden=true>{levels}</Table>
            </Section>
        }
    });
    view! {
        <Section id="chung-cuoc" title=words.final_title()>
            <SummaryList>
                <SummaryRow key=words.final_score() value=score.unwrap_or_default()/>
                <SummaryRow key=words.final_rank() value=place.map(|place| place.rank.to_string()).unwrap_or_default()/>
                {tie.map(|tie| view! { <SummaryRow key=words.tie() value=tie/> })}
            </SummaryList>
        </Section>
        {prizes}
    }
}
