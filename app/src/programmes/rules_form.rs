//! A section of the rules as fields and rows of fields. Every row moves by plain buttons.

use std::sync::Arc;

use domain::programmes::form::{Draft, Node, pattern};
use domain::programmes::rules::EditionRules;
use leptos::prelude::*;

use super::rules_fields::{choices, mark_tag};
use super::value_names::value_name;
use crate::catalogue;
use crate::components::errors::Errors;
use crate::components::field::TextField;
use crate::components::icon::Icon;
use crate::components::select::Select;
use crate::words::lang;

catalogue! {
    /// The words of the editor.
    pub RulesFormWords {
        sourced => "Có nguồn", "Sourced";
        sourced_by(codes: &str) => "Có nguồn: {codes}", "Sourced: {codes}";
        proposed => "Đề xuất", "Proposed";
        confirmed => "Đã xác nhận", "Confirmed";
        confirm => "Xác nhận giá trị này", "Confirm this value";
        add(what: &str) => "Thêm dòng: {what}", "Add a row: {what}";
        up(what: &str) => "Đưa lên: {what}", "Move up: {what}";
        down(what: &str) => "Đưa xuống: {what}", "Move down: {what}";
        remove(what: &str) => "Xóa: {what}", "Remove: {what}";
        new_row => "Dòng mới", "New row";
        code => "Mã", "Code";
        code_hint => "Để trống, hệ thống đặt theo tên. Sau khi lưu không đổi được.", "Left empty, it is made of the name. It cannot change once saved.";
        clock => "Giờ", "Time";
        choose => "Chọn", "Choose";
        none => "Không có", "None";
        empty_list => "Chưa có dòng nào.", "No rows yet.";
    }
}

/// What every part of the form needs.
#[derive(Clone)]
pub(super) struct Sheet(pub(super) Arc<SheetParts>);

pub(super) struct SheetParts {
    pub(super) draft: Draft,
    errors: Errors,
    pub(super) rules: EditionRules,
    pub(super) editable: bool,
    action: String,
}

/// The fields of a section.
#[component]
pub fn RulesForm(
    nodes: &'static [Node],
    draft: Draft,
    errors: Errors,
    /// The stored rules: where each value comes from.
    rules: EditionRules,
    editable: bool,
    /// Where the form is sent: buttons of rows come back to their list.
    action: String,
) -> impl IntoView {
    let sheet = Sheet(Arc::new(SheetParts { draft, errors, rules, editable, action }));
    view! { <div class="rules-form">{sheet.nodes(nodes, "")}</div> }
}

impl Sheet {
    pub(super) fn text(&self, path: &str) -> String {
        self.0.draft.text(path).to_owned()
    }

    pub(super) fn error(&self, path: &str) -> Option<String> {
        self.0.errors.at(path)
    }

    /// The page with this list in view.
    fn back_to(&self, list: &str) -> String {
        format!("{}#{list}", self.0.action)
    }

    fn has_error_below(&self, path: &str) -> bool {
        let prefix = format!("{path}.");
        self.0.errors.0.iter().any(|error| error.field.starts_with(&prefix))
    }

    fn nodes(&self, nodes: &'static [Node], path: &str) -> AnyView {
        let views: Vec<AnyView> = nodes.iter().map(|node| self.node(node, path)).collect();
        views.into_any()
    }

    fn node(&self, node: &'static Node, above: &str) -> AnyView {
        match node {
            Node::Value(spec) => self.value(*spec, &join(above, spec.key)),
            Node::Group { key, nodes, .. } => self.group(nodes, &join(above, key)),
            Node::Variant { key, kinds, nodes, optional, .. } => {
                self.variant(kinds, nodes, *optional, &join(above, key))
            }
            Node::List { key, nodes, coded, fixed } => self.list(nodes, *coded, *fixed, &join(above, key)),
        }
    }

    fn group(&self, nodes: &'static [Node], path: &str) -> AnyView {
        let (name, hint) = value_name(&pattern(path), lang());
        let hint = (!hint.is_empty()).then(|| view! { <p class="fieldset__hint">{hint}</p> });
        view! {
            <fieldset class="fieldset fieldset--group rules-form__group">
                <legend class="fieldset__legend fieldset__legend--large">{name}</legend>
                {hint}
                {self.mark(path)}
                <div class="rules-form__fields">{self.nodes(nodes, path)}</div>
            </fieldset>
        }
        .into_any()
    }

