//! The questions of the entry form: facts, declarations, and the description by its outline.

use serde_json::Value;

use super::source::{Marks, list, text, whole};
use crate::consent::{PUBLISH_TICK, asks_publication};
use crate::programmes::rules::{Question, QuestionKind, Section};

/// What the portal's own forms ask anyway: title, field and group, authors, instructors.
const ASKED_ELSEWHERE: [&str; 3] = ["title", "field", "pupil_count"];

/// Text of the description, unless the template limits it.
const DESCRIPTION_CHARS: u32 = 3_000;
const LINE_CHARS: u32 = 250;

/// Codes whose answers could name an author although their type does not say so.
const COULD_NAME: [&str; 5] = ["applied_units", "prior_awards", "demo_url", "note", "unit_address"];

pub(super) fn questions(value: &Value, marks: &mut Marks) -> Vec<Question> {
    let mut questions: Vec<Question> = list(value, "form_fields")
        .iter()
        .filter(|field| !is_asked_elsewhere(field))
        .map(|field| question_of_field(value, field, marks))
        .collect();
    for section in list(value, "outline_sections") {
        if ASKED_ELSEWHERE.contains(&text(section, "code").as_str()) {
            continue;
        }
        let question = question_of_section(section, &questions, marks);
        questions.push(question);
    }
    if !questions.iter().any(|question| question.code == PUBLISH_TICK) {
        questions.push(publication());
    }
    for question in questions.iter_mut().filter(|question| asks_publication(question)) {
        question.required = false;
    }
    questions
}

/// Every programme asks whether names may be published; none makes it a condition.
fn publication() -> Question {
    Question {
        code: PUBLISH_TICK.to_owned(),
        label: "Đồng ý công bố họ tên, trường hoặc nơi công tác của tác giả từ 16 tuổi khi đạt giải (không bắt buộc)"
            .to_owned(),
        guidance: String::new(),
        section: Section::Declarations,
        kind: QuestionKind::Tick,
        required: false,
        max_chars: None,
        options: vec![],
        identifying: false,
    }
}

fn is_asked_elsewhere(field: &Value) -> bool {
    let code = text(field, "code");
    let kind = text(field, "type");
    !field["repeat"].is_null()
        || ASKED_ELSEWHERE.contains(&code.as_str())
        || code.starts_with("instructor")
        || matches!(kind.as_str(), "list:author" | "select:authors" | "select:fields" | "confirmation")
}

fn question_of_field(value: &Value, field: &Value, marks: &mut Marks) -> Question {
    let code = text(field, "code");
    let kind = kind_of(&code, &text(field, "type"));
    marks.of(format!("questions.{code}"), field);
    Question {
        label: text(field, "label_vi"),
        guidance: String::new(),
        section: if kind == QuestionKind::Tick { Section::Declarations } else { Section::About },
        kind,
        required: field["required"].as_bool().unwrap_or_default(),
        max_chars: max_chars(field, kind),
        options: if kind == QuestionKind::Choice { options(value, &code) } else { vec![] },
        identifying: is_identifying(&code, kind),
        code,
    }
}

fn kind_of(code: &str, kind: &str) -> QuestionKind {
    match kind {
        _ if code.ends_with("address") => QuestionKind::Address,
        "date" => QuestionKind::Date,
        "money" => QuestionKind::Money,
        "integer" | "percent" => QuestionKind::Number,
        "phone" => QuestionKind::Phone,
        "email" => QuestionKind::Email,
        "org_unit" => QuestionKind::Unit,
        "select:commune_units" => QuestionKind::Commune,
        "select" => QuestionKind::Choice,
        "list:text" => QuestionKind::Text,
        "checkbox" | "boolean" => QuestionKind::Tick,
        _ => QuestionKind::Line,
    }
}

fn is_identifying(code: &str, kind: QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::Unit | QuestionKind::Phone | QuestionKind::Email | QuestionKind::Address | QuestionKind::Commune
    ) || COULD_NAME.contains(&code)
}

fn max_chars(field: &Value, kind: QuestionKind) -> Option<u32> {
    let given = whole(&field["limits"]["max_length"]);
    match kind {
        QuestionKind::Line => Some(given.unwrap_or(LINE_CHARS)),
        QuestionKind::Text => Some(given.unwrap_or(DESCRIPTION_CHARS)),
        _ => None,
    }
}

/// The choices a template lists elsewhere; none means that the secretary must write them.
fn options(value: &Value, code: &str) -> Vec<String> {
    let names = |items: &[Value]| items.iter().map(|item| text(item, "name_vi")).collect::<Vec<_>>();
    match code {
        "category" => list(value, "variants")
            .iter()
            .flat_map(|variant| [list(variant, "boards"), list(variant, "categories")].concat())
            .map(|item| text(&item, "name_vi"))
            .collect(),
        "project_type" => vec!["Dự án khoa học".to_owned(), "Dự án kỹ thuật".to_owned()],
        "ip_status" => ["Chưa đăng ký", "Đã nộp đơn đăng ký", "Đã được cấp văn bằng"].map(str::to_owned).to_vec(),
        _ => names(list(value, code)),
    }
}

fn question_of_section(section: &Value, before: &[Question], marks: &mut Marks) -> Question {
    let own = text(section, "code");
    let taken = before.iter().any(|question| question.code == own);
    let code = if taken { format!("{own}_text") } else { own };
    marks.of(format!("questions.{code}"), section);
    Question {
        label: text(section, "title_vi"),
        guidance: text(section, "guidance_vi"),
        section: Section::Description,
        kind: QuestionKind::Text,
        required: section["required"].as_bool().unwrap_or_default(),
        max_chars: Some(whole(&section["limits"]["max_length"]).unwrap_or(DESCRIPTION_CHARS)),
        options: vec![],
        identifying: false,
        code,
    }
}
