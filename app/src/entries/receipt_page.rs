//! Proof of filing, at a stable address.

use domain::calendar::{format_deadline, in_vietnam};
use domain::entries::filing::Standing;
use domain::entries::open_entry::OpenEntry;
use domain::entries::receipt::SignedReceipt;
use domain::text::{Lang, format_file_size};
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink, ButtonRow};
use crate::components::copy_field::CopyField;
use crate::components::details::Details;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::receipt::{Checksum, Receipt};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::entries::section_names::entry_title;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of a receipt.
    pub ReceiptWords {
        title => "Biên nhận hồ sơ", "Receipt";
        back => "Các phần hồ sơ", "All sections";
        received => "Đã nhận hồ sơ", "Entry received";
        received_late => "Đã nhận hồ sơ nộp muộn", "Late entry received";
        next(edition: &str) => "Ban thư ký của {edition} kiểm tra hồ sơ và báo kết quả qua thư điện tử. Nếu cần bổ sung, thư nêu rõ hạn.",
            "The secretariat of {edition} checks the entry and writes by e-mail. If anything is missing, the letter names a deadline.";
        next_unit(unit: &str) => " {unit} được mời xác nhận hồ sơ.", " {unit} is asked to confirm the entry.";
        next_late => "Hồ sơ được giữ nguyên. Ban thư ký quyết định có nhận hay không và báo qua thư điện tử.", "The entry is kept. The secretariat decides whether to take it and writes by e-mail.";
        work => "Tên", "Title";
        at => "Thời điểm theo máy chủ", "Server time";
        standing => "So với hạn nộp", "Against the deadline";
        on_time(deadline: &str) => "Đúng hạn, trước {deadline}", "In time, before {deadline}";
        on_time_open => "Đúng hạn", "In time";
        late(deadline: &str) => "Sau hạn {deadline}", "After the deadline, {deadline}";
        edition => "Cuộc thi", "Contest";
        content => "Dấu nội dung (SHA-256)", "Content hash (SHA-256)";
        signature => "Chữ ký của hệ thống", "Signature of the portal";
        key => "Mã khóa", "Key";
        secret => "Mã tra cứu riêng", "Private look-up code";
        secret_hint => "Dùng cùng mã hồ sơ để xem tình trạng ở trang Tra cứu. Không đưa cho người khác.", "Use it with the entry code on the look-up page. Keep it to yourself.";
        files => "Tệp đã nộp", "Files sent";
        download => "Tải biên nhận", "Download the receipt";
        check => "Kiểm chứng biên nhận", "Check a receipt";
        copy => "Mã hồ sơ", "Entry code";
        text => "Biên nhận dạng chữ", "The receipt as text";
        text_hint => "Ai có đoạn này cũng kiểm tra được trên trang kiểm chứng, hoặc bằng chương trình của riêng mình.", "Anyone with this text can check it on the check page, or with a program of their own.";
        earlier => "Các biên nhận trước", "Earlier receipts";
        print => "Để in, dùng lệnh In của trình duyệt (Ctrl+P): trang này vừa một tờ A4.", "To print, use the browser's print command (Ctrl+P): this page fits one sheet of A4.";
    }
}

/// `14:58:07, ngày 30/6/2027 (giờ Việt Nam)`: receipts count in seconds.
pub fn exact_time(at: OffsetDateTime, lang: Lang) -> String {
    let local = in_vietnam(at);
    let date = domain::calendar::format_date(local.date(), lang);
    let clock = format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second());
    match lang {
        Lang::Vi => format!("{clock}, ngày {date} (giờ Việt Nam)"),
        Lang::En => format!("{clock}, {date} (Vietnam time)"),
    }
}

/// How a receipt stands to its deadline, in words.
pub fn standing_words(receipt: &SignedReceipt, lang: Lang) -> String {
    let words = ReceiptWords(lang);
    let payload = &receipt.payload;
    match (payload.standing, payload.deadline) {
        (Standing::OnTime, Some(deadline)) => words.on_time(&format_deadline(deadline, lang)),
        (Standing::OnTime, None) => words.on_time_open().to_owned(),
        (Standing::Late, deadline) => {
            words.late(&deadline.map(|deadline| format_deadline(deadline, lang)).unwrap_or_default())
        }
    }
}

