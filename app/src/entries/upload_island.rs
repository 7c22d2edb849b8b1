//! Sends a file in pieces: progress, pause, and going on after a drop or a reload. Without WASM the form sends it whole.

use leptos::prelude::*;

use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// What the island says.
    pub UploadWords {
        sending(sent: &str, total: &str) => "Đã gửi {sent} / {total}", "Sent {sent} / {total}";
        left(minutes: u64) => ", còn khoảng {minutes} phút", ", about {minutes} minutes left";
        soon => ", còn dưới 1 phút", ", less than a minute left";
        paused(sent: &str, total: &str) => "Tạm dừng ở {sent} / {total}", "Paused at {sent} / {total}";
        lost => "Mất kết nối. Hệ thống tự gửi tiếp khi có mạng.", "The connection is lost. Sending goes on by itself when it is back.";
        half(name: &str) => "Tệp “{name}” đang gửi dở. Chọn lại đúng tệp đó để gửi tiếp.", "“{name}” was not sent to the end. Choose the same file to go on.";
        checking => "Đang kiểm tra tệp", "Checking the file";
        failed => "Chưa gửi được tệp. Tải lại trang rồi thử lại.", "The file could not be sent. Reload the page and try again.";
        too_large(size: &str, max: &str) => "Tệp nặng {size}, giới hạn {max}. Nén lại hoặc tách làm hai tệp.", "The file has {size}, the limit is {max}. Compress or split it.";
        pause => "Tạm dừng", "Pause";
        resume => "Gửi tiếp", "Go on";
    }
}

/// How far an upload is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Step {
    #[default]
    Idle,
    /// Bytes sent and in all, and the milliseconds it still takes.
    Sending {
        sent: f64,
        total: f64,
        left: Option<f64>,
    },
    Paused {
        sent: f64,
        total: f64,
    },
    Lost {
        sent: f64,
        total: f64,
    },
    Checking,
    /// A sentence about the file, and nothing more happens.
    Said(String),
}

impl Step {
    fn share(&self) -> Option<(f64, f64)> {
        match self {
            Self::Sending { sent, total, .. } | Self::Paused { sent, total } | Self::Lost { sent, total } => {
                Some((*sent, *total))
            }
            Self::Idle | Self::Checking | Self::Said(_) => None,
        }
    }

    fn sentence(&self, lang: Lang) -> String {
        let words = UploadWords(lang);
        let size = |bytes: &f64| domain::text::format_file_size(*bytes as u64, lang);
        match self {
            Self::Idle => String::new(),
            Self::Sending { sent, total, left } => {
                let rest = match left {
                    Some(left) if *left >= 60_000.0 => words.left((*left / 60_000.0).ceil() as u64),
                    Some(_) => words.soon().to_owned(),
                    None => String::new(),
                };
                format!("{}{rest}", words.sending(&size(sent), &size(total)))
            }
            Self::Paused { sent, total } => words.paused(&size(sent), &size(total)),
            Self::Lost { .. } => words.lost().to_owned(),
            Self::Checking => words.checking().to_owned(),
            Self::Said(text) => text.clone(),
        }
    }
}

/// Progress below a file field. It takes over the field `field` once it runs, and sends to `action`.
#[island]
pub fn UploadIsland(field: String, action: String, account: String, max_bytes: u64, lang: Lang) -> impl IntoView {
    let step = RwSignal::new(Step::Idle);
    let paused = RwSignal::new(false);
    let words = UploadWords(lang);
    // After the page has come alive: what is said before is never shown.
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        super::upload_browser::take_over(super::upload_browser::Job {
            field: field.clone(),
            action: action.clone(),
            account: account.clone(),
            max_bytes,
            lang,
            step,
            paused,
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (field, action, account, max_bytes);
    let bar = move || {
        step.get().share().map(|(sent, total)| {
            view! { <progress class="progress__bar progress__bar--thin" max=(total as u64).to_string() value=(sent as u64).to_string()></progress> }
        })
    };
    let button = move || {
        step.get().share().map(|_| {
            let label = if paused.get() { words.resume() } else { words.pause() };
            view! {
                <button class="button button--quiet" type="button" on:click=move |_| paused.update(|on| *on = !*on)>{label}</button>
            }
        })
    };
    view! {
        <div class="upload__progress">
            {bar}
            <p class="hint" role="status" aria-live="polite">{move || step.get().sentence(lang)}</p>
            {button}
        </div>
    }
}
