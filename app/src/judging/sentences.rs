//! What people read about each problem of judging. A new problem does not compile without its sentence.

use std::collections::BTreeMap;

use domain::calendar::format_instant;
use domain::judging::assignment::{AssignmentProblem, InstancePart};
use domain::judging::conflicts::{Conflict, ConflictKind, Strength};
use domain::judging::desk::{JudgeProblem, OpenProblem, PanelProblem};
use domain::judging::score_sheet::{COMMENT_MAX, ScoreProblem};
use domain::text::Lang;

use crate::catalogue;
use crate::people::exclusion_words::exclusion_at_granting;

catalogue! {
    /// Sentences about what is wrong.
    pub Sentences {
        mark_missing(name: &str) => "Chấm tiêu chí “{name}”", "Score “{name}”";
        mark_no_number(name: &str) => "“{name}”: nhập một số, ví dụ 24,5", "“{name}”: enter a number such as 24.5";
        mark_negative(name: &str) => "“{name}”: điểm không nhỏ hơn 0", "“{name}”: no points below 0";
        mark_high(name: &str, given: &str, max: &str) => "“{name}” tối đa {max} điểm. Điểm đã nhập là {given}",
            "“{name}” has at most {max} points. You entered {given}";
        mark_step(name: &str, given: &str, step: &str) => "“{name}” chấm theo bước {step}. Điểm đã nhập là {given}",
            "“{name}” goes in steps of {step}. You entered {given}";
        comment_long(length: usize, max: usize) => "Nhận xét dài {length} ký tự, tối đa {max}. Rút gọn nhận xét",
            "The comment has {length} letters, at most {max}. Shorten it";
        panel_name => "Nhập tên tiểu ban", "Enter the name of the panel";
        panel_name_long => "Tên tiểu ban tối đa 120 ký tự", "The name has at most 120 characters";
        panel_name_taken => "Vòng này đã có tiểu ban cùng tên. Đặt tên khác", "The round has a panel of this name. Choose another";
        panel_field => "Chọn ít nhất một lĩnh vực", "Choose at least one field";
        panel_field_unknown => "Một lĩnh vực đã chọn không có trong thể lệ. Chọn lại lĩnh vực", "A chosen field is not in the rules. Choose again";
        panel_round => "Chọn vòng chấm", "Choose the round";
        panel_chair => "Trưởng tiểu ban phải là giám khảo của tiểu ban", "The chair must be a judge of the panel";
        judge_email => "Nhập thư điện tử đúng dạng, ví dụ ten@coquan.vn", "Enter an e-mail address such as name@example.org";
        judge_seated => "Người này đã ở trong tiểu ban", "This person is already in the panel";
        judge_name => "Thư này chưa có tài khoản. Nhập họ tên để gửi thư mời", "No account has this address. Enter the name to send an invitation";
        judge_capacity => "Số bài tối đa là một số từ 1 đến 10.000, hoặc để trống", "The most entries is a number from 1 to 10,000, or empty";
        open_intake(until: &str) => "Kỳ vẫn đang nhận hồ sơ đến {until}. Mở vòng chấm sau hạn nộp", "Entries are received until {until}. Open the round afterwards";
        open_intake_no_end => "Kỳ đang nhận hồ sơ và chưa có hạn nộp. Đặt hạn nộp trong thể lệ", "Entries are received without a deadline. Set one in the rules";
        open_no_panel => "Vòng chưa có tiểu ban. Lập tiểu ban trước", "The round has no panel. Make one first";
        open_no_entries => "Chưa có hồ sơ đủ điều kiện nào để chấm", "There is no eligible entry to score";
        open_fields(fields: &str) => "Chưa có tiểu ban cho lĩnh vực: {fields}", "No panel for these fields: {fields}";
        open_short(panel: &str, entries: usize, needed: u32) => "{panel}: {entries} bài chưa đủ {needed} giám khảo. Phân công trước",
            "{panel}: {entries} entries have fewer than {needed} judges. Assign first";
        open_before(round: &str) => "“{round}” chưa khóa điểm. Khóa vòng đó trước", "“{round}” is not locked. Lock it first";
        open_undecided(entries: usize, round: &str) => "{entries} hồ sơ bằng điểm ở vạch {round} đang chờ quyết định: mở bảng xếp hạng của vòng đó để quyết định ai đi tiếp.", "{entries} entries are tied at the line of {round}: open the ranking of that round and decide who goes on.";
        open_due => "Nhập hạn chấm", "Enter the deadline for judges";
        reason_missing => "Hạn cũ đã qua: nhập lý do gia hạn", "The old deadline has passed: enter the reason";
        open_due_past => "Hạn chấm phải sau thời điểm này", "The deadline must be in the future";
        reason => "Nhập lý do", "Enter the reason";
        reason_long(length: usize) => "Lý do dài {length} ký tự, tối đa 1.000. Rút gọn lý do", "The reason has {length} characters, at most 1,000. Shorten it";
        not_committed => "Đánh dấu ô cam kết", "Tick the commitment";
        declaration_long(length: usize) => "Bản khai dài {length} ký tự, tối đa 5.000. Rút gọn bản khai", "The declaration has {length} characters, at most 5,000";
        not_confirmed(word: &str) => "Nhập đúng dòng “{word}” để khóa", "Type “{word}” to lock";
        stale_plan => "Kế hoạch vừa được người khác thay đổi. Xem lại rồi áp dụng", "Somebody changed the plan meanwhile. Look through it again";
        stale_sign => "Phiếu đã thay đổi sau khi xem lại. Xem lại lần nữa rồi ký", "The sheet changed since you looked. Look again, then sign";
        stale_draft => "Phiếu đã được lưu từ một cửa sổ khác. Nội dung vừa nhập ở dưới chưa được lưu; so hai bản rồi bấm Lưu nháp để giữ bản này",
            "Another window saved this sheet. What you typed is below and not saved yet; compare, then press Save draft to keep it";
        pair_fixed => "Ô này không đổi được: hai bên có xung đột, hoặc giám khảo đã bắt đầu chấm", "This cell cannot change: a conflict, or scoring has begun";
        not_empty => "Tiểu ban còn giám khảo hoặc bài phân công. Rút hết giám khảo trước khi xóa", "The panel still has judges or assignments";
        no_judge_per_entry => "Thể lệ ghi 0 giám khảo mỗi bài. Sửa thể lệ", "The rules ask for no judge. Change the rules";
        too_few(judges: usize, needed: usize) => "Mỗi bài cần {needed} giám khảo, tiểu ban mới có {judges}. Thêm giám khảo", "Every entry needs {needed} judges, the panel has {judges}. Add judges";
        entry_short(entry: &str, eligible: usize, needed: usize) => "Bài {entry} chỉ có {eligible} giám khảo không xung đột, cần {needed}. Thêm giám khảo hoặc bỏ một xung đột có lý do",
            "{entry} has only {eligible} judges without a conflict, needs {needed}. Add judges or lift a conflict with a reason";
        cap_low(judge: &str, cap: usize, floor: usize) => "{judge} nhận tối đa {cap} bài, chia đều thì ít nhất {floor}. Nâng giới hạn hoặc không chia đều",
            "{judge} takes at most {cap}, balance asks for {floor}. Raise the limit or do not balance";
        places_short(places: usize, needed: usize) => "Cần {needed} lượt chấm, các giám khảo nhận được {places}. Nâng giới hạn hoặc thêm giám khảo",
            "{needed} places are needed, all judges take {places}. Raise limits or add judges";
        overrun(entries: &str, judges: &str, needed: usize, places: usize) => "Các bài {entries} cần {needed} lượt của {judges}, chỉ còn {places} lượt. Thêm giám khảo cho các bài này",
            "{entries} need {needed} places with {judges}, who have {places}. Add judges for them";
        judges_short(judges: &str, possible: usize, floor: usize) => "Chia đều thì {judges} phải chấm ít nhất {floor} lượt, xung đột chỉ để lại {possible}. Không chia đều",
            "Balance gives {judges} at least {floor} places, conflicts leave {possible}. Do not balance";
        fixed_conflict(entry: &str, judge: &str) => "{judge} đã chấm bài {entry} và có xung đột với bài này. Mở lại phiếu hoặc bỏ xung đột", "{judge} has begun {entry} and has a conflict with it";
        entry_fixed(entry: &str, fixed: usize, needed: usize) => "Bài {entry} đã có {fixed} phiếu, nhiều hơn {needed}", "{entry} has {fixed} sheets already, more than {needed}";
        judge_fixed(judge: &str, fixed: usize, limit: usize) => "{judge} đã có {fixed} bài, nhiều hơn giới hạn {limit}. Nâng giới hạn hoặc không chia đều", "{judge} has {fixed} entries, more than {limit}. Raise the limit or do not balance";
        data_slip(what: &str) => "Dữ liệu phân công không khớp ({what}). Tải lại trang rồi thử lại", "The data does not fit ({what}). Reload and try again";
        own_entry => "là chủ hồ sơ", "filed the entry";
        author(why: &str) => "là tác giả ({why})", "is an author ({why})";
        author_name(why: &str) => "trùng tên tác giả ({why})", "has the name of an author ({why})";
        instructor(why: &str) => "là người hướng dẫn ({why})", "is an instructor ({why})";
        instructor_name(why: &str) => "trùng tên người hướng dẫn ({why})", "has the name of an instructor ({why})";
        guardian(why: &str) => "là cha mẹ hoặc người giám hộ ({why})", "is a parent or guardian ({why})";
        guardian_name(why: &str) => "trùng tên người giám hộ ({why})", "has the name of a guardian ({why})";
        same_unit(why: &str) => "cùng đơn vị ({why})", "same unit ({why})";
        same_unit_name(why: &str) => "đơn vị cùng tên ở xã khác ({why})", "a unit of the same name elsewhere ({why})";
        same_commune(why: &str) => "cùng xã, phường ({why})", "same commune ({why})";
        declared_person(why: &str) => "đã khai quen người có tên này ({why})", "declared a tie to somebody of this name ({why})";
        declared_unit(why: &str) => "đã khai liên quan đơn vị ({why})", "declared a tie to the unit ({why})";
        declared => "tự khai xung đột với bài này", "declared a conflict with this entry";
        declared_why(why: &str) => "tự khai xung đột ({why})", "declared a conflict ({why})";
    }
}