    fn variant(&self, kinds: &'static [&'static str], nodes: &'static [Node], optional: bool, path: &str) -> AnyView {
        if kinds.len() == 1 && !optional {
            return self.nodes(nodes, path);
        }
        let (name, hint) = value_name(&pattern(path), lang());
        let hint = (!hint.is_empty()).then(|| view! { <p class="fieldset__hint">{hint}</p> });
        let at = join(path, "kind");
        let label = value_name(&pattern(&at), lang()).0;
        let empty = optional.then(|| RulesFormWords(lang()).none().to_owned());
        view! {
            <fieldset class="fieldset fieldset--group rules-form__group">
                <legend class="fieldset__legend fieldset__legend--large">{name}</legend>
                {hint}
                {self.mark(path)}
                <div class="rules-form__fields">
                    <Select name=at.clone() label options=choices(&at, kinds) value=self.text(&at) error=self.error(&at) empty/>
                    {self.nodes(nodes, path)}
                </div>
            </fieldset>
        }
        .into_any()
    }

    fn list(&self, nodes: &'static [Node], coded: bool, fixed: bool, path: &str) -> AnyView {
        let words = RulesFormWords(lang());
        let (name, hint) = value_name(&pattern(path), lang());
        let hint = (!hint.is_empty()).then(|| view! { <p class="fieldset__hint">{hint}</p> });
        let numbers = self.0.draft.rows(path);
        let count = numbers.len();
        let rows: Vec<AnyView> = numbers
            .iter()
            .enumerate()
            .map(|(place, number)| {
                let row = format!("{path}.{number}");
                self.row(nodes, coded, fixed || !self.0.editable, &row, (place, count))
            })
            .collect();
        let add = (self.0.editable && !fixed).then(|| {
            view! {
                <button class="button button--outline" type="submit" name="lam" value=format!("them:{path}")
                    formaction=self.back_to(path)>
                    <Icon name="plus"/>{words.add(&name.to_lowercase())}
                </button>
            }
        });
        let empty = (count == 0).then(|| view! { <p class="muted">{words.empty_list()}</p> });
        view! {
            <fieldset class="fieldset fieldset--group rules-form__group" id=path.to_owned() tabindex="-1">
                <legend class="fieldset__legend fieldset__legend--large">{name}</legend>
                {hint}
                {self.mark(path)}
                {empty}
                <ol class="rules-form__rows">{rows}</ol>
                {add}
            </fieldset>
        }
        .into_any()
    }

    fn row(
        &self,
        nodes: &'static [Node],
        coded: bool,
        fixed: bool,
        row: &str,
        (place, count): (usize, usize),
    ) -> AnyView {
        let words = RulesFormWords(lang());
        let before = self.0.draft.code_before(row).to_owned();
        let named = ["name", "label"].iter().map(|key| self.text(&join(row, key)));
        let name = named.into_iter().find(|name| !name.trim().is_empty());
        let name = name.or_else(|| self.stored_name(row)).unwrap_or_else(|| words.new_row().to_owned());
        let is_new = coded && before.is_empty();
        let code = is_new.then(|| {
            let at = join(row, "code");
            view! { <TextField name=at.clone() label=words.code() value=self.text(&at) hint=words.code_hint().to_owned() error=self.error(&at) width="w10" optional=true/> }
        });
        let list = row.rsplit_once('.').map_or(row, |(list, _)| list);
        let acts = (!fixed).then(|| row_acts(row, &self.back_to(list), &name, (place, count)));
        let short = nodes.len() <= 4 && !has_rows(nodes);
        let fields = view! {
            {self.mark(row)}
            <div class="rules-form__fields" class:rules-form__fields--short=short>{self.nodes(nodes, row)}{code}</div>
        };
        let body = if short {
            view! { <div class="rules-form__body">{fields}</div> }.into_any()
        } else {
            let open = is_new || self.has_error_below(row) || count <= 3;
            let tag = self.0.rules.marks.get(&self.mark_path(row)).map(mark_tag);
            let shown = (!before.is_empty()).then(|| view! { <span class="rules-form__code">{before.clone()}</span> });
            view! {
                <details class="details details--bare rules-form__body" open=open>
                    <summary class="details__summary">
                        <span class="rules-form__summary">{name}" "{shown}" "{tag}</span>
                    </summary>
                    <div class="details__body">{fields}</div>
                </details>
            }
            .into_any()
        };
        view! {
            <li class="rules-form__row" id=row.to_owned() tabindex="-1">
                <input type="hidden" name=format!("{row}._from") value=before/>
                {body}
                {acts}
            </li>
        }
        .into_any()
    }

    /// Rows of a page that does not edit their names are called as they are stored.
    fn stored_name(&self, row: &str) -> Option<String> {
        let code = self.0.draft.code_before(row);
        self.0.rules.round(code).map(|round| round.name.clone())
    }
}

fn has_rows(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::List { .. } => true,
        Node::Variant { nodes, .. } => has_rows(nodes),
        _ => false,
    })
}

fn row_acts(row: &str, back: &str, name: &str, (place, count): (usize, usize)) -> AnyView {
    let words = RulesFormWords(lang());
    let button = |act: &str, icon: &'static str, label: String| {
        view! {
            <button class="button button--outline button--square" type="submit" name="lam" value=format!("{act}:{row}")
                formaction=back.to_owned() aria-label=label>
                <Icon name=icon/>
            </button>
        }
    };
    view! {
        <div class="rules-form__acts">
            {(place > 0).then(|| button("len", "arrow-up", words.up(name)))}
            {(place + 1 < count).then(|| button("xuong", "arrow-down", words.down(name)))}
            {button("xoa", "trash", words.remove(name))}
        </div>
    }
    .into_any()
}

pub(super) fn join(above: &str, key: &str) -> String {
    if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") }
}
