//! Later deadlines.

use domain::entries::state::EntryState;
use domain::intake::extensions::{CorrectionForm, ExtensionForm, ExtensionProblem, ExtensionScope, field};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, QueryOrder};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::datetime;

use super::{acts, letters, row, secretary, slug};
use crate::entities::{account, entry, mail, role_grant};
use crate::intake::*;
use crate::testkit::*;

fn form(scope: &str) -> ExtensionForm {
    ExtensionForm {
        scope: scope.to_owned(),
        until: ["20", "12", "2026"].map(str::to_owned),
        reason: "Bão số 5, trường mất điện".to_owned(),
        ..ExtensionForm::default()
    }
}

const WHY: &str = "Bão không vào tỉnh nữa";

fn correction(day: &str) -> CorrectionForm {
    CorrectionForm {
        until: [day, "12", "2026"].map(str::to_owned),
        clock: "17:00".to_owned(),
        reason: "Ghi nhầm ngày".to_owned(),
    }
}

async fn email_of(db: &DatabaseConnection, actor: &Actor) -> String {
    let row = account::Entity::find_by_id(actor.account.unwrap().0).one(db).await.unwrap();
    row.unwrap().email
}

/// The letters about extensions: whom to, which, and the deadline each of them names.
async fn told(db: &DatabaseConnection) -> Vec<(String, String, OffsetDateTime)> {
    let rows = mail::Entity::find().order_by_asc(mail::Column::Id).all(db).await.unwrap();
    let about = rows.into_iter().filter(|row| row.template.starts_with("extension_"));
    let told = about.map(|row| {
        let params: serde_json::Value = serde_json::from_str(&row.params).unwrap();
        let until = OffsetDateTime::parse(params["until"].as_str().unwrap(), &Rfc3339).unwrap();
        (row.recipient, row.template, until)
    });
    told.collect()
}

#[tokio::test]
async fn an_extension_reaches_whom_it_names() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let draft = SentEntry { state: EntryState::Draft, unit: Some(school), ..SentEntry::default() };
    let entry = sent_entry(&db, edition, draft).await;
    sent_entry(&db, edition, SentEntry { state: EntryState::Draft, ..SentEntry::default() }).await;
    let clerk = secretary(&db).await;
    let code = row(&db, entry).await.code.unwrap();

    let by_entry = ExtensionForm { entry_code: code.to_lowercase(), ..form("ho-so") };
    grant_extension(&db, &clerk, edition, &by_entry, noon()).await.unwrap();
    assert_eq!(letters(&db, "extension_granted").await, 1);
    assert_eq!(acts(&db, entry).await, ["entry.extension_granted"]);
    let later =
        |day: &str, form: ExtensionForm| ExtensionForm { until: [day, "12", "2026"].map(str::to_owned), ..form };
    let by_unit = ExtensionForm { unit: Some(school), ..later("22", form("don-vi")) };
    grant_extension(&db, &clerk, edition, &by_unit, noon()).await.unwrap();
    assert_eq!(letters(&db, "extension_granted").await, 2);
    for _ in 0..2 {
        let everybody = later("24", form("ky"));
        grant_extension(&db, &clerk, edition, &everybody, noon()).await.unwrap();
    }
    assert_eq!(letters(&db, "extension_granted").await, 4, "the second press grants nothing more");

    let desk = list_extensions(&db, &clerk, &slug(&db, edition).await).await.unwrap();
    assert_eq!(desk.extensions.len(), 3);
    assert_eq!(desk.extensions[0].scope, ExtensionScope::Edition);
    let titles_hidden = matches!(&desk.extensions[2].scope, ExtensionScope::Entry { title, .. } if title.is_empty());
    assert!(titles_hidden, "a draft keeps its title to itself");
}

#[tokio::test]
async fn an_unknown_unit_or_entry_is_said_at_its_field() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let table = [
        (
            ExtensionForm { unit: Some(domain::ids::UnitId(77)), ..form("don-vi") },
            (field::UNIT, ExtensionProblem::NoSuchUnit),
        ),
        (
            ExtensionForm { entry_code: "THU-X".to_owned(), ..form("ho-so") },
            (field::ENTRY, ExtensionProblem::NoSuchEntry),
        ),
    ];
    for (form, expected) in table {
        let refused = grant_extension(&db, &clerk, edition, &form, noon()).await;
        assert!(matches!(refused, Err(ExtensionError::Problems(problems)) if problems == [expected]));
    }
}

#[tokio::test]
async fn a_revoked_extension_stays_on_the_list() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let slug = slug(&db, edition).await;
    grant_extension(&db, &clerk, edition, &form("ky"), noon()).await.unwrap();
    let id = list_extensions(&db, &clerk, &slug).await.unwrap().extensions[0].id;

    revoke_extension(&db, &clerk, edition, id, WHY, noon()).await.unwrap();
    revoke_extension(&db, &clerk, edition, id, WHY, noon()).await.unwrap();

    let kept = &list_extensions(&db, &clerk, &slug).await.unwrap().extensions;
    assert_eq!((kept.len(), kept[0].revoked_at), (1, Some(noon())));
    assert_eq!(kept[0].revoked_why.as_deref(), Some(WHY));
}

