//! Buttons and links that look like them. One filled button a page; the first submit of a form is the harmless one.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::shell::href;

/// How weighty an act looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one act of the page.
    #[default]
    Filled,
    Outline,
    /// The one act of the page, when it cannot be undone.
    Danger,
    DangerOutline,
    /// Text only.
    Quiet,
}

fn class_of(kind: ButtonKind, large: bool) -> String {
    let kind = match kind {
        ButtonKind::Filled => "button",
        ButtonKind::Outline => "button button--outline",
        ButtonKind::Danger => "button button--danger",
        ButtonKind::DangerOutline => "button button--danger-outline",
        ButtonKind::Quiet => "button button--quiet",
    };
    if large { format!("{kind} button--large") } else { kind.to_owned() }
}

fn some_icon(icon: &'static str) -> impl IntoView {
    (!icon.is_empty()).then(|| view! { <Icon name=icon/> })
}

/// Sends the form it stands in. The words are verb and object.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: &'static str,
    #[prop(optional)] large: bool,
    /// Tells the handler which of several buttons was pressed.
    #[prop(into, optional)]
    name: String,
    #[prop(into, optional)] value: String,
    /// Sends the form to another address (with its language) than the form says.
    #[prop(into, optional)]
    formaction: String,
    children: Children,
) -> impl IntoView {
    let named = !name.is_empty();
    view! {
        <button class=class_of(kind, large) type="submit" name=named.then_some(name) value=named.then_some(value)
            formaction=(!formaction.is_empty()).then_some(formaction)>
            {some_icon(icon)}{children()}
        </button>
    }
}

/// Leads to another page.
#[component]
pub fn ButtonLink(
    /// The address without its language prefix.
    #[prop(into)]
    to: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: &'static str,
    #[prop(optional)] large: bool,
    children: Children,
) -> impl IntoView {
    view! { <a class=class_of(kind, large) href=href(&to)>{some_icon(icon)}{children()}</a> }
}

/// Buttons beside each other, the main one first.
#[component]
pub fn ButtonRow(children: Children) -> impl IntoView {
    view! { <div class="button-row">{children()}</div> }
}
