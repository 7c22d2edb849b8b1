//! Every sentence of every letter. Facts come in as arguments, so a forgotten one does not compile.

use crate::catalogue;

catalogue! {
    /// The words of letters.
    pub(super) LetterWords {
        hello(name: &str) => "Chào {name},", "Dear {name},";
        hello_formal(name: &str) => "Kính gửi ông/bà {name},", "Dear {name},";
        hello_nobody => "Xin chào,", "Hello,";
        hello_formal_nobody => "Kính gửi ông/bà,", "Dear Sir or Madam,";
        automatic => "Thư này do hệ thống gửi. Trả lời thư này sẽ không có người đọc; cần hỏi, liên hệ ban thư ký:",
            "This letter was sent by the portal. Nobody reads replies to it; questions go to the secretariat:";

        no_reason => "Xem chi tiết trên hệ thống.", "See the details on the portal.";
        no_edition => "cuộc thi", "the contest";
        no_entry => "đã gửi", "you sent";
        no_code => "ghi trên hệ thống", "shown on the portal";
        no_until => "thời hạn ghi trên hệ thống", "the time shown on the portal";
        no_person => "một người", "somebody";
        no_address => "địa chỉ khác", "another address";
        no_unit => "đơn vị", "the unit";
        no_role => "người tham gia", "participant";
        no_count => "một số", "some";
        no_prize => "không có giải", "no prize";

        verify_email_subject => "Xác nhận địa chỉ thư điện tử", "Confirm your e-mail address";
        verify_email_body => "Địa chỉ này vừa được dùng để đăng ký tài khoản. Mở đường dẫn dưới đây và nhập mật khẩu đã chọn để xác nhận. Đường dẫn dùng được một lần, trong 3 ngày.\n\nNếu bạn không đăng ký, bỏ qua thư này: tài khoản sẽ không hoạt động.",
            "This address was just used to open an account. Open the link and enter the password you chose to confirm it. The link works once, for 3 days.\n\nIf you did not register, ignore this letter: the account stays closed.";
        account_exists_subject => "Địa chỉ này đã có tài khoản", "This address already has an account";
        account_exists_body => "Có người vừa đăng ký bằng địa chỉ này, nhưng bạn đã có tài khoản. Không có gì thay đổi. Nếu là bạn và quên mật khẩu, đặt mật khẩu mới bằng đường dẫn dưới đây, dùng được một lần, trong 2 giờ:",
            "Somebody just registered with this address, but you already have an account. Nothing was changed. If it was you and you forgot the password, choose a new one by the link below, which works once, for 2 hours:";
        reset_password_subject => "Đặt mật khẩu mới", "Choose a new password";
        reset_password_body => "Có người vừa yêu cầu đặt mật khẩu mới cho tài khoản này. Đường dẫn dưới đây dùng được một lần, trong 2 giờ.\n\nNếu bạn không yêu cầu, bỏ qua thư này: mật khẩu không đổi.",
            "Somebody asked for a new password for this account. The link works once, for 2 hours.\n\nIf it was not you, ignore this letter: the password stays as it is.";
        invitation_claimed_subject(edition: &str) => "Cần trả lời: ai nhận lời mời vào {edition}", "To answer: who takes an invitation to {edition}";
        invitation_claimed_body(claimant: &str, address: &str, role: &str, invited: &str) => "{claimant} ({address}) muốn nhận lời mời làm {role} đã gửi tới {invited}. Vai trò chưa có hiệu lực. Nếu đúng người, mở đường dẫn dưới đây và bấm “Đồng ý”; nếu không, thu hồi lời mời ở cùng trang.",
            "{claimant} ({address}) wants to take the invitation as {role} that was sent to {invited}. The role is not in force. If it is the right person, open the link and press “Agree”; if not, withdraw the invitation on the same page.";
        invitation_confirmed_subject(edition: &str) => "Lời mời tham gia {edition} đã được đồng ý", "Your invitation to {edition} was confirmed";
        invitation_confirmed_body(role: &str, edition: &str) => "Ban thư ký đã đồng ý để ông/bà tham gia {edition} với vai trò: {role}. Vai trò có hiệu lực từ bây giờ.",
            "The secretariat agrees that you take part in {edition} as: {role}. The role is in force from now on.";
        password_guessed_subject => "Có người đang đoán mật khẩu của bạn", "Somebody is guessing your password";
        password_guessed_body => "Trong ngày qua có người nhập sai mật khẩu tài khoản này nhiều lần, từ nơi bạn chưa từng đăng nhập. Không ai vào được. Từ giờ mỗi lần thử từ nơi lạ phải đợi lâu dần; thiết bị bạn đã dùng để đăng nhập thì không phải đợi.\n\nNếu là bạn, đang dùng máy hoặc mạng mới: mở đường dẫn dưới đây trên chính máy đó để đăng nhập ngay. Đường dẫn dùng được một lần, trong 24 giờ, và vẫn cần mật khẩu.\n\nNếu không phải bạn: không cần làm gì. Mật khẩu dài, không dùng ở nơi khác là đủ an toàn.",
            "In the last day somebody entered a wrong password for this account many times, from places where you never signed in. Nobody got in. From now on every try from a new place waits longer; the devices you signed in with do not wait.\n\nIf it was you, on a new device or network: open the link below on that device to sign in at once. It works once, for 24 hours, and still asks for the password.\n\nIf it was not you: there is nothing to do. A long password that you use nowhere else is safe.";
        code_guessed_subject => "Có người biết mật khẩu của bạn và đang đoán mã xác thực", "Somebody knows your password and is guessing your code";
        code_guessed_body => "Có người đã nhập ĐÚNG mật khẩu của tài khoản này rồi nhập sai mã xác thực nhiều lần. Chưa ai vào được; bước nhập mã tạm khóa với thiết bị lạ.\n\nNếu không phải bạn: đổi mật khẩu ngay trên trang Tài khoản, hoặc chọn “Quên mật khẩu”, rồi báo quản trị viên.\n\nNếu là bạn, đang dùng máy mới: kiểm tra giờ trên điện thoại có ứng dụng xác thực, rồi mở đường dẫn dưới đây trên máy đó để thử lại ngay. Đường dẫn dùng được một lần, trong 24 giờ.",
            "Somebody entered the RIGHT password of this account and then wrong codes, many times. Nobody got in; the step that asks for the code is closed to new devices for a while.\n\nIf it was not you: change the password at once on the Account page, or choose “Forgot the password”, then tell an administrator.\n\nIf it was you, on a new device: check the clock of the phone with the authenticator, then open the link below on that device to try again at once. It works once, for 24 hours.";
        invitation_subject(edition: &str) => "Lời mời tham gia: {edition}", "Invitation: {edition}";
        invitation_body(role: &str, edition: &str, until: &str) => "Ban thư ký mời ông/bà tham gia {edition} với vai trò: {role}. Mở đường dẫn dưới đây để nhận lời. Lời mời có hiệu lực đến {until}.",
            "The secretariat invites you to take part in {edition} as: {role}. Open the link to accept. The invitation is valid until {until}.";
        guardian_consent_subject(child: &str) => "Xin ý kiến người giám hộ của {child}", "Guardian's consent for {child}";
        guardian_consent_body(child: &str, edition: &str, entry: &str, data: &str) => "{child} là tác giả của hồ sơ “{entry}” dự {edition}. Vì {child} chưa đủ 16 tuổi, hồ sơ cần ý kiến của cha, mẹ hoặc người giám hộ.\n\nDữ liệu của {child} được thu thập: {data}.\n\nMở đường dẫn dưới đây để đọc dữ liệu được dùng như thế nào, rồi đồng ý hoặc không đồng ý. Đường dẫn chỉ gửi cho ông/bà; người khác không có. Công khai họ tên và trường khi đạt giải là việc hỏi riêng: không đồng ý công khai thì {child} vẫn được dự thi. Ông/bà có thể rút lại bất cứ lúc nào bằng chính đường dẫn này.\n\nNếu ông/bà không quen biết {child}, bỏ qua thư này và báo ban thư ký.",
            "{child} is an author of the entry “{entry}” in {edition}. As {child} is under 16, the entry needs the consent of a parent or guardian.\n\nWhat is collected of {child}: {data}.\n\nOpen the link to read how the data are used, then consent or refuse. Only you have this link. Whether name and school are made public after a prize is asked apart: without that {child} takes part all the same. You can withdraw at any time by the same link.\n\nIf you do not know {child}, ignore this letter and tell the secretariat.";
        child_consent_subject(child: &str) => "{child}: em có đồng ý tham gia không?", "{child}: do you agree to take part?";
        child_consent_body(child: &str, edition: &str, entry: &str, data: &str) => "{child} được ghi là tác giả của “{entry}”, dự {edition}.\n\nDữ liệu của {child} được thu thập: {data}.\n\nMở đường dẫn dưới đây để đọc dữ liệu được dùng như thế nào, rồi chọn đồng ý hoặc không. Công khai họ tên và trường khi đạt giải là việc hỏi riêng: không đồng ý công khai thì vẫn được dự thi.",
            "{child} is named as an author of “{entry}” in {edition}.\n\nWhat is collected of {child}: {data}.\n\nOpen the link to read how the data are used, then agree or not. Whether name and school are made public after a prize is asked apart: without that you take part all the same.";
        consent_answered_subject(child: &str) => "Đã có ý kiến về {child}", "An answer about {child}";
        consent_answered_body(who: &str, child: &str, entry: &str, edition: &str, answer: &str) => "{who} của {child} đã trả lời về hồ sơ “{entry}” dự {edition}: {answer}.", "About the entry “{entry}” in {edition}, {who} of {child} answered: {answer}.";
        child_answered_body(child: &str, entry: &str, edition: &str, answer: &str) => "{child} đã trả lời về hồ sơ “{entry}” dự {edition}: {answer}.", "About the entry “{entry}” in {edition}, {child} answered: {answer}.";
        answer_given => "đồng ý", "agreed";
        answer_refused => "không đồng ý", "did not agree";
        answer_withdrawn => "rút lại đồng ý", "took the consent back";
        guardian_word => "Người giám hộ", "the guardian";
        entry_submitted_subject(code: &str) => "Đã nhận hồ sơ {code}", "Entry {code} received";
        entry_submitted_body(entry: &str, code: &str, edition: &str) => "Hệ thống đã nhận hồ sơ “{entry}” dự {edition}. Mã hồ sơ: {code}. Giữ thư này cùng biên nhận để đối chiếu khi cần.",
            "The entry “{entry}” for {edition} was received. Its code: {code}. Keep this letter and the receipt.";
        entry_late_subject(code: &str) => "Hồ sơ {code} nộp sau hạn, chờ quyết định", "Entry {code} came late and awaits a decision";
        entry_late_body(entry: &str, edition: &str, until: &str) => "Hồ sơ “{entry}” dự {edition} đến sau hạn nộp ({until}). Toàn bộ nội dung được giữ nguyên; ban thư ký sẽ quyết định nhận hay không và báo bằng thư.",
            "The entry “{entry}” for {edition} came after the deadline ({until}). All of it is kept; the secretariat will decide and write to you.";
        unit_asked_subject(code: &str) => "Đề nghị xác nhận hồ sơ {code}", "Please confirm entry {code}";
        unit_asked_body(entry: &str, edition: &str, unit: &str) => "Hồ sơ “{entry}” dự {edition} chọn {unit} là đơn vị xác nhận. Mở đường dẫn dưới đây để xem, rồi xác nhận hoặc trả lại kèm lý do.",
            "The entry “{entry}” for {edition} names {unit} as its confirming unit. Open the link to read it, then confirm or return it with a reason.";
        unit_confirmed_subject(code: &str) => "Đơn vị đã xác nhận hồ sơ {code}", "The unit confirmed entry {code}";
        unit_confirmed_body(entry: &str, unit: &str) => "Hồ sơ “{entry}” đã được {unit} xác nhận.", "{unit} confirmed the entry “{entry}”.";
        unit_returned_subject(code: &str) => "Đơn vị trả lại hồ sơ {code}", "The unit returned entry {code}";
        unit_returned_body(entry: &str, unit: &str, reason: &str) => "Hồ sơ “{entry}” chưa được {unit} xác nhận.\n\nLý do: {reason}\n\nSửa theo lý do trên rồi gửi xác nhận lại trước hạn nộp.",
            "{unit} did not confirm the entry “{entry}”.\n\nReason: {reason}\n\nCorrect it and ask again before the deadline.";
        supplement_subject(code: &str) => "Hồ sơ {code} cần bổ sung", "Entry {code} needs a supplement";
        supplement_body(entry: &str, reason: &str, until: &str) => "Hồ sơ “{entry}” cần bổ sung trước {until}:\n\n{reason}\n\nNội dung đã nộp vẫn được giữ. Mở đường dẫn dưới đây để bổ sung và nộp lại.",
            "The entry “{entry}” needs a supplement by {until}:\n\n{reason}\n\nWhat you sent is kept. Open the link to add it and submit again.";
        entry_accepted_subject(code: &str) => "Hồ sơ {code} đủ điều kiện", "Entry {code} is eligible";
        entry_accepted_body(entry: &str, edition: &str) => "Hồ sơ “{entry}” đủ điều kiện dự {edition} và sẽ được chấm.", "The entry “{entry}” is eligible for {edition} and will be judged.";
        entry_refused_subject(code: &str) => "Hồ sơ {code} không đủ điều kiện", "Entry {code} is not eligible";
        entry_refused_body(entry: &str, edition: &str, reason: &str) => "Hồ sơ “{entry}” không đủ điều kiện dự {edition}.\n\nLý do: {reason}\n\nNếu có ý kiến, liên hệ ban thư ký.",
            "The entry “{entry}” is not eligible for {edition}.\n\nReason: {reason}\n\nIf you object, contact the secretariat.";
        entry_withdrawn_subject(code: &str) => "Đã rút hồ sơ {code}", "Entry {code} was withdrawn";
        entry_withdrawn_body(entry: &str) => "Hồ sơ “{entry}” đã được rút theo yêu cầu và không được chấm.", "The entry “{entry}” was withdrawn as asked and will not be judged.";
        late_admitted_subject(code: &str) => "Hồ sơ {code} nộp muộn được nhận", "Late entry {code} is admitted";
        late_admitted_body(entry: &str, edition: &str, reason: &str) => "Hồ sơ “{entry}” nộp sau hạn đã được nhận để kiểm tra cho {edition}.\n\nLý do: {reason}",
            "The late entry “{entry}” is admitted to the check of {edition}.\n\nReason: {reason}";
        check_reopened_subject(code: &str) => "Hồ sơ {code} được xem xét lại", "Entry {code} is being checked again";
        check_reopened_body(entry: &str, reason: &str) => "Kết quả kiểm tra hồ sơ “{entry}” được mở lại để xem xét. Ban thư ký sẽ báo kết quả mới bằng thư.\n\nLý do: {reason}",
            "The check of the entry “{entry}” was reopened. The secretariat will write with the new result.\n\nReason: {reason}";
        extension_subject(edition: &str) => "Được gia hạn nộp hồ sơ: {edition}", "Your deadline was extended: {edition}";
        extension_body(edition: &str, until: &str, reason: &str) => "Hạn nộp hồ sơ của bạn cho {edition} được gia hạn đến {until}.\n\nLý do: {reason}",
            "Your deadline for {edition} was extended until {until}.\n\nReason: {reason}";
        extension_officer_body(edition: &str, unit: &str, until: &str, reason: &str) => "Hồ sơ của {unit} dự {edition} được nộp đến {until}.\n\nLý do: {reason}\n\nÔng/bà vui lòng báo cho giáo viên, học sinh của đơn vị đang soạn hồ sơ.",
            "Entries of {unit} for {edition} may be sent until {until}.\n\nReason: {reason}\n\nPlease tell the teachers and pupils of your unit who are writing an entry.";
        extension_corrected_subject(edition: &str) => "Đính chính hạn nộp hồ sơ: {edition}", "Correction of the deadline: {edition}";
        extension_corrected_body(edition: &str, until: &str, reason: &str) => "Thư trước về gia hạn nộp hồ sơ {edition} ghi chưa đúng. Hạn nộp của bạn là {until}.\n\nLý do sửa: {reason}\n\nHồ sơ đã nộp vẫn giữ nguyên. Mong bạn thông cảm.",
            "The letter about the later deadline of {edition} was not right. Your deadline is {until}.\n\nReason: {reason}\n\nWhat you have sent stays sent. We are sorry for the confusion.";
        extension_corrected_officer_body(edition: &str, unit: &str, until: &str, reason: &str) => "Thư trước về gia hạn cho {unit} dự {edition} ghi chưa đúng. Hồ sơ của đơn vị được nộp đến {until}.\n\nLý do sửa: {reason}",
            "The letter about the later deadline of {unit} for {edition} was not right. Its entries may be sent until {until}.\n\nReason: {reason}";
        extension_revoked_subject(edition: &str) => "Gia hạn nộp hồ sơ được thu hồi: {edition}", "The extension was taken back: {edition}";
        extension_revoked_body(edition: &str, granted: &str, until: &str, reason: &str) => "Gia hạn nộp hồ sơ {edition} đến {granted} đã được thu hồi. Hạn nộp của bạn là {until}.\n\nLý do: {reason}\n\nHồ sơ đã nộp vẫn giữ nguyên. Nếu việc này gây khó khăn, bạn liên hệ ban thư ký.",
            "The extension of {edition} until {granted} was taken back. Your deadline is {until}.\n\nReason: {reason}\n\nWhat you have sent stays sent. If this puts you in difficulty, contact the secretariat.";
        extension_revoked_officer_body(edition: &str, unit: &str, granted: &str, until: &str, reason: &str) => "Gia hạn cho {unit} dự {edition} đến {granted} đã được thu hồi. Hạn nộp của đơn vị là {until}.\n\nLý do: {reason}",
            "The extension for {unit} in {edition} until {granted} was taken back. Its deadline is {until}.\n\nReason: {reason}";
        judging_subject(edition: &str) => "Bài cần chấm: {edition}", "Entries to score: {edition}";
        judging_body(edition: &str, count: &str, until: &str) => "Ông/bà được phân công chấm {count} hồ sơ của {edition}, đề nghị ký phiếu trước {until}. Trước bài đầu tiên, hệ thống sẽ hỏi về xung đột lợi ích.",
            "You were assigned {count} entries of {edition}; please sign the sheets by {until}. Before the first one the portal asks about conflicts of interest.";
        judge_reminded_subject(edition: &str) => "Nhắc ký phiếu chấm: {edition}", "Sheets to sign: {edition}";
        judge_reminded_body(edition: &str, count: &str, until: &str) => "Ông/bà còn {count} phiếu chưa ký của {edition}. Hạn chấm: {until}. Phiếu đang chấm dở vẫn được giữ; mở đường dẫn dưới đây để chấm tiếp và ký.\n\nNếu không thể chấm hết, báo ban thư ký để phân công giám khảo khác.",
            "You have {count} sheets of {edition} left to sign. The deadline: {until}. What you began is kept; open the link to go on and sign.\n\nIf you cannot score them all, tell the secretariat, so that others are assigned.";
        round_left_subject(code: &str, edition: &str) => "Hồ sơ {code} đã rời vòng chấm: {edition}", "Entry {code} has left a round: {edition}";
        round_left_body(code: &str, round: &str, edition: &str, after: &str) => "Hồ sơ {code} đã qua {round} của {edition} nhưng không còn dự nữa (đã rút, hoặc kết quả kiểm tra được mở lại).\n\n{after}",
            "Entry {code} came through {round} of {edition} and takes part no more (withdrawn, or its check was reopened).\n\n{after}";
        moved_up(codes: &str) => "Theo thể lệ, hồ sơ kế tiếp được vào thay: {codes}.", "By the rules the next in rank goes on instead: {codes}.";
        tied_for_place(codes: &str) => "Các hồ sơ bằng điểm ở vạch, chờ ông/bà quyết định: {codes}.", "Tied at the line, for you to decide: {codes}.";
        nobody_moved_up => "Không có hồ sơ nào vào thay.", "Nobody takes the place.";
        sheet_reopened_subject(code: &str) => "Phiếu chấm hồ sơ {code} được mở lại", "The score sheet of {code} was reopened";
        sheet_reopened_body(code: &str, reason: &str) => "Phiếu chấm đã ký cho hồ sơ {code} được mở lại. Phiếu cũ vẫn được lưu.\n\nLý do: {reason}\n\nXem lại và ký phiếu mới.",
            "Your signed sheet for {code} was reopened. The old one is kept.\n\nReason: {reason}\n\nReview it and sign anew.";
        notice_subject(edition: &str) => "Công khai lấy ý kiến: {edition}", "Public notice: {edition}";
        notice_body(edition: &str, entry: &str, until: &str) => "Danh sách dự kiến đạt giải của {edition} đang được công khai đến {until}, trong đó có kết quả của hồ sơ “{entry}”. Kết quả chưa chính thức cho đến khi có quyết định.",
            "The provisional results of {edition}, including the entry “{entry}”, are on public notice until {until}. Nothing is final before the decision.";
        feedback_subject(edition: &str) => "Trả lời ý kiến về kết quả: {edition}", "Answer to your comment: {edition}";
        feedback_body(edition: &str, reason: &str) => "Ban thư ký trả lời ý kiến của bạn về kết quả dự kiến của {edition}:\n\n{reason}", "The secretariat answers your comment on the provisional results of {edition}:\n\n{reason}";
        result_subject(edition: &str) => "Công bố kết quả: {edition}", "Results announced: {edition}";
        result_body(entry: &str, edition: &str, prize: &str) => "Kết quả {edition} đã được công bố. Hồ sơ “{entry}”: {prize}.", "The results of {edition} are announced. The entry “{entry}”: {prize}.";
        award_revoked_subject(entry: &str) => "Thu hồi giải: {entry}", "Award revoked: {entry}";
        award_revoked_body(entry: &str, prize: &str, reason: &str) => "Giải của “{entry}” ({prize}) đã bị thu hồi.\n\nLý do: {reason}", "The award of “{entry}” ({prize}) was revoked.\n\nReason: {reason}";
    }
}
