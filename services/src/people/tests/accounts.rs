//! Registering, confirming, signing in, new passwords, the first administrator.

use domain::people::passwords::PasswordProblem;
use domain::people::registration::Registration;
use domain::people::roles::GrantedRole;
use domain::text::{EmailAddress, Lang};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use time::Duration;

use crate::entities::{account, ledger as ledger_row, mail};
use crate::ledger;
use crate::people::sessions::{find_session, save_session};
use crate::people::*;
use crate::testkit::{PASSWORD, fresh_db, here, newest_link, newest_token, noon, registered};

const LAN: &str = "lan@vi-du.example";

fn registration(password: &str) -> Registration {
    Registration {
        name: "Nguyễn Thị Lan".to_owned(),
        email: "Lan@Vi-Du.example".to_owned(),
        password: password.to_owned(),
        terms: true,
    }
}

#[tokio::test]
async fn a_person_registers_confirms_and_signs_in() {
    let db = fresh_db().await;
    register(&db, &registration(PASSWORD), Lang::Vi, "?ve=%2Fho-so", &here(), noon()).await.unwrap();
    assert!(newest_link(&db, LAN).await.ends_with("?ve=%2Fho-so"));
    let token = newest_token(&db, LAN).await;
    assert_eq!(find_confirmation(&db, &token, noon()).await.unwrap().as_deref(), Some(LAN));

    let confirmed = confirm_email(&db, &token, PASSWORD, &here(), noon()).await.unwrap();

    let known = sign_in(&db, "LAN@vi-du.example ", PASSWORD, &here(), noon()).await.unwrap();
    assert_eq!(known, confirmed);
    let actor = find_actor(&db, known.id, known.credentials_version, false).await.unwrap();
    assert_eq!(actor.unwrap().name, "Nguyễn Thị Lan");
    assert!(ledger::verify(&db).await.unwrap().unwrap().records >= 2);
}

#[tokio::test]
async fn an_unconfirmed_address_cannot_sign_in_and_gets_a_new_link() {
    let db = fresh_db().await;
    register(&db, &registration(PASSWORD), Lang::Vi, "", &here(), noon()).await.unwrap();
    let first = newest_token(&db, LAN).await;

    let refused = sign_in(&db, LAN, PASSWORD, &here(), noon()).await;

    assert!(matches!(refused, Err(SignInError::EmailNotConfirmed)));
    let second = newest_token(&db, LAN).await;
    assert_ne!(first, second);
    let old = confirm_email(&db, &first, PASSWORD, &here(), noon()).await;
    assert!(matches!(old, Err(ConfirmEmailError::LinkSpent)));
    confirm_email(&db, &second, PASSWORD, &here(), noon()).await.unwrap();
}

#[tokio::test]
async fn a_confirming_link_works_once_for_three_days_and_with_the_password() {
    let db = fresh_db().await;
    register(&db, &registration(PASSWORD), Lang::Vi, "", &here(), noon()).await.unwrap();
    let token = newest_token(&db, LAN).await;
    let late = noon() + Duration::days(3);

    let wrong = confirm_email(&db, &token, "không phải mật khẩu", &here(), noon()).await;
    assert!(matches!(wrong, Err(ConfirmEmailError::WrongPassword)));
    let expired = confirm_email(&db, &token, PASSWORD, &here(), late).await;
    assert!(matches!(expired, Err(ConfirmEmailError::LinkSpent)));
    assert_eq!(find_confirmation(&db, &token, late).await.unwrap(), None);

    confirm_email(&db, &token, PASSWORD, &here(), noon()).await.unwrap();
    let again = confirm_email(&db, &token, PASSWORD, &here(), noon()).await;
    assert!(matches!(again, Err(ConfirmEmailError::LinkSpent)));
}

#[tokio::test]
async fn registering_a_known_address_changes_nothing_and_tells_only_its_owner() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;

    register(&db, &registration("mật khẩu của người lạ"), Lang::Vi, "", &here(), noon()).await.unwrap();

    assert_eq!(sign_in(&db, LAN, PASSWORD, &here(), noon()).await.unwrap(), known);
    assert_eq!(account::Entity::find().count(&db).await.unwrap(), 1);
    assert!(newest_link(&db, LAN).await.starts_with("/dat-mat-khau/"));
}

