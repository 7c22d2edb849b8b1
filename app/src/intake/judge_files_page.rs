//! Files that blind judges cannot read yet: why, and what the secretary can do.

use domain::judging::file_desk::{DeskFile, FilesDesk};
use domain::judging::file_view::{FileObstacle, Prepared};
use domain::paging::PageNumber;
use domain::programmes::edition::Edition;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::empty::Empty;
use crate::components::page_head::{Breadcrumb, PageHead};
use crate::components::pagination::{Pagination, ROWS};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::intake::queue_page::{QueueWords, queue_path};
use crate::shell::{Title, WidePage, href};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of the list.
    pub JudgeFilesWords {
        title => "Tệp giám khảo chưa đọc được", "Files judges cannot read yet";
        lead(readable: usize, waiting: usize) => "Giám khảo vòng chấm kín đọc được {readable} tệp; {waiting} tệp đang chuẩn bị. Những tệp dưới đây cần ban thư ký xem.",
            "Blind judges can read {readable} files; {waiting} are being prepared. Those below need the secretariat.";
        none => "Không có tệp nào chờ", "No file waits";
        none_why => "Tệp mở được thì giám khảo thấy hình các trang; tệp không mở được sẽ hiện ở đây.",
            "Files that open are shown to judges as pictures of their pages; those that do not appear here.";
        entry => "Hồ sơ", "Entry";
        file => "Tệp", "File";
        why => "Lý do", "Why";
        state => "Giám khảo thấy", "Judges see";
        seen => "Giám khảo vòng chấm kín thấy gì", "What blind judges see";
        nothing => "chưa thấy gì", "nothing yet";
        partly => "thấy, nhưng thiếu", "it, but not all of it";
        open => "Xem và xử lý", "Look and act";
        locked => "Khóa bằng mật khẩu", "Locked by a password";
        damaged => "Hỏng, không mở được", "Damaged, cannot be opened";
        empty => "Không có nội dung", "Holds nothing";
        too_many_pages => "Quá 200 trang", "More than 200 pages";
        too_large => "Quá nặng để mở", "Too large to be opened";
        other_kind => "Video, tệp nén hoặc loại khác: phải có người xem trước", "A video, an archive or another kind: a person must look first";
        incomplete(pages: &str) => "Có phông chữ hoặc hình không đọc được ở trang {pages}", "A font or picture could not be read on page {pages}";
        waiting => "Đang chuẩn bị", "Being prepared";
        readable => "Đọc được", "Readable";
    }
}

/// The address of the list.
pub fn judge_files_path(slug: &str) -> String {
    format!("/thu-ky/{slug}/tep-giam-khao")
}

/// Why judges cannot read a file, or not all of it.
pub fn reason(file: &DeskFile, lang: Lang) -> String {
    let words = JudgeFilesWords(lang);
    match file.prepared {
        Prepared::Not(obstacle) => obstacle_words(obstacle, lang).to_owned(),
        Prepared::Waiting => words.waiting().to_owned(),
        Prepared::Pages | Prepared::Document if file.incomplete.is_empty() => words.readable().to_owned(),
        Prepared::Pages | Prepared::Document => {
            let pages: Vec<String> = file.incomplete.iter().map(usize::to_string).collect();
            words.incomplete(&pages.join(", "))
        }
    }
}

fn obstacle_words(obstacle: FileObstacle, lang: Lang) -> &'static str {
    let words = JudgeFilesWords(lang);
    match obstacle {
        FileObstacle::Locked => words.locked(),
        FileObstacle::Damaged => words.damaged(),
        FileObstacle::Empty => words.empty(),
        FileObstacle::TooManyPages => words.too_many_pages(),
        FileObstacle::TooLarge => words.too_large(),
        FileObstacle::OtherKind => words.other_kind(),
    }
}

/// A page of the list, whatever number the address asked for.
#[component]
pub fn JudgeFilesPage(edition: Edition, desk: FilesDesk, page: PageNumber) -> impl IntoView {
    let words = JudgeFilesWords(lang());
    let name = edition.name(lang()).to_owned();
    let places = vec![
        ("/thu-ky".to_owned(), QueueWords(lang()).secretariat().to_owned()),
        (queue_path(&edition.slug), QueueWords(lang()).title().to_owned()),
    ];
    let columns = vec![
        Column::text(words.entry()),
        Column::text(words.file()),
        Column::text(words.why()),
        Column::text(words.state()),
    ];
    let list = if desk.files.is_empty() {
        view! { <Empty title=words.none() text=words.none_why()/> }.into_any()
    } else {
        let base = judge_files_path(&edition.slug);
        let total = desk.files.len() as u64;
        let page = page.within(total, ROWS);
        let first = usize::try_from(page.offset(ROWS)).unwrap_or_default();
        let shown = desk.files.iter().skip(first).take(ROWS as usize);
        let rows = shown.map(|file| row(file, &base)).collect_view();
        view! {
            <Table caption=words.title() columns dense=true caption_hidden=true>{rows}</Table>
            <Pagination page=page.get() total/>
        }
        .into_any()
    };
    view! {
        <Title text=format!("{}, {name}", words.title())/>
        <WidePage/>
        <Breadcrumb places/>
        <Banner/>
        <PageHead title=words.title() kicker=name lead=words.lead(desk.readable, desk.waiting)/>
        {list}
    }
}

fn row(file: &DeskFile, base: &str) -> impl IntoView + use<> {
    let words = JudgeFilesWords(lang());
    let address = href(&format!("{base}/{}", file.id));
    let (tone, icon, seen) = match file.prepared {
        Prepared::Not(_) => (Tone::Attention, "alert-triangle", words.nothing()),
        _ => (Tone::Info, "eye", words.partly()),
    };
    let (code, sub) = (file.entry_code.clone(), file.entry_title.clone());
    let (name, why) = (format!("{}: {}", file.item, file.file_name), reason(file, lang()));
    let which = format!(" {code} {}", file.item);
    view! {
        <Row>
            <RowHead sub>{code}</RowHead>
            <Cell label=words.file()>{name}</Cell>
            <Cell label=words.why()>{why}</Cell>
            <Cell label=words.state()>
                <Tag tone icon text=seen/>" "
                <a href=address>{words.open()}<span class="visually-hidden">{which}</span></a>
            </Cell>
        </Row>
    }
}
