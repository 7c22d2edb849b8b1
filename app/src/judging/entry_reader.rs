//! The entry as its judge reads it: answers, files under neutral names, pictures and PDF in place.

use domain::ids::AssignmentId;
use domain::judging::entry_view::{JudgedEntry, JudgedFile};
use domain::text::format_file_size;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::icon::Icon;
use crate::shell::href;
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
        file(number: usize, item: &str) => "Tệp {number} – {item}", "File {number} – {item}";
        picture(number: usize) => "Ảnh của tệp {number}", "Picture of file {number}";
    }
}

/// The reading side of the score sheet.
#[component]
pub fn EntryReader(entry: JudgedEntry, assignment: AssignmentId) -> impl IntoView {
    let words = ReaderWords(lang());
    let group =
        (!entry.group.is_empty()).then(|| view! { <p><strong>{words.group()}": "</strong>{entry.group.clone()}</p> });
    let people = entry
        .people
        .iter()
        .map(|line| view! { <li>{line.clone()}</li> })
        .collect_view();
    let people = (!entry.people.is_empty()).then(|| view! { <h3>{words.people()}</h3><ul>{people}</ul> });
    let answers = entry.answers.into_iter().map(|answer| {
        let paragraphs = answer
            .text
            .lines()
            .map(|line| view! { <p>{line.to_owned()}</p> })
            .collect_view();
        view! { <h3>{answer.label}</h3>{paragraphs} }
    });
    let files: Vec<_> = entry.files.iter().map(|file| file_line(file, assignment)).collect();
    let files = if files.is_empty() {
        view! { <p class="muted">{words.no_files()}</p> }.into_any()
    } else {
        view! { <ul class="upload__files">{files}</ul> }.into_any()
    };
    let pictures = entry
        .files
        .iter()
        .filter(|file| file.media_type.starts_with("image/"))
        .map(|file| picture(file, assignment));
    view! {
        <section class="viewer__document" tabindex="0" aria-label=words.entry()>
            <div class="prose">
                <h2 class="visually-hidden">{words.entry()}</h2>
                <p><strong>{words.field()}": "</strong>{entry.field}</p>
                {group}
                {people}
                {answers.collect_view()}
                <h3>{words.files()}</h3>
            </div>
            {files}
            {pictures.collect_view()}
        </section>
    }
}

fn address(file: &JudgedFile, assignment: AssignmentId) -> String {
    href(&format!("/cham/{assignment}/tep/{}", file.number))
}

fn file_line(file: &JudgedFile, assignment: AssignmentId) -> impl IntoView + use<> {
    let name = ReaderWords(lang()).file(file.number, &file.item);
    let size = u64::try_from(file.size).unwrap_or(0);
    let ending = file
        .media_type
        .rsplit(['/', '.'])
        .next()
        .unwrap_or_default()
        .to_uppercase();
    let meta = format!("{ending}, {}", format_file_size(size, lang()));
    view! {
        <li class="upload__file">
            <Icon name="file"/>
            <p class="upload__name">
                <a href=address(file, assignment)>{name}</a>" "<span class="upload__meta">{meta}</span>
            </p>
        </li>
    }
}

fn picture(file: &JudgedFile, assignment: AssignmentId) -> impl IntoView + use<> {
    let words = ReaderWords(lang());
    view! {
        <figure>
            <div class="viewer__page"><img src=address(file, assignment) alt=words.picture(file.number) loading="lazy"/></div>
            <figcaption class="viewer__page-number">{words.file(file.number, &file.item)}</figcaption>
        </figure>
    }
}
