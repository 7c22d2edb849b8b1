//! Nobody gives more than they have, and an invitation is for one address.

use domain::ids::{EditionId, UnitId};
use domain::intake::unit_desk::UnitFilter;
use domain::people::actor::Actor;
use domain::people::invitations::InvitationRequest;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;
use domain::text::Lang;
use sea_orm::DatabaseConnection;

use crate::intake::{confirm_entry, find_unit_entry, list_unit_entries};
use crate::people::*;
use crate::testkit::*;

const BINH: &str = "binh@vi-du.example";
const HOA: &str = "hoa@vi-du.example";

/// The person as the next request sees them: with the roles in force.
async fn as_now(db: &DatabaseConnection, account: KnownAccount) -> Actor {
    let found = find_actor(db, account.id, account.credentials_version, true).await;
    found.expect("a read").expect("an account")
}

fn officer_of(edition: Option<EditionId>, unit: UnitId) -> InvitationRequest {
    InvitationRequest {
        name: "Trần Văn Bình".to_owned(),
        email: BINH.to_owned(),
        role: Some(GrantedRole::UnitOfficer),
        edition,
        unit: Some(unit),
        ..InvitationRequest::default()
    }
}

#[tokio::test]
async fn an_officer_invited_by_the_secretary_of_one_edition_acts_in_that_edition_only() {
    let db = fresh_db().await;
    let (own, other) = (open_edition(&db).await, edition_in(&db, EditionState::Judging).await);
    let school = unit(&db, "Trường Thử", None).await;
    let sent = SentEntry { unit: Some(school), ..SentEntry::default() };
    let (mine, foreign) = (sent_entry(&db, own, sent.clone()).await, sent_entry(&db, other, sent).await);
    let lan = member(&db, "Lan").await;
    let lan = granted(&db, lan, GrantedRole::Secretary, Some(own), None, None).await;
    let binh = registered(&db, BINH).await;

    invite(&db, &lan, &officer_of(Some(own), school), Lang::Vi, noon()).await.unwrap();
    let token = newest_token(&db, BINH).await;
    accept_invitation(&db, &as_now(&db, binh).await, &token, noon()).await.unwrap();

    let binh = as_now(&db, binh).await;
    find_unit_entry(&db, &binh, mine).await.expect("the entry of the edition");
    assert!(find_unit_entry(&db, &binh, foreign).await.is_err(), "another edition");
    assert!(confirm_entry(&db, &binh, foreign, "", noon()).await.is_err());
    let desk = list_unit_entries(&db, &binh, &UnitFilter::default()).await.unwrap();
    let shown: Vec<_> = desk.rows.iter().map(|row| row.id).collect();
    assert_eq!((shown, desk.total, desk.editions.len()), (vec![mine], 1, 1));
}

#[tokio::test]
async fn the_secretary_of_another_edition_ends_no_role() {
    let db = fresh_db().await;
    let (own, other) = (open_edition(&db).await, edition_in(&db, EditionState::Judging).await);
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    let binh = registered(&db, BINH).await;
    let judge =
        InvitationRequest { role: Some(GrantedRole::Judge), edition: Some(own), ..InvitationRequest::default() };
    grant_role(&db, &admin, binh.id, &judge, noon()).await.unwrap();
    let grant = find_person(&db, &admin, binh.id).await.unwrap().grants[0].id;
    for (edition, ends) in [(other, false), (own, true)] {
        let lan = member(&db, "Lan").await;
        let lan = granted(&db, lan, GrantedRole::Secretary, Some(edition), None, None).await;
        let ended = revoke_role(&db, &lan, grant, "Đổi việc", noon()).await;
        assert_eq!(ended.is_ok(), ends, "{ended:?}");
        assert_eq!(as_now(&db, binh).await.grants.is_empty(), ends);
    }
}

#[tokio::test]
async fn a_link_that_went_astray_gives_a_stranger_nothing() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    let (binh, hoa) = (registered(&db, BINH).await, registered(&db, HOA).await);
    let asked = InvitationRequest {
        name: "Trần Văn Bình".to_owned(),
        email: BINH.to_owned(),
        role: Some(GrantedRole::Secretary),
        edition: Some(edition),
        ..InvitationRequest::default()
    };
    invite(&db, &admin, &asked, Lang::Vi, noon()).await.unwrap();
    let token = newest_token(&db, BINH).await;

    let _ = accept_invitation(&db, &as_now(&db, hoa).await, &token, noon()).await;

    assert!(as_now(&db, hoa).await.grants.is_empty(), "a stranger has the role");
    accept_invitation(&db, &as_now(&db, binh).await, &token, noon()).await.unwrap();
    assert_eq!(as_now(&db, binh).await.grants.len(), 1);
}
