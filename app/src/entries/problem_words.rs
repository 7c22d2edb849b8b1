//! What is wrong with an entry, in sentences: what happened, then what to do.

use domain::calendar::format_date;
use domain::consent::{AddressOf, Subject};
use domain::entries::check::*;
use domain::entries::shown_names::{ShownName, ShownPlace};
use domain::numbers::{Share, ShareTotalProblem};
use domain::programmes::rules::FileFormat;
use domain::text::{format_file_size, format_int};

use crate::catalogue;
use crate::components::errors::Errors;
use crate::words::Lang;

catalogue! {
    /// Sentences about an entry.
    pub ProblemWords {
        title_missing => "Nhập tên", "Enter the title";
        too_long(label: &str, max: &str, given: &str) => "“{label}” có {given} chữ cái, tối đa {max}. Rút ngắn lại",
            "“{label}” has {given} letters, {max} at most. Shorten it";
        title => "Tên", "Title";
        field_missing => "Chọn lĩnh vực", "Choose a field";
        field_unknown => "Lĩnh vực đã chọn không có trong thể lệ. Chọn lại lĩnh vực", "The rules have no such field. Choose again";
        group_missing => "Chọn bảng hoặc nhóm", "Choose a division";
        group_unknown => "Bảng đã chọn không có trong thể lệ. Chọn lại", "The rules have no such division. Choose again";
        unit_missing => "Chọn đơn vị xác nhận từ danh sách. Nhập vài chữ trong tên đơn vị rồi bấm “Tìm đơn vị”",
            "Choose the confirming unit from the list. Type a part of its name, then press “Find units”";
        answer_missing(label: &str) => "Nhập “{label}”", "Answer “{label}”";
        choice_missing(label: &str) => "Chọn “{label}”", "Choose “{label}”";
        not_a_date(label: &str) => "“{label}” không phải một ngày có thật. Nhập ngày, tháng, năm, ví dụ 31 7 2027",
            "“{label}” is no real date. Enter day, month and year, such as 31 7 2027";
        unknown_choice(label: &str) => "Chọn lại “{label}” từ danh sách", "Choose “{label}” from the list again";
        not_a_phone(label: &str) => "“{label}” chưa đúng số điện thoại. Số di động có 10 chữ số, bắt đầu bằng 0",
            "“{label}” is no phone number. A mobile number has 10 digits and starts with 0";
        not_an_email(label: &str) => "“{label}” chưa đúng địa chỉ thư. Nhập dạng ten@vi-du.vn",
            "“{label}” is no e-mail address. Write it like name@example.com";
        not_a_number(label: &str) => "“{label}” phải là số. Nhập chữ số, ví dụ 1.250.000", "“{label}” must be a number, such as 1.250.000";
        not_ticked(label: &str) => "Đánh dấu vào ô “{label}” nếu đúng như vậy", "Tick “{label}” if it is so";
        too_few_authors(min: &str, given: &str) => "Cần ít nhất {min} tác giả, mới có {given}. Thêm tác giả", "At least {min} authors are needed, {given} given. Add authors";
        too_many_authors(max: &str, given: &str) => "Tối đa {max} tác giả, đang có {given}. Bỏ bớt tác giả", "{max} authors at most, {given} given. Remove some";
        author(number: usize, name: &str, what: &str) => "Tác giả {number}{name}: {what}", "Author {number}{name}: {what}";
        name_missing => "nhập họ và tên", "enter the full name";
        name_too_long(max: &str) => "họ và tên dài hơn {max} chữ cái, rút ngắn lại", "the name is longer than {max} letters, shorten it";
        birth_missing => "nhập ngày sinh", "enter the date of birth";
        birth_unreal => "ngày sinh không phải một ngày có thật", "the date of birth is no real date";
        too_old(from: &str, born: &str, age: u32, on: &str, article: &str) =>
            "phải sinh từ {from} trở về sau{article}. Ngày sinh đã nhập là {born}, tức {age} tuổi tính đến {on}. Sửa ngày sinh nếu nhập nhầm",
            "must be born on {from} or later{article}. The date entered is {born}, {age} years on {on}. Correct it if it was mistyped";
        too_young(to: &str, born: &str, age: u32, on: &str, article: &str) =>
            "phải sinh từ {to} trở về trước{article}. Ngày sinh đã nhập là {born}, tức {age} tuổi tính đến {on}. Sửa ngày sinh nếu nhập nhầm",
            "must be born on {to} or earlier{article}. The date entered is {born}, {age} years on {on}. Correct it if it was mistyped";
        article(article: &str) => " ({article})", " ({article})";
        school_missing => "nhập trường hoặc nơi công tác", "enter the school or workplace";
        share_missing => "nhập tỷ lệ đóng góp", "enter the share";
        share_unread => "tỷ lệ đóng góp là số từ 0 đến 100, tối đa hai chữ số sau dấu phẩy", "a share is a number from 0 to 100 with two decimals at most";
        share_zero => "tỷ lệ đóng góp phải lớn hơn 0 %", "the share must be more than 0 %";
        author_phone => "số điện thoại chưa đúng. Số di động có 10 chữ số, bắt đầu bằng 0", "the phone number is not right. A mobile number has 10 digits and starts with 0";
        author_email => "địa chỉ thư chưa đúng. Nhập dạng ten@vi-du.vn", "the e-mail address is not right. Write it like name@example.com";
        phone_missing => "người đại diện cần có số điện thoại để ban thư ký liên hệ", "the representative needs a phone number, so that the secretariat can call";
        shares_short(gap: &str) => "Tổng tỷ lệ đóng góp còn thiếu {gap} %.", "The shares are {gap} % short of 100 %.";
        shares_over(gap: &str) => "Tổng tỷ lệ đóng góp vượt {gap} %.", "The shares are {gap} % over 100 %.";
        shares_fix(number: usize, share: &str) => " Có thể sửa tỷ lệ của tác giả {number} thành {share} %", " The share of author {number} could be {share} %";
        no_representative => "Chọn một tác giả làm đại diện nhóm", "Choose one author to represent the team";
        several_representatives(count: usize) => "Đang có {count} người đại diện. Chỉ chọn một", "There are {count} representatives. Choose one";
        schools_differ => "Các tác giả phải cùng một trường. Sửa tên trường cho giống nhau", "All authors must be from one school. Make the school names the same";
        guardian(number: usize, name: &str, what: &str) => "Người giám hộ của tác giả {number}{name}: {what}", "Guardian of author {number}{name}: {what}";
        relation_missing => "nhập quan hệ, ví dụ cha, mẹ", "enter the relation, such as father or mother";
        contact_missing => "nhập số điện thoại hoặc thư điện tử", "enter a phone number or an e-mail address";
        address_of_owner => "thư điện tử này là của người nộp hồ sơ. Ghi địa chỉ riêng của người giám hộ, hoặc để trống và in phiếu đồng ý", "this is the address of whoever files the entry. Give the guardian's own, or leave it empty and print the consent form";
        address_of_author => "thư điện tử này là của một tác giả. Ghi địa chỉ riêng của người giám hộ, hoặc để trống và in phiếu đồng ý", "this is an author's address. Give the guardian's own, or leave it empty and print the consent form";
        address_of_instructor => "thư điện tử này là của người hướng dẫn. Ghi địa chỉ riêng của người giám hộ, hoặc để trống và in phiếu đồng ý", "this is an instructor's address. Give the guardian's own, or leave it empty and print the consent form";
        guardian_refused => "người giám hộ đã từ chối. Bỏ tác giả này khỏi hồ sơ, hoặc liên hệ lại với người giám hộ", "the guardian refused. Remove this author, or talk to the guardian again";
        child_refused => "tác giả đã từ chối. Bỏ tác giả này khỏi hồ sơ, hoặc hỏi lại", "the author refused. Remove this author, or ask again";
        guardian_withdrew => "người giám hộ đã rút lại đồng ý. Bỏ tác giả này khỏi hồ sơ, hoặc liên hệ lại", "the guardian took the consent back. Remove this author, or talk again";
        child_withdrew => "tác giả đã rút lại đồng ý. Bỏ tác giả này khỏi hồ sơ, hoặc hỏi lại", "the author took the consent back. Remove this author, or ask again";
        too_many_instructors(max: &str, given: &str) => "Tối đa {max} người hướng dẫn, đang có {given}. Bỏ bớt", "{max} instructors at most, {given} given. Remove some";
        instructor_name(number: usize) => "Người hướng dẫn {number}: nhập họ và tên", "Instructor {number}: enter the full name";
        too_few_files(label: &str, min: &str, given: &str) => "“{label}” cần ít nhất {min} tệp, mới có {given}. Tải thêm tệp", "“{label}” needs at least {min} files, {given} given. Upload more";
        file_missing(label: &str) => "Tải tệp “{label}”", "Upload “{label}”";
        too_many_files(label: &str, max: &str, given: &str) => "“{label}” nhận tối đa {max} tệp, đang có {given}. Bỏ bớt tệp", "“{label}” takes {max} files at most, {given} given. Remove some";
        of_author(label: &str, author: &str) => "{label}, {author}", "{label}, {author}";
        wrong_format(file: &str, accepted: &str) => "Tệp “{file}” không thuộc loại được nhận ({accepted}). Thay bằng tệp đúng loại", "The file “{file}” is of no accepted type ({accepted}). Replace it";
        too_large(file: &str, size: &str, max: u32) => "Tệp “{file}” nặng {size}, giới hạn {max} MB. Nén ảnh trong tệp rồi tải lại, hoặc tách làm hai tệp", "The file “{file}” has {size}, the limit is {max} MB. Compress the pictures in it, or split it";
        same_person(first: usize, second: usize, name: &str) => "Tác giả {first} và {second} có cùng họ tên và ngày sinh ({name}). Xem lại có nhập hai lần không", "Authors {first} and {second} have the same name and birth date ({name}). Was one entered twice?";
        instructor_is_author(name: &str) => "Người hướng dẫn {name} trùng tên với một tác giả. Xem lại có nhập nhầm không", "The instructor {name} has the name of an author. Is that right?";
        name_in_title(name: &str) => "Tên đề tài có “{name}”, mà vòng chấm kín không được lộ tác giả. Bỏ tên này nếu không cần", "The title holds “{name}”; a blind round must not show who wrote it. Leave the name out if it is not needed";
        name_in_answer(label: &str, name: &str) => "Phần “{label}” có “{name}”, mà vòng chấm kín không được lộ tác giả. Bỏ tên này nếu không cần",
            "“{label}” holds “{name}”; a blind round must not show who wrote it. Leave the name out if it is not needed";
        name_in_file(file: &str, name: &str) => "Tên tệp “{file}” có “{name}”, mà vòng chấm kín không được lộ tác giả. Đổi tên tệp rồi tải lại, và xem cả nội dung tệp",
            "The file name “{file}” holds “{name}”; a blind round must not show who wrote it. Rename and upload it again, and look inside it too";
        younger(number: usize, name: &str, age: u32) => "Tác giả {number}, {name}, mới {age} tuổi: vẫn được dự thi", "Author {number}, {name}, is only {age}: welcome all the same";
    }
}

