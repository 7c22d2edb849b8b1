//! Files: choosing them, and those that are here. Works without script; an island may add progress.

use leptos::prelude::*;

use crate::components::field::{FieldNotes, described_by, label_text};
use crate::components::icon::Icon;

/// A field for files, in a form with `enctype="multipart/form-data"`.
#[component]
pub fn UploadField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// Formats and size: “PDF, tối đa 20 MB”.
    #[prop(into)]
    hint: String,
    #[prop(optional_no_strip)] error: Option<String>,
    /// What the file chooser offers, such as `.pdf,.docx`.
    #[prop(into, optional)]
    accept: String,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let described = described_by(&name, true, error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            <FieldNotes name=name.clone() hint=Some(hint) error/>
            <div class="upload__drop">
                <input class="upload__input" type="file" id=name.clone() name=name accept=(!accept.is_empty()).then_some(accept)
                    multiple=multiple aria-describedby=described aria-invalid=invalid/>
            </div>
        </div>
    }
}

/// Rows of [`UploadedFile`].
#[component]
pub fn UploadedFiles(children: Children) -> impl IntoView {
    view! { <ul class="upload__files">{children()}</ul> }
}

/// One file that was sent, or why it was refused. Children are quiet buttons.
#[component]
pub fn UploadedFile(
    #[prop(into)] name: String,
    /// Size, pages, checksum.
    #[prop(into, optional)]
    meta: String,
    #[prop(default = "file")] icon: &'static str,
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let failed = error.is_some();
    let icon = if failed { "alert-triangle" } else { icon };
    let meta = (!meta.is_empty()).then(|| view! { " "<span class="upload__meta">{meta}</span> });
    let error = error.map(|error| view! { <p class="upload__error">{error}</p> });
    let actions = children.map(|children| view! { <div class="upload__actions">{children()}</div> });
    view! {
        <li class="upload__file" class:upload__file--error=failed>
            <Icon name=icon/>
            <p class="upload__name">{name}{meta}</p>
            {error}
            {actions}
        </li>
    }
}
