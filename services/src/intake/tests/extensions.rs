//! Later deadlines.

use domain::entries::state::EntryState;
use domain::intake::extensions::{ExtensionForm, ExtensionProblem, ExtensionScope, field};
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;

use super::{acts, letters, row, secretary, slug};
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

#[tokio::test]
async fn an_extension_reaches_whom_it_names() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let draft = SentEntry {
        state: EntryState::Draft,
        unit: Some(school),
        ..SentEntry::default()
    };
    let entry = sent_entry(&db, edition, draft).await;
    sent_entry(
        &db,
        edition,
        SentEntry {
            state: EntryState::Draft,
            ..SentEntry::default()
        },
    )
    .await;
    let clerk = secretary(&db).await;
    let code = row(&db, entry).await.code.unwrap();

    let by_entry = ExtensionForm {
        entry_code: code.to_lowercase(),
        ..form("ho-so")
    };
    grant_extension(&db, &clerk, edition, &by_entry, noon()).await.unwrap();
    assert_eq!(letters(&db, "extension_granted").await, 1);
    assert_eq!(acts(&db, entry).await, ["entry.extension_granted"]);
    let by_unit = ExtensionForm {
        unit: Some(school),
        ..form("don-vi")
    };
    grant_extension(&db, &clerk, edition, &by_unit, noon()).await.unwrap();
    assert_eq!(letters(&db, "extension_granted").await, 2);
    grant_extension(&db, &clerk, edition, &form("ky"), noon())
        .await
        .unwrap();
    grant_extension(&db, &clerk, edition, &form("ky"), noon())
        .await
        .unwrap();
    assert_eq!(
        letters(&db, "extension_granted").await,
        4,
        "the second press grants nothing more"
    );

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
            ExtensionForm {
                unit: Some(domain::ids::UnitId(77)),
                ..form("don-vi")
            },
            (field::UNIT, ExtensionProblem::NoSuchUnit),
        ),
        (
            ExtensionForm {
                entry_code: "THU-X".to_owned(),
                ..form("ho-so")
            },
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
    grant_extension(&db, &clerk, edition, &form("ky"), noon())
        .await
        .unwrap();
    let id = list_extensions(&db, &clerk, &slug).await.unwrap().extensions[0].id;

    revoke_extension(&db, &clerk, edition, id, noon()).await.unwrap();
    revoke_extension(&db, &clerk, edition, id, noon()).await.unwrap();

    let kept = &list_extensions(&db, &clerk, &slug).await.unwrap().extensions;
    assert_eq!((kept.len(), kept[0].revoked_at), (1, Some(noon())));
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
    assert!(revoke_extension(&db, &administrator, open, 1, noon()).await.is_err());
    assert!(
        revoke_extension(&db, &clerk, judging, 1, noon()).await.is_err(),
        "not of that edition"
    );
    assert!(
        list_extensions(&db, &administrator, &slug(&db, open).await)
            .await
            .is_err()
    );
}
