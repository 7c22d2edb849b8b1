//! What stops an edition from opening, and what to look at, in words.

use domain::calendar::format_date;
use domain::programmes::readiness::Finding;
use domain::results::{PrizeProblem, RulesProblem};
use domain::text::Lang;

use super::section_words::section_name;
use crate::catalogue;
use crate::public::rules_words::points;

catalogue! {
    /// One sentence for each finding: what it is, then what to do.
    pub FindingWords {
        no_opening => "Chưa có ngày mở nhận hồ sơ. Điền ngày và giờ", "There is no opening date. Fill in day and time";
        no_deadline => "Chưa có hạn nộp. Điền ngày và giờ", "There is no deadline. Fill in day and time";
        before_opening => "Hạn nộp đứng trước ngày mở nhận hồ sơ. Sửa một trong hai", "The deadline is before the opening. Change one of them";
        passed => "Hạn nộp đã qua. Chọn hạn sau hôm nay", "The deadline has passed. Choose a later one";
        judged_early => "Hạn chấm đứng trước hạn nộp. Sửa một trong hai", "Judging ends before the deadline. Change one of them";
        no_fields => "Chưa có lĩnh vực nào. Thêm ít nhất một", "There are no fields. Add at least one";
        window => "Ngày sinh đầu đứng sau ngày sinh cuối. Đổi lại hai ngày", "The first birth date is after the last. Swap them";
        nobody => "Số tác giả nhiều nhất là 0. Đặt ít nhất 1", "At most 0 authors. Set at least 1";
        team => "Số tác giả ít nhất lớn hơn số nhiều nhất. Sửa một trong hai", "The least number of authors is above the most. Change one";
        no_options(question: &str) => "Câu hỏi “{question}” là chọn một nhưng chưa có lựa chọn. Thêm lựa chọn", "“{question}” is a choice without choices. Add some";
        publication_required(question: &str) => "“{question}” đang bắt buộc. Đồng ý công khai không được là điều kiện dự thi: bỏ bắt buộc", "“{question}” is required. Being made public may not be a condition of entering: make it optional";
        no_formats(item: &str) => "“{item}” là tệp nhưng chưa chọn loại tệp. Chọn ít nhất một", "“{item}” takes files but no type. Choose at least one";
        counts(item: &str) => "Số tệp của “{item}” không dùng được: ít nhất phải không quá nhiều nhất, nhiều nhất từ 1", "The numbers of files of “{item}” do not fit: least must not exceed most, most at least 1";
        no_size(item: &str) => "“{item}” cho tệp 0 MB. Đặt dung lượng từ 1 MB", "“{item}” allows files of 0 MB. Set at least 1 MB";
        unknown_field(item: &str, code: &str) => "“{item}” nhắc lĩnh vực mã {code}, không có trong danh sách. Sửa mã", "“{item}” names field {code}, which is not there. Change the code";
        no_rounds => "Chưa có vòng chấm nào. Thêm ít nhất một", "There are no rounds. Add at least one";
        in_round(round: &str, problem: &str) => "{round}: {problem}", "{round}: {problem}";
        few_judges(judges: u32, sheets: u32) => "mỗi hồ sơ có {judges} giám khảo nhưng cần {sheets} phiếu để xếp hạng. Tăng giám khảo hoặc giảm số phiếu", "{judges} judges per entry but {sheets} sheets needed. Raise one or lower the other";
        no_judges => "số giám khảo mỗi hồ sơ là 0. Đặt ít nhất 1", "0 judges per entry. Set at least 1";
        band_outside(criterion: &str) => "mức mô tả của “{criterion}” vượt ngoài thang điểm. Sửa điểm đầu, điểm cuối", "a band of “{criterion}” lies outside its scale. Change its ends";
        weights => "Hai hệ số phải cộng đúng bằng 1 và không âm", "The two weights add up to exactly 1 and are not negative";
        weights_rounds => "Tính hệ số cần hai vòng chấm", "Weights need two rounds";
        unconfirmed(section: &str, count: usize) => "{section}: {count} giá trị đề xuất chưa ai xác nhận", "{section}: {count} proposed values not confirmed";
        no_prose => "Chưa có lời văn thể lệ. Trang công khai vẫn có đủ các điều lập từ dữ liệu", "There is no text. The public page still has every article made of the data";
        no_guidance => "chưa tiêu chí nào có hướng dẫn cho giám khảo", "no criterion has guidance for judges";
        everybody => "chưa có điều kiện vào vòng sau: mọi hồ sơ đều vào", "no rule on who goes on: everybody does";
        last_passes => "là vòng cuối nhưng có điều kiện vào vòng sau. Điều kiện này không dùng đến", "is the last round but has a rule on who goes on. It is not used";
        shown(question: &str) => "Câu hỏi “{question}” có thể lộ tác giả ở vòng chấm kín. Đánh dấu để giấu", "“{question}” could name an author in a blind round. Mark it as identifying";
        no_prizes => "Chưa có giải nào", "There are no prizes";
        top_band(band: &str, max: &str) => "Khung điểm cao nhất dừng ở {band} nhưng phiếu có tới {max} điểm. Điểm trên khung sẽ không có giải", "The top band ends at {band} but a sheet reaches {max}. Totals above it get no prize";
        no_description => "Phiếu không có câu hỏi nào ở phần mô tả", "The form asks nothing in its description";

        bases_incomplete(count: usize) => "{count} căn cứ pháp lý còn thiếu số, ngày hoặc trích yếu nên không được in. Điền rồi đánh dấu là đủ", "{count} legal bases lack number, day or subject and are not printed. Fill them in, then mark them complete";
        basis_ends(basis: &str, day: &str) => "“{basis}” hết hiệu lực từ {day}, trước ngày cuối của kế hoạch. Kiểm tra văn bản thay thế", "“{basis}” is no longer in force from {day}, before the last planned day. Look for what replaces it";

        no_sheets => "số phiếu để xếp hạng phải từ 1", "at least 1 sheet is needed for a rank";
        no_criteria => "chưa có tiêu chí. Thêm ít nhất một", "there are no criteria. Add at least one";
        bad_code(code: &str) => "mã tiêu chí “{code}” không dùng được. Đặt mã khác", "the code “{code}” cannot be used. Choose another";
        twice(code: &str) => "có hai tiêu chí mã “{code}”", "two criteria have the code “{code}”";
        max_zero(code: &str) => "điểm tối đa của “{code}” phải lớn hơn 0", "“{code}” needs more than 0 points";
        step_zero(code: &str) => "bước điểm của “{code}” phải lớn hơn 0", "the step of “{code}” must be more than 0";
        off_step(code: &str, max: &str, step: &str) => "điểm tối đa {max} của “{code}” không chia hết cho bước {step}", "the maximum {max} of “{code}” is not a multiple of its step {step}";
        factor(code: &str) => "hệ số của “{code}” phải lớn hơn 0", "the factor of “{code}” must be more than 0";
        trim_method => "chỉ bỏ giá trị thấp nhất, cao nhất khi chọn cách trung bình sau khi bỏ. Đặt lại 0", "values are left out by a trimmed mean only. Set both to 0";
        nothing_trimmed => "đã chọn bỏ giá trị thấp nhất, cao nhất nhưng cả hai số đều là 0", "a trimmed mean leaves nothing out. Set a number";
        rounding(decimals: u32) => "làm tròn {decimals} chữ số là quá nhiều", "{decimals} decimals are too many";
        rounded_sheets => "cách làm tròn không hợp với cách cộng phiếu", "this rounding does not fit adding up sheets";
        one_limit => "điền đúng một giới hạn phiếu lệch: số điểm hoặc phần trăm", "give exactly one outlier limit: points or percent";
        negative_limit => "giới hạn phiếu lệch không được âm", "the outlier limit must not be negative";
        unknown_tie(code: &str) => "xét bằng điểm theo “{code}” nhưng vòng này không có tiêu chí đó", "ties are compared by “{code}”, which this round does not have";
        tie_twice(step: &str) => "“{step}” được ghi hai lần khi xét bằng điểm", "“{step}” stands twice among the tie-breaks";
        version => "phiên bản thể lệ không đọc được", "the version of the rules is unknown";

        prize_twice(code: &str) => "Có hai giải cùng mã “{code}”", "Two prizes have the code “{code}”";
        empty_band(code: &str) => "Khung điểm của giải “{code}” trống: điểm đầu phải nhỏ hơn điểm cuối", "The band of “{code}” is empty: its start must be below its end";
        tag_band(code: &str) => "Giải trao riêng “{code}” không có khung điểm. Xóa khung", "“{code}” is given by hand and has no band. Remove it";
        gap(code: &str, expected: &str) => "Khung của giải “{code}” phải kết thúc ở {expected}, nơi khung trên bắt đầu", "The band of “{code}” must end at {expected}, where the one above begins";
        band_missing(code: &str) => "Giải “{code}” chưa có khung điểm trong khi giải khác có. Điền khung hoặc bỏ hết", "“{code}” has no band while others have. Fill it in or remove all";
    }
}