#[tokio::test]
async fn an_account_a_stranger_opened_on_my_address_becomes_mine_when_i_register() {
    let db = fresh_db().await;
    register(&db, &registration("mật khẩu của người lạ"), Lang::Vi, "", &here(), noon()).await.unwrap();
    register(&db, &registration(PASSWORD), Lang::Vi, "", &here(), noon()).await.unwrap();
    let token = newest_token(&db, LAN).await;
    confirm_email(&db, &token, PASSWORD, &here(), noon()).await.unwrap();

    let stranger = sign_in(&db, LAN, "mật khẩu của người lạ", &here(), noon()).await;

    assert!(matches!(stranger, Err(SignInError::WrongCredentials)));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    for (email, password) in [(LAN, "sai mật khẩu rồi"), ("ai-do@vi-du.example", PASSWORD), ("", ""), ("không", "x")]
    {
        let answer = sign_in(&db, email, password, &here(), noon()).await;
        assert!(matches!(answer, Err(SignInError::WrongCredentials)), "{email}");
    }
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// What the ledger says of a subject.
async fn find_records(db: &DatabaseConnection, subject: &str) -> Vec<String> {
    let rows = ledger_row::Entity::find().filter(ledger_row::Column::Subject.eq(subject)).all(db).await.unwrap();
    rows.into_iter().map(|row| row.act).collect()
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_the_link() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    save_session(&db, "s1", Some(known.id), "{}".to_owned(), noon() + Duration::hours(8), noon()).await.unwrap();
    send_password_link(&db, &address(LAN), noon()).await.unwrap();
    let token = newest_token(&db, LAN).await;
    assert_eq!(find_password_link(&db, &token, noon()).await.unwrap().as_deref(), Some(LAN));

    set_password(&db, &token, "mật khẩu mới tinh", noon()).await.unwrap();

    assert!(find_session(&db, "s1", noon()).await.unwrap().is_none());
    assert!(find_actor(&db, known.id, known.credentials_version, true).await.unwrap().is_none());
    assert!(matches!(sign_in(&db, LAN, PASSWORD, &here(), noon()).await, Err(SignInError::WrongCredentials)));
    sign_in(&db, LAN, "mật khẩu mới tinh", &here(), noon()).await.unwrap();
    let again = set_password(&db, &token, "mật khẩu mới nữa", noon()).await;
    assert!(matches!(again, Err(SetPasswordError::LinkSpent)));
}

#[tokio::test]
async fn a_link_for_a_new_password_lasts_two_hours_and_only_the_newest_works() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    send_password_link(&db, &address(LAN), noon()).await.unwrap();
    let first = newest_token(&db, LAN).await;
    send_password_link(&db, &address(LAN), noon()).await.unwrap();
    let second = newest_token(&db, LAN).await;

    let replaced = set_password(&db, &first, "mật khẩu mới tinh", noon()).await;
    assert!(matches!(replaced, Err(SetPasswordError::LinkSpent)));
    let expired = set_password(&db, &second, "mật khẩu mới tinh", noon() + Duration::hours(2)).await;
    assert!(matches!(expired, Err(SetPasswordError::LinkSpent)));
    let weak = set_password(&db, &second, "ngắn", noon()).await;
    assert!(matches!(weak, Err(SetPasswordError::Problem(PasswordProblem::TooShort))));
    set_password(&db, &second, "mật khẩu mới tinh", noon()).await.unwrap();
}

#[tokio::test]
async fn asking_for_an_unknown_address_writes_to_nobody() {
    let db = fresh_db().await;
    send_password_link(&db, &address("ai-do@vi-du.example"), noon()).await.unwrap();
    assert_eq!(mail::Entity::find().count(&db).await.unwrap(), 0);
    let kept = find_records(&db, "account/unknown").await;
    assert_eq!(kept, ["account.password_asked"], "the ledger keeps that it was asked, not for whom");
}

#[tokio::test]
async fn a_confirming_link_sets_no_password() {
    let db = fresh_db().await;
    register(&db, &registration(PASSWORD), Lang::Vi, "", &here(), noon()).await.unwrap();
    let token = newest_token(&db, LAN).await;
    let refused = set_password(&db, &token, "mật khẩu mới tinh", noon()).await;
    assert!(matches!(refused, Err(SetPasswordError::LinkSpent)));
}

#[tokio::test]
async fn the_first_administrator_chooses_a_password_by_a_link() {
    let db = fresh_db().await;
    let link = create_first_admin(&db, "Quan.Tri@vi-du.example", "Người Quản Trị", noon()).await.unwrap();
    let token = link.strip_prefix("/dat-mat-khau/").unwrap();

    set_password(&db, token, PASSWORD, noon() + Duration::days(1)).await.unwrap();

    let known = sign_in(&db, "quan.tri@vi-du.example", PASSWORD, &here(), noon()).await.unwrap();
    let actor = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    assert_eq!(actor.grants[0].role, GrantedRole::Administrator);
    assert!(actor.owes_second_factor());
    let again = create_first_admin(&db, "quan.tri@vi-du.example", "Tên Khác", noon()).await.unwrap();
    assert_ne!(again, link);
    let actor = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    assert_eq!((actor.name.as_str(), actor.grants.len()), ("Người Quản Trị", 1));
}

#[tokio::test]
async fn a_first_administrator_needs_an_address_and_a_name() {
    let db = fresh_db().await;
    let table = [("không", "Tên"), ("a@vi-du.example", "  ")];
    for (email, name) in table {
        assert!(create_first_admin(&db, email, name, noon()).await.is_err(), "{email} {name}");
    }
    assert_eq!(account::Entity::find().count(&db).await.unwrap(), 0);
}