/// One problem as a sentence.
pub fn sentence(problem: &EntryProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    let number = |value: usize| format_int(i64::try_from(value).unwrap_or(i64::MAX), lang);
    let count = |value: u32| format_int(i64::from(value), lang);
    match problem {
        EntryProblem::TitleMissing => words.title_missing().to_owned(),
        EntryProblem::TitleTooLong { max, given } => words.too_long(words.title(), &number(*max), &number(*given)),
        EntryProblem::FieldMissing => words.field_missing().to_owned(),
        EntryProblem::FieldUnknown => words.field_unknown().to_owned(),
        EntryProblem::GroupMissing => words.group_missing().to_owned(),
        EntryProblem::GroupUnknown => words.group_unknown().to_owned(),
        EntryProblem::UnitMissing => words.unit_missing().to_owned(),
        EntryProblem::Answer { label, problem, .. } => answer_sentence(label, problem, lang),
        EntryProblem::TooFewAuthors { min, given } => words.too_few_authors(&count(*min), &number(*given)),
        EntryProblem::TooManyAuthors { max, given } => words.too_many_authors(&count(*max), &number(*given)),
        EntryProblem::Author { number, name, problem } => {
            words.author(*number, &in_brackets(name), &author_sentence(problem, lang))
        }
        EntryProblem::Shares { total, fix } => shares_sentence(total, *fix, lang),
        EntryProblem::NoRepresentative => words.no_representative().to_owned(),
        EntryProblem::SeveralRepresentatives { count } => words.several_representatives(*count),
        EntryProblem::SchoolsDiffer => words.schools_differ().to_owned(),
        EntryProblem::Guardian { number, name, problem } => {
            words.guardian(*number, &in_brackets(name), guardian_sentence(problem, lang))
        }
        EntryProblem::TooManyInstructors { max, given } => words.too_many_instructors(&count(*max), &number(*given)),
        EntryProblem::InstructorNameMissing { number } => words.instructor_name(*number),
        EntryProblem::File { label, problem, .. } => dossier_sentence(label, problem, lang),
    }
}

