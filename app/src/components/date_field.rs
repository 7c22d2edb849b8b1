//! A date, typed.

use leptos::prelude::*;

use crate::components::field::{FieldNotes, described_by};
use crate::words::lang;

/// A date in three fields, named `{name}-ngay`, `{name}-thang`, `{name}-nam`.
#[component]
pub fn DateField(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    /// Day, month and year as typed.
    value: [String; 3],
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional)] birth_date: bool,
) -> impl IntoView {
    let words = DateWords(lang());
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let [day, month, year] = value;
    let parts = [
        ("ngay", words.day(), day, "bday-day"),
        ("thang", words.month(), month, "bday-month"),
        ("nam", words.year(), year, "bday-year"),
    ];
    let inputs = parts.map(|(part, label, value, complete)| {
        let id = format!("{name}-{part}");
        let class = if part == "nam" { "input input--w4" } else { "input input--w2" };
        view! {
            <div class="date__part">
                <label class="date__label" for=id.clone()>{label}</label>
                <input class=class id=id.clone() name=id.clone() type="text" inputmode="numeric" value=value
                    autocomplete=birth_date.then_some(complete) aria-invalid=invalid.then_some("true")/>
            </div>
        }
    });
    view! {
        <fieldset class="fieldset" class:fieldset--error=invalid aria-describedby=described id=name.clone() tabindex="-1">
            <legend class="fieldset__legend">{legend}</legend>
            <FieldNotes name=name.clone() hint error group=true/>
            <div class="date">{inputs.collect_view()}</div>
        </fieldset>
    }
}

crate::catalogue! {
    /// The parts of a date.
    pub DateWords {
        day => "Ngày", "Day";
        month => "Tháng", "Month";
        year => "Năm", "Year";
    }
}
