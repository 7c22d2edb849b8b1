//! The receipt: what the portal signs when it takes an entry. See `docs/formats-receipt.md`.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::entries::filing::Standing;

/// The first line of a receipt; it changes with the format.
const FORMAT: &str = "vinhdanh-receipt/1";

/// What is signed. It names no person and no title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptPayload {
    /// `TTN-2027-0147`, with `/2` and so on when an entry is sent again after a supplement.
    pub number: String,
    /// The edition's word in addresses.
    pub edition: String,
    pub submitted_at: OffsetDateTime,
    pub deadline: Option<OffsetDateTime>,
    pub standing: Standing,
    pub rules_version: i32,
    /// SHA-256 of the canonical entry, in hexadecimal.
    pub content_hash: String,
    pub key_id: String,
}

/// A receipt as it is handed out: the payload and its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReceipt {
    pub payload: ReceiptPayload,
    /// Ed25519, 128 hexadecimal digits.
    pub signature: String,
}

/// Why a text is no receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptTextProblem {
    #[error("the text does not start with {FORMAT}")]
    UnknownFormat,
    #[error("the line {0:?} is missing or misplaced")]
    MissingLine(&'static str),
    #[error("the value of {0:?} cannot be read")]
    BadValue(&'static str),
}

/// The names of the lines, in order.
const LINES: [&str; 8] = ["number", "edition", "submitted", "deadline", "standing", "rules", "content", "key"];

impl ReceiptPayload {
    /// The bytes that are signed.
    pub fn text(&self) -> String {
        let moment = |at: OffsetDateTime| at.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default();
        let standing = match self.standing {
            Standing::OnTime => "on-time",
            Standing::Late => "late",
        };
        let values = [
            self.number.clone(),
            self.edition.clone(),
            moment(self.submitted_at),
            self.deadline.map_or_else(|| "none".to_owned(), moment),
            standing.to_owned(),
            self.rules_version.to_string(),
            format!("sha256:{}", self.content_hash),
            format!("ed25519:{}", self.key_id),
        ];
        let lines = LINES.iter().zip(values).map(|(name, value)| format!("{name}: {value}\n"));
        std::iter::once(format!("{FORMAT}\n")).chain(lines).collect()
    }

    fn parse<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Result<Self, ReceiptTextProblem> {
        if lines.next().map(str::trim) != Some(FORMAT) {
            return Err(ReceiptTextProblem::UnknownFormat);
        }
        let mut values = [""; LINES.len()];
        for (name, value) in LINES.into_iter().zip(&mut values) {
            *value = line_value(lines.next(), name)?;
        }
        let [number, edition, submitted, deadline, standing, rules, content, key] = values;
        let moment =
            |text: &str, name| OffsetDateTime::parse(text, &Rfc3339).map_err(|_| ReceiptTextProblem::BadValue(name));
        Ok(Self {
            number: number.to_owned(),
            edition: edition.to_owned(),
            submitted_at: moment(submitted, "submitted")?,
            deadline: match deadline {
                "none" => None,
                text => Some(moment(text, "deadline")?),
            },
            standing: match standing {
                "on-time" => Standing::OnTime,
                "late" => Standing::Late,
                _ => return Err(ReceiptTextProblem::BadValue("standing")),
            },
            rules_version: rules.parse().map_err(|_| ReceiptTextProblem::BadValue("rules"))?,
            content_hash: content.strip_prefix("sha256:").ok_or(ReceiptTextProblem::BadValue("content"))?.to_owned(),
            key_id: key.strip_prefix("ed25519:").ok_or(ReceiptTextProblem::BadValue("key"))?.to_owned(),
        })
    }
}

impl SignedReceipt {
    /// The receipt as a text file.
    pub fn text(&self) -> String {
        format!("{}signature: {}\n", self.payload.text(), self.signature)
    }

    /// Reads a receipt that was pasted or uploaded; blanks around lines and empty lines do not count.
    pub fn parse(text: &str) -> Result<Self, ReceiptTextProblem> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let payload = ReceiptPayload::parse(&mut lines)?;
        let signature = line_value(lines.next(), "signature")?.to_owned();
        Ok(Self { payload, signature })
    }
}

fn line_value<'a>(line: Option<&'a str>, name: &'static str) -> Result<&'a str, ReceiptTextProblem> {
    line.and_then(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .map(str::trim)
        .ok_or(ReceiptTextProblem::MissingLine(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn receipt() -> SignedReceipt {
        let payload = ReceiptPayload {
            number: "TTN-2027-0147".to_owned(),
            edition: "ttn-2027".to_owned(),
            submitted_at: datetime!(2027-06-30 14:58:07 +7),
            deadline: Some(datetime!(2027-06-30 17:00 +7)),
            standing: Standing::OnTime,
            rules_version: 1,
            content_hash: "ab".repeat(32),
            key_id: "0123456789abcdef".to_owned(),
        };
        SignedReceipt { payload, signature: "cd".repeat(64) }
    }

    #[test]
    fn a_receipt_reads_back_however_it_was_pasted() {
        let text = receipt().text();
        assert!(text.contains("submitted: 2027-06-30T07:58:07Z\n"), "{text}");
        let back = SignedReceipt::parse(&text).unwrap();
        assert_eq!(back.payload.text(), receipt().payload.text());
        assert_eq!(back.signature, receipt().signature);
        let pasted = format!("\r\n  {}\r\n", text.replace('\n', "  \r\n\r\n"));
        assert_eq!(SignedReceipt::parse(&pasted).unwrap().text(), text);
    }

    #[test]
    fn what_is_no_receipt() {
        let text = receipt().text();
        let table = [
            (String::new(), ReceiptTextProblem::UnknownFormat),
            (text.replace("/1", "/9"), ReceiptTextProblem::UnknownFormat),
            (text.replace("rules: 1\n", ""), ReceiptTextProblem::MissingLine("rules")),
            (text.replace("rules: 1", "rules: một"), ReceiptTextProblem::BadValue("rules")),
            (text.replace("on-time", "early"), ReceiptTextProblem::BadValue("standing")),
            (receipt().payload.text(), ReceiptTextProblem::MissingLine("signature")),
        ];
        for (text, expected) in table {
            assert_eq!(SignedReceipt::parse(&text), Err(expected), "{text}");
        }
    }
}
