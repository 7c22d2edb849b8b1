//! What stands in each section of the rules.

use super::schema::{Kind, Node, Spec};

const fn value(key: &'static str, kind: Kind, required: bool) -> Node {
    Node::Value(Spec { key, kind, required })
}

const fn rows(key: &'static str, nodes: &'static [Node]) -> Node {
    Node::List { key, nodes, coded: true, fixed: false }
}

const fn group(key: &'static str, nodes: &'static [Node]) -> Node {
    Node::Group { key, nodes, optional: false }
}

const fn optional_group(key: &'static str, nodes: &'static [Node]) -> Node {
    Node::Group { key, nodes, optional: true }
}

const SMALL: Kind = Kind::Whole { max: 100 };

pub(super) const DATES: &[Node] = &[group(
    "dates",
    &[
        value("opens_at", Kind::Instant, false),
        value("closes_at", Kind::Instant, false),
        value("judged_by", Kind::Instant, false),
        Node::List {
            key: "milestones",
            nodes: &[value("label", Kind::Line, true), value("day", Kind::Date, true)],
            coded: false,
            fixed: false,
        },
    ],
)];

const NAMED: &[Node] = &[value("name", Kind::Line, true)];

pub(super) const FIELDS: &[Node] = &[
    value("work_word", Kind::Choice(&["product", "work", "solution", "project", "initiative"]), true),
    rows("fields", NAMED),
    rows("groups", NAMED),
];

pub(super) const ELIGIBILITY: &[Node] = &[
    group(
        "eligibility",
        &[
            optional_group("birth_window", &[value("from", Kind::Date, true), value("to", Kind::Date, true)]),
            value("younger_welcome", Kind::Tick, false),
            value("article", Kind::Line, false),
            value("entries_per_author", SMALL, false),
            value("in_province", Kind::Tick, false),
        ],
    ),
    group(
        "team",
        &[
            value("min", SMALL, true),
            value("max", SMALL, true),
            value("shares", Kind::Tick, false),
            value("same_school", Kind::Tick, false),
            value("instructors_max", SMALL, true),
            value("unit_confirms", Kind::Tick, false),
        ],
    ),
];

pub(super) const QUESTIONS: &[Node] = &[rows(
    "questions",
    &[
        value("label", Kind::Line, true),
        value("guidance", Kind::Area, false),
        value("section", Kind::Choice(&["about", "description", "declarations"]), true),
        value(
            "kind",
            Kind::Choice(&[
                "line", "text", "date", "choice", "commune", "unit", "phone", "email", "address", "number", "money",
                "tick",
            ]),
            true,
        ),
        value("required", Kind::Tick, false),
        value("identifying", Kind::Tick, false),
        value("max_chars", Kind::Whole { max: 100_000 }, false),
        value("options", Kind::Lines, false),
    ],
)];

pub(super) const DOSSIER: &[Node] = &[rows(
    "dossier",
    &[
        value("name", Kind::Line, true),
        value("guidance", Kind::Area, false),
        value("kind", Kind::Choice(&["file", "form", "consent", "confirmation", "physical"]), true),
        value("required", Kind::Tick, false),
        value("formats", Kind::Checks(&["pdf", "jpg", "png", "webp", "docx", "mp4", "zip"]), false),
        value("min_count", SMALL, true),
        value("max_count", SMALL, true),
        value("max_mb", Kind::Whole { max: 2_000 }, true),
        value("per_author", Kind::Tick, false),
        value("restricted", Kind::Tick, false),
        value("open_rounds_only", Kind::Tick, false),
        value("only_fields", Kind::Words, false),
    ],
)];

const BANDS: &[Node] = &[
    value("label", Kind::Line, true),
    value("low", Kind::Points, true),
    value("high", Kind::Points, true),
    value("description", Kind::Line, false),
];

const RUBRIC: &[Node] = &[
    value("name", Kind::Line, true),
    value("guidance", Kind::Area, false),
    value("max", Kind::Points, true),
    value("step", Kind::Points, false),
    value("factor", Kind::Points, false),
    Node::List { key: "bands", nodes: BANDS, coded: false, fixed: false },
];

