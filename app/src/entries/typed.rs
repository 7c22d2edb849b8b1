//! What was typed into the form, before it is understood: a refused form shows it again to the letter.

use domain::calendar::{DateProblem, parse_date_parts};
use domain::entries::entry::{Author, Guardian, Instructor, Unread};
use domain::entries::units::UnitChoice;
use domain::ids::AuthorId;
use domain::numbers::Share;
use domain::text::{check_phone, clean_line};

use crate::catalogue;
use crate::components::errors::Errors;
use crate::words::Lang;

catalogue! {
    /// What cannot be stored as typed.
    pub TypedWords {
        birth(number: usize) => "Tác giả {number}: ngày sinh không phải một ngày có thật. Nhập ngày, tháng, năm, ví dụ 31 7 2012",
            "Author {number}: the date of birth is no real date. Enter day, month and year, such as 31 7 2012";
        share(number: usize) => "Tác giả {number}: tỷ lệ đóng góp là số từ 0 đến 100, tối đa hai chữ số sau dấu phẩy, ví dụ 33,34",
            "Author {number}: a share is a number from 0 to 100 with two decimals at most, such as 33.34";
        unit_unknown => "Không có đơn vị nào tên như vậy trong danh sách. Nhập ngắn hơn rồi bấm “Tìm đơn vị”, hoặc gọi ban thư ký để thêm đơn vị",
            "No unit of that name is in the list. Type less and press “Find units”, or call the secretariat to have it added";
        unit_several => "Có nhiều đơn vị như vậy. Chọn một trong danh sách", "There are several such units. Choose one from the list";
    }
}

/// One author as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAuthor {
    pub id: String,
    pub full_name: String,
    pub birth: [String; 3],
    pub gender: String,
    pub ethnicity: String,
    pub class_name: String,
    pub school_name: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub share: String,
    pub is_representative: bool,
    pub disability: bool,
}

/// The facts as typed, with what the search for units found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAbout {
    pub title: String,
    pub field: String,
    pub group: String,
    pub unit_name: String,
    /// The unit chosen, when there is one.
    pub unit: Option<UnitChoice>,
    /// The units to choose from.
    pub found: Vec<UnitChoice>,
}

impl From<&Author> for TypedAuthor {
    fn from(author: &Author) -> Self {
        let birth = author
            .birth_date
            .map(|birth| [birth.day().to_string(), u8::from(birth.month()).to_string(), birth.year().to_string()]);
        Self {
            id: author.id.map(|id| id.to_string()).unwrap_or_default(),
            full_name: author.full_name.clone(),
            birth: birth.unwrap_or_else(|| author.unread.birth.clone()),
            gender: author.gender.clone(),
            ethnicity: author.ethnicity.clone(),
            class_name: author.class_name.clone(),
            school_name: author.school_name.clone(),
            phone: author.phone.clone(),
            email: author.email.clone(),
            address: author.address.clone(),
            share: author.share.map_or_else(|| author.unread.share.clone(), Share::vietnamese),
            is_representative: author.is_representative,
            disability: author.disability,
        }
    }
}

impl TypedAuthor {
    /// True while nothing was typed: such a row is not kept.
    pub fn is_empty(&self) -> bool {
        let empty = Self {
            id: self.id.clone(),
            school_name: self.school_name.clone(),
            is_representative: self.is_representative,
            share: self.share.clone(),
            ..Self::default()
        };
        *self == empty && self.id.is_empty()
    }

    /// Understands what was typed; what cannot be understood is named and kept as it is.
    pub fn read(&self, number: usize, errors: &mut Errors, lang: Lang) -> Author {
        let words = TypedWords(lang);
        let mut unread = Unread::default();
        let [day, month, year] = &self.birth;
        let birth_date = match parse_date_parts(day, month, year) {
            Ok(date) => Some(date),
            Err(DateProblem::Empty) => None,
            Err(_) => {
                errors.add(format!("tg-{number}-sinh"), words.birth(number));
                unread.birth = self.birth.clone().map(|part| clean_line(&part));
                None
            }
        };
        let share = match clean_line(&self.share) {
            text if text.is_empty() => None,
            text => match Share::parse(&text) {
                Ok(share) => Some(share),
                Err(_) => {
                    errors.add(format!("tg-{number}-ty-le"), words.share(number));
                    unread.share = text;
                    None
                }
            },
        };
        Author {
            id: self.id.parse().ok().map(AuthorId),
            full_name: clean_line(&self.full_name),
            birth_date,
            gender: clean_line(&self.gender),
            ethnicity: clean_line(&self.ethnicity),
            class_name: clean_line(&self.class_name),
            unit: None,
            school_name: clean_line(&self.school_name),
            phone: plain_phone(&self.phone),
            email: clean_line(&self.email),
            address: clean_line(&self.address),
            share,
            is_representative: self.is_representative,
            disability: self.disability,
            guardian: Guardian::default(),
            consents: vec![],
            unread,
        }
    }
}

/// The digits of a phone number, or what was typed when it is none.
pub fn plain_phone(typed: &str) -> String {
    check_phone(typed).unwrap_or_else(|_| clean_line(typed))
}

/// An instructor from the fields of the form.
pub fn read_instructor(full_name: &str, unit_name: &str, contact: &str) -> Instructor {
    Instructor { full_name: clean_line(full_name), unit_name: clean_line(unit_name), contact: clean_line(contact) }
}
