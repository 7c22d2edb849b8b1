//! All results: published here, and the archive of past ones.

use domain::calendar::format_date;
use domain::programmes::edition::Edition;
use domain::results::Seal;
use domain::results::archive::ArchiveItem;
use domain::results::public::{AllResults, PublishedEdition};
use domain::text::fold;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::filters::{Chip, Filters};
use crate::components::page_head::{PageHead, Section};
use crate::components::pagination::Pagination;
use crate::components::prize::PrizeName;
use crate::components::register::{Register, RegisterRow};
use crate::components::select::Select;
use crate::components::status::StatusTag;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::Title;
use crate::words::{Lang, lang};

catalogue! {
    /// The words of the page of all results.
    pub ResultsWords {
        title => "Kết quả", "Results";
        title_page(page: usize) => "Kết quả, trang {page}", "Results, page {page}";
        lead => "Kết quả đã công bố, kèm cách tính và gói kiểm chứng; và các kết quả trước đây theo nguồn đã đăng.", "Published results, with how they were computed and a proof; and past results from published sources.";
        noticed => "Đang công khai lấy ý kiến", "On public notice";
        published => "Đã công bố", "Published";
        none => "Chưa công bố kỳ nào", "Nothing published yet";
        none_text => "Kết quả hiện ở đây ngay khi có quyết định.", "Results appear here as soon as they are decided.";
        decision(number: &str, date: &str) => "Quyết định {number} ngày {date}", "Decision {number} of {date}";
        prizes(count: usize) => "{count} giải", "{count} prizes";
        archive => "Kết quả trước đây", "Past results";
        archive_lead => "Chép từ nguồn đã công bố; chỗ nguồn không nêu thì để trống. Không ghi tên tác giả.", "Taken from published sources; what a source does not state is left out. Authors are not named.";
        text => "Tìm, không cần dấu", "Search, accents not needed";
        programme => "Cuộc thi", "Programme";
        level => "Cấp", "Level";
        year => "Năm", "Year";
        all => "Tất cả", "All";
        found(count: usize) => "{count} kết quả", "{count} results";
        nothing => "Không tìm thấy kết quả nào", "No result found";
        nothing_text => "Bớt chữ hoặc bỏ một bộ lọc rồi tìm lại.", "Use fewer words or remove a filter.";
        work => "Công trình", "Work";
        edition => "Kỳ", "Edition";
        unit => "Đơn vị", "School or unit";
        outcome => "Kết quả", "Outcome";
        source => "Nguồn", "Source";
        not_stated => "nguồn không nêu", "not stated";
        translated => "tên dịch lại từ trang tiếng Anh", "title translated back from an English page";
        field(name: &str) => "Lĩnh vực: {name}", "Field: {name}";
    }
}

/// The page.
#[component]
pub fn ResultsPage(results: AllResults) -> impl IntoView {
    let words = ResultsWords(lang());
    let title = if results.query.page > 1 { words.title_page(results.query.page) } else { words.title().to_owned() };
    let notices = (!results.notices.is_empty()).then(|| {
        let rows = results.notices.iter().map(notice_row).collect::<Vec<_>>();
        view! { <Section id="dang-cong-khai" title=words.noticed()><Register>{rows}</Register></Section> }
    });
    let published = if results.editions.is_empty() {
        view! { <Empty title=words.none() text=words.none_text()/> }.into_any()
    } else {
        let rows = results.editions.iter().map(edition_row).collect::<Vec<_>>();
        view! { <Register>{rows}</Register> }.into_any()
    };
    let archive = (!results.years.is_empty() || !results.archive.is_empty())
        .then(|| view! { <Archive results=results.clone()/> });
    view! {
        <Title text=title/>
        <PageHead title=words.title() lead=words.lead()/>
        {notices}
        <Section id="da-cong-bo" title=words.published()>{published}</Section>
        {archive}
    }
}

fn notice_row(edition: &Edition) -> impl IntoView + use<> {
    let state = view! { <StatusTag of=edition.state/> }.into_any();
    view! { <RegisterRow title=edition.name(lang()).to_owned() to=format!("/cong-khai/{}", edition.slug) state/> }
}

fn edition_row(published: &PublishedEdition) -> impl IntoView + use<> {
    let words = ResultsWords(lang());
    let PublishedEdition { edition, decision, prizes } = published.clone();
    let decided = words.decision(&decision.number, &format_date(decision.decided_on, lang()));
    let text = format!("{} · {decided}", words.prizes(prizes));
    let state = view! { <StatusTag of=edition.state/> }.into_any();
    let day = Some(decision.decided_on);
    view! { <RegisterRow title=edition.name(lang()).to_owned() to=format!("/ket-qua/{}", edition.slug) day text state/> }
}

