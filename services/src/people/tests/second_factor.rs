//! The code of staff: joined once, used once.

use domain::people::roles::GrantedRole;
use sea_orm::EntityTrait;
use time::Duration;

use crate::entities::account;
use crate::failure::Failure;
use crate::people::second_factor::code_at;
use crate::people::*;
use crate::testkit::{fresh_db, here, holder, member, noon, vault};

#[tokio::test]
async fn a_secretary_joins_an_authenticator_and_each_code_works_once() {
    let db = fresh_db().await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    assert_eq!(find_second_factor(&db, &lan).await.unwrap(), SecondFactor::Missing);
    let set_up = begin_second_factor(&db, &vault(), &lan, "Vinh Danh: thử").await.unwrap();
    assert_eq!(begin_second_factor(&db, &vault(), &lan, "Vinh Danh: thử").await.unwrap(), set_up);
    assert!(set_up.address.starts_with("otpauth://totp/"), "{}", set_up.address);
    let first = code_at(&set_up.secret, noon());

    confirm_second_factor(&db, &vault(), &lan, &first, &here(), noon()).await.unwrap();

    assert_eq!(find_second_factor(&db, &lan).await.unwrap(), SecondFactor::Ready);
    let replayed = check_code(&db, &vault(), &lan, &first, &here(), noon()).await;
    assert!(matches!(replayed, Err(CodeError::WrongCode)));
    let later = noon() + Duration::seconds(60);
    let second = code_at(&set_up.secret, later);
    let spaced = format!(" {} {}", &second[..3], &second[3..]);
    check_code(&db, &vault(), &lan, &spaced, &here(), later).await.unwrap();
    let replayed = check_code(&db, &vault(), &lan, &second, &here(), later + Duration::seconds(10)).await;
    assert!(matches!(replayed, Err(CodeError::WrongCode)));
}

#[tokio::test]
async fn a_code_of_an_older_step_is_refused_after_a_newer_one() {
    let db = fresh_db().await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    let secret = begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret;
    confirm_second_factor(&db, &vault(), &lan, &code_at(&secret, noon()), &here(), noon()).await.unwrap();
    let later = noon() + Duration::seconds(90);
    check_code(&db, &vault(), &lan, &code_at(&secret, later), &here(), later).await.unwrap();
    let seen = code_at(&secret, later - Duration::seconds(30));
    assert!(matches!(check_code(&db, &vault(), &lan, &seen, &here(), later).await, Err(CodeError::WrongCode)));
}

#[tokio::test]
async fn wrong_and_old_codes_are_refused() {
    let db = fresh_db().await;
    let lan = holder(&db, "Lan", GrantedRole::Approver).await;
    let secret = begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret;
    let old = code_at(&secret, noon() - Duration::minutes(5));
    for code in ["", "12345", "không", old.as_str()] {
        let refused = confirm_second_factor(&db, &vault(), &lan, code, &here(), noon()).await;
        assert!(matches!(refused, Err(CodeError::WrongCode)), "{code}");
    }
    assert_eq!(find_second_factor(&db, &lan).await.unwrap(), SecondFactor::Missing);
}

#[tokio::test]
async fn the_secret_is_not_shown_again_once_joined() {
    let db = fresh_db().await;
    let lan = holder(&db, "Lan", GrantedRole::Administrator).await;
    let secret = begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret;
    confirm_second_factor(&db, &vault(), &lan, &code_at(&secret, noon()), &here(), noon()).await.unwrap();
    assert!(matches!(begin_second_factor(&db, &vault(), &lan, "VD").await, Err(Failure::NotFound)));
    let later = noon() + Duration::seconds(60);
    let again = confirm_second_factor(&db, &vault(), &lan, &code_at(&secret, later), &here(), later).await;
    assert!(matches!(again, Err(CodeError::Failure(Failure::NotFound))));
}

#[tokio::test]
async fn the_database_alone_does_not_tell_the_secret() {
    let db = fresh_db().await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    let secret = begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret;
    let row = account::Entity::find_by_id(lan.account.unwrap().0).one(&db).await.unwrap();
    let stored = row.unwrap().totp_secret.unwrap();
    assert!(!stored.contains(&secret), "{stored}");
    let other_key = crate::entries::ReceiptKey::random().vault();
    let opened = begin_second_factor(&db, &other_key, &lan, "VD").await;
    assert!(matches!(opened, Err(Failure::Damaged(_))));
}

#[tokio::test]
async fn only_staff_have_a_second_factor() {
    let db = fresh_db().await;
    let staff = holder(&db, "Lan", GrantedRole::Secretary).await;
    assert!(begin_second_factor(&db, &vault(), &staff, "VD").await.is_ok());
    let entrant = member(&db, "Hoa").await;
    let judge = holder(&db, "Tâm", GrantedRole::Judge).await;
    for person in [entrant, judge, Default::default()] {
        assert!(matches!(begin_second_factor(&db, &vault(), &person, "VD").await, Err(Failure::NotFound)));
    }
}
