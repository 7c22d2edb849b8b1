//! Whether an address that came from outside leads to a page of this portal. Browsers drop tabs and line ends, read `\` as
//! `/`, and take `//host` for another site: what they could read otherwise than we do is not local.

/// The longest local address, in bytes.
const LONGEST: usize = 2_000;

/// True for a path of this portal, with or without a query.
pub fn is_local(path: &str) -> bool {
    let plain = path.len() <= LONGEST && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let way = path.split(['?', '#']).next().unwrap_or_default();
    plain && way.starts_with('/') && !names_host(way) && !hides_control(way)
}

/// The path if it is local; otherwise the home page.
pub fn local_or_home(path: &str) -> &str {
    if is_local(path) { path } else { "/" }
}

/// `//host`, also once a proxy has decoded it or walked its dots: no page of ours has an empty first part.
fn names_host(way: &str) -> bool {
    let mut rest = &way[1..];
    loop {
        let part = rest.split('/').next().unwrap_or_default();
        match part.to_ascii_lowercase().replace("%2e", ".").as_str() {
            "" => return rest.starts_with('/'),
            "." | ".." => match rest.get(part.len() + 1..) {
                Some(next) => rest = next,
                None => return false,
            },
            other => return other.starts_with("%2f") || other.starts_with("%5c"),
        }
    }
}

/// `%09` and its like.
fn hides_control(way: &str) -> bool {
    way.split('%').skip(1).any(|after| {
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        code.is_some_and(|byte| byte.is_ascii_control())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    const HERE: &str = "https://thi.vi-du.example/dang-nhap";

    #[test]
    fn nobody_is_sent_to_another_site() {
        let table = [
            ("/", true),
            ("/ho-so/12?phan=3", true),
            ("/ho-so/12#tac-gia", true),
            ("/ket-qua?q=a%0Ab//c", true),
            ("/dang-nhap?ve=%2Fho-so", true),
            ("", false),
            ("ho-so", false),
            ("?phan=3", false),
            ("//la.example", false),
            ("///la.example", false),
            ("/\\la.example", false),
            ("\\/la.example", false),
            ("/\t/la.example", false),
            ("\t//la.example", false),
            ("/\n/la.example", false),
            ("/a\r\nset-cookie:x", false),
            (" /ho-so", false),
            ("/%2f/la.example", false),
            ("/%2Fla.example", false),
            ("/%5Cla.example", false),
            ("/%09/la.example", false),
            ("/.//la.example", false),
            ("/..//la.example", false),
            ("/%2e//la.example", false),
            ("/./%2fla.example", false),
            ("https://la.example/", false),
            ("https:la.example", false),
            ("javascript:alert(1)", false),
            ("/hồ-sơ", false),
        ];
        for (raw, expected) in table {
            assert_eq!(is_local(raw), expected, "{raw:?}");
            assert_eq!(local_or_home(raw) == raw, expected || raw == "/", "{raw:?}");
        }
        assert!(!is_local(&format!("/{}", "a".repeat(LONGEST))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn a_browser_stays_here_on_every_local_path(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("/"), Just("\\"), Just("\t"), Just("\n"), Just("."), Just(".."), Just("%2f"), Just("%2F"), Just("%5c"),
                    Just("%2e"), Just("%09"), Just("la.example"), Just("@"), Just(":"), Just("?"), Just("#"), Just(" "),
                    Just("https:"), Just("ho-so"), Just("\u{FF0F}"), Just("\u{0}"),
                ],
                0..8,
            ),
            rooted in any::<bool>(),
        ) {
            let raw = format!("{}{}", if rooted { "/" } else { "" }, parts.concat());
            if is_local(&raw) {
                let here = Url::parse(HERE).expect("an address");
                let there = here.join(&raw).expect("a browser can read it");
                prop_assert_eq!(there.origin(), here.origin(), "{:?}", raw);
                // What a page shows of its own address may become a link again, in either language.
                let again = here.join(there.path()).expect("a browser can read it");
                prop_assert_eq!(again.origin(), here.origin(), "{:?}", raw);
                let english = here.join(&format!("/en{raw}")).expect("a browser can read it");
                prop_assert_eq!(english.origin(), here.origin(), "{:?}", raw);
            }
        }
    }
}
