//! Everything that can be read in an answer: as it is, unescaped, decoded, unpacked, and looked into.

use std::io::Read;

use super::browser::Answer;
use super::html::unescape;

/// Every reading of an answer's headers and body.
pub fn readings(answer: &Answer) -> Vec<String> {
    let headers: Vec<String> = answer.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let mut found = of_text(&headers.join("\n"));
    found.extend(of_bytes(&answer.bytes));
    found
}

/// Every reading of a file.
pub fn of_bytes(bytes: &[u8]) -> Vec<String> {
    let mut found = of_text(&String::from_utf8_lossy(bytes));
    if std::str::from_utf8(bytes).is_err() {
        found.push(bytes.iter().map(|byte| char::from(*byte)).collect());
        for start in [0, 1] {
            found.push(wide(&bytes[start.min(bytes.len())..], u16::from_be_bytes));
            found.push(wide(&bytes[start.min(bytes.len())..], u16::from_le_bytes));
        }
    }
    if bytes.starts_with(b"PK") {
        found.extend(inside_zip(bytes));
    }
    if bytes.starts_with(b"%PDF") {
        found.extend(inside_pdf(bytes));
    }
    found
}

fn of_text(text: &str) -> Vec<String> {
    let percent: String =
        form_urlencoded::parse(text.replace(['&', '='], " ").as_bytes()).map(|(name, _)| name.into_owned()).collect();
    vec![text.to_owned(), unescape(text), percent, encoded_parts(text)]
}

fn wide(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// What long words say when they are base64 or hexadecimal.
fn encoded_parts(text: &str) -> String {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
    let words = text.split(|c| !is_sign(c)).filter(|word| word.len() >= 12);
    let decoded = words.flat_map(|word| {
        let hex = hex::decode(word).unwrap_or_default();
        [base64(word), hex].map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    });
    decoded.collect::<Vec<_>>().join("\n")
}

fn base64(word: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for byte in word.bytes() {
        held = held << 6 | u32::from(value(byte));
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

fn inside_zip(bytes: &[u8]) -> Vec<String> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return vec![];
    };
    let mut found = Vec::new();
    for place in 0..archive.len() {
        let mut member = archive.by_index(place).expect("a member");
        let mut content = Vec::new();
        let name = member.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        member.read_to_end(&mut content).expect("its content");
        found.push(name);
        found.extend(of_bytes(&content));
    }
    found
}

/// Every string of a PDF, and every stream unpacked.
fn inside_pdf(bytes: &[u8]) -> Vec<String> {
    let Ok(document) = lopdf::Document::load_mem(bytes) else {
        return vec![];
    };
    let mut found = Vec::new();
    let objects = document.objects.values();
    for object in objects.chain([&lopdf::Object::Dictionary(document.trailer.clone())]) {
        inside_object(object, &mut found);
    }
    found
}

fn inside_object(object: &lopdf::Object, found: &mut Vec<String>) {
    use lopdf::Object;
    let inside = |dictionary: &lopdf::Dictionary, found: &mut Vec<String>| {
        for (key, value) in dictionary {
            found.push(String::from_utf8_lossy(key).into_owned());
            inside_object(value, found);
        }
    };
    match object {
        Object::String(text, _) => {
            found.push(String::from_utf8_lossy(text).into_owned());
            found.push(wide(text, u16::from_be_bytes));
        }
        Object::Name(name) => found.push(String::from_utf8_lossy(name).into_owned()),
        Object::Array(items) => items.iter().for_each(|item| inside_object(item, found)),
        Object::Dictionary(dictionary) => inside(dictionary, found),
        Object::Stream(stream) => {
            inside(&stream.dict, found);
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            found.push(String::from_utf8_lossy(&content).into_owned());
        }
        _ => {}
    }
}

#[test]
fn what_is_encoded_is_read_too() {
    let table =
        ["VmV0eGFuaCBhYQ==", "7665747861_6e68 7665747861_6e68".replace('_', "").as_str(), "vet%78anh", "ve&#116;xanh"]
            .map(str::to_owned);
    for text in table {
        let found = of_text(&text).join(" ");
        assert!(found.to_lowercase().contains("vetxanh"), "{text}: {found}");
    }
}
