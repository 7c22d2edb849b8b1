//! Sentences for what is wrong with a name, an address, a phone number or a password.

use domain::people::passwords::{LONGEST, PasswordProblem, SHORTEST};
use domain::people::registration::{LONGEST_NAME, NameProblem};
use domain::text::{EmailProblem, Lang, PhoneProblem};

use crate::catalogue;

catalogue! {
    /// What to do about a field with personal data.
    pub ContactWords {
        name_missing => "Nhập họ và tên", "Enter the full name";
        name_too_long(most: usize) => "Họ và tên dài quá {most} chữ cái. Rút ngắn lại", "The name is longer than {most} characters. Shorten it";
        name_no_letter => "Họ và tên phải có chữ cái. Nhập lại", "A name has letters. Enter it again";
        email_missing => "Nhập địa chỉ thư điện tử", "Enter the e-mail address";
        email_at => "Địa chỉ thư điện tử phải có đúng một dấu @, ví dụ lan@vi-du.vn. Sửa lại địa chỉ",
            "An e-mail address has exactly one @, such as lan@example.vn. Correct it";
        email_dots => "Phần trước dấu @ không được bắt đầu, kết thúc bằng dấu chấm hay có hai dấu chấm liền nhau. Sửa lại địa chỉ",
            "The part before the @ cannot begin or end with a dot, nor have two in a row. Correct it";
        email_unreachable => "Không gửi thư đến tên miền này được. Dùng địa chỉ nhận được thư từ bên ngoài, ví dụ gmail.com",
            "No letter reaches this domain. Use an address that receives mail from outside, such as gmail.com";
        email_domain => "Phần sau dấu @ chưa đúng, ví dụ đúng: gmail.com. Sửa lại địa chỉ",
            "The part after the @ is not right, it looks like gmail.com. Correct it";
        email_character(bad: char) => "Địa chỉ thư điện tử không được có ký tự “{bad}”. Sửa lại địa chỉ",
            "An e-mail address cannot contain “{bad}”. Correct it";
        email_too_long => "Địa chỉ thư điện tử dài quá 254 ký tự. Sửa lại địa chỉ", "The e-mail address is longer than 254 characters. Correct it";
        phone_missing => "Nhập số điện thoại", "Enter the phone number";
        phone_character(bad: char) => "Số điện thoại không được có ký tự “{bad}”. Chỉ nhập chữ số",
            "A phone number cannot contain “{bad}”. Enter digits only";
        phone_length(digits: usize) => "Số điện thoại có {digits} chữ số. Số di động có 10, số cố định có 11. Kiểm tra lại",
            "The phone number has {digits} digits. Mobile numbers have 10, landlines 11. Check it";
        phone_prefix => "Không có số điện thoại Việt Nam nào bắt đầu như vậy. Nhập số bắt đầu bằng 0 hoặc +84",
            "No Vietnamese phone number begins like this. Start with 0 or +84";
        password_missing => "Nhập mật khẩu", "Enter the password";
        password_short(least: usize) => "Mật khẩu cần ít nhất {least} ký tự. Có thể dùng cả một câu, có dấu và dấu cách",
            "A password has at least {least} characters. A whole sentence with spaces is fine";
        password_long(most: usize) => "Mật khẩu dài quá {most} ký tự. Chọn mật khẩu ngắn hơn", "The password is longer than {most} characters. Choose a shorter one";
        password_easy => "Mật khẩu trùng họ tên, địa chỉ thư điện tử hoặc chỉ gồm một ký tự. Chọn mật khẩu khác",
            "The password repeats your name, the e-mail address or one character. Choose another";
        password_common => "Mật khẩu này nhiều người dùng nên dễ bị đoán. Chọn mật khẩu khác, ví dụ vài từ không liên quan ghép thành một câu",
            "Many people use this password, so it is easily guessed. Choose another, such as a sentence of unrelated words";
    }
}

/// What is wrong with a name.
pub fn name_sentence(problem: NameProblem, lang: Lang) -> String {
    let words = ContactWords(lang);
    match problem {
        NameProblem::Missing => words.name_missing().to_owned(),
        NameProblem::TooLong => words.name_too_long(LONGEST_NAME),
        NameProblem::NoLetter => words.name_no_letter().to_owned(),
    }
}

/// What is wrong with an e-mail address.
pub fn email_sentence(problem: EmailProblem, lang: Lang) -> String {
    let words = ContactWords(lang);
    match problem {
        EmailProblem::Empty => words.email_missing().to_owned(),
        EmailProblem::NotOneAt => words.email_at().to_owned(),
        EmailProblem::BadDots => words.email_dots().to_owned(),
        EmailProblem::UnreachableDomain => words.email_unreachable().to_owned(),
        EmailProblem::BadDomain => words.email_domain().to_owned(),
        EmailProblem::BadCharacter(bad) => words.email_character(bad),
        EmailProblem::TooLong => words.email_too_long().to_owned(),
    }
}

/// What is wrong with a phone number.
pub fn phone_sentence(problem: PhoneProblem, lang: Lang) -> String {
    let words = ContactWords(lang);
    match problem {
        PhoneProblem::Empty => words.phone_missing().to_owned(),
        PhoneProblem::BadCharacter(bad) => words.phone_character(bad),
        PhoneProblem::WrongLength { digits } => words.phone_length(digits),
        PhoneProblem::UnknownPrefix => words.phone_prefix().to_owned(),
    }
}

/// What is wrong with a new password.
pub fn password_sentence(problem: PasswordProblem, lang: Lang) -> String {
    let words = ContactWords(lang);
    match problem {
        PasswordProblem::Missing => words.password_missing().to_owned(),
        PasswordProblem::TooShort => words.password_short(SHORTEST),
        PasswordProblem::TooLong => words.password_long(LONGEST),
        PasswordProblem::TooEasy => words.password_easy().to_owned(),
        PasswordProblem::Common => words.password_common().to_owned(),
    }
}
