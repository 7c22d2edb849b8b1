//! Opening an account.

use domain::people::passwords::SHORTEST;
use domain::people::registration::{Registration, RegistrationProblem};
use domain::text::Lang;
use leptos::prelude::*;

use super::contact_words::{email_sentence, name_sentence, password_sentence};
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Checkbox, Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of registering.
    pub RegisterWords {
        title => "Đăng ký tài khoản", "Create an account";
        lead => "Một tài khoản dùng được cho mọi cuộc thi. Học sinh nhỏ có thể nhờ cha mẹ hoặc thầy cô đăng ký thay.",
            "One account serves every contest. A parent or teacher may register for a young pupil.";
        name => "Họ và tên", "Full name";
        email => "Thư điện tử", "E-mail";
        email_hint => "Hệ thống gửi một đường dẫn tới địa chỉ này để xác nhận.", "We send a link to this address to confirm it.";
        password => "Mật khẩu", "Password";
        password_hint(least: usize) => "Ít nhất {least} ký tự. Một câu dễ nhớ là tốt nhất.", "At least {least} characters. A sentence you remember is best.";
        terms => "Tôi đã đọc và đồng ý với điều khoản sử dụng và cách xử lý dữ liệu cá nhân",
            "I have read and accept the terms of use and how personal data is processed";
        read_terms => "Đọc điều khoản và cách xử lý dữ liệu cá nhân", "Read the terms and how personal data is processed";
        terms_missing => "Đánh dấu đồng ý với điều khoản để đăng ký", "Tick that you accept the terms to register";
        submit => "Đăng ký", "Register";
        have_account => "Đã có tài khoản?", "Already have an account?";
        sign_in => "Đăng nhập", "Sign in";
    }
}

/// Problems as sentences at their fields.
pub fn register_errors(problems: &[RegistrationProblem], lang: Lang) -> Errors {
    let sentence = |problem: &RegistrationProblem| match *problem {
        RegistrationProblem::Name(problem) => ("name", name_sentence(problem, lang)),
        RegistrationProblem::Email(problem) => ("email", email_sentence(problem, lang)),
        RegistrationProblem::Password(problem) => ("password", password_sentence(problem, lang)),
        RegistrationProblem::TermsNotAccepted => ("terms", RegisterWords(lang).terms_missing().to_owned()),
    };
    problems.iter().map(sentence).collect()
}

/// The form to open an account; `next` is the local path wanted afterwards.
#[component]
pub fn RegisterPage(
    #[prop(optional)] given: Registration,
    #[prop(into)] next: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = RegisterWords(lang());
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.lead()}</p></div>
        <form method="post" action=href("/dang-ky") class="form stack" novalidate>
            <input type="hidden" name="ve" value=next.clone()/>
            <TextField name="name" label=words.name() value=given.name autocomplete="name" error=errors.at("name")/>
            <TextField name="email" label=words.email() value=given.email kind=Kind::Email autocomplete="username"
                hint=words.email_hint().to_owned() error=errors.at("email")/>
            <TextField name="password" label=words.password() value=given.password kind=Kind::Password autocomplete="new-password"
                hint=words.password_hint(SHORTEST) error=errors.at("password")/>
            <p><a href=href("/quyen-rieng-tu")>{words.read_terms()}</a></p>
            <Checkbox name="terms" label=words.terms() checked=given.terms error=errors.at("terms")/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
        <p>{words.have_account()}" "<a href=super::sign_in_page::with_next("/dang-nhap", &next)>{words.sign_in()}</a></p>
    }
}
