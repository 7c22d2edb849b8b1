//! Invitations and roles: who gives which, to whom, and how it ends.

use domain::ids::EditionId;
use domain::people::invitations::{InvitationProblem, InvitationRequest};
use domain::people::registration::Registration;
use domain::people::roles::GrantedRole;
use domain::text::Lang;
use sea_orm::DatabaseConnection;
use time::Duration;

use crate::failure::Failure;
use crate::people::*;
use crate::testkit::{
    PASSWORD, fresh_db, granted, here, holder, member, newest_token, noon, open_edition, registered, vault,
};

const BINH: &str = "binh@vi-du.example";

fn judge_of(edition: EditionId) -> InvitationRequest {
    InvitationRequest {
        name: "Trần Văn Bình".to_owned(),
        email: BINH.to_owned(),
        role: Some(GrantedRole::Judge),
        edition: Some(edition),
        ..InvitationRequest::default()
    }
}

async fn invited(db: &DatabaseConnection) -> (EditionId, String) {
    let edition = open_edition(db).await;
    let lan = member(db, "Lan").await;
    let lan = granted(db, lan, GrantedRole::Secretary, Some(edition), None, None).await;
    invite(db, &lan, &judge_of(edition), Lang::Vi, noon()).await.unwrap();
    (edition, newest_token(db, BINH).await)
}

fn new_person() -> Registration {
    Registration {
        name: "Trần Văn Bình".to_owned(),
        password: PASSWORD.to_owned(),
        terms: true,
        ..Registration::default()
    }
}

#[tokio::test]
async fn a_judge_registers_by_the_invitation_and_needs_no_confirmation() {
    let db = fresh_db().await;
    let (edition, token) = invited(&db).await;
    let found = find_invitation(&db, &token, noon()).await.unwrap().unwrap();
    assert_eq!((found.email.as_str(), found.has_account), (BINH, false));

    let (known, taken) = register_by_invitation(&db, &token, &new_person(), Lang::Vi, noon()).await.unwrap();

    assert_eq!(taken, Taken::AtOnce);
    assert_eq!(sign_in(&db, BINH, PASSWORD, &here(), noon()).await.unwrap(), known);
    let binh = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    assert_eq!((binh.grants[0].role, binh.grants[0].edition), (GrantedRole::Judge, Some(edition)));
    let again = register_by_invitation(&db, &token, &new_person(), Lang::Vi, noon()).await;
    assert!(matches!(again, Err(AcceptError::LinkSpent)));
}

#[tokio::test]
async fn somebody_with_an_account_takes_the_invitation_signed_in_and_once() {
    let db = fresh_db().await;
    let known = registered(&db, BINH).await;
    let (_, token) = invited(&db).await;
    let refused = register_by_invitation(&db, &token, &new_person(), Lang::Vi, noon()).await;
    assert!(matches!(refused, Err(AcceptError::HasAccount)));
    let binh = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();

    accept_invitation(&db, &binh, &token, noon()).await.unwrap();

    assert!(matches!(accept_invitation(&db, &binh, &token, noon()).await, Err(AcceptError::LinkSpent)));
    let binh = find_actor(&db, known.id, known.credentials_version, false).await.unwrap().unwrap();
    assert_eq!(binh.grants.len(), 1);
}

