//! `vinhdanh assign`: the best assignment of judges to entries, from an instance file to an answer file.

use domain::judging::assignment::{Instance, assign_judges};
use domain::text::{alike_codes, clean_code};

/// Reads an instance (JSON), writes the answer (JSON, one line); or every problem, one line each.
pub fn assign(instance: &str) -> Result<String, Vec<String>> {
    let text = instance.trim_start_matches('\u{feff}');
    let instance: Instance = serde_json::from_str(text).map_err(malformed)?;
    let alike = alike_in(text, &instance);
    if !alike.is_empty() {
        return Err(alike);
    }
    let instance = instance.with_clean_codes().map_err(|twice| vec![twice.to_string()])?;
    let answer =
        assign_judges(&instance).map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let json = serde_json::to_string(&answer).map_err(|err| vec![err.to_string()])?;
    Ok(json + "\n")
}

/// Codes of one list that read the same and are not, with the lines on which they stand first.
fn alike_in(text: &str, instance: &Instance) -> Vec<String> {
    let lists = [("entries", &instance.entries), ("judges", &instance.judges)];
    let alike = lists.into_iter().flat_map(|(name, codes)| {
        let clean: Vec<(String, u64)> = codes.iter().map(|code| (clean_code(code), line_of(text, code))).collect();
        let found = alike_codes(clean.iter().map(|(code, line)| (code.as_str(), *line)));
        found.into_iter().map(move |two| format!("{name}: {two}"))
    });
    alike.collect()
}

/// The line on which a code stands first, as JSON writes it plainly; 1 when it is written with escapes.
fn line_of(text: &str, code: &str) -> u64 {
    let quoted = serde_json::to_string(code).unwrap_or_default();
    let place = text.find(&quoted).unwrap_or_default();
    let before = text.as_bytes()[..place].iter().filter(|byte| **byte == b'\n');
    before.count() as u64 + 1
}

/// The message of `serde_json` names the line and the column.
fn malformed(err: serde_json::Error) -> Vec<String> {
    vec![format!("the instance cannot be read: {err}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_has_the_published_form() {
        let instance = r#"{"name":"two","k":1,"entries":["E1","E2"],"judges":["J1","J2"],"caps":{},"balanced":true,
            "conflicts":[["E1","J1"]],"must":[],"prefs":{"E2":{"J1":-4}}}"#;
        let expected = r#"{"assignments":[["E1","J2"],["E2","J1"]],"objective":-4,"loads":{"J1":1,"J2":1}}"#;
        assert_eq!(assign(instance), Ok(format!("{expected}\n")));
    }

    #[test]
    fn every_problem_is_a_line_of_its_own() {
        let instance =
            r#"{"k":1,"entries":["E1"],"judges":["J1"],"balanced":false,"conflicts":[["E2","J1"],["E1","J2"]]}"#;
        let problems = assign(instance).unwrap_err();
        assert_eq!(
            problems,
            [
                "conflicts names entry E2, which is not in the list of entries",
                "conflicts names judge J2, who is not in the list of judges",
            ]
        );
    }

    #[test]
    fn a_slip_in_the_file_names_its_line() {
        let problems = assign("{\n\"k\": \"three\"}").unwrap_err();
        assert!(problems[0].contains("line 2"), "{problems:?}");
    }

    #[test]
    fn codes_that_read_the_same_are_refused_with_their_lines_and_normal_forms_are_one() {
        let alike = "{\"k\":1,\"balanced\":true,\n\"entries\":[\"E1\",\n\"e1\"],\n\"judges\":[\"J1\",\"J1\u{200b}\"]}";
        let problems = assign(alike).unwrap_err();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].contains("(line 2)") && problems[0].contains("(line 3)"), "{problems:?}");
        assert!(problems[1].starts_with("judges") && problems[1].contains("line 4"), "{problems:?}");
        let forms = "{\"k\":1,\"balanced\":true,\"entries\":[\"M\u{1ef9}\"],\"judges\":[\"J1\",\"J2\"],\"conflicts\":[[\"My\u{303}\",\"J1\"]]}";
        assert!(assign(forms).unwrap().contains("\"M\u{1ef9}\",\"J2\""));
        let twice = "{\"k\":1,\"balanced\":true,\"entries\":[\"M\u{1ef9}\",\"My\u{303}\"],\"judges\":[\"J1\"]}";
        assert!(assign(twice).unwrap_err()[0].contains("listed twice"));
        let with_mark = include_str!("../../tests/field/assign-bom.json");
        assert!(assign(with_mark).is_ok());
    }

    #[test]
    fn a_misspelt_field_and_a_repeated_code_are_refused() {
        let misspelt = r#"{"k":1,"entries":[],"judges":[],"balanced":false,"conflict":[]}"#;
        assert!(assign(misspelt).unwrap_err()[0].contains("unknown field `conflict`"));
        let repeated = r#"{"k":1,"entries":["E1"],"judges":["J1"],"balanced":false,"prefs":{"E1":{"J1":1,"J1":2}}}"#;
        assert!(assign(repeated).unwrap_err()[0].contains("`J1` is given twice"));
    }
}
