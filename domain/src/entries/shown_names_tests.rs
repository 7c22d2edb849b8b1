//! Which texts name somebody, and which only look like it.

use super::*;
use crate::entries::entry::{Answers, Author, EntryFile, Instructor};
use crate::entries::state::{EntryState, UnitState};
use crate::ids::{AccountId, AttachmentId, EditionId, EntryId};
use crate::programmes::rules::{Combine, CombineOrder, Decides, Method, Outlier, RankingRules, Round, Scoring};
use time::macros::datetime;

fn rules(blind: bool) -> EditionRules {
    let json = serde_json::json!({
        "work_word": "product", "fields": [], "groups": [],
        "eligibility": {"birth_window": null, "younger_welcome": false, "entries_per_author": null, "in_province": false},
        "team": {"min": 1, "max": 3, "shares": false, "same_school": false, "instructors_max": 1, "unit_confirms": false},
        "questions": [
            {"code": "novelty", "label": "Tính mới", "section": "description", "kind": "text", "required": true},
            {"code": "place", "label": "Nơi làm", "section": "about", "kind": "line", "required": true, "identifying": true},
            {"code": "phone", "label": "Điện thoại", "section": "about", "kind": "phone", "required": true}
        ],
        "dossier": [
            file_item("text", false, false),
            file_item("card", true, false),
            file_item("photo", false, true)
        ],
        "rounds": [],
        "final_score": {"kind": "final_only"}, "prizes": [],
        "notice": {"days": 15, "unit": "calendar_day"}, "dates": {}
    });
    let mut rules: EditionRules = serde_json::from_value(json).expect("rules");
    let scoring = Scoring {
        judges_per_entry: 3,
        blind,
        rubric: vec![],
        min_sheets: 3,
        combine: Combine {
            order: CombineOrder::Sheet,
            method: Method::Mean,
            trim_low: 0,
            trim_high: 0,
            round: None,
            round_factored: None,
        },
        outlier: Outlier::default(),
        ranking: RankingRules::default(),
    };
    let (code, name) = ("only".to_owned(), "Vòng chấm".to_owned());
    rules.rounds.push(Round { code, name, decides: Decides::Scores(scoring), pass: None, moves_up: false });
    rules
}

fn file_item(code: &str, restricted: bool, per_author: bool) -> serde_json::Value {
    serde_json::json!({
        "code": code, "name": code, "kind": "file", "required": true, "min_count": 1, "max_count": 1, "max_mb": 20,
        "restricted": restricted, "per_author": per_author
    })
}

fn entry() -> Entry {
    let at = datetime!(2027-06-01 0:00 UTC);
    Entry {
        id: EntryId(1),
        edition: EditionId(1),
        rules_version: 1,
        owner: AccountId(1),
        owner_email: String::new(),
        unit: None,
        unit_name: "Trường THCS Hòa Bình Thử".to_owned(),
        code: None,
        state: EntryState::Draft,
        title: "Kính hiển vi".to_owned(),
        field: None,
        group: None,
        answers: Answers::new(),
        authors: vec![
            Author {
                full_name: "Đặng Thị Ưởng".to_owned(),
                school_name: "Trường THCS Hoà Bình Thử".to_owned(),
                ..Author::default()
            },
            Author { full_name: "An".to_owned(), ..Author::default() },
        ],
        instructors: vec![Instructor { full_name: "Lê Văn Dẫn".to_owned(), ..Instructor::default() }],
        files: vec![],
        revision: 1,
        unit_state: UnitState::NotAsked,
        supplement_deadline: None,
        supplement_asked_at: None,
        state_reason: None,
        created_at: at,
        updated_at: at,
        submitted_at: None,
    }
}

fn names_in(text: &str) -> Vec<String> {
    let mut entry = entry();
    entry.answers.insert("novelty".to_owned(), text.to_owned());
    let found = shown_names(&rules(true), &entry);
    assert!(found.iter().all(|shown| shown.place == ShownPlace::Answer("Tính mới".to_owned())));
    found.into_iter().map(|shown| shown.name).collect()
}

