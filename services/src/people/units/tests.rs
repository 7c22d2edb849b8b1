//! Units: saved, found without accents, imported whole or not at all.

use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::people::units::{UnitDraft, UnitProblem};
use sea_orm::DatabaseConnection;

use super::*;
use crate::failure::Failure;
use crate::ledger;
use crate::testkit::{fresh_db, holder, member, noon};

async fn admin(db: &DatabaseConnection) -> Actor {
    holder(db, "Quản", GrantedRole::Administrator).await
}

fn draft(code: &str, name: &str, kind: &str) -> UnitDraft {
    UnitDraft { code: code.to_owned(), name: name.to_owned(), kind: kind.to_owned(), ..UnitDraft::default() }
}

/// Looks at the list, confirms these lines and imports.
async fn import(db: &DatabaseConnection, actor: &Actor, list: &str, lines: &[u64]) -> Result<Imported, ImportError> {
    let mark = check_import(db, actor, list).await?.mark;
    let lines = lines.iter().copied().collect();
    apply_import(db, actor, list, &Confirmation { mark, lines }, noon()).await
}

async fn codes(db: &DatabaseConnection, actor: &Actor, text: &str) -> Vec<String> {
    let filter = UnitFilter { text: text.to_owned(), ..UnitFilter::default() };
    let page = list_units(db, actor, &filter).await.unwrap();
    page.units.into_iter().map(|unit| unit.code).collect()
}

#[tokio::test]
async fn a_unit_is_added_changed_and_found_without_accents() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    let ward = save_unit(&db, &admin, None, &draft("06688", "Phường Hạ Long", "phường"), noon()).await.unwrap();
    let school = UnitDraft { parent: "06688".to_owned(), ..draft("T-01", "Trường THCS Đồi Sim", "trường") };
    let school_id = save_unit(&db, &admin, None, &school, noon()).await.unwrap();
    assert_eq!(codes(&db, &admin, "truong doi sim").await, ["T-01"]);
    assert_eq!(codes(&db, &admin, "06688").await, ["06688"]);
    assert_eq!(codes(&db, &admin, "").await, ["06688", "T-01"]);

    let ended = UnitDraft { valid_to: "30/6/2026".to_owned(), successor: "06688".to_owned(), ..school };
    save_unit(&db, &admin, Some(school_id), &ended, noon()).await.unwrap();

    let unit = find_unit(&db, &admin, school_id).await.unwrap();
    assert_eq!(unit.successor.unwrap().1, "Phường Hạ Long");
    assert_eq!(unit.parent.unwrap().0, "06688");
    assert!(resolve_unit(&db, "doi sim", 5).await.unwrap().is_empty());
    assert_eq!(resolve_unit(&db, "ha long", 5).await.unwrap()[0].id, ward);
    assert_eq!(find_units(&db, &[ward, school_id]).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_code_belongs_to_one_unit_and_links_must_lead_somewhere() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    save_unit(&db, &admin, None, &draft("A", "Xã A", "xã"), noon()).await.unwrap();
    let again = save_unit(&db, &admin, None, &draft("A", "Xã A khác", "xã"), noon()).await;
    assert!(matches!(again, Err(SaveUnitError::Problems(problems)) if problems == [UnitProblem::CodeTaken]));
    let lost = UnitDraft { parent: "X".to_owned(), successor: "Y".to_owned(), ..draft("B", "Xã B", "xã") };
    let lost = save_unit(&db, &admin, None, &lost, noon()).await;
    assert!(matches!(lost, Err(SaveUnitError::Problems(problems)) if problems.len() == 2));
    assert_eq!(codes(&db, &admin, "").await, ["A"]);
}

