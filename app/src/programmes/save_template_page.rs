//! Making a template of an edition's rules.

use domain::programmes::desk::TemplateForm;
use domain::programmes::edition::Edition;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::Button;
use crate::components::choice::Checkbox;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextField;
use crate::components::page_head::{BackLink, PageHead};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the page.
    pub SaveTemplateWords {
        back => "Thể lệ", "Rules";
        title => "Lưu thể lệ thành mẫu", "Save the rules as a template";
        lead => "Các ngày bỏ năm để kỳ sau dùng lại. Mọi giá trị trở thành đề xuất, người soạn kỳ sau xác nhận lại.", "Days lose their year, so that another edition can use them. Every value becomes a proposal that is confirmed again.";
        code => "Mã chương trình", "Code of the programme";
        code_hint => "Giữ mã để thay mẫu của chương trình này, hoặc đặt mã mới để có chương trình mới.", "Keep it to replace this programme's template, or choose a new one for a new programme.";
        name_vi => "Tên tiếng Việt", "Vietnamese name";
        name_en => "Tên tiếng Anh", "English name";
        address => "Từ trong địa chỉ của các kỳ", "The word in addresses of editions";
        prefix => "Đầu mã hồ sơ, trước năm", "Start of entry codes, before the year";
        replace => "Thay mẫu đang có của chương trình mang mã này", "Replace the template that this code has now";
        save => "Lưu thành mẫu", "Save as a template";
    }
}

/// The form.
#[component]
pub fn SaveTemplatePage(edition: Edition, form: TemplateForm, #[prop(optional)] errors: Errors) -> impl IntoView {
    let words = SaveTemplateWords(lang());
    let base = format!("/thu-ky/{}/the-le", edition.slug);
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to=base.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=edition.name(lang()).to_owned() lead=words.lead()/>
        <form class="form" method="post" action=href(&format!("{base}/mau")) novalidate>
            <TextField name="ma" label=words.code() hint=words.code_hint().to_owned() value=form.code error=errors.at("ma") width="w20"/>
            <TextField name="ten" label=words.name_vi() value=form.name_vi error=errors.at("ten")/>
            <TextField name="ten-anh" label=words.name_en() value=form.name_en error=errors.at("ten-anh")/>
            <TextField name="dia-chi" label=words.address() value=form.address error=errors.at("dia-chi") width="w20"/>
            <TextField name="dau-ma" label=words.prefix() value=form.prefix error=errors.at("dau-ma") width="w10"/>
            <Checkbox name="thay" label=words.replace() checked=form.replace error=errors.at("thay")/>
            <Button>{words.save()}</Button>
        </form>
    }
}
