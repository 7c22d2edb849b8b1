//! The sentence for each thing that can be wrong with a decision, a check, an extension or a selection.

use domain::calendar::{format_deadline, format_instant};
use domain::entries::state::EntryState;
use domain::intake::bulk::BulkRefusal;
use domain::intake::checklist::{CheckProblem, LineSubject};
use domain::intake::decisions::DecisionProblem;
use domain::intake::extensions::ExtensionProblem;
use domain::text::format_int;

use crate::catalogue;
use crate::components::errors::Errors;
use crate::components::status::Status;
use crate::words::Lang;

catalogue! {
    /// Sentences about what is wrong, and what to do.
    pub ProblemWords {
        no_reason => "Nhập lý do", "Enter the reason";
        reason_too_short(least: &str) => "Lý do cần ít nhất {least} chữ cái để người nộp hiểu được. Viết rõ hơn",
            "The reason needs at least {least} characters so that the entrant understands it. Write more";
        text_too_long(most: &str, length: &str) => "Nội dung dài {length} chữ cái, tối đa {most}. Rút ngắn lại",
            "The text has {length} characters, the most is {most}. Shorten it";
        no_citation => "Nhập điều, khoản của thể lệ làm căn cứ, ví dụ “Điều 4, khoản 2”",
            "Enter the article of the rules, such as “Article 4, clause 2”";
        nothing_asked => "Ghi rõ hồ sơ cần bổ sung những gì", "Say what the entry lacks";
        no_deadline => "Nhập hạn cuối", "Enter the deadline";
        deadline_not_a_date => "Hạn phải là một ngày có thật, ví dụ 31/7/2027. Sửa ngày, tháng hoặc năm",
            "The deadline must be a real day, such as 31/7/2027. Correct day, month or year";
        deadline_passed => "Hạn đã qua. Chọn một ngày từ hôm nay trở đi", "The deadline has passed. Choose today or a later day";
        not_ticked(what: &str) => "“{what}” chưa được đánh dấu đạt. Đánh dấu nếu đạt, hoặc yêu cầu bổ sung",
            "“{what}” is not ticked. Tick it if it is in order, or ask for a supplement";
        remark_needed(what: &str) => "“{what}” đã đánh dấu đạt nhưng hệ thống chưa thấy có. Ghi nhận xét, ví dụ “đã có bản giấy”",
            "“{what}” is ticked, but the portal does not see it. Write a remark, such as “paper copy received”";
        no_scope => "Chọn phạm vi gia hạn", "Choose for whom the deadline is later";
        no_unit => "Chọn đơn vị được gia hạn", "Choose the unit";
        no_entry => "Nhập mã hồ sơ được gia hạn", "Enter the entry code";
        no_such_unit => "Không có đơn vị này. Chọn lại trong danh sách", "There is no such unit. Choose from the list";
        no_such_entry => "Kỳ này không có hồ sơ mang mã đã nhập. Kiểm tra lại mã", "This edition has no entry with that code. Check the code";
        not_a_time => "Nhập giờ như 17:00 hoặc 8h30, hoặc để trống nếu đến hết ngày", "Enter the hour such as 17:00 or 8:30, or leave it empty for the whole day";
        passed(now: &str) => "Thời điểm này đã qua (bây giờ là {now}). Chọn ngày giờ muộn hơn", "That moment has passed (it is {now}). Choose a later one";
        not_later(in_force: &str) => "Hạn mới phải sau hạn đang áp dụng là {in_force}", "The new deadline must be after the one in force, {in_force}";
        nothing_changed => "Hạn này đang áp dụng rồi, hoặc gia hạn đã được sửa hay thu hồi. Nhập hạn khác",
            "That is the deadline already, or the extension was corrected or revoked meanwhile. Enter another one";
        uses_for_everybody => "Gia hạn cho cả kỳ không giới hạn số hồ sơ: hạn đã công khai phải đúng cho mọi người. Để trống ô này",
            "An extension for everybody has no limit: a public deadline must hold for all. Leave this empty";
        uses_not_a_number => "Số lần dùng phải là số từ 1 đến 10.000, hoặc để trống", "The number of uses must be from 1 to 10,000, or empty";
        age => "Độ tuổi tác giả", "Ages of the authors";
        consents => "Ý kiến của người giám hộ và trẻ em", "Consents of guardians and children";
        unit_confirmation => "Xác nhận của đơn vị", "The unit's confirmation";
        wrong_state(state: &str) => "Hồ sơ đang ở trạng thái “{state}”", "The entry is “{state}”";
        already_done => "Đã làm trước đó", "Done before";
        incomplete(what: &str) => "Cần kiểm từng hồ sơ: {what}", "Needs a check of its own: {what}";
        nothing_to_remind => "Không có việc gì cần nhắc", "There is nothing to remind of";
        nobody_to_remind => "Đơn vị chưa có cán bộ nào có tài khoản", "The unit has no officer with an account";
        reminded_at(when: &str) => "Đã nhắc lúc {when}, chưa nhắc lại trong ngày", "Reminded at {when}; not again the same day";
        changed_since => "Đã có người thay đổi hồ sơ sau đó, nên giữ nguyên như hiện nay", "Somebody changed the entry after that, so it stays as it is now";
        moved(state: &str) => "Hồ sơ đã chuyển sang “{state}” trước khi bấm nút. Chưa có gì thay đổi; xem lại rồi quyết định.",
            "The entry had become “{state}” before the button was pressed. Nothing was changed; look again, then decide.";
        too_late => "Danh sách dự kiến đã công khai nên không mở lại việc kiểm hồ sơ được nữa.",
            "The provisional list is public, so the check cannot be reopened.";
    }
}