fn in_brackets(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name})") }
}

fn answer_sentence(label: &str, problem: &AnswerProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    let number = |value: usize| format_int(i64::try_from(value).unwrap_or(i64::MAX), lang);
    match problem {
        AnswerProblem::Missing => words.answer_missing(label),
        AnswerProblem::TooLong { max, given } => words.too_long(label, &number(*max), &number(*given)),
        AnswerProblem::NotADate => words.not_a_date(label),
        AnswerProblem::UnknownChoice => words.unknown_choice(label),
        AnswerProblem::NotAPhone => words.not_a_phone(label),
        AnswerProblem::NotAnEmail => words.not_an_email(label),
        AnswerProblem::NotANumber => words.not_a_number(label),
        AnswerProblem::NotTicked => words.not_ticked(label),
    }
}

fn author_sentence(problem: &AuthorProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    let day = |date: &time::Date| format_date(*date, lang);
    let cited = |article: &str| {
        if article.is_empty() { String::new() } else { words.article(article) }
    };
    match problem {
        AuthorProblem::NameMissing => words.name_missing().to_owned(),
        AuthorProblem::NameTooLong { max } => words.name_too_long(&max.to_string()),
        AuthorProblem::BirthDateMissing => words.birth_missing().to_owned(),
        AuthorProblem::BirthDateUnreal => words.birth_unreal().to_owned(),
        AuthorProblem::TooOld { born_from, born, age, on, article } => {
            words.too_old(&day(born_from), &day(born), *age, &day(on), &cited(article))
        }
        AuthorProblem::TooYoung { born_to, born, age, on, article } => {
            words.too_young(&day(born_to), &day(born), *age, &day(on), &cited(article))
        }
        AuthorProblem::SchoolMissing => words.school_missing().to_owned(),
        AuthorProblem::ShareMissing => words.share_missing().to_owned(),
        AuthorProblem::ShareUnread => words.share_unread().to_owned(),
        AuthorProblem::ShareZero => words.share_zero().to_owned(),
        AuthorProblem::NotAPhone => words.author_phone().to_owned(),
        AuthorProblem::NotAnEmail => words.author_email().to_owned(),
        AuthorProblem::PhoneMissing => words.phone_missing().to_owned(),
    }
}

