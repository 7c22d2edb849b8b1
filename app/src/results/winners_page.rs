//! The winners of one edition, by field and level. Printed, it is the annex of the decision.

use domain::calendar::format_date_in_document;
use domain::results::public::{PublicAward, PublicDecision, Winners};
use domain::text::Lang;
use leptos::prelude::*;

use super::shown::{names_of, places_of};
use crate::catalogue;
use crate::components::address::with_query;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::filters::{Chip, Filters};
use crate::components::page_head::Breadcrumb;
use crate::components::pagination::Pagination;
use crate::components::prize::{PrizeName, Seal};
use crate::components::select::Select;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the winners' page.
    pub WinnersWords {
        results => "Kết quả", "Results";
        title(edition: &str) => "Kết quả {edition}", "Results: {edition}";
        title_page(edition: &str, page: usize) => "Kết quả {edition}, trang {page}", "Results: {edition}, page {page}";
        decision(number: &str, date: &str) => "Quyết định {number} {date}", "Decision {number}, {date}";
        signer(name: &str) => "{name} ký", "Signed by {name}";
        counts(prizes: usize, fields: usize) => "{prizes} giải, {fields} lĩnh vực", "{prizes} prizes, {fields} fields";
        text => "Tìm, không cần dấu", "Search, accents not needed";
        field => "Lĩnh vực", "Field";
        prize => "Giải", "Prize";
        all => "Tất cả", "All";
        found(count: usize) => "{count} kết quả", "{count} results";
        nothing => "Không tìm thấy giải nào", "No prize found";
        nothing_text => "Bớt chữ hoặc bỏ một bộ lọc rồi tìm lại.", "Use fewer words or remove a filter.";
        xlsx => "Tải XLSX", "Download XLSX";
        csv => "Tải CSV", "Download CSV";
        proof => "Gói kiểm chứng, ZIP", "Proof, ZIP";
        annex => "Bản in phụ lục", "Annex for printing";
        revoked => "Đã thu hồi", "Revoked";
        revoked_by(number: &str) => "Đã thu hồi theo Quyết định {number}", "Revoked by decision {number}";
        check => "Ai cũng tính lại được kết quả này từ phiếu chấm, không cần tài khoản.", "Anybody can compute this result again from the score sheets, without an account.";
        annex_title => "DANH SÁCH ĐẠT GIẢI", "LIST OF WINNERS";
        annex_of(number: &str, date: &str) => "(Kèm theo Quyết định số {number} {date})", "(Annex to decision {number}, {date})";
        number => "TT", "No.";
        work => "Công trình", "Work";
        authors => "Tác giả", "Authors";
        school => "Đơn vị", "School or unit";
        back => "Về trang kết quả", "Back to the results";
        print_hint => "Dùng lệnh In của trình duyệt. Trẻ em chỉ có tên khi đã có đồng ý công bố.", "Use the browser's Print. Children are named only with consent.";
    }
}

/// The page.
#[component]
pub fn WinnersPage(winners: Winners) -> impl IntoView {
    let words = WinnersWords(lang());
    let name = winners.edition.name(lang()).to_owned();
    let title = words.title(&name);
    let tab = if winners.query.page > 1 { words.title_page(&name, winners.query.page) } else { title.clone() };
    let slug = winners.edition.slug.clone();
    let address = page_context().path;
    let query = address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
    let download = |kind: &str| with_query(&format!("/ket-qua/{slug}/tai?{query}"), "dang", Some(kind));
    let annex = with_query(&format!("/ket-qua/{slug}/phu-luc?{query}"), "trang", None);
    let proof = format!("/ket-qua/{slug}/goi-kiem-chung");
    let page = u64::try_from(winners.query.page).unwrap_or(1);
    let total = u64::try_from(winners.found).unwrap_or(0);
    let groups = by_field(winners.awards.clone());
    let body = if groups.is_empty() {
        view! { <Empty title=words.nothing() text=words.nothing_text()/> }.into_any()
    } else {
        groups.into_iter().map(|(field, awards)| field_view(field, awards)).collect_view().into_any()
    };
    view! {
        <Title text=tab/>
        <Breadcrumb places=vec![("/ket-qua".to_owned(), words.results().to_owned())]/>
        <div class="honours">
            <div class="honours__head">
                <p class="honours__decision">{decision_line(&winners.decision)}</p>
                <h1 class="honours__title">{title}</h1>
                <p class="honours__counts">{words.counts(winners.count, winners.fields.len())}</p>
            </div>
            <div class="strata" aria-hidden="true"></div>
        </div>
        <WinnerFilters winners/>
        {body}
        <Pagination page total/>
        <div class="honours__foot no-print">
            <p>{words.check()}</p>
            <div class="button-row">
                <ButtonLink to=proof kind=ButtonKind::Outline icon="shield-check">{words.proof()}</ButtonLink>
                <ButtonLink to=annex kind=ButtonKind::Outline icon="printer">{words.annex()}</ButtonLink>
                <ButtonLink to=download("xlsx") kind=ButtonKind::Outline icon="download">{words.xlsx()}</ButtonLink>
                <ButtonLink to=download("csv") kind=ButtonKind::Outline icon="download">{words.csv()}</ButtonLink>
            </div>
        </div>
    }
}

fn decision_line(decision: &PublicDecision) -> String {
    let words = WinnersWords(lang());
    words.decision(&decision.number, &format_date_in_document(decision.decided_on, lang()))
}

