//! What stands in each section of the rules.

use serde::{Deserialize, Serialize};

/// One page of the rules editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesSection {
    Dates,
    Fields,
    Eligibility,
    Questions,
    Dossier,
    Rounds,
    Combination,
    Prizes,
    Notice,
    Prose,
}

/// How a value is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Area,
    /// One item a line.
    Lines,
    /// Tie-breaks, one a line; a bare word is a criterion.
    TieBreaks,
    /// Words separated by commas.
    Words,
    Whole {
        max: u64,
    },
    Money,
    Points,
    Share,
    Tick,
    Choice(&'static [&'static str]),
    Checks(&'static [&'static str]),
    Date,
    Instant,
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub key: &'static str,
    pub kind: Kind,
    pub required: bool,
}

/// A part of a section.
#[derive(Clone, Copy, Debug)]
pub enum Node {
    Value(Spec),
    /// Values that belong together; an optional group is absent when all of it is empty.
    Group {
        key: &'static str,
        nodes: &'static [Node],
        optional: bool,
    },
    /// A group whose kind decides which of its values are needed; without a kind it is absent.
    Variant {
        key: &'static str,
        kinds: &'static [&'static str],
        needs: fn(&str) -> &'static [&'static str],
        nodes: &'static [Node],
        optional: bool,
    },
    /// Rows. Coded rows keep their code for ever; fixed rows are neither added nor removed here.
    List {
        key: &'static str,
        nodes: &'static [Node],
        coded: bool,
        fixed: bool,
    },
}

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

const DATES: &[Node] = &[group(
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

const FIELDS: &[Node] = &[
    value("work_word", Kind::Choice(&["product", "work", "solution", "project", "initiative"]), true),
    rows("fields", NAMED),
    rows("groups", NAMED),
];

const ELIGIBILITY: &[Node] = &[
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

const QUESTIONS: &[Node] = &[rows(
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

const DOSSIER: &[Node] = &[rows(
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
    value("step", Kind::Points, true),
    Node::List { key: "bands", nodes: BANDS, coded: false, fixed: false },
];

const ROUNDS: &[Node] = &[rows(
    "rounds",
    &[
        value("name", Kind::Line, true),
        value("judges_per_entry", SMALL, true),
        value("min_sheets", SMALL, true),
        value("blind", Kind::Tick, false),
        rows("rubric", RUBRIC),
    ],
)];

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

const COMBINATION: &[Node] = &[
    Node::List {
        key: "rounds",
        nodes: &[
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

const PRIZES: &[Node] = &[rows(
    "prizes",
    &[
        value("name", Kind::Line, true),
        value("kind", Kind::Choice(&["ranked", "tag"]), true),
        value("cap", Kind::Whole { max: 10_000 }, false),
        value("cap_scope", Kind::Choice(&["edition", "field", "field_or_group"]), true),
        optional_group("band", &[value("low", Kind::Points, true), value("high", Kind::Points, true)]),
        value("amount_vnd", Kind::Money, false),
    ],
)];

const NOTICE: &[Node] = &[group(
    "notice",
    &[
        value("days", Kind::Whole { max: 365 }, true),
        value("unit", Kind::Choice(&["calendar_day", "working_day"]), true),
    ],
)];

const PROSE: &[Node] = &[value("prose", Kind::Area, false)];

impl RulesSection {
    /// Every section, in the order in which rules are written.
    pub const ALL: [Self; 10] = [
        Self::Dates,
        Self::Fields,
        Self::Eligibility,
        Self::Questions,
        Self::Dossier,
        Self::Rounds,
        Self::Combination,
        Self::Prizes,
        Self::Notice,
        Self::Prose,
    ];

    /// What stands in it.
    pub fn nodes(self) -> &'static [Node] {
        match self {
            Self::Dates => DATES,
            Self::Fields => FIELDS,
            Self::Eligibility => ELIGIBILITY,
            Self::Questions => QUESTIONS,
            Self::Dossier => DOSSIER,
            Self::Rounds => ROUNDS,
            Self::Combination => COMBINATION,
            Self::Prizes => PRIZES,
            Self::Notice => NOTICE,
            Self::Prose => PROSE,
        }
    }

    /// The word in its address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Dates => "thoi-gian",
            Self::Fields => "linh-vuc",
            Self::Eligibility => "doi-tuong",
            Self::Questions => "cau-hoi",
            Self::Dossier => "ho-so",
            Self::Rounds => "vong-cham",
            Self::Combination => "tinh-diem",
            Self::Prizes => "giai-thuong",
            Self::Notice => "cong-khai",
            Self::Prose => "loi-van",
        }
    }

    /// The section of an address word.
    pub fn from_address(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.address() == word)
    }

    /// The section in which the value at this path (of a value or of its mark) is edited.
    pub fn of_path(path: &str) -> Option<Self> {
        let mut steps = path.split('.');
        let section = match steps.next()? {
            "dates" => Self::Dates,
            "work_word" | "fields" | "groups" => Self::Fields,
            "eligibility" | "team" => Self::Eligibility,
            "questions" => Self::Questions,
            "dossier" => Self::Dossier,
            "rounds" => match steps.nth(1) {
                Some("combine" | "outlier" | "ranking" | "pass") => Self::Combination,
                _ => Self::Rounds,
            },
            "final_score" => Self::Combination,
            "prizes" => Self::Prizes,
            "notice" => Self::Notice,
            "prose" => Self::Prose,
            _ => return None,
        };
        Some(section)
    }
}
