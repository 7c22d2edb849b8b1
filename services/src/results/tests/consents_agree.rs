//! One question, one answer: whoever asks whether the consents of an entry are there, or whether a name is public, hears what
//! `domain::consent` says. Random people, every caller.

use std::collections::BTreeSet;

use domain::calendar::vietnam_date;
use domain::consent::{ConsentState, Standing, Subject};
use domain::entries::check_answers::TICKED;
use domain::ids::EntryId;
use domain::intake::bulk::{BulkAct, Verdict};
use domain::intake::checklist::LineSubject;
use domain::intake::queue::QueueFilter;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::results::publication::ShownAuthor;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::{Date, Duration};

use super::super::awards::{AwardsOf, public_awards};
use crate::entities::{author, award, consent, entry};
use crate::entries::load_entries;
use crate::intake::{find_entry_for_check, list_entries, preview_bulk};
use crate::testkit::*;

/// How many random people: as many as one bulk act takes.
const PEOPLE: usize = 50;

/// A small generator: the same people on every run and both databases.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A random age, random answers, and perhaps another child in the row since.
async fn plant(db: &DatabaseConnection, dice: &mut Dice, id: EntryId) {
    let row = author::Entity::find().filter(author::Column::EntryId.eq(id.0)).one(db).await.unwrap().unwrap();
    consent::Entity::delete_many().filter(consent::Column::AuthorId.eq(row.id)).exec(db).await.unwrap();
    // Around the birthdays that change something, and one that does not; all within the ages the rules admit.
    let years = [6, 7, 10, 15, 16][dice.throw(5) as usize];
    let today = vietnam_date(noon());
    let birth = Date::from_calendar_date(today.year() - years, today.month(), today.day()).unwrap()
        + Duration::days(dice.throw(5) as i64 - 2);
    let changed = author::ActiveModel {
        id: Unchanged(row.id),
        birth_date: Set(Some(birth)),
        guardian_name: Set(Some("Trần Thị Mẫu".to_owned())),
        school_name: Set(Some("Trường Thử".to_owned())),
        ..Default::default()
    };
    changed.update(db).await.unwrap();
    for subject in Subject::ALL {
        for _ in 0..dice.throw(3) {
            let state = ConsentState::ALL[(dice.throw(6) as usize).min(3)];
            let state = if dice.throw(2) == 0 { ConsentState::Given } else { state };
            let at = noon() - Duration::days(dice.throw(9) as i64);
            answer_for(db, row.id, subject, state, dice.throw(3) > 0, at).await;
        }
    }
    if dice.throw(4) == 0 {
        let other = author::ActiveModel {
            id: Unchanged(row.id),
            full_name: Set("Lê Văn Khác".to_owned()),
            ..Default::default()
        };
        other.update(db).await.unwrap();
    }
    if dice.throw(2) == 0 {
        tick(db, id).await;
    }
}