/// The sentence of a finding.
pub fn finding_sentence(finding: &Finding, lang: Lang) -> String {
    let words = FindingWords(lang);
    let in_round = |round: &str, problem: &str| words.in_round(round, problem);
    match finding {
        Finding::BasesIncomplete { count } => words.bases_incomplete(*count),
        Finding::BasisEnds { basis, day } => words.basis_ends(basis, &format_date(*day, lang)),
        Finding::NoOpening => words.no_opening().to_owned(),
        Finding::NoDeadline => words.no_deadline().to_owned(),
        Finding::DeadlineBeforeOpening => words.before_opening().to_owned(),
        Finding::DeadlinePassed => words.passed().to_owned(),
        Finding::JudgingBeforeDeadline => words.judged_early().to_owned(),
        Finding::NoFields => words.no_fields().to_owned(),
        Finding::WindowBackwards => words.window().to_owned(),
        Finding::TeamOfNobody => words.nobody().to_owned(),
        Finding::TeamBackwards => words.team().to_owned(),
        Finding::ChoiceWithoutOptions { question } => words.no_options(question),
        Finding::PublicationRequired { question } => words.publication_required(question),
        Finding::FileWithoutFormats { item } => words.no_formats(item),
        Finding::CountsBackwards { item } => words.counts(item),
        Finding::FileOfNoSize { item } => words.no_size(item),
        Finding::UnknownField { item, code } => words.unknown_field(item, code),
        Finding::NoRounds => words.no_rounds().to_owned(),
        Finding::RoundRules { round, problem } => in_round(round, &round_problem(problem, lang)),
        Finding::FewerJudgesThanSheets { round, judges, sheets } => {
            in_round(round, &words.few_judges(*judges, *sheets))
        }
        Finding::NoJudges { round } => in_round(round, words.no_judges()),
        Finding::BandOutside { round, criterion } => in_round(round, &words.band_outside(criterion)),
        Finding::WeightsNotOne => words.weights().to_owned(),
        Finding::WeightsNeedTwoRounds => words.weights_rounds().to_owned(),
        Finding::PrizeTable { problem } => prize_problem(problem, lang),
        Finding::Unconfirmed { section, count } => words.unconfirmed(section_name(*section, lang).0, *count),
        Finding::NoProse => words.no_prose().to_owned(),
        Finding::NoGuidance { round } => in_round(round, words.no_guidance()),
        Finding::EverybodyPasses { round } => in_round(round, words.everybody()),
        Finding::LastRoundPasses { round } => in_round(round, words.last_passes()),
        Finding::IdentifyingShown { question } => words.shown(question),
        Finding::NoPrizes => words.no_prizes().to_owned(),
        Finding::TopBandBelowMaximum { band, max } => words.top_band(&points(*band, lang), &points(*max, lang)),
        Finding::NoDescription => words.no_description().to_owned(),
    }
}

