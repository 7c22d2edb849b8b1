//! Where the text is, in one sentence.

use domain::copies::Status;

use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// The words about copies on the device.
    pub KeptWords {
        by_button => "Thay đổi chỉ được lưu khi bấm nút.", "Changes are saved when a button is pressed.";
        by_itself => "Tự lưu trong lúc nhập.", "Saved while you type.";
        last(when: &str) => "Lần lưu gần nhất: {when}.", "Last saved: {when}.";
        blocked => "Chưa lưu. Bấm nút ở cuối trang để lưu.", "Not saved. Press the button at the end of the page to save.";
        unsent => "Chưa lưu, sẽ tự lưu sau vài giây", "Not saved yet, it is saved in a few seconds";
        saved(clock: &str) => "Đã lưu lên hệ thống lúc {clock}", "Saved on the server at {clock}";
        here(clock: &str) => "Đã lưu trên máy này lúc {clock}, chờ mạng để gửi", "Saved on this device at {clock}, waiting for the network";
        busy(seconds: u32) => "Hệ thống đang bận. Nội dung còn trên máy này và tự gửi lại sau {seconds} giây", "The portal is busy. The text is on this device and is sent again in {seconds} seconds";
        signed_out => "Phiên làm việc đã kết thúc. Nội dung còn trên máy này; bấm nút lưu để đăng nhập và gửi", "Your session has ended. The text is on this device; press the save button to sign in and send it";
        stale => "Phần này vừa được lưu ở nơi khác. Bấm nút lưu để xem cả hai bản", "This part was saved elsewhere. Press the save button to see both versions";
        both => "Chưa lưu: đọc cả hai bản, sửa cho đúng rồi bấm nút lưu", "Not saved: read both versions, put them together, then press the save button";
        refused => "Chưa lưu được. Bấm nút lưu để xem lý do", "Not saved. Press the save button to see why";
        taken_back(clock: &str) => "Đã lấy lại nội dung chưa gửi, lưu trên máy này lúc {clock}", "Text that was not sent is back; it was kept on this device at {clock}";
        offer(clock: &str) => "Trên máy này còn nội dung chưa gửi, lúc {clock}", "This device holds text that was not sent, from {clock}";
        offer_do => "Hệ thống chưa có nội dung này. So từng ô rồi chọn.", "The portal does not have it. Compare the fields, then choose.";
        offer_unfit => "Danh sách trong phần này đã đổi từ lúc đó, nên không điền lại tự động được. Chép tay chỗ còn cần rồi bỏ bản này.",
            "The list in this section has changed since, so it cannot be filled in by itself. Copy by hand what you still need, then drop it.";
        offer_rows => "Thêm dòng còn thiếu, rồi dùng bản này.", "Add the missing row, then use this copy.";
        add_row => "Thêm dòng còn thiếu", "Add the missing row";
        field => "Ô", "Field";
        on_server => "Trên hệ thống", "On the portal";
        on_device => "Trên máy này", "On this device";
        use_it => "Dùng bản trên máy này", "Use this device’s version";
        drop_it => "Bỏ bản này", "Drop it";
        nothing => "(trống)", "(empty)";
        count(used: &str, limit: &str) => "{used} trên {limit} ký tự", "{used} of {limit} characters";
        leave_title => "Còn nội dung chưa gửi", "Text was not sent";
        leave_text => "Nội dung sau chưa gửi được lên hệ thống. Đăng xuất sẽ xóa khỏi máy này:", "The following could not be sent. Signing out removes it from this device:";
        leave_confirm => "Trên máy này còn nội dung chưa gửi; đăng xuất sẽ xóa nội dung đó. Vẫn đăng xuất?", "This device holds text that was not sent; signing out removes it. Sign out all the same?";
        leave_file(name: &str) => "Tệp “{name}” đang gửi dở", "The file “{name}” was not sent to the end";
        leave_other => "Nội dung chưa gửi của một tài khoản khác trên máy này", "Text of another account on this device that was not sent";
        leave_stay => "Ở lại", "Stay";
        leave_go => "Đăng xuất và bỏ", "Sign out and drop it";
    }
}

/// A clock in Vietnam: `10:32`.
pub fn clock(at: i64) -> String {
    let minutes = at / 60_000 + 7 * 60;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// The sentence of a status, and how it looks.
pub fn sentence(status: &Status, lang: Lang) -> (String, &'static str) {
    let words = KeptWords(lang);
    let (waiting, failed) = ("save-line save-line--waiting", "save-line save-line--failed");
    match status {
        Status::Unsent => (words.unsent().to_owned(), waiting),
        Status::OnServer { clock, problems } if problems.is_empty() => (words.saved(clock), "save-line"),
        Status::OnServer { clock, problems } => (format!("{}. {}", words.saved(clock), problems.join(". ")), failed),
        Status::Here { at } => (words.here(&clock(*at)), waiting),
        Status::Busy { seconds } => (words.busy(*seconds), waiting),
        Status::SignedOut => (words.signed_out().to_owned(), failed),
        Status::Stale => (words.stale().to_owned(), failed),
        Status::Both => (words.both().to_owned(), failed),
        Status::Refused => (words.refused().to_owned(), failed),
        Status::TakenBack { at } => (words.taken_back(&clock(*at)), waiting),
    }
}
