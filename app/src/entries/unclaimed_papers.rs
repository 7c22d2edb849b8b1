//! Papers whose author was removed or has become somebody else: whose are they?

use domain::entries::entry::EntryFile;
use domain::entries::open_entry::OpenEntry;
use domain::ids::AttachmentId;
use leptos::prelude::*;

use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::field::Select;
use crate::components::page_head::Section;
use crate::components::upload::UploadedFiles;
use crate::entries::file_words::FilesWords;
use crate::entries::files_page::OneFile;
use crate::shell::href;
use crate::words::lang;

/// The `id` and name of the choice whose a paper is.
pub fn claim_field(file: AttachmentId) -> String {
    format!("cua-{file}")
}

/// Each of these papers, to be given to an author or removed.
pub(super) fn unclaimed_papers(open: &OpenEntry, errors: &Errors) -> Option<impl IntoView + use<>> {
    let words = FilesWords(lang());
    let id = open.entry.id.0;
    let authors = open.entry.authors.iter();
    let people: Vec<(String, String)> = authors
        .filter(|author| !author.full_name.is_empty())
        .filter_map(|author| Some((author.id?.to_string(), author.full_name.clone())))
        .collect();
    let papers: Vec<EntryFile> = open.entry.unclaimed_papers(&open.rules).cloned().collect();
    let none = papers.is_empty();
    let rows = papers.into_iter().map(|file| {
        let action = href(&format!("/ho-so/{id}/tep/{}/cua", file.id));
        let name = claim_field(file.id);
        let error = errors.at(&name);
        let holder = if file.holder.is_empty() { words.unclaimed_nameless() } else { &file.holder };
        let why = words.unclaimed_why(holder);
        view! {
            <UploadedFiles><OneFile entry=id file may_remove=true/></UploadedFiles>
            <p>{why}</p>
            <form class="form" method="post" action=action novalidate>
                <Select name label=words.claim() options=people.clone() empty=words.claim_choose().to_owned() error/>
                <Button kind=ButtonKind::Outline>{words.claim_save()}</Button>
            </form>
        }
    });
    let rows = rows.collect_view();
    (!none).then(|| view! { <Section id="giay-chua-ro" title=words.unclaimed()>{rows}</Section> })
}