#[tokio::test]
async fn a_list_is_read_with_any_separator_and_byte_order_mark() {
    let lists = [
        "Mã,Tên,Loại,Đơn vị cha\nT-01,\"Trường THCS A, cơ sở 1\",trường,06688\n06688,Phường Hạ Long,phường,\n",
        "\u{FEFF}ma;ten;loai;don_vi_cha\r\nT-01;Trường THCS A;Trường học;06688\r\n\r\n06688;Phường Hạ Long;phường;\r\n",
        "code\tname\tkind\tparent\nT-01\tTrường THCS A\tschool\t06688\n06688\tPhường Hạ Long\tward\t\n",
    ];
    for list in lists {
        let db = fresh_db().await;
        let admin = admin(&db).await;
        let seen = check_import(&db, &admin, list).await.unwrap();
        assert_eq!((seen.plan.added().count(), seen.plan.changed().count()), (2, 0), "{list}");
        assert!(codes(&db, &admin, "").await.is_empty());

        assert_eq!(import(&db, &admin, list, &[]).await.unwrap().added, 2);

        assert_eq!(codes(&db, &admin, "").await, ["06688", "T-01"]);
        let school = resolve_unit(&db, "T-01", 2).await.unwrap().remove(0);
        assert_eq!(school.parent.unwrap().0, "06688");
        assert_eq!(import(&db, &admin, list, &[]).await.unwrap(), Imported::default());
        assert!(ledger::verify(&db).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn every_bad_row_is_named_with_its_line_and_nothing_is_written() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    let list = "Mã;Tên;Loại;Từ ngày;Đơn vị cha\n\
                A;Xã A;xã;1/7/2025;\n\
                ;Không mã;xã;;\n\
                B;;huyện;31/02/2025;\n\
                A;Xã A lần nữa;xã;;\n";
    let refused = import(&db, &admin, list, &[]).await;
    let Err(ImportError::BadRows(rows)) = refused else { panic!("{refused:?}") };
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(rows[1].problems.len(), 3);
    assert_eq!(rows[2].problems, [UnitProblem::CodeTwice(2)]);
    let lost = import(&db, &admin, "Mã,Tên,Loại,Cấp trên\nA,Xã A,xã,\nB,Xã B,xã,X\n", &[]).await;
    assert!(matches!(lost, Err(ImportError::BadRows(rows)) if rows[0].line == 3));
    assert!(codes(&db, &admin, "").await.is_empty());
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_in_words() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    let table = ["", "Mã,Tên,Loại\n", "x,y\n1,2\n", "PK\u{3}\u{4}rác"];
    for list in table {
        let refused = check_import(&db, &admin, list).await;
        assert!(matches!(refused, Err(ImportError::Empty | ImportError::ColumnsMissing(_))), "{list:?}: {refused:?}");
    }
    let unbalanced = check_import(&db, &admin, "Mã,Tên,Loại\nA,\"Xã A,xã\nB,Xã B,xã\n").await;
    assert!(matches!(unbalanced, Err(ImportError::BadRows(_))), "{unbalanced:?}");
}

#[tokio::test]
async fn who_may_not_touch_units() {
    let db = fresh_db().await;
    let boss = admin(&db).await;
    let id = save_unit(&db, &boss, None, &draft("A", "Xã A", "xã"), noon()).await.unwrap();
    let secretary = holder(&db, "Lan", GrantedRole::Secretary).await;
    for person in [secretary, member(&db, "Hoa").await, Actor::default()] {
        let saved = save_unit(&db, &person, Some(id), &draft("A", "Đổi", "xã"), noon()).await;
        assert!(matches!(saved, Err(SaveUnitError::Failure(Failure::Forbidden(_)))));
        let listed = list_units(&db, &person, &UnitFilter::default()).await;
        assert!(matches!(listed, Err(Failure::Forbidden(_))));
        let imported = import(&db, &person, "Mã,Tên,Loại\nB,Xã B,xã\n", &[]).await;
        let written = apply_import(&db, &person, "Mã,Tên,Loại\nB,Xã B,xã\n", &Confirmation::default(), noon()).await;
        assert!(matches!(written, Err(ImportError::Failure(Failure::Forbidden(_)))));
        assert!(matches!(imported, Err(ImportError::Failure(Failure::Forbidden(_)))));
    }
}

#[tokio::test]
async fn the_communes_of_the_named_file_come_once() {
    let db = fresh_db().await;
    let bad = load_communes(&db, r#"[{"code": "1", "name": "Xã Thử", "type": "huyện"}]"#, noon()).await;
    assert!(matches!(bad, Err(Failure::Damaged(cause)) if cause.contains("huyện")));
    assert_eq!(crate::entries::communes(&db).await.expect("communes"), Vec::<String>::new());
    let file = include_str!("../../../../fixtures/units-quang-ninh.json");
    load_communes(&db, file, noon()).await.expect("first start");
    load_communes(&db, file, noon()).await.expect("second start");
    let names = crate::entries::communes(&db).await.expect("communes");
    assert_eq!(names.len(), 54);
    assert!(names.contains(&"Đặc khu Vân Đồn".to_owned()), "{names:?}");
}

/// Files of offices, as `server/tests/field` keeps them.
const THREE_COLUMNS: &str = include_str!("../../../../server/tests/field/units-3cols.csv");
const SAME_NAME: &str = include_str!("../../../../server/tests/field/units-dup-name.csv");
const CIRCLE: &str = include_str!("../../../../server/tests/field/units-loop.csv");
const TCVN3: &str = include_str!("../../../../server/tests/field/units-tcvn3.csv");
const DATES: &str = include_str!("../../../../server/tests/field/units-excel-date.csv");
const TRAILING: &str = include_str!("../../../../server/tests/field/units-trailing.csv");

/// A ward, a school in it and a commune that was merged into the ward.
async fn register(db: &DatabaseConnection, admin: &Actor) {
    let list = "Mã;Tên;Loại;Cấp trên;Từ ngày;Đến ngày;Thay thế\n\
                06688;Phường Hạ Long;phường;;1/7/2025;;\n\
                MH-CS-01;Trường THCS Minh Họa Hồng Gai;trường;06688;1/7/2025;;\n\
                XA-9;Xã Cũ;xã;;1/7/2025;30/6/2026;06688\n";
    import(db, admin, list, &[]).await.unwrap();
}

#[tokio::test]
async fn a_list_with_few_columns_erases_nothing_and_a_merged_commune_does_not_come_back() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    register(&db, &admin).await;
    let before = resolve_unit(&db, "MH-CS-01", 1).await.unwrap();
    let three = format!("{THREE_COLUMNS}XA-9;Xã Cũ;Xã\r\n");

    assert_eq!(import(&db, &admin, &three, &[]).await.unwrap(), Imported::default());

    assert_eq!(resolve_unit(&db, "MH-CS-01", 1).await.unwrap(), before);
    let merged = resolve_unit(&db, "XA-9", 1).await.unwrap().remove(0);
    assert!(merged.successor.is_some() && merged.valid_to.is_some(), "{merged:?}");
    assert!(!crate::entries::communes(&db).await.unwrap().contains(&"Xã Cũ".to_owned()));
}

#[tokio::test]
async fn a_doubtful_row_is_written_only_when_it_was_confirmed() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    register(&db, &admin).await;
    for (list, lines) in [(SAME_NAME, vec![2]), (TCVN3, vec![2]), (DATES, vec![2, 3])] {
        let before = codes(&db, &admin, "").await;
        let seen = check_import(&db, &admin, list).await.unwrap();
        let asked: Vec<u64> = seen.plan.doubtful().map(|unit| unit.line).collect();
        assert_eq!(asked, lines, "{list}");

        let done = import(&db, &admin, list, &[]).await.unwrap();
        assert_eq!((done.added, done.left_out), (0, lines.len()), "{list}");
        assert_eq!(codes(&db, &admin, "").await, before);

        let done = import(&db, &admin, list, &lines).await.unwrap();
        assert_eq!((done.added, done.left_out), (lines.len(), 0), "{list}");
    }
    let school = resolve_unit(&db, "VD-TH-96", 1).await.unwrap().remove(0);
    assert_eq!(school.valid_from, Some(time::macros::date!(2025 - 07 - 01)), "the serial number of a spreadsheet");
    assert!(ledger::verify(&db).await.unwrap().is_ok());
}

#[tokio::test]
async fn circles_of_succession_are_refused_with_every_line_in_lists_and_in_the_form() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    let refused = check_import(&db, &admin, CIRCLE).await;
    let Err(ImportError::BadRows(rows)) = refused else { panic!("{refused:?}") };
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    assert!(matches!(&rows[0].problems[..], [UnitProblem::SuccessorsInCircle(way)] if way.len() == 2));

    save_unit(&db, &admin, None, &draft("A", "Xã A", "xã"), noon()).await.unwrap();
    let b = UnitDraft { successor: "A".to_owned(), ..draft("B", "Xã B", "xã") };
    save_unit(&db, &admin, None, &b, noon()).await.unwrap();
    let id = resolve_unit(&db, "A", 1).await.unwrap()[0].id;
    let back = UnitDraft { successor: "B".to_owned(), ..draft("A", "Xã A", "xã") };
    let refused = save_unit(&db, &admin, Some(id), &back, noon()).await;
    assert!(
        matches!(refused, Err(SaveUnitError::Problems(problems)) if matches!(problems[..], [UnitProblem::SuccessorsInCircle(_)]))
    );
}

