//! One file as a judge reads it: its pages as pictures, its text where it may be read, or why there is nothing yet.

use domain::ids::AssignmentId;
use domain::judging::entry_view::{JudgedFile, JudgedPage};
use domain::judging::file_view::{DocumentBlock, Shown};
use domain::text::format_file_size;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::icon::Icon;
use crate::shell::href;
use crate::words::lang;

catalogue! {
    /// The words around a file.
    pub JudgedFileWords {
        file(number: usize, item: &str) => "Tệp {number} – {item}", "File {number} – {item}";
        pages(all: usize) => "{all} trang. Chạm vào trang để phóng to.", "{all} pages. Tap a page to enlarge it.";
        one_page => "Chạm vào hình để phóng to.", "Tap the picture to enlarge it.";
        page(page: usize, all: usize) => "Trang {page}/{all}", "Page {page} of {all}";
        picture(page: usize) => "Hình {page}", "Picture {page}";
        no_picture => "(Hình ở đây không đọc được.)", "(The picture here cannot be read.)";
        table => "Bảng trong tệp", "A table of the file";
        words(page: usize) => "Phần chữ của trang {page}", "The text of page {page}";
        download => "Tải tệp", "Download the file";
        preparing => "Đang chuẩn bị trang, tải lại sau ít giây.", "The pages are being prepared. Reload in a few seconds.";
        reload => "Tải lại", "Reload";
        kept_back => "Tệp này chưa xem được trong vòng chấm kín. Ban thư ký đã được báo và sẽ cung cấp bản xem được; anh/chị chấm các phần khác trước.",
            "This file cannot be read in a blind round yet. The secretariat knows and will provide a copy; please score the other parts first.";
    }
}

/// A file in the reading side of the sheet.
#[component]
pub fn JudgedFileView(file: JudgedFile, assignment: AssignmentId) -> impl IntoView {
    let words = JudgedFileWords(lang());
    let place = Place(format!("/cham/{assignment}/tep/{}", file.number));
    let download = file.may_have_file.then(|| download(&file, &place));
    let name = words.file(file.number, &file.item);
    let content = match file.shown {
        Shown::Pages | Shown::Document => FileContent { pages: file.pages, blocks: file.blocks, place }.view(),
        Shown::Preparing => {
            let again = href(&format!("/cham/{assignment}"));
            view! { <Notice text=words.preparing()><p><a href=again>{words.reload()}</a></p></Notice> }.into_any()
        }
        Shown::KeptBack => view! { <Notice kind=NoticeKind::Attention text=words.kept_back()/> }.into_any(),
        Shown::Nothing => ().into_any(),
    };
    view! {
        <section class="viewer__file">
            <h4 class="viewer__file-name"><Icon name="file"/>{name}</h4>
            {download}
            {content}
        </section>
    }
}

fn download(file: &JudgedFile, place: &Place) -> impl IntoView + use<> {
    let size = u64::try_from(file.size).unwrap_or(0);
    let kind = file.media_type.rsplit(['/', '.']).next().unwrap_or_default();
    let meta = format!("{}, {}", kind.to_uppercase(), format_file_size(size, lang()));
    let label = JudgedFileWords(lang()).download();
    view! {
        <p class="viewer__download">
            <a href=href(&place.0)>{label}</a>" "<span class="upload__meta">{meta}</span>
        </p>
    }
}

/// The address of a file, without language; its pages stand below it.
#[derive(Clone, Debug)]
pub struct Place(pub String);

impl Place {
    fn page(&self, number: usize) -> String {
        href(&format!("{}/trang/{number}", self.0))
    }
}

/// What is shown of a file: its pages, or its text with pictures.
#[derive(Clone, Debug)]
pub struct FileContent {
    pub pages: Vec<JudgedPage>,
    pub blocks: Vec<DocumentBlock>,
    pub place: Place,
}

impl FileContent {
    /// Text where there is some, else the pages.
    pub fn view(&self) -> AnyView {
        if self.blocks.is_empty() {
            self.pages_view()
        } else {
            let parts = self.blocks.iter().map(|block| self.block(block)).collect_view();
            view! { <div class="viewer__text-document prose">{parts}</div> }.into_any()
        }
    }

    fn pages_view(&self) -> AnyView {
        let words = JudgedFileWords(lang());
        let all = self.pages.len();
        let hint = match all {
            0 => return ().into_any(),
            1 => words.one_page().to_owned(),
            _ => words.pages(all),
        };
        let pages = self.pages.iter().map(|page| self.figure(page, words.page(page.number, all)));
        view! { <p class="viewer__hint">{hint}</p>{pages.collect_view()} }.into_any()
    }

    /// The picture is a link to itself: there every browser enlarges it.
    fn figure(&self, page: &JudgedPage, label: String) -> AnyView {
        let (address, source) = (self.place.page(page.number), self.place.page(page.number));
        let text = page.text.as_ref().map(|text| {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let lines = lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
            let summary = JudgedFileWords(lang()).words(page.number);
            view! { <details class="viewer__words"><summary>{summary}</summary>{lines}</details> }
        });
        view! {
            <figure class="viewer__figure">
                <a class="viewer__page" href=address target="_blank">
                    <img src=source alt=label.clone() width=page.width height=page.height loading="lazy" decoding="async"/>
                </a>
                <figcaption class="viewer__page-number">{label}</figcaption>
                {text}
            </figure>
        }
        .into_any()
    }

    fn block(&self, block: &DocumentBlock) -> AnyView {
        match block {
            DocumentBlock::Heading { level: 0 | 1, text } => view! { <h5>{text.clone()}</h5> }.into_any(),
            DocumentBlock::Heading { text, .. } => view! { <h6>{text.clone()}</h6> }.into_any(),
            DocumentBlock::Paragraph(text) => view! { <p>{text.clone()}</p> }.into_any(),
            DocumentBlock::Item { level, text } => view! { <p class=item_class(*level)>{text.clone()}</p> }.into_any(),
            DocumentBlock::Table(rows) => table(rows),
            DocumentBlock::Picture(number) => {
                let words = JudgedFileWords(lang());
                match self.pages.iter().find(|page| page.number == *number) {
                    Some(page) => self.figure(page, words.picture(*number)),
                    None => view! { <p class="muted">{words.no_picture()}</p> }.into_any(),
                }
            }
        }
    }
}

fn item_class(level: u8) -> &'static str {
    match level {
        0 => "viewer__item",
        1 => "viewer__item viewer__item--inner",
        _ => "viewer__item viewer__item--innermost",
    }
}

fn table(rows: &[Vec<String>]) -> AnyView {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    });
    let label = JudgedFileWords(lang()).table();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=label>
            <table class="table"><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}
