//! The sentence of every problem of an act on results. A new problem does not compile until it has one.

use domain::calendar::{format_date, format_deadline};
use domain::results::TagProblem;
use domain::results::acts::*;

use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// What is wrong and what to do.
    pub ProblemWords {
        notice_is_out => "Danh sách đang công khai. Rút thông báo công khai trước khi sửa giải.", "The list is on public notice. Withdraw the notice before changing prizes.";
        not_locked => "Điểm chưa khóa nên còn có thể đổi. Khóa điểm vòng cuối rồi quyết định.", "Scores are not locked and may still change. Lock the last round, then decide.";
        reason_missing => "Nhập lý do, ít nhất 10 ký tự: người khác sẽ đọc lại lý do này.", "Give a reason of at least 10 characters: others will read it.";
        reason_long => "Lý do dài quá 2.000 ký tự. Rút gọn lại.", "The reason is longer than 2,000 characters. Shorten it.";
        tie_changed => "Nhóm bằng điểm đã khác với trang vừa xem. Xem lại danh sách bên dưới rồi quyết định.", "The tie is no longer the one on the page. Read the list below again, then decide.";
        too_many(places: u32, chosen: usize) => "Chỉ còn {places} giải nhưng đã chọn {chosen} hồ sơ. Bỏ bớt.", "{chosen} entries were chosen for {places} places. Choose fewer.";
        no_level => "Chọn giải để trống trong danh sách.", "Choose the level to leave empty from the list.";
        no_entry => "Không có hồ sơ mang mã này trong kỳ thi. Kiểm tra lại mã.", "No entry of this edition has this code. Check the code.";
        not_a_tag => "Giải này không trao theo đề xuất. Chọn một giải trong danh sách.", "This prize is not given by hand. Choose one from the list.";
        tag_twice => "Hồ sơ này đã có giải đó.", "The entry already has this prize.";
        tag_over(cap: u32) => "Giải này chỉ có {cap} suất và đã trao đủ.", "This prize has {cap} places and all are given.";
        open_round(round: &str) => "{round} chưa khóa điểm.", "{round}: scores are not locked.";
        open_ties(count: usize) => "Còn {count} nhóm bằng điểm ở vạch giải chưa quyết định. Quyết định ở trang Giải.", "{count} ties at a prize line await a decision on the prizes page.";
        nobody => "Chưa có hồ sơ nào được dự kiến trao giải.", "No entry would get a prize yet.";
        other_count(expected: usize) => "Số giải hiện nay là {expected}. Xem lại danh sách rồi nhập đúng số này.", "The list has {expected} prizes now. Read it again and type this number.";
        wrong_state => "Kỳ thi đã chuyển sang bước khác. Tải lại trang để xem hiện trạng.", "The edition has moved on. Reload the page.";
        name_missing => "Nhập họ và tên.", "Give your name.";
        contact_missing => "Nhập điện thoại hoặc thư điện tử để ban thư ký trả lời.", "Give a phone number or e-mail address for the answer.";
        body_missing => "Nhập nội dung ý kiến.", "Write your opinion.";
        body_long(length: usize) => "Nội dung dài {length} ký tự, giới hạn là 5.000. Rút gọn lại.", "The text has {length} characters, at most 5,000. Shorten it.";
        closed(at: &str) => "Thời gian nhận ý kiến đã hết lúc {at}. Gọi ban thư ký theo số ở cuối trang.", "The time for opinions ended at {at}. Call the secretariat at the number below.";
        reply_empty => "Nhập nội dung trả lời.", "Write the answer.";
        reply_long => "Trả lời dài quá 5.000 ký tự. Rút gọn lại.", "The answer is longer than 5,000 characters. Shorten it.";
        answered => "Ý kiến này đã được trả lời.", "This opinion has been answered.";
        number_missing => "Nhập số quyết định, ví dụ 1779/QĐ-UBND.", "Give the number of the decision, such as 1779/QĐ-UBND.";
        signer_missing => "Nhập họ tên và chức vụ người ký.", "Give name and office of the signer.";
        date_missing => "Nhập ngày ký gồm ngày, tháng, năm có thật.", "Give the day, month and year of signing.";
        date_future(today: &str) => "Ngày ký ở sau hôm nay ({today}). Kiểm tra lại ngày.", "The date is after today ({today}). Check it.";
        date_before(noticed: &str) => "Ngày ký ở trước ngày công khai lấy ý kiến ({noticed}). Kiểm tra lại ngày.", "The date is before the notice began ({noticed}). Check it.";
        no_decision => "Chưa ghi quyết định. Nhập số, ngày và người ký trước khi công bố.", "No decision is recorded. Enter its number, date and signer first.";
        notice_runs(until: &str) => "Còn đang công khai lấy ý kiến đến {until}. Công bố sau thời điểm này.", "The notice runs until {until}. Publish after that.";
        revoked => "Giải này đã được thu hồi.", "This prize was already revoked.";
    }
}

