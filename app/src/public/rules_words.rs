//! Sentences about the rules, for the start page and the full text.

use domain::calendar::{DayUnit, NoticePeriod, format_date};
use domain::numbers::Points;
use domain::programmes::rules::{DossierItem, DossierKind, EditionRules, FileFormat, WorkWord};
use domain::results::{CapScope, Prize};
use domain::text::Lang;

use crate::catalogue;

catalogue! {
    /// Short sentences made of the rules.
    pub RuleWords {
        born(from: &str, to: &str) => "Sinh từ ngày {from} đến hết ngày {to}", "Born from {from} to {to}, both days included";
        any_age => "Không giới hạn tuổi", "No age limit";
        younger => "Khuyến khích các em nhỏ tuổi hơn dự thi", "Younger children are welcome too";
        in_province => "Đang học tập, làm việc hoặc sinh sống trong tỉnh", "Studying, working or living in the province";
        alone => "Dự thi cá nhân", "Individual entries only";
        team(most: u32) => "Cá nhân hoặc nhóm tối đa {most} tác giả", "One author, or a team of up to {most}";
        team_from(least: u32, most: u32) => "Nhóm từ {least} đến {most} tác giả", "A team of {least} to {most} authors";
        same_school => "Các tác giả học cùng một trường", "All authors attend the same school";
        shares => "Ghi rõ tỷ lệ đóng góp của từng tác giả, tổng đúng 100 %", "Each author's share is stated; they total exactly 100%";
        instructors(most: u32) => "Tối đa {most} người hướng dẫn", "At most {most} instructors";
        entries_each(most: u32) => "Mỗi người đứng tên tối đa {most} hồ sơ", "Each person may be an author of at most {most} entries";
        unit_confirms => "Trường, cơ quan hoặc địa phương xác nhận hồ sơ", "A school, agency or locality confirms the entry";
        children => "Tác giả dưới 16 tuổi: cha, mẹ hoặc người giám hộ đồng ý; từ 7 tuổi có thêm sự đồng ý của chính em",
            "Authors under 16: a parent or guardian consents; from 7 on the child too";
        required => "Bắt buộc", "Required";
        if_any => "Nếu có", "If any";
        online_form => "Điền trên hệ thống", "Filled in here";
        online_consent => "Đồng ý trên hệ thống", "Given here";
        online_confirmation => "Xác nhận trên hệ thống", "Confirmed here";
        in_person => "Gửi hoặc mang đến ban thư ký", "Brought or sent to the secretariat";
        one_file => "1 tệp", "1 file";
        files(least: u32, most: u32) => "{least} đến {most} tệp", "{least} to {most} files";
        up_to(most: u32) => "tối đa {most} tệp", "up to {most} files";
        each_author => "cho từng tác giả", "for each author";
        megabytes(most: u32) => "mỗi tệp tối đa {most} MB", "at most {most} MB each";
        only(fields: &str) => "chỉ lĩnh vực {fields}", "only in {fields}";
        unlimited => "Không giới hạn", "No limit";
        per_edition(count: u32) => "{count}", "{count}";
        per_field(count: u32) => "{count} mỗi lĩnh vực", "{count} a field";
        per_pool(count: u32) => "{count} mỗi bảng hoặc lĩnh vực", "{count} a division or field";
        points_range(low: &str, high: &str) => "từ {low} đến {high} điểm", "{low} to {high} points";
        calendar_days(days: u16) => "{days} ngày", "{days} days";
        working_days(days: u16) => "{days} ngày làm việc", "{days} working days";
        work => "công trình", "work";
        product => "mô hình, sản phẩm", "model or product";
        solution => "giải pháp", "solution";
        project => "dự án", "project";
        initiative => "sáng kiến", "initiative";
    }
}

/// Points as the language writes them.
pub fn points(points: Points, lang: Lang) -> String {
    match lang {
        Lang::Vi => points.vietnamese(),
        Lang::En => points.to_string(),
    }
}

/// What a thing entered is called.
pub fn work_word(word: WorkWord, lang: Lang) -> &'static str {
    let words = RuleWords(lang);
    match word {
        WorkWord::Work => words.work(),
        WorkWord::Product => words.product(),
        WorkWord::Solution => words.solution(),
        WorkWord::Project => words.project(),
        WorkWord::Initiative => words.initiative(),
    }
}

