//! Every programme with its template: out as a file, in from a file.

use domain::programmes::desk::ProgrammeDesk;
use domain::programmes::template::{ProgrammeKind, ProgrammeLevel};
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::Button;
use crate::components::choice::Checkbox;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::page_head::{PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::upload::UploadField;
use crate::shell::{Title, href};
use crate::words::{figure, lang};

catalogue! {
    /// The words of the page.
    pub ProgrammesWords {
        title => "Chương trình và mẫu", "Programmes and templates";
        lead => "Mỗi kỳ mới bắt đầu từ mẫu của chương trình. Thay mẫu không đổi các kỳ đã tạo.", "A new edition starts from its programme's template. A changed template changes no edition.";
        caption => "Các chương trình", "Programmes";
        name => "Chương trình", "Programme";
        kind => "Loại", "Kind";
        level => "Cấp", "Level";
        editions => "Số kỳ", "Editions";
        template => "Mẫu", "Template";
        export => "Tải mẫu", "Download";
        export_of(name: &str) => "của {name}", "of {name}";
        import => "Nhập mẫu từ tệp", "Import a template from a file";
        file => "Tệp mẫu", "Template file";
        file_hint => "Tệp JSON tải từ hệ thống này hoặc hệ thống khác, tối đa 2 MB.", "A JSON file downloaded from this portal or another, at most 2 MB.";
        paste => "Hoặc dán nội dung tệp", "Or paste what the file holds";
        replace => "Thay mẫu của chương trình đã có cùng mã", "Replace the template of a programme with the same code";
        do_import => "Nhập mẫu", "Import the template";
        no_file => "Chọn tệp hoặc dán nội dung", "Choose a file or paste its content";
        not_text => "Tệp không phải văn bản UTF-8. Chọn tệp .json tải từ hệ thống", "The file is not UTF-8 text. Choose a .json file downloaded from the portal";
        contest => "Cuộc thi", "Contest";
        award => "Giải thưởng", "Award";
        recognition => "Công nhận", "Recognition";
        honour => "Danh hiệu", "Honour";
        base => "cơ sở", "base";
        province => "tỉnh", "province";
        national => "toàn quốc", "national";
    }
}

/// What the import was sent with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportForm {
    pub text: String,
    pub replace: bool,
}

/// The list, and the form that takes a file.
#[component]
pub fn ProgrammesPage(
    programmes: Vec<ProgrammeDesk>,
    #[prop(optional)] form: ImportForm,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ProgrammesWords(lang());
    let columns = [
        Column::text(words.name()),
        Column::text(words.kind()),
        Column::text(words.level()),
        Column::number(words.editions()),
        Column::text(words.template()),
    ];
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() lead=words.lead()/>
        <Section id="danh-sach" title=words.caption()>
            <Table caption=words.caption() columns=columns.to_vec() caption_hidden=true dense=true>
                {programmes.into_iter().map(row).collect_view()}
            </Table>
        </Section>
        <Section id="nhap" title=words.import()>
            <form class="form" method="post" action=href("/quan-tri/chuong-trinh/nhap") enctype="multipart/form-data" novalidate>
                <UploadField name="tep" label=words.file() hint=words.file_hint() error=errors.at("tep") accept=".json,application/json"/>
                <TextArea name="noi-dung" label=words.paste() value=form.text rows=8 optional=true error=errors.at("noi-dung")/>
                <Checkbox name="thay" label=words.replace() checked=form.replace error=errors.at("thay")/>
                <div><Button icon="upload">{words.do_import()}</Button></div>
            </form>
        </Section>
    }
}

fn row(line: ProgrammeDesk) -> impl IntoView {
    let words = ProgrammesWords(lang());
    let name = match lang() {
        Lang::Vi => line.names.vi,
        Lang::En => line.names.en,
    };
    let levels: Vec<&str> = line.levels.iter().map(|level| level_name(*level)).collect();
    let file = href(&format!("/quan-tri/chuong-trinh/{}/mau.json", line.code));
    let of = words.export_of(&name);
    view! {
        <Row>
            <RowHead sub=line.code>{name}</RowHead>
            <Cell label=words.kind()>{kind_name(line.kind)}</Cell>
            <Cell label=words.level()>{levels.join(", ")}</Cell>
            <Cell label=words.editions() number=true>{figure(line.editions)}</Cell>
            <Cell label=words.template()><a href=file download>{words.export()}<span class="visually-hidden">" "{of}</span></a></Cell>
        </Row>
    }
}

fn kind_name(kind: ProgrammeKind) -> &'static str {
    let words = ProgrammesWords(lang());
    match kind {
        ProgrammeKind::Contest => words.contest(),
        ProgrammeKind::Award => words.award(),
        ProgrammeKind::Recognition => words.recognition(),
        ProgrammeKind::Honour => words.honour(),
    }
}

fn level_name(level: ProgrammeLevel) -> &'static str {
    let words = ProgrammesWords(lang());
    match level {
        ProgrammeLevel::Base => words.base(),
        ProgrammeLevel::Province => words.province(),
        ProgrammeLevel::National => words.national(),
    }
}