/// The sentence of a problem with settling prizes.
pub fn of_allocation(problem: &AllocationProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match problem {
        AllocationProblem::NoticeIsOut => words.notice_is_out().to_owned(),
        AllocationProblem::RoundNotLocked => words.not_locked().to_owned(),
        AllocationProblem::ReasonMissing => words.reason_missing().to_owned(),
        AllocationProblem::ReasonTooLong => words.reason_long().to_owned(),
        AllocationProblem::TieChanged => words.tie_changed().to_owned(),
        AllocationProblem::TooManyChosen { places, chosen } => words.too_many(*places, *chosen),
        AllocationProblem::NoSuchLevel => words.no_level().to_owned(),
        AllocationProblem::NoSuchEntry => words.no_entry().to_owned(),
        AllocationProblem::Tag(TagProblem::NotATag { .. }) => words.not_a_tag().to_owned(),
        AllocationProblem::Tag(TagProblem::GivenTwice { .. }) => words.tag_twice().to_owned(),
        AllocationProblem::Tag(TagProblem::OverCap { cap, .. }) => words.tag_over(*cap),
    }
}

/// The sentence of a problem with the notice.
pub fn of_notice(problem: &NoticeProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match problem {
        NoticeProblem::RoundNotLocked { round } => words.open_round(round),
        NoticeProblem::OpenTies { count } => words.open_ties(*count),
        NoticeProblem::NobodyOnTheList => words.nobody().to_owned(),
        NoticeProblem::OtherCount { expected } => words.other_count(*expected),
        NoticeProblem::WrongState => words.wrong_state().to_owned(),
        NoticeProblem::ReasonMissing => words.reason_missing().to_owned(),
        NoticeProblem::ReasonTooLong => words.reason_long().to_owned(),
    }
}

/// The sentence of a problem with an opinion, and its field.
pub fn of_feedback(problem: &FeedbackProblem, lang: Lang) -> (&'static str, String) {
    let words = ProblemWords(lang);
    match problem {
        FeedbackProblem::NameMissing => ("ho_ten", words.name_missing().to_owned()),
        FeedbackProblem::ContactMissing => ("lien_he", words.contact_missing().to_owned()),
        FeedbackProblem::BodyMissing => ("noi_dung", words.body_missing().to_owned()),
        FeedbackProblem::BodyTooLong { length } => ("noi_dung", words.body_long(*length)),
        FeedbackProblem::Closed { at } => ("noi_dung", words.closed(&format_deadline(*at, lang))),
    }
}

/// The sentence of a problem with a reply.
pub fn of_reply(problem: &ReplyProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match problem {
        ReplyProblem::Empty => words.reply_empty(),
        ReplyProblem::TooLong => words.reply_long(),
        ReplyProblem::AlreadyAnswered => words.answered(),
    }
    .to_owned()
}

/// The sentence of a problem with a decision, and its field.
pub fn of_decision(problem: &DecisionProblem, lang: Lang) -> (&'static str, String) {
    let words = ProblemWords(lang);
    match problem {
        DecisionProblem::NumberMissing => ("so", words.number_missing().to_owned()),
        DecisionProblem::SignerMissing => ("nguoi_ky", words.signer_missing().to_owned()),
        DecisionProblem::DateMissing => ("ngay_ky", words.date_missing().to_owned()),
        DecisionProblem::DateInFuture { today } => ("ngay_ky", words.date_future(&format_date(*today, lang))),
        DecisionProblem::DateBeforeNotice { noticed } => ("ngay_ky", words.date_before(&format_date(*noticed, lang))),
        DecisionProblem::WrongState => ("so", words.wrong_state().to_owned()),
    }
}

/// The sentence of a problem with publishing.
pub fn of_publishing(problem: &PublishProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match problem {
        PublishProblem::NoDecision => words.no_decision().to_owned(),
        PublishProblem::NoticeRuns { until } => words.notice_runs(&format_deadline(*until, lang)),
        PublishProblem::OtherCount { expected } => words.other_count(*expected),
        PublishProblem::WrongState => words.wrong_state().to_owned(),
    }
}

/// The sentence of a problem with taking a prize back, and its field.
pub fn of_revocation(problem: &RevokeProblem, lang: Lang) -> (&'static str, String) {
    let words = ProblemWords(lang);
    match problem {
        RevokeProblem::ReasonMissing => ("ly_do", words.reason_missing().to_owned()),
        RevokeProblem::ReasonTooLong => ("ly_do", words.reason_long().to_owned()),
        RevokeProblem::NumberMissing => ("so", words.number_missing().to_owned()),
        RevokeProblem::AlreadyRevoked => ("ly_do", words.revoked().to_owned()),
    }
}
