//! Joining an authenticator: scan or type the secret, then prove it with the first code.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

use super::refusal::Refusal;
use super::second_factor_page::SecondFactorWords;
use super::sign_in_again_page::KeptFields;
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of joining an authenticator.
    pub JoinAuthenticatorWords {
        title => "Bật mã xác thực", "Turn on the code";
        lead => "Tài khoản có quyền của ban tổ chức cần thêm mã 6 số từ ứng dụng xác thực trên điện thoại.",
            "An account that acts for the organiser also needs a 6-digit code from an authenticator on a phone.";
        step_app => "Cài một ứng dụng xác thực, ví dụ Google Authenticator hoặc Aegis.", "Install an authenticator, such as Google Authenticator or Aegis.";
        step_scan => "Quét ô vuông dưới đây bằng ứng dụng đó, hoặc nhập khóa bằng tay.", "Scan the square below with it, or type the key.";
        step_code => "Nhập mã 6 số ứng dụng đang hiện.", "Enter the 6 digits it shows.";
        picture => "Ô vuông để ứng dụng xác thực quét", "The square for the authenticator to scan";
        key => "Khóa để nhập tay", "Key to type";
        submit => "Bật mã xác thực", "Turn on";
        done => "Mã xác thực đã được bật cho tài khoản này.", "The code is on for this account.";
        change => "Đổi điện thoại: quản trị viên của hệ thống đặt lại, sau đó bật lại ở đây.", "A new phone: an administrator resets it, then you turn it on here again.";
    }
}

/// The steps to join; `secret` in base 32, `address` as `otpauth://`, `kept` the fields of a form that waits.
#[component]
pub fn JoinAuthenticatorPage(
    #[prop(into)] secret: String,
    #[prop(into)] address: String,
    #[prop(into)] next: String,
    #[prop(optional)] kept: Vec<(String, String)>,
    #[prop(optional)] refusal: Option<Refusal>,
) -> impl IntoView {
    let words = JoinAuthenticatorWords(lang());
    let code_words = SecondFactorWords(lang());
    let errors: Errors = refusal.map(|refusal| ("code", refusal.of_code())).into_iter().collect();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.lead()}</p></div>
        <ol class="stack">
            <li>{words.step_app()}</li>
            <li>{words.step_scan()}</li>
            <li>{words.step_code()}</li>
        </ol>
        <Square address label=words.picture()/>
        <dl class="summary-list"><div class="summary-list__row">
            <dt class="summary-list__key">{words.key()}</dt>
            <dd class="summary-list__value"><code>{in_fours(&secret)}</code></dd>
        </div></dl>
        <form method="post" action=href("/tai-khoan/ma-xac-thuc") class="form stack" novalidate>
            <input type="hidden" name="ve" value=next/>
            <KeptFields kept/>
            <TextField name="code" label=code_words.code() kind=Kind::Code autocomplete="one-time-code" width="short" error=errors.at("code")/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
    }
}

/// Says that the code is on.
#[component]
pub fn AuthenticatorJoinedPage() -> impl IntoView {
    let words = JoinAuthenticatorWords(lang());
    view! {
        <Title text=words.title()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.done()}</p></div>
        <p>{words.change()}</p>
    }
}

/// A QR code as one path. Dark on white in every theme: cameras need it so.
#[component]
fn Square(address: String, label: &'static str) -> impl IntoView {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let side = code.width() + 8;
    let dark: String = code
        .to_colors()
        .into_iter()
        .enumerate()
        .filter(|(_, colour)| *colour == Color::Dark)
        .map(|(place, _)| format!("M{} {}h1v1h-1z", place % code.width() + 4, place / code.width() + 4))
        .collect();
    Some(view! {
        <svg viewBox=format!("0 0 {side} {side}") width="232" height="232" role="img" aria-label=label shape-rendering="crispEdges">
            <rect width=side height=side fill="#fff"/>
            <path d=dark fill="#000"/>
        </svg>
    })
}

fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}