/// The sentence on one mark, with the `id` of its field.
pub fn score_problem(problem: &ScoreProblem, lang: Lang) -> (String, String) {
    use ScoreProblem as P;
    let words = Sentences(lang);
    let sentence = match problem {
        P::Missing { name, .. } => words.mark_missing(name),
        P::NotANumber { name, .. } => words.mark_no_number(name),
        P::Negative { name, .. } => words.mark_negative(name),
        P::TooHigh { name, given, max, .. } => words.mark_high(name, &given.vietnamese(), &max.vietnamese()),
        P::OffStep { name, given, step, .. } => words.mark_step(name, &given.vietnamese(), &step.vietnamese()),
        P::CommentTooLong { length } => words.comment_long(*length, COMMENT_MAX),
    };
    let field = problem.code().map_or_else(|| "nhan-xet".to_owned(), |code| format!("diem.{code}"));
    (field, sentence)
}

/// The sentence on a panel's form, with its field.
pub fn panel_problem(problem: PanelProblem, lang: Lang) -> (&'static str, &'static str) {
    let words = Sentences(lang);
    match problem {
        PanelProblem::NameMissing => ("ten", words.panel_name()),
        PanelProblem::NameTooLong => ("ten", words.panel_name_long()),
        PanelProblem::NameTaken => ("ten", words.panel_name_taken()),
        PanelProblem::NoField => ("linh-vuc-0", words.panel_field()),
        PanelProblem::UnknownField => ("linh-vuc-0", words.panel_field_unknown()),
        PanelProblem::UnknownRound => ("vong", words.panel_round()),
        PanelProblem::ChairNotAJudge => ("truong", words.panel_chair()),
    }
}

