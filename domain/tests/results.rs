//! Combining and ranking: the worked examples, and what must hold for any marks.

use domain::numbers::{Exact, Points};
use domain::results::{
    Combine, CombineOrder, Criterion, FinalScore, FinalScoreProblem, Mark, MarkProblem, Method, Outlier, OutlierMode,
    PassOutcome, PassRule, RankingRules, RulesProblem, SheetState, TabulationRules, TieBreak, TieOutcome, Treatment,
    Unranked, final_score, pass, tabulate,
};
use proptest::prelude::*;

fn points(text: &str) -> Points {
    Points::parse_plain(text).unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn rules(order: CombineOrder, method: Method, codes: &[&str]) -> TabulationRules {
    let criterion = |code: &&str| Criterion::new(code, "", Points::whole(100), Some(points("0.25")));
    let trim = u32::from(method == Method::TrimmedMean);
    TabulationRules {
        version: 1,
        title: String::new(),
        min_sheets: 1,
        criteria: codes.iter().map(criterion).collect(),
        combine: Combine { order, method, trim_low: trim, trim_high: trim, round: None, round_factored: None },
        outlier: Outlier::default(),
        ranking: RankingRules::default(),
    }
}

fn one_criterion(outlier: OutlierMode) -> TabulationRules {
    let percent = (outlier != OutlierMode::Off).then(|| Points::whole(20));
    let outlier = Outlier { mode: outlier, percent, points: None };
    TabulationRules { min_sheets: 3, outlier, ..rules(CombineOrder::Sheet, Method::Mean, &["P"]) }
}

fn mark(entry: &str, judge: &str, criterion: &str, given: i32) -> Mark {
    Mark { entry: entry.into(), judge: judge.into(), criterion: criterion.into(), points: Points::whole(given) }
}

fn sheets(entry: &str, given: &[i32]) -> Vec<Mark> {
    given.iter().enumerate().map(|(judge, &given)| mark(entry, &format!("J{}", judge + 1), "P", given)).collect()
}

#[test]
fn the_worked_examples() {
    let five = [78, 82, 80, 55, 79];
    let table = [
        (OutlierMode::Off, "374/5", SheetState::Used, false),
        (OutlierMode::Flag, "374/5", SheetState::Used, true),
        (OutlierMode::DropOnce, "319/4", SheetState::Dropped, true),
    ];
    for (mode, total, state, flagged) in table {
        let tabulation = tabulate(&one_criterion(mode), &sheets("A", &five)).unwrap();
        let result = tabulation.entry("A").unwrap();
        let fourth = result.sheet("J4").unwrap();
        assert_eq!(result.total, Some(exact(total)), "{mode:?}");
        assert_eq!((fourth.state, fourth.flagged), (state, flagged), "{mode:?}");
        assert_eq!(result.sheets.iter().filter(|sheet| sheet.flagged).count(), usize::from(flagged));
    }
}

#[test]
fn a_deviation_is_kept_exactly() {
    let tabulation = tabulate(&one_criterion(OutlierMode::Flag), &sheets("A", &[78, 82, 80, 55, 79])).unwrap();
    let deviation = tabulation.entry("A").unwrap().sheet("J4").unwrap().deviation.clone().unwrap();
    assert_eq!(deviation.points, exact("-99/5"));
    assert_eq!(deviation.percent.unwrap().vietnamese_fixed(2), "26,47");
}

#[test]
fn a_sheet_exactly_at_the_limit_is_no_outlier() {
    let at_limit = tabulate(&one_criterion(OutlierMode::DropOnce), &sheets("A", &[80, 120 - 20, 120])).unwrap_err();
    assert!(matches!(at_limit[..], [MarkProblem::AboveMaximum { row: 2, .. }]));
    let tabulation = tabulate(&one_criterion(OutlierMode::DropOnce), &sheets("A", &[40, 50, 60])).unwrap();
    assert_eq!(tabulation.entry("A").unwrap().total, Some(Exact::whole(50)));
}

#[test]
fn too_few_valid_sheets_give_no_rank_but_a_reason() {
    for (mode, valid) in [(OutlierMode::Off, 2), (OutlierMode::DropOnce, 0)] {
        let tabulation = tabulate(&one_criterion(mode), &sheets("A", &[40, 90])).unwrap();
        assert!(tabulation.ranking.places.is_empty());
        let reasons = &tabulation.entry("A").unwrap().unranked;
        assert_eq!(reasons[0], Unranked::TooFewSheets { valid, needed: 3 });
    }
}

#[test]
fn a_missing_mark_is_not_a_zero() {
    let marks = [mark("A", "J1", "P", 10), mark("A", "J1", "Q", 10), mark("A", "J2", "P", 20)];
    let by_criterion = tabulate(&rules(CombineOrder::Criterion, Method::Mean, &["P", "Q"]), &marks).unwrap();
    assert_eq!(by_criterion.entry("A").unwrap().total, Some(Exact::whole(25)));
    let by_sheet = tabulate(&rules(CombineOrder::Sheet, Method::Mean, &["P", "Q"]), &marks).unwrap();
    let result = by_sheet.entry("A").unwrap();
    assert_eq!(result.total, Some(Exact::whole(20)));
    assert_eq!(result.sheet("J2").unwrap().state, SheetState::Incomplete);
    assert_eq!(result.sheet("J2").unwrap().missing, ["Q"]);
}

#[test]
fn methods_and_what_they_leave_out() {
    use Treatment::{Kept, OffMedian, TrimmedHigh, TrimmedLow};
    let table = [
        (Method::Mean, "16", [Kept, Kept, Kept, Kept]),
        (Method::Median, "12", [OffMedian, Kept, Kept, OffMedian]),
        (Method::TrimmedMean, "12", [TrimmedLow, Kept, Kept, TrimmedHigh]),
    ];
    for (method, total, treatments) in table {
        let tabulation =
            tabulate(&rules(CombineOrder::Criterion, method, &["P"]), &sheets("A", &[30, 10, 14, 10])).unwrap();
        let result = tabulation.entry("A").unwrap();
        let marks = &result.criteria[0].combination.marks;
        assert_eq!(result.total, Some(exact(total)), "{method:?}");
        assert_eq!(marks.iter().map(|mark| mark.treatment).collect::<Vec<_>>(), treatments, "{method:?}");
    }
    let trimmed_away =
        tabulate(&rules(CombineOrder::Criterion, Method::TrimmedMean, &["P"]), &sheets("A", &[1, 2])).unwrap();
    assert_eq!(trimmed_away.entry("A").unwrap().unranked, [Unranked::NothingToCombine { criterion: "P".into() }]);
}

#[test]
fn totals_that_look_alike_are_told_apart() {
    let mut marks = sheets("A", &[70, 70, 71]);
    marks.extend(sheets("B", &[70, 70, 71, 70, 70, 71, 70, 70, 71, 70]));
    let tabulation = tabulate(&rules(CombineOrder::Criterion, Method::Mean, &["P"]), &marks).unwrap();
    let order: Vec<_> = tabulation.ranking.places.iter().map(|place| (place.entry.as_str(), place.rank)).collect();
    assert_eq!(order, [("A", 1), ("B", 2)]);
}

#[test]
fn the_chain_breaks_ties_and_says_how() {
    let chain = ["criterion:P", "judge:CHAIR"].map(|step| step.parse::<TieBreak>().unwrap());
    let base = rules(CombineOrder::Criterion, Method::Mean, &["P", "Q"]);
    let rules = TabulationRules { ranking: RankingRules { tie_break: chain.to_vec() }, ..base };
    // All total 100. A leads on P; B and C are decided by the chair; D and E stay equal; F has another total.
    let judged = [
        ("A", [60, 60, 40, 40]),
        ("B", [51, 50, 50, 49]),
        ("C", [50, 51, 49, 50]),
        ("D", [40, 40, 60, 60]),
        ("E", [40, 40, 60, 60]),
        ("F", [1, 1, 1, 1]),
    ];
    let marks: Vec<Mark> = judged
        .iter()
        .flat_map(|(entry, [chair_p, other_p, chair_q, other_q])| {
            let (chair, other) = ("CHAIR", "J2");
            [(chair, "P", chair_p), (other, "P", other_p), (chair, "Q", chair_q), (other, "Q", other_q)]
                .map(|(judge, criterion, given)| mark(entry, judge, criterion, *given))
        })
        .collect();
    let ranking = tabulate(&rules, &marks).unwrap().ranking;
    let ranks: Vec<_> = ranking.places.iter().map(|place| (place.entry.as_str(), place.rank, place.shared)).collect();
    assert_eq!(
        ranks,
        [("A", 1, false), ("B", 2, false), ("C", 3, false), ("D", 4, true), ("E", 4, true), ("F", 6, false)]
    );
    let chair = &ranking.tie_steps[ranking.places[1].tie_steps[1]];
    assert_eq!((chair.step.to_string().as_str(), chair.outcome), ("judge:CHAIR", TieOutcome::Decided));
    assert_eq!(
        chair.compared.iter().map(|one| one.value.clone().unwrap()).collect::<Vec<_>>(),
        [exact("101"), exact("99")]
    );
    let undecided = &ranking.tie_steps[ranking.places[3].tie_steps[1]];
    assert_eq!(undecided.outcome, TieOutcome::Equal);
    assert!(ranking.places[5].tie_steps.is_empty());
}

#[test]
fn a_step_that_not_every_tied_entry_has_decides_nothing() {
    let base = rules(CombineOrder::Criterion, Method::Mean, &["P"]);
    let rules = TabulationRules { ranking: RankingRules { tie_break: vec!["judge:J2".parse().unwrap()] }, ..base };
    let mut marks = sheets("A", &[50, 50]);
    marks.extend(sheets("B", &[50]));
    let ranking = tabulate(&rules, &marks).unwrap().ranking;
    assert_eq!(ranking.places.iter().map(|place| place.rank).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(ranking.tie_steps[0].outcome, TieOutcome::NotComparable);
}

#[test]
fn wrong_rules_list_every_problem() {
    let mut rules = rules(CombineOrder::Sheet, Method::Mean, &["P", "P", "total"]);
    rules.min_sheets = 0;
    rules.combine.trim_low = 1;
    rules.combine.round_factored = Some(7);
    rules.outlier.mode = OutlierMode::Flag;
    rules.criteria[0].step = Some(points("0.3"));
    rules.ranking.tie_break = vec!["criterion:X".parse().unwrap()];
    assert_eq!(
        rules.problems(),
        [
            RulesProblem::NoSheetsNeeded,
            RulesProblem::MaxOffStep { code: "P".into(), max: Points::whole(100), step: points("0.3") },
            RulesProblem::DuplicateCriterion { code: "P".into() },
            RulesProblem::BadCode { code: "total".into() },
            RulesProblem::TrimWithoutTrimmedMean,
            RulesProblem::TooManyDecimals { decimals: 7 },
            RulesProblem::RoundFactoredWithSheets,
            RulesProblem::OneOutlierLimit,
            RulesProblem::UnknownTieBreakCriterion { step: TieBreak::Criterion("X".into()), code: "X".into() },
        ]
    );
}

#[test]
fn who_passes_to_the_final() {
    let marks: Vec<Mark> = [("A", 90), ("B", 70), ("C", 70), ("D", 60), ("E", 59)]
        .iter()
        .map(|(entry, given)| mark(entry, "J1", "P", *given))
        .collect();
    let ranking = tabulate(&rules(CombineOrder::Criterion, Method::Mean, &["P"]), &marks).unwrap().ranking;
    use PassOutcome::{BelowLine, BelowMinimum, Passes, TieAtLine};
    let share = domain::numbers::Share::parse("50").unwrap();
    let table = [
        (PassRule::MinMean { min: Points::whole(60) }, [Passes, Passes, Passes, Passes, BelowMinimum]),
        (PassRule::TopN { n: 3 }, [Passes, Passes, Passes, BelowLine, BelowLine]),
        (PassRule::TopN { n: 2 }, [Passes, TieAtLine, TieAtLine, BelowLine, BelowLine]),
        (PassRule::TopShare { share }, [Passes, TieAtLine, TieAtLine, BelowLine, BelowLine]),
        (PassRule::TopShareOrMinMean { share, min: Points::whole(60) }, [Passes, Passes, Passes, Passes, BelowLine]),
    ];
    for (rule, expected) in table {
        let outcomes: Vec<_> = pass(rule, &ranking).into_iter().map(|(_, outcome)| outcome).collect();
        assert_eq!(outcomes, expected, "{rule:?}");
    }
}

#[test]
fn the_final_score_counts_the_rounds_as_the_rules_say() {
    let (preliminary, last) = (exact("70"), exact("85"));
    let weighted = FinalScore::Weighted { preliminary: points("0.3"), last: points("0.7") };
    assert_eq!(final_score(FinalScore::FinalOnly, None, Some(&last)), Ok(last.clone()));
    assert_eq!(final_score(weighted, Some(&preliminary), Some(&last)), Ok(exact("80.5")));
    assert_eq!(final_score(weighted, None, Some(&last)), Err(FinalScoreProblem::NoPreliminary));
    assert_eq!(final_score(weighted, Some(&preliminary), None), Err(FinalScoreProblem::NoFinal));
    let uneven = FinalScore::Weighted { preliminary: points("0.3"), last: points("0.8") };
    assert_eq!(final_score(uneven, Some(&preliminary), Some(&last)), Err(FinalScoreProblem::BadWeights));
}

fn any_marks() -> impl Strategy<Value = Vec<Mark>> {
    let given = prop::collection::btree_map((0..6u8, 0..5u8, 0..2u8), 0..8i64, 1..50);
    given.prop_map(|given| {
        let mark = |((entry, judge, criterion), quarters): ((u8, u8, u8), i64)| Mark {
            entry: format!("E{entry}"),
            judge: format!("J{judge}"),
            criterion: ["P", "Q"][usize::from(criterion)].to_owned(),
            points: Points::from_millionths(quarters * 250_000),
        };
        given.into_iter().map(mark).collect()
    })
}

fn any_rules() -> impl Strategy<Value = TabulationRules> {
    let orders = prop::sample::select(vec![CombineOrder::Criterion, CombineOrder::Sheet]);
    let methods = prop::sample::select(vec![Method::Mean, Method::Median, Method::TrimmedMean]);
    let outliers = prop::sample::select(vec![OutlierMode::Off, OutlierMode::Flag, OutlierMode::DropOnce]);
    (orders, methods, outliers).prop_map(|(order, method, mode)| {
        let percent = (mode != OutlierMode::Off).then(|| Points::whole(20));
        let tie_break = ["criteria:P,Q", "criterion:Q", "judge:J0"].map(|step| step.parse().unwrap()).to_vec();
        TabulationRules {
            outlier: Outlier { mode, percent, points: None },
            ranking: RankingRules { tie_break },
            ..rules(order, method, &["P", "Q"])
        }
    })
}

proptest! {
    #[test]
    fn the_order_of_the_marks_never_matters((rules, marks, shuffled) in (any_rules(), any_marks()).prop_flat_map(|(rules, marks)| {
        (Just(rules), Just(marks.clone()), Just(marks).prop_shuffle())
    })) {
        prop_assert_eq!(rules.problems(), vec![]);
        prop_assert_eq!(tabulate(&rules, &marks).unwrap(), tabulate(&rules, &shuffled).unwrap());
    }

    #[test]
    fn a_mean_is_the_integer_sum_over_the_count(given in prop::collection::vec(0..=100i32, 1..12)) {
        let tabulation = tabulate(&rules(CombineOrder::Criterion, Method::Mean, &["P"]), &sheets("A", &given)).unwrap();
        let total = tabulation.entry("A").unwrap().total.clone().unwrap();
        let sum: i32 = given.iter().sum();
        prop_assert_eq!(&total * &Exact::whole(given.len() as i64), Exact::whole(sum.into()));
    }

    #[test]
    fn ranks_fall_with_totals_and_only_equals_share(rules in any_rules(), marks in any_marks()) {
        let places = tabulate(&rules, &marks).unwrap().ranking.places;
        for (position, place) in places.iter().enumerate() {
            let equal_before = position > 0 && places[position - 1].rank == place.rank;
            prop_assert!(equal_before || place.rank == position + 1);
            prop_assert!(position == 0 || places[position - 1].total >= place.total);
        }
    }

    #[test]
    fn an_explained_result_survives_json(rules in any_rules(), marks in any_marks()) {
        let tabulation = tabulate(&rules, &marks).unwrap();
        let json = serde_json::to_string(&tabulation).unwrap();
        prop_assert_eq!(serde_json::from_str::<domain::results::Tabulation>(&json).unwrap(), tabulation);
    }
}
