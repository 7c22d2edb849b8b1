//! Saves a page of the form while it is filled in, and says when and where. Without WASM the buttons save it.

use leptos::prelude::*;

use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// Where the text is, in one sentence with a clock and a place.
    pub AutosaveWords {
        saved(clock: &str) => "Đã lưu lên hệ thống lúc {clock}", "Saved on the server at {clock}";
        here(clock: &str) => "Đã lưu trên máy này lúc {clock}, chờ mạng để gửi", "Saved on this device at {clock}, waiting for the network";
        failed(seconds: u32) => "Chưa lưu được. Hệ thống sẽ thử lại sau {seconds} giây", "Not saved. Trying again in {seconds} seconds";
        signed_out => "Phiên làm việc đã kết thúc. Nội dung còn trên máy này; bấm “Lưu và tiếp tục” để đăng nhập và gửi", "Your session has ended. The text is on this device; press “Save and continue” to sign in and send it";
        stale => "Phần này vừa được lưu ở nơi khác. Bấm “Lưu và tiếp tục” để xem cả hai bản", "This section was saved elsewhere. Press “Save and continue” to see both versions";
        restored(clock: &str) => "Đã lấy lại nội dung chưa gửi, lưu trên máy này lúc {clock}", "Text that was not sent is back; it was kept on this device at {clock}";
        count(used: &str, limit: &str) => "{used} trên {limit} chữ cái", "{used} of {limit} letters";
    }
}

/// Where the text is now.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// As the page was sent: the sentence of the server, or none.
    Before(String),
    OnServer {
        clock: String,
        problems: Vec<String>,
    },
    Here {
        clock: String,
    },
    Failed {
        seconds: u32,
    },
    SignedOut,
    Stale,
    Restored {
        clock: String,
    },
}

impl Kept {
    fn sentence(&self, lang: Lang) -> String {
        let words = AutosaveWords(lang);
        match self {
            Self::Before(text) => text.clone(),
            Self::OnServer { clock, problems } if problems.is_empty() => words.saved(clock),
            Self::OnServer { clock, problems } => format!("{}. {}", words.saved(clock), problems.join(". ")),
            Self::Here { clock } => words.here(clock),
            Self::Failed { seconds } => words.failed(*seconds),
            Self::SignedOut => words.signed_out().to_owned(),
            Self::Stale => words.stale().to_owned(),
            Self::Restored { clock } => words.restored(clock),
        }
    }

    fn class(&self) -> &'static str {
        match self {
            Self::Before(_) => "save-line",
            Self::OnServer { problems, .. } if problems.is_empty() => "save-line",
            Self::Here { .. } | Self::Restored { .. } => "save-line save-line--waiting",
            Self::OnServer { .. } | Self::Failed { .. } | Self::SignedOut | Self::Stale => {
                "save-line save-line--failed"
            }
        }
    }
}

/// The save line of the form with the id `form`; `saved` is what it says before anything was typed.
#[island]
pub fn AutosaveIsland(form: String, saved: String, lang: Lang) -> impl IntoView {
    let kept = RwSignal::new(Kept::Before(saved));
    #[cfg(feature = "hydrate")]
    super::autosave_browser::watch(form, lang, kept);
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    view! {
        <p class=move || kept.get().class() role="status" aria-live="polite">{move || kept.get().sentence(lang)}</p>
    }
}
