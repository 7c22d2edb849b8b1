//! Rows of people that a copy has and the form has not.

/// How many rows are to be added until the copy fits: the rows that both have are of the same people, and those that only
/// the copy has were never stored. None when adding rows does not help.
pub fn missing_rows(copy: &str, form: &str) -> Option<usize> {
    let (copy, form) = (people(copy), people(form));
    let (same, more) = copy.split_at_checked(form.len())?;
    let helps = !more.is_empty() && same == form && more.iter().all(|id| id.is_empty());
    helps.then_some(more.len())
}

/// The number of each row of people, empty for one that is not stored, from the shape of a form.
fn people(shape: &str) -> Vec<&str> {
    let facts = shape.split('&').filter_map(|fact| fact.split_once(':'));
    facts.filter(|(name, _)| name.ends_with("-id")).map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_only_where_that_makes_a_copy_fit() {
        let table = [
            ("tg-1-ten&so:1&tg-1-id:7", "tg-1-ten&so:1&tg-1-id:7", None),
            ("tg-1-ten&tg-2-ten&so:2&tg-1-id:7&tg-2-id:", "tg-1-ten&so:1&tg-1-id:7", Some(1)),
            ("so:4&tg-1-id:7&tg-2-id:&tg-3-id:&tg-4-id:", "so:1&tg-1-id:7", Some(3)),
            ("so:2&tg-1-id:7&tg-2-id:8", "so:1&tg-1-id:7", None),
            ("so:2&tg-1-id:7&tg-2-id:", "so:1&tg-1-id:9", None),
            ("so:1&tg-1-id:7", "so:2&tg-1-id:7&tg-2-id:", None),
            ("ten&don-vi", "ten&linh-vuc", None),
        ];
        for (copy, form, expected) in table {
            assert_eq!(missing_rows(copy, form), expected, "{copy} on {form}");
        }
    }
}
