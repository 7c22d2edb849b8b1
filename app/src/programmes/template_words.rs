//! Why a file is no template, in words. Each sentence names the place in the file and what to do.

use domain::programmes::naming::NamingProblem;
use domain::programmes::template::TemplateProblem;
use domain::text::Lang;

use super::new_edition_page::NewEditionWords;
use crate::catalogue;

catalogue! {
    /// The sentences.
    pub TemplateWords {
        not_json(line: usize, column: usize) => "Dòng {line}, cột {column}: tệp không phải JSON. Chọn tệp mẫu tải từ hệ thống", "Line {line}, column {column}: this is not JSON. Choose a template downloaded from the portal";
        version(found: &str) => "version: tệp ghi {found}, hệ thống đọc mẫu phiên bản 1. Tải lại mẫu", "version: the file says {found}, the portal reads version 1. Download the template again";
        whole => "tệp", "the file";
        missing(path: &str, key: &str) => "{path}: thiếu “{key}”. Thêm giá trị này", "{path}: “{key}” is missing. Add it";
        unknown(path: &str, key: &str) => "{path}: mẫu không có “{key}”. Xóa hoặc sửa tên", "{path}: a template has no “{key}”. Remove it or correct its name";
        wrong(path: &str, cause: &str) => "{path}: giá trị không dùng được ({cause})", "{path}: this value cannot be used ({cause})";
        empty(path: &str) => "{path}: đang để trống. Điền giá trị", "{path}: this is empty. Fill it in";
        word(path: &str, sentence: &str) => "{path}: {sentence}", "{path}: {sentence}";
        misplaced(path: &str) => "{path}: ngày ghi ở “calendar” không có năm, nguồn ghi ở “marks”. Chuyển sang đó", "{path}: days stand in “calendar” without a year, sources in “marks”. Move them there";
        twice(path: &str, code: &str) => "{path}: mã “{code}” đứng hai lần. Đổi một mã", "{path}: the code “{code}” stands there twice. Change one";
        exists(code: &str) => "Đã có chương trình mã “{code}”. Đánh dấu để thay mẫu của chương trình này, hoặc đổi mã", "A programme “{code}” exists. Tick the box to replace its template, or change the code";
    }
}

/// The sentence of a problem.
pub fn template_sentence(problem: &TemplateProblem, lang: Lang) -> String {
    let words = TemplateWords(lang);
    match problem {
        TemplateProblem::NotJson { line, column } => words.not_json(*line, *column),
        TemplateProblem::UnknownVersion { found } => words.version(found),
        TemplateProblem::Value { path, cause } => value_sentence(words, path, cause),
        TemplateProblem::Empty { path } => words.empty(path),
        TemplateProblem::Word { path, problem } => words.word(path, naming_sentence(*problem, lang)),
        TemplateProblem::Misplaced { path } => words.misplaced(path),
        TemplateProblem::SameCode { path, code } => words.twice(path, code),
    }
}

/// The field of the form that makes a template of an edition at which a problem stands.
pub fn template_field(problem: &TemplateProblem) -> &'static str {
    match problem {
        TemplateProblem::Empty { path: "names.vi" } => "ten",
        TemplateProblem::Empty { path: "names.en" } => "ten-anh",
        TemplateProblem::Word { path: "address", .. } => "dia-chi",
        TemplateProblem::Word { .. } => "dau-ma",
        _ => "ma",
    }
}

/// Missing and unknown keys are the most common: the reader names them between backticks.
fn value_sentence(words: TemplateWords, path: &str, cause: &str) -> String {
    let path = if path == "." { words.whole() } else { path };
    let quoted = cause.split('`').nth(1).unwrap_or_default();
    if cause.starts_with("missing field") {
        words.missing(path, quoted)
    } else if cause.starts_with("unknown field") {
        words.unknown(path, quoted)
    } else {
        words.wrong(path, cause)
    }
}

/// Why an edition or a programme cannot be called so.
pub fn naming_sentence(problem: NamingProblem, lang: Lang) -> &'static str {
    let words = NewEditionWords(lang);
    match problem {
        NamingProblem::OrdinalOutOfRange => words.bad_ordinal(),
        NamingProblem::YearOutOfRange => words.bad_year(),
        NamingProblem::AddressNotPlain => words.bad_slug(),
        NamingProblem::AddressReserved => words.reserved_slug(),
        NamingProblem::PrefixNotPlain => words.bad_prefix(),
    }
}

#[cfg(test)]
mod tests {
    use domain::programmes::template::Template;

    use super::*;

    #[test]
    fn a_file_that_is_no_template_is_told_where_and_what_in_both_languages() {
        let good = include_str!("../../../fixtures/programmes/YOUTH_CREATIVITY.json");
        let table = [
            ("\"kind\": \"contest\",", "", "tệp: thiếu “kind”. Thêm giá trị này"),
            ("\"min\": 1,", "\"minn\": 1,", "rules.team.minn: mẫu không có “minn”. Xóa hoặc sửa tên"),
            ("\"max\": 5,", "\"max\": \"5\",", "rules.team.max: giá trị không dùng được"),
            ("\"version\": 1,\n  \"code\"", "\"version\": 3,\n  \"code\"", "version: tệp ghi 3"),
        ];
        for (from, to, expected) in table {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from}");
            let problems = Template::read(&bad).expect_err("refused");
            assert!(template_sentence(&problems[0], Lang::Vi).starts_with(expected), "{problems:?}");
            assert_ne!(template_sentence(&problems[0], Lang::En), template_sentence(&problems[0], Lang::Vi));
        }
    }
}