fn level_name(code: &str) -> String {
    let vi = lang() == Lang::Vi;
    match code {
        "national" if vi => "Toàn quốc",
        "national" => "National",
        "provincial" if vi => "Cấp tỉnh",
        "provincial" => "Provincial",
        "commune_cluster" if vi => "Cụm xã, phường",
        "commune_cluster" => "Cluster of communes",
        other => other,
    }
    .to_owned()
}

#[component]
fn Archive(results: AllResults) -> impl IntoView {
    let words = ResultsWords(lang());
    let query = results.query.clone();
    let programmes: Vec<(String, String)> =
        results.programmes.iter().map(|(code, name)| (code.clone(), name.clone())).collect();
    let levels: Vec<(String, String)> = results.levels.iter().map(|code| (code.clone(), level_name(code))).collect();
    let years: Vec<(String, String)> = results.years.iter().map(|year| (year.to_string(), year.to_string())).collect();
    let label = |options: &[(String, String)], value: &str| {
        options.iter().find(|(code, _)| code == value).map_or_else(|| value.to_owned(), |(_, name)| name.clone())
    };
    let year = query.year.map(|year| year.to_string()).unwrap_or_default();
    let (programme, level) = (query.programme.unwrap_or_default(), query.level.unwrap_or_default());
    let chips = [
        ("q", query.text.clone()),
        ("cuoc-thi", label(&programmes, &programme)),
        ("cap", label(&levels, &level)),
        ("nam", year.clone()),
    ];
    let chips = chips.into_iter().filter(|(_, label)| !label.is_empty());
    let chips = chips.map(|(key, label)| Chip { key: key.to_owned(), label }).collect();
    let all = words.all().to_owned();
    let rows: Vec<_> = results.archive.into_iter().map(archive_row).collect();
    let columns = vec![
        Column::text(words.work()),
        Column::text(words.edition()),
        Column::text(words.unit()),
        Column::text(words.outcome()),
        Column::text(words.source()),
    ];
    let page = u64::try_from(query.page).unwrap_or(1);
    let total = u64::try_from(results.found).unwrap_or(0);
    let body = if rows.is_empty() {
        view! { <Empty title=words.nothing() text=words.nothing_text()/> }.into_any()
    } else {
        view! {
            <Table caption=words.archive() columns caption_hidden=true>{rows}</Table>
            <Pagination page total/>
        }
        .into_any()
    };
    view! {
        <Section id="truoc-day" title=words.archive()>
            <p class="muted">{words.archive_lead()}</p>
            <Filters count=words.found(results.found) chips>
                <TextField name="q" label=words.text() value=query.text/>
                <Select name="cuoc-thi" label=words.programme() options=programmes value=programme empty=all.clone()/>
                <Select name="cap" label=words.level() options=levels value=level empty=all.clone()/>
                <Select name="nam" label=words.year() options=years value=year empty=all/>
            </Filters>
            {body}
        </Section>
    }
}

fn archive_row(item: ArchiveItem) -> impl IntoView {
    let words = ResultsWords(lang());
    let missing = || view! { <span class="muted">{words.not_stated()}</span> }.into_any();
    let translated = item.title_translated.then(|| view! { <span class="table__sub">{words.translated()}</span> });
    let field = item.field.map(|field| view! { <span class="table__sub">{words.field(&field)}</span> });
    let unit = item.unit.map_or_else(missing, |unit| unit.into_any());
    let prize =
        item.prize.map_or_else(missing, |prize| view! { <PrizeName seal=seal_of(&prize) name=prize/> }.into_any());
    let (title, edition, source) = (item.title, item.edition, item.source);
    let level = level_name(&item.level);
    view! {
        <Row>
            <RowHead><span lang="vi">{title}</span>{field}{translated}</RowHead>
            <Cell label=words.edition()>{edition}<span class="table__sub">{level}</span></Cell>
            <Cell label=words.unit()>{unit}</Cell>
            <Cell label=words.outcome()>{prize}</Cell>
            <Cell label=words.source()>{source}</Cell>
        </Row>
    }
}

/// The mark of a past prize: sources word it, and say no more. Outcomes that are no prize have none.
fn seal_of(prize: &str) -> Option<Seal> {
    match fold(prize).trim_start_matches("giai ").trim() {
        "dac biet" => Some(Seal::Special),
        "nhat" => Some(Seal::First),
        "nhi" => Some(Seal::Second),
        "ba" => Some(Seal::Third),
        "khuyen khich" => Some(Seal::Merit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_true_prizes_of_the_archive_have_a_seal() {
        let table = [
            ("Giải Đặc biệt", Some(Seal::Special)),
            ("Giải Nhất", Some(Seal::First)),
            ("Giải Nhì", Some(Seal::Second)),
            ("Giải Ba", Some(Seal::Third)),
            ("Giải Khuyến khích", Some(Seal::Merit)),
            ("Giải Nhất (dự kiến)", None),
            ("Vào chung kết", None),
            ("Tác giả nhỏ tuổi nhất", None),
        ];
        for (prize, expected) in table {
            assert_eq!(seal_of(prize), expected, "{prize}");
        }
    }
}
