//! As much HTML as a crawler needs. Our own pages quote every attribute.

/// A form as it stands in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub posts: bool,
    /// Every field with the value it would be sent with.
    pub fields: Vec<(String, String)>,
    /// The buttons that say something when pressed.
    pub buttons: Vec<(String, String)>,
}

impl Form {
    /// The fields with other values in some; a name that is not there is added.
    pub fn with(&self, values: &[(&str, &str)]) -> Vec<(String, String)> {
        let kept = self.fields.iter().filter(|(name, _)| values.iter().all(|(other, _)| other != name));
        let given = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        kept.cloned().chain(given).collect()
    }

    /// What is sent by each of its buttons.
    pub fn presses(&self) -> Vec<Vec<(String, String)>> {
        if self.buttons.is_empty() {
            return vec![self.fields.clone()];
        }
        let press = |button: &(String, String)| self.fields.iter().chain([button]).cloned().collect();
        self.buttons.iter().map(press).collect()
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// An opening tag.
#[derive(Clone, Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// Where it ends in the page.
    end: usize,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Every address of the portal that a page names, in whatever attribute.
pub fn addresses(html: &str) -> Vec<String> {
    let tags = tags(html);
    let values = tags.iter().flat_map(|tag| tag.attributes.iter().map(|(_, value)| value));
    let local = values.filter(|value| value.starts_with('/') && !value.starts_with("//"));
    local.map(|value| value.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// The forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    let mut selected: Option<(String, bool)> = None;
    for tag in tags(html) {
        if tag.name == "form" {
            found.push(Form {
                action: tag.get("action").unwrap_or_default().to_owned(),
                posts: tag.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
                fields: vec![],
                buttons: vec![],
            });
        }
        let Some(form) = found.last_mut() else { continue };
        let value = tag.get("value").unwrap_or_default().to_owned();
        match (tag.name.as_str(), tag.get("name")) {
            ("input", Some(name)) => {
                let chosen = matches!(tag.get("type"), Some("checkbox" | "radio"));
                if !chosen || tag.get("checked").is_some() {
                    form.fields.push((name.to_owned(), value));
                }
            }
            ("button", Some(name)) => form.buttons.push((name.to_owned(), value)),
            ("textarea", Some(name)) => {
                let text = html[tag.end..].split("</textarea>").next().unwrap_or_default();
                form.fields.push((name.to_owned(), unescape(text)));
            }
            ("select", Some(name)) => selected = Some((name.to_owned(), false)),
            ("option", _) => {
                let is_selected = tag.get("selected").is_some();
                match &mut selected {
                    Some((name, taken)) if !*taken => {
                        form.fields.push((name.clone(), value));
                        *taken = true;
                    }
                    Some((_, taken)) if *taken && is_selected => {
                        if let Some(last) = form.fields.last_mut() {
                            last.1 = value;
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found
}

fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = html[rest..].find('<').map(|at| rest + at) {
        rest = start + 1;
        if html.as_bytes().get(rest).is_some_and(u8::is_ascii_alphabetic) {
            let tag = tag_at(html, rest);
            rest = tag.end;
            found.push(tag);
        }
    }
    found
}

fn tag_at(html: &str, start: usize) -> Tag {
    let bytes = html.as_bytes();
    let word = |from: usize| {
        let mut to = from;
        while to < bytes.len() && !matches!(bytes[to], b' ' | b'\n' | b'\t' | b'>' | b'=' | b'/') {
            to += 1;
        }
        to
    };
    let mut at = word(start);
    let name = html[start..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    while at < bytes.len() && bytes[at] != b'>' {
        if matches!(bytes[at], b' ' | b'\n' | b'\t' | b'/' | b'=') {
            at += 1;
            continue;
        }
        let end = word(at);
        let key = html[at..end].to_ascii_lowercase();
        at = end.max(at + 1);
        if bytes.get(at) == Some(&b'=') && bytes.get(at + 1) == Some(&b'"') {
            let value = html[at + 2..].split('"').next().unwrap_or_default();
            attributes.push((key, unescape(value)));
            at += value.len() + 3;
        } else {
            attributes.push((key, String::new()));
        }
    }
    Tag { name, attributes, end: (at + 1).min(html.len()) }
}

/// Text as it was before it was put into a page.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let sign = after.split_once(';').and_then(|(name, tail)| Some((sign_of(name)?, tail)));
        match sign {
            Some((sign, tail)) => {
                plain.push(sign);
                rest = tail;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn sign_of(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[test]
fn a_page_is_read_as_a_browser_would() {
    let page = "<a href=\"/a?x=1&amp;y=2#z\">x</a><form method=\"post\" action=\"/b\"><input name=\"i\" value=\"1 &lt; 2\">\
                <input type=\"radio\" name=\"r\" value=\"n\"><input type=\"radio\" name=\"r\" value=\"y\" checked>\
                <select name=\"s\"><option value=\"1\"></option><option value=\"2\" selected></option></select>\
                <textarea name=\"t\">a &amp; b</textarea><button name=\"viec\" value=\"luu\">x</button></form>";
    assert_eq!(addresses(page), ["/a?x=1&y=2", "/b"]);
    let owned = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        pairs.collect::<Vec<_>>()
    };
    let form = Form {
        action: "/b".to_owned(),
        posts: true,
        fields: owned(&[("i", "1 < 2"), ("r", "y"), ("s", "2"), ("t", "a & b")]),
        buttons: owned(&[("viec", "luu")]),
    };
    assert_eq!(forms(page), [form]);
}
