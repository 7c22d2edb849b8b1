//! Later deadlines: those granted, and the form for another.

use domain::calendar::{format_deadline, format_instant};
use domain::ids::UnitId;
use domain::intake::extensions::{Extension, ExtensionForm, ExtensionScope, field};
use domain::programmes::edition::Edition;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::Button;
use crate::components::choice::Radios;
use crate::components::confirm::Confirm;
use crate::components::date_field::DateField;
use crate::components::deadline::Deadline;
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
        until_hint => "Đến hết ngày này, giờ Việt Nam. Ví dụ 31/7/2027", "Until the end of this day, Vietnam time. For example 31/7/2027";
        reason => "Lý do", "Reason";
        reason_hint => "Người nộp đọc phần này trong thư.", "The entrants read this in the letter.";
        uses => "Số hồ sơ được dùng", "How many entries may use it";
        uses_hint => "Để trống nếu không giới hạn.", "Empty: no limit.";
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
        revoke_what => "Hạn nộp của kỳ được áp dụng trở lại. Hồ sơ đã nộp theo gia hạn này vẫn giữ nguyên.",
            "The edition's deadline counts again. Entries already sent under this extension stay sent.";
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
    let closes = desk
        .edition
        .closes_at
        .map(|at| view! { <Deadline at label=words.in_force()/> });
    let list = if desk.extensions.is_empty() {
        view! { <Empty title=words.none() text=words.none_why()/> }.into_any()
    } else {
        table(&desk)
    };
    let new = if desk.may_grant {
        grant_form(&desk, &form, &errors)
    } else {
        view! { <p>{words.closed()}</p> }.into_any()
    };
    view! {
        <Title text=title_with_errors(&format!("{}, {edition}", words.title()), &errors)/>
        <Breadcrumb places/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=edition lead=words.lead()>{closes}</PageHead>
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
    let rows = desk
        .extensions
        .iter()
        .map(|extension| row(extension, &path, desk.may_grant))
        .collect_view();
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
        Some(_) => (Tone::Neutral, "x", words.revoked()),
        None if over => (Tone::Neutral, "clock", words.over()),
        None => (Tone::Success, "circle-check", words.valid()),
    };
    let revoke = (may_revoke && extension.revoked_at.is_none() && !over).then(|| {
        let address = href(&format!("{path}/{}/thu-hoi", extension.id));
        view! { " "<a href=address>{words.revoke()}<span class="visually-hidden">" "{name.clone()}</span></a> }
    });
    let (until, reason) = (format_deadline(extension.until, lang()), extension.reason.clone());
    let by = format!(
        "{}, {}",
        extension.granted_by,
        format_instant(extension.granted_at, lang())
    );
    view! {
        <Row>
            <RowHead sub>{name}</RowHead>
            <Cell label=words.until()>{until}</Cell>
            <Cell label=words.reason()>{reason}</Cell>
            <Cell label=words.uses() number=true>{uses}</Cell>
            <Cell label=words.by()>{by}</Cell>
            <Cell label=words.state()><Tag tone icon text/>{revoke}</Cell>
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
    let scopes = [
        ("ho-so", words.entry()),
        ("don-vi", words.unit()),
        ("ky", words.edition()),
    ]
    .map(|(value, label)| (value.to_owned(), label.to_owned()))
    .to_vec();
    let units = desk
        .units
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()))
        .collect();
    let error = |name| errors.at(name);
    view! {
        <form class="form" method="post" action=href(&extensions_path(&desk.edition.slug)) novalidate>
            <Radios name=field::SCOPE legend=words.scope() options=scopes value=form.scope.clone() error=error(field::SCOPE)/>
            <TextField name=field::ENTRY label=words.entry_code() hint=words.entry_hint().to_owned() width="w20"
                value=form.entry_code.clone() error=error(field::ENTRY)/>
            <Select name=field::UNIT label=words.unit_choice() options=units empty=words.choose().to_owned()
                value=form.unit.map(|unit| unit.to_string()).unwrap_or_default() error=error(field::UNIT)/>
            <DateField name=field::UNTIL legend=words.until() hint=words.until_hint().to_owned() value=form.until.clone()
                error=error(field::UNTIL)/>
            <TextArea name=field::REASON label=words.reason() hint=words.reason_hint().to_owned() rows=3
                value=form.reason.clone() error=error(field::REASON)/>
            <TextField name=field::USES label=words.uses() hint=words.uses_hint().to_owned() kind=Kind::Number width="w4"
                value=form.max_uses.clone() error=error(field::USES)/>
            <Button icon="clock">{words.grant()}</Button>
        </form>
    }
    .into_any()
}

/// The page before an extension is revoked.
#[component]
pub fn RevokeExtensionPage(edition: Edition, extension: Extension) -> impl IntoView {
    let words = ExtensionWords(lang());
    let path = extensions_path(&edition.slug);
    let (name, _) = scope_name(&extension.scope, lang());
    let until = format_deadline(extension.until, lang());
    view! {
        <Title text=words.revoke_title()/>
        <BackLink to=path.clone() label=words.back()/>
        <PageHead title=words.revoke_title() lead=format!("{name}: {until}")/>
        <Confirm action=format!("{path}/{}/thu-hoi", extension.id) act=words.revoke_act() back=path>
            <p>{words.revoke_what()}</p>
        </Confirm>
    }
}
