//! The files of an entry: what is asked for, what is there.

use domain::entries::check_files::MB;
use domain::entries::entry::EntryFile;
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::EntrySection;
use domain::entries::shown_names::BlindNotice;
use domain::ids::AuthorId;
use domain::programmes::rules::{DossierItem, DossierKind, FileFormat};
use domain::text::format_file_size;
use leptos::prelude::*;

use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, Section};
use crate::components::steps::SectionNav;
use crate::components::upload::{UploadField, UploadedFile, UploadedFiles};
use crate::entries::file_words::FilesWords;
use crate::entries::problem_words::format_names;
use crate::entries::section_names::{entry_title, section_name};
use crate::entries::section_page::{SectionPageWords, section_links};
use crate::entries::unclaimed_papers::unclaimed_papers;
use crate::entries::upload_island::UploadIsland;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

/// The `id` of the field for an item, for each author where it is asked of each.
pub fn file_field(item: &str, author: Option<AuthorId>) -> String {
    match author {
        Some(author) => format!("tep-{item}-{author}"),
        None => format!("tep-{item}"),
    }
}

/// Every item of the dossier. `refused` is what was not done because the entry was sent or closed meanwhile.
#[component]
pub fn FilesPage(open: OpenEntry, errors: Errors, #[prop(optional, into)] refused: Option<String>) -> impl IntoView {
    let words = SectionPageWords(lang());
    let id = open.entry.id;
    let section = EntrySection::Files;
    let name = section_name(section, open.rules.work_word, lang());
    let statuses = open.statuses();
    let current = statuses.iter().position(|(page, _)| *page == section).unwrap_or(0);
    let part = words.part(current + 1, statuses.len());
    let links = section_links(&open, &statuses);
    let items: Vec<DossierItem> = open.rules.dossier_for(open.entry.field.as_deref()).cloned().collect();
    let has_photos = items.iter().any(|item| item.formats.iter().any(|format| format.is_picture()));
    let items = items.into_iter().map(|item| {
        let (open, errors) = (open.clone(), errors.clone());
        view! { <Section id=format!("muc-{}", item.code) title=item.name.clone()><Item open item errors/></Section> }
    });
    let items = items.collect_view();
    let unclaimed = open.may_edit.then(|| unclaimed_papers(&open, &errors));
    let closed = refused.map(|title| view! { <Closed title id=id.0/> });
    let next = open.next_section(section).map_or_else(|| "kiem-tra".to_owned(), |next| next.slug().to_owned());
    view! {
        <Title text=title_with_errors(&format!("{name}, {}", entry_title(&open.entry.title, lang())), &errors)/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <BackLink to=format!("/ho-so/{id}") label=words.back()/>
        <div class="columns columns--nav">
            <SectionNav label=words.sections() sections=links current/>
            <div class="stack">
                <ErrorSummary errors/>
                <div class="page-head">
                    <p class="page-head__kicker">{part}</p>
                    <h1>{name}</h1>
                </div>
                {closed}
                {has_photos.then(|| view! { <p class="hint">{FilesWords(lang()).privacy()}</p> })}
                {unclaimed}
                {items}
                {open.may_edit.then(|| view! {
                    <ButtonRow><ButtonLink to=format!("/ho-so/{id}/{next}")>{FilesWords(lang()).next()}</ButtonLink></ButtonRow>
                })}
            </div>
        </div>
    }
}

/// The entry can no longer be changed: what was not done stands above the files it holds.
#[component]
fn Closed(title: String, id: i64) -> impl IntoView {
    let page = page_context();
    let words = FilesWords(page.lang);
    let explain = words.closed_do(&page.organiser.name, &page.organiser.phone);
    view! {
        <div class="banner banner--attention" role="alert">
            <Icon name="alert-triangle"/>
            <h2 class="banner__title">{title}</h2>
            <p class="banner__text">{explain}</p>
            <p class="banner__actions"><a href=href(&format!("/ho-so/{id}"))>{words.open_entry()}</a></p>
        </div>
    }
}

#[component]
fn Item(open: OpenEntry, item: DossierItem, errors: Errors) -> impl IntoView {
    let words = FilesWords(lang());
    let guidance = (!item.guidance.is_empty()).then(|| view! { <p>{item.guidance.clone()}</p> });
    let notice = item.blind_notice(&open.rules).filter(|_| item.kind == DossierKind::File);
    let notice = notice.map(|notice| view! { <p class="hint">{blind_words(notice)}</p> });
    let body = match item.kind {
        DossierKind::Physical => view! { <p>{words.physical()}</p> }.into_any(),
        DossierKind::Confirmation => view! { <p>{words.by_unit()}</p> }.into_any(),
        DossierKind::Form | DossierKind::Consent => view! { <p>{words.in_portal()}</p> }.into_any(),
        DossierKind::File if item.per_author && open.entry.authors.is_empty() => {
            let to = href(&format!("/ho-so/{}/{}", open.entry.id, EntrySection::Authors.slug()));
            view! { <p><a href=to>{words.authors_first()}</a></p> }.into_any()
        }
        DossierKind::File if item.per_author => {
            let places = open.entry.authors.iter().filter_map(|author| Some((author.id?, author.full_name.clone())));
            let places: Vec<(AuthorId, String)> = places.collect();
            places
                .into_iter()
                .map(|(author, name)| {
                    let (open, item, errors) = (open.clone(), item.clone(), errors.clone());
                    view! { <h3>{name.clone()}</h3><Place open item errors author=Some((author, name))/> }
                })
                .collect_view()
                .into_any()
        }
        DossierKind::File => view! { <Place open item errors author=None/> }.into_any(),
    };
    view! { {guidance}{notice}{body} }
}

