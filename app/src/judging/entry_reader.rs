//! The entry as its judge reads it: answers, and files under neutral names, as pictures of their pages.

use domain::ids::AssignmentId;
use domain::judging::entry_view::JudgedEntry;
use leptos::prelude::*;

use crate::catalogue;
use crate::judging::judged_file::JudgedFileView;
use crate::words::lang;

catalogue! {
    /// The words around an entry.
    pub ReaderWords {
        entry => "Nội dung hồ sơ", "The entry";
        field => "Lĩnh vực", "Field";
        group => "Bảng", "Group";
        people => "Tác giả, đơn vị", "Authors, unit";
        files => "Tệp", "Files";
        no_files => "Hồ sơ không có tệp để xem.", "The entry has no files to show.";
    }
}

/// The reading side of the score sheet.
#[component]
pub fn EntryReader(entry: JudgedEntry, assignment: AssignmentId) -> impl IntoView {
    let words = ReaderWords(lang());
    let group =
        (!entry.group.is_empty()).then(|| view! { <p><strong>{words.group()}": "</strong>{entry.group.clone()}</p> });
    let people = entry.people.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let people = (!entry.people.is_empty()).then(|| view! { <h3>{words.people()}</h3><ul>{people}</ul> });
    let answers = entry.answers.into_iter().map(|answer| {
        let paragraphs = answer.text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! { <h3>{answer.label}</h3>{paragraphs} }
    });
    let files: Vec<_> = entry.files.into_iter().map(|file| view! { <JudgedFileView file assignment/> }).collect();
    let files = if files.is_empty() {
        view! { <p class="muted">{words.no_files()}</p> }.into_any()
    } else {
        files.into_iter().collect_view().into_any()
    };
    view! {
        <section class="viewer__document" tabindex="0" aria-label=words.entry()>
            <div class="prose">
                <h2 class="visually-hidden">{words.entry()}</h2>
                <p><strong>{words.field()}": "</strong>{entry.field}</p>
                {group}
                {people}
                {answers.collect_view()}
                <h3 class="visually-hidden">{words.files()}</h3>
            </div>
            {files}
        </section>
    }
}
