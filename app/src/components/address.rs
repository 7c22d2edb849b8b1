//! Changing one value in the query of an address and keeping the rest: pages of a list, sorting, filters.

/// The address with `key` set to `value`, or without it. Values are encoded; the other pairs stay as they are.
pub fn with_query(address: &str, key: &str, value: Option<&str>) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let name = |pair: &&str| pair.split('=').next() != Some(key);
    let mut pairs: Vec<String> =
        query.split('&').filter(|pair| !pair.is_empty()).filter(name).map(str::to_owned).collect();
    if let Some(value) = value {
        pairs.push(format!("{key}={}", encoded(value)));
    }
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The raw value of `key` in the query of an address.
pub fn query_value<'a>(address: &'a str, key: &str) -> Option<&'a str> {
    let (_, query) = address.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// A value as it may stand in a query.
pub fn encoded(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_changes_and_the_others_stay() {
        let table = [
            ("/a", "trang", Some("2"), "/a?trang=2"),
            ("/a?loc=x%20y&trang=1", "trang", Some("2"), "/a?loc=x%20y&trang=2"),
            ("/a?trang=1", "trang", None, "/a"),
            ("/a?q=1&trang=3&s=2", "trang", None, "/a?q=1&s=2"),
            ("/a", "q", Some("Ấ&b"), "/a?q=%E1%BA%A4%26b"),
        ];
        for (address, key, value, expected) in table {
            assert_eq!(with_query(address, key, value), expected);
        }
    }

    #[test]
    fn a_value_is_found_by_its_whole_name() {
        assert_eq!(query_value("/a?xsap=1&sap=-ten", "sap"), Some("-ten"));
        assert_eq!(query_value("/a", "sap"), None);
    }
}