#[test]
fn names_are_found_as_whole_words_whatever_the_accents() {
    const AUTHOR: &str = "Đặng Thị Ưởng";
    const SCHOOL: &str = "Trường THCS Hoà Bình Thử";
    const GUIDE: &str = "Lê Văn Dẫn";
    let table: [(&str, &[&str]); 13] = [
        ("Em là Đặng Thị Ưởng, lớp 7A.", &[AUTHOR]),
        ("DANG THI UONG làm một mình", &[AUTHOR]),
        ("đặng\nthị  ưởng", &[AUTHOR]),
        ("dangthiuong", &[AUTHOR]),
        ("Thầy Lê Văn Dẫn hướng dẫn Đặng Thị Ưởng", &[AUTHOR, GUIDE]),
        ("Thử ở Trường THCS Hòa Bình Thử", &[SCHOOL]),
        ("học sinh trường trung học cơ sở Hoà Bình Thử", &[SCHOOL]),
        ("học sinh THCS Hòa Bình Thử", &[SCHOOL]),
        ("Vì hòa bình, thử một lần", &[]),
        ("Đặng Thị Ưởngg", &[]),
        ("Thị Ưởng Đặng", &[]),
        ("An toàn cho mọi người, kể cả An", &[]),
        ("", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(names_in(text), expected, "{text}");
    }
}

#[test]
fn only_what_blind_judges_read_is_looked_at() {
    let mut entry = entry();
    let name = "Đặng Thị Ưởng";
    entry.title = format!("Máy của {name}");
    for code in ["place", "phone"] {
        entry.answers.insert(code.to_owned(), name.to_owned());
    }
    for (item, file) in
        [("text", "Dang_Thi_Uong-ban-cuoi.pdf"), ("card", "dang thi uong.pdf"), ("photo", "dang thi uong.jpg")]
    {
        entry.files.push(EntryFile {
            id: AttachmentId(1),
            item: item.to_owned(),
            author: None,
            holder: String::new(),
            name: file.to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
            sha256: String::new(),
            uploaded_at: entry.created_at,
        });
    }
    let places: Vec<ShownPlace> = shown_names(&rules(true), &entry).into_iter().map(|shown| shown.place).collect();
    assert_eq!(places, [ShownPlace::Title, ShownPlace::File("Dang_Thi_Uong-ban-cuoi.pdf".to_owned())]);
    assert_eq!(shown_names(&rules(false), &entry), [], "without a blind round everybody may know");
}

#[test]
fn what_an_entrant_is_told_about_blind_judges() {
    use BlindNotice as N;
    use FileFormat as F;
    let (all, pages, videos, mixed) = (vec![], vec![F::Pdf, F::Jpg], vec![F::Mp4, F::Zip], vec![F::Pdf, F::Mp4]);
    // blind, restricted, asked of each author, for open rounds only, formats → notice
    let table = [
        (true, false, false, false, &pages, Some(N::AsPages)),
        (true, false, false, false, &mixed, Some(N::AsPagesOthersReleased)),
        (true, false, false, false, &all, Some(N::AsPagesOthersReleased)),
        (true, false, false, false, &videos, Some(N::AfterRelease)),
        (true, false, false, true, &videos, Some(N::NotSeen)),
        (true, false, true, false, &pages, Some(N::NotSeen)),
        (true, true, false, false, &pages, None),
        (false, false, false, true, &videos, None),
    ];
    for (blind, restricted, per_author, open_rounds_only, formats, expected) in table {
        let mut rules = rules(blind);
        let item = &mut rules.dossier[0];
        (item.restricted, item.per_author, item.open_rounds_only) = (restricted, per_author, open_rounds_only);
        item.formats = formats.clone();
        let item = item.clone();
        assert_eq!(item.blind_notice(&rules), expected, "{item:?}");
        let hidden = restricted || per_author || open_rounds_only;
        assert_eq!(item.is_shown_to_judges(true), !hidden, "{item:?}");
        assert_eq!(item.is_shown_to_judges(false), !restricted, "{item:?}");
    }
}
