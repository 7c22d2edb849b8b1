//! The one normal form of e-mail addresses: two spellings of one mailbox are one address, whatever the keyboard.

use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_normalization::UnicodeNormalization;

use super::clean::clean_line;

/// The longest address mail servers take, in bytes.
const LONGEST: usize = 254;
/// The longest name of a mailbox, in bytes.
const LONGEST_MAILBOX: usize = 64;
/// Endings that no letter from outside can reach: reserved for one machine, one house, or nothing at all.
const UNREACHABLE: [&str; 7] = ["invalid", "localhost", "local", "localdomain", "lan", "internal", "home.arpa"];

/// Why a text is no e-mail address that we could write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailProblem {
    #[error("the e-mail address is empty")]
    Empty,
    #[error("an e-mail address has exactly one @ with something before it")]
    NotOneAt,
    #[error("the part before the @ begins or ends with a dot, or has two in a row")]
    BadDots,
    #[error("the domain of the e-mail address is incomplete")]
    BadDomain,
    #[error("no letter reaches the domain of the e-mail address")]
    UnreachableDomain,
    #[error("an e-mail address cannot contain {0:?}")]
    BadCharacter(char),
    #[error("an e-mail address has at most 254 characters")]
    TooLong,
}

/// An address in its normal form: NFKC, no invisible characters, lower case, the domain in ASCII. Equal addresses are
/// equal texts, so that accounts, invitations, letters and limits find each other by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address as typed. Whether the mailbox exists only a letter can tell.
    pub fn parse(raw: &str) -> Result<Self, EmailProblem> {
        let text = clean_line(&raw.nfkc().collect::<String>()).to_lowercase();
        if text.is_empty() {
            return Err(EmailProblem::Empty);
        }
        let (mailbox, domain) = text.split_once('@').ok_or(EmailProblem::NotOneAt)?;
        if mailbox.is_empty() || domain.contains('@') {
            return Err(EmailProblem::NotOneAt);
        }
        check_mailbox(mailbox)?;
        let domain = ascii_domain(domain)?;
        if mailbox.len() + 1 + domain.len() > LONGEST {
            return Err(EmailProblem::TooLong);
        }
        Ok(Self(format!("{mailbox}@{domain}")))
    }

    /// True when two texts are spellings of one address.
    pub fn is_same(a: &str, b: &str) -> bool {
        matches!((Self::parse(a), Self::parse(b)), (Ok(a), Ok(b)) if a == b)
    }

    /// The normal form of what can be written to; anything else as it was typed, for a draft to keep.
    pub fn normal_or_typed(raw: &str) -> String {
        Self::parse(raw).map_or_else(|_| raw.to_owned(), String::from)
    }

    /// The address as stored and written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

/// Words with single dots between them; quoted mailboxes and other alphabets are refused by most servers on the way.
fn check_mailbox(mailbox: &str) -> Result<(), EmailProblem> {
    if let Some(bad) = mailbox.chars().find(|&c| !is_mailbox_character(c)) {
        return Err(EmailProblem::BadCharacter(bad));
    }
    if mailbox.len() > LONGEST_MAILBOX {
        return Err(EmailProblem::TooLong);
    }
    if mailbox.split('.').any(str::is_empty) {
        return Err(EmailProblem::BadDots);
    }
    Ok(())
}

fn is_mailbox_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

