//! The prize table of a template.

use serde_json::Value;

use super::source::{Marks, list, text, whole};
use crate::numbers::Points;
use crate::results::{Band, CapScope, Prize, PrizeKind};

/// The levels that are allocated down the ranking; every other prize is given by hand.
const RANKED: [&str; 6] = ["special", "first", "second", "third", "fourth", "encouragement"];

pub(super) fn prizes(value: &Value, marks: &mut Marks) -> Vec<Prize> {
    list(value, "prizes").iter().map(|item| prize(item, marks)).collect()
}

fn prize(item: &Value, marks: &mut Marks) -> Prize {
    let code = text(item, "code");
    let ranked = RANKED.contains(&code.as_str());
    marks.of(format!("prizes.{code}"), item);
    Prize {
        name: text(item, "name_vi"),
        kind: if ranked { PrizeKind::Ranked } else { PrizeKind::Tag },
        cap: whole(&item["cap"]),
        cap_scope: match text(item, "cap_scope").as_str() {
            "field" => CapScope::Field,
            "board" | "field_or_group" => CapScope::FieldOrGroup,
            _ => CapScope::Edition,
        },
        band: band(&item["band"]),
        amount_vnd: item["amount_vnd"].as_u64(),
        code,
    }
}

/// Bands of templates already include their low and exclude their high end, as ours do.
fn band(band: &Value) -> Option<Band> {
    Some(Band { low: points(&band[0])?, high: points(&band[1])? })
}

fn points(value: &Value) -> Option<Points> {
    serde_json::from_value(value.clone()).ok()
}