/// Who may enter, one sentence a line.
pub fn who_may_enter(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = RuleWords(lang);
    let who = &rules.eligibility;
    let age = who.birth_window.map_or_else(
        || words.any_age().to_owned(),
        |window| words.born(&format_date(window.from, lang), &format_date(window.to, lang)),
    );
    let mut lines = vec![age];
    if who.younger_welcome {
        lines.push(words.younger().to_owned());
    }
    if who.in_province {
        lines.push(words.in_province().to_owned());
    }
    lines.extend(team_lines(rules, lang));
    if let Some(most) = who.entries_per_author {
        lines.push(words.entries_each(most));
    }
    if rules.team.unit_confirms {
        lines.push(words.unit_confirms().to_owned());
    }
    lines.push(words.children().to_owned());
    lines
}

fn team_lines(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = RuleWords(lang);
    let team = &rules.team;
    let mut lines = vec![match (team.min, team.max) {
        (_, 1) => words.alone().to_owned(),
        (0 | 1, most) => words.team(most),
        (least, most) => words.team_from(least, most),
    }];
    if team.same_school && team.max > 1 {
        lines.push(words.same_school().to_owned());
    }
    if team.shares && team.max > 1 {
        lines.push(words.shares().to_owned());
    }
    if team.instructors_max > 0 {
        lines.push(words.instructors(team.instructors_max));
    }
    lines
}

/// How an item of the dossier is delivered: `PDF, DOCX · 1 tệp · mỗi tệp tối đa 20 MB`.
pub fn delivery(item: &DossierItem, rules: &EditionRules, lang: Lang) -> String {
    let words = RuleWords(lang);
    let mut parts = match item.kind {
        DossierKind::Form => vec![words.online_form().to_owned()],
        DossierKind::Consent => vec![words.online_consent().to_owned()],
        DossierKind::Confirmation => vec![words.online_confirmation().to_owned()],
        DossierKind::Physical => vec![words.in_person().to_owned()],
        DossierKind::File => vec![
            item.formats.iter().map(|format| format_name(*format)).collect::<Vec<_>>().join(", "),
            file_count(item, words),
            words.megabytes(item.max_mb),
        ],
    };
    if item.per_author {
        parts.push(words.each_author().to_owned());
    }
    if !item.only_fields.is_empty() {
        let names = item.only_fields.iter().map(|code| rules.field(code).map_or(code.as_str(), |field| &field.name));
        parts.push(words.only(&names.collect::<Vec<_>>().join(", ")));
    }
    parts.join("; ")
}

fn file_count(item: &DossierItem, words: RuleWords) -> String {
    match (item.min_count, item.max_count) {
        (_, 1) => words.one_file().to_owned(),
        (0 | 1, most) => words.up_to(most),
        (least, most) => words.files(least, most),
    }
}

/// `PDF`, `JPG`.
pub fn format_name(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Pdf => "PDF",
        FileFormat::Jpg => "JPG",
        FileFormat::Png => "PNG",
        FileFormat::Webp => "WEBP",
        FileFormat::Docx => "DOCX",
        FileFormat::Mp4 => "MP4",
        FileFormat::Zip => "ZIP",
    }
}

/// How many of a prize may be given.
pub fn prize_count(prize: &Prize, lang: Lang) -> String {
    let words = RuleWords(lang);
    match (prize.cap, prize.cap_scope) {
        (None, _) => words.unlimited().to_owned(),
        (Some(count), CapScope::Edition) => words.per_edition(count),
        (Some(count), CapScope::Field) => words.per_field(count),
        (Some(count), CapScope::FieldOrGroup) => words.per_pool(count),
    }
}

/// `15 ngày`.
pub fn notice_length(notice: NoticePeriod, lang: Lang) -> String {
    let words = RuleWords(lang);
    match notice.unit {
        DayUnit::CalendarDay => words.calendar_days(notice.days),
        DayUnit::WorkingDay => words.working_days(notice.days),
    }
}
