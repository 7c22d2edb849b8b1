//! What the sections of the rules are called.

use domain::programmes::form::RulesSection;
use domain::text::Lang;

/// A pair of words: Vietnamese, English.
pub(super) type Pair = (&'static str, &'static str);

/// Words there is nothing to say with.
pub(super) const NONE: Pair = ("", "");

/// The words in one language.
pub(super) fn in_lang((vi, en): Pair, lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// The name of a section and what it is about.
pub fn section_name(section: RulesSection, lang: Lang) -> (&'static str, &'static str) {
    use RulesSection as S;
    let (name, about) = match section {
        S::Dates => (
            ("Thời gian", "Dates"),
            ("Mở nhận, hạn nộp, hạn chấm và các mốc", "Opening, deadline, judging and milestones"),
        ),
        S::Fields => (
            ("Lĩnh vực và bảng, nhóm", "Fields and divisions"),
            ("Hồ sơ thi trong lĩnh vực nào", "What entries compete in"),
        ),
        S::Eligibility => (
            ("Đối tượng và nhóm tác giả", "Eligibility and teams"),
            ("Ngày sinh, số tác giả, xác nhận", "Birth dates, authors, confirmation"),
        ),
        S::Questions => (
            ("Câu hỏi của phiếu", "Form questions"),
            ("Thông tin, bản mô tả, cam đoan", "Facts, description, declarations"),
        ),
        S::Dossier => (("Thành phần hồ sơ", "Dossier"), ("Tệp và giấy tờ phải nộp", "Files and papers to hand in")),
        S::Rounds => (
            ("Vòng chấm và tiêu chí", "Rounds and criteria"),
            ("Phiếu chấm của từng vòng", "The score sheet of each round"),
        ),
        S::Combination => (
            ("Tính điểm, bằng điểm, vào vòng sau", "Scores, ties, who passes"),
            ("Cách ghép phiếu, phiếu lệch, thứ tự xét", "How sheets combine, outliers, order of ties"),
        ),
        S::Prizes => {
            (("Giải thưởng", "Prizes"), ("Mức, số lượng, khung điểm, tiền thưởng", "Levels, caps, bands, amounts"))
        }
        S::Notice => (("Công khai lấy ý kiến", "Public notice"), ("Số ngày công khai", "How many days")),
        S::LegalBases => (
            ("Căn cứ pháp lý", "Legal bases"),
            ("Văn bản được dẫn trong thể lệ, quyết định", "Texts that rules and decisions cite"),
        ),
        S::Prose => {
            (("Lời văn thể lệ", "Text of the rules"), ("Phần chữ đứng trước các điều", "The text before the articles"))
        }
    };
    (in_lang(name, lang), in_lang(about, lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::choice_names::choice_name;
    use crate::programmes::value_names::value_name;
    use domain::programmes::form::{Kind, Node};

    fn check(nodes: &[Node], above: &str) {
        let join = |key: &str| {
            if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") }
        };
        let named = |pattern: &str| {
            for lang in [Lang::Vi, Lang::En] {
                assert!(!value_name(pattern, lang).0.is_empty(), "{pattern} has no name");
            }
        };
        let choices = |pattern: &str, all: &[&str]| {
            for choice in all {
                for lang in [Lang::Vi, Lang::En] {
                    assert!(!choice_name(pattern, choice, lang).is_empty(), "{pattern}: {choice} has no name");
                }
            }
        };
        for node in nodes {
            match node {
                Node::Value(spec) => {
                    named(&join(spec.key));
                    if let Kind::Choice(all) | Kind::Checks(all) = spec.kind {
                        choices(&join(spec.key), all);
                    }
                }
                Node::Group { key, nodes, .. } => {
                    named(&join(key));
                    check(nodes, &join(key));
                }
                Node::Variant { key, kinds, nodes, .. } => {
                    named(&join(key));
                    choices(&join(&format!("{key}.kind")), kinds);
                    check(nodes, &join(key));
                }
                Node::List { key, nodes, .. } => {
                    named(&join(key));
                    check(nodes, &join(&format!("{key}.*")));
                }
            }
        }
    }

    #[test]
    fn everything_in_the_editor_has_a_name_in_both_languages() {
        for section in RulesSection::ALL {
            check(section.nodes(), "");
        }
    }
}
