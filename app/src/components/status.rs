//! The states of the portal's things as tags: one word, one icon and one tone for each, the same on every page.

use domain::entries::state::{EntryState, UnitState};
use domain::judging::states::{RoundState, SheetState};
use domain::programmes::edition::EditionState;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::tag::{Tag, Tone};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of states.
    pub StatusWords {
        draft => "Nháp", "Draft";
        late => "Nộp muộn, chờ quyết định", "Late, awaiting decision";
        submitted => "Đã nộp", "Submitted";
        supplement_requested => "Yêu cầu bổ sung", "Supplement requested";
        accepted => "Đủ điều kiện", "Eligible";
        refused => "Không đủ điều kiện", "Not eligible";
        withdrawn => "Đã rút", "Withdrawn";
        unit_not_asked => "Chưa gửi đơn vị", "Unit not asked";
        unit_waiting => "Chờ xác nhận", "Awaiting confirmation";
        unit_confirmed => "Đã xác nhận", "Confirmed";
        unit_returned => "Trả lại", "Returned";
        edition_draft => "Đang soạn", "Being prepared";
        edition_open => "Đang nhận hồ sơ", "Open for entries";
        edition_judging => "Đang chấm", "Being judged";
        edition_noticed => "Đang công khai", "On public notice";
        edition_published => "Đã công bố", "Announced";
        round_preparing => "Đang chuẩn bị", "Being prepared";
        round_scoring => "Đang chấm", "Scoring";
        round_locked => "Đã khóa điểm", "Scores locked";
        sheet_assigned => "Chưa chấm", "Not scored";
        sheet_draft => "Đang chấm", "In progress";
        sheet_signed => "Đã ký", "Signed";
        sheet_recused => "Không chấm", "Not scoring";
    }
}

/// How a state looks and what it is called.
pub trait Status: Copy {
    /// Tone, icon and word.
    fn look(self, lang: Lang) -> (Tone, &'static str, &'static str);
}

impl Status for EntryState {
    fn look(self, lang: Lang) -> (Tone, &'static str, &'static str) {
        let words = StatusWords(lang);
        match self {
            Self::Draft => (Tone::Neutral, "edit", words.draft()),
            Self::Late => (Tone::Attention, "clock", words.late()),
            Self::Submitted => (Tone::Info, "send", words.submitted()),
            Self::SupplementRequested => (Tone::Attention, "alert-triangle", words.supplement_requested()),
            Self::Accepted => (Tone::Success, "circle-check", words.accepted()),
            Self::Refused => (Tone::Error, "circle-x", words.refused()),
            Self::Withdrawn => (Tone::Neutral, "x", words.withdrawn()),
        }
    }
}

impl Status for UnitState {
    fn look(self, lang: Lang) -> (Tone, &'static str, &'static str) {
        let words = StatusWords(lang);
        match self {
            Self::NotAsked => (Tone::Neutral, "circle", words.unit_not_asked()),
            Self::Waiting => (Tone::Attention, "clock", words.unit_waiting()),
            Self::Confirmed => (Tone::Success, "circle-check", words.unit_confirmed()),
            Self::Returned => (Tone::Error, "arrow-left", words.unit_returned()),
        }
    }
}

impl Status for EditionState {
    fn look(self, lang: Lang) -> (Tone, &'static str, &'static str) {
        let words = StatusWords(lang);
        match self {
            Self::Draft => (Tone::Neutral, "edit", words.edition_draft()),
            Self::Open => (Tone::Info, "login", words.edition_open()),
            Self::Judging => (Tone::Info, "clipboard-list", words.edition_judging()),
            Self::Noticed => (Tone::Success, "eye", words.edition_noticed()),
            Self::Published => (Tone::Success, "trophy", words.edition_published()),
        }
    }
}

impl Status for RoundState {
    fn look(self, lang: Lang) -> (Tone, &'static str, &'static str) {
        let words = StatusWords(lang);
        match self {
            Self::Preparing => (Tone::Neutral, "edit", words.round_preparing()),
            Self::Scoring => (Tone::Info, "clipboard-list", words.round_scoring()),
            Self::Locked => (Tone::Neutral, "lock", words.round_locked()),
        }
    }
}

impl Status for SheetState {
    fn look(self, lang: Lang) -> (Tone, &'static str, &'static str) {
        let words = StatusWords(lang);
        match self {
            Self::Assigned => (Tone::Neutral, "circle", words.sheet_assigned()),
            Self::Draft => (Tone::Info, "edit", words.sheet_draft()),
            Self::Signed => (Tone::Success, "check", words.sheet_signed()),
            Self::Recused => (Tone::Attention, "hand-stop", words.sheet_recused()),
        }
    }
}

/// The tag of any state: `<StatusTag of=entry.state/>`.
#[component]
pub fn StatusTag<S: Status + 'static>(of: S) -> impl IntoView {
    let (tone, icon, text) = of.look(lang());
    view! { <Tag tone icon text/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_looks() -> Vec<(Tone, &'static str, &'static str)> {
        let entries = EntryState::ALL.map(|state| state.look(Lang::Vi));
        let units = UnitState::ALL.map(|state| state.look(Lang::Vi));
        let editions = EditionState::ALL.map(|state| state.look(Lang::Vi));
        let rounds = RoundState::ALL.map(|state| state.look(Lang::Vi));
        let sheets = SheetState::ALL.map(|state| state.look(Lang::Vi));
        [&entries[..], &units, &editions, &rounds, &sheets].concat()
    }

    #[test]
    fn every_icon_of_a_state_is_in_the_sprite() {
        let sprite = include_str!("../../../public/icons.svg");
        for (_, icon, word) in all_looks() {
            assert!(sprite.contains(&format!("id=\"i-{icon}\"")), "{word}: {icon}");
        }
    }

    #[test]
    fn states_of_one_thing_differ_in_word_and_icon() {
        let looks = EntryState::ALL.map(|state| state.look(Lang::Vi));
        for (place, look) in looks.iter().enumerate() {
            for other in &looks[place + 1..] {
                assert_ne!((look.1, look.0), (other.1, other.0));
                assert_ne!(look.2, other.2);
            }
        }
    }
}
