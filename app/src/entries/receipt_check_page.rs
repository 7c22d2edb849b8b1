//! Anyone checks a receipt: by its number, or by its text.

use domain::entries::public_checks::ReceiptFinding;
use domain::entries::receipt::{ReceiptPayload, SignedReceipt};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::*;
use crate::components::page_head::PageHead;
use crate::components::receipt::Checksum;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::verdict::{Finding, Verdict};
use crate::entries::receipt_page::{ReceiptWords, exact_time, standing_words};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of checking a receipt.
    pub ReceiptCheckWords {
        title => "Kiểm chứng biên nhận", "Check a receipt";
        lead => "Ai cũng kiểm tra được. Trang này không hiện dữ liệu cá nhân.", "Anyone may check. No personal data are shown.";
        typed => "Mã hồ sơ, hoặc toàn bộ biên nhận dạng chữ", "Entry code, or the whole receipt as text";
        typed_hint => "Ví dụ TTN-2027-0147, hoặc dán nội dung tệp biên nhận. Dán cả biên nhận thì chữ ký được kiểm tra.", "For example TTN-2027-0147, or paste the receipt file. With the whole receipt the signature is checked.";
        check => "Kiểm tra", "Check";
        missing => "Nhập mã hồ sơ hoặc dán biên nhận", "Enter an entry code or paste a receipt";
        genuine => "Biên nhận thật", "Genuine receipt";
        genuine_what => "Chữ ký của hệ thống khớp với nội dung: không chữ nào bị sửa.", "The signature of the portal fits the text: not a letter was changed.";
        registered => "Có trong sổ tiếp nhận", "In the register";
        registered_what => "Hệ thống đã cấp biên nhận mang mã này. Dán toàn bộ biên nhận để kiểm tra cả chữ ký.", "The portal issued a receipt with this number. Paste the whole receipt to check the signature too.";
        forged => "Biên nhận không khớp", "The receipt does not fit";
        forged_what(number: &str) => "Nội dung biên nhận {number} đã bị sửa hoặc không do hệ thống này ký.", "The text of receipt {number} was changed, or this portal did not sign it.";
        unknown_key(key: &str) => "Biên nhận ký bằng khóa {key}, không phải khóa của hệ thống này.", "The receipt is signed with the key {key}, which is not of this portal.";
        unknown => "Không tìm thấy mã này", "Number not found";
        unknown_what(number: &str) => "Không có biên nhận nào mang mã {number}. Kiểm tra lại từng chữ.", "There is no receipt numbered {number}. Check every letter.";
        no_receipt => "Đây không phải biên nhận của hệ thống. Biên nhận bắt đầu bằng dòng “vinhdanh-receipt/1”; dán đủ từ dòng đầu đến dòng chữ ký.", "This is no receipt of the portal. A receipt starts with the line “vinhdanh-receipt/1”; paste everything down to the signature.";
        checked(when: &str) => "kiểm tra lúc {when}", "checked {when}";
        number => "Mã", "Number";
        key(key: &str) => "Khóa công khai của hệ thống (Ed25519): {key}", "Public key of the portal (Ed25519): {key}";
    }
}

/// The form, and what was found.
#[component]
pub fn ReceiptCheckPage(
    #[prop(into)] typed: String,
    #[prop(optional_no_strip)] finding: Option<ReceiptFinding>,
    #[prop(optional)] errors: Errors,
    #[prop(into)] public_key: String,
) -> impl IntoView {
    let words = ReceiptCheckWords(lang());
    let error = errors.at("bien-nhan");
    let found = finding.map(|finding| view! { <Found finding/> });
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors/>
        <PageHead title=words.title() lead=words.lead()/>
        {found}
        <form class="form" method="post" action=href("/kiem-chung/bien-nhan") novalidate>
            <TextArea name="bien-nhan" label=words.typed() hint=words.typed_hint().to_owned() value=typed error rows=4/>
            <ButtonRow><Button icon="shield-check">{words.check()}</Button></ButtonRow>
        </form>
        <p class="hint">{words.key(&public_key)}</p>
    }
}

#[component]
fn Found(finding: ReceiptFinding) -> impl IntoView {
    let words = ReceiptCheckWords(lang());
    let time = words.checked(&exact_time(page_context().now, lang()));
    let (look, word, what, payload) = match finding {
        ReceiptFinding::Genuine { payload } => {
            (Finding::Valid, words.genuine(), words.genuine_what().to_owned(), Some(payload))
        }
        ReceiptFinding::Registered { payload } => {
            (Finding::Valid, words.registered(), words.registered_what().to_owned(), Some(payload))
        }
        ReceiptFinding::Forged { number } => (Finding::Revoked, words.forged(), words.forged_what(&number), None),
        ReceiptFinding::UnknownKey { key_id, .. } => {
            (Finding::Revoked, words.forged(), words.unknown_key(&key_id), None)
        }
        ReceiptFinding::Unknown { number } => (Finding::Unknown, words.unknown(), words.unknown_what(&number), None),
        ReceiptFinding::NotAReceipt(_) => (Finding::Unknown, words.unknown(), words.no_receipt().to_owned(), None),
    };
    let facts = payload.map(|payload| view! { <Facts payload/> });
    view! {
        <Verdict finding=look word time/>
        <p>{what}</p>
        {facts}
    }
}

#[component]
fn Facts(payload: ReceiptPayload) -> impl IntoView {
    let words = ReceiptWords(lang());
    let receipt = SignedReceipt { payload: payload.clone(), signature: String::new() };
    let standing = standing_words(&receipt, lang());
    view! {
        <SummaryList>
            <SummaryRow key=ReceiptCheckWords(lang()).number() value=payload.number/>
            <SummaryRow key=words.edition() value=payload.edition/>
            <SummaryRow key=words.at() value=exact_time(payload.submitted_at, lang())/>
            <SummaryRow key=words.standing() value=standing/>
            <SummaryRow key=words.content()><Checksum text=payload.content_hash.clone()/></SummaryRow>
        </SummaryList>
    }
}
