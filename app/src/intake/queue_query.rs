//! The filter of a list in its address, so that a link shows the same rows to whoever opens it.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::{EditionId, UnitId};
use domain::intake::queue::{QueueFilter, QueueSort};
use domain::intake::unit_desk::UnitFilter;
use domain::paging::PageNumber;

use crate::components::address::encoded;

/// The names in the query.
pub mod key {
    pub const STATE: &str = "trang-thai";
    pub const FIELD: &str = "linh-vuc";
    pub const UNIT_STATE: &str = "xac-nhan";
    pub const UNIT: &str = "don-vi";
    pub const MISSING: &str = "thieu";
    pub const TEXT: &str = "tim";
    pub const SORT: &str = "sap";
    pub const PAGE: &str = "trang";
    pub const EDITION: &str = "ky";
}

const STATES: [(EntryState, &str); 7] = [
    (EntryState::Draft, "nhap"),
    (EntryState::Submitted, "da-nop"),
    (EntryState::Late, "nop-muon"),
    (EntryState::SupplementRequested, "bo-sung"),
    (EntryState::Accepted, "du-dieu-kien"),
    (EntryState::Refused, "khong-du-dieu-kien"),
    (EntryState::Withdrawn, "da-rut"),
];

const UNIT_STATES: [(UnitState, &str); 4] = [
    (UnitState::NotAsked, "chua-gui"),
    (UnitState::Waiting, "cho"),
    (UnitState::Confirmed, "da-xac-nhan"),
    (UnitState::Returned, "tra-lai"),
];

const SORTS: [(QueueSort, &str); 6] = [
    (QueueSort::Oldest, "nop"),
    (QueueSort::Newest, "-nop"),
    (QueueSort::Code, "ma"),
    (QueueSort::CodeDown, "-ma"),
    (QueueSort::Deadline, "han"),
    (QueueSort::DeadlineDown, "-han"),
];

fn word_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

fn value_of<T: Copy>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// The word of a state of an entry.
pub fn state_word(state: EntryState) -> &'static str {
    word_of(&STATES, state)
}

/// The word of a state of a confirmation.
pub fn unit_state_word(state: UnitState) -> &'static str {
    word_of(&UNIT_STATES, state)
}

/// Reads the query of the secretary's list. Words it does not know filter nothing.
pub fn queue_filter(pairs: &[(String, String)]) -> QueueFilter {
    let get = |key: &str| find(pairs, key);
    QueueFilter {
        state: get(key::STATE).and_then(|word| value_of(&STATES, word)),
        field: get(key::FIELD).map(str::to_owned),
        unit_state: get(key::UNIT_STATE).and_then(|word| value_of(&UNIT_STATES, word)),
        unit: get(key::UNIT).and_then(|id| id.parse().ok()).map(UnitId),
        missing: get(key::MISSING).is_some(),
        text: get(key::TEXT).unwrap_or_default().to_owned(),
        sort: get(key::SORT).and_then(|word| value_of(&SORTS, word)).unwrap_or_default(),
        page: PageNumber::parse(get(key::PAGE).unwrap_or_default()).get(),
    }
}

/// Reads the query of the unit's list.
pub fn unit_filter(pairs: &[(String, String)]) -> UnitFilter {
    let get = |key: &str| find(pairs, key);
    UnitFilter {
        edition: get(key::EDITION).and_then(|id| id.parse().ok()).map(EditionId),
        unit_state: get(key::UNIT_STATE).and_then(|word| value_of(&UNIT_STATES, word)),
        text: get(key::TEXT).unwrap_or_default().to_owned(),
        page: PageNumber::parse(get(key::PAGE).unwrap_or_default()).get(),
    }
}

/// Writes the query of the secretary's list, with its question mark; empty when nothing is filtered.
pub fn queue_query(filter: &QueueFilter) -> String {
    let pairs = [
        (key::STATE, filter.state.map(state_word).unwrap_or_default().to_owned()),
        (key::FIELD, filter.field.clone().unwrap_or_default()),
        (key::UNIT_STATE, filter.unit_state.map(unit_state_word).unwrap_or_default().to_owned()),
        (key::UNIT, filter.unit.map(|unit| unit.to_string()).unwrap_or_default()),
        (key::MISSING, if filter.missing { "co".to_owned() } else { String::new() }),
        (key::TEXT, filter.text.trim().to_owned()),
        (key::SORT, sort_word(filter.sort)),
        (key::PAGE, page_word(filter.page)),
    ];
    query(&pairs)
}

/// Writes the query of the unit's list.
pub fn unit_query(filter: &UnitFilter) -> String {
    let pairs = [
        (key::EDITION, filter.edition.map(|id| id.to_string()).unwrap_or_default()),
        (key::UNIT_STATE, filter.unit_state.map(unit_state_word).unwrap_or_default().to_owned()),
        (key::TEXT, filter.text.trim().to_owned()),
        (key::PAGE, page_word(filter.page)),
    ];
    query(&pairs)
}

fn sort_word(sort: QueueSort) -> String {
    if sort == QueueSort::default() { String::new() } else { word_of(&SORTS, sort).to_owned() }
}

fn page_word(page: u64) -> String {
    if page > 1 { page.to_string() } else { String::new() }
}

fn query(pairs: &[(&str, String)]) -> String {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let written: Vec<String> = given.map(|(key, value)| format!("{key}={}", encoded(value))).collect();
    if written.is_empty() { String::new() } else { format!("?{}", written.join("&")) }
}

fn find<'a>(pairs: &'a [(String, String)], key: &str) -> Option<&'a str> {
    let value = pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())?;
    (!value.trim().is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_back_from_its_address() {
        let filter = QueueFilter {
            state: Some(EntryState::Late),
            field: Some("DDHT".to_owned()),
            unit_state: Some(UnitState::Waiting),
            unit: Some(UnitId(7)),
            missing: true,
            text: "máy lọc".to_owned(),
            sort: QueueSort::Deadline,
            page: 3,
        };
        let written = queue_query(&filter);
        assert!(written.starts_with("?trang-thai=nop-muon&linh-vuc=DDHT&"), "{written}");
        let pairs: Vec<(String, String)> = [
            ("trang-thai", "nop-muon"),
            ("linh-vuc", "DDHT"),
            ("xac-nhan", "cho"),
            ("don-vi", "7"),
            ("thieu", "co"),
            ("tim", "máy lọc"),
            ("sap", "han"),
            ("trang", "3"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .to_vec();
        assert_eq!(queue_filter(&pairs), filter);
    }

    #[test]
    fn nothing_filtered_is_a_bare_address_and_nonsense_filters_nothing() {
        let first_page = QueueFilter { page: 1, ..QueueFilter::default() };
        assert_eq!(queue_query(&first_page), "");
        let nonsense = [("trang-thai", "x"), ("don-vi", "y"), ("trang", "-1"), ("tim", " ")];
        let pairs = nonsense.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(queue_filter(&pairs), first_page);
        for state in EntryState::ALL {
            assert!(!state_word(state).is_empty());
        }
    }
}
