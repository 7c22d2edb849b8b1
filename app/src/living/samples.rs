//! Invented content of every awkward length.

use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// 120 letters, as long as a title may become.
pub const LONG_TITLE: &str = "Hệ thống giám sát chất lượng nước nuôi hàu bằng cảm biến tự chế, cảnh báo sớm qua điện thoại cho bà con vùng đảo xa đất liền";

/// A title of an ordinary length.
pub const TITLE: &str = "Kính hiển vi từ vật liệu tái chế";

/// A name of a school with nine words.
pub const SCHOOL: &str = "Trường Tiểu học, Trung học cơ sở và Trung học phổ thông Hải Âu";

/// Six authors.
pub const AUTHORS: [&str; 6] =
    ["Nguyễn Thị Ngọc Ẩn", "Đỗ Hữu Lễ", "Vũ Gia Ẩn", "Trần Đặng Khánh Quỳnh Như", "Lý Thị Mẩy", "Phạm Ưng"];

/// A moment so that remaining time is the same in every picture: as long from now as given.
pub fn from_now(now: OffsetDateTime, span: Duration) -> OffsetDateTime {
    now + span
}

/// A fixed day of the sample contest.
pub fn closing() -> OffsetDateTime {
    datetime!(2027-06-30 17:00 +7)
}

/// Values and labels for choices.
pub fn fields_of_work() -> Vec<(String, String)> {
    let fields = [
        ("do-dung", "Đồ dùng dành cho học tập"),
        ("phan-mem", "Phần mềm tin học"),
        (
            "moi-truong",
            "Các giải pháp kỹ thuật nhằm ứng phó với biến đổi khí hậu, bảo vệ môi trường và phát triển kinh tế",
        ),
    ];
    fields.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec()
}
