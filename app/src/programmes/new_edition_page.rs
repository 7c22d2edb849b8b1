//! Making an edition from a template.

use domain::programmes::desk::ProgrammeLine;
use domain::programmes::naming::{EditionForm, NamingProblem};
use domain::text::Lang;
use leptos::prelude::*;

use super::template_words::naming_sentence;
use crate::catalogue;
use crate::components::button::Button;
use crate::components::choice::Radios;
use crate::components::details::Details;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::components::page_head::{BackLink, PageHead};
use crate::components::select::Select;
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the page.
    pub NewEditionWords {
        back => "Bàn thư ký", "Secretariat";
        title => "Tạo kỳ thi", "New edition";
        lead => "Thể lệ được chép từ mẫu. Mọi giá trị sửa được trước khi mở nhận hồ sơ.", "The rules are copied from a template. Every value can be changed before it opens.";
        programme => "Chương trình", "Programme";
        last(ordinal: i32) => "Kỳ gần nhất trên hệ thống: lần thứ {ordinal}.", "Last edition here: number {ordinal}.";
        first => "Chưa có kỳ nào trên hệ thống.", "No edition here yet.";
        from => "Thể lệ chép từ", "Rules are copied from";
        from_template => "Mẫu của chương trình", "The programme's template";
        from_hint => "Chép từ một kỳ trước: các ngày chuyển sang năm mới, mọi giá trị chờ xác nhận lại.", "From an earlier edition: its days move to the new year, and every value awaits confirmation.";
        no_edition => "Kỳ đã chọn thuộc chương trình khác. Chọn kỳ của chương trình này hoặc chọn mẫu", "The edition belongs to another programme. Choose one of this programme, or the template";
        ordinal => "Lần thứ", "Number";
        ordinal_hint => "Viết 13 hoặc XIII.", "Write 13 or XIII.";
        year => "Năm", "Year";
        year_hint => "Năm của hạn nộp hồ sơ.", "The year of the deadline.";
        more => "Đặt tên, địa chỉ và mã khác với mặc định", "Choose other names, address and codes";
        name_vi => "Tên tiếng Việt", "Vietnamese name";
        name_en => "Tên tiếng Anh", "English name";
        default_hint => "Để trống, hệ thống đặt theo chương trình, lần thứ và năm.", "Left empty, it is made of programme, number and year.";
        slug => "Địa chỉ trang", "Address";
        slug_hint => "Chữ thường không dấu, số và gạch nối, ví dụ sang-tao-tre-2027.", "Plain lower-case letters, digits and hyphens, such as sang-tao-tre-2027.";
        prefix => "Đầu mã hồ sơ", "Start of entry codes";
        prefix_hint => "Chữ hoa, số và gạch nối, ví dụ TTN-2027.", "Capitals, digits and hyphens, such as TTN-2027.";
        create => "Tạo kỳ thi", "Create the edition";
        no_programme => "Chọn chương trình", "Choose a programme";
        bad_ordinal => "Lần thứ là số từ 1 đến 200, viết 13 hoặc XIII", "The number is from 1 to 200: write 13 or XIII";
        bad_year => "Năm có bốn chữ số, từ 2000 đến 2100", "The year has four digits, from 2000 to 2100";
        bad_slug => "Địa chỉ chỉ gồm chữ thường không dấu, số và gạch nối, từ 3 đến 60 ký tự", "The address has 3 to 60 plain lower-case letters, digits and hyphens";
        reserved_slug => "Địa chỉ này hệ thống đã dùng. Chọn địa chỉ khác", "The portal uses this address itself. Choose another";
        taken_slug => "Một kỳ khác đã có địa chỉ này. Kiểm tra lần thứ và năm, hoặc đặt địa chỉ khác", "Another edition has this address. Check number and year, or choose another address";
        bad_prefix => "Đầu mã chỉ gồm chữ hoa không dấu, số và gạch nối, từ 2 đến 16 ký tự", "The start of codes has 2 to 16 capitals, digits and hyphens";
        taken_prefix => "Một kỳ khác đã dùng đầu mã này. Đặt đầu mã khác", "Another edition uses this start of codes. Choose another";
    }
}

