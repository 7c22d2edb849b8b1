//! The judged rounds of a template. Rounds of a unit, of a formal check or of a council are not scored: they leave a mark.

use serde_json::Value;

use super::source::{Marks, list, text, whole};
use crate::numbers::{Points, Share};
use crate::programmes::rules::{Criterion, Decides, Round, Scoring};
use crate::results::{
    Combine, CombineOrder, FinalScore, Method, Outlier, OutlierMode, PassRule, RankingRules, TieBreak,
};

const JUDGES: u32 = 3;

pub(super) fn rounds(value: &Value, marks: &mut Marks) -> Vec<Round> {
    let mut rounds = Vec::new();
    for source in list(value, "rounds") {
        let rubric = rubric(value, source, &rounds, marks);
        if rubric.is_empty() {
            left_out(source, marks);
        } else {
            rounds.push(round(value, source, rubric, marks));
        }
    }
    if rounds.is_empty() {
        rounds.extend(round_of_parts(value, marks));
    }
    if let Some(last) = rounds.last_mut() {
        last.pass = None;
        last.scoring_mut().blind = false;
    }
    rounds
}

/// The last round decides, unless the secretary weighs both.
pub(super) fn final_score(marks: &mut Marks) -> FinalScore {
    marks.proposed("final_score", "");
    FinalScore::FinalOnly
}

fn left_out(source: &Value, marks: &mut Marks) {
    let path = format!("rounds.{}", text(source, "code"));
    let reason = match text(source, "kind").as_str() {
        "unit" => "vòng của cơ sở, hệ thống không chấm điểm",
        "formal_check" => "là bước kiểm tra hồ sơ, làm ở khâu tiếp nhận",
        "council_vote" => "hội đồng bỏ phiếu, không chấm bằng phiếu điểm",
        "ranking_conference" => "là cuộc họp xếp giải, không chấm bằng phiếu điểm",
        "part" => "là một phần của phiếu chấm chung",
        _ => "vòng tùy chọn, chưa có tiêu chí",
    };
    marks.of(&path, source);
    marks.note(&path, &format!("không đưa vào các vòng chấm: {} ({reason})", text(source, "name_vi")));
}

fn round(value: &Value, source: &Value, rubric: Vec<Criterion>, marks: &mut Marks) -> Round {
    let code = text(source, "code");
    let path = |key: &str| format!("rounds.{code}.{key}");
    let asked = &source["judges_per_entry"];
    let judges = whole(&asked["value"]["min"]).unwrap_or(JUDGES);
    marks.of(path("decides.judges_per_entry"), asked);
    marks.proposed(path("decides.min_sheets"), "bằng số giám khảo ít nhất");
    let blind = text(source, "kind") == "preliminary";
    marks.proposed(
        path("decides.blind"),
        "vòng sơ khảo che tên tác giả và đơn vị; vòng cuối có trình bày nên không che",
    );
    let pass = pass_rule(&source["pass_rule"]);
    if !source["pass_rule"].is_null() {
        marks.of(path("pass"), &source["pass_rule"]);
    }
    combination_marks(value, &code, marks);
    let scoring = Scoring {
        judges_per_entry: judges,
        blind,
        min_sheets: judges,
        combine: combine(CombineOrder::Sheet),
        outlier: outlier(&value["aggregation"]["outlier"]["value"]),
        ranking: tie_break(&rubric),
        rubric,
    };
    Round { name: text(source, "name_vi"), decides: Decides::Scores(scoring), moves_up: pass.is_some(), pass, code }
}

fn combine(order: CombineOrder) -> Combine {
    Combine { order, method: Method::Mean, trim_low: 0, trim_high: 0, round: None, round_factored: None }
}

fn combination_marks(value: &Value, code: &str, marks: &mut Marks) {
    let aggregation = &value["aggregation"];
    let method = format!("rounds.{code}.decides.combine");
    marks.of(&method, &aggregation["method"]);
    marks.note(&method, "xếp hạng bằng giá trị chính xác, chỉ làm tròn 2 chữ số khi hiển thị");
    marks.of(format!("rounds.{code}.decides.outlier"), &aggregation["outlier"]);
    marks.proposed(format!("rounds.{code}.decides.ranking"), "so từ tiêu chí có điểm tối đa cao nhất");
}

/// The criteria of a round; `same_as:<round>` repeats those of an earlier one.
fn rubric(value: &Value, source: &Value, before: &[Round], marks: &mut Marks) -> Vec<Criterion> {
    let code = text(source, "code");
    let earlier = source["rubric"].as_str().and_then(|word| word.strip_prefix("same_as:"));
    if let Some(earlier) = earlier {
        let same = before.iter().find(|round| round.code == earlier);
        let rubric = same.map(|round| round.scoring().rubric.clone()).unwrap_or_default();
        let sources = list(value, "rounds").iter().find(|round| text(round, "code") == earlier);
        for criterion in sources.map_or(&[][..], |round| list(round, "rubric")) {
            marks.of(format!("rounds.{code}.decides.rubric.{}", text(criterion, "code")), criterion);
        }
        return rubric;
    }
    criteria(&code, list(source, "rubric"), marks)
}

