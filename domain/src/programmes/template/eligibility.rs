//! Who may enter, as a template proposes it.

use serde_json::Value;
use time::OffsetDateTime;

use super::source::{Marks, whole};
use crate::calendar::{BirthWindow, vietnam_date};
use crate::programmes::rules::{Eligibility, Question, QuestionKind, Section};

/// Conditions that authors declare by ticking a box.
const DECLARATIONS: [(&str, &str); 3] = [
    ("applied_in_province", "Giải pháp, công trình đã được áp dụng trong tỉnh"),
    ("no_double_submission_same_year", "Sản phẩm, giải pháp không gửi dự thi cùng năm ở cuộc thi khác do tỉnh tổ chức"),
    ("scientific_integrity_declaration", "Dự án bảo đảm trung thực trong nghiên cứu khoa học"),
];

pub(super) fn eligibility(value: &Value, closes_at: Option<OffsetDateTime>, marks: &mut Marks) -> Eligibility {
    let rules = &value["eligibility"];
    Eligibility {
        birth_window: birth_window(&rules["age_rule"], closes_at, marks),
        younger_welcome: younger_welcome(&rules["younger_than_window_allowed"], marks),
        entries_per_author: entries_per_author(rules, marks),
        in_province: in_province(rules, marks),
        article: String::new(),
    }
}

/// The boxes to tick that follow from the conditions.
pub(super) fn declarations(value: &Value, marks: &mut Marks) -> Vec<Question> {
    let rules = &value["eligibility"];
    let asked = DECLARATIONS.iter().filter(|(key, _)| !rules[*key].is_null());
    asked
        .map(|(key, label)| {
            marks.of(format!("questions.{key}"), &rules[*key]);
            Question {
                code: (*key).to_owned(),
                label: (*label).to_owned(),
                guidance: String::new(),
                section: Section::Declarations,
                kind: QuestionKind::Tick,
                required: true,
                max_chars: None,
                options: vec![],
                identifying: false,
            }
        })
        .collect()
}

fn birth_window(rule: &Value, closes_at: Option<OffsetDateTime>, marks: &mut Marks) -> Option<BirthWindow> {
    let youngest = u16::try_from(whole(&rule["min_age"])?).ok()?;
    let oldest = u16::try_from(whole(&rule["max_age"])?).ok()?;
    marks.of("eligibility.birth_window", rule);
    Some(BirthWindow::for_ages(vietnam_date(closes_at?), youngest, oldest))
}

fn younger_welcome(rule: &Value, marks: &mut Marks) -> bool {
    if rule.is_null() {
        return false;
    }
    marks.of("eligibility.younger_welcome", rule);
    rule["value"].as_str() == Some("encouraged")
}

fn entries_per_author(rules: &Value, marks: &mut Marks) -> Option<u32> {
    let rule = ["max_entries_per_author", "projects_per_pupil_per_contest"]
        .iter()
        .map(|key| &rules[*key])
        .find(|rule| !rule.is_null())?;
    marks.of("eligibility.entries_per_author", rule);
    whole(&rule["value"])
}

fn in_province(rules: &Value, marks: &mut Marks) -> bool {
    let rule =
        ["residence_or_study_in_province", "in_province"].iter().map(|key| &rules[*key]).find(|rule| !rule.is_null());
    rule.is_some_and(|rule| {
        marks.of("eligibility.in_province", rule);
        rule["value"].as_bool() == Some(true)
    })
}
