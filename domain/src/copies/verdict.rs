//! The server's side: may this save be written over what is stored?

/// What the server remembers of a page's last save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSave {
    pub counter: u32,
    /// The mark of the form once it was saved.
    pub mark: String,
}

/// What becomes of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Write,
    /// Nothing changes; it still counts as the page's last save.
    Same,
    /// The page has been saved with this or newer text already.
    Overtaken,
    /// Somebody else saved since: show both versions.
    Stale,
}

/// `stored` and `wanted` are the marks of the form as it is and as it would be; `base` the mark the page was built on (none:
/// nothing is compared); `counter` which save of its page this is (0: a form sent without the program); `own` what is
/// remembered of the same page.
pub fn verdict(stored: &str, wanted: &str, base: Option<&str>, counter: u32, own: Option<&OwnSave>) -> Verdict {
    if own.is_some_and(|own| counter > 0 && counter <= own.counter) {
        return Verdict::Overtaken;
    }
    if stored == wanted {
        return Verdict::Same;
    }
    // An own save is never a foreign one: its answer may be still under way when the next one is sent.
    let follows_own = own.is_some_and(|own| own.mark == stored);
    if follows_own || base.is_none_or(|base| base == stored) { Verdict::Write } else { Verdict::Stale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case() {
        let own = |counter, mark: &str| Some(OwnSave { counter, mark: mark.to_owned() });
        let table = [
            ("built on what is stored", "a", "b", Some("a"), 1, None, Verdict::Write),
            ("nothing to compare", "a", "b", None, 0, None, Verdict::Write),
            ("built on an older one", "b", "c", Some("a"), 1, None, Verdict::Stale),
            ("the same text from elsewhere", "b", "b", Some("a"), 1, None, Verdict::Same),
            ("after an own save whose answer was lost", "b", "c", Some("a"), 2, own(1, "b"), Verdict::Write),
            ("after an own save and a foreign one", "x", "c", Some("a"), 2, own(1, "b"), Verdict::Stale),
            ("an own save again", "b", "b", Some("a"), 1, own(1, "b"), Verdict::Overtaken),
            ("an own save that newer text overtook", "c", "b", Some("a"), 1, own(2, "c"), Verdict::Overtaken),
            ("overtaken, though the text went back", "a", "b", Some("a"), 1, own(2, "a"), Verdict::Overtaken),
            ("pressed twice without the program", "b", "c", Some("a"), 0, own(0, "b"), Verdict::Write),
            ("without the program, after a foreign one", "x", "c", Some("a"), 0, own(0, "b"), Verdict::Stale),
        ];
        for (case, stored, wanted, base, counter, own, expected) in table {
            assert_eq!(verdict(stored, wanted, base, counter, own.as_ref()), expected, "{case}");
        }
    }
}
