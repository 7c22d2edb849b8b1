//! Why a typed value cannot be used, in words.

use domain::calendar::{DatePart, DateProblem};
use domain::numbers::NumberProblem;
use domain::programmes::form::{Draft, FormProblem, ValueProblem, pattern};
use domain::text::Lang;

use super::value_names::value_name;
use crate::catalogue;
use crate::components::errors::Errors;

catalogue! {
    /// The words of problems with values.
    pub ValueWords {
        about(what: &str, problem: &str) => "{what}: {problem}", "{what}: {problem}";
        row(number: usize) => "dòng {number}", "row {number}";
        missing => "chưa điền. Nhập giá trị", "is empty. Type a value";
        not_a_number => "chưa phải là số. Viết như 24 hoặc 24,5", "is not a number. Write 24 or 24.5";
        ambiguous => "có thể đọc theo hai cách. Viết 1234 hoặc 1,234 cho rõ", "can be read in two ways. Write 1234 or 1,234";
        decimals(most: u32) => "có nhiều hơn {most} chữ số sau dấu phẩy", "has more than {most} decimals";
        not_whole => "phải là số nguyên từ 0", "must be a whole number from 0";
        too_large(max: u64) => "lớn quá, tối đa {max}", "is too large; at most {max}";
        out_of_range => "ngoài khoảng dùng được", "is out of range";
        no_day => "thiếu ngày", "lacks the day";
        no_month => "thiếu tháng", "lacks the month";
        no_year => "thiếu năm", "lacks the year";
        date_not_a_number => "ngày, tháng, năm phải là số", "day, month and year are numbers";
        year_range => "năm phải có bốn chữ số, từ 1900 đến 2100", "the year has four digits, from 1900 to 2100";
        no_such_day(day: u32, month: u32, year: u32) => "không có ngày {day}/{month}/{year}", "there is no day {day}/{month}/{year}";
        not_a_date => "chưa phải là ngày. Viết ngày, tháng, năm bằng số", "is not a date. Write day, month and year in figures";
        not_a_time => "giờ viết như 17:00", "write the time as 17:00";
        unknown_choice => "chọn một giá trị trong danh sách", "choose a value of the list";
        tie_break(line: &str) => "không hiểu “{line}”. Ghi mã tiêu chí, mỗi dòng một mã", "“{line}” is not understood. Write one criterion code a line";
        same_code => "trùng mã với dòng khác. Đặt mã khác", "has the code of another row. Choose another";
        unreadable => "chưa lưu được vì các giá trị không khớp nhau. Kiểm tra lại cả phần", "cannot be saved because the values do not fit together. Check the whole section";
    }
}

/// Every problem of a section as a sentence at its field.
pub fn errors(problems: &[FormProblem], draft: &Draft, lang: Lang) -> Errors {
    problems
        .iter()
        .map(|problem| {
            let what = place_name(&problem.path, draft, lang);
            let sentence = ValueWords(lang).about(&what, &sentence(&problem.problem, lang));
            (problem.path.clone(), sentence)
        })
        .collect()
}

/// `Vòng sơ khảo, Tính mới, Điểm tối đa`: rows by their names, or their numbers while they have none.
pub fn place_name(path: &str, draft: &Draft, lang: Lang) -> String {
    let mut names = Vec::new();
    let mut above = String::new();
    for step in path.split('.') {
        if !above.is_empty() {
            above.push('.');
        }
        above.push_str(step);
        if let Ok(number) = step.parse::<usize>() {
            let keys = ["name", "label"];
            let name =
                keys.iter().map(|key| draft.text(&format!("{above}.{key}"))).find(|name| !name.trim().is_empty());
            names.push(name.map_or_else(|| ValueWords(lang).row(number + 1), str::to_owned));
        }
    }
    let (own, _) = value_name(&pattern(path), lang);
    if !own.is_empty() {
        names.push(own.to_owned());
    }
    names.join(", ")
}

fn sentence(problem: &ValueProblem, lang: Lang) -> String {
    let words = ValueWords(lang);
    match problem {
        ValueProblem::Missing => words.missing().to_owned(),
        ValueProblem::Number(problem) => number(problem, words),
        ValueProblem::NotWhole => words.not_whole().to_owned(),
        ValueProblem::TooLarge { max } => words.too_large(*max),
        ValueProblem::Date(problem) => date(problem, words),
        ValueProblem::NotATime => words.not_a_time().to_owned(),
        ValueProblem::UnknownChoice => words.unknown_choice().to_owned(),
        ValueProblem::TieBreak { line } => words.tie_break(line),
        ValueProblem::SameCode => words.same_code().to_owned(),
        ValueProblem::Unreadable => words.unreadable().to_owned(),
    }
}

fn number(problem: &NumberProblem, words: ValueWords) -> String {
    match problem {
        NumberProblem::Empty => words.missing().to_owned(),
        NumberProblem::NotANumber => words.not_a_number().to_owned(),
        NumberProblem::Ambiguous => words.ambiguous().to_owned(),
        NumberProblem::TooManyDecimals { most } => words.decimals(*most),
        NumberProblem::OutOfRange => words.out_of_range().to_owned(),
    }
}

fn date(problem: &DateProblem, words: ValueWords) -> String {
    match problem {
        DateProblem::Empty => words.missing().to_owned(),
        DateProblem::Missing(DatePart::Day) => words.no_day().to_owned(),
        DateProblem::Missing(DatePart::Month) => words.no_month().to_owned(),
        DateProblem::Missing(DatePart::Year) => words.no_year().to_owned(),
        DateProblem::NotANumber(_) => words.date_not_a_number().to_owned(),
        DateProblem::YearOutOfRange(_) => words.year_range().to_owned(),
        DateProblem::NoSuchDay { day, month, year } => words.no_such_day(*day, *month, *year),
        DateProblem::NotADate => words.not_a_date().to_owned(),
    }
}

/// What is wrong with a date typed on its own.
pub fn date_sentence(problem: &DateProblem, lang: Lang) -> String {
    date(problem, ValueWords(lang))
}
