//! Editions for tests: small rules under which two short rounds are played.

use domain::calendar::{BirthWindow, DayUnit, NoticePeriod};
use domain::ids::EditionId;
use domain::numbers::Points;
use domain::programmes::edition::EditionState;
use domain::programmes::rules::*;
use domain::results::{Band, CapScope, FinalScore, PassRule, Prize, PrizeKind};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use time::Duration;
use time::macros::date;

use super::noon;
use crate::entities::{edition, programme, rules_version};

/// Two fields, two questions, one file, two rounds of two criteria, two prizes.
pub fn sample_rules() -> EditionRules {
    EditionRules {
        version: RULES_FORMAT,
        work_word: WorkWord::Product,
        fields: [("DDHT", "Đồ dùng dành cho học tập"), ("PMTH", "Phần mềm tin học")]
            .map(|(code, name)| Field { code: code.to_owned(), name: name.to_owned() })
            .to_vec(),
        groups: vec![],
        eligibility: Eligibility {
            birth_window: Some(BirthWindow { from: date!(2009 - 07 - 31), to: date!(2021 - 07 - 31) }),
            younger_welcome: false,
            entries_per_author: Some(3),
            in_province: true,
            article: "Điều 4".to_owned(),
        },
        team: TeamRule { min: 1, max: 5, shares: true, same_school: false, instructors_max: 2, unit_confirms: true },
        questions: vec![
            question("place", "Nơi thực hiện", Section::About, QuestionKind::Line),
            question("novelty", "Tính mới", Section::Description, QuestionKind::Text),
            question("commitment", "Cam đoan", Section::Declarations, QuestionKind::Tick),
        ],
        dossier: vec![DossierItem {
            code: "description".to_owned(),
            name: "Bản thuyết minh".to_owned(),
            guidance: String::new(),
            required: true,
            kind: DossierKind::File,
            formats: vec![FileFormat::Pdf, FileFormat::Jpg, FileFormat::Png],
            min_count: 1,
            max_count: 2,
            max_mb: 20,
            per_author: false,
            only_fields: vec![],
            restricted: false,
            open_rounds_only: false,
        }],
        rounds: vec![
            round("preliminary", "Vòng sơ khảo", Some(PassRule::MinMean { min: Points::whole(60) })),
            round("final", "Vòng chung khảo", None),
        ],
        final_score: FinalScore::FinalOnly,
        prizes: vec![prize("first", "Giải Nhất", 1, 80, 100), prize("second", "Giải Nhì", 2, 60, 80)],
        notice: NoticePeriod { days: 15, unit: DayUnit::CalendarDay },
        legal_bases: vec![],
        dates: Dates {
            opens_at: Some(noon() - Duration::days(10)),
            closes_at: Some(noon() + Duration::days(10)),
            judged_by: Some(noon() + Duration::days(30)),
            milestones: vec![],
        },
        prose: String::new(),
        marks: Default::default(),
    }
}

fn question(code: &str, label: &str, section: Section, kind: QuestionKind) -> Question {
    Question {
        code: code.to_owned(),
        label: label.to_owned(),
        guidance: String::new(),
        section,
        kind,
        required: true,
        max_chars: (kind == QuestionKind::Text).then_some(3_000),
        options: vec![],
        identifying: false,
    }
}

fn round(code: &str, name: &str, pass: Option<PassRule>) -> Round {
    let half = Some(Points::from_millionths(500_000));
    let criterion = |code: &str, name: &str, max| Criterion::new(code, name, Points::whole(max), half);
    let scoring = Scoring {
        judges_per_entry: 3,
        blind: code == "preliminary",
        rubric: vec![criterion("novelty", "Tính mới", 60), criterion("effect", "Hiệu quả", 40)],
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
    Round {
        code: code.to_owned(),
        name: name.to_owned(),
        decides: Decides::Scores(scoring),
        moves_up: pass.is_some(),
        pass,
    }
}

fn prize(code: &str, name: &str, cap: u32, low: i32, high: i32) -> Prize {
    Prize {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: PrizeKind::Ranked,
        cap: Some(cap),
        cap_scope: CapScope::Field,
        band: Some(Band { low: Points::whole(low), high: Points::whole(high) }),
        amount_vnd: None,
        seal: None,
    }
}

/// An edition that receives entries under [`sample_rules`], for ten more days from [`noon`].
pub async fn open_edition(db: &DatabaseConnection) -> EditionId {
    edition_in(db, EditionState::Open).await
}

/// A prefix of its own without a digit: a search for a number must not find it in every code.
fn letters_only(hex: &str) -> String {
    let letters = hex
        .bytes()
        .map(|digit| char::from(if digit.is_ascii_digit() { digit - b'0' + b'G' } else { digit - b'a' + b'A' }));
    format!("THU{}", letters.collect::<String>())
}

/// An edition in any state, with version 1 of its rules frozen.
pub async fn edition_in(db: &DatabaseConnection, state: EditionState) -> EditionId {
    let code = crate::tokens::new_token();
    let programme = programme::ActiveModel {
        code: Set(code.clone()),
        name_vi: Set("Cuộc thi thử".to_owned()),
        name_en: Set("Trial contest".to_owned()),
        kind: Set("contest".to_owned()),
        template: Set("{}".to_owned()),
        created_at: Set(noon()),
        ..Default::default()
    };
    let programme = programme.insert(db).await.expect("a programme");
    let rules = sample_rules();
    let edition = edition::ActiveModel {
        programme_id: Set(programme.id),
        slug: Set(code[..12].to_owned()),
        name_vi: Set("Cuộc thi thử lần thứ I".to_owned()),
        name_en: Set(String::new()),
        ordinal: Set(1),
        year: Set(2027),
        code_prefix: Set(letters_only(&code[..4])),
        next_number: Set(1),
        state: Set(state.code().to_owned()),
        version: Set(1),
        opens_at: Set(rules.dates.opens_at),
        closes_at: Set(rules.dates.closes_at),
        opened_at: Set(Some(noon())),
        created_at: Set(noon()),
        ..Default::default()
    };
    let edition = edition.insert(db).await.expect("an edition");
    let version = rules_version::ActiveModel {
        edition_id: Set(edition.id),
        version: Set(1),
        revision: Set(1),
        rules: Set(serde_json::to_string(&rules).expect("rules are JSON")),
        reason: Set("Bản đầu".to_owned()),
        created_at: Set(noon()),
        frozen_at: Set(Some(noon())),
        ..Default::default()
    };
    version.insert(db).await.expect("a version");
    EditionId(edition.id)
}
