//! Writing a letter: subject and plain text, from its kind and what it knows.

use domain::calendar::format_deadline;
use domain::consent::{ConsentState, Datum, Subject};
use domain::outbox::LetterKind;
use domain::people::roles::GrantedRole;
use domain::text::Lang;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::letter_words::LetterWords;
use crate::entries::consent_text::data_line;
use crate::people::role_words::role_name;
use crate::shell::{Organiser, localised};

/// Who writes, and where the portal is.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    pub organiser: &'a Organiser,
    /// The address of the portal, such as `https://thi.vi-du.vn`.
    pub address: &'a str,
}

/// Subject and body of a letter. A param that is missing reads as a neutral word.
pub fn write_letter(kind: LetterKind, lang: Lang, params: &Value, writer: Writer<'_>) -> (String, String) {
    let facts = Facts { params, words: LetterWords(lang), lang };
    let (subject, text) = words_of(kind, &facts);
    let link = facts.link(writer.address);
    let Organiser { name, phone, email, .. } = writer.organiser;
    let hello = facts.hello(kind);
    let automatic = facts.words.automatic();
    let portal = &writer.organiser.portal_name;
    let body = format!("{hello}\n\n{text}\n\n{link}\n\n-- \n{portal}\n{automatic}\n{name}, {phone}, {email}\n");
    (format!("{subject} · {portal}"), body)
}

/// What a letter is about.
struct Facts<'a> {
    params: &'a Value,
    words: LetterWords,
    lang: Lang,
}

impl Facts<'_> {
    fn get(&self, name: &str) -> Option<String> {
        match self.params.get(name)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    fn or(&self, name: &str, neutral: &str) -> String {
        self.first(&[name], neutral)
    }

    /// The first of several params that says something: acts name the same fact in their own words.
    fn first(&self, names: &[&str], neutral: &str) -> String {
        let found = names.iter().find_map(|name| self.get(name));
        found.unwrap_or_else(|| neutral.to_owned())
    }

    fn edition(&self) -> String {
        self.or("edition", self.words.no_edition())
    }

    fn entry(&self) -> String {
        self.first(&["entry_title", "title"], self.words.no_entry())
    }

    fn code(&self) -> String {
        self.first(&["entry_code", "code"], self.words.no_code())
    }

    fn reason(&self) -> String {
        let reason = self.first(&["reason", "what", "note", "reply"], self.words.no_reason());
        match self.get("citation") {
            Some(article) => format!("{reason} ({article})"),
            None => reason,
        }
    }

    fn unit(&self) -> String {
        self.or("unit", self.words.no_unit())
    }

    /// A stored role in the words of the reader; other words stay as they are.
    fn role(&self) -> String {
        let text = self.or("role", self.words.no_role());
        match GrantedRole::from_code(&text) {
            Some(role) => role_name(role, self.lang).to_owned(),
            None => text,
        }
    }

    /// The child's full name. A letter about a child is never written without it: there is no neutral word for it.
    fn child(&self) -> String {
        self.get("child").unwrap_or_default()
    }

    /// Everything collected of the child.
    fn data(&self) -> String {
        let data = self.params.get("data").cloned().unwrap_or_default();
        let data: Vec<Datum> = serde_json::from_value(data).unwrap_or_default();
        data_line(&data, self.lang)
    }

    fn answer(&self) -> &'static str {
        match self.get("answer").as_deref().and_then(ConsentState::from_code) {
            Some(ConsentState::Refused) => self.words.answer_refused(),
            Some(ConsentState::Withdrawn) => self.words.answer_withdrawn(),
            Some(ConsentState::Given | ConsentState::Asked) | None => self.words.answer_given(),
        }
    }

    fn prize(&self) -> String {
        self.first(&["prize", "award", "result"], self.words.no_prize())
    }

    /// A moment is written out; words stay as they are.
    fn until(&self) -> String {
        self.moment(if self.get("until").is_some() { "until" } else { "deadline" })
    }

    fn moment(&self, name: &str) -> String {
        let Some(text) = self.get(name) else {
            return self.words.no_until().to_owned();
        };
        match OffsetDateTime::parse(&text, &Rfc3339) {
            Ok(moment) => format_deadline(moment, self.lang),
            Err(_) => text,
        }
    }

    fn link(&self, address: &str) -> String {
        let path = self.first(&["link", "path"], "/");
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        format!("{}{}", address.trim_end_matches('/'), localised(self.lang, &path))
    }

    fn hello(&self, kind: LetterKind) -> String {
        let to_adults_only = matches!(
            kind,
            LetterKind::Invitation
                | LetterKind::InvitationClaimed
                | LetterKind::InvitationConfirmed
                | LetterKind::GuardianConsent
                | LetterKind::UnitAsked
                | LetterKind::JudgingAssigned
                | LetterKind::JudgeReminded
                | LetterKind::SheetReopened
                | LetterKind::RoundLeft
        );
        let formal = to_adults_only || self.get("honorific").as_deref() == Some("ong_ba");
        match (self.get("name"), formal) {
            (Some(name), false) => self.words.hello(&name),
            (Some(name), true) => self.words.hello_formal(&name),
            (None, false) => self.words.hello_nobody().to_owned(),
            (None, true) => self.words.hello_formal_nobody().to_owned(),
        }
    }
}

