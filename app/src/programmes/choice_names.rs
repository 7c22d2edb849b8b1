//! What the choices of the rules are called.

use domain::text::Lang;

use super::section_words::{NONE, Pair, in_lang};

/// What a choice of a value says.
pub fn choice_name(pattern: &str, choice: &str, lang: Lang) -> &'static str {
    in_lang(choice_pair(pattern, choice), lang)
}

fn choice_pair(pattern: &str, choice: &str) -> Pair {
    match (pattern, choice) {
        ("work_word", "product") => ("mô hình, sản phẩm", "model or product"),
        ("work_word", "work") => ("công trình", "work"),
        ("work_word", "solution") => ("giải pháp", "solution"),
        ("work_word", "project") => ("dự án", "project"),
        ("work_word", "initiative") => ("sáng kiến", "initiative"),
        ("questions.*.section", "about") => ("Thông tin chung", "Facts"),
        ("questions.*.section", "description") => ("Bản mô tả", "Description"),
        ("questions.*.section", "declarations") => ("Cam đoan", "Declarations"),
        ("questions.*.kind", "line") => ("Một dòng chữ", "One line"),
        ("questions.*.kind", "text") => ("Đoạn văn", "Text"),
        ("questions.*.kind", "date") => ("Ngày", "Date"),
        ("questions.*.kind", "choice") => ("Chọn một", "Choice"),
        ("questions.*.kind", "commune") => ("Xã, phường, đặc khu", "Commune"),
        ("questions.*.kind", "unit") => ("Trường, đơn vị", "School or unit"),
        ("questions.*.kind", "phone") => ("Điện thoại", "Phone"),
        ("questions.*.kind", "email") => ("Thư điện tử", "E-mail"),
        ("questions.*.kind", "address") => ("Địa chỉ", "Address"),
        ("questions.*.kind", "number") => ("Số", "Number"),
        ("questions.*.kind", "money") => ("Số tiền", "Amount of money"),
        ("questions.*.kind", "tick") => ("Ô đánh dấu", "Box to tick"),
        ("dossier.*.kind", "file") => ("Tải tệp lên", "Uploaded files"),
        ("dossier.*.kind", "form") => ("Phiếu điền trên hệ thống", "The form filled in here"),
        ("dossier.*.kind", "consent") => ("Đồng ý trên hệ thống", "Consent given here"),
        ("dossier.*.kind", "confirmation") => ("Đơn vị xác nhận trên hệ thống", "Confirmed here by the unit"),
        ("dossier.*.kind", "physical") => ("Hiện vật hoặc bản giấy", "A thing or paper"),
        ("dossier.*.formats", "pdf") => ("PDF", "PDF"),
        ("dossier.*.formats", "jpg") => ("Ảnh JPG", "JPG picture"),
        ("dossier.*.formats", "png") => ("Ảnh PNG", "PNG picture"),
        ("dossier.*.formats", "webp") => ("Ảnh WEBP", "WEBP picture"),
        ("dossier.*.formats", "docx") => ("Word (DOCX)", "Word (DOCX)"),
        ("dossier.*.formats", "mp4") => ("Video MP4", "MP4 video"),
        ("dossier.*.formats", "zip") => ("Tệp nén ZIP", "ZIP archive"),
        ("rounds.*.decides.kind", "scores") => ("Phiếu chấm điểm của giám khảo", "Judges' score sheets"),
        ("rounds.*.decides.combine.order", "sheet") => {
            ("Cộng từng phiếu, rồi ghép các phiếu", "Add up each sheet, then combine sheets")
        }
        ("rounds.*.decides.combine.order", "criterion") => {
            ("Ghép từng tiêu chí, rồi cộng", "Combine each criterion, then add up")
        }
        ("rounds.*.decides.combine.method", "mean") => ("Trung bình", "Mean"),
        ("rounds.*.decides.combine.method", "median") => ("Trung vị", "Median"),
        ("rounds.*.decides.combine.method", "trimmed_mean") => {
            ("Trung bình sau khi bỏ thấp nhất, cao nhất", "Trimmed mean")
        }
        ("rounds.*.decides.outlier.mode", "off") => ("Không xét", "Nothing"),
        ("rounds.*.decides.outlier.mode", "flag") => ("Báo để xem lại, vẫn tính", "Point it out; it counts"),
        ("rounds.*.decides.outlier.mode", "drop_once") => ("Không tính phiếu đó", "Leave it out"),
        ("rounds.*.pass.kind", "min_mean") => ("Đạt điểm ít nhất", "At least so many points"),
        ("rounds.*.pass.kind", "top_n") => ("Số hồ sơ cao nhất", "The best so many"),
        ("rounds.*.pass.kind", "top_share") => ("Phần trăm cao nhất", "The best share"),
        ("rounds.*.pass.kind", "top_share_or_min_mean") => {
            ("Phần trăm cao nhất hoặc đạt điểm", "The best share, or so many points")
        }
        ("final_score.kind", "final_only") => ("Điểm của vòng cuối", "The last round alone"),
        ("final_score.kind", "weighted") => ("Có hệ số hai vòng", "Both rounds, weighted"),
        ("legal_bases.*.kind", "competence") => ("Thẩm quyền", "Competence"),
        ("legal_bases.*.kind", "content") => ("Nội dung", "Content"),
        ("legal_bases.*.rank", "law") => ("Luật", "Law"),
        ("legal_bases.*.rank", "decree") => ("Nghị định", "Decree"),
        ("legal_bases.*.rank", "prime_minister") => ("Quyết định của Thủ tướng", "Decision of the Prime Minister"),
        ("legal_bases.*.rank", "circular") => ("Thông tư", "Circular"),
        ("legal_bases.*.rank", "province") => ("Văn bản của tỉnh", "Act of the province"),
        ("legal_bases.*.rank", "other") => ("Văn bản khác", "Other"),
        ("prizes.*.kind", "ranked") => ("Theo xếp hạng", "Down the ranking"),
        ("prizes.*.kind", "tag") => ("Trao riêng, thêm vào giải khác", "By hand, beside another prize"),
        ("prizes.*.seal", "special") => ("ĐB (đặc biệt)", "ĐB (special)"),
        ("prizes.*.seal", "first") => ("I (nhất)", "I (first)"),
        ("prizes.*.seal", "second") => ("II (nhì)", "II (second)"),
        ("prizes.*.seal", "third") => ("III (ba)", "III (third)"),
        ("prizes.*.seal", "merit") => ("KK (khuyến khích)", "KK (encouragement)"),
        ("prizes.*.cap_scope", "edition") => ("Cả kỳ thi", "The whole edition"),
        ("prizes.*.cap_scope", "field") => ("Từng lĩnh vực", "Each field"),
        ("prizes.*.cap_scope", "field_or_group") => {
            ("Từng bảng, không có bảng thì từng lĩnh vực", "Each division, else each field")
        }
        ("notice.unit", "calendar_day") => ("Ngày liên tục", "Calendar days"),
        ("notice.unit", "working_day") => ("Ngày làm việc", "Working days"),
        _ => NONE,
    }
}
