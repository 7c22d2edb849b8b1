//! Judged editions for tests: entries with signed sheets, written straight into the tables.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::ids::EditionId;
use domain::intake::checklist::CheckItem;
use domain::numbers::Points;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;
use domain::programmes::rules::EditionRules;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, TransactionTrait};

use super::{account, edition_in, fresh_db, give_consents, holder, member, noon, slug_of};
use crate::entities::{assignment, author, edition, entry, panel, round, rules_version, score_sheet};

/// An edition whose last round is judged, and the people around it.
pub struct Contest {
    pub db: DatabaseConnection,
    pub edition: EditionId,
    pub slug: String,
    pub prefix: String,
    pub secretary: Actor,
    pub approver: Actor,
    pub owner: Actor,
}

impl Contest {
    /// The code of the entry at this position, from 1.
    pub fn code(&self, position: usize) -> String {
        format!("{}-{position:04}", self.prefix)
    }
}

/// Signed sheets of one entry: its field, and what each judge gave in all.
pub type Judged<'a> = (&'a str, &'a [i32]);

/// A contest of these entries under rules that `change` has touched; every round is locked, its ranking kept.
pub async fn judged_contest(entries: &[Judged<'_>], change: impl FnOnce(&mut EditionRules)) -> Contest {
    let contest = scored_contest(entries, change).await;
    close(&contest, "final").await;
    contest
}

/// Locks a round of which every sheet is signed, as the act does.
pub async fn close(contest: &Contest, code: &str) {
    let edition = crate::programmes::find_edition(&contest.db, contest.edition).await.expect("an edition");
    let tx = contest.db.begin().await.expect("a transaction");
    round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value("locked"))
        .filter(round::Column::EditionId.eq(contest.edition.0))
        .filter(round::Column::Code.eq(code))
        .exec(&tx)
        .await
        .expect("locked");
    crate::rounds::close_round(&tx, &contest.secretary, &edition, code, noon()).await.expect("closed");
    tx.commit().await.expect("committed");
}

/// The same, while judges still score the last round.
pub async fn scored_contest(entries: &[Judged<'_>], change: impl FnOnce(&mut EditionRules)) -> Contest {
    let contest = unlocked_contest(entries, change).await;
    close(&contest, "preliminary").await;
    begin(&contest, "final").await;
    contest
}

/// Judges score a round from now on.
pub async fn begin(contest: &Contest, code: &str) {
    round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value("scoring"))
        .col_expr(round::Column::OpenedAt, Expr::value(Some(noon())))
        .col_expr(round::Column::RulesVersion, Expr::value(Some(1)))
        .filter(round::Column::EditionId.eq(contest.edition.0))
        .filter(round::Column::Code.eq(code))
        .exec(&contest.db)
        .await
        .expect("begun");
}

/// Accepts an entry whose check was reopened.
pub async fn accept_again(contest: &Contest, entry: domain::ids::EntryId) {
    let seen = |code: &str| CheckItem { code: code.to_owned(), ok: true, remark: "Đã xem bản giấy".to_owned() };
    let items = ["age", "description", "consent", "unit"].map(seen);
    crate::intake::accept_entry(&contest.db, &contest.secretary, entry, &items, noon()).await.expect("accepted");
}