fn criteria(round: &str, sources: &[Value], marks: &mut Marks) -> Vec<Criterion> {
    let read = |source: &Value| {
        let code = text(source, "code");
        marks.of(format!("rounds.{round}.decides.rubric.{code}"), source);
        Criterion {
            name: text(source, "name_vi"),
            guidance: text(source, "guidance_vi"),
            max: points(&source["max_points"]),
            step: Some(points(&source["step"])).filter(|step| *step != Points::ZERO).or(Some(Points::ONE)),
            factor: Points::ONE,
            bands: vec![],
            code,
        }
    };
    sources.iter().map(read).collect()
}

/// A fair judged in parts (dossier, then booth): one sheet with every criterion, each a mean of its own, added up.
fn round_of_parts(value: &Value, marks: &mut Marks) -> Option<Round> {
    let code = "fair";
    let science = list(&value["rubrics"], "science");
    let engineering = list(&value["rubrics"], "engineering");
    let mut rubric = criteria(code, science, marks);
    for criterion in &mut rubric {
        let other = engineering.iter().find(|other| text(other, "code") == criterion.code)?;
        if text(other, "name_vi") != criterion.name {
            criterion.name = format!("{} / {}", criterion.name, text(other, "name_vi"));
        }
        if text(other, "guidance_vi") != criterion.guidance {
            criterion.guidance =
                format!("Dự án khoa học: {} Dự án kỹ thuật: {}", criterion.guidance, text(other, "guidance_vi"));
        }
    }
    if rubric.is_empty() {
        return None;
    }
    let judges = whole(&value["judges"]["per_project_min"]["value"]).unwrap_or(JUDGES);
    marks.of(format!("rounds.{code}.decides.judges_per_entry"), &value["judges"]["per_project_min"]);
    marks.proposed(format!("rounds.{code}.decides.min_sheets"), "bằng số giám khảo ít nhất");
    marks.proposed(format!("rounds.{code}.decides.blind"), "có phỏng vấn nên không che tên");
    combination_marks(value, code, marks);
    marks.note(
        &format!("rounds.{code}.decides.combine"),
        "hai phần (hồ sơ 45, gian trưng bày 55) gộp vào một phiếu: trung bình từng tiêu chí rồi cộng",
    );
    let scoring = Scoring {
        judges_per_entry: judges,
        blind: false,
        min_sheets: judges,
        combine: combine(CombineOrder::Criterion),
        outlier: outlier(&value["aggregation"]["outlier"]["value"]),
        ranking: tie_break(&rubric),
        rubric,
    };
    let name = "Chấm dự án (hồ sơ, gian trưng bày và phỏng vấn)".to_owned();
    Some(Round { code: code.to_owned(), name, decides: Decides::Scores(scoring), pass: None, moves_up: false })
}

fn outlier(rule: &Value) -> Outlier {
    let limit = points(&rule["threshold"]);
    let mode = match rule["mode"].as_str() {
        Some("flag") => OutlierMode::Flag,
        Some("drop_once") => OutlierMode::DropOnce,
        _ => return Outlier::default(),
    };
    let in_percent = rule["unit"].as_str() == Some("percent_of_mean");
    Outlier { mode, percent: in_percent.then_some(limit), points: (!in_percent).then_some(limit) }
}

/// Ties are broken from the criterion that weighs most downwards; criteria of equal weight keep their order.
fn tie_break(rubric: &[Criterion]) -> RankingRules {
    let mut heaviest: Vec<&Criterion> = rubric.iter().collect();
    heaviest.sort_by_key(|criterion| std::cmp::Reverse(criterion.max));
    let steps = heaviest.iter().take(2);
    RankingRules { tie_break: steps.map(|criterion| TieBreak::Criterion(criterion.code.clone())).collect() }
}

fn pass_rule(rule: &Value) -> Option<PassRule> {
    let min = points(&rule["min"]);
    match rule["kind"].as_str()? {
        "min_mean" => Some(PassRule::MinMean { min }),
        "top_n" => Some(PassRule::TopN { n: rule["n"].as_u64()? }),
        "top_ratio" => Some(PassRule::TopShare { share: share(&rule["ratio"])? }),
        "top_ratio_or_min_mean" => Some(PassRule::TopShareOrMinMean { share: share(&rule["ratio"])?, min }),
        _ => None,
    }
}

/// A ratio such as `0.5`, exactly, in hundredths of a percent.
fn share(ratio: &Value) -> Option<Share> {
    let hundredths = points(ratio).millionths() / 100;
    Share::from_hundredths(u32::try_from(hundredths).ok()?).ok()
}

fn points(value: &Value) -> Points {
    serde_json::from_value(value.clone()).unwrap_or(Points::ZERO)
}
