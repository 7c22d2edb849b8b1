//! One value of the rules as a field, with where it comes from.

use domain::programmes::form::{Kind, Spec, pattern};
use domain::programmes::rules::{Mark, Sureness};
use leptos::prelude::*;

use super::choice_names::choice_name;
use super::rules_form::{RulesFormWords, Sheet, join};
use super::value_names::value_name;
use crate::components::choice::Checkbox;
use crate::components::date_field::DateField;
use crate::components::field::{Kind as InputKind, TextField};
use crate::components::select::Select;
use crate::components::tag::{Tag, Tone};
use crate::components::text_area::TextArea;
use crate::words::lang;

impl Sheet {
    pub(super) fn value(&self, spec: Spec, path: &str) -> AnyView {
        let (label, hint) = value_name(&pattern(path), lang());
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        let (name, value, error) = (path.to_owned(), self.text(path), self.error(path));
        let optional = !spec.required;
        let input = match spec.kind {
            Kind::Line | Kind::Words => view! { <TextField name label value hint error optional/> }.into_any(),
            Kind::Whole { .. } => {
                view! { <TextField name label value hint error optional kind=InputKind::Number width="w4"/> }.into_any()
            }
            Kind::Points | Kind::Share => {
                view! { <TextField name label value hint error optional width="w4"/> }.into_any()
            }
            Kind::Money => view! { <TextField name label value hint error optional width="w20"/> }.into_any(),
            Kind::Area => {
                let rows = if path == "prose" { 18 } else { 3 };
                view! { <TextArea name label value hint error optional rows=rows/> }.into_any()
            }
            Kind::Lines | Kind::TieBreaks => {
                view! { <TextArea name label value hint error optional rows=4/> }.into_any()
            }
            Kind::Tick => view! { <Checkbox name label checked=!value.is_empty() hint error/> }.into_any(),
            Kind::Choice(all) => {
                let words = RulesFormWords(lang());
                let choose = value.is_empty().then(|| words.choose().to_owned());
                let empty = if optional { Some(words.none().to_owned()) } else { choose };
                view! { <Select name label options=choices(path, all) value hint error empty/> }.into_any()
            }
            Kind::Checks(all) => self.checks(all, path, label),
            Kind::Date => {
                let parts = self.date_parts(path);
                view! { <DateField name legend=label value=parts hint error/> }.into_any()
            }
            Kind::Instant => self.instant(path, label, hint),
        };
        view! { <div class="rules-form__value">{input}{self.mark(path)}</div> }.into_any()
    }

    fn checks(&self, all: &'static [&'static str], path: &str, label: &'static str) -> AnyView {
        let ticked: Vec<String> = self.0.draft.text(path).split(',').map(|word| word.trim().to_owned()).collect();
        let error = self.error(path).map(|text| view! { <p class="field__error">{text}</p> });
        let boxes = all.iter().map(|choice| {
            let checked = ticked.iter().any(|word| word == choice);
            let id = format!("{path}.{choice}");
            let label = choice_name(&pattern(path), choice, lang());
            view! { <Checkbox name=path.to_owned() id value=(*choice).to_owned() label checked/> }
        });
        view! {
            <fieldset class="fieldset" id=path.to_owned() tabindex="-1">
                <legend class="fieldset__legend">{label}</legend>
                {error}
                <div class="fieldset__body fieldset__body--row">{boxes.collect_view()}</div>
            </fieldset>
        }
        .into_any()
    }

    fn instant(&self, path: &str, label: &'static str, hint: Option<String>) -> AnyView {
        let clock = format!("{path}-gio");
        view! {
            <div class="rules-form__instant">
                <DateField name=path.to_owned() legend=label value=self.date_parts(path) hint error=self.error(path)/>
                <TextField name=clock.clone() label=RulesFormWords(lang()).clock() value=self.text(&clock) width="w4"/>
            </div>
        }
        .into_any()
    }

    fn date_parts(&self, path: &str) -> [String; 3] {
        ["ngay", "thang", "nam"].map(|part| self.text(&format!("{path}-{part}")))
    }

    /// Where the value comes from, and a box that confirms it while it is only proposed.
    pub(super) fn mark(&self, path: &str) -> Option<AnyView> {
        let at = self.mark_path(path);
        let mark = self.0.rules.marks.get(&at)?.clone();
        let confirm = (mark.sureness == Sureness::Proposed && self.0.editable).then(|| {
            let label = RulesFormWords(lang()).confirm();
            view! { <Checkbox name="xac-nhan" id=format!("xac-nhan-{at}") value=at.clone() label/> }
        });
        Some(view! { <div class="rules-form__mark">{mark_tag(&mark)}<MarkNote mark/>{confirm}</div> }.into_any())
    }

    /// Marks name rows by their codes.
    pub(super) fn mark_path(&self, path: &str) -> String {
        let mut typed = String::new();
        let mut steps = Vec::new();
        for step in path.split('.') {
            typed = join(&typed, step);
            let is_row = step.bytes().all(|b| b.is_ascii_digit());
            steps.push(if is_row { self.0.draft.code_before(&typed).to_owned() } else { step.to_owned() });
        }
        steps.join(".")
    }
}

/// How sure a value is.
pub(super) fn mark_tag(mark: &Mark) -> AnyView {
    let words = RulesFormWords(lang());
    match mark.sureness {
        Sureness::Sourced if mark.sources.is_empty() => {
            view! { <Tag tone=Tone::Success icon="check" text=words.sourced()/> }.into_any()
        }
        Sureness::Sourced => {
            let text = words.sourced_by(&mark.sources.join(", "));
            view! { <Tag tone=Tone::Success icon="check" text/> }.into_any()
        }
        Sureness::Proposed => view! { <Tag tone=Tone::Attention icon="help" text=words.proposed()/> }.into_any(),
        Sureness::Confirmed => {
            view! { <Tag tone=Tone::Neutral icon="circle-check" text=words.confirmed()/> }.into_any()
        }
    }
}

#[component]
fn MarkNote(mark: Mark) -> impl IntoView {
    (!mark.note.is_empty()).then(|| view! { <span class="rules-form__note">{mark.note}</span> })
}

/// The choices of a value with their names.
pub(super) fn choices(path: &str, all: &[&'static str]) -> Vec<(String, String)> {
    let at = pattern(path);
    all.iter().map(|choice| ((*choice).to_owned(), choice_name(&at, choice, lang()).to_owned())).collect()
}