/// Two labels or more that the domain name system takes, the last one no number and reachable from outside.
fn ascii_domain(domain: &str) -> Result<String, EmailProblem> {
    let reserved = |c: &char| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-');
    if let Some(bad) = domain.chars().find(|c| reserved(c)) {
        return Err(EmailProblem::BadCharacter(bad));
    }
    let ascii = Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify)
        .map_err(|_| EmailProblem::BadDomain)?;
    let (_, top) = ascii.rsplit_once('.').ok_or(EmailProblem::BadDomain)?;
    if top.len() < 2 || top.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EmailProblem::BadDomain);
    }
    let ends_in = |ending: &&str| ascii.strip_suffix(*ending).is_some_and(|before| before.ends_with('.'));
    if UNREACHABLE.iter().any(|ending| ends_in(&ending)) {
        return Err(EmailProblem::UnreachableDomain);
    }
    Ok(ascii.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(raw: &str) -> Result<String, EmailProblem> {
        EmailAddress::parse(raw).map(String::from)
    }

    #[test]
    fn spellings_of_one_mailbox_are_one_address() {
        let spellings = [
            "lan.nguyen+thi@gmail.com",
            " Lan.Nguyen+Thi@Gmail.COM ",
            "ｌａｎ.ｎｇｕｙｅｎ＋ｔｈｉ＠ｇｍａｉｌ．ｃｏｍ",
            "LAN.NGUYEN+THI@GMAIL。COM",
            "lan.nguyen+thi@gmail\u{200B}.com",
            "\u{202E}lan.nguyen+thi\u{AD}@gmail.com\u{FEFF}",
            "𝐥𝐚𝐧.nguyen+thi@ⓖmail.com",
            "lan.nguyen+thi@gma\u{FE0F}il.com",
        ];
        for spelling in spellings {
            assert_eq!(parsed(spelling).as_deref(), Ok("lan.nguyen+thi@gmail.com"), "{spelling:?}");
        }
        let hosts = ["lan@Hội-Đồng.vn", "lan@hội-đồng.VN", "LAN@xn--hi-ng-nua7505aga.vn"];
        let normal = hosts.map(|host| parsed(host).expect(host));
        assert_eq!(normal[0], normal[1]);
        assert!(normal[0].is_ascii(), "{}", normal[0]);
    }

    #[test]
    fn what_no_letter_can_be_written_to_is_refused() {
        use EmailProblem as P;
        let table = [
            ("", P::Empty),
            (" \u{200B} ", P::Empty),
            ("lan", P::NotOneAt),
            ("@gmail.com", P::NotOneAt),
            ("lan@hoa@gmail.com", P::NotOneAt),
            (".lan@gmail.com", P::BadDots),
            ("lan.@gmail.com", P::BadDots),
            ("lan..nguyen@gmail.com", P::BadDots),
            ("lan@gmail", P::BadDomain),
            ("a@b", P::BadDomain),
            ("lan@gmail..com", P::BadDomain),
            ("lan@.com", P::BadDomain),
            ("lan@gmail.com.", P::BadDomain),
            ("lan@-gmail.com", P::BadDomain),
            ("lan@gmail-.com", P::BadDomain),
            ("lan@gmail.c", P::BadDomain),
            ("lan@127.0.0.1", P::BadDomain),
            ("lan@xn--a.com", P::BadDomain),
            ("lan@[127.0.0.1]", P::BadCharacter('[')),
            ("lan@gmail_thu.com", P::BadCharacter('_')),
            ("lan@truong.lan", P::UnreachableDomain),
            ("lan@may.local", P::UnreachableDomain),
            ("lan@a.localhost", P::UnreachableDomain),
            ("lan nguyen@gmail.com", P::BadCharacter(' ')),
            ("lan@gmail.com,hoa@gmail.com", P::NotOneAt),
            ("lan,hoa@gmail.com", P::BadCharacter(',')),
            ("\"lan hoa\"@gmail.com", P::BadCharacter('"')),
            ("đào@gmail.com", P::BadCharacter('đ')),
            ("lаn@gmail.com", P::BadCharacter('\u{430}')),
        ];
        for (raw, expected) in table {
            assert_eq!(parsed(raw), Err(expected), "{raw:?}");
        }
        let long = format!("lan@{}com", "abcdefghi.".repeat(24));
        assert_eq!(parsed(&long).map(|address| address.len()), Ok(247));
        assert_eq!(parsed(&format!("{}@{}com", "a".repeat(20), "abcdefghi.".repeat(24))), Err(P::TooLong));
        assert_eq!(parsed(&format!("{}@gmail.com", "a".repeat(65))), Err(P::TooLong));
    }

    #[test]
    fn addresses_of_offices_are_taken() {
        for address in [
            "lan@so-khcn.quangninh.gov.vn",
            "o'neil@vi-du.example",
            "_lan-2_@a1.b2.vn",
            "123456789@edu.vn",
            "lan@xn--80ak6aa92e.com",
        ] {
            assert_eq!(parsed(address).as_deref(), Ok(address));
        }
    }

    proptest! {
        #[test]
        fn the_normal_form_is_its_own_normal_form(raw in "\\PC{1,12}@\\PC{1,12}\\.[a-zA-Zđ]{2,4}") {
            if let Ok(address) = EmailAddress::parse(&raw) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()));
                prop_assert!(address.as_str().is_ascii());
                prop_assert!(!address.as_str().contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_whitespace()));
            }
        }

        #[test]
        fn case_width_and_invisible_characters_make_no_other_address(
            mailbox in "[a-z0-9]{1,8}(\\.[a-z0-9]{1,8}){0,2}",
            host in "[a-z][a-z0-9]{0,8}\\.[a-z]{3,5}",
            choices in proptest::collection::vec(0_u8..4, 64),
        ) {
            let plain = format!("{mailbox}@{host}");
            prop_assume!(EmailAddress::parse(&plain).is_ok());
            let spelt: String = plain.chars().zip(&choices).map(|(c, choice)| match choice {
                0 => c.to_string(),
                1 => c.to_ascii_uppercase().to_string(),
                2 => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c).to_string(),
                _ => format!("{c}\u{200D}"),
            }).collect();
            prop_assert_eq!(EmailAddress::parse(&spelt), EmailAddress::parse(&plain), "{}", spelt);
        }
    }
}
