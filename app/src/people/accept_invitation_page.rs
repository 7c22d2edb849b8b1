//! Taking an invitation, with an account or by opening one.

use domain::calendar::format_deadline;
use domain::people::invitations::{NamedGrant, Taking, taking};
use domain::people::passwords::SHORTEST;
use domain::people::registration::Registration;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::register_page::RegisterWords;
use super::role_words::grant_name;
use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Checkbox, Kind, TextField};
use crate::components::page_head::PageHead;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::shell::{Title, href, page_context};

catalogue! {
    /// The words of taking an invitation.
    pub AcceptInvitationWords {
        title => "Lời mời tham gia", "An invitation";
        lead(name: &str) => "Ban thư ký mời ông/bà {name}.", "The secretariat invites {name}.";
        role => "Vai trò", "Role";
        until => "Hiệu lực đến", "Valid until";
        signed_in(name: &str, email: &str) => "Đang đăng nhập: {name} ({email}). Vai trò sẽ thuộc tài khoản này.", "Signed in as {name} ({email}). The role will belong to this account.";
        other_address(invited: &str, name: &str, email: &str) => "Lời mời này gửi tới {invited}, còn ông/bà đang đăng nhập bằng tài khoản {name} ({email}). Nếu nhận bằng tài khoản này, người mời được hỏi và vai trò có hiệu lực khi người mời đồng ý.",
            "This invitation was sent to {invited}, and you are signed in as {name} ({email}). If you take it with this account, the inviter is asked, and the role is in force when they agree.";
        other_address_else(invited: &str) => "Muốn nhận ngay: đăng xuất, rồi mở lại đường dẫn trong thư và dùng địa chỉ {invited}.", "To take it at once, sign out, open the link again and use {invited}.";
        ask => "Xin nhận lời mời bằng tài khoản này", "Ask to take it with this account";
        asked => "Đã hỏi người mời. Khi người mời đồng ý, hệ thống gửi thư cho ông/bà.", "The inviter was asked. You get a letter when they agree.";
        accept => "Nhận lời mời", "Accept the invitation";
        has_account(email: &str) => "Địa chỉ {email} đã có tài khoản. Đăng nhập để nhận lời mời.", "{email} has an account. Sign in to accept.";
        sign_in => "Đăng nhập để nhận lời", "Sign in to accept";
        new_account(email: &str) => "Đặt mật khẩu để mở tài khoản cho {email} và nhận lời mời. Địa chỉ này không cần xác nhận lại.",
            "Choose a password to open an account for {email} and accept. The address needs no confirmation.";
        other_account => "Hoặc đăng nhập bằng tài khoản khác đã có", "Or sign in with another account you have";
        register => "Mở tài khoản và nhận lời", "Open the account and accept";
    }
}

/// What an invitation offers.
#[derive(Clone, Debug)]
pub struct InvitationView {
    pub token: String,
    pub name: String,
    pub email: String,
    pub grant: NamedGrant,
    pub expires_at: OffsetDateTime,
    pub has_account: bool,
    /// The address of somebody who has asked for it already.
    pub claimed: Option<String>,
}

/// The invitation and the one way to take it that fits the visitor.
#[component]
pub fn AcceptInvitationPage(
    invitation: InvitationView,
    #[prop(optional)] given: Option<Registration>,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let page = page_context();
    let words = AcceptInvitationWords(page.lang);
    let title = title_with_errors(words.title(), &errors);
    let lead = words.lead(&invitation.name);
    let role = grant_name(&invitation.grant, page.lang);
    let until = format_deadline(invitation.expires_at, page.lang);
    let way = if page.actor.is_signed_in() {
        view! { <WithThisAccount token=invitation.token email=invitation.email claimed=invitation.claimed/> }.into_any()
    } else if invitation.has_account {
        let email = invitation.email.clone();
        view! { <WithKnownAccount token=invitation.token email/> }.into_any()
    } else {
        let given = given.unwrap_or_else(|| Registration { name: invitation.name.clone(), ..Registration::default() });
        view! { <WithNewAccount token=invitation.token email=invitation.email given errors=errors.clone()/> }.into_any()
    };
    view! {
        <Title text=title/>
        <ErrorSummary errors/>
        <PageHead title=words.title() lead/>
        <SummaryList>
            <SummaryRow key=words.role() value=role/>
            <SummaryRow key=words.until() value=until/>
        </SummaryList>
        {way}
    }
}

#[component]
fn WithThisAccount(token: String, email: String, claimed: Option<String>) -> impl IntoView {
    let page = page_context();
    let words = AcceptInvitationWords(page.lang);
    let own = &page.actor.email;
    if claimed.as_ref() == Some(own) {
        return view! { <p>{words.asked()}</p> }.into_any();
    }
    if taking(&email, own, true) == Taking::Asks {
        return view! {
            <form method="post" action=href(&format!("/loi-moi/{token}/nhan")) class="stack">
                <p>{words.other_address(&email, &page.actor.name, own)}</p>
                <p>{words.other_address_else(&email)}</p>
                <div class="button-row"><Button kind=ButtonKind::Outline>{words.ask()}</Button></div>
            </form>
        }
        .into_any();
    }
    view! {
        <form method="post" action=href(&format!("/loi-moi/{token}/nhan")) class="stack">
            <p>{words.signed_in(&page.actor.name, &page.actor.email)}</p>
            <div class="button-row"><Button icon="check">{words.accept()}</Button></div>
        </form>
    }
    .into_any()
}

#[component]
fn WithKnownAccount(token: String, email: String) -> impl IntoView {
    let words = AcceptInvitationWords(page_context().lang);
    let sign_in = href(&format!("/dang-nhap?ve=/loi-moi/{token}"));
    view! {
        <div class="stack">
            <p>{words.has_account(&email)}</p>
            <div class="button-row"><a class="button" href=sign_in>{words.sign_in()}</a></div>
        </div>
    }
}

#[component]
fn WithNewAccount(token: String, email: String, given: Registration, errors: Errors) -> impl IntoView {
    let lang = page_context().lang;
    let words = AcceptInvitationWords(lang);
    let fields = RegisterWords(lang);
    let sign_in = href(&format!("/dang-nhap?ve=/loi-moi/{token}"));
    view! {
        <p>{words.new_account(&email)}</p>
        <form method="post" action=href(&format!("/loi-moi/{token}")) class="form stack" novalidate>
            <input class="visually-hidden" type="email" name="email" value=email autocomplete="username" readonly tabindex="-1" aria-hidden="true"/>
            <TextField name="name" label=fields.name() value=given.name autocomplete="name" error=errors.at("name")/>
            <TextField name="password" label=fields.password() value=given.password kind=Kind::Password autocomplete="new-password"
                hint=fields.password_hint(SHORTEST) error=errors.at("password")/>
            <p><a href=href("/quyen-rieng-tu")>{fields.read_terms()}</a></p>
            <Checkbox name="terms" label=fields.terms() checked=given.terms error=errors.at("terms")/>
            <div class="button-row"><Button>{words.register()}</Button></div>
        </form>
        <p class="section"><a href=sign_in>{words.other_account()}</a></p>
    }
}
