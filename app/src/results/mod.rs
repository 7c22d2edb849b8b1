//! Ranking, prizes, notice, decision and winners.

#[cfg(feature = "ssr")]
pub mod approval_page;
#[cfg(feature = "ssr")]
pub mod approvals_page;
#[cfg(feature = "ssr")]
pub mod computation_page;
#[cfg(feature = "ssr")]
pub mod notice_desk_page;
#[cfg(feature = "ssr")]
mod numbers;
#[cfg(feature = "ssr")]
mod prize_levels;
#[cfg(feature = "ssr")]
pub mod prizes_page;
#[cfg(feature = "ssr")]
pub mod public_notice_page;
#[cfg(feature = "ssr")]
pub mod ranking_page;
#[cfg(feature = "ssr")]
pub mod results_page;
#[cfg(feature = "ssr")]
mod sentences;
#[cfg(feature = "ssr")]
pub mod settle_tie_page;
#[cfg(feature = "ssr")]
mod shown;
#[cfg(feature = "ssr")]
mod special_prizes;
#[cfg(feature = "ssr")]
mod tie_forms;
#[cfg(feature = "ssr")]
mod tie_words;
#[cfg(feature = "ssr")]
pub mod winner_page;
#[cfg(feature = "ssr")]
pub mod winners_page;

/// What was typed into a form that is shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// The text of a field, empty when it was not typed.
    pub fn text(&self, name: &str) -> String {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// True when this choice of a field was made.
    pub fn chose(&self, name: &str, choice: &str) -> bool {
        self.0.iter().any(|(key, value)| key == name && value == choice)
    }

    /// Day, month and year of a date field.
    pub fn date(&self, name: &str) -> [String; 3] {
        ["ngay", "thang", "nam"].map(|part| self.text(&format!("{name}-{part}")))
    }
}
