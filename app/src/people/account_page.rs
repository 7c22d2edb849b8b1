//! A person's own account.

use domain::people::passwords::SHORTEST;
use domain::people::profile::{Honorific, Profile, ProfileProblem};
use domain::text::Lang;
use leptos::prelude::*;

use super::contact_words::{name_sentence, phone_sentence};
use super::register_page::RegisterWords;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, Radios, TextField};
use crate::components::page_head::{PageHead, Section};
use crate::copies::kept_words::KeptWords;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the account page.
    pub AccountWords {
        title => "Tài khoản", "Account";
        profile => "Thông tin của bạn", "About you";
        name => "Họ và tên", "Full name";
        phone => "Số điện thoại", "Phone number";
        phone_hint => "Để ban thư ký gọi khi cần. Không hiện công khai.", "For the secretariat to call. Never shown in public.";
        honorific => "Cách xưng hô trong thư", "How letters address you";
        as_ban => "bạn", "informal (bạn)";
        as_ong_ba => "ông/bà", "formal (ông/bà)";
        language => "Ngôn ngữ của thư", "Language of letters";
        vietnamese => "Tiếng Việt", "Vietnamese";
        english => "Tiếng Anh", "English";
        save => "Lưu thông tin", "Save";
        password => "Đổi mật khẩu", "Change the password";
        password_lead => "Các thiết bị khác sẽ bị đăng xuất.", "Other devices will be signed out.";
        present => "Mật khẩu hiện tại", "Present password";
        new => "Mật khẩu mới", "New password";
        wrong_present => "Mật khẩu hiện tại không đúng. Nhập lại", "The present password is wrong. Enter it again";
        change => "Đổi mật khẩu", "Change the password";
        devices => "Thiết bị đang đăng nhập", "Signed-in devices";
        sessions(count: u64) => "Số thiết bị đang đăng nhập: {count}.", "Devices signed in: {count}.";
        everywhere => "Đăng xuất khỏi mọi thiết bị", "Sign out everywhere";
        second_factor => "Mã xác thực", "One-time code";
        second_factor_on => "Đã bật mã xác thực.", "The one-time code is on.";
        second_factor_off => "Chưa bật mã xác thực.", "The one-time code is off.";
        second_factor_open => "Bật mã xác thực", "Turn on the code";
    }
}

/// What the page shows besides the profile being edited.
#[derive(Clone, Debug, Default)]
pub struct AccountView {
    pub email: String,
    pub profile: Profile,
    pub sessions: u64,
    pub second_factor: bool,
    pub staff: bool,
}

/// Problems of the profile as sentences at their fields.
pub fn profile_errors(problems: &[ProfileProblem], lang: Lang) -> Errors {
    let sentence = |problem: &ProfileProblem| match *problem {
        ProfileProblem::Name(problem) => ("name", name_sentence(problem, lang)),
        ProfileProblem::Phone(problem) => ("phone", phone_sentence(problem, lang)),
    };
    problems.iter().map(sentence).collect()
}

/// The whole account on one page, one form for each matter.
#[component]
pub fn AccountPage(account: AccountView, #[prop(optional)] errors: Errors) -> impl IntoView {
    let words = AccountWords(lang());
    let AccountView { email, profile, sessions, second_factor, staff } = account;
    let profile_form = view! { <ProfileForm profile errors=errors.clone()/> };
    let account_id = page_context().actor.account.map(|account| account.0.to_string());
    let password_form = view! { <PasswordForm email=email.clone() errors=errors.clone()/> };
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors/>
        <PageHead title=words.title() lead=email/>
        <Section id="thong-tin" title=words.profile()>{profile_form}</Section>
        <Section id="doi-mat-khau" title=words.password()>{password_form}</Section>
        <Section id="thiet-bi" title=words.devices()>
            <div class="stack">
                <p>{words.sessions(sessions)}</p>
                <form method="post" action=href("/tai-khoan/dang-xuat-moi-noi") data-ra=account_id data-hoi=KeptWords(lang()).leave_confirm()>
                    <Button kind=ButtonKind::Outline icon="logout">{words.everywhere()}</Button>
                </form>
            </div>
        </Section>
        {staff.then(|| view! { <SecondFactorPart on=second_factor/> })}
    }
}

#[component]
fn ProfileForm(profile: Profile, errors: Errors) -> impl IntoView {
    let words = AccountWords(lang());
    let honorifics = [(Honorific::Ban, words.as_ban()), (Honorific::OngBa, words.as_ong_ba())];
    let honorifics = honorifics.map(|(one, label)| (one.code().to_owned(), label.to_owned()));
    let languages = [(Lang::Vi, words.vietnamese()), (Lang::En, words.english())];
    let languages = languages.map(|(one, label)| (one.code().to_owned(), label.to_owned()));
    view! {
        <form method="post" action=href("/tai-khoan") class="form stack" novalidate>
            <TextField name="name" label=words.name() value=profile.name autocomplete="name" error=errors.at("name")/>
            <TextField name="phone" label=words.phone() value=profile.phone kind=Kind::Phone autocomplete="tel"
                optional=true hint=words.phone_hint().to_owned() error=errors.at("phone")/>
            <Radios name="honorific" legend=words.honorific() options=honorifics.to_vec() value=profile.honorific.code()/>
            <Radios name="lang" legend=words.language() options=languages.to_vec() value=profile.lang.code()/>
            <div class="button-row"><Button>{words.save()}</Button></div>
        </form>
    }
}

#[component]
fn PasswordForm(email: String, errors: Errors) -> impl IntoView {
    let words = AccountWords(page_context().lang);
    view! {
        <form method="post" action=href("/tai-khoan/mat-khau") class="form stack" novalidate>
            <p class="hint">{words.password_lead()}</p>
            <input class="visually-hidden" type="email" name="email" value=email autocomplete="username" readonly tabindex="-1" aria-hidden="true"/>
            <TextField name="present" label=words.present() kind=Kind::Password autocomplete="current-password" error=errors.at("present")/>
            <TextField name="password" label=words.new() kind=Kind::Password autocomplete="new-password"
                hint=RegisterWords(words.0).password_hint(SHORTEST) error=errors.at("password")/>
            <div class="button-row"><Button kind=ButtonKind::Outline>{words.change()}</Button></div>
        </form>
    }
}

#[component]
fn SecondFactorPart(on: bool) -> impl IntoView {
    let words = AccountWords(lang());
    let (sentence, link) = if on {
        (words.second_factor_on(), None)
    } else {
        (words.second_factor_off(), Some(words.second_factor_open()))
    };
    view! {
        <Section id="ma-xac-thuc" title=words.second_factor()>
            <p>{sentence}" "{link.map(|label| view! { <a href=href("/tai-khoan/ma-xac-thuc")>{label}</a> })}</p>
        </Section>
    }
}