/// Neighbours of the same field together; the list comes sorted by field.
fn by_field(awards: Vec<PublicAward>) -> Vec<(String, Vec<PublicAward>)> {
    let mut groups: Vec<(String, Vec<PublicAward>)> = Vec::new();
    for award in awards {
        match groups.last_mut() {
            Some((field, group)) if *field == award.field_name => group.push(award),
            _ => groups.push((award.field_name.clone(), vec![award])),
        }
    }
    groups
}

fn field_view(field: String, awards: Vec<PublicAward>) -> impl IntoView {
    let id = format!("linh-vuc-{}", awards.first().map(|award| award.field.clone()).unwrap_or_default());
    let heading = id.clone();
    let cards = awards.into_iter().map(award_card).collect_view();
    view! {
        <section class="section" aria-labelledby=heading>
            <div class="section__head"><h2 id=id lang="vi">{field}</h2></div>
            <div class="grid honours__grid">{cards}</div>
        </section>
    }
}

fn award_card(award: PublicAward) -> impl IntoView {
    let words = WinnersWords(lang());
    let revoked = award.revoked.clone();
    let seal = award.seal.filter(|_| revoked.is_none()).map(|mark| view! { <Seal mark/> });
    let names = names_of(&award.authors);
    let schools = places_of(&award.authors);
    let link = href(&format!("/cong-trinh/{}", award.code));
    let class = if revoked.is_some() {
        "card card--linked honours__card card--quiet"
    } else {
        "card card--linked honours__card"
    };
    let mark = revoked.map(|revocation| {
        let text = words.revoked_by(&revocation.decision);
        view! { <p class="card__foot"><Tag tone=Tone::Error icon="circle-x" text/></p> }
    });
    view! {
        <article class=class>
            <div class="card__head">
                {seal}
                <div class="card__titles">
                    <p class="card__kicker" lang="vi">{award.prize_name}</p>
                    <h3 class="card__title" lang="vi"><a class="card__link" href=link>{award.title}</a></h3>
                </div>
            </div>
            <div class="card__text">
                {(!names.is_empty()).then(|| view! { <p>{names}</p> })}
                {(!schools.is_empty()).then(|| view! { <p class="muted" lang="vi">{schools}</p> })}
            </div>
            {mark}
        </article>
    }
}

#[component]
fn WinnerFilters(winners: Winners) -> impl IntoView {
    let words = WinnersWords(lang());
    let query = winners.query;
    let name = |options: &[(String, String)], value: &Option<String>| {
        let value = value.as_ref()?;
        options.iter().find(|(code, _)| code == value).map(|(_, name)| name.clone())
    };
    let chips = [
        ("q", Some(query.text.clone()).filter(|text| !text.is_empty())),
        ("linh-vuc", name(&winners.fields, &query.field)),
        ("giai", name(&winners.prizes, &query.prize)),
    ];
    let chips =
        chips.into_iter().filter_map(|(key, label)| Some(Chip { key: key.to_owned(), label: label? })).collect();
    let all = words.all().to_owned();
    view! {
        <Filters count=words.found(winners.found) chips>
            <TextField name="q" label=words.text() value=query.text/>
            <Select name="linh-vuc" label=words.field() options=winners.fields value=query.field.unwrap_or_default() empty=all.clone()/>
            <Select name="giai" label=words.prize() options=winners.prizes value=query.prize.unwrap_or_default() empty=all/>
        </Filters>
    }
}

/// The annex of the decision: one table of everything, for paper.
#[component]
pub fn AnnexPage(winners: Winners) -> impl IntoView {
    let words = WinnersWords(lang());
    let decision = &winners.decision;
    let date = format_date_in_document(decision.decided_on, Lang::Vi);
    let columns = vec![
        Column::number(words.number()),
        Column::text(words.work()),
        Column::text(words.field()),
        Column::text(words.authors()),
        Column::text(words.school()),
        Column::text(words.prize()),
    ];
    let slug = winners.edition.slug.clone();
    let under = words.annex_of(&decision.number, &date);
    let rows: Vec<_> =
        winners.awards.into_iter().enumerate().map(|(position, award)| annex_row(position + 1, award)).collect();
    view! {
        <Title text=words.annex()/>
        <p class="no-print"><a href=href(&format!("/ket-qua/{slug}"))>{words.back()}</a>". "{words.print_hint()}</p>
        <div class="page-head annex__head">
            <h1>{words.annex_title()}</h1>
            <p>{winners.edition.name(lang()).to_owned()}</p>
            <p><em>{under}</em></p>
        </div>
        <Table caption=words.annex_title() columns caption_hidden=true dense=true>{rows}</Table>
    }
}

fn annex_row(number: usize, award: PublicAward) -> impl IntoView {
    let words = WinnersWords(lang());
    let (names, schools) = (names_of(&award.authors), places_of(&award.authors));
    let revoked = award
        .revoked
        .map(|revocation| view! { <span class="table__sub">{words.revoked_by(&revocation.decision)}</span> });
    let PublicAward { code, title, field_name, prize_name, seal, .. } = award;
    view! {
        <Row>
            <Cell label=words.number() number=true>{number}</Cell>
            <RowHead sub=code><span lang="vi">{title}</span></RowHead>
            <Cell label=words.field()>{field_name}</Cell>
            <Cell label=words.authors()>{names}</Cell>
            <Cell label=words.school()>{schools}</Cell>
            <Cell label=words.prize()><PrizeName name=prize_name seal/>{revoked}</Cell>
        </Row>
    }
}