/// The sentence on a judge's form, with its field.
pub fn judge_problem(problem: JudgeProblem, lang: Lang) -> (&'static str, &'static str) {
    let words = Sentences(lang);
    match problem {
        JudgeProblem::EmailInvalid => ("thu", words.judge_email()),
        JudgeProblem::AlreadySeated => ("thu", words.judge_seated()),
        JudgeProblem::NameMissing => ("ho-ten", words.judge_name()),
        JudgeProblem::CapacityInvalid => ("toi-da", words.judge_capacity()),
        JudgeProblem::UnknownField => ("chuyen-mon-0", words.panel_field_unknown()),
        JudgeProblem::Excluded(exclusion) => ("thu", exclusion_at_granting(exclusion, lang)),
    }
}

/// The sentence on what stands against opening a round.
pub fn open_problem(problem: &OpenProblem, lang: Lang) -> String {
    use OpenProblem as P;
    let words = Sentences(lang);
    match problem {
        P::IntakeOpen { until: Some(until) } => words.open_intake(&format_instant(*until, lang)),
        P::IntakeOpen { until: None } => words.open_intake_no_end().to_owned(),
        P::NoPanel => words.open_no_panel().to_owned(),
        P::NoEntries => words.open_no_entries().to_owned(),
        P::FieldsWithoutPanel { fields } => words.open_fields(&fields.join(", ")),
        P::EntriesShort { panel, entries, needed } => words.open_short(panel, *entries, *needed),
        P::EarlierRoundOpen { round } => words.open_before(round),
        P::Undecided { round, entries } => words.open_undecided(*entries, round),
        P::DueMissing => words.open_due().to_owned(),
        P::ReasonMissing => words.reason_missing().to_owned(),
        P::DuePast => words.open_due_past().to_owned(),
    }
}

