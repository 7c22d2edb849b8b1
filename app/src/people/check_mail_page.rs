//! A letter is on its way: what to look for, and what to do when it does not come.

use leptos::prelude::*;

use crate::catalogue;
use crate::shell::{Title, href, page_context};

/// Which letter was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentLetter {
    ConfirmEmail,
    NewPassword,
}

catalogue! {
    /// The words of waiting for a letter.
    pub CheckMailWords {
        title => "Kiểm tra hộp thư", "Check your mail";
        confirm(email: &str) => "Hệ thống đã gửi thư tới {email}. Mở đường dẫn trong thư để xác nhận địa chỉ; đường dẫn dùng được trong 3 ngày.",
            "A letter was sent to {email}. Open its link to confirm the address; the link works for 3 days.";
        password(email: &str) => "Nếu {email} có tài khoản, hệ thống đã gửi thư tới địa chỉ này. Mở đường dẫn trong thư để đặt mật khẩu mới; đường dẫn dùng được trong 2 giờ.",
            "If {email} has an account, a letter was sent there. Open its link to choose a new password; the link works for 2 hours.";
        not_arrived => "Chưa thấy thư?", "No letter yet?";
        wait => "Thư thường đến trong vài phút. Xem cả thư mục thư rác.", "It usually arrives within minutes. Look in the spam folder too.";
        again => "Nhập lại địa chỉ", "Enter the address again";
        help(phone: &str) => "Nếu vẫn không nhận được, gọi ban thư ký: {phone}.", "If nothing arrives, call the secretariat: {phone}.";
    }
}

/// Says that a letter is on its way to this address.
#[component]
pub fn CheckMailPage(letter: SentLetter, #[prop(into)] email: String) -> impl IntoView {
    let page = page_context();
    let words = CheckMailWords(page.lang);
    let (sentence, again) = match letter {
        SentLetter::ConfirmEmail => (words.confirm(&email), "/dang-ky"),
        SentLetter::NewPassword => (words.password(&email), "/quen-mat-khau"),
    };
    view! {
        <Title text=words.title()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{sentence}</p></div>
        <h2>{words.not_arrived()}</h2>
        <p>{words.wait()}" "<a href=href(again)>{words.again()}</a></p>
        <p>{words.help(&page.organiser.phone)}</p>
    }
}
