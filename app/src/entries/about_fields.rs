//! Title, field, group and the confirming unit.

use domain::entries::sections::unit_question;
use domain::programmes::rules::EditionRules;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::field::*;
use crate::entries::section_names::work_word;
use crate::entries::typed::TypedAbout;
use crate::words::lang;

catalogue! {
    /// The words of the facts.
    pub AboutWords {
        title(work: &str) => "Tên {work}", "Title of the {work}";
        title_hint => "Ngắn gọn, rõ ràng, thể hiện bản chất", "Short, clear, to the point";
        field => "Lĩnh vực dự thi", "Field";
        group => "Bảng hoặc nhóm", "Division";
        choose => "Chọn", "Choose";
        unit => "Đơn vị xác nhận", "Confirming unit";
        unit_hint => "Trường, cơ quan hoặc xã, phường xác nhận hồ sơ. Nhập vài chữ trong tên, không cần dấu, rồi bấm “Tìm đơn vị”",
            "The school, agency or commune that confirms the entry. Type a part of the name, without accents if you like, and press “Find units”";
        unit_chosen(name: &str) => "Đã chọn: {name}", "Chosen: {name}";
        find => "Tìm đơn vị", "Find units";
        found => "Chọn một đơn vị", "Choose one unit";
        none_of_them => "Không có trong danh sách này", "None of these";
    }
}

/// The fields; the questions of the rules follow them.
#[component]
pub fn AboutFields(rules: EditionRules, typed: TypedAbout, errors: Errors) -> impl IntoView {
    let words = AboutWords(lang());
    let title = words.title(work_word(rules.work_word, lang()));
    let pairs = |list: Vec<(String, String)>| list;
    let fields = pairs(rules.fields.iter().map(|field| (field.code.clone(), field.name.clone())).collect());
    let groups = pairs(rules.groups.iter().map(|group| (group.code.clone(), group.name.clone())).collect());
    let choose = || Some(words.choose().to_owned());
    let field = (!fields.is_empty()).then(|| {
        view! {
            <Select name="linh-vuc" label=words.field() options=fields value=typed.field.clone() empty=choose()
                error=errors.at("linh-vuc")/>
        }
    });
    let group = (!groups.is_empty()).then(|| {
        view! {
            <Select name="nhom" label=words.group() options=groups value=typed.group.clone() empty=choose()
                error=errors.at("nhom")/>
        }
    });
    let asks_unit = rules.team.unit_confirms || unit_question(&rules).is_some();
    let unit_label = unit_question(&rules).map_or_else(|| words.unit().to_owned(), |question| question.label.clone());
    let unit = asks_unit.then(|| view! { <UnitField label=unit_label typed=typed.clone() error=errors.at("don-vi")/> });
    view! {
        <TextField name="ten" label=title value=typed.title hint=words.title_hint().to_owned() error=errors.at("ten")/>
        {field}
        {group}
        {unit}
    }
}

/// A unit from the list, found by a part of its name: works without script.
#[component]
fn UnitField(label: String, typed: TypedAbout, error: Option<String>) -> impl IntoView {
    let words = AboutWords(lang());
    let chosen = typed.unit.as_ref().map(|unit| {
        view! {
            <p class="hint">{words.unit_chosen(&unit.name)}</p>
            <input type="hidden" name="don-vi-cu" value=unit.id.to_string()/>
        }
    });
    let found = (!typed.found.is_empty()).then(|| {
        let choices = typed.found.into_iter().map(|unit| {
            let label = if unit.parent.is_empty() { unit.name } else { format!("{}, {}", unit.name, unit.parent) };
            (unit.id.to_string(), label)
        });
        let mut options: Vec<(String, String)> = choices.collect();
        options.push(("0".to_owned(), words.none_of_them().to_owned()));
        view! { <Radios name="don-vi-so" legend=words.found() options/> }
    });
    view! {
        <TextField name="don-vi" label value=typed.unit_name hint=words.unit_hint().to_owned() error/>
        {chosen}
        {found}
        <div class="button-row">
            <Button kind=ButtonKind::Outline icon="search" name="viec" value="tim">{words.find()}</Button>
        </div>
    }
}