fn shares_sentence(total: &ShareTotalProblem, fix: Option<(usize, Share)>, lang: Lang) -> String {
    let words = ProblemWords(lang);
    let written = |hundredths: u64| {
        let text = format!("{},{:02}", hundredths / 100, hundredths % 100);
        let text = text.trim_end_matches('0').trim_end_matches(',').to_owned();
        if lang == Lang::En { text.replace(',', ".") } else { text }
    };
    let gap = match total {
        ShareTotalProblem::Missing { hundredths } => words.shares_short(&written(*hundredths)),
        ShareTotalProblem::Excess { hundredths } => words.shares_over(&written(*hundredths)),
    };
    let offer = fix.map(|(number, share)| words.shares_fix(number, &written(u64::from(share.hundredths()))));
    format!("{gap}{}", offer.unwrap_or_default())
}

fn guardian_sentence(problem: &GuardianProblem, lang: Lang) -> &'static str {
    let words = ProblemWords(lang);
    match problem {
        GuardianProblem::NameMissing => words.name_missing(),
        GuardianProblem::RelationMissing => words.relation_missing(),
        GuardianProblem::ContactMissing => words.contact_missing(),
        GuardianProblem::NotAPhone => words.author_phone(),
        GuardianProblem::NotAnEmail => words.author_email(),
        GuardianProblem::AddressTaken { by: AddressOf::Owner } => words.address_of_owner(),
        GuardianProblem::AddressTaken { by: AddressOf::Author | AddressOf::Guardian } => words.address_of_author(),
        GuardianProblem::AddressTaken { by: AddressOf::Instructor } => words.address_of_instructor(),
        GuardianProblem::Refused { subject: Subject::Guardian } => words.guardian_refused(),
        GuardianProblem::Refused { subject: Subject::Child } => words.child_refused(),
        GuardianProblem::Withdrawn { subject: Subject::Guardian } => words.guardian_withdrew(),
        GuardianProblem::Withdrawn { subject: Subject::Child } => words.child_withdrew(),
    }
}

fn dossier_sentence(label: &str, problem: &DossierProblem, lang: Lang) -> String {
    let words = ProblemWords(lang);
    let whose = |author: &Option<String>| match author {
        Some(author) => words.of_author(label, author),
        None => label.to_owned(),
    };
    match problem {
        DossierProblem::TooFew { min: 1, author, .. } => words.file_missing(&whose(author)),
        DossierProblem::TooFew { min, given, author } => {
            words.too_few_files(&whose(author), &min.to_string(), &given.to_string())
        }
        DossierProblem::TooMany { max, given, author } => {
            words.too_many_files(&whose(author), &max.to_string(), &given.to_string())
        }
        DossierProblem::WrongFormat { file, accepted } => words.wrong_format(file, &format_names(accepted)),
        DossierProblem::TooLarge { file, size, max_mb } => {
            words.too_large(file, &format_file_size(*size, lang), *max_mb)
        }
    }
}