#[tokio::test]
async fn only_a_secretary_extends_and_only_while_entries_are_received() {
    let db = fresh_db().await;
    let open = open_edition(&db).await;
    let judging = edition_in(&db, EditionState::Judging).await;
    let clerk = secretary(&db).await;
    let administrator = holder(&db, "Quản trị", GrantedRole::Administrator).await;
    for (actor, edition) in [(&administrator, open), (&clerk, judging)] {
        assert!(grant_extension(&db, actor, edition, &form("ky"), noon()).await.is_err());
    }
    grant_extension(&db, &clerk, open, &form("ky"), noon()).await.unwrap();
    assert!(revoke_extension(&db, &administrator, open, 1, WHY, noon()).await.is_err());
    let right = correction("21");
    assert!(correct_extension(&db, &administrator, open, 1, &right, noon()).await.is_err());
    assert!(correct_extension(&db, &clerk, judging, 1, &right, noon()).await.is_err());
    assert!(revoke_extension(&db, &clerk, judging, 1, WHY, noon()).await.is_err(), "not of that edition");
    assert!(list_extensions(&db, &administrator, &slug(&db, open).await).await.is_err());
}

#[tokio::test]
async fn a_correction_and_a_revocation_are_told_to_everybody_who_was_told_before() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let draft = SentEntry { state: EntryState::Draft, owner: lan.account, ..SentEntry::default() };
    let entry = sent_entry(&db, edition, draft).await;
    grant_extension(&db, &clerk, edition, &form("ky"), noon()).await.unwrap();
    let sent = entry::ActiveModel {
        id: Unchanged(entry.0),
        state: Set(EntryState::Submitted.code().to_owned()),
        ..Default::default()
    };
    sent.update(&db).await.unwrap();
    let slug = slug(&db, edition).await;
    let newest = async || list_extensions(&db, &clerk, &slug).await.unwrap().extensions.remove(0);
    let first = newest().await;

    correct_extension(&db, &clerk, edition, first.id, &correction("15"), noon()).await.unwrap();
    let second = newest().await;
    revoke_extension(&db, &clerk, edition, second.id, WHY, noon()).await.unwrap();

    let email = email_of(&db, &lan).await;
    let letter = |template: &str, until| (email.clone(), template.to_owned(), until);
    let expected = [
        letter("extension_granted", datetime!(2026-12-21 00:00 +7)),
        letter("extension_corrected", datetime!(2026-12-15 17:00 +7)),
        letter("extension_revoked", datetime!(2026-12-03 12:00 +7)),
    ];
    assert_eq!(told(&db).await, expected);
    assert_eq!(second.until, datetime!(2026-12-15 17:00 +7));
    let all = list_extensions(&db, &clerk, &slug).await.unwrap();
    assert!(all.extensions.iter().all(|one| one.revoked_at.is_some()));
    assert!(all.extensions[1].is_replaced && !all.extensions[0].is_replaced);
    let again = correct_extension(&db, &clerk, edition, second.id, &correction("16"), noon()).await;
    assert!(matches!(again, Err(ExtensionError::Problems(_))), "{again:?}");
    assert!(crate::ledger::verify(&db).await.unwrap().is_ok());
}

#[tokio::test]
async fn whose_deadline_does_not_change_gets_no_letter_and_the_officers_of_a_unit_do() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let lan = member(&db, "Lan Thử").await;
    let officer = holder(&db, "Cán bộ Thử", GrantedRole::UnitOfficer).await;
    let grant = role_grant::ActiveModel {
        account_id: Set(officer.account.unwrap().0),
        role: Set(GrantedRole::UnitOfficer.code().to_owned()),
        unit_id: Set(Some(school.0)),
        granted_by: Set(officer.account.map(|id| id.0)),
        granted_at: Set(noon()),
        ..Default::default()
    };
    grant.insert(&db).await.unwrap();
    let draft = SentEntry { state: EntryState::Draft, owner: lan.account, unit: Some(school), ..SentEntry::default() };
    sent_entry(&db, edition, draft).await;
    let by_unit = ExtensionForm { unit: Some(school), ..form("don-vi") };
    grant_extension(&db, &clerk, edition, &by_unit, noon()).await.unwrap();
    let people: Vec<String> = told(&db).await.into_iter().map(|(to, ..)| to).collect();
    assert_eq!(people, [email_of(&db, &lan).await, email_of(&db, &officer).await]);

    let earlier = ExtensionForm { until: ["10", "12", "2026"].map(str::to_owned), ..form("ky") };
    grant_extension(&db, &clerk, edition, &earlier, noon()).await.unwrap();
    assert_eq!(told(&db).await.len(), 2, "an extension that gives Lan nothing more says nothing to her");
}

#[tokio::test]
async fn an_extension_must_be_later_than_what_those_it_names_have_already() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    grant_extension(&db, &clerk, edition, &form("ky"), noon()).await.unwrap();
    let shorter = ExtensionForm { unit: Some(school), clock: "17:00".to_owned(), ..form("don-vi") };
    let refused = grant_extension(&db, &clerk, edition, &shorter, noon()).await;
    let in_force = datetime!(2026-12-21 00:00 +7);
    let expected = [(field::UNTIL, ExtensionProblem::NotLater { in_force })];
    assert!(matches!(refused, Err(ExtensionError::Problems(problems)) if problems == expected));
}
