//! Guessing: it does not get far, it locks nobody out, and the owner hears of it.

use domain::people::guessing::{Attempt, Place, Wait};
use domain::people::registration::Registration;
use domain::people::roles::GrantedRole;
use domain::text::{EmailAddress, Lang};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use time::{Duration, OffsetDateTime};

use crate::entities::{known_place, ledger as ledger_row, mail, try_count};
use crate::people::second_factor::code_at;
use crate::people::tries::begin_try;
use crate::people::*;
use crate::testkit::{PASSWORD, fresh_db, here, newest_token, noon, registered, vault};

const LAN: &str = "lan@vi-du.example";

fn from(network: &str) -> Origin {
    Origin { network: network.to_owned(), device: None }
}

async fn letters(db: &DatabaseConnection, kind: &str) -> u64 {
    let found = mail::Entity::find().filter(mail::Column::Template.eq(kind));
    found.count(db).await.unwrap()
}

async fn records(db: &DatabaseConnection, act: &str) -> u64 {
    let found = ledger_row::Entity::find().filter(ledger_row::Column::Act.eq(act));
    found.count(db).await.unwrap()
}

/// How many of these tries are looked at; each is made by somebody who does not know the password.
async fn looked_at(
    db: &DatabaseConnection,
    emails: impl Iterator<Item = (String, Origin)>,
    now: OffsetDateTime,
) -> usize {
    let mut looked = 0;
    for (email, origin) in emails {
        match sign_in(db, &email, "không phải mật khẩu", &origin, now).await {
            Err(SignInError::WrongCredentials) => looked += 1,
            Err(SignInError::Wait(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    looked
}

#[tokio::test]
async fn a_thousand_spellings_from_a_thousand_networks_are_ten_tries() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    let spellings = ["lan@vi-du.example", "LAN@Vi-Du.example", "ｌａｎ@vi-du.example", "lan\u{200B}@vi-du.example"];
    let tries = (0..60).map(|number: usize| {
        let network = format!("2001:db8:{number:x}::/64");
        (spellings[number % 4].to_owned(), from(&network))
    });
    assert_eq!(looked_at(&db, tries, noon()).await, 10);
    assert_eq!((letters(&db, "password_guessed").await, records(&db, "account.password_guessed").await), (1, 1));
    let next_day = noon() + Duration::hours(25);
    let tries = |network: &str, count: usize| vec![(LAN.to_owned(), from(network)); count].into_iter();
    assert_eq!(looked_at(&db, tries("198.51.100.1", 1), noon() + Duration::minutes(1)).await, 1);
    assert_eq!(letters(&db, "password_guessed").await, 1, "the owner is told once a day");
    assert_eq!(looked_at(&db, tries("198.51.100.2", 12), next_day).await, 10);
    assert_eq!(letters(&db, "password_guessed").await, 2, "and again the next day");
}

#[tokio::test]
async fn a_known_device_and_a_known_network_are_not_held_up_by_strangers() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    let secret = remember_place(&db, known.id, &from("192.0.2.50"), noon()).await.unwrap();
    looked_at(&db, (0..30).map(|_| (LAN.to_owned(), here())), noon()).await;
    let held = sign_in(&db, LAN, PASSWORD, &here(), noon()).await;
    let Err(SignInError::Wait(Wait { until })) = held else { panic!("{held:?}") };
    assert_eq!(until, noon() + Duration::minutes(1));

    let device = Origin { network: "198.51.100.77".to_owned(), device: Some(secret) };
    sign_in(&db, LAN, PASSWORD, &device, noon()).await.unwrap();
    sign_in(&db, LAN, PASSWORD, &from("192.0.2.50"), noon()).await.unwrap();
    sign_in(&db, LAN, PASSWORD, &here(), until).await.unwrap();
}

#[tokio::test]
async fn a_device_made_up_or_ended_is_a_stranger() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    let first = remember_place(&db, known.id, &from("192.0.2.50"), noon()).await.unwrap();
    let with = |secret: &str| Origin { network: "198.51.100.77".to_owned(), device: Some(secret.to_owned()) };
    let second = remember_place(&db, known.id, &with(&first), noon()).await.unwrap();
    looked_at(&db, (0..11).map(|_| (LAN.to_owned(), here())), noon()).await;
    for stranger in ["made-up", &first] {
        let held =
            sign_in(&db, LAN, PASSWORD, &Origin { network: "203.0.113.5".to_owned(), ..with(stranger) }, noon()).await;
        assert!(matches!(held, Err(SignInError::Wait(_))), "{stranger}: {held:?}");
    }
    sign_in(&db, LAN, PASSWORD, &with(&second), noon()).await.unwrap();
    send_password_link(&db, &EmailAddress::parse(LAN).unwrap(), noon()).await.unwrap();
    let token = newest_token(&db, LAN).await;
    set_password(&db, &token, "mật khẩu mới tinh", noon()).await.unwrap();
    assert_eq!(known_place::Entity::find().count(&db).await.unwrap(), 0, "a new password makes every place new");
}

#[tokio::test]
async fn the_letter_lets_the_owners_new_device_in_and_signs_nobody_in() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    looked_at(&db, (0..12).map(|_| (LAN.to_owned(), here())), noon()).await;
    let token = newest_token(&db, LAN).await;
    assert_eq!(find_device_link(&db, &token, noon()).await.unwrap().as_deref(), Some(LAN));
    let hotel = from("198.51.100.9");
    let secret = use_device_link(&db, &token, &hotel, noon()).await.unwrap().expect("it works");
    let known = Origin { device: Some(secret), ..hotel.clone() };
    let wrong = sign_in(&db, LAN, "không phải mật khẩu", &known, noon()).await;
    assert!(matches!(wrong, Err(SignInError::WrongCredentials)), "{wrong:?}");
    sign_in(&db, LAN, PASSWORD, &known, noon()).await.unwrap();
    assert!(use_device_link(&db, &token, &hotel, noon()).await.unwrap().is_none(), "it works once");
    assert_eq!(find_device_link(&db, &token, noon()).await.unwrap(), None);
    assert_eq!(records(&db, "account.device_let_in").await, 1);
}

