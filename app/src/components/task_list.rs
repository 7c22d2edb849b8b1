//! What is left to do: each row leads to one part; only what is left is tinted.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::tag::{Tag, Tone};
use crate::shell::href;
use crate::words::lang;

catalogue! {
    /// The states of a task.
    pub TaskWords {
        done => "Hoàn thành", "Completed";
        todo => "Chưa làm", "Not started";
        started => "Đang làm", "In progress";
        waiting => "Chờ xác nhận", "Awaiting confirmation";
        fix => "Cần sửa", "To fix";
        locked => "Chưa mở được", "Cannot start yet";
    }
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    Done,
    Todo,
    Started,
    /// Somebody else has to act.
    Waiting,
    /// There is an error in it.
    Fix,
    /// Something else comes first: no link.
    Locked,
}

/// Rows of [`TaskItem`].
#[component]
pub fn TaskList(children: Children) -> impl IntoView {
    view! { <ol class="task-list">{children()}</ol> }
}

/// One task.
#[component]
pub fn TaskItem(
    /// Its number in the list, from 1.
    number: usize,
    #[prop(into)] name: String,
    /// Where it is done, without language.
    #[prop(into)]
    to: String,
    state: TaskState,
    #[prop(into, optional)] hint: String,
) -> impl IntoView {
    let id = format!("viec-{number}");
    let name = if state == TaskState::Locked {
        view! { <span class="task-list__locked">{name}</span> }.into_any()
    } else {
        view! { <a class="task-list__link" href=href(&to) aria-describedby=id.clone()>{name}</a> }.into_any()
    };
    let hint = (!hint.is_empty()).then(|| view! { <span class="task-list__hint">{hint}</span> });
    view! {
        <li class="task-list__item">
            <span class="task-list__name"><span class="task-list__number">{number}</span>{name}</span>
            {hint}
            <span class="task-list__status" class:muted=state == TaskState::Locked id=id>{status(state)}</span>
        </li>
    }
}

fn status(state: TaskState) -> AnyView {
    let words = TaskWords(lang());
    let (tone, icon, text) = match state {
        TaskState::Done => return words.done().into_any(),
        TaskState::Locked => return words.locked().into_any(),
        TaskState::Todo => (Tone::Neutral, "circle", words.todo()),
        TaskState::Started => (Tone::Info, "edit", words.started()),
        TaskState::Waiting => (Tone::Attention, "clock", words.waiting()),
        TaskState::Fix => (Tone::Error, "alert-triangle", words.fix()),
    };
    view! { <Tag tone icon text/> }.into_any()
}
