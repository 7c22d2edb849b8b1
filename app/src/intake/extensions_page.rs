//! Later deadlines: those granted, and the form for another.

use domain::calendar::{format_deadline, format_instant};
use domain::ids::UnitId;
use domain::intake::extensions::{CorrectionForm, Extension, ExtensionForm, ExtensionScope, field};
use domain::programmes::deadline::EffectiveDeadline;
use domain::programmes::edition::Edition;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::Button;
use crate::components::choice::Radios;
use crate::components::confirm::Confirm;
use crate::components::date_field::DateField;
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextArea, TextField};
use crate::components::page_head::{BackLink, Breadcrumb, PageHead, Section};
use crate::components::select::Select;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::intake::queue_page::{QueueWords, queue_path};
use crate::shell::{Title, href, page_context};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of extensions.
    pub ExtensionWords {
        title => "Gia hạn nộp hồ sơ", "Extensions";
        lead => "Gia hạn cho cả kỳ, một đơn vị hoặc một hồ sơ. Người đang soạn hồ sơ trong phạm vi đó nhận thư.",
            "A later deadline for the edition, one unit or one entry. Whoever has an unsent entry there gets a letter.";
        in_force => "Hạn nộp của kỳ", "The edition's deadline";
        granted => "Đã gia hạn", "Granted";
        none => "Chưa gia hạn lần nào", "No extensions yet";
        none_why => "Khi cần, dùng mẫu bên dưới.", "When one is needed, use the form below.";
        scope => "Phạm vi", "For whom";
        edition => "Cả kỳ", "The whole edition";
        unit => "Một đơn vị", "One unit";
        entry => "Một hồ sơ", "One entry";
        entry_named(code: &str) => "Hồ sơ {code}", "Entry {code}";
        unit_choice => "Đơn vị", "Unit";
        choose => "Chọn đơn vị", "Choose a unit";
        entry_code => "Mã hồ sơ", "Entry code";
        entry_hint => "Hồ sơ nháp chưa có mã: nhập số cuối trong địa chỉ trang hồ sơ.", "A draft has no code yet: enter the number at the end of its address.";
        until => "Hạn mới", "New deadline";
        until_hint => "Giờ Việt Nam. Ví dụ 31/7/2027", "Vietnam time. For example 31/7/2027";
        clock => "Giờ", "Hour";
        clock_hint => "Ví dụ 17:00. Để trống: đến hết ngày.", "For example 17:00. Empty: until the day ends.";
        reason => "Lý do", "Reason";
        reason_hint => "Người nộp đọc phần này trong thư. Nếu gia hạn cả kỳ, trang công khai cũng ghi lý do này.",
            "The entrants read this in the letter. When it is for everybody, the public page says it too.";
        uses => "Số hồ sơ được nộp theo gia hạn này", "How many entries may be sent under it";
        uses_hint => "Chỉ dùng khi gia hạn cho đơn vị hoặc hồ sơ. Để trống nếu không giới hạn.", "Only for a unit or an entry. Empty: no limit.";
        used(uses: i32, most: i32) => "{uses} trên {most}", "{uses} of {most}";
        by => "Người quyết định", "Granted by";
        grant => "Gia hạn nộp", "Extend the deadline";
        new => "Gia hạn thêm", "Another extension";
        closed => "Kỳ này không còn nhận hồ sơ nên không gia hạn được.", "The edition no longer receives entries, so nothing can be extended.";
        revoke => "Thu hồi", "Revoke";
        revoked => "Đã thu hồi", "Revoked";
        valid => "Đang dùng được", "In force";
        over => "Đã hết hạn", "Over";
        state => "Tình trạng", "State";
        revoke_title => "Thu hồi gia hạn?", "Revoke the extension?";
        revoke_act => "Thu hồi gia hạn", "Revoke the extension";
        revoke_what(deadline: &str) => "Hạn được áp dụng trở lại: {deadline}. Hồ sơ đã nộp theo gia hạn này vẫn giữ nguyên. Những người đã được báo gia hạn nhận thư nêu lý do.",
            "The deadline that counts again: {deadline}. Entries already sent under this extension stay sent. Everybody who was told of it gets a letter with the reason.";
        no_deadline => "không có hạn nộp", "no deadline";
        revoke_reason => "Lý do thu hồi", "Why it is taken back";
        correct => "Sửa", "Correct";
        correct_title => "Sửa gia hạn", "Correct the extension";
        correct_lead(name: &str, until: &str) => "{name}: đang gia hạn đến {until}. Nhập hạn đúng; những người đã được báo nhận thư đính chính.",
            "{name}: extended until {until}. Enter the right deadline; everybody who was told gets a letter.";
        correct_act => "Lưu hạn đúng và báo bằng thư", "Save the right deadline and write to them";
        corrected => "Đã sửa", "Corrected";
        back => "Về danh sách gia hạn", "Back to the extensions";
    }
}

