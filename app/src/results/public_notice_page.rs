//! The provisional list, open for opinions.

use domain::calendar::format_instant;
use domain::results::acts::FeedbackProblem;
use domain::results::public::{PublicAward, PublicNotice};
use leptos::prelude::*;

use super::Typed;
use super::sentences::of_feedback;
use super::shown::authors_line;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::Button;
use crate::components::deadline::Deadline;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextField;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::prize::PrizeName;
use crate::components::receipt::Checksum;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::text_area::TextArea;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the public notice.
    pub PublicNoticeWords {
        title => "Công khai lấy ý kiến", "Public notice";
        lead => "Đây là danh sách dự kiến, chưa phải kết quả. Ai cũng có thể gửi ý kiến trong thời gian công khai.", "This is a provisional list, not the result. Anybody may send an opinion while it is public.";
        results => "Kết quả", "Results";
        until => "Nhận ý kiến đến", "Opinions until";
        since(at: &str) => "Công khai từ {at}", "Public since {at}";
        list(count: usize) => "Danh sách dự kiến, {count} giải", "Provisional list, {count} prizes";
        work => "Công trình", "Work";
        field => "Lĩnh vực", "Field";
        authors => "Tác giả, đơn vị", "Authors, school";
        prize => "Giải dự kiến", "Provisional prize";
        send_title => "Gửi ý kiến", "Send an opinion";
        send_lead => "Ban thư ký đọc và trả lời từng ý kiến. Ý kiến và thông tin người gửi không được công khai.", "The secretariat reads and answers every opinion. Neither it nor your name is published.";
        name => "Họ và tên", "Name";
        contact => "Điện thoại hoặc thư điện tử", "Phone number or e-mail";
        contact_hint => "Để ban thư ký trả lời", "So that you can be answered";
        body => "Nội dung", "Opinion";
        body_hint => "Nêu mã hồ sơ, điều chưa đúng và căn cứ.", "Name the entry's code, what you think is wrong, and why.";
        send => "Gửi ý kiến", "Send the opinion";
        over => "Đã hết thời gian nhận ý kiến. Kết quả sẽ được công bố sau khi có quyết định.", "The time for opinions is over. Results are published once decided.";
        hash => "Mã kiểm chứng của danh sách này (SHA-256)", "Checksum of this list (SHA-256)";
    }
}

/// The page, with what was typed and what is wrong when the form was refused.
#[component]
pub fn PublicNoticePage(
    notice: PublicNotice,
    #[prop(optional)] problems: Vec<FeedbackProblem>,
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = PublicNoticeWords(lang());
    let errors: Errors = problems.iter().map(|problem| of_feedback(problem, lang())).collect();
    let PublicNotice { edition, notice, awards } = notice;
    let columns = vec![
        Column::text(words.work()),
        Column::text(words.field()),
        Column::text(words.authors()),
        Column::text(words.prize()),
    ];
    let count = awards.len();
    let rows: Vec<_> = awards.into_iter().map(award_row).collect();
    let name = edition.name(lang()).to_owned();
    let title = format!("{}: {name}", words.title());
    let form = if notice.closes_at > page_context().now {
        view! { <OpinionForm slug=edition.slug errors=errors.clone() typed/> }.into_any()
    } else {
        view! { <p class="banner banner--attention">{words.over()}</p> }.into_any()
    };
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <Breadcrumb places=vec![("/ket-qua".to_owned(), words.results().to_owned())]/>
        <Banner/>
        <ErrorSummary errors/>
        <PageHead title=words.title() kicker=name lead=words.lead()>
            <Deadline at=notice.closes_at label=words.until()/>
            <p class="muted">{words.since(&format_instant(notice.opens_at, lang()))}</p>
        </PageHead>
        <Section id="danh-sach" title=words.list(count)>
            <Table caption=words.list(count) columns caption_hidden=true>{rows}</Table>
            <p class="muted">{words.hash()}": "<Checksum text=notice.hash/></p>
        </Section>
        {form}
    }
}

fn award_row(award: PublicAward) -> impl IntoView {
    let words = PublicNoticeWords(lang());
    let authors = authors_line(&award.authors);
    let PublicAward { code, title, field_name, prize_name, seal, .. } = award;
    view! {
        <Row>
            <RowHead sub=code><span lang="vi">{title}</span></RowHead>
            <Cell label=words.field()>{field_name}</Cell>
            <Cell label=words.authors()>{authors}</Cell>
            <Cell label=words.prize()><PrizeName name=prize_name seal/></Cell>
        </Row>
    }
}

#[component]
fn OpinionForm(slug: String, errors: Errors, typed: Typed) -> impl IntoView {
    let words = PublicNoticeWords(lang());
    view! {
        <Section id="gui-y-kien" title=words.send_title()>
            <form class="form no-print" method="post" action=href(&format!("/cong-khai/{slug}")) novalidate>
                <p>{words.send_lead()}</p>
                <TextField name="ho_ten" label=words.name() value=typed.text("ho_ten") autocomplete="name" error=errors.at("ho_ten")/>
                <TextField name="lien_he" label=words.contact() hint=words.contact_hint().to_owned() value=typed.text("lien_he")
                    error=errors.at("lien_he")/>
                <TextArea name="noi_dung" label=words.body() hint=words.body_hint().to_owned() value=typed.text("noi_dung")
                    error=errors.at("noi_dung")/>
                <Button icon="send">{words.send()}</Button>
            </form>
        </Section>
    }
}
