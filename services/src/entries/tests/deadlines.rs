//! One question, one answer: everything that asks for a deadline is asked, for every kind of extension, just before and just
//! after every moment.

use domain::entries::filing::Standing;
use domain::ids::{EditionId, EntryId, UnitId};
use domain::judging::desk::OpenProblem;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::deadline::Whose;
use domain::programmes::edition::Edition;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use time::{Duration, OffsetDateTime};

use crate::entities::{entry, extension, receipt};
use crate::entries::*;
use crate::judging::preview_open;
use crate::programmes::{
    MoveEditionError, find_edition, find_public_edition, list_desk_editions, list_public_editions, start_judging,
};
use crate::testkit::*;

/// For whom the test extends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    Nobody,
    Everybody,
    OwnUnit,
    AnotherUnit,
    OwnEntry,
    /// To a unit, and used up.
    UsedUp,
    /// Granted and taken back.
    TakenBack,
}

/// When the deadline of the rules is, and the later one.
fn closes() -> OffsetDateTime {
    noon() + Duration::days(10)
}

fn later() -> OffsetDateTime {
    closes() + Duration::days(3) + Duration::minutes(90)
}

/// The deadline of everybody, of a new entry and of the entry of the test.
fn expected(to: To) -> [OffsetDateTime; 3] {
    match to {
        To::Nobody | To::UsedUp | To::TakenBack => [closes(); 3],
        To::Everybody => [later(); 3],
        To::OwnUnit => [closes(), later(), later()],
        To::AnotherUnit => [closes(), later(), closes()],
        To::OwnEntry => [closes(), closes(), later()],
    }
}

async fn extend(db: &DatabaseConnection, edition: EditionId, entry: &entry::Model, to: To) {
    let other = unit(db, "Đơn vị khác", None).await;
    let unit = match to {
        To::OwnUnit | To::UsedUp => entry.unit_id,
        To::AnotherUnit => Some(other.0),
        _ => None,
    };
    if to == To::Nobody {
        return;
    }
    let row = extension::ActiveModel {
        edition_id: Set(edition.0),
        unit_id: Set(unit),
        entry_id: Set((to == To::OwnEntry).then_some(entry.id)),
        until: Set(later()),
        reason: Set("Bão số 5".to_owned()),
        max_uses: Set((to == To::UsedUp).then_some(1)),
        uses: Set(1),
        created_by: Set(entry.owner_id),
        created_at: Set(noon()),
        revoked_at: Set((to == To::TakenBack).then_some(noon())),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
}

async fn row_of(db: &DatabaseConnection, id: EntryId) -> entry::Model {
    entry::Entity::find_by_id(id.0).one(db).await.unwrap().unwrap()
}

/// The same edition, read in each of the ways in which pages read it.
async fn readings(db: &DatabaseConnection, clerk: &Actor, id: EditionId) -> Vec<Edition> {
    let edition = find_edition(db, id).await.unwrap();
    let (public, _) = find_public_edition(db, &edition.slug).await.unwrap();
    let desk = list_desk_editions(db, clerk).await.unwrap().remove(0).edition;
    let listed = list_public_editions(db).await.unwrap().remove(0);
    vec![edition, public, desk, listed]
}

#[tokio::test]
async fn every_reader_of_a_deadline_gives_the_same_answer() {
    let kinds = [To::Nobody, To::Everybody, To::OwnUnit, To::AnotherUnit, To::OwnEntry, To::UsedUp, To::TakenBack];
    for to in kinds {
        let db = fresh_db().await;
        let id = open_edition(&db).await;
        let lan = member(&db, "Lan Thử").await;
        let hoa = member(&db, "Hoa Thử").await;
        let clerk = holder(&db, "Thư ký Thử", GrantedRole::Secretary).await;
        let [everybody, new, own] = expected(to);
        let second = Duration::SECOND;
        for now in [closes() - second, closes(), later() - second, later()] {
            let at = format!("{to:?} at {now}");
            let draft = whole_draft(&db, &lan, id, "Một").await;
            extension::Entity::delete_many().exec(&db).await.unwrap();
            extend(&db, id, &row_of(&db, draft).await, to).await;
            let editions = readings(&db, &clerk, id).await;
            for edition in &editions {
                assert_eq!(edition.deadline().at, Some(everybody), "{at}");
                assert_eq!(edition.deadline().extended.is_some(), everybody != closes(), "{at}");
                assert_eq!(edition.deadline_of(Whose::NewEntry).at, Some(new), "{at}");
            }
            let slug = &editions[0].slug;

            let open = find_open_entry(&db, &lan, draft, now).await.unwrap();
            let standing = if now < own { Standing::OnTime } else { Standing::Late };
            assert_eq!((open.deadline.at, open.standing), (Some(own), standing), "{at}");
            let mine = list_my_entries(&db, &lan).await.unwrap();
            let mine = mine.iter().find(|line| line.id == draft).unwrap();
            assert_eq!(mine.deadline, open.deadline, "{at}");

            assert_eq!(open_editions(&db, now).await.unwrap().len(), usize::from(now < new), "{at}");
            assert_eq!(start_entry(&db, &hoa, slug, now).await.is_ok(), now < new, "{at}");
            let problems = preview_open(&db, &clerk, id, "preliminary", None, now).await.unwrap();
            let until = problems.iter().find_map(|problem| match problem {
                OpenProblem::IntakeOpen { until } => Some(*until),
                _ => None,
            });
            assert_eq!(until, (now < everybody).then_some(Some(everybody)), "{at}");
            if now < everybody {
                let refused = start_judging(&db, &clerk, slug, now).await;
                assert!(matches!(refused, Err(MoveEditionError::DeadlineAhead)), "{at}: {refused:?}");
            }

            let signed = submit_entry(&db, &ReceiptKey::random(), &lan, draft, now).await.unwrap();
            assert_eq!((signed.payload.deadline, signed.payload.standing), (Some(own), standing), "{at}");
            let state = if now < own { "submitted" } else { "late" };
            assert_eq!(row_of(&db, draft).await.state, state, "{at}");
        }
        let slug = find_edition(&db, id).await.unwrap().slug;
        start_judging(&db, &clerk, &slug, later()).await.unwrap();
        assert_eq!(receipt::Entity::find().all(&db).await.unwrap().len(), 4);
    }
}

#[tokio::test]
async fn an_extension_of_a_unit_holds_for_the_units_merged_into_it() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let today = unit(&db, "Trường hôm nay", None).await;
    let draft = whole_draft(&db, &lan, edition, "Một").await;
    let row = row_of(&db, draft).await;
    let merged = crate::entities::unit::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(row.unit_id.unwrap()),
        successor_id: Set(Some(today.0)),
        ..Default::default()
    };
    merged.update(&db).await.unwrap();
    extend(&db, edition, &entry::Model { unit_id: Some(today.0), ..row.clone() }, To::OwnUnit).await;

    let open = find_open_entry(&db, &lan, draft, closes()).await.unwrap();

    assert_eq!((open.deadline.at, open.standing), (Some(later()), Standing::OnTime));
    let read = find_edition(&db, edition).await.unwrap();
    let own = read.deadline_of(Whose::Unit(UnitId(row.unit_id.unwrap())));
    assert_eq!(own.at, Some(later()));
}
