//! What is said about files: what is asked for, and why one was not taken.

use domain::entries::file_problem::FileProblem;
use domain::entries::picture_size::MAX_MEGAPIXELS;
use domain::text::{format_file_size, format_int};

use crate::catalogue;
use crate::components::status::Status;
use crate::entries::problem_words::format_names;
use crate::words::Lang;

catalogue! {
    /// The words about files.
    pub FilesWords {
        limits(formats: &str, max: u32) => "{formats}, mỗi tệp tối đa {max} MB", "{formats}, {max} MB a file at most";
        limits_free(formats: &str) => "{formats}", "{formats}";
        count(min: u32, max: u32) => "Cần từ {min} đến {max} tệp.", "{min} to {max} files.";
        optional => "Không bắt buộc.", "Optional.";
        choose => "Chọn tệp", "Choose a file";
        choose_other => "Chọn tệp khác để thay", "Choose another file instead";
        choose_for(author: &str) => "Chọn tệp của {author}", "Choose the file of {author}";
        upload => "Tải lên", "Upload";
        remove => "Xóa", "Remove";
        removes(name: &str) => "tệp {name}", "file {name}";
        authors_first => "Khai tác giả trước, rồi tải tệp của từng người ở đây.", "Name the authors first, then upload a file for each of them here.";
        full => "Đã đủ số tệp. Xóa bớt nếu muốn tải tệp khác.", "No more files fit. Remove one to upload another.";
        physical => "Nộp trực tiếp cho ban thư ký, không tải lên.", "Hand it to the secretariat; nothing to upload.";
        by_unit => "Đơn vị xác nhận trong hệ thống sau khi nộp, không cần tải lên.", "The unit confirms in the portal after you send; nothing to upload.";
        in_portal => "Khai ngay trong hệ thống, không cần tải lên.", "Filled in here; nothing to upload.";
        unclaimed => "Giấy chưa rõ của ai", "Papers of nobody";
        unclaimed_why(holder: &str) => "Giấy này được nộp cho {holder}. Tác giả đó đã được xóa hoặc đổi thông tin, nên giấy chưa được tính, chưa ai xét, cho đến khi bạn nói rõ của ai hoặc xóa giấy.",
            "This paper was put in for {holder}. That author was removed or changed, so it counts for nobody and nobody looks at it until you say whose it is, or remove it.";
        open => "Mở tệp", "Open the file";
        claim => "Giấy này của", "This paper is";
        unclaimed_nameless => "một tác giả chưa có tên", "an author without a name";
        claim_choose => "Chọn tác giả", "Choose an author";
        claim_missing => "Chọn tác giả có giấy này", "Choose the author whose paper it is";
        claim_save => "Xác nhận", "Confirm";
        next => "Tiếp tục", "Continue";
        preview(name: &str) => "Ảnh xem trước của {name}", "Preview of {name}";
        blind_not_seen => "Giám khảo vòng chấm kín không xem tệp của mục này.", "Blind judges do not see the files of this item.";
        blind_pages => "Giám khảo vòng chấm kín chỉ thấy hình các trang, không thấy tệp. Đừng ghi tên, trường, chữ ký trong trang.",
            "Blind judges see pictures of the pages only, not the file. Leave names, school and signatures out of the pages.";
        blind_pages_others => "Giám khảo vòng chấm kín chỉ thấy hình các trang; video và tệp nén chỉ đến giám khảo sau khi ban thư ký xem và cho phép từng tệp. Đừng để lộ tên, trường, khuôn mặt.",
            "Blind judges see pictures of the pages only; videos and archives reach them after the secretariat looked and released each one. Show no names, school or faces.";
        blind_release => "Tệp của mục này chỉ đến giám khảo vòng chấm kín sau khi ban thư ký xem và cho phép từng tệp. Đừng để lộ tên, trường, khuôn mặt.",
            "Files of this item reach blind judges only after the secretariat looked and released each one. Show no names, school or faces.";
        privacy => "Ảnh chụp được xoay đúng chiều và xóa vị trí chụp trước khi lưu.", "Photos are turned upright and freed of their location before they are kept.";
        nothing_chosen => "Chọn một tệp rồi bấm “Tải lên”", "Choose a file, then press “Upload”";
        empty(name: &str) => "Tệp “{name}” không có nội dung (0 byte). Kiểm tra tệp trên máy rồi tải lại", "The file “{name}” is empty (0 bytes). Check it on your device and upload it again";
        too_large(name: &str, size: &str, max: u32) => "Tệp “{name}” nặng {size}, giới hạn {max} MB. Nén ảnh trong tệp rồi tải lại, hoặc tách làm hai tệp",
            "The file “{name}” has {size}, the limit is {max} MB. Compress the pictures in it, or split it";
        over(max: u32) => "quá {max} MB", "over {max} MB";
        wrong_format(name: &str, accepted: &str) => "Nội dung tệp “{name}” không thuộc loại được nhận. Lưu lại dưới dạng {accepted} rồi tải lên", "The content of “{name}” is of no accepted type. Save it as {accepted} and upload it";
        wrong_found(name: &str, found: &str, accepted: &str) => "Tệp “{name}” thật ra là {found}; mục này nhận {accepted}. Lưu lại đúng loại rồi tải lên", "The file “{name}” is really {found}; this item takes {accepted}. Save it as such and upload it";
        damaged_picture(name: &str) => "Ảnh “{name}” bị hỏng, không mở được. Chụp hoặc lưu lại ảnh rồi tải lên", "The picture “{name}” is damaged. Take or save it again and upload it";
        damaged_pdf(name: &str) => "Tệp PDF “{name}” bị hỏng hoặc chép chưa hết. Xuất lại tệp rồi tải lên", "The PDF “{name}” is damaged or cut off. Export it again and upload it";
        locked_pdf(name: &str) => "Tệp PDF “{name}” bị khóa bằng mật khẩu. Bỏ mật khẩu rồi tải lại", "The PDF “{name}” is locked by a password. Remove the password and upload it again";
        too_many(max: u32) => "Mục này nhận tối đa {max} tệp. Xóa bớt tệp rồi tải lại", "This item takes {max} files at most. Remove one first";
        cut_off(name: &str) => "Tệp “{name}” chưa gửi xong vì mất kết nối. Chưa có gì được lưu; chọn lại tệp rồi tải lên", "The connection ended before “{name}” was sent. Nothing was kept; choose it again and upload it";
        too_many_pixels(name: &str, size: &str, max: u32) => "Ảnh “{name}” có {size} triệu điểm ảnh, giới hạn {max} triệu. Thu nhỏ ảnh rồi tải lại",
            "The picture “{name}” has {size} million pixels, the limit is {max} million. Make it smaller and upload it again";
        too_heavy(name: &str) => "Ảnh “{name}” quá nặng để mở. Lưu lại ảnh ở dạng JPEG thường, hoặc thu nhỏ ảnh, rồi tải lại",
            "The picture “{name}” is too heavy to open. Save it as an ordinary JPEG, or make it smaller, and upload it again";
        too_heavy_to_open(name: &str) => "Tệp “{name}” quá nặng để mở: nội dung nén bên trong cần quá nhiều bộ nhớ hoặc thời gian. Thu nhỏ các hình trong tệp rồi xuất lại thành PDF, hoặc tách làm hai tệp, rồi tải lại",
            "The file “{name}” is too heavy to open: what is packed inside takes too much memory or time. Make its pictures smaller and export it to PDF again, or split it in two, and upload it again";
        busy(name: &str) => "Hệ thống đang xử lý nhiều tệp cùng lúc nên chưa nhận tệp “{name}”. Đợi một lát rồi tải lại tệp này",
            "The portal is busy with many files, so “{name}” was not taken. Wait a moment, then upload it again";
        quota_full(max: u32) => "Các tệp đã tải lên chiếm hết {max} MB được dành. Xóa bớt tệp không dùng, hoặc gọi ban thư ký",
            "The files uploaded so far fill the {max} MB set aside. Remove some, or call the secretariat";
        disk_full => "Hệ thống hết chỗ lưu tệp nên chưa nhận tệp này. Các phần khác vẫn lưu được. Báo ban thư ký, rồi tải lại sau", "The portal has no room for files, so this one was not taken. Everything else still saves. Tell the secretariat and try later";
        unfinished => "Đang có quá nhiều lần tải dở của hồ sơ này. Tải tiếp các tệp đang dở, hoặc thử lại sau hai ngày", "Too many uploads of this entry are unfinished. Finish those, or try again in two days";
        not_added(name: &str, state: &str) => "Chưa nhận tệp “{name}”: hồ sơ nay ở trạng thái “{state}”, không sửa được nữa",
            "The file “{name}” was not taken: the entry is now “{state}” and can no longer be changed";
        not_removed(name: &str, state: &str) => "Chưa xóa tệp “{name}”: hồ sơ nay ở trạng thái “{state}”, không sửa được nữa",
            "The file “{name}” was not removed: the entry is now “{state}” and can no longer be changed";
        reload => "Tải lại trang để xem hồ sơ; cần thay tệp thì gọi ban thư ký", "Reload the page to see the entry; to change a file, call the secretariat";
        closed_do(name: &str, phone: &str) => "Có thể hồ sơ đã được nộp hoặc đóng ở nơi khác. Các tệp đang có trong hồ sơ ở ngay dưới. Cần thay tệp: gọi {name}, {phone}.",
            "It may have been sent or closed somewhere else. The files it holds are shown below. To change one, call {name}, {phone}.";
        open_entry => "Mở hồ sơ", "Open the entry";
    }
}