#[tokio::test]
async fn a_second_press_sends_no_second_letter() {
    let db = fresh_db().await;
    let (edition, first) = invited(&db).await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    let at_once = noon() + Duration::seconds(2);
    for _ in 0..2 {
        invite(&db, &lan, &judge_of(edition), Lang::Vi, at_once).await.unwrap();
    }
    assert_eq!(newest_token(&db, BINH).await, first, "the first letter is the only one");
    assert!(find_invitation(&db, &first, noon()).await.unwrap().is_some());
    assert_eq!(list_invitations(&db, &lan, Some(edition)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_invitation_expires_is_withdrawn_and_is_replaced_by_a_newer_one() {
    let db = fresh_db().await;
    let (edition, first) = invited(&db).await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    assert!(find_invitation(&db, &first, noon() + Duration::days(14)).await.unwrap().is_none());
    let later = noon() + Duration::hours(1);
    invite(&db, &lan, &judge_of(edition), Lang::Vi, later).await.unwrap();
    let second = newest_token(&db, BINH).await;
    assert!(find_invitation(&db, &first, noon()).await.unwrap().is_none());
    let listed = list_invitations(&db, &lan, Some(edition)).await.unwrap();
    assert_eq!(listed.len(), 1);

    for _ in 0..2 {
        revoke_invitation(&db, &lan, listed[0].id, noon()).await.unwrap();
    }

    assert!(find_invitation(&db, &second, noon()).await.unwrap().is_none());
    assert!(list_invitations(&db, &lan, Some(edition)).await.unwrap().is_empty());
}

#[tokio::test]
async fn every_problem_of_an_invitation_is_named() {
    let db = fresh_db().await;
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    let empty = invite(&db, &admin, &InvitationRequest::default(), Lang::Vi, noon()).await;
    assert!(matches!(empty, Err(InviteError::Problems(problems)) if problems.len() == 3));
    let nowhere = invite(&db, &admin, &judge_of(EditionId(99)), Lang::Vi, noon()).await;
    assert!(matches!(nowhere, Err(InviteError::Problems(problems)) if problems == [InvitationProblem::ScopeUnknown]));
}

#[tokio::test]
async fn who_may_invite_whom() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let own = granted(&db, member(&db, "Lan").await, GrantedRole::Secretary, Some(edition), None, None).await;
    let other = granted(&db, member(&db, "Hoa").await, GrantedRole::Secretary, Some(EditionId(99)), None, None).await;
    let tam = member(&db, "Tâm").await;
    let judge = granted(&db, tam, GrantedRole::Judge, Some(edition), None, None).await;
    assert!(invite(&db, &own, &judge_of(edition), Lang::Vi, noon()).await.is_ok());
    for person in [other, judge, Default::default()] {
        let refused = invite(&db, &person, &judge_of(edition), Lang::Vi, noon()).await;
        assert!(matches!(refused, Err(InviteError::Failure(Failure::Forbidden(_)))), "{person:?}");
        assert!(list_invitations(&db, &person, Some(edition)).await.is_err());
    }
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    for role in [GrantedRole::Secretary, GrantedRole::Approver, GrantedRole::Administrator] {
        let asked = InvitationRequest { role: Some(role), ..judge_of(edition) };
        let refused = invite(&db, &own, &asked, Lang::Vi, noon()).await;
        assert!(matches!(refused, Err(InviteError::Problems(problems)) if problems == [InvitationProblem::NotYours]));
        assert!(invite(&db, &admin, &asked, Lang::Vi, noon()).await.is_ok());
    }
}

#[tokio::test]
async fn an_administrator_grants_and_revokes_and_keeps_their_own_role() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    let known = registered(&db, BINH).await;
    let asked = judge_of(edition);

    grant_role(&db, &admin, known.id, &asked, noon()).await.unwrap();

    let again = grant_role(&db, &admin, known.id, &asked, noon()).await;
    assert!(matches!(again, Err(GrantError::Problem(InvitationProblem::HeldAlready))));
    let person = find_person(&db, &admin, known.id).await.unwrap();
    assert_eq!(person.grants[0].edition.as_deref(), Some("Cuộc thi thử lần thứ I"));
    for _ in 0..2 {
        revoke_role(&db, &admin, person.grants[0].id, "Đổi việc", noon()).await.unwrap();
    }
    assert!(find_person(&db, &admin, known.id).await.unwrap().grants.is_empty());
    let own = admin.account.unwrap();
    let administrator = InvitationRequest { role: Some(GrantedRole::Administrator), ..InvitationRequest::default() };
    let again = grant_role(&db, &admin, own, &administrator, noon()).await;
    assert!(matches!(again, Err(GrantError::Problem(InvitationProblem::HeldAlready))));
    let held = find_person(&db, &admin, own).await.unwrap().grants[0].id;
    assert!(matches!(
        revoke_role(&db, &admin, held, "Đổi việc", noon()).await,
        Err(RevokeError::Failure(Failure::Forbidden(_)))
    ));
    assert!(matches!(disable_account(&db, &admin, own, noon()).await, Err(Failure::Forbidden(_))));
}

#[tokio::test]
async fn a_closed_account_is_out_until_it_is_opened_again() {
    let db = fresh_db().await;
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    let known = registered(&db, BINH).await;

    disable_account(&db, &admin, known.id, noon()).await.unwrap();

    assert!(matches!(sign_in(&db, BINH, PASSWORD, &here(), noon()).await, Err(SignInError::WrongCredentials)));
    assert!(find_actor(&db, known.id, known.credentials_version + 1, false).await.unwrap().is_none());
    enable_account(&db, &admin, known.id, noon()).await.unwrap();
    sign_in(&db, BINH, PASSWORD, &here(), noon()).await.unwrap();
}

#[tokio::test]
async fn a_lost_authenticator_is_forgotten_and_a_new_one_joined() {
    let db = fresh_db().await;
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    let lan = holder(&db, "Lan", GrantedRole::Secretary).await;
    let old = begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret;
    let code = second_factor::code_at(&old, noon());
    confirm_second_factor(&db, &vault(), &lan, &code, &here(), noon()).await.unwrap();

    reset_second_factor(&db, &admin, lan.account.unwrap(), noon()).await.unwrap();

    assert_eq!(find_second_factor(&db, &lan).await.unwrap(), SecondFactor::Missing);
    assert_ne!(begin_second_factor(&db, &vault(), &lan, "VD").await.unwrap().secret, old);
}

#[tokio::test]
async fn people_are_found_without_accents_by_administrators_only() {
    let db = fresh_db().await;
    let admin = holder(&db, "Quản", GrantedRole::Administrator).await;
    member(&db, "Đặng Thị Hoà").await;
    member(&db, "Trần Văn Bình").await;
    registered(&db, BINH).await;

    let table = [("dang hoa", 1), ("HÒA", 1), ("binh", 2), ("", 4), ("không ai", 0)];
    for (text, expected) in table {
        let found = search_people(&db, &admin, text, 1).await.unwrap();
        assert_eq!((found.people.len(), found.total), (expected, expected as u64), "{text}");
    }
    let secretary = holder(&db, "Lan", GrantedRole::Secretary).await;
    let someone = secretary.account.unwrap();
    for person in [secretary, member(&db, "Hoa").await, Default::default()] {
        assert!(search_people(&db, &person, "", 1).await.is_err());
        assert!(find_person(&db, &person, someone).await.is_err());
        assert!(disable_account(&db, &person, someone, noon()).await.is_err());
        assert!(reset_second_factor(&db, &person, someone, noon()).await.is_err());
        assert!(grant_role(&db, &person, someone, &InvitationRequest::default(), noon()).await.is_err());
    }
}
