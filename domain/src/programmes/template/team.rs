//! How authors team up, as a template proposes it.

use serde_json::Value;

use super::source::{Marks, list, marked_flag, marked_number, text, whole};
use crate::programmes::rules::TeamRule;

pub(super) fn team(value: &Value, marks: &mut Marks) -> TeamRule {
    let team = &value["team"];
    TeamRule {
        min: marked_number(&team["min"], 1, "team.min", marks),
        max: marked_number(&team["max"], 5, "team.max", marks),
        shares: marked_flag(&team["contribution_percent_required"], true, "team.shares", marks),
        same_school: marked_flag(&team["same_school_required"], false, "team.same_school", marks),
        instructors_max: instructors(value, marks),
        unit_confirms: unit_confirms(value, marks),
    }
}

fn instructors(value: &Value, marks: &mut Marks) -> u32 {
    let path = "team.instructors_max";
    let per_entry = &value["eligibility"]["instructor_max_per_entry"];
    let of_team = &value["team"]["instructors"];
    if let Some(count) = whole(&per_entry["value"]) {
        marks.of(path, per_entry);
        return count;
    }
    if let Some(count) = whole(&of_team["value"]["max"]) {
        marks.of(path, of_team);
        return count;
    }
    let asked = list(value, "form_fields").iter().find(|field| text(field, "code").starts_with("instructor"));
    match asked {
        Some(field) => marks.of(path, field),
        None => marks.proposed(path, ""),
    }
    u32::from(asked.is_some())
}

/// A unit confirms when the dossier or the form asks for its confirmation.
fn unit_confirms(value: &Value, marks: &mut Marks) -> bool {
    let by_dossier = list(value, "dossier_items")
        .iter()
        .find(|item| matches!(text(item, "code").as_str(), "unit_confirmation" | "unit_letter" | "form_1b"));
    let by_form = list(value, "form_fields").iter().find(|field| text(field, "type") == "confirmation");
    match by_dossier.or(by_form) {
        Some(asked) => marks.of("team.unit_confirms", asked),
        None => marks.proposed("team.unit_confirms", ""),
    }
    by_dossier.or(by_form).is_some()
}
