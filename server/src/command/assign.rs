//! `vinhdanh assign`: the best assignment of judges to entries, from an instance file to an answer file.

use domain::judging::assignment::{Instance, assign_judges};

/// Reads an instance (JSON), writes the answer (JSON, one line); or every problem, one line each.
pub fn assign(instance: &str) -> Result<String, Vec<String>> {
    let instance: Instance = serde_json::from_str(instance.trim_start_matches('\u{feff}')).map_err(malformed)?;
    let answer =
        assign_judges(&instance).map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let json = serde_json::to_string(&answer).map_err(|err| vec![err.to_string()])?;
    Ok(json + "\n")
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
    fn a_misspelt_field_and_a_repeated_code_are_refused() {
        let misspelt = r#"{"k":1,"entries":[],"judges":[],"balanced":false,"conflict":[]}"#;
        assert!(assign(misspelt).unwrap_err()[0].contains("unknown field `conflict`"));
        let repeated = r#"{"k":1,"entries":["E1"],"judges":["J1"],"balanced":false,"prefs":{"E1":{"J1":1,"J1":2}}}"#;
        assert!(assign(repeated).unwrap_err()[0].contains("`J1` is given twice"));
    }
}
