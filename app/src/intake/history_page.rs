//! What happened to an entry, in sentences.

use domain::calendar::{format_deadline, format_instant};
use domain::ledger::{HistoryLine, Who};
use leptos::prelude::*;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::catalogue;
use crate::components::empty::Empty;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::timeline::{Phase, Timeline, TimelineItem};
use crate::ledger::act_words::act_words;
use crate::shell::Title;
use crate::words::{Lang, lang};

catalogue! {
    /// The sentences of a history; `who` begins each.
    pub HistoryWords {
        title => "Lịch sử hồ sơ", "History of the entry";
        back => "Về hồ sơ", "Back to the entry";
        lead => "Mọi thay đổi được ghi vào nhật ký ngay khi xảy ra và không sửa được.",
            "Every change is written to the ledger as it happens and cannot be altered.";
        empty => "Chưa có gì để kể", "Nothing to tell yet";
        you => "Bạn", "You";
        secretariat => "Ban thư ký", "The secretariat";
        unit => "Đơn vị xác nhận", "The confirming unit";
        portal => "Hệ thống", "The portal";
        started(who: &str) => "{who} bắt đầu soạn hồ sơ.", "{who} started the entry.";
        saved(who: &str) => "{who} lưu hồ sơ.", "{who} saved the entry.";
        submitted(who: &str) => "{who} nộp hồ sơ.", "{who} sent the entry.";
        submitted_late(who: &str) => "{who} nộp hồ sơ sau hạn; hồ sơ chờ quyết định.", "{who} sent the entry after the deadline; it awaits a decision.";
        withdrawn(who: &str) => "{who} rút hồ sơ.", "{who} withdrew the entry.";
        unit_confirmed(who: &str) => "{who} xác nhận hồ sơ.", "{who} confirmed the entry.";
        unit_returned(who: &str) => "{who} trả lại hồ sơ để sửa.", "{who} returned the entry for correction.";
        unit_returned_until(who: &str, when: &str) => "{who} trả lại hồ sơ để sửa, hạn {when}.",
            "{who} returned the entry for correction by {when}.";
        supplement_requested(who: &str) => "{who} yêu cầu bổ sung.", "{who} asked for a supplement.";
        supplement_requested_until(who: &str, when: &str) => "{who} yêu cầu bổ sung, hạn {when}.",
            "{who} asked for a supplement by {when}.";
        accepted(who: &str) => "{who} kiểm xong: hồ sơ đủ điều kiện.", "{who} finished the check: the entry is eligible.";
        refused(who: &str) => "{who} kết luận hồ sơ không đủ điều kiện.", "{who} found the entry not eligible.";
        refused_by(who: &str, rule: &str) => "{who} kết luận hồ sơ không đủ điều kiện, căn cứ {rule}.",
            "{who} found the entry not eligible under {rule}.";
        check_reopened(who: &str) => "{who} mở lại việc kiểm hồ sơ.", "{who} reopened the check.";
        admitted_late(who: &str) => "{who} chấp nhận hồ sơ nộp muộn.", "{who} admitted the late entry.";
        check_noted(who: &str) => "{who} lưu kết quả kiểm đang làm dở.", "{who} kept an unfinished check.";
        note_added(who: &str) => "{who} ghi chú nội bộ.", "{who} added a staff note.";
        reminded(who: &str) => "{who} gửi thư nhắc.", "{who} sent a reminder.";
        acceptance_undone(who: &str) => "{who} hoàn tác việc tiếp nhận vừa làm.", "{who} undid the acceptance just made.";
        reminder_undone(who: &str) => "{who} hoàn tác thư nhắc vừa gửi; thư chưa đi.", "{who} undid the reminder just made; no letter left.";
        confirmation_undone(who: &str) => "{who} hoàn tác việc xác nhận vừa làm.", "{who} undid the confirmation just made.";
        return_undone(who: &str) => "{who} hoàn tác việc trả lại vừa làm.", "{who} undid the return just made.";
        extension_granted(who: &str) => "{who} gia hạn nộp.", "{who} extended the deadline.";
        extension_granted_until(who: &str, when: &str) => "{who} gia hạn nộp đến {when}.", "{who} extended the deadline to {when}.";
        extension_revoked(who: &str) => "{who} thu hồi gia hạn.", "{who} took the extension back.";
        file_added(who: &str) => "{who} tải tệp lên.", "{who} uploaded a file.";
        file_removed(who: &str) => "{who} xóa một tệp.", "{who} removed a file.";
        consent_asked(who: &str) => "{who} gửi lời mời đồng ý.", "{who} asked for a consent.";
        consent_answered(who: &str) => "{who} ghi nhận trả lời về sự đồng ý.", "{who} recorded an answer about consent.";
        other(who: &str, act: &str) => "{who}: {act}.", "{who}: {act}.";
    }
}

