//! A blind judge reaches no name. Canaries stand in every field that identifies anybody.

use domain::ids::EntryId;
use domain::judging::queue::QueueFilter;
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};

use crate::entities::{account, attachment, author, entry, instructor, rules_version, unit};
use crate::judging::*;
use crate::testkit::*;

const CANARY: &str = "HOANGYEN";

/// Fills every field that says whose entry it is.
async fn identify(db: &DatabaseConnection, id: EntryId) {
    let bird = |what: &str| format!("{CANARY} {what}");
    let school = unit::ActiveModel {
        code: Set(bird("mã")),
        name: Set(bird("trường")),
        folded: Set(bird("truong")),
        kind: Set("school".to_owned()),
        ..Default::default()
    };
    let school = school.insert(db).await.expect("a unit").id;
    let row = entry::Entity::find_by_id(id.0).one(db).await.expect("a read").expect("an entry");
    let owner = account::Entity::find_by_id(row.owner_id).one(db).await.expect("a read").expect("an owner");
    let mut owner: account::ActiveModel = owner.into();
    owner.name = Set(bird("chủ hồ sơ"));
    owner.email = Set(format!("{CANARY}@vi-du.example"));
    owner.phone = Set(Some(bird("0912")));
    owner.update(db).await.expect("saved");
    let answers = serde_json::json!({
        "novelty": "Chưa ai làm", "place": bird("nơi làm"), "phone": bird("0911"), "address": bird("nhà"),
        "email": bird("thư"), "commune": bird("xã"), "school": bird("lớp"), "commitment": "co",
    });
    let mut row: entry::ActiveModel = row.into();
    row.unit_id = Set(Some(school));
    row.answers = Set(answers.to_string());
    row.search = Set(bird("tìm"));
    row.state_reason = Set(Some(bird("lý do")));
    row.update(db).await.expect("saved");
    let author = author::ActiveModel {
        entry_id: Set(id.0),
        position: Set(1),
        full_name: Set(bird("tác giả")),
        gender: Set(Some(bird("giới"))),
        ethnicity: Set(Some(bird("dân tộc"))),
        class_name: Set(Some(bird("9A"))),
        unit_id: Set(Some(school)),
        school_name: Set(Some(bird("trường khai"))),
        phone: Set(Some(bird("0913"))),
        email: Set(Some(bird("thư tác giả"))),
        address: Set(Some(bird("địa chỉ"))),
        is_representative: Set(true),
        guardian_name: Set(Some(bird("giám hộ"))),
        guardian_phone: Set(Some(bird("0914"))),
        guardian_email: Set(Some(bird("thư giám hộ"))),
        guardian_relation: Set(Some(bird("mẹ"))),
        ..Default::default()
    };
    author.insert(db).await.expect("an author");
    let instructor = instructor::ActiveModel {
        entry_id: Set(id.0),
        position: Set(1),
        full_name: Set(bird("cô giáo")),
        unit_name: Set(Some(bird("đơn vị cô giáo"))),
        contact: Set(Some(bird("0915"))),
        ..Default::default()
    };
    instructor.insert(db).await.expect("an instructor");
    for (item, name) in [("description", "thuyết minh.pdf"), ("birth", "khai sinh.pdf"), ("unknown", "lạ.pdf")] {
        let file = attachment::ActiveModel {
            entry_id: Set(id.0),
            item_code: Set(item.to_owned()),
            file_name: Set(bird(name)),
            media_type: Set("application/pdf".to_owned()),
            size: Set(4_200_000),
            sha256: Set("a".repeat(64)),
            position: Set(1),
            uploaded_by: Set(1),
            uploaded_at: Set(noon()),
            ..Default::default()
        };
        file.insert(db).await.expect("a file");
    }
}

/// Rules that ask for everything that identifies, and for a personal paper.
async fn asking_rules(db: &DatabaseConnection) {
    use domain::programmes::rules::QuestionKind as K;
    let row = rules_version::Entity::find().one(db).await.expect("a read").expect("rules");
    let mut rules = sample_rules();
    let template = rules.questions[0].clone();
    rules.questions[0].identifying = true;
    for (code, kind) in [
        ("phone", K::Phone),
        ("email", K::Email),
        ("address", K::Address),
        ("commune", K::Commune),
        ("school", K::Unit),
    ] {
        let mut question = template.clone();
        question.code = code.to_owned();
        question.kind = kind;
        rules.questions.push(question);
    }
    let mut paper = rules.dossier[0].clone();
    paper.code = "birth".to_owned();
    paper.name = "Giấy khai sinh".to_owned();
    paper.restricted = true;
    rules.dossier.push(paper);
    let mut row: rules_version::ActiveModel = row.into();
    row.rules = Set(serde_json::to_string(&rules).expect("JSON"));
    row.update(db).await.expect("saved");
}

/// Everything a judge's pages are made of, as text.
async fn all_a_judge_reads(court: &Court, judge: &Actor) -> String {
    let mut text = String::new();
    let queue = list_assignments(&court.db, judge, &QueueFilter::default()).await.expect("a queue");
    text.push_str(&format!("{queue:?}"));
    let found = QueueFilter { search: CANARY.to_owned(), ..QueueFilter::default() };
    let found = list_assignments(&court.db, judge, &found).await.expect("read").expect("a queue");
    assert!(found.items.is_empty(), "a search for a name finds nothing");
    let declaration = find_declaration(&court.db, judge, court.panel).await.expect("a declaration");
    text.push_str(&format!("{declaration:?}"));
    for task in court.tasks(judge).await {
        let sheet = find_score_sheet(&court.db, judge, task).await.expect("a sheet");
        text.push_str(&format!("{sheet:?}"));
        for file in &sheet.entry.files {
            let blob = find_judged_file(&court.db, judge, task, file.number).await;
            assert!(blob.is_err(), "a blind judge has no file that nobody released");
        }
        let beyond = find_judged_file(&court.db, judge, task, sheet.entry.files.len() + 1).await;
        assert!(beyond.is_err());
    }
    text
}

#[tokio::test]
async fn nothing_a_blind_judge_can_reach_names_anybody() {
    let court = open_court(3, 1).await;
    asking_rules(&court.db).await;
    identify(&court.db, court.entries[0]).await;
    let text = all_a_judge_reads(&court, &court.judges[0]).await;
    assert!(!text.contains(CANARY), "{text}");
    assert!(text.contains("Chưa ai làm") && text.contains("Bản thuyết minh"));
    assert!(!text.contains("Giấy khai sinh"));
}

#[tokio::test]
async fn a_judge_of_an_open_round_reads_names_but_no_contacts() {
    let court = open_court(3, 1).await;
    asking_rules(&court.db).await;
    identify(&court.db, court.entries[0]).await;
    let row = rules_version::Entity::find().one(&court.db).await.expect("a read").expect("rules");
    let seen = row.rules.replace("\"blind\":true", "\"blind\":false");
    let mut row: rules_version::ActiveModel = row.into();
    row.rules = Set(seen);
    row.update(&court.db).await.expect("saved");
    let task = court.tasks(&court.judges[0]).await[0];
    let sheet = find_score_sheet(&court.db, &court.judges[0], task).await.expect("a sheet");
    let text = format!("{sheet:?}");
    for shown in ["tác giả", "trường", "nơi làm"] {
        assert!(text.contains(&format!("{CANARY} {shown}")), "{shown}");
    }
    for hidden in ["0911", "0913", "0914", "0915", "nhà", "giám hộ", "thư", "khai sinh.pdf", "thuyết minh.pdf"] {
        assert!(!text.contains(&format!("{CANARY} {hidden}")), "{hidden}");
    }
}