/// The same, while judges still score the first round; sheets of the last one are signed already, for later.
pub async fn unlocked_contest(entries: &[Judged<'_>], change: impl FnOnce(&mut EditionRules)) -> Contest {
    let db = fresh_db().await;
    let edition = edition_in(&db, EditionState::Judging).await;
    let mut rules = super::sample_rules();
    change(&mut rules);
    rules_version::Entity::update_many()
        .col_expr(rules_version::Column::Rules, Expr::value(serde_json::to_string(&rules).expect("rules")))
        .filter(rules_version::Column::EditionId.eq(edition.0))
        .exec(&db)
        .await
        .expect("rules are changed");
    let row = edition::Entity::find_by_id(edition.0).one(&db).await.expect("read").expect("an edition");
    let contest = Contest {
        slug: slug_of(&db, edition).await,
        prefix: row.code_prefix,
        secretary: holder(&db, "Thư ký Thử", GrantedRole::Secretary).await,
        approver: holder(&db, "Người duyệt Thử", GrantedRole::Approver).await,
        owner: member(&db, "Chủ hồ sơ Thử").await,
        db,
        edition,
    };
    let judges = judges(&contest.db, entries).await;
    for (code, opened) in [("preliminary", Some(noon())), ("final", None)] {
        let row = round::ActiveModel {
            edition_id: Set(edition.0),
            code: Set(code.to_owned()),
            state: Set(if opened.is_some() { "scoring" } else { "preparing" }.to_owned()),
            opened_at: Set(opened),
            rules_version: Set(opened.map(|_| 1)),
            ..Default::default()
        };
        row.insert(&contest.db).await.expect("a round");
    }
    for (position, (field, totals)) in entries.iter().enumerate() {
        plant_entry(&contest, position + 1, field, totals, &judges).await;
    }
    contest
}

async fn judges(db: &DatabaseConnection, entries: &[Judged<'_>]) -> Vec<i64> {
    let most = entries.iter().map(|(_, totals)| totals.len()).max().unwrap_or(0);
    let mut judges = Vec::new();
    for number in 0..most {
        judges.push(account(db, &format!("Giám khảo Bí Mật {number}")).await.0);
    }
    judges
}

async fn panel_of(contest: &Contest, code: &str, judges: &[i64]) -> i64 {
    let found = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(contest.edition.0))
        .filter(panel::Column::RoundCode.eq(code))
        .one(&contest.db)
        .await
        .expect("read");
    if let Some(panel) = found {
        return panel.id;
    }
    let row = panel::ActiveModel {
        edition_id: Set(contest.edition.0),
        round_code: Set(code.to_owned()),
        name: Set("Tiểu ban 1".to_owned()),
        fields: Set(r#"["DDHT","PMTH"]"#.to_owned()),
        chair_id: Set(judges.first().copied()),
        created_at: Set(noon()),
        ..Default::default()
    };
    row.insert(&contest.db).await.expect("a panel").id
}

async fn plant_entry(contest: &Contest, position: usize, field: &str, totals: &[i32], judges: &[i64]) {
    let db = &contest.db;
    let row = entry::ActiveModel {
        edition_id: Set(contest.edition.0),
        rules_version: Set(1),
        owner_id: Set(contest.owner.account.expect("an account").0),
        code: Set(Some(contest.code(position))),
        state: Set("accepted".to_owned()),
        title: Set(format!("Công trình thử số {position}")),
        search: Set(format!("cong trinh thu so {position}")),
        field_code: Set(Some(field.to_string())),
        answers: Set("{}".to_owned()),
        revision: Set(1),
        unit_state: Set("confirmed".to_owned()),
        created_at: Set(noon()),
        updated_at: Set(noon()),
        submitted_at: Set(Some(noon())),
        ..Default::default()
    };
    let id = row.insert(db).await.expect("an entry").id;
    plant_author(db, id, position).await;
    for code in ["preliminary", "final"] {
        let panel = panel_of(contest, code, judges).await;
        for (total, judge) in totals.iter().zip(judges) {
            plant_sheet(db, panel, id, *judge, *total).await;
        }
    }
}

async fn plant_sheet(db: &DatabaseConnection, panel: i64, entry: i64, judge: i64, total: i32) {
    let row = assignment::ActiveModel {
        panel_id: Set(panel),
        entry_id: Set(entry),
        judge_id: Set(judge),
        position: Set(1),
        state: Set("signed".to_owned()),
        created_at: Set(noon()),
        changed_at: Set(noon()),
        ..Default::default()
    };
    let assignment = row.insert(db).await.expect("an assignment").id;
    let effect = total.min(40);
    let points = format!(r#"{{"novelty":"{}","effect":"{effect}"}}"#, total - effect);
    let row = score_sheet::ActiveModel {
        assignment_id: Set(assignment),
        version: Set(1),
        state: Set("signed".to_owned()),
        points: Set(points),
        comment: Set(String::new()),
        revision: Set(1),
        total: Set(Some(Points::whole(total).millionths())),
        started_at: Set(noon()),
        updated_at: Set(noon()),
        signed_at: Set(Some(noon())),
        ..Default::default()
    };
    row.insert(db).await.expect("a sheet");
}

/// Words that must never be public, planted in every child: a birth date, an address, telephone numbers, names.
pub const CANARIES: [&str; 8] = [
    "2015-03-14",
    "14/3/2015",
    "14/03/2015",
    "Ngõ Chim Hoàng Yến",
    "0999888777",
    "0988777666",
    "Người Giám Hộ Bí Mật",
    "bi-mat@vi-du.example",
];

/// The full name of the child of every planted entry; shown whole, and only with the consents.
pub const CHILD: &str = "Hoàng Yến Họa Mi";

async fn plant_author(db: &DatabaseConnection, entry: i64, position: usize) {
    let row = author::ActiveModel {
        entry_id: Set(entry),
        position: Set(1),
        full_name: Set(CHILD.to_owned()),
        birth_date: Set(Some(time::macros::date!(2015 - 03 - 14))),
        school_name: Set(Some(format!("Trường THCS Thử {}", position % 3))),
        phone: Set(Some("0999888777".to_owned())),
        email: Set(Some("bi-mat@vi-du.example".to_owned())),
        address: Set(Some("Ngõ Chim Hoàng Yến".to_owned())),
        share: Set(Some(10_000)),
        is_representative: Set(true),
        guardian_name: Set(Some("Người Giám Hộ Bí Mật".to_owned())),
        guardian_phone: Set(Some("0988777666".to_owned())),
        guardian_email: Set(Some("bi-mat@vi-du.example".to_owned())),
        ..Default::default()
    };
    row.insert(db).await.expect("an author");
}

/// The guardian and the child of this entry agree that the name is published.
pub async fn consent_to_name(contest: &Contest, position: usize) {
    let db = &contest.db;
    let entry =
        entry::Entity::find().filter(entry::Column::Code.eq(contest.code(position))).one(db).await.expect("read");
    let author = author::Entity::find()
        .filter(author::Column::EntryId.eq(entry.expect("an entry").id))
        .one(db)
        .await
        .expect("read");
    let author = author.expect("an author");
    give_consents(db, author.id, true, noon()).await;
}

/// Counts the statements that go through this connection from now on.
pub fn count_statements(db: &mut DatabaseConnection) -> impl Fn() -> usize + use<> {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = count.clone();
    db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    move || count.swap(0, Ordering::SeqCst)
}