/// What a line of the checklist is about.
pub fn line_name(subject: &LineSubject, lang: Lang) -> String {
    match subject {
        LineSubject::Age => ProblemWords(lang).age().to_owned(),
        LineSubject::Item(name) => name.clone(),
        LineSubject::Consents => ProblemWords(lang).consents().to_owned(),
        LineSubject::UnitConfirmation => ProblemWords(lang).unit_confirmation().to_owned(),
    }
}

/// Several lines in one sentence.
pub fn line_names(subjects: &[LineSubject], lang: Lang) -> String {
    let names: Vec<String> = subjects.iter().map(|subject| line_name(subject, lang)).collect();
    names.join("; ")
}

/// What is wrong with a decision.
pub fn decision_sentence(problem: &DecisionProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    let number = |number: usize| format_int(i64::try_from(number).unwrap_or(i64::MAX), lang);
    match problem {
        DecisionProblem::NoReason => words.no_reason().to_owned(),
        DecisionProblem::ReasonTooShort { least } => words.reason_too_short(&number(*least)),
        DecisionProblem::TextTooLong { most, length } => words.text_too_long(&number(*most), &number(*length)),
        DecisionProblem::NoCitation => words.no_citation().to_owned(),
        DecisionProblem::NothingAsked => words.nothing_asked().to_owned(),
        DecisionProblem::NoDeadline => words.no_deadline().to_owned(),
        DecisionProblem::DeadlineNotADate => words.deadline_not_a_date().to_owned(),
        DecisionProblem::DeadlinePassed => words.deadline_passed().to_owned(),
    }
}

/// The problems of a decision at their fields.
pub fn decision_errors(problems: &[(&'static str, DecisionProblem)], lang: Lang) -> Errors {
    problems.iter().map(|(field, problem)| (*field, decision_sentence(problem, lang))).collect()
}

/// The problems of a check, each at its box.
pub fn check_errors(problems: &[CheckProblem], lang: Lang) -> Errors {
    let words = ProblemWords(lang);
    let sentence = |problem: &CheckProblem| match problem {
        CheckProblem::NotTicked { code, subject } => (tick_id(code), words.not_ticked(&line_name(subject, lang))),
        CheckProblem::RemarkNeeded { code, subject } => {
            (remark_name(code), words.remark_needed(&line_name(subject, lang)))
        }
    };
    problems.iter().map(sentence).collect()
}

/// The id of the box of a line.
pub fn tick_id(code: &str) -> String {
    format!("dat-{code}")
}

/// The name of the remark of a line.
pub fn remark_name(code: &str) -> String {
    format!("nhan-xet-{code}")
}

/// The problems of an extension at their fields.
pub fn extension_errors(problems: &[(&'static str, ExtensionProblem)], lang: Lang) -> Errors {
    let words = ProblemWords(lang);
    let sentence = |problem: &ExtensionProblem| match problem {
        ExtensionProblem::NoScope => words.no_scope().to_owned(),
        ExtensionProblem::NoUnit => words.no_unit().to_owned(),
        ExtensionProblem::NoEntry => words.no_entry().to_owned(),
        ExtensionProblem::NoSuchUnit => words.no_such_unit().to_owned(),
        ExtensionProblem::NoSuchEntry => words.no_such_entry().to_owned(),
        ExtensionProblem::NotATime => words.not_a_time().to_owned(),
        ExtensionProblem::Passed { now } => words.passed(&format_instant(*now, lang)),
        ExtensionProblem::NotLater { in_force } => words.not_later(&format_deadline(*in_force, lang)),
        ExtensionProblem::NothingChanged => words.nothing_changed().to_owned(),
        ExtensionProblem::UsesForEverybody => words.uses_for_everybody().to_owned(),
        ExtensionProblem::UsesNotANumber => words.uses_not_a_number().to_owned(),
        ExtensionProblem::Decision(problem) => decision_sentence(problem, lang),
    };
    problems.iter().map(|(field, problem)| (*field, sentence(problem))).collect()
}

/// Why an entry of a selection is left as it is.
pub fn refusal_sentence(why: &BulkRefusal, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match why {
        BulkRefusal::WrongState(state) => words.wrong_state(state.look(lang).2),
        BulkRefusal::AlreadyDone => words.already_done().to_owned(),
        BulkRefusal::Incomplete(lines) => words.incomplete(&line_names(lines, lang)),
        BulkRefusal::NothingToRemind => words.nothing_to_remind().to_owned(),
        BulkRefusal::NobodyToRemind => words.nobody_to_remind().to_owned(),
        BulkRefusal::RemindedAt(at) => words.reminded_at(&format_instant(*at, lang)),
        BulkRefusal::ChangedSince => words.changed_since().to_owned(),
    }
}

/// Somebody was faster.
pub fn moved_sentence(state: EntryState, lang: Lang) -> String {
    ProblemWords(lang).moved(state.look(lang).2)
}
