//! A person's own account.

use domain::people::profile::{Honorific, Profile};
use domain::text::Lang;
use time::Duration;

use crate::failure::Failure;
use crate::people::sessions::{find_session, save_session};
use crate::people::*;
use crate::testkit::{PASSWORD, fresh_db, here, noon, registered};

const LAN: &str = "lan@vi-du.example";

#[tokio::test]
async fn what_a_person_says_about_themselves_is_kept() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    let lan = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    let given = Profile {
        name: " Nguyễn Thị Lan  Anh".to_owned(),
        phone: "+84 912 345 678".to_owned(),
        honorific: Honorific::OngBa,
        lang: Lang::En,
    };

    save_profile(&db, &lan, &given, noon()).await.unwrap();

    let own = find_own_account(&db, &lan, noon()).await.unwrap();
    assert_eq!((own.profile.name.as_str(), own.profile.phone.as_str()), ("Nguyễn Thị Lan Anh", "0912345678"));
    assert_eq!((own.profile.honorific, own.profile.lang), (Honorific::OngBa, Lang::En));
    let refused = save_profile(&db, &lan, &Profile::default(), noon()).await;
    assert!(matches!(refused, Err(SaveProfileError::Problems(_))));
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    let lan = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    save_session(&db, "s", Some(known.id), "{}".to_owned(), noon() + Duration::hours(8), noon()).await.unwrap();
    let wrong = change_password(&db, &lan, "sai mật khẩu rồi", "mật khẩu mới tinh", &here(), noon()).await;
    assert!(matches!(wrong, Err(ChangePasswordError::WrongPassword)));
    let weak = change_password(&db, &lan, PASSWORD, "ngắn", &here(), noon()).await;
    assert!(matches!(weak, Err(ChangePasswordError::Problem(_))));
    assert!(find_session(&db, "s", noon()).await.unwrap().is_some());

    let renewed = change_password(&db, &lan, PASSWORD, "mật khẩu mới tinh", &here(), noon()).await.unwrap();

    assert!(find_session(&db, "s", noon()).await.unwrap().is_none());
    assert_eq!(renewed.credentials_version, known.credentials_version + 1);
    assert_eq!(sign_in(&db, LAN, "mật khẩu mới tinh", &here(), noon()).await.unwrap(), renewed);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_makes_the_rest_worthless() {
    let db = fresh_db().await;
    let known = registered(&db, LAN).await;
    let lan = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    for id in ["s1", "s2"] {
        save_session(&db, id, Some(known.id), "{}".to_owned(), noon() + Duration::hours(8), noon()).await.unwrap();
    }
    assert_eq!(find_own_account(&db, &lan, noon()).await.unwrap().sessions, 2);

    assert_eq!(sign_out_everywhere(&db, &lan, noon()).await.unwrap(), 2);

    assert!(find_session(&db, "s1", noon()).await.unwrap().is_none());
    assert!(find_actor(&db, known.id, known.credentials_version, false).await.unwrap().is_none());
    sign_in(&db, LAN, PASSWORD, &here(), noon()).await.unwrap();
}

#[tokio::test]
async fn a_visitor_has_no_account() {
    let db = fresh_db().await;
    let nobody = Default::default();
    assert!(matches!(find_own_account(&db, &nobody, noon()).await, Err(Failure::NotFound)));
    assert!(matches!(sign_out_everywhere(&db, &nobody, noon()).await, Err(Failure::NotFound)));
}
