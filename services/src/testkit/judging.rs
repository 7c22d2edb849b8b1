//! Judging for tests: accepted entries, a panel with judges, a round under way, and a count of statements.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::ids::{AccountId, AssignmentId, EditionId, EntryId, PanelId};
use domain::judging::desk::{JudgeInput, PanelInput};
use domain::judging::entry_view::SheetInput;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use time::Duration;

use super::{edition_in, fresh_db, holder, member, noon, with_grant};
use crate::entities::{account, assignment, entry};
use crate::judging;

/// A database that counts its statements.
pub async fn counted_db() -> (DatabaseConnection, Arc<AtomicUsize>) {
    let mut db = fresh_db().await;
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    (db, count)
}

/// An accepted entry with this title.
pub async fn accepted_entry(db: &DatabaseConnection, edition: EditionId, field: &str, title: &str) -> EntryId {
    let owner = member(db, "Chủ hồ sơ").await;
    let row = entry::ActiveModel {
        edition_id: Set(edition.0),
        rules_version: Set(1),
        owner_id: Set(owner.account.map_or(0, |id| id.0)),
        code: Set(Some(format!("{edition}-{}", crate::tokens::new_token()))),
        state: Set("accepted".to_owned()),
        title: Set(title.to_owned()),
        search: Set(domain::text::fold(title)),
        field_code: Set(Some(field.to_owned())),
        answers: Set("{}".to_owned()),
        revision: Set(1),
        unit_state: Set("not_asked".to_owned()),
        created_at: Set(noon()),
        updated_at: Set(noon()),
        submitted_at: Set(Some(noon())),
        ..Default::default()
    };
    EntryId(row.insert(db).await.expect("an entry").id)
}

/// A panel with judges, all in the first round of an edition whose intake has ended.
pub struct Court {
    pub db: DatabaseConnection,
    pub edition: EditionId,
    pub secretary: Actor,
    pub panel: PanelId,
    pub judges: Vec<Actor>,
    pub entries: Vec<EntryId>,
}

/// A court that prepares: so many judges, so many entries, nobody assigned.
pub async fn court(judges: usize, entries: usize) -> Court {
    court_in(fresh_db().await, judges, entries).await
}

/// The same in a database of the caller's.
pub async fn court_in(db: DatabaseConnection, judges: usize, entries: usize) -> Court {
    let edition = edition_in(&db, EditionState::Judging).await;
    let secretary = holder(&db, "Vũ Thị Thư", GrantedRole::Secretary).await;
    let input = PanelInput {
        round_code: "preliminary".to_owned(),
        name: "Tiểu ban 1".to_owned(),
        fields: vec!["DDHT".to_owned()],
        ..PanelInput::default()
    };
    let panel = judging::create_panel(&db, &secretary, edition, input, noon()).await.expect("a panel");
    let mut court = Court { db, edition, secretary, panel, judges: vec![], entries: vec![] };
    for number in 1..=entries {
        let title = format!("Công trình {number}");
        let entry = accepted_entry(&court.db, edition, "DDHT", &title).await;
        court.entries.push(entry);
    }
    for number in 1..=judges {
        let judge = court.seat(&format!("Giám khảo {number}")).await;
        court.judges.push(judge);
    }
    court
}

/// A court in which everybody has declared and every entry has its three judges; the round is open.
pub async fn open_court(judges: usize, entries: usize) -> Court {
    open_court_in(fresh_db().await, judges, entries).await
}

/// The same in a database of the caller's.
pub async fn open_court_in(db: DatabaseConnection, judges: usize, entries: usize) -> Court {
    let court = court_in(db, judges, entries).await;
    court.assign().await;
    court.open().await;
    court
}

impl Court {
    /// Seats a new person.
    pub async fn seat(&self, name: &str) -> Actor {
        let person = member(&self.db, name).await;
        let id = person.account.expect("signed in");
        let input =
            JudgeInput { email: self.email(id).await, expertise: vec!["DDHT".to_owned()], ..JudgeInput::default() };
        judging::add_judge(&self.db, &self.secretary, self.panel, input, noon()).await.expect("a seat");
        let person = with_grant(person, GrantedRole::Judge, Some(self.edition), Some(self.panel), None);
        judging::declare_conflicts(&self.db, &person, self.panel, "", &[], true, noon()).await.expect("declared");
        person
    }

    /// The e-mail of an account.
    pub async fn email(&self, id: AccountId) -> String {
        let row = account::Entity::find_by_id(id.0).one(&self.db).await.expect("a read");
        row.expect("an account").email
    }

    /// Plans and applies.
    pub async fn assign(&self) {
        judging::plan_assignments(&self.db, &self.secretary, self.panel, true, noon()).await.expect("a plan");
        let (.., revision) = judging::preview_plan(&self.db, &self.secretary, self.panel).await.expect("a preview");
        judging::apply_plan(&self.db, &self.secretary, self.panel, revision, noon()).await.expect("applied");
    }

    /// Opens the first round for ten days.
    pub async fn open(&self) {
        let due = Some(noon() + Duration::days(10));
        judging::open_round(&self.db, &self.secretary, self.edition, "preliminary", due, noon()).await.expect("opened");
    }

    /// The assignments of a judge, in order.
    pub async fn tasks(&self, judge: &Actor) -> Vec<AssignmentId> {
        let rows = assignment::Entity::find()
            .filter(assignment::Column::JudgeId.eq(judge.account.expect("signed in").0))
            .order_by_asc(assignment::Column::Position)
            .all(&self.db)
            .await
            .expect("a read");
        rows.into_iter().map(|row| AssignmentId(row.id)).collect()
    }

    /// Saves and signs a sheet with these marks.
    pub async fn sign(&self, judge: &Actor, task: AssignmentId, novelty: &str, effect: &str) {
        let input = marks(novelty, effect, 0);
        let saved = judging::save_draft(&self.db, judge, task, &input, noon()).await.expect("saved");
        judging::sign_sheet(&self.db, judge, task, saved.revision, noon()).await.expect("signed");
    }
}

/// What a judge typed for the two criteria of the sample rules.
pub fn marks(novelty: &str, effect: &str, revision: i32) -> SheetInput {
    SheetInput {
        marks: vec![("novelty".to_owned(), novelty.to_owned()), ("effect".to_owned(), effect.to_owned())],
        comment: String::new(),
        revision,
        save: None,
    }
}