/// The address of an edition's extensions.
pub fn extensions_path(slug: &str) -> String {
    format!("/thu-ky/{slug}/gia-han")
}

/// What is shown: the edition, its extensions, the units to choose from.
#[derive(Clone, Debug)]
pub struct ExtensionsView {
    pub edition: Edition,
    pub extensions: Vec<Extension>,
    pub units: Vec<(UnitId, String)>,
    pub may_grant: bool,
}

/// The extensions of an edition.
#[component]
pub fn ExtensionsPage(
    desk: ExtensionsView,
    #[prop(optional)] form: ExtensionForm,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ExtensionWords(lang());
    let edition = desk.edition.name(lang()).to_owned();
    let places = vec![
        ("/thu-ky".to_owned(), QueueWords(lang()).secretariat().to_owned()),
        (queue_path(&desk.edition.slug), QueueWords(lang()).title().to_owned()),
    ];
    let deadline = desk.edition.deadline();
    let list = if desk.extensions.is_empty() {
        view! { <Empty title=words.none() text=words.none_why()/> }.into_any()
    } else {
        table(&desk)
    };
    let new =
        if desk.may_grant { grant_form(&desk, &form, &errors) } else { view! { <p>{words.closed()}</p> }.into_any() };
    view! {
        <Title text=title_with_errors(&format!("{}, {edition}", words.title()), &errors)/>
        <Breadcrumb places/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=edition lead=words.lead()>
            <EffectiveDeadlineLine deadline label=words.in_force()/>
        </PageHead>
        {list}
        <Section id="gia-han-them" title=words.new()>{new}</Section>
    }
}

fn table(desk: &ExtensionsView) -> AnyView {
    let words = ExtensionWords(lang());
    let columns = vec![
        Column::text(words.scope()),
        Column::text(words.until()),
        Column::text(words.reason()),
        Column::number(words.uses()),
        Column::text(words.by()),
        Column::text(words.state()),
    ];
    let path = extensions_path(&desk.edition.slug);
    let rows = desk.extensions.iter().map(|extension| row(extension, &path, desk.may_grant)).collect_view();
    view! { <Table caption=words.granted() columns>{rows}</Table> }.into_any()
}

fn row(extension: &Extension, path: &str, may_revoke: bool) -> impl IntoView + use<> {
    let words = ExtensionWords(lang());
    let (name, sub) = scope_name(&extension.scope, lang());
    let uses = match extension.max_uses {
        Some(most) => words.used(extension.uses, most),
        None => extension.uses.to_string(),
    };
    let over = extension.until <= page_context().now;
    let (tone, icon, text) = match extension.revoked_at {
        Some(_) if extension.is_replaced => (Tone::Neutral, "edit", words.corrected()),
        Some(_) => (Tone::Neutral, "x", words.revoked()),
        None if over => (Tone::Neutral, "clock", words.over()),
        None => (Tone::Success, "circle-check", words.valid()),
    };
    let revoke = (may_revoke && extension.revoked_at.is_none() && !over).then(|| {
        let of = format!("{path}/{}", extension.id);
        let named = || view! { <span class="visually-hidden">" "{name.clone()}</span> };
        view! {
            " "<a href=href(&format!("{of}/sua"))>{words.correct()}{named()}</a>
            " "<a href=href(&format!("{of}/thu-hoi"))>{words.revoke()}{named()}</a>
        }
    });
    let (until, reason) = (format_deadline(extension.until, lang()), extension.reason.clone());
    let ended = extension.revoked_why.clone().map(|why| view! { <p class="hint">{why}</p> });
    let by = format!("{}, {}", extension.granted_by, format_instant(extension.granted_at, lang()));
    view! {
        <Row>
            <RowHead sub>{name}</RowHead>
            <Cell label=words.until()>{until}</Cell>
            <Cell label=words.reason()>{reason}</Cell>
            <Cell label=words.uses() number=true>{uses}</Cell>
            <Cell label=words.by()>{by}</Cell>
            <Cell label=words.state()><Tag tone icon text/>{ended}{revoke}</Cell>
        </Row>
    }
}

