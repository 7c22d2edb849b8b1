//! What the values of the rules are called, with a hint where one helps.

use domain::text::Lang;

use super::section_words::{NONE, Pair, in_lang};

/// The label and the hint of a value, group or list, by its pattern. An empty hint says nothing.
pub fn value_name(pattern: &str, lang: Lang) -> (&'static str, &'static str) {
    let (name, hint) = pair_of(pattern);
    (in_lang(name, lang), in_lang(hint, lang))
}

#[expect(clippy::too_many_lines, reason = "a table of names, one after the other")]
fn pair_of(pattern: &str) -> (Pair, Pair) {
    match pattern {
        "dates" => (("Thời gian", "Dates"), NONE),
        "dates.opens_at" => (("Mở nhận hồ sơ", "Entries open"), NONE),
        "dates.closes_at" => (
            ("Hạn nộp hồ sơ", "Deadline for entries"),
            ("Hồ sơ gửi sau hạn được giữ và chờ quyết định.", "Later entries are kept and await a decision."),
        ),
        "dates.judged_by" => (("Chấm xong trước", "Judged by"), NONE),
        "dates.milestones" => {
            (("Các mốc khác", "Other milestones"), ("Chỉ để người dự thi biết trước.", "For entrants to plan by."))
        }
        "dates.milestones.*.label" => (("Việc", "What"), NONE),
        "dates.milestones.*.day" => (("Ngày", "Day"), NONE),
        "work_word" => (("Gọi thứ dự thi là", "What an entry is called"), NONE),
        "fields" => (("Lĩnh vực", "Fields"), NONE),
        "groups" => (("Bảng, nhóm", "Divisions"), ("Không có thì để trống.", "May be empty.")),
        "fields.*.name"
        | "groups.*.name"
        | "rounds.*.name"
        | "rounds.*.decides.rubric.*.name"
        | "dossier.*.name"
        | "prizes.*.name" => (("Tên", "Name"), NONE),
        "eligibility" => (("Đối tượng", "Who may enter"), NONE),
        "eligibility.birth_window" => (
            ("Ngày sinh của tác giả", "Authors' birth dates"),
            (
                "Hai ngày đều tính. Để trống cả hai nếu không giới hạn tuổi.",
                "Both days count. Leave both empty for no age limit.",
            ),
        ),
        "eligibility.birth_window.from" => (("Sinh từ ngày", "Born from"), NONE),
        "eligibility.birth_window.to" => (("Sinh đến hết ngày", "Born until"), NONE),
        "eligibility.younger_welcome" => {
            (("Nhận cả tác giả nhỏ tuổi hơn, chỉ nhắc", "Younger authors are welcome: only warn"), NONE)
        }
        "eligibility.article" => (
            ("Điều khoản dẫn khi từ chối vì tuổi", "Article cited when an age is refused"),
            ("Ví dụ: Điều 4.", "For example: Article 4."),
        ),
        "eligibility.entries_per_author" => (
            ("Mỗi người đứng tên tối đa", "Entries per author at most"),
            ("Để trống nếu không giới hạn.", "Empty means no limit."),
        ),
        "eligibility.in_province" => (
            ("Tác giả phải học tập, làm việc hoặc sinh sống trong tỉnh", "Authors study, work or live in the province"),
            NONE,
        ),
        "team" => (("Nhóm tác giả", "Teams"), NONE),
        "team.min" => (("Số tác giả ít nhất", "Authors at least"), NONE),
        "team.max" => (("Số tác giả nhiều nhất", "Authors at most"), NONE),
        "team.shares" => (("Ghi tỷ lệ đóng góp, tổng đúng 100 %", "Shares are stated and total 100%"), NONE),
        "team.same_school" => (("Các tác giả phải cùng trường", "Authors attend the same school"), NONE),
        "team.instructors_max" => (
            ("Số người hướng dẫn nhiều nhất", "Instructors at most"),
            ("0 nếu không có người hướng dẫn.", "0 for none."),
        ),
        "team.unit_confirms" => {
            (("Trường, cơ quan hoặc địa phương phải xác nhận hồ sơ", "A unit confirms the entry"), NONE)
        }
        "questions" => (
            ("Câu hỏi", "Questions"),
            (
                "Tên công trình, lĩnh vực, tác giả và người hướng dẫn đã có sẵn, không cần thêm.",
                "Title, field, authors and instructors are asked anyway.",
            ),
        ),
        "questions.*.label" => (("Câu hỏi", "Question"), NONE),
        "questions.*.guidance" | "dossier.*.guidance" | "rounds.*.decides.rubric.*.guidance" => {
            (("Hướng dẫn", "Guidance"), NONE)
        }
        "questions.*.section" => (("Đứng ở phần", "Stands in"), NONE),
        "questions.*.kind" => (("Kiểu trả lời", "Kind of answer"), NONE),
        "questions.*.required" | "dossier.*.required" => (("Bắt buộc", "Required"), NONE),
        "questions.*.identifying" => (
            (
                "Câu trả lời có thể lộ tác giả: giấu ở vòng chấm kín",
                "The answer could name an author: hidden in blind rounds",
            ),
            NONE,
        ),
        "questions.*.max_chars" => {
            (("Số chữ cái nhiều nhất", "Letters at most"), ("Để trống nếu không giới hạn.", "Empty means no limit."))
        }
        "questions.*.options" => (("Các lựa chọn, mỗi dòng một", "Choices, one a line"), NONE),
        "dossier" => (("Thành phần hồ sơ", "Dossier"), NONE),
        "dossier.*.kind" => (("Nộp bằng cách", "Delivered as"), NONE),
        "dossier.*.formats" => (("Loại tệp được nhận", "File types"), NONE),
        "dossier.*.min_count" => (("Số tệp ít nhất", "Files at least"), NONE),
        "dossier.*.max_count" => (("Số tệp nhiều nhất", "Files at most"), NONE),
        "dossier.*.max_mb" => (("Mỗi tệp tối đa (MB)", "Each file at most (MB)"), NONE),
        "dossier.*.per_author" => (("Nộp riêng cho từng tác giả", "Once for each author"), NONE),
        "dossier.*.open_rounds_only" => (
            (
                "Giám khảo vòng chấm kín không xem (video, tệp nén, bản vẽ)",
                "Not for blind judges (videos, archives, drawings)",
            ),
            NONE,
        ),
        "dossier.*.restricted" => {
            (("Giấy tờ cá nhân: không bao giờ hiện cho giám khảo", "Personal papers: never shown to judges"), NONE)
        }
        "dossier.*.only_fields" => (
            ("Chỉ hỏi ở các lĩnh vực có mã", "Only in fields with these codes"),
            ("Cách nhau bằng dấu phẩy. Để trống là mọi lĩnh vực.", "Separated by commas. Empty means all."),
        ),
        "rounds" => (("Vòng chấm", "Rounds"), NONE),
        "rounds.*.decides.judges_per_entry" => (("Số giám khảo mỗi hồ sơ", "Judges per entry"), NONE),
        "rounds.*.decides.min_sheets" => {
            (("Số phiếu đã ký ít nhất để xếp hạng", "Signed sheets needed for a rank"), NONE)
        }
        "rounds.*.decides.blind" => (
            ("Chấm kín: giám khảo không thấy tên, trường, tên tệp", "Blind: judges see no name, school or file name"),
            NONE,
        ),
        "rounds.*.decides" => (("Cách chấm", "How it is judged"), NONE),
        "rounds.*.decides.rubric" => (("Tiêu chí", "Criteria"), NONE),
        "rounds.*.decides.rubric.*.max" => {
            (("Điểm tối đa", "Points at most"), ("Viết 24,5 hoặc 24.5.", "Write 24,5 or 24.5."))
        }
        "rounds.*.decides.rubric.*.step" => (
            ("Bước điểm", "Step"),
            ("Ví dụ 1 hoặc 0,5. Để trống: số nào cũng được.", "Such as 1 or 0.5. Empty means any number."),
        ),
        "rounds.*.decides.rubric.*.factor" => (
            ("Hệ số", "Factor"),
            ("Điểm được nhân với hệ số này. Để trống là 1.", "Points are multiplied by it. Empty means 1."),
        ),
        "rounds.*.decides.rubric.*.bands" => (
            ("Các mức mô tả", "Described bands"),
            ("Không bắt buộc. Giúp giám khảo chấm đều tay.", "Optional. They help judges agree."),
        ),
        "rounds.*.decides.rubric.*.bands.*.label" => (("Mức", "Band"), NONE),
        "rounds.*.decides.rubric.*.bands.*.low" | "prizes.*.band.low" => (("Từ điểm", "From"), NONE),
        "rounds.*.decides.rubric.*.bands.*.high" | "prizes.*.band.high" => (("Đến điểm", "To"), NONE),
        "rounds.*.decides.rubric.*.bands.*.description" => (("Mô tả", "Description"), NONE),
        "rounds.*.decides.combine" => (
            ("Ghép các phiếu", "Combining sheets"),
            ("Xếp hạng luôn dùng giá trị chính xác.", "Ranking always uses exact values."),
        ),
        "rounds.*.decides.combine.order" => (("Cách cộng", "Order"), NONE),
        "rounds.*.decides.combine.method" => (("Cách lấy giá trị chung", "Method"), NONE),
        "rounds.*.decides.combine.trim_low" => {
            (("Bỏ mấy giá trị thấp nhất", "Lowest values left out"), ("0 nếu không bỏ.", "0 for none."))
        }
        "rounds.*.decides.combine.trim_high" => {
            (("Bỏ mấy giá trị cao nhất", "Highest values left out"), ("0 nếu không bỏ.", "0 for none."))
        }
        "rounds.*.decides.outlier" => {
            (("Phiếu lệch", "Outlying sheets"), ("Điền một trong hai giới hạn.", "Fill in one of the two limits."))
        }
        "rounds.*.decides.outlier.mode" => {
            (("Khi phiếu lệch xa trung bình", "When a sheet is far from the mean"), NONE)
        }
        "rounds.*.decides.outlier.points" => (("Lệch quá số điểm", "More than, in points"), NONE),
        "rounds.*.decides.outlier.percent" => {
            (("Lệch quá phần trăm của trung bình", "More than, in percent of the mean"), NONE)
        }
        "rounds.*.decides.ranking" => (("Khi bằng điểm", "Ties"), NONE),
        "rounds.*.decides.ranking.tie_break" => (
            ("Xét lần lượt, mỗi dòng một tiêu chí", "Compared in order, one a line"),
            (
                "Ghi mã tiêu chí; hoặc criteria:a,b cho tổng của vài tiêu chí.",
                "A criterion's code, or criteria:a,b for several together.",
            ),
        ),
        "rounds.*.pass" => {
            (("Vào vòng sau", "Who goes on"), ("Vòng cuối không có vòng sau.", "The last round has none."))
        }
        "rounds.*.moves_up" => (
            (
                "Hồ sơ kế tiếp được vào thay khi có hồ sơ rút trước khi vòng sau mở",
                "Whoever is next takes the place of an entry that leaves before the next round opens",
            ),
            NONE,
        ),
        "rounds.*.pass.kind" => (("Điều kiện", "Rule"), NONE),
        "rounds.*.pass.min" => (("Điểm ít nhất", "Points at least"), NONE),
        "rounds.*.pass.n" => (("Số hồ sơ", "Entries"), NONE),
        "rounds.*.pass.share" => (("Phần trăm hồ sơ cao nhất", "Best share, in percent"), NONE),
        "final_score" => (("Kết quả cuối cùng", "Final score"), NONE),
        "final_score.kind" => (("Cách tính", "How"), NONE),
        "final_score.preliminary" => (
            ("Hệ số vòng đầu", "Weight of the first round"),
            ("Hai hệ số cộng đúng bằng 1, ví dụ 0,4 và 0,6.", "Both add up to exactly 1, such as 0.4 and 0.6."),
        ),
        "final_score.last" => (("Hệ số vòng cuối", "Weight of the last round"), NONE),
        "prizes" => (("Giải, từ cao xuống thấp", "Prizes, from the highest"), NONE),
        "prizes.*.kind" => (("Cách trao", "How it is given"), NONE),
        "prizes.*.cap" => {
            (("Số lượng nhiều nhất", "At most"), ("Để trống nếu không giới hạn.", "Empty means no limit."))
        }
        "prizes.*.cap_scope" => (("Tính trên", "Counted over"), NONE),
        "prizes.*.band" => (
            ("Khung điểm", "Band"),
            (
                "Tính từ điểm đầu đến dưới điểm cuối; các khung nối liền nhau.",
                "From the first up to but without the last; bands touch.",
            ),
        ),
        "prizes.*.amount_vnd" => {
            (("Tiền thưởng (đồng)", "Amount (đồng)"), ("Để trống nếu theo quyết định.", "Empty if set by decision."))
        }
        "prizes.*.seal" => (("Dấu bên tên giải", "Mark beside the prize"), NONE),
        "notice" => (("Công khai lấy ý kiến", "Public notice"), NONE),
        "notice.days" => (("Số ngày", "Days"), NONE),
        "notice.unit" => (("Tính theo", "Counted in"), NONE),
        "legal_bases" => (
            ("Căn cứ pháp lý", "Legal bases"),
            (
                "In theo thứ tự: thẩm quyền trước, mỗi nhóm từ luật xuống.",
                "Printed in order: competence first, each group from laws down.",
            ),
        ),
        "legal_bases.*.name" => {
            (("Văn bản", "Text"), ("Viết như in sau chữ “Căn cứ”.", "As it is printed after “Căn cứ”."))
        }
        "legal_bases.*.kind" => (("Căn cứ về", "Basis of"), NONE),
        "legal_bases.*.rank" => (("Loại văn bản", "Kind of text"), NONE),
        "legal_bases.*.valid_from" => (("Có hiệu lực từ", "In force from"), NONE),
        "legal_bases.*.valid_to" => {
            (("Hết hiệu lực từ", "No longer in force from"), ("Để trống nếu chưa biết.", "Empty if not known."))
        }
        "legal_bases.*.complete" => (("Đã đủ số, ngày, trích yếu: được in", "Complete: may be printed"), NONE),
        "prose" => (
            ("Lời văn", "Text"),
            (
                "Mỗi đoạn một dòng trống. Dòng bắt đầu bằng ## là tiêu đề, bằng - là gạch đầu dòng.",
                "A blank line between paragraphs. ## starts a heading, - an item.",
            ),
        ),
        _ => (NONE, NONE),
    }
}
