//! What is wrong with a form: one list on top, and the same words at each field.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::icon::Icon;
use crate::words::lang;

/// One sentence about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The `id` of the field, for the link from the summary.
    pub field: String,
    pub message: String,
}

/// Every problem of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// Adds a sentence about a field.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), message: message.into() });
    }

    /// What is wrong with this field, if anything.
    pub fn at(&self, field: &str) -> Option<String> {
        self.0.iter().find(|error| error.field == field).map(|error| error.message.clone())
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<F: Into<String>, M: Into<String>> FromIterator<(F, M)> for Errors {
    fn from_iter<I: IntoIterator<Item = (F, M)>>(problems: I) -> Self {
        let mut errors = Self::default();
        for (field, message) in problems {
            errors.add(field, message);
        }
        errors
    }
}

catalogue! {
    /// The words around errors.
    pub ErrorWords {
        heading(count: usize) => "Có {count} chỗ cần sửa", "{count} to fix";
        title_prefix => "Lỗi: ", "Error: ";
        label => "Lỗi", "Error";
    }
}

/// The title of a page, marked when its form was refused.
pub fn title_with_errors(title: &str, errors: &Errors) -> String {
    if errors.is_empty() { title.to_owned() } else { format!("{}{title}", ErrorWords(lang()).title_prefix()) }
}

/// The list of problems on top of a refused form; it takes the focus when the page opens.
#[component]
pub fn ErrorSummary(errors: Errors) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let heading = ErrorWords(lang()).heading(errors.0.len());
        let lines = errors
            .0
            .into_iter()
            .map(|error| view! { <li><a class="error-summary__link" href=format!("#{}", error.field)>{error.message}</a></li> });
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus id="loi" aria-labelledby="loi-tieu-de">
                <h2 class="error-summary__title" id="loi-tieu-de"><Icon name="alert-triangle"/>{heading}</h2>
                <ul class="error-summary__list">{lines.collect_view()}</ul>
            </div>
        }
    })
}