#[tokio::test]
async fn known_and_unknown_addresses_wait_alike_and_nobody_is_written_to() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    let unknown = "ai-do@vi-du.example";
    let looked = [
        looked_at(&db, (0..20).map(|_| (LAN.to_owned(), here())), noon()).await,
        looked_at(&db, (0..20).map(|_| (unknown.to_owned(), here())), noon()).await,
    ];
    assert_eq!(looked, [10, 10]);
    let to_unknown = mail::Entity::find().filter(mail::Column::Recipient.eq(unknown));
    assert_eq!(to_unknown.count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn one_network_cannot_try_a_thousand_accounts() {
    let db = fresh_db().await;
    let mut taken = 0;
    for number in 0..300 {
        let who = format!("hoc-sinh-{number}@vi-du.example");
        taken += usize::from(begin_try(&db, Attempt::Password, &who, Place::New, &here(), noon()).await.is_ok());
    }
    assert_eq!(taken, 200);
}

#[tokio::test]
async fn tries_at_once_are_all_counted() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    let tries = (0..40).map(|_| async { sign_in(&db, LAN, "không phải mật khẩu", &here(), noon()).await });
    let answers = futures::future::join_all(tries).await;
    let looked = answers.iter().filter(|answer| matches!(answer, Err(SignInError::WrongCredentials))).count();
    assert_eq!(looked, 10);
    assert_eq!(letters(&db, "password_guessed").await, 1);
}

#[tokio::test]
async fn staff_codes_are_locked_told_of_and_recorded() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    let lan = domain::people::actor::Actor { account: Some(known.id), ..Default::default() };
    let lan = crate::testkit::with_grant(lan, GrantedRole::Secretary, None, None, None);
    let secret = begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret;
    confirm_second_factor(&db, &vault(), &lan, &code_at(&secret, noon()), &here(), noon()).await.unwrap();
    let own = remember_place(&db, known.id, &from("192.0.2.50"), noon()).await.unwrap();
    let later = noon() + Duration::minutes(2);

    let mut looked = 0;
    for number in 0..1_000 {
        match check_code(&db, &vault(), &lan, &format!("{number:06}"), &from(&format!("10.0.0.{number}")), later).await
        {
            Err(CodeError::WrongCode) => looked += 1,
            Err(CodeError::Wait(_)) => {}
            other => panic!("{number}: {other:?}"),
        }
    }

    assert_eq!(looked, 5);
    assert_eq!((letters(&db, "code_guessed").await, records(&db, "account.code_guessed").await), (1, 1));
    let right = code_at(&secret, later);
    let held = check_code(&db, &vault(), &lan, &right, &here(), later).await;
    assert!(matches!(held, Err(CodeError::Wait(_))), "the right code waits too: {held:?}");
    let device = Origin { network: "198.51.100.9".to_owned(), device: Some(own) };
    check_code(&db, &vault(), &lan, &right, &device, later).await.unwrap();
}

#[tokio::test]
async fn a_few_letters_an_hour_to_one_mailbox_whoever_asks() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    let spellings = [LAN, "LAN@VI-DU.example", "ｌａｎ＠vi-du.example"];
    let mut taken = [0, 0];
    for number in 0..100 {
        for (place, email) in [(0, spellings[number % 3]), (1, "ai-do@vi-du.example")] {
            let address = EmailAddress::parse(email).unwrap();
            let origin = from(&format!("192.0.2.{number}"));
            match ask_new_password(&db, &address, &origin, noon()).await {
                Ok(()) => taken[place] += 1,
                Err(TryError::Wait(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    }
    // One was the letter of her registration.
    assert_eq!(taken, [3, 4]);
    let again =
        Registration { email: LAN.to_owned(), name: "Lan".to_owned(), password: PASSWORD.to_owned(), terms: true };
    let refused = register(&db, &again, Lang::Vi, "", &from("192.0.2.200"), noon()).await;
    assert!(matches!(refused, Err(RegisterError::Wait(_))), "{refused:?}");
}

#[tokio::test]
async fn registering_a_known_address_again_gives_its_owner_a_link_and_changes_nothing() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    let again = Registration {
        email: LAN.to_owned(),
        name: "Ai đó".to_owned(),
        password: "mật khẩu của người lạ".to_owned(),
        terms: true,
    };
    register(&db, &again, Lang::Vi, "", &here(), noon()).await.unwrap();
    let token = newest_token(&db, LAN).await;
    assert_eq!(find_password_link(&db, &token, noon()).await.unwrap().as_deref(), Some(LAN));
    sign_in(&db, LAN, PASSWORD, &here(), noon()).await.unwrap();
}

#[tokio::test]
async fn counts_outlive_a_restart_and_are_cleared_when_nobody_remembers_them() {
    let db = fresh_db().await;
    registered(&db, LAN).await;
    looked_at(&db, (0..3).map(|_| (LAN.to_owned(), here())), noon()).await;
    assert!(try_count::Entity::find().count(&db).await.unwrap() > 0);
    remove_old_tries(&db, noon() + Duration::days(1)).await.unwrap();
    assert!(try_count::Entity::find().count(&db).await.unwrap() > 0);
    remove_old_tries(&db, noon() + Duration::days(3)).await.unwrap();
    assert_eq!(try_count::Entity::find().count(&db).await.unwrap(), 0);
}
