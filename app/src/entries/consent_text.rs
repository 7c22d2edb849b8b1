//! The text people agree to: what is collected, for what, and what becomes public. The page, the paper form and the letter
//! say the same.

use domain::consent::Datum;
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::summary_list::{SummaryList, SummaryRow};

catalogue! {
    /// The names of what is collected.
    pub DataWords {
        full_name => "họ và tên", "full name";
        birth_date => "ngày sinh", "date of birth";
        gender => "giới tính", "gender";
        ethnicity => "dân tộc", "ethnic group";
        class_name => "lớp", "class";
        school => "trường hoặc nơi công tác", "school or workplace";
        phone => "điện thoại", "phone";
        email => "thư điện tử", "e-mail";
        home_address => "địa chỉ thường trú", "home address";
        share => "tỷ lệ đóng góp", "share of the work";
        disability => "tình trạng khuyết tật, nếu khai", "disability, if stated";
        guardian_name => "họ và tên người giám hộ", "guardian's name";
        guardian_relation => "quan hệ của người giám hộ", "guardian's relation";
        guardian_phone => "điện thoại người giám hộ", "guardian's phone";
        guardian_email => "thư điện tử người giám hộ", "guardian's e-mail";
        of_author => "Về tác giả", "The author";
        of_guardian => "Về người giám hộ", "The guardian";
        of_papers => "Tệp trong hồ sơ", "Files of the entry";
        of_answers => "Câu trả lời trong hồ sơ", "Answers of the entry";
        paper(name: &str) => "tệp “{name}”", "file “{name}”";
        answer(name: &str) => "câu trả lời “{name}”", "answer to “{name}”";
    }
}

catalogue! {
    /// The text itself, in paragraphs.
    pub ConsentText {
        purpose(edition: &str) => "Dữ liệu dưới đây chỉ được ban tổ chức {edition} dùng để xét điều kiện, chấm hồ sơ, liên hệ và trao giải. Người xem được: ban thư ký, đơn vị xác nhận và giám khảo được phân công. Giám khảo không xem giấy tờ cá nhân.",
            "The organisers of {edition} use the data below only to check the conditions, to judge the entry, to get in touch and to award prizes. They are seen by the secretariat, the confirming unit and the judges assigned. Judges do not see personal papers.";
        collected => "Dữ liệu được thu thập:", "What is collected:";
        public => "Chỉ khi người giám hộ và em (từ 7 tuổi) cùng đánh dấu đồng ý công khai thì họ tên đầy đủ và trường mới được công khai khi đạt giải. Nếu không, chỉ công khai tên công trình, lĩnh vực, giải và xã, phường, đặc khu.",
            "Only when the guardian and the child (from 7 years) both tick it are full name and school made public if the entry wins. Otherwise only the title, the field, the prize and the commune are.";
        never => "Ngày sinh, địa chỉ, điện thoại, thư điện tử và giấy tờ không bao giờ được công khai.", "Date of birth, address, phone, e-mail and papers are never made public.";
        free => "Không đồng ý công khai thì vẫn được dự thi và xét giải như mọi người.", "Whoever does not want to be made public takes part and wins like everybody else.";
        withdraw => "Rút lại đồng ý được bất cứ lúc nào. Từ lúc đó tên và trường không còn công khai; kết quả thi không đổi.", "Consent can be taken back at any time. From then on name and school are no longer public; the result stays.";
        rights => "Muốn xem, sửa hoặc xóa dữ liệu: liên hệ ban thư ký.", "To see, correct or delete the data, contact the secretariat.";
    }
}

/// One thing collected, in words.
pub fn datum_name(datum: &Datum, lang: Lang) -> String {
    let words = DataWords(lang);
    match datum {
        Datum::FullName => words.full_name().to_owned(),
        Datum::BirthDate => words.birth_date().to_owned(),
        Datum::Gender => words.gender().to_owned(),
        Datum::Ethnicity => words.ethnicity().to_owned(),
        Datum::ClassName => words.class_name().to_owned(),
        Datum::School => words.school().to_owned(),
        Datum::Phone => words.phone().to_owned(),
        Datum::Email => words.email().to_owned(),
        Datum::HomeAddress => words.home_address().to_owned(),
        Datum::Share => words.share().to_owned(),
        Datum::Disability => words.disability().to_owned(),
        Datum::GuardianName => words.guardian_name().to_owned(),
        Datum::GuardianRelation => words.guardian_relation().to_owned(),
        Datum::GuardianPhone => words.guardian_phone().to_owned(),
        Datum::GuardianEmail => words.guardian_email().to_owned(),
        Datum::Paper(name) => words.paper(name),
        Datum::Answer(name) => words.answer(name),
    }
}

/// Everything collected, by whom or what it is about: a list of two dozen lines is read by nobody.
pub fn data_groups(data: &[Datum], lang: Lang) -> Vec<(&'static str, String)> {
    let words = DataWords(lang);
    let mut groups = [
        (words.of_author(), vec![]),
        (words.of_guardian(), vec![]),
        (words.of_papers(), vec![]),
        (words.of_answers(), vec![]),
    ];
    for datum in data {
        let (place, name) = match datum {
            Datum::GuardianName | Datum::GuardianRelation | Datum::GuardianPhone | Datum::GuardianEmail => {
                (1, datum_name(datum, lang))
            }
            Datum::Paper(name) => (2, format!("“{name}”")),
            Datum::Answer(name) => (3, format!("“{name}”")),
            _ => (0, datum_name(datum, lang)),
        };
        groups[place].1.push(name);
    }
    let filled = groups.into_iter().filter(|(_, names)| !names.is_empty());
    filled.map(|(label, names)| (label, names.join(", "))).collect()
}

