//! The consent form to print, sign and hand in, for guardians without an e-mail address.

use domain::calendar::{format_date, needs_own_consent};
use domain::consent::Datum;
use domain::entries::entry::{Author, Entry};
use domain::programmes::edition::Edition;
use leptos::prelude::*;
use time::Date;

use crate::catalogue;
use crate::components::page_head::{BackLink, PageHead};
use crate::entries::consent_page::{ConsentWords, version_day};
use crate::entries::consent_text::{ConsentText, collected_data, consent_paragraphs};
use crate::entries::section_names::entry_title;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the form to print.
    pub PaperFormWords {
        title(child: &str) => "Phiếu đồng ý: {child}", "Consent form: {child}";
        back => "Hồ sơ", "The entry";
        how => "In trang này (Ctrl+P), điền và ký, rồi nộp cho ban thư ký. Ban thư ký ghi nhận ý kiến vào hệ thống.", "Print this page (Ctrl+P), fill it in, sign it and hand it to the secretariat, which records the answer.";
        child => "Tác giả", "Author";
        born => "Ngày sinh", "Date of birth";
        guardian => "Người giám hộ", "Guardian";
        mark => "Đánh dấu × vào ô đồng ý. Ô để trống là không đồng ý.", "Mark the boxes you agree to with ×. An empty box means no.";
        by_guardian => "Ý kiến của cha, mẹ hoặc người giám hộ", "Parent or guardian";
        by_child => "Ý kiến của em (từ 7 tuổi, em tự điền)", "The child (from 7 years, filled in by the child)";
        processing => "Cho ban tổ chức dùng dữ liệu để xét và chấm hồ sơ (cần có để dự thi)", "The organisers may use the data to check and judge the entry (needed to take part)";
        sign => "Họ và tên: ………………………………   Quan hệ: ……………………   Ngày …… tháng …… năm ………   Ký tên: ……………………", "Name: ………………………………   Relation: ……………………   Date: ……………………   Signature: ……………………";
        sign_child => "Họ và tên: ………………………………   Ngày …… tháng …… năm ………   Ký tên: ……………………", "Name: ………………………………   Date: ……………………   Signature: ……………………";
    }
}

/// The form of one author.
#[component]
pub fn PaperFormPage(entry: Entry, author: Author, edition: Edition, data: Vec<Datum>, today: Date) -> impl IntoView {
    let words = PaperFormWords(lang());
    let asked = ConsentWords(lang());
    let title = words.title(&author.full_name);
    let born = author.birth_date.map(|birth| format_date(birth, lang())).unwrap_or_default();
    let (purpose, after) = consent_paragraphs(edition.name(lang()), lang());
    let collected = collected_data(&data, lang());
    let after = after.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    let own = author.birth_date.is_none_or(|birth| needs_own_consent(birth, today));
    let child = own.then(|| {
        view! {
            <h2>{words.by_child()}</h2>
            <Boxes texts=vec![asked.child_processing(), asked.child_publish(), asked.child_photo()]/>
            <p>{words.sign_child()}</p>
        }
    });
    view! {
        <Title text=title.clone()/>
        <div class="no-print"><BackLink to=format!("/ho-so/{}", entry.id) label=words.back()/></div>
        <PageHead title kicker=asked.work(&entry_title(&entry.title, lang()))/>
        <p class="hint no-print">{words.how()}</p>
        <p>{words.child()}": "<strong>{author.full_name.clone()}</strong>". "{words.born()}": "{born}". "{words.guardian()}": "{author.guardian.name.clone()}</p>
        <p>{purpose}</p>
        <p>{ConsentText(lang()).collected()}</p>
        {collected}
        <div class="prose">{after}</div>
        <p class="hint">{asked.version(&version_day())}</p>
        <h2>{words.by_guardian()}</h2>
        <p>{words.mark()}</p>
        <Boxes texts=vec![words.processing(), asked.publish_name(), asked.publish_photo()]/>
        <p>{words.sign()}</p>
        {child}
    }
}

/// Empty boxes to mark by hand.
#[component]
fn Boxes(texts: Vec<&'static str>) -> impl IntoView {
    let rows = texts.into_iter().map(|text| view! { <p>"☐ "{text}</p> });
    rows.collect_view()
}