#[rustfmt::skip]
fn words_of(kind: LetterKind, facts: &Facts<'_>) -> (String, String) {
    use LetterKind as K;
    let words = facts.words;
    let (edition, entry, code, reason, until) = (facts.edition(), facts.entry(), facts.code(), facts.reason(), facts.until());
    let (edition, entry, code, reason, until) = (edition.as_str(), entry.as_str(), code.as_str(), reason.as_str(), until.as_str());
    let (unit, child, prize) = (facts.unit(), facts.child(), facts.prize());
    let (unit, child, prize) = (unit.as_str(), child.as_str(), prize.as_str());
    match kind {
        K::VerifyEmail => (words.verify_email_subject().into(), words.verify_email_body().into()),
        K::AccountExists => (words.account_exists_subject().into(), words.account_exists_body().into()),
        K::ResetPassword => (words.reset_password_subject().into(), words.reset_password_body().into()),
        K::PasswordGuessed => (words.password_guessed_subject().into(), words.password_guessed_body().into()),
        K::CodeGuessed => (words.code_guessed_subject().into(), words.code_guessed_body().into()),
        K::Invitation => {
            let role = facts.role();
            (words.invitation_subject(edition), words.invitation_body(&role, edition, until))
        }
        K::InvitationClaimed => {
            let (role, invited) = (facts.role(), facts.or("invited", words.no_address()));
            let (claimant, address) = (facts.or("claimant", words.no_person()), facts.or("address", words.no_address()));
            (words.invitation_claimed_subject(edition), words.invitation_claimed_body(&claimant, &address, &role, &invited))
        }
        K::InvitationConfirmed => {
            let role = facts.role();
            (words.invitation_confirmed_subject(edition), words.invitation_confirmed_body(&role, edition))
        }
        K::GuardianConsent => (words.guardian_consent_subject(child), words.guardian_consent_body(child, edition, entry, &facts.data())),
        K::ChildConsent => (words.child_consent_subject(child), words.child_consent_body(child, edition, entry, &facts.data())),
        K::ConsentAnswered => {
            let by_guardian = facts.get("who").as_deref() == Some(Subject::Guardian.code());
            let body = if by_guardian {
                words.consent_answered_body(words.guardian_word(), child, entry, edition, facts.answer())
            } else {
                words.child_answered_body(child, entry, edition, facts.answer())
            };
            (words.consent_answered_subject(child), body)
        }
        K::EntrySubmitted => (words.entry_submitted_subject(code), words.entry_submitted_body(entry, code, edition)),
        K::EntryLate => (words.entry_late_subject(code), words.entry_late_body(entry, edition, until)),
        K::UnitAsked => (words.unit_asked_subject(code), words.unit_asked_body(entry, edition, unit)),
        K::UnitConfirmed => (words.unit_confirmed_subject(code), words.unit_confirmed_body(entry, unit)),
        K::UnitReturned => (words.unit_returned_subject(code), words.unit_returned_body(entry, unit, reason)),
        K::SupplementRequested => (words.supplement_subject(code), words.supplement_body(entry, reason, until)),
        K::EntryAccepted => (words.entry_accepted_subject(code), words.entry_accepted_body(entry, edition)),
        K::EntryRefused => (words.entry_refused_subject(code), words.entry_refused_body(entry, edition, reason)),
        K::EntryWithdrawn => (words.entry_withdrawn_subject(code), words.entry_withdrawn_body(entry)),
        K::LateAdmitted => (words.late_admitted_subject(code), words.late_admitted_body(entry, edition, reason)),
        K::CheckReopened => (words.check_reopened_subject(code), words.check_reopened_body(entry, reason)),
        K::ExtensionGranted | K::ExtensionCorrected | K::ExtensionRevoked => extension_letter(kind, facts),
        K::JudgingAssigned => {
            let count = facts.or("count", words.no_count());
            (words.judging_subject(edition), words.judging_body(edition, &count, until))
        }
        K::JudgeReminded => {
            let count = facts.or("count", words.no_count());
            (words.judge_reminded_subject(edition), words.judge_reminded_body(edition, &count, until))
        }
        K::SheetReopened => (words.sheet_reopened_subject(code), words.sheet_reopened_body(code, reason)),
        K::RoundLeft => round_left_letter(facts, code, edition),
        K::NoticeGiven => (words.notice_subject(edition), words.notice_body(edition, entry, until)),
        K::FeedbackAnswered => (words.feedback_subject(edition), words.feedback_body(edition, reason)),
        K::ResultPublished => (words.result_subject(edition), words.result_body(entry, edition, prize)),
        K::AwardRevoked => (words.award_revoked_subject(entry), words.award_revoked_body(entry, prize, reason)),
    }
}