/// `PDF, JPG, PNG`.
pub fn format_names(formats: &[FileFormat]) -> String {
    let formats = if formats.is_empty() { &FileFormat::ALL[..] } else { formats };
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    names.join(", ")
}

/// Something to look at twice, as a sentence.
pub fn warning_sentence(warning: &EntryWarning, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match warning {
        EntryWarning::SamePerson { first, second, name } => words.same_person(*first, *second, name),
        EntryWarning::InstructorIsAuthor { name } => words.instructor_is_author(name),
        EntryWarning::YoungerThanUsual { number, name, age } => words.younger(*number, name, *age),
        EntryWarning::NameShown(shown) => shown_name_sentence(shown, lang),
    }
}

/// Where blind judges would read which name.
pub fn shown_name_sentence(shown: &ShownName, lang: Lang) -> String {
    let words = ProblemWords(lang);
    match &shown.place {
        ShownPlace::Title => words.name_in_title(&shown.name),
        ShownPlace::Answer(label) => words.name_in_answer(label, &shown.name),
        ShownPlace::File(file) => words.name_in_file(file, &shown.name),
    }
}

/// The `id` of the form field a problem is about.
pub fn field_of(problem: &EntryProblem) -> String {
    match problem {
        EntryProblem::TitleMissing | EntryProblem::TitleTooLong { .. } => "ten".to_owned(),
        EntryProblem::FieldMissing | EntryProblem::FieldUnknown => "linh-vuc".to_owned(),
        EntryProblem::GroupMissing | EntryProblem::GroupUnknown => "nhom".to_owned(),
        EntryProblem::UnitMissing => "don-vi".to_owned(),
        EntryProblem::Answer { code, .. } => format!("q-{code}"),
        EntryProblem::TooFewAuthors { .. } | EntryProblem::TooManyAuthors { .. } => "them".to_owned(),
        EntryProblem::Author { number, problem, .. } => format!("tg-{number}-{}", author_field(problem)),
        EntryProblem::Shares { .. } => "tg-1-ty-le".to_owned(),
        EntryProblem::NoRepresentative | EntryProblem::SeveralRepresentatives { .. } => "dai-dien".to_owned(),
        EntryProblem::SchoolsDiffer => "tg-1-truong".to_owned(),
        EntryProblem::Guardian { number, problem, .. } => format!("gh-{number}-{}", guardian_field(problem)),
        EntryProblem::TooManyInstructors { .. } => "hd-1-ten".to_owned(),
        EntryProblem::InstructorNameMissing { number } => format!("hd-{number}-ten"),
        EntryProblem::File { item, .. } => format!("tep-{item}"),
    }
}

fn author_field(problem: &AuthorProblem) -> &'static str {
    match problem {
        AuthorProblem::NameMissing | AuthorProblem::NameTooLong { .. } => "ten",
        AuthorProblem::BirthDateMissing
        | AuthorProblem::BirthDateUnreal
        | AuthorProblem::TooOld { .. }
        | AuthorProblem::TooYoung { .. } => "sinh",
        AuthorProblem::SchoolMissing => "truong",
        AuthorProblem::ShareMissing | AuthorProblem::ShareZero | AuthorProblem::ShareUnread => "ty-le",
        AuthorProblem::NotAPhone | AuthorProblem::PhoneMissing => "dien-thoai",
        AuthorProblem::NotAnEmail => "thu",
    }
}

fn guardian_field(problem: &GuardianProblem) -> &'static str {
    match problem {
        GuardianProblem::NameMissing | GuardianProblem::Refused { .. } | GuardianProblem::Withdrawn { .. } => "ten",
        GuardianProblem::RelationMissing => "quan-he",
        GuardianProblem::ContactMissing | GuardianProblem::NotAPhone => "dien-thoai",
        GuardianProblem::NotAnEmail | GuardianProblem::AddressTaken { .. } => "thu",
    }
}

/// Problems as the list on top of a form.
pub fn errors_of<'a>(problems: impl IntoIterator<Item = &'a EntryProblem>, lang: Lang) -> Errors {
    problems.into_iter().map(|problem| (field_of(problem), sentence(problem, lang))).collect()
}
