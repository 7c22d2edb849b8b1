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
    UnitDraft {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        ..UnitDraft::default()
    }
}

async fn codes(db: &DatabaseConnection, actor: &Actor, text: &str) -> Vec<String> {
    let filter = UnitFilter {
        text: text.to_owned(),
        ..UnitFilter::default()
    };
    let page = list_units(db, actor, &filter).await.unwrap();
    page.units.into_iter().map(|unit| unit.code).collect()
}

#[tokio::test]
async fn a_unit_is_added_changed_and_found_without_accents() {
    let db = fresh_db().await;
    let admin = admin(&db).await;
    let ward = save_unit(&db, &admin, None, &draft("06688", "Phường Hạ Long", "phường"), noon())
        .await
        .unwrap();
    let school = UnitDraft {
        parent: "06688".to_owned(),
        ..draft("T-01", "Trường THCS Đồi Sim", "trường")
    };
    let school_id = save_unit(&db, &admin, None, &school, noon()).await.unwrap();
    assert_eq!(codes(&db, &admin, "truong doi sim").await, ["T-01"]);
    assert_eq!(codes(&db, &admin, "06688").await, ["06688"]);
    assert_eq!(codes(&db, &admin, "").await, ["06688", "T-01"]);

    let ended = UnitDraft {
        valid_to: "30/6/2026".to_owned(),
        successor: "06688".to_owned(),
        ..school
    };
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
    save_unit(&db, &admin, None, &draft("A", "Xã A", "xã"), noon())
        .await
        .unwrap();
    let again = save_unit(&db, &admin, None, &draft("A", "Xã A khác", "xã"), noon()).await;
    assert!(matches!(again, Err(SaveUnitError::Problems(problems)) if problems == [UnitProblem::CodeTaken]));
    let lost = UnitDraft {
        parent: "X".to_owned(),
        successor: "Y".to_owned(),
        ..draft("B", "Xã B", "xã")
    };
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
        let plan = check_import(&db, &admin, list).await.unwrap();
        assert_eq!((plan.added.len(), plan.changed.len()), (2, 0), "{list}");
        assert!(codes(&db, &admin, "").await.is_empty());

        assert_eq!(apply_import(&db, &admin, list, noon()).await.unwrap(), plan);

        assert_eq!(codes(&db, &admin, "").await, ["06688", "T-01"]);
        let school = resolve_unit(&db, "T-01", 2).await.unwrap().remove(0);
        assert_eq!(school.parent.unwrap().0, "06688");
        let again = apply_import(&db, &admin, list, noon()).await.unwrap();
        assert_eq!((again.added.len(), again.changed.len()), (0, 2));
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
    let refused = apply_import(&db, &admin, list, noon()).await;
    let Err(ImportError::BadRows(rows)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(rows[1].problems.len(), 3);
    assert_eq!(rows[2].problems, [UnitProblem::CodeTwice(2)]);
    let lost = apply_import(&db, &admin, "Mã,Tên,Loại,Cấp trên\nA,Xã A,xã,\nB,Xã B,xã,X\n", noon()).await;
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
        assert!(
            matches!(refused, Err(ImportError::Empty | ImportError::ColumnsMissing(_))),
            "{list:?}: {refused:?}"
        );
    }
    let unbalanced = check_import(&db, &admin, "Mã,Tên,Loại\nA,\"Xã A,xã\nB,Xã B,xã\n").await;
    assert!(matches!(unbalanced, Err(ImportError::BadRows(_))), "{unbalanced:?}");
}

#[tokio::test]
async fn who_may_not_touch_units() {
    let db = fresh_db().await;
    let boss = admin(&db).await;
    let id = save_unit(&db, &boss, None, &draft("A", "Xã A", "xã"), noon())
        .await
        .unwrap();
    let secretary = holder(&db, "Lan", GrantedRole::Secretary).await;
    for person in [secretary, member(&db, "Hoa").await, Actor::default()] {
        let saved = save_unit(&db, &person, Some(id), &draft("A", "Đổi", "xã"), noon()).await;
        assert!(matches!(saved, Err(SaveUnitError::Failure(Failure::Forbidden(_)))));
        let listed = list_units(&db, &person, &UnitFilter::default()).await;
        assert!(matches!(listed, Err(Failure::Forbidden(_))));
        let imported = apply_import(&db, &person, "Mã,Tên,Loại\nB,Xã B,xã\n", noon()).await;
        assert!(matches!(imported, Err(ImportError::Failure(Failure::Forbidden(_)))));
    }
}

#[tokio::test]
async fn the_communes_come_with_the_program_once() {
    let db = fresh_db().await;
    load_communes(&db, noon()).await.expect("first start");
    load_communes(&db, noon()).await.expect("second start");
    let names = crate::entries::communes(&db).await.expect("communes");
    assert_eq!(names.len(), 54);
    assert!(names.contains(&"Đặc khu Vân Đồn".to_owned()), "{names:?}");
}