/// What one record says.
pub fn history_sentence(line: &HistoryLine, lang: Lang) -> String {
    let words = HistoryWords(lang);
    let who = match &line.who {
        Who::You => words.you(),
        Who::Named(name) => name,
        Who::Secretariat => words.secretariat(),
        Who::Unit => words.unit(),
        Who::Portal => words.portal(),
    };
    let text = |key: &str| line.detail.get(key).and_then(serde_json::Value::as_str);
    let moment = |key: &str| {
        let at = text(key).and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok());
        at.map(|at| format_deadline(at, lang))
    };
    match line.act.as_str() {
        "entry.started" => words.started(who),
        "entry.saved" => words.saved(who),
        "entry.submitted" if text("state") == Some("late") => words.submitted_late(who),
        "entry.submitted" => words.submitted(who),
        "entry.submitted_late" => words.submitted_late(who),
        "entry.withdrawn" => words.withdrawn(who),
        "entry.unit_confirmed" => words.unit_confirmed(who),
        "entry.unit_returned" => match moment("deadline") {
            Some(when) => words.unit_returned_until(who, &when),
            None => words.unit_returned(who),
        },
        "entry.supplement_requested" => match moment("deadline") {
            Some(when) => words.supplement_requested_until(who, &when),
            None => words.supplement_requested(who),
        },
        "entry.accepted" => words.accepted(who),
        "entry.refused" => match text("citation") {
            Some(rule) => words.refused_by(who, rule),
            None => words.refused(who),
        },
        "entry.check_reopened" => words.check_reopened(who),
        "entry.admitted_late" => words.admitted_late(who),
        "entry.check_noted" => words.check_noted(who),
        "entry.note_added" => words.note_added(who),
        "entry.reminded" => words.reminded(who),
        "entry.acceptance_undone" => words.acceptance_undone(who),
        "entry.reminder_undone" => words.reminder_undone(who),
        "entry.confirmation_undone" => words.confirmation_undone(who),
        "entry.return_undone" => words.return_undone(who),
        "entry.extension_revoked" => words.extension_revoked(who),
        "entry.extension_granted" => match moment("until") {
            Some(when) => words.extension_granted_until(who, &when),
            None => words.extension_granted(who),
        },
        "entry.file_added" => words.file_added(who),
        "entry.file_removed" => words.file_removed(who),
        "consent.asked" => words.consent_asked(who),
        "consent.answered" => words.consent_answered(who),
        act => match act_words(act, lang) {
            Some(said) => words.other(who, said),
            None => words.other(who, act),
        },
    }
}

/// The records of an entry as a timeline, newest last.
pub fn history(lines: &[HistoryLine]) -> impl IntoView + use<> {
    let items = lines.iter().map(|line| {
        let when = format_instant(line.at, lang());
        let datetime = line.at.format(&Rfc3339).unwrap_or_default();
        view! { <TimelineItem when datetime text=history_sentence(line, lang()) phase=Phase::Done/> }
    });
    let items = items.collect_view();
    view! { <Timeline>{items}</Timeline> }
}

/// The history of an entry on a page of its own, for its owner.
#[component]
pub fn HistoryPage(
    /// Where the entry is, without language.
    back: String,
    code: String,
    title: String,
    lines: Vec<HistoryLine>,
) -> impl IntoView {
    let words = HistoryWords(lang());
    let list =
        if lines.is_empty() { view! { <Empty title=words.empty()/> }.into_any() } else { history(&lines).into_any() };
    view! {
        <Title text=format!("{}: {title}", words.title())/>
        <BackLink to=back label=words.back()/>
        <PageHead title=words.title() kicker=code lead=words.lead()><p>{title}</p></PageHead>
        {list}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_of_an_entry_is_a_sentence_in_both_languages() {
        let acts = [
            "entry.started",
            "entry.submitted",
            "entry.withdrawn",
            "entry.unit_confirmed",
            "entry.unit_returned",
            "entry.supplement_requested",
            "entry.accepted",
            "entry.refused",
            "entry.check_reopened",
            "entry.admitted_late",
            "entry.check_noted",
            "entry.note_added",
            "entry.reminded",
            "entry.extension_granted",
            "entry.acceptance_undone",
            "entry.reminder_undone",
            "entry.confirmation_undone",
            "entry.return_undone",
        ];
        for act in acts {
            let line = HistoryLine {
                at: OffsetDateTime::UNIX_EPOCH,
                who: Who::Secretariat,
                act: act.to_owned(),
                detail: serde_json::json!({ "deadline": "2026-11-30T17:00:00Z" }),
            };
            for lang in [Lang::Vi, Lang::En] {
                let sentence = history_sentence(&line, lang);
                assert!(sentence.ends_with('.') && !sentence.contains(act), "{act}: {sentence}");
            }
        }
    }
}