/// Why two may not, or should not, meet: the words stand after the judge's name.
pub fn conflict(conflict: &Conflict, lang: Lang) -> String {
    use ConflictKind as K;
    let words = Sentences(lang);
    let why = conflict.why.as_str();
    let blocks = conflict.strength == Strength::Block;
    match (conflict.kind, blocks) {
        (K::OwnEntry, _) => words.own_entry().to_owned(),
        (K::Author, true) => words.author(why),
        (K::Author, false) => words.author_name(why),
        (K::Instructor, true) => words.instructor(why),
        (K::Instructor, false) => words.instructor_name(why),
        (K::Guardian, true) => words.guardian(why),
        (K::Guardian, false) => words.guardian_name(why),
        (K::SameUnit, true) => words.same_unit(why),
        (K::SameUnit, false) => words.same_unit_name(why),
        (K::SameCommune, _) => words.same_commune(why),
        (K::DeclaredPerson, _) => words.declared_person(why),
        (K::DeclaredUnit, _) => words.declared_unit(why),
        (K::Declared, _) if why.is_empty() => words.declared().to_owned(),
        (K::Declared, _) => words.declared_why(why),
    }
}

/// Why there is no assignment. `names` has judges under `g…` and entries under `h…`.
pub fn assignment_problem(problem: &AssignmentProblem, names: &BTreeMap<String, String>, lang: Lang) -> String {
    use AssignmentProblem as P;
    let words = Sentences(lang);
    let judge = |code: &String| names.get(&format!("g{code}")).unwrap_or(code).clone();
    let entry = |code: &String| names.get(&format!("h{code}")).unwrap_or(code).clone();
    let all = |codes: &[String], name: &dyn Fn(&String) -> String| listed(codes.iter().map(name).collect());
    match problem {
        P::NoJudgePerEntry => words.no_judge_per_entry().to_owned(),
        P::TooFewJudges { judges, needed } => words.too_few(*judges, *needed),
        P::EntryListedTwice { entry: code } => words.data_slip(&entry(code)),
        P::JudgeListedTwice { judge: code } => words.data_slip(&judge(code)),
        P::UnknownEntry { entry: code, part } => words.data_slip(&format!("{} {}", part_word(*part), entry(code))),
        P::UnknownJudge { judge: code, part } => words.data_slip(&format!("{} {}", part_word(*part), judge(code))),
        P::FixedPairInConflict { entry: e, judge: j } => words.fixed_conflict(&entry(e), &judge(j)),
        P::EntryFixedTooOften { entry: e, fixed, needed } => words.entry_fixed(&entry(e), *fixed, *needed),
        P::JudgeFixedTooOften { judge: j, fixed, limit } => words.judge_fixed(&judge(j), *fixed, *limit),
        P::EntryShortOfJudges { entry: e, eligible, needed } => words.entry_short(&entry(e), *eligible, *needed),
        P::CapBelowFloor { judge: j, cap, floor } => words.cap_low(&judge(j), *cap, *floor),
        P::PlacesShort { places, needed } => words.places_short(*places, *needed),
        P::JudgesOverrun { entries, judges, needed, places } => {
            words.overrun(&all(entries, &entry), &all(judges, &judge), *needed, *places)
        }
        P::JudgesShortOfEntries { judges, possible, floor } => {
            words.judges_short(&all(judges, &judge), *possible, *floor)
        }
    }
}

fn part_word(part: InstancePart) -> &'static str {
    match part {
        InstancePart::Caps => "caps",
        InstancePart::Conflicts => "conflicts",
        InstancePart::Must => "must",
        InstancePart::Prefs => "prefs",
    }
}

/// A long list is cut: the reader needs a hold.
fn listed(names: Vec<String>) -> String {
    const SHOWN: usize = 8;
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} (+{more})") } else { shown }
}
