//! The questions of the rules as form fields.

use domain::calendar::parse_date;
use domain::entries::check_answers::TICKED;
use domain::entries::entry::Answers;
use domain::programmes::rules::{Question, QuestionKind};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::errors::Errors;
use crate::components::field::*;
use crate::words::lang;

catalogue! {
    /// The words around questions.
    pub QuestionWords {
        choose => "Chọn", "Choose";
        example_number => "Ví dụ 1.250.000", "For example 1.250.000";
    }
}

/// The name of the field of a question.
pub fn field_name(question: &Question) -> String {
    format!("q-{}", question.code)
}

/// Day, month and year of an answer, as typed.
pub fn date_parts(answer: &str) -> [String; 3] {
    if let Ok(date) = parse_date(answer) {
        return [date.day().to_string(), u8::from(date.month()).to_string(), date.year().to_string()];
    }
    let mut parts = answer.splitn(3, '/').map(str::to_owned);
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

/// One question, by its kind. `communes` are offered where a commune is asked for.
#[component]
pub fn QuestionField(question: Question, answers: Answers, errors: Errors, communes: Vec<String>) -> impl IntoView {
    let words = QuestionWords(lang());
    let name = field_name(&question);
    let value = answers.get(&question.code).cloned().unwrap_or_default();
    let hint = (!question.guidance.is_empty()).then(|| question.guidance.clone());
    let error = errors.at(&name);
    let label = question.label.clone();
    let optional = !question.required;
    let choose = Some(words.choose().to_owned());
    let options = |names: Vec<String>| names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>();
    match question.kind {
        QuestionKind::Text => {
            let count = question.max_chars.map(|max| max as usize);
            match count {
                Some(count) => view! { <TextArea name label value hint error optional count rows=8/> }.into_any(),
                None => view! { <TextArea name label value hint error optional rows=8/> }.into_any(),
            }
        }
        QuestionKind::Date => view! { <DateField name legend=label value=date_parts(&value) hint error/> }.into_any(),
        QuestionKind::Choice => {
            view! { <Select name label value hint error optional empty=choose options=options(question.options)/> }
                .into_any()
        }
        QuestionKind::Commune if !communes.is_empty() => {
            view! { <Select name label value hint error optional empty=choose options=options(communes)/> }.into_any()
        }
        QuestionKind::Tick => {
            view! { <Checkbox name label hint error checked=value == TICKED value=TICKED/> }.into_any()
        }
        QuestionKind::Phone => {
            view! { <TextField name label value hint error optional kind=Kind::Phone width="w20"/> }.into_any()
        }
        QuestionKind::Email => view! { <TextField name label value hint error optional kind=Kind::Email/> }.into_any(),
        QuestionKind::Number | QuestionKind::Money => {
            let hint = hint.or_else(|| Some(words.example_number().to_owned()));
            view! { <TextField name label value hint error optional kind=Kind::Decimal width="w20"/> }.into_any()
        }
        QuestionKind::Line | QuestionKind::Commune | QuestionKind::Unit | QuestionKind::Address => {
            view! { <TextField name label value hint error optional/> }.into_any()
        }
    }
}