fn scope_name(scope: &ExtensionScope, lang: Lang) -> (String, String) {
    let words = ExtensionWords(lang);
    match scope {
        ExtensionScope::Edition => (words.edition().to_owned(), String::new()),
        ExtensionScope::Unit { name, .. } => (name.clone(), words.unit().to_owned()),
        ExtensionScope::Entry { code, title } => (words.entry_named(code), title.clone()),
    }
}

fn grant_form(desk: &ExtensionsView, form: &ExtensionForm, errors: &Errors) -> AnyView {
    let words = ExtensionWords(lang());
    let scopes = [("ho-so", words.entry()), ("don-vi", words.unit()), ("ky", words.edition())]
        .map(|(value, label)| (value.to_owned(), label.to_owned()))
        .to_vec();
    let units = desk.units.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let error = |name| errors.at(name);
    view! {
        <form class="form" method="post" action=href(&extensions_path(&desk.edition.slug)) novalidate>
            <Radios name=field::SCOPE legend=words.scope() options=scopes value=form.scope.clone() error=error(field::SCOPE)/>
            <TextField name=field::ENTRY label=words.entry_code() hint=words.entry_hint().to_owned() width="w20"
                value=form.entry_code.clone() error=error(field::ENTRY)/>
            <Select name=field::UNIT label=words.unit_choice() options=units empty=words.choose().to_owned()
                value=form.unit.map(|unit| unit.to_string()).unwrap_or_default() error=error(field::UNIT)/>
            {moment_fields(&form.until, &form.clock, errors)}
            <TextArea name=field::REASON label=words.reason() hint=words.reason_hint().to_owned() rows=3
                value=form.reason.clone() error=error(field::REASON)/>
            <TextField name=field::USES label=words.uses() hint=words.uses_hint().to_owned() kind=Kind::Number width="w4"
                value=form.max_uses.clone() error=error(field::USES)/>
            <Button icon="clock">{words.grant()}</Button>
        </form>
    }
    .into_any()
}

/// A day and an hour; no hour means the whole day.
fn moment_fields(day: &[String; 3], clock: &str, errors: &Errors) -> AnyView {
    let words = ExtensionWords(lang());
    view! {
        <DateField name=field::UNTIL legend=words.until() hint=words.until_hint().to_owned() value=day.clone()
            error=errors.at(field::UNTIL)/>
        <TextField name=field::CLOCK label=words.clock() hint=words.clock_hint().to_owned() width="w4"
            value=clock.to_owned() error=errors.at(field::CLOCK)/>
    }
    .into_any()
}

/// The page where an extension is put right.
#[component]
pub fn CorrectExtensionPage(
    edition: Edition,
    extension: Extension,
    #[prop(optional)] form: CorrectionForm,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ExtensionWords(lang());
    let path = extensions_path(&edition.slug);
    let (name, _) = scope_name(&extension.scope, lang());
    let until = format_deadline(extension.until, lang());
    view! {
        <Title text=title_with_errors(words.correct_title(), &errors)/>
        <BackLink to=path.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.correct_title() kicker=edition.name(lang()).to_owned() lead=words.correct_lead(&name, &until)/>
        <Confirm action=format!("{path}/{}/sua", extension.id) act=words.correct_act() back=path danger=false icon="clock">
            {moment_fields(&form.until, &form.clock, &errors)}
            <TextArea name=field::REASON label=words.reason() hint=words.reason_hint().to_owned() rows=3
                value=form.reason.clone() error=errors.at(field::REASON)/>
        </Confirm>
    }
}

/// The page before an extension is revoked; `then`: the deadline that counts without it.
#[component]
pub fn RevokeExtensionPage(
    edition: Edition,
    extension: Extension,
    then: EffectiveDeadline,
    #[prop(optional)] reason: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ExtensionWords(lang());
    let path = extensions_path(&edition.slug);
    let (name, _) = scope_name(&extension.scope, lang());
    let until = format_deadline(extension.until, lang());
    let then = then.at.map_or_else(|| words.no_deadline().to_owned(), |at| format_deadline(at, lang()));
    view! {
        <Title text=title_with_errors(words.revoke_title(), &errors)/>
        <BackLink to=path.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.revoke_title() lead=format!("{name}: {until}")/>
        <Confirm action=format!("{path}/{}/thu-hoi", extension.id) act=words.revoke_act() back=path>
            <p>{words.revoke_what(&then)}</p>
            <TextArea name=field::REASON label=words.revoke_reason() rows=3 value=reason error=errors.at(field::REASON)/>
        </Confirm>
    }
}