/// Everything collected, as the page and the form to print show it.
pub fn collected_data(data: &[Datum], lang: Lang) -> impl IntoView + use<> {
    let rows = data_groups(data, lang).into_iter();
    let rows = rows.map(|(label, names)| view! { <SummaryRow key=label>{names}</SummaryRow> });
    view! { <SummaryList>{rows.collect_view()}</SummaryList> }
}

/// Everything collected, in one line.
pub fn data_line(data: &[Datum], lang: Lang) -> String {
    let names: Vec<String> = data.iter().map(|datum| datum_name(datum, lang)).collect();
    names.join("; ")
}

/// The paragraphs before the list, and those after it.
pub fn consent_paragraphs(edition: &str, lang: Lang) -> (String, Vec<&'static str>) {
    let text = ConsentText(lang);
    let after = vec![text.public(), text.never(), text.free(), text.withdraw(), text.rights()];
    (text.purpose(edition), after)
}

/// The whole text without any person, as its hash is kept with each answer.
pub fn consent_text(edition: &str, data: &[Datum], version: &str, lang: Lang) -> String {
    let (purpose, after) = consent_paragraphs(edition, lang);
    let collected = ConsentText(lang).collected();
    format!("{version}\n{purpose}\n{collected} {}.\n{}\n", data_line(data, lang), after.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::components::errors::Errors;
    use crate::entries::author_fields::AuthorFields;
    use crate::entries::typed::TypedAuthor;
    use domain::consent::data_collected;
    use domain::programmes::rules::{DossierKind, EditionRules};
    use domain::programmes::template::Template;

    fn programmes() -> Vec<EditionRules> {
        let files = [
            include_str!("../../../fixtures/programmes/YOUTH_CREATIVITY.json"),
            include_str!("../../../fixtures/programmes/TECH_INNOVATION.json"),
            include_str!("../../../fixtures/programmes/ST_AWARD.json"),
            include_str!("../../../fixtures/programmes/SCHOOL_SCIENCE_FAIR.json"),
            include_str!("../../../fixtures/programmes/IT_AWARD.json"),
        ];
        files.iter().map(|file| Template::read(file).expect("a template").rules(2027)).collect()
    }

    /// The parts of a field's name that the form of an author asks for, as `ten` of `tg-1-ten`.
    fn asked(rules: &EditionRules) -> BTreeSet<String> {
        let rules = rules.clone();
        let html = Owner::new().with(|| {
            let authors = vec![TypedAuthor::default()];
            view! { <AuthorFields rules authors errors=Errors::default()/> }.to_html()
        });
        let names = html.split("name=\"tg-1-").skip(1);
        names.filter_map(|rest| rest.split(['"', '-']).next()).map(str::to_owned).collect()
    }

    #[test]
    fn the_text_names_everything_the_form_asks_of_an_author() {
        for rules in programmes() {
            let data = data_collected(&rules);
            let text = consent_text("Kỳ thử", &data, "1", Lang::Vi);
            let of = |part: &str| match part {
                "id" => None,
                "ten" => Some(Datum::FullName),
                "sinh" => Some(Datum::BirthDate),
                "gioi" => Some(Datum::Gender),
                "dan" => Some(Datum::Ethnicity),
                "truong" => Some(Datum::School),
                "lop" => Some(Datum::ClassName),
                "ty" => Some(Datum::Share),
                "dien" => Some(Datum::Phone),
                "thu" => Some(Datum::Email),
                "dia" => Some(Datum::HomeAddress),
                "khuyet" => Some(Datum::Disability),
                other => panic!("the form asks {other}, the text does not know it"),
            };
            let asked = asked(&rules);
            assert!(asked.len() > 10, "{asked:?}");
            for datum in asked.iter().filter_map(|part| of(part)) {
                assert!(data.contains(&datum), "{datum:?}");
                assert!(text.contains(&datum_name(&datum, Lang::Vi)), "{datum:?} in {text}");
            }
            let papers = rules.dossier.iter().filter(|item| item.kind == DossierKind::File);
            for paper in papers {
                assert!(text.contains(&paper.name), "{} in {text}", paper.name);
            }
            for guardian in [Datum::GuardianName, Datum::GuardianPhone, Datum::GuardianEmail, Datum::GuardianRelation] {
                assert!(data.contains(&guardian), "{guardian:?}");
            }
        }
    }

    #[test]
    fn the_hashed_text_names_no_person_and_changes_with_what_is_said() {
        let rules = programmes().remove(0);
        let data = data_collected(&rules);
        let text = consent_text("Kỳ thử", &data, "1", Lang::Vi);
        let others = [
            consent_text("Kỳ thử", &data, "1", Lang::En),
            consent_text("Kỳ thử", &data[1..], "1", Lang::Vi),
            consent_text("Kỳ thử", &data, "2", Lang::Vi),
            consent_text("Kỳ khác", &data, "1", Lang::Vi),
        ];
        for other in others {
            assert_ne!(text, other);
        }
    }
}