fn round_problem(problem: &RulesProblem, lang: Lang) -> String {
    let words = FindingWords(lang);
    match problem {
        RulesProblem::UnknownVersion { .. } => words.version().to_owned(),
        RulesProblem::NoSheetsNeeded => words.no_sheets().to_owned(),
        RulesProblem::NoCriteria => words.no_criteria().to_owned(),
        RulesProblem::BadCode { code } => words.bad_code(code),
        RulesProblem::DuplicateCriterion { code } => words.twice(code),
        RulesProblem::MaxNotPositive { code } => words.max_zero(code),
        RulesProblem::StepNotPositive { code } => words.step_zero(code),
        RulesProblem::MaxOffStep { code, max, step } => words.off_step(code, &points(*max, lang), &points(*step, lang)),
        RulesProblem::FactorNotPositive { code } => words.factor(code),
        RulesProblem::TrimWithoutTrimmedMean => words.trim_method().to_owned(),
        RulesProblem::NothingTrimmed => words.nothing_trimmed().to_owned(),
        RulesProblem::TooManyDecimals { decimals } => words.rounding(*decimals),
        RulesProblem::RoundFactoredWithSheets => words.rounded_sheets().to_owned(),
        RulesProblem::OneOutlierLimit => words.one_limit().to_owned(),
        RulesProblem::NegativeOutlierLimit => words.negative_limit().to_owned(),
        RulesProblem::UnknownTieBreakCriterion { code, .. } => words.unknown_tie(code),
        RulesProblem::DuplicateTieBreak { step } => words.tie_twice(&step.to_string()),
    }
}

fn prize_problem(problem: &PrizeProblem, lang: Lang) -> String {
    let words = FindingWords(lang);
    match problem {
        PrizeProblem::Duplicate { code } => words.prize_twice(code),
        PrizeProblem::EmptyBand { code } => words.empty_band(code),
        PrizeProblem::BandOnTag { code } => words.tag_band(code),
        PrizeProblem::BandsNotAdjacent { code, expected } => words.gap(code, &points(*expected, lang)),
        PrizeProblem::BandMissing { code } => words.band_missing(code),
    }
}