pub(super) const ROUNDS: &[Node] = &[rows(
    "rounds",
    &[
        value("name", Kind::Line, true),
        decides(&[
            value("judges_per_entry", SMALL, true),
            value("min_sheets", SMALL, true),
            value("blind", Kind::Tick, false),
            rows("rubric", RUBRIC),
        ]),
    ],
)];

/// What decides on the entries of a round. A part stands on one of two pages; the other's parts stay as they are.
const fn decides(nodes: &'static [Node]) -> Node {
    Node::Variant { key: "decides", kinds: &["scores"], needs: decides_needs, nodes, optional: false }
}

fn decides_needs(kind: &str) -> &'static [&'static str] {
    match kind {
        "scores" => &["judges_per_entry", "min_sheets", "blind", "rubric", "combine", "outlier", "ranking"],
        _ => &[],
    }
}

/// What a rule on who passes needs beside its kind.
fn pass_needs(kind: &str) -> &'static [&'static str] {
    match kind {
        "min_mean" => &["min"],
        "top_n" => &["n"],
        "top_share" => &["share"],
        "top_share_or_min_mean" => &["share", "min"],
        _ => &[],
    }
}

fn final_score_needs(kind: &str) -> &'static [&'static str] {
    match kind {
        "weighted" => &["preliminary", "last"],
        _ => &[],
    }
}

const SHEETS_TO_RANKS: &[Node] = &[
    group(
        "combine",
        &[
            value("order", Kind::Choice(&["sheet", "criterion"]), true),
            value("method", Kind::Choice(&["mean", "median", "trimmed_mean"]), true),
            value("trim_low", SMALL, true),
            value("trim_high", SMALL, true),
        ],
    ),
    group(
        "outlier",
        &[
            value("mode", Kind::Choice(&["off", "flag", "drop_once"]), true),
            value("points", Kind::Points, false),
            value("percent", Kind::Points, false),
        ],
    ),
    group("ranking", &[value("tie_break", Kind::TieBreaks, false)]),
];

pub(super) const COMBINATION: &[Node] = &[
    Node::List {
        key: "rounds",
        nodes: &[
            decides(SHEETS_TO_RANKS),
            Node::Variant {
                key: "pass",
                kinds: &["min_mean", "top_n", "top_share", "top_share_or_min_mean"],
                needs: pass_needs,
                nodes: &[
                    value("min", Kind::Points, true),
                    value("n", Kind::Whole { max: 100_000 }, true),
                    value("share", Kind::Share, true),
                ],
                optional: true,
            },
            value("moves_up", Kind::Tick, false),
        ],
        coded: true,
        fixed: true,
    },
    Node::Variant {
        key: "final_score",
        kinds: &["final_only", "weighted"],
        needs: final_score_needs,
        nodes: &[value("preliminary", Kind::Points, true), value("last", Kind::Points, true)],
        optional: false,
    },
];

pub(super) const PRIZES: &[Node] = &[rows(
    "prizes",
    &[
        value("name", Kind::Line, true),
        value("kind", Kind::Choice(&["ranked", "tag"]), true),
        value("cap", Kind::Whole { max: 10_000 }, false),
        value("cap_scope", Kind::Choice(&["edition", "field", "field_or_group"]), true),
        optional_group("band", &[value("low", Kind::Points, true), value("high", Kind::Points, true)]),
        value("amount_vnd", Kind::Money, false),
        value("seal", Kind::Choice(&["special", "first", "second", "third", "merit"]), false),
    ],
)];

pub(super) const NOTICE: &[Node] = &[group(
    "notice",
    &[
        value("days", Kind::Whole { max: 365 }, true),
        value("unit", Kind::Choice(&["calendar_day", "working_day"]), true),
    ],
)];

pub(super) const LEGAL_BASES: &[Node] = &[rows(
    "legal_bases",
    &[
        value("name", Kind::Area, true),
        value("kind", Kind::Choice(&["competence", "content"]), true),
        value("rank", Kind::Choice(&["law", "decree", "prime_minister", "circular", "province", "other"]), true),
        value("valid_from", Kind::Date, false),
        value("valid_to", Kind::Date, false),
        value("complete", Kind::Tick, false),
    ],
)];

pub(super) const PROSE: &[Node] = &[value("prose", Kind::Area, false)];