/// Why the form was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewEditionRefusal {
    NoProgramme,
    Problems(Vec<NamingProblem>),
    AddressTaken,
    PrefixTaken,
    NoEdition,
}

fn errors_of(refusal: Option<NewEditionRefusal>, lang: Lang) -> Errors {
    let words = NewEditionWords(lang);
    let field = |problem: NamingProblem| match problem {
        NamingProblem::OrdinalOutOfRange => "lan-thu",
        NamingProblem::YearOutOfRange => "nam",
        NamingProblem::AddressNotPlain | NamingProblem::AddressReserved => "dia-chi",
        NamingProblem::PrefixNotPlain => "dau-ma",
    };
    let problem = |problem: NamingProblem| (field(problem), naming_sentence(problem, lang));
    match refusal {
        None => Errors::default(),
        Some(NewEditionRefusal::NoProgramme) => [("chuong-trinh", words.no_programme())].into_iter().collect(),
        Some(NewEditionRefusal::AddressTaken) => [("dia-chi", words.taken_slug())].into_iter().collect(),
        Some(NewEditionRefusal::PrefixTaken) => [("dau-ma", words.taken_prefix())].into_iter().collect(),
        Some(NewEditionRefusal::NoEdition) => [("tu-ky", words.no_edition())].into_iter().collect(),
        Some(NewEditionRefusal::Problems(problems)) => problems.into_iter().map(problem).collect(),
    }
}

/// The form.
#[component]
pub fn NewEditionPage(
    programmes: Vec<ProgrammeLine>,
    #[prop(optional)] form: EditionForm,
    #[prop(optional_no_strip)] refusal: Option<NewEditionRefusal>,
) -> impl IntoView {
    let words = NewEditionWords(lang());
    let errors = errors_of(refusal, lang());
    let name = |line: &ProgrammeLine| match lang() {
        Lang::Vi => line.name_vi.clone(),
        Lang::En => line.name_en.clone(),
    };
    let options = programmes.iter().map(|line| (line.code.clone(), name(line))).collect();
    let hints = programmes
        .iter()
        .map(|line| line.last_ordinal.map_or_else(|| words.first().to_owned(), |last| words.last(last)))
        .collect();
    let editions: Vec<(String, String)> = programmes
        .iter()
        .flat_map(|line| &line.editions)
        .map(|edition| (edition.slug.clone(), edition.name(lang()).to_owned()))
        .collect();
    let from = (!editions.is_empty()).then(|| {
        let (label, hint, empty) = (words.from(), words.from_hint().to_owned(), words.from_template().to_owned());
        view! { <Select name="tu-ky" label options=editions value=form.from.clone() hint=Some(hint) empty=Some(empty) error=errors.at("tu-ky")/> }
    });
    let named = [&form.name_vi, &form.name_en, &form.slug, &form.code_prefix];
    let open =
        named.iter().any(|text| !text.is_empty()) || errors.at("dia-chi").is_some() || errors.at("dau-ma").is_some();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to="/thu-ky" label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() lead=words.lead()/>
        <form class="form" method="post" action=href("/thu-ky/ky-moi") novalidate>
            <Radios name="chuong-trinh" legend=words.programme() options hints value=form.programme error=errors.at("chuong-trinh")/>
            {from}
            <TextField name="lan-thu" label=words.ordinal() hint=words.ordinal_hint().to_owned() value=form.ordinal error=errors.at("lan-thu") width="w4"/>
            <TextField name="nam" label=words.year() hint=words.year_hint().to_owned() value=form.year error=errors.at("nam") kind=Kind::Number width="w4"/>
            <Details summary=words.more() open>
                <div class="stack">
                    <TextField name="ten" label=words.name_vi() hint=words.default_hint().to_owned() value=form.name_vi optional=true/>
                    <TextField name="ten-anh" label=words.name_en() value=form.name_en optional=true/>
                    <TextField name="dia-chi" label=words.slug() hint=words.slug_hint().to_owned() value=form.slug error=errors.at("dia-chi") optional=true/>
                    <TextField name="dau-ma" label=words.prefix() hint=words.prefix_hint().to_owned() value=form.code_prefix error=errors.at("dau-ma") width="w20" optional=true/>
                </div>
            </Details>
            <Button>{words.create()}</Button>
        </form>
    }
}