/// To the secretaries, when an entry has left a round that is closed: who goes on instead, and who is tied for the place.
fn round_left_letter(facts: &Facts<'_>, code: &str, edition: &str) -> (String, String) {
    let words = facts.words;
    let round = facts.get("round").unwrap_or_default();
    let named = |name: &str| facts.get(name).filter(|codes| !codes.is_empty());
    let after = match (named("up"), named("tied")) {
        (Some(up), Some(tied)) => format!("{} {}", words.moved_up(&up), words.tied_for_place(&tied)),
        (Some(up), None) => words.moved_up(&up),
        (None, Some(tied)) => words.tied_for_place(&tied),
        (None, None) => words.nobody_moved_up().to_owned(),
    };
    (words.round_left_subject(code, edition), words.round_left_body(code, &round, edition, &after))
}

/// To those who write an entry, and to the officers of a unit that was given more time.
fn extension_letter(kind: LetterKind, facts: &Facts<'_>) -> (String, String) {
    let words = facts.words;
    let (edition, until, reason) = (facts.edition(), facts.until(), facts.reason());
    let granted = facts.moment("extension_until");
    let officer_of = facts.get("officer_of");
    match (kind, officer_of.as_deref()) {
        (LetterKind::ExtensionCorrected, None) => {
            (words.extension_corrected_subject(&edition), words.extension_corrected_body(&edition, &until, &reason))
        }
        (LetterKind::ExtensionCorrected, Some(unit)) => (
            words.extension_corrected_subject(&edition),
            words.extension_corrected_officer_body(&edition, unit, &until, &reason),
        ),
        (LetterKind::ExtensionRevoked, None) => (
            words.extension_revoked_subject(&edition),
            words.extension_revoked_body(&edition, &granted, &until, &reason),
        ),
        (LetterKind::ExtensionRevoked, Some(unit)) => (
            words.extension_revoked_subject(&edition),
            words.extension_revoked_officer_body(&edition, unit, &granted, &until, &reason),
        ),
        (_, None) => (words.extension_subject(&edition), words.extension_body(&edition, &until, &reason)),
        (_, Some(unit)) => {
            (words.extension_subject(&edition), words.extension_officer_body(&edition, unit, &until, &reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(kind: LetterKind, lang: Lang, params: Value) -> (String, String) {
        let organiser =
            Organiser { portal_name: "Vinh Danh".to_owned(), name: "Ban thư ký".to_owned(), ..Organiser::default() };
        let writer = Writer { organiser: &organiser, address: "https://thi.vi-du.example/" };
        write_letter(kind, lang, &params, writer)
    }

    #[test]
    fn every_letter_can_be_written_without_any_fact() {
        for kind in LetterKind::ALL {
            for lang in [Lang::Vi, Lang::En] {
                let (subject, body) = written(kind, lang, Value::Null);
                assert!(subject.chars().count() > 12, "{kind:?}: {subject}");
                assert!(!subject.contains('\n') && !body.contains("{"), "{kind:?}: {body}");
                assert!(body.contains("https://thi.vi-du.example/"), "{kind:?}: {body}");
            }
        }
    }

    #[test]
    fn facts_stand_in_the_letter() {
        let params = json!({
            "name": "Lan", "link": "/ho-so/7/bo-sung", "entry_title": "Thùng rác biết nói", "entry_code": "THU-0007",
            "reason": "Thiếu trang 2", "until": "2026-11-30T10:00:00Z"
        });
        let (subject, body) = written(LetterKind::SupplementRequested, Lang::Vi, params.clone());
        assert_eq!(subject, "Hồ sơ THU-0007 cần bổ sung · Vinh Danh");
        for fact in [
            "Chào Lan,",
            "Thùng rác biết nói",
            "Thiếu trang 2",
            "17:00, thứ Hai 30/11/2026",
            "https://thi.vi-du.example/ho-so/7/bo-sung",
        ] {
            assert!(body.contains(fact), "{fact} in {body}");
        }
        let (_, body) = written(LetterKind::SupplementRequested, Lang::En, params);
        assert!(body.contains("https://thi.vi-du.example/en/ho-so/7/bo-sung"), "{body}");
    }

    #[test]
    fn a_letter_about_a_child_names_the_child_and_everything_collected() {
        let data = [Datum::FullName, Datum::BirthDate, Datum::Paper("Giấy khai sinh".to_owned())];
        let params = json!({
            "name": "Trần Thị Mẫu", "child": "Nguyễn Thị Thử", "title": "Thùng rác biết nói", "edition": "Kỳ thử",
            "link": "/dong-y/abc", "who": "guardian", "answer": "refused", "data": data,
        });
        for (lang, words) in [
            (Lang::Vi, ["họ và tên", "ngày sinh", "tệp “Giấy khai sinh”"]),
            (Lang::En, ["full name", "date of birth", "file “Giấy khai sinh”"]),
        ] {
            for kind in [LetterKind::GuardianConsent, LetterKind::ChildConsent] {
                let (subject, body) = written(kind, lang, params.clone());
                assert!(subject.contains("Nguyễn Thị Thử") && body.contains("Nguyễn Thị Thử"), "{kind:?}: {body}");
                for word in words {
                    assert!(body.contains(word), "{kind:?}: {word} in {body}");
                }
            }
            let (_, body) = written(LetterKind::ConsentAnswered, lang, params.clone());
            assert!(body.contains("Nguyễn Thị Thử"), "{body}");
            for neutral in ["con của ông/bà", "your child", "cuộc thi,", "đã gửi”"] {
                assert!(!body.contains(neutral), "{neutral} in {body}");
            }
        }
        let (_, refused) = written(LetterKind::ConsentAnswered, Lang::Vi, params);
        assert!(refused.contains("Người giám hộ của Nguyễn Thị Thử") && refused.contains("không đồng ý"), "{refused}");
    }

    #[test]
    fn judges_and_guardians_are_addressed_formally() {
        let (_, body) = written(LetterKind::JudgingAssigned, Lang::Vi, json!({ "name": "Trần Văn Bình", "count": 12 }));
        assert!(body.starts_with("Kính gửi ông/bà Trần Văn Bình,"), "{body}");
        assert!(body.contains("12 hồ sơ"), "{body}");
    }
}