#[tokio::test]
async fn what_was_confirmed_is_what_is_written_or_it_is_shown_again() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    register(&db, &admin).await;
    let list = "Mã;Tên\nMH-CS-01;Trường THCS Đổi Tên\n";
    let mark = check_import(&db, &admin, list).await.unwrap().mark;
    import(&db, &admin, "Mã;Tên\nMH-CS-01;Trường THCS Tên Khác\n", &[]).await.unwrap();

    let confirmed = Confirmation { mark, ..Confirmation::default() };
    let refused = apply_import(&db, &admin, list, &confirmed, noon()).await;

    assert!(matches!(refused, Err(ImportError::Changed(_))), "{refused:?}");
    let school = resolve_unit(&db, "MH-CS-01", 1).await.unwrap().remove(0);
    assert_eq!(school.name, "Trường THCS Tên Khác");
}

#[tokio::test]
async fn a_row_that_needs_one_left_out_is_refused_and_blank_ends_are_read() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    register(&db, &admin).await;
    let list = "Mã;Tên;Loại;Cấp trên\nX1;Xã Cũ;xã;\nT1;Trường Mới;trường;X1\n";
    let refused = import(&db, &admin, list, &[]).await;
    assert!(matches!(refused, Err(ImportError::BadRows(rows)) if rows[0].line == 3));
    assert_eq!(import(&db, &admin, list, &[2]).await.unwrap().added, 2);
    assert_eq!(import(&db, &admin, TRAILING, &[]).await.unwrap().added, 1);
}

#[tokio::test]
async fn a_name_that_fits_two_units_stands_for_none() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    register(&db, &admin).await;
    let name = "Trường THCS Minh Họa Hồng Gai";
    let tied = async || crate::entries::units_by_name(&db, [name].into_iter()).await.unwrap().len();
    assert_eq!(tied().await, 1);
    let other_tone = crate::entries::units_by_name(&db, ["Trường THCS Minh Hòa Hồng Gai"].into_iter());
    assert!(other_tone.await.unwrap().is_empty(), "another tone is another name");
    import(&db, &admin, SAME_NAME, &[2]).await.unwrap();
    assert_eq!(tied().await, 0);
    assert_eq!(crate::entries::search_units(&db, name).await.unwrap().len(), 2, "the person chooses");
    assert_eq!(resolve_unit(&db, name, 5).await.unwrap().len(), 2);
}