/// Those who entered tick that names may be published.
async fn tick(db: &DatabaseConnection, id: EntryId) {
    let ticked = entry::ActiveModel {
        id: Unchanged(id.0),
        answers: Set(format!(r#"{{"novelty":"x","publish_consent":"{TICKED}"}}"#)),
        ..Default::default()
    };
    ticked.update(db).await.unwrap();
}

/// Turned 16 between the day of sending and today, was never asked, and those who entered ticked: dice seldom throw it.
async fn plant_a_birthday(db: &DatabaseConnection, id: EntryId) {
    let today = vietnam_date(noon());
    let birth = Date::from_calendar_date(today.year() - 16, today.month(), today.day()).unwrap();
    author::Entity::update_many()
        .col_expr(author::Column::BirthDate, Expr::value(birth - Duration::days(1)))
        .filter(author::Column::EntryId.eq(id.0))
        .exec(db)
        .await
        .unwrap();
    consent::Entity::delete_many()
        .filter(
            consent::Column::AuthorId.in_subquery(
                Query::select()
                    .column(author::Column::Id)
                    .from(author::Entity)
                    .and_where(author::Column::EntryId.eq(id.0))
                    .to_owned(),
            ),
        )
        .exec(db)
        .await
        .unwrap();
    tick(db, id).await;
}

#[tokio::test]
async fn every_caller_hears_the_same_about_random_people() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let slug = slug_of(&db, edition).await;
    let clerk = holder(&db, "Thư ký Thử", GrantedRole::Secretary).await;
    let mut dice = Dice(20_261_128);
    let mut ids = vec![];
    for number in 0..PEOPLE {
        let days = if number == 0 { 3 } else { dice.throw(4) };
        let sent = SentEntry { submitted_at: noon() - Duration::days(days as i64), ..SentEntry::default() };
        let id = sent_entry(&db, edition, sent).await;
        plant(&db, &mut dice, id).await;
        ids.push(id);
    }
    plant_a_birthday(&db, ids[0]).await;
    let entries = load_entries(&db, &ids).await.unwrap();
    let today = vietnam_date(noon());
    let rule: Vec<(EntryId, Standing)> =
        entries.iter().map(|entry| (entry.id, entry.standing_of(&entry.authors[0], today))).collect();
    let lacking: BTreeSet<EntryId> = rule.iter().filter(|(_, one)| !one.is_complete()).map(|(id, _)| *id).collect();
    let named: BTreeSet<EntryId> = rule.iter().filter(|(_, one)| one.publication.name).map(|(id, _)| *id).collect();
    assert!(lacking.len() > 5 && lacking.len() < PEOPLE - 5, "{} lack something", lacking.len());
    assert!(named.len() > 3 && named.len() < PEOPLE - 3, "{} are named", named.len());

    assert_eq!(queue(&db, &clerk, &slug, false).await, lacking, "the queue");
    assert_eq!(queue(&db, &clerk, &slug, true).await, lacking, "the filter");
    assert_eq!(left_by_bulk(&db, &clerk, &ids).await, lacking, "acceptance of many");
    for (id, standing) in &rule {
        let page = find_entry_for_check(&db, &clerk, *id).await.unwrap();
        assert_eq!(page.authors[0].standing.lines, standing.lines, "the formal check of {id}");
        let seen = page
            .lines
            .iter()
            .any(|line| line.subject == LineSubject::Consents && line.seen == domain::intake::checklist::Seen::Missing);
        assert_eq!(seen, lacking.contains(id), "the checklist of {id}");
    }
    assert_eq!(named_on_lists(&db, edition, &ids).await, named, "notice, lists and publication");
}

async fn queue(db: &DatabaseConnection, clerk: &Actor, slug: &str, missing: bool) -> BTreeSet<EntryId> {
    let mut found = BTreeSet::new();
    for page in 1..=2 {
        let filter = QueueFilter { missing, page, ..QueueFilter::default() };
        let rows = list_entries(db, clerk, slug, &filter).await.unwrap().rows;
        let lacking = rows.into_iter().filter(|row| {
            assert!(!missing || !row.missing.is_empty(), "{}", row.code);
            row.missing.contains(&LineSubject::Consents)
        });
        found.extend(lacking.map(|row| row.id));
    }
    found
}

async fn left_by_bulk(db: &DatabaseConnection, clerk: &Actor, ids: &[EntryId]) -> BTreeSet<EntryId> {
    let outcome = preview_bulk(db, clerk, BulkAct::Accept, ids, noon()).await.unwrap();
    assert_eq!(outcome.lines.len(), ids.len());
    let left = outcome.lines.into_iter().filter(|line| line.verdict != Verdict::Done);
    left.map(|line| line.id).collect()
}

/// Every public page of results shows authors through this one function.
async fn named_on_lists(
    db: &DatabaseConnection,
    edition: domain::ids::EditionId,
    ids: &[EntryId],
) -> BTreeSet<EntryId> {
    let rules = sample_rules();
    for id in ids {
        let row = award::ActiveModel {
            edition_id: Set(edition.0),
            entry_id: Set(id.0),
            prize_code: Set(rules.prizes[0].code.clone()),
            kind: Set("ranked".to_owned()),
            state: Set("given".to_owned()),
            reason: Set(String::new()),
            created_by: Set(0),
            created_at: Set(noon()),
            ..Default::default()
        };
        row.insert(db).await.unwrap();
    }
    let shown = public_awards(db, AwardsOf::Edition(edition), &rules, vietnam_date(noon())).await.unwrap();
    let mut named = BTreeSet::new();
    for (_, award) in shown {
        let row = entry::Entity::find().filter(entry::Column::Code.eq(award.code)).one(db).await.unwrap().unwrap();
        if matches!(award.authors.authors[0], ShownAuthor::FullName(_)) {
            assert_eq!(award.authors.schools, ["Trường Thử"], "the school beside the name");
            named.insert(EntryId(row.id));
        } else {
            assert!(award.authors.schools.is_empty(), "no school without a name");
        }
    }
    named
}
