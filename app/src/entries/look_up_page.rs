//! How an entry stands, without an account: its code and one secret.

use domain::calendar::format_instant;
use domain::entries::public_checks::EntryStanding;
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonRow};
use crate::components::deadline::Deadline;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::*;
use crate::components::page_head::{PageHead, Section};
use crate::components::status::StatusTag;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of looking up.
    pub LookUpWords {
        title => "Tra cứu hồ sơ", "Look up an entry";
        lead => "Xem hồ sơ đang ở bước nào. Không cần tài khoản.", "See how an entry stands. No account needed.";
        code => "Mã hồ sơ", "Entry code";
        code_hint => "Ghi trên biên nhận, ví dụ TTN-2027-0147", "On the receipt, such as TTN-2027-0147";
        secret => "Điện thoại người đại diện, hoặc mã tra cứu riêng", "Phone of the representative, or the private look-up code";
        secret_hint => "Mã tra cứu riêng có 12 chữ và số, ghi trên biên nhận", "The private code has 12 letters and digits and stands on the receipt";
        look_up => "Tra cứu", "Look up";
        code_missing => "Nhập mã hồ sơ", "Enter the entry code";
        secret_missing => "Nhập số điện thoại hoặc mã tra cứu riêng", "Enter the phone number or the private code";
        not_found => "Không tìm thấy hồ sơ khớp cả mã và điện thoại (hoặc mã tra cứu riêng). Kiểm tra lại từng chữ trên biên nhận",
            "No entry fits both the code and the phone (or private code). Check every letter on the receipt";
        found => "Tình trạng", "State";
        work => "Tên", "Title";
        edition => "Cuộc thi", "Contest";
        sent => "Nộp lúc", "Sent";
        unit => "Đơn vị xác nhận", "Confirmation by the unit";
        due => "Hạn bổ sung", "Supplement due";
        due_do => "Đăng nhập để xem cần bổ sung gì và nộp lại.", "Sign in to see what is asked for and send it again.";
    }
}

/// The form, and the entry when it was found.
#[component]
pub fn LookUpPage(
    #[prop(into)] code: String,
    #[prop(optional_no_strip)] found: Option<EntryStanding>,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = LookUpWords(lang());
    let (code_error, secret_error) = (errors.at("ma"), errors.at("bi-mat"));
    let found = found.map(|found| view! { <Found found/> });
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors/>
        <PageHead title=words.title() lead=words.lead()/>
        {found}
        <form class="form" method="post" action=href("/tra-cuu") novalidate>
            <TextField name="ma" label=words.code() hint=words.code_hint().to_owned() value=code error=code_error width="w20"/>
            <TextField name="bi-mat" label=words.secret() hint=words.secret_hint().to_owned() error=secret_error width="w20"/>
            <ButtonRow><Button icon="search">{words.look_up()}</Button></ButtonRow>
        </form>
    }
}

#[component]
fn Found(found: EntryStanding) -> impl IntoView {
    let words = LookUpWords(lang());
    let edition = if lang() == Lang::En && !found.edition_en.is_empty() { found.edition_en } else { found.edition_vi };
    let sent = found.submitted_at.map(|at| format_instant(at, lang())).unwrap_or_default();
    let (state, unit_state) = (found.state, found.unit_state);
    let unit = found.unit_confirms.then(|| {
        view! { <SummaryRow key=words.unit()><StatusTag of=unit_state/></SummaryRow> }
    });
    let due = found.supplement_due.map(|at| view! { <Deadline at label=words.due()/><p>{words.due_do()}</p> });
    let title = format!("{}: {}", words.found(), found.code);
    view! {
        <Section id="tinh-trang" title>
            <SummaryList>
                <SummaryRow key=words.work() value=found.title/>
                <SummaryRow key=words.edition() value=edition/>
                <SummaryRow key=words.found()><StatusTag of=state/></SummaryRow>
                {unit}
                <SummaryRow key=words.sent() value=sent/>
            </SummaryList>
            {due}
        </Section>
    }
}
