//! Why a password, a code or a request for a letter was not taken, and what to do.

use time::OffsetDateTime;

use super::second_factor_page::SecondFactorWords;
use super::sign_in_page::SignInWords;
use crate::catalogue;
use crate::shell::page_context;

/// Why it was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Wrong,
    /// Too many tries: the next one is taken at this moment.
    Wait(OffsetDateTime),
}

catalogue! {
    /// The words of waiting.
    pub WaitWords {
        seconds(count: i64) => "{count} giây", "{count} seconds";
        minutes(count: i64) => "{count} phút", "{count} minutes";
        password(wait: &str) => "Đã nhập sai nhiều lần. Đợi {wait} rồi thử lại. Cần vào ngay: mở đường dẫn trong thư vừa gửi cho chủ tài khoản trên chính thiết bị này, hoặc đặt mật khẩu mới",
            "Too many wrong tries. Wait {wait}, then try again. To get in at once, open the link in the letter just sent to the owner on this device, or choose a new password";
        code(wait: &str) => "Đã nhập sai mã nhiều lần. Đợi {wait} rồi thử lại, hoặc mở đường dẫn trong thư vừa gửi cho bạn trên chính thiết bị này",
            "Too many wrong codes. Wait {wait}, then try again, or open the link in the letter just sent to you on this device";
        letter(wait: &str) => "Đã gửi nhiều thư tới địa chỉ này. Tìm trong hộp thư, cả thư rác: đường dẫn mới nhất vẫn dùng được. Có thể yêu cầu lại sau {wait}",
            "Several letters were sent to this address. Look in the mailbox and in spam: the newest link still works. You may ask again in {wait}";
        check(wait: &str) => "Đã thử nhiều lần. Đợi {wait} rồi thử lại", "Too many tries. Wait {wait}, then try again";
    }
}

impl Refusal {
    /// About the password.
    pub(super) fn of_password(self) -> String {
        match self {
            Self::Wrong => SignInWords(page_context().lang).wrong().to_owned(),
            Self::Wait(until) => in_words(until, WaitWords::password),
        }
    }

    /// About the one-time code.
    pub(super) fn of_code(self) -> String {
        match self {
            Self::Wrong => SecondFactorWords(page_context().lang).wrong().to_owned(),
            Self::Wait(until) => in_words(until, WaitWords::code),
        }
    }
}

/// Too many letters were asked for.
pub(super) fn letter_wait(until: OffsetDateTime) -> String {
    in_words(until, WaitWords::letter)
}

fn in_words(until: OffsetDateTime, sentence: fn(WaitWords, &str) -> String) -> String {
    let page = page_context();
    wait_sentence(until, page.now, WaitWords(page.lang), sentence)
}

/// A wait in a sentence, rounded up: who comes back then is not told to wait again.
pub fn wait_sentence(
    until: OffsetDateTime,
    now: OffsetDateTime,
    words: WaitWords,
    sentence: fn(WaitWords, &str) -> String,
) -> String {
    let seconds = (until - now).whole_seconds().max(0) + 1;
    let wait = if seconds <= 90 { words.seconds(seconds) } else { words.minutes((seconds + 59) / 60) };
    sentence(words, &wait)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::text::Lang;
    use time::Duration;
    use time::macros::datetime;

    #[test]
    fn a_wait_is_told_in_seconds_or_minutes_never_too_short() {
        let now = datetime!(2026-11-28 12:00:00.5 +7);
        let table = [(1, "1 giây"), (30, "30 giây"), (89, "89 giây"), (120, "2 phút"), (3_600, "60 phút")];
        for (seconds, expected) in table {
            let until = now + Duration::seconds(seconds) - Duration::milliseconds(500);
            let told = wait_sentence(until, now, WaitWords(Lang::Vi), WaitWords::check);
            assert!(told.contains(expected), "{seconds}: {told}");
        }
    }
}
