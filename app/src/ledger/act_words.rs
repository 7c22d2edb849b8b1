//! What each kind of record says, in both languages.

use crate::words::Lang;

/// Codes of records with their words.
macro_rules! act_words {
    ($($code:literal => $vi:literal, $en:literal;)*) => {
        /// The words of a record's code; none for a code of a later version.
        pub fn act_words(code: &str, lang: Lang) -> Option<&'static str> {
            let (vi, en) = match code {
                $($code => ($vi, $en),)*
                _ => return None,
            };
            Some(match lang {
                Lang::Vi => vi,
                Lang::En => en,
            })
        }
    };
}

act_words! {
    "account.code_guessed" => "Có người đoán mã xác thực", "Codes guessed";
    "account.confirmed" => "Xác nhận địa chỉ thư", "E-mail address confirmed";
    "account.device_let_in" => "Cho thiết bị mới vào bằng thư", "New device let in by letter";
    "account.disabled" => "Khóa tài khoản", "Account disabled";
    "account.enabled" => "Mở lại tài khoản", "Account enabled";
    "account.password_asked" => "Xin đặt lại mật khẩu", "New password asked for";
    "account.password_changed" => "Đổi mật khẩu", "Password changed";
    "account.password_guessed" => "Có người đoán mật khẩu", "Passwords guessed";
    "account.password_set" => "Đặt mật khẩu", "Password set";
    "account.profile_saved" => "Sửa thông tin tài khoản", "Profile changed";
    "account.registered" => "Đăng ký tài khoản", "Account registered";
    "account.registered_again" => "Đăng ký lại địa chỉ đã có tài khoản", "Known address registered again";
    "account.second_factor_joined" => "Gắn ứng dụng mã xác thực", "Authenticator joined";
    "account.second_factor_reset" => "Gỡ ứng dụng mã xác thực", "Authenticator removed";
    "account.signed_out_everywhere" => "Đăng xuất mọi nơi", "Signed out everywhere";
    "archive.loaded" => "Nạp kết quả các năm trước", "Past results loaded";
    "award.revoked" => "Thu hồi giải", "Prize revoked";
    "calendar.day_added" => "Thêm ngày nghỉ hoặc làm bù", "Day off or make-up day added";
    "calendar.day_removed" => "Bỏ một ngày khỏi lịch", "Day removed from the calendar";
    "calendar.loaded" => "Nạp lịch ngày nghỉ", "Calendar loaded";
    "conflict.confirmed" => "Xác nhận xung đột lợi ích", "Conflict of interest confirmed";
    "conflict.lifted" => "Bỏ xung đột lợi ích", "Conflict of interest lifted";
    "consent.answered" => "Trả lời việc đồng ý", "Consent answered";
    "consent.asked" => "Hỏi ý kiến người giám hộ hoặc trẻ", "Consent asked for";
    "consent.withdrawn" => "Rút lại sự đồng ý", "Consent withdrawn";
    "decision.recorded" => "Ghi quyết định", "Decision recorded";
    "demo.loaded" => "Nạp dữ liệu trình diễn", "Demonstration loaded";
    "edition.created" => "Tạo kỳ thi", "Edition created";
    "edition.judging" => "Kết thúc nhận hồ sơ, sang chấm", "Intake ended, judging begins";
    "edition.moved" => "Chuyển giai đoạn kỳ thi", "Edition moved on";
    "edition.opened" => "Mở nhận hồ sơ", "Edition opened";
    "entry.acceptance_undone" => "Hoàn tác việc tiếp nhận", "Acceptance undone";
    "entry.accepted" => "Hồ sơ đủ điều kiện", "Entry accepted";
    "entry.admitted_late" => "Chấp nhận hồ sơ nộp muộn", "Late entry admitted";
    "entry.check_noted" => "Ghi kết quả kiểm tra", "Check noted";
    "entry.check_reopened" => "Mở lại việc kiểm tra", "Check reopened";
    "entry.confirmation_undone" => "Hoàn tác việc xác nhận", "Confirmation undone";
    "entry.exported" => "Xuất danh sách hồ sơ", "Entries exported";
    "entry.extension_granted" => "Cho hồ sơ gia hạn", "Extension granted to the entry";
    "entry.extension_revoked" => "Thu hồi gia hạn của hồ sơ", "Extension of the entry revoked";
    "entry.file_added" => "Thêm tệp", "File added";
    "entry.file_removed" => "Bỏ tệp", "File removed";
    "entry.paper_claimed" => "Xác nhận giấy tờ là của tác giả nào", "Paper confirmed as an author's";
    "entry.note_added" => "Thêm ghi chú", "Note added";
    "entry.refused" => "Hồ sơ không đủ điều kiện", "Entry refused";
    "entry.reminder_undone" => "Hoàn tác việc nhắc", "Reminder undone";
    "entry.return_undone" => "Hoàn tác việc trả lại", "Return undone";
    "entry.reminded" => "Nhắc người dự thi", "Entrant reminded";
    "entry.started" => "Lập hồ sơ", "Entry started";
    "entry.submitted" => "Nộp hồ sơ", "Entry sent";
    "entry.supplement_requested" => "Yêu cầu bổ sung", "Supplement requested";
    "entry.unit_confirmed" => "Đơn vị xác nhận", "Confirmed by the unit";
    "entry.unit_returned" => "Đơn vị trả lại", "Returned by the unit";
    "entry.withdrawn" => "Rút hồ sơ", "Entry withdrawn";
    "exception.ended" => "Chấm dứt ngoại lệ về nhiệm vụ", "Exception on duties ended";
    "exception.named" => "Ghi ngoại lệ về nhiệm vụ", "Exception on duties named";
    "extension.granted" => "Gia hạn nộp", "Extension granted";
    "extension.corrected" => "Sửa gia hạn", "Extension corrected";
    "extension.revoked" => "Thu hồi gia hạn", "Extension revoked";
    "feedback.answered" => "Trả lời ý kiến", "Opinion answered";
    "feedback.sent" => "Gửi ý kiến", "Opinion sent";
    "file.copy_attached" => "Đưa lên bản đã che tên", "Copy without names attached";
    "file.copy_removed" => "Bỏ bản đã che tên", "Copy without names taken away";
    "file.release_revoked" => "Thu hồi tệp đã cho giám khảo", "File taken back from judges";
    "file.released" => "Cho giám khảo xem tệp", "File released to judges";
    "file.text_release_revoked" => "Thu hồi phần chữ đã cho giám khảo", "Words taken back from judges";
    "file.text_released" => "Cho giám khảo đọc phần chữ của tệp", "Words of a file released to judges";
    "files.collected" => "Dọn tệp không còn ai dùng", "Unused files cleared away";
    "invitation.accepted" => "Nhận lời mời", "Invitation accepted";
    "invitation.claimed" => "Xin nhận lời mời bằng địa chỉ khác", "Invitation asked for from another address";
    "invitation.confirmed" => "Đồng ý cho địa chỉ khác nhận lời mời", "Invitation given to another address";
    "invitation.revoked" => "Thu hồi lời mời", "Invitation withdrawn";
    "invitation.sent" => "Gửi lời mời", "Invitation sent";
    "judge.added" => "Thêm giám khảo", "Judge added";
    "judge.declared" => "Giám khảo cam kết và khai xung đột", "Judge declared conflicts";
    "judge.edited" => "Sửa thông tin giám khảo", "Judge changed";
    "judge.invited" => "Mời giám khảo", "Judge invited";
    "judge.recused" => "Giám khảo không chấm hồ sơ", "Judge will not score an entry";
    "judge.reminded" => "Nhắc giám khảo", "Judge reminded";
    "judge.removed" => "Bỏ giám khảo khỏi tiểu ban", "Judge removed from the panel";
    "mail.held" => "Giữ thư lại", "Letter held back";
    "mail.retried" => "Gửi lại thư", "Letter sent again";
    "mail.retried_all" => "Gửi lại mọi thư lỗi", "All failed letters sent again";
    "notice.days" => "Đổi số ngày công khai", "Days of the notice changed";
    "notice.given" => "Công khai lấy ý kiến", "Public notice given";
    "notice.withdrawn" => "Rút danh sách công khai", "Public notice withdrawn";
    "panel.created" => "Lập tiểu ban", "Panel created";
    "panel.edited" => "Sửa tiểu ban", "Panel changed";
    "panel.removed" => "Xóa tiểu ban", "Panel removed";
    "plan.applied" => "Áp dụng kế hoạch phân công", "Assignment plan applied";
    "plan.changed" => "Sửa kế hoạch phân công", "Assignment plan changed";
    "plan.discarded" => "Bỏ kế hoạch phân công", "Assignment plan discarded";
    "plan.drafted" => "Lập kế hoạch phân công", "Assignment plan drafted";
    "prize.choice_undone" => "Bỏ một quyết định xếp giải", "Choice on prizes undone";
    "prize.tag_given" => "Trao giải đặc biệt", "Special prize given";
    "prize.tag_taken" => "Bỏ giải đặc biệt", "Special prize taken back";
    "prize.tie_decided" => "Quyết định khi bằng điểm", "Tie decided";
    "prize.withheld" => "Để trống giải", "Prize level left empty";
    "programme.loaded" => "Nạp mẫu chương trình", "Programme template loaded";
    "programme.template_stored" => "Lưu mẫu chương trình", "Programme template stored";
    "ranking.kept" => "Lưu bảng xếp hạng", "Ranking kept";
    "results.published" => "Công bố kết quả", "Results published";
    "role.granted" => "Giao vai trò", "Role granted";
    "role.revoked" => "Thu hồi vai trò", "Role revoked";
    "round.due_set" => "Đặt hạn chấm", "Judging deadline set";
    "round.locked" => "Khóa điểm", "Scores locked";
    "round.outcome_changed" => "Kết quả vòng chấm thay đổi", "Outcome of a round changed";
    "round.tie_settled" => "Quyết định về bằng điểm ở vạch", "Tie at the line decided";
    "round.opened" => "Mở vòng chấm", "Round opened";
    "rules.amended" => "Ban hành bản thể lệ mới", "New version of the rules issued";
    "rules.amendment_discarded" => "Bỏ bản thể lệ đang soạn", "Draft of the rules discarded";
    "rules.amendment_started" => "Bắt đầu soạn bản thể lệ mới", "New version of the rules begun";
    "rules.saved" => "Sửa thể lệ", "Rules changed";
    "sheet.reopened" => "Mở lại phiếu chấm", "Score sheet reopened";
    "sheet.signed" => "Ký phiếu chấm", "Score sheet signed";
    "sheet.started" => "Bắt đầu phiếu chấm", "Score sheet started";
    "unit.communes_loaded" => "Nạp xã, phường, đặc khu của tỉnh", "Communes of the province loaded";
    "unit.imported" => "Nạp danh sách đơn vị", "Units imported";
    "unit.saved" => "Lưu đơn vị", "Unit saved";
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Every act that a service appends stands in its source as `"thing.done"`.
    #[test]
    fn every_act_the_services_record_has_words() {
        let mut missing = vec![];
        for file in sources(Path::new("../services/src")) {
            let source = std::fs::read_to_string(&file).unwrap();
            let literals = source.split('"').skip(1).step_by(2);
            missing
                .extend(literals.filter(|text| is_act(text) && act_words(text, Lang::Vi).is_none()).map(str::to_owned));
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    fn is_act(text: &str) -> bool {
        let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let file_endings = ["pdf", "jpg", "png", "txt", "json", "toml", "csv", "xlsx", "docx", "zip", "sqlite"];
        text.split_once('.').is_some_and(|(thing, done)| word(thing) && word(done) && !file_endings.contains(&done))
    }

    fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .flat_map(|path| match path.is_dir() {
                true if path.ends_with("tests") || path.ends_with("testkit") => vec![],
                true => sources(&path),
                false if path.ends_with("tests.rs") => vec![],
                false => vec![path],
            })
            .collect()
    }
}