/// How judges of a blind round come to see what is sent here.
fn blind_words(notice: BlindNotice) -> &'static str {
    let words = FilesWords(lang());
    match notice {
        BlindNotice::NotSeen => words.blind_not_seen(),
        BlindNotice::AsPages => words.blind_pages(),
        BlindNotice::AsPagesOthersReleased => words.blind_pages_others(),
        BlindNotice::AfterRelease => words.blind_release(),
    }
}

/// The files in one place, and the form for the next one.
#[component]
fn Place(open: OpenEntry, item: DossierItem, errors: Errors, author: Option<(AuthorId, String)>) -> impl IntoView {
    let words = FilesWords(lang());
    let id = open.entry.id;
    let owner = author.as_ref().map(|(author, _)| *author);
    let files: Vec<EntryFile> = open.entry.files_of(&item.code).filter(|file| file.author == owner).cloned().collect();
    let max = item.max_count.max(item.min_count).max(1);
    let is_full = files.len() >= max as usize && max > 1;
    let field = file_field(&item.code, owner);
    let error = errors.at(&field);
    let label = match (&author, files.is_empty()) {
        (Some((_, name)), true) => words.choose_for(name),
        (None, true) => words.choose().to_owned(),
        (_, false) if max == 1 => words.choose_other().to_owned(),
        _ => words.choose().to_owned(),
    };
    let has_files = !files.is_empty();
    let rows =
        files.into_iter().map(|file| view! { <OneFile entry=id.0 file may_remove=open.may_edit/> }).collect_view();
    let hint = hint(&item);
    let formats = if item.formats.is_empty() { FileFormat::ALL.to_vec() } else { item.formats.clone() };
    let accept = formats.iter().map(|format| format.extensions()).collect::<Vec<_>>().join(",");
    let action = href(&format!("/ho-so/{id}/tep"));
    let (item_code, owner) = (item.code.clone(), owner.map(|author| author.to_string()).unwrap_or_default());
    let account = page_context().actor.account.map(|account| account.0.to_string()).unwrap_or_default();
    let (max_bytes, island_field) = (u64::from(item.max_mb) * MB, field.clone());
    let tell = (open.may_edit && is_full && error.is_none()).then(|| view! { <p class="hint">{words.full()}</p> });
    let form = (open.may_edit && (!is_full || error.is_some())).then(|| {
        view! {
            <form class="form" method="post" enctype="multipart/form-data" action=action.clone() novalidate>
                <input type="hidden" name="muc" value=item_code/>
                <input type="hidden" name="tac-gia" value=owner/>
                <UploadField name=field label hint error accept/>
                <UploadIsland field=island_field action=action.clone() account max_bytes lang=lang()/>
                <Button kind=ButtonKind::Outline icon="upload">{words.upload()}</Button>
            </form>
        }
    });
    view! {
        <div class="upload">
            {has_files.then(|| view! { <UploadedFiles>{rows}</UploadedFiles> })}
            {tell}
            {form}
        </div>
    }
}

fn hint(item: &DossierItem) -> String {
    let words = FilesWords(lang());
    let formats = format_names(&item.formats);
    let limits = if item.max_mb == 0 { words.limits_free(&formats) } else { words.limits(&formats, item.max_mb) };
    let min = if item.required { item.min_count.max(1) } else { item.min_count };
    let max = item.max_count.max(min).max(1);
    if !item.required {
        format!("{limits}. {}", words.optional())
    } else if max > 1 {
        format!("{limits}. {}", words.count(min, max))
    } else {
        limits
    }
}

/// One stored file: opened, and removed where that may be.
#[component]
pub(super) fn OneFile(entry: i64, file: EntryFile, may_remove: bool) -> impl IntoView {
    let words = FilesWords(lang());
    let path = format!("/ho-so/{entry}/tep/{}", file.id);
    let start: String = file.sha256.chars().take(8).collect();
    let meta = format!("{}, {start}", format_file_size(file.size, lang()));
    let is_picture = FileFormat::from_media_type(&file.media_type).is_some_and(FileFormat::is_picture);
    let preview = is_picture.then(|| {
        let src = href(&format!("{path}/xem"));
        let alt = words.preview(&file.name);
        view! { <a href=href(&path)><img class="upload__preview" src=src alt=alt width="120" height="90" loading="lazy"/></a> }
    });
    let plain = (!is_picture).then(|| {
        let name = file.name.clone();
        view! { <a href=href(&path)>{words.open()}<span class="visually-hidden">" "{name}</span></a> }
    });
    let removes = words.removes(&file.name);
    let remove = may_remove.then(|| {
        view! {
            <form method="post" action=href(&format!("{path}/xoa"))>
                <Button kind=ButtonKind::Quiet icon="trash">{words.remove()}<span class="visually-hidden">" "{removes}</span></Button>
            </form>
        }
    });
    view! {
        <UploadedFile name=file.name.clone() meta>
            {preview}
            {plain}
            {remove}
        </UploadedFile>
    }
}