/// The newest receipt of an entry; `secret` looks its state up without an account.
#[component]
pub fn ReceiptPage(open: OpenEntry, receipt: SignedReceipt, secret: String) -> impl IntoView {
    let words = ReceiptWords(lang());
    let id = open.entry.id;
    let payload = receipt.payload.clone();
    let is_late = payload.standing == Standing::Late;
    let title = if is_late { words.received_late() } else { words.received() };
    let next = next_steps(&open, is_late);
    let earlier = open.receipts.iter().filter(|other| **other != receipt).map(|other| {
        let line = format!("{}: {}", other.payload.number, exact_time(other.payload.submitted_at, lang()));
        view! { <li>{line}</li> }
    });
    let earlier = earlier.collect_view();
    let has_earlier = open.receipts.len() > 1;
    let files = open.entry.files.iter().map(|file| {
        let start: String = file.sha256.chars().take(8).collect();
        let line = format!("{}, {}, ", file.name, format_file_size(file.size, lang()));
        view! { <li>{line}<Checksum text=start/></li> }
    });
    let files = files.collect_view();
    let text = receipt.text();
    let standing = standing_words(&receipt, lang());
    let (work, edition) = (entry_title(&open.entry.title, lang()), open.edition.name(lang()).to_owned());
    let (content, signature, key) = (payload.content_hash.clone(), receipt.signature.clone(), payload.key_id.clone());
    let at = exact_time(payload.submitted_at, lang());
    let has_files = !open.entry.files.is_empty();
    view! {
        <Title text=format!("{} {}", words.title(), payload.number)/>
        <Banner/>
        <BackLink to=format!("/ho-so/{id}") label=words.back()/>
        <PageHead title=words.title()/>
        <Receipt title code=payload.number.clone() next>
            <SummaryList>
                <SummaryRow key=words.work() value=work/>
                <SummaryRow key=words.edition() value=edition/>
                <SummaryRow key=words.at() value=at/>
                <SummaryRow key=words.standing() value=standing/>
                <SummaryRow key=words.content()><Checksum text=content/></SummaryRow>
                <SummaryRow key=words.signature()><Checksum text=signature/></SummaryRow>
                <SummaryRow key=words.key()><Checksum text=key/></SummaryRow>
                <SummaryRow key=words.secret()><strong>{secret}</strong><br/>{words.secret_hint()}</SummaryRow>
            </SummaryList>
        </Receipt>
        {has_files.then(|| view! { <Section id="tep-da-nop" title=words.files()><ul>{files}</ul></Section> })}
        {has_earlier.then(|| view! { <Section id="truoc" title=words.earlier()><ul>{earlier}</ul></Section> })}
        <div class="no-print stack">
            <CopyField id="ma" label=words.copy() value=open.entry.code.clone().unwrap_or_default()/>
            <ButtonRow>
                <ButtonLink to=format!("/ho-so/{id}/bien-nhan.txt") kind=ButtonKind::Outline icon="download">{words.download()}</ButtonLink>
                <ButtonLink to="/kiem-chung/bien-nhan" kind=ButtonKind::Outline icon="shield-check">{words.check()}</ButtonLink>
            </ButtonRow>
            <p class="hint">{words.print()}</p>
            <Details summary=words.text()><p class="hint">{words.text_hint()}</p><pre>{text}</pre></Details>
        </div>
    }
}

fn next_steps(open: &OpenEntry, is_late: bool) -> String {
    let words = ReceiptWords(lang());
    if is_late {
        return words.next_late().to_owned();
    }
    let mut next = words.next(open.edition.name(lang()));
    if open.rules.team.unit_confirms {
        next.push_str(&words.next_unit(&open.entry.unit_name));
    }
    next
}