/// Why a file was not taken, in one sentence.
pub fn file_sentence(problem: &FileProblem, name: &str, lang: Lang) -> String {
    let words = FilesWords(lang);
    match problem {
        FileProblem::NothingChosen => words.nothing_chosen().to_owned(),
        FileProblem::Empty => words.empty(name),
        FileProblem::TooLarge { size, max_mb } => {
            let size = size.map_or_else(|| words.over(*max_mb), |size| format_file_size(size, lang));
            words.too_large(name, &size, *max_mb)
        }
        FileProblem::WrongFormat { found: None, accepted } => words.wrong_format(name, &format_names(accepted)),
        FileProblem::WrongFormat { found: Some(found), accepted } => {
            words.wrong_found(name, found.name(), &format_names(accepted))
        }
        FileProblem::DamagedPicture => words.damaged_picture(name),
        FileProblem::TooManyPixels { width, height } => {
            let millions = (u64::from(*width) * u64::from(*height)).div_ceil(1_000_000);
            let millions = format_int(i64::try_from(millions).unwrap_or(i64::MAX), lang);
            words.too_many_pixels(name, &millions, MAX_MEGAPIXELS)
        }
        FileProblem::PictureTooHeavy => words.too_heavy(name),
        FileProblem::TooHeavyToOpen => words.too_heavy_to_open(name),
        FileProblem::Busy => words.busy(name),
        FileProblem::QuotaFull { max_mb } => words.quota_full(*max_mb),
        FileProblem::DamagedPdf => words.damaged_pdf(name),
        FileProblem::LockedPdf => words.locked_pdf(name),
        FileProblem::TooMany { max } => words.too_many(*max),
        FileProblem::CutOff => words.cut_off(name),
        FileProblem::DiskFull => words.disk_full().to_owned(),
        FileProblem::TooManyUnfinished => words.unfinished().to_owned(),
        FileProblem::EntryClosed { state } => {
            let what = words.not_added(name, state.look(lang).2);
            format!("{what}. {}", words.reload())
        }
    }
}
