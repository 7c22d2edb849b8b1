//! A deadline: the time with its zone, and what is left of it by the clock of the server.

use domain::calendar::{format_deadline, format_remaining};
use domain::programmes::deadline::EffectiveDeadline;
use leptos::prelude::*;
use time::{Duration, OffsetDateTime};

use crate::catalogue;
use crate::components::icon::Icon;
use crate::shell::PageContext;
use crate::words::lang;

/// From here on a deadline asks for attention.
const SOON: Duration = Duration::days(3);

/// One deadline; `label` stands before the time (“Hạn nộp”).
#[component]
pub fn Deadline(at: OffsetDateTime, #[prop(into, optional)] label: String) -> impl IntoView {
    let now = use_context::<PageContext>().map_or_else(OffsetDateTime::now_utc, |page| page.now);
    let class = class_at(at, now);
    let label = (!label.is_empty()).then(|| format!("{label} "));
    view! {
        <p class=class>
            <Icon name="clock"/>
            <span class="deadline__time">{label}{format_deadline(at, lang())}</span>
            " "
            <span>{format_remaining(at, now, lang())}</span>
        </p>
    }
}

catalogue! {
    /// The words about a deadline that was extended.
    pub DeadlineWords {
        extended(from: &str) => "Đã gia hạn; hạn trước đó là {from}.", "Extended; the deadline before was {from}.";
        why(why: &str) => "Lý do: {why}", "Reason: {why}";
    }
}

/// The deadline that counts, and that it was extended, from when and why. Nothing when nothing ends.
#[component]
pub fn EffectiveDeadlineLine(
    deadline: EffectiveDeadline,
    #[prop(into, optional)] label: String,
    /// In lists: that it was extended, without the reason.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let words = DeadlineWords(lang());
    let at = deadline.at?;
    let extended = deadline.extended.map(|extended| {
        let from = words.extended(&format_deadline(extended.from, lang()));
        let why = (!brief).then(|| words.why(&extended.why));
        view! { <p class="deadline__extended">{from}{why.map(|why| view! { " "{why} })}</p> }
    });
    Some(view! { <Deadline at label/>{extended} })
}

fn class_at(at: OffsetDateTime, now: OffsetDateTime) -> &'static str {
    if at <= now {
        "deadline deadline--over"
    } else if at - now < SOON {
        "deadline deadline--soon"
    } else {
        "deadline"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_asks_for_attention_in_its_last_three_days() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let table = [
            (Duration::days(4), "deadline"),
            (Duration::days(2), "deadline deadline--soon"),
            (Duration::ZERO, "deadline deadline--over"),
            (Duration::hours(-1), "deadline deadline--over"),
        ];
        for (left, expected) in table {
            assert_eq!(class_at(now + left, now), expected, "{left}");
        }
    }
}
