//! The demonstration: a believable province with one edition of the youth contest receiving entries, one being judged,
//! and one published. Everything goes through the services that people use, at the times it would have happened.

mod consents;
mod editions;
mod entries;
mod files;
mod judging;
mod people;
mod province;
mod results;

use domain::calendar::{at_vietnam_time, vietnam_date};
use domain::ids::UnitId;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::Edition;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseConnection, EntityTrait, PaginatorTrait};
use time::{Duration, OffsetDateTime};

pub use people::{PASSWORD, SECRET, code_at};

use crate::database::begin_write;
use crate::entities::{account, mail};
use crate::entries::ReceiptKey;
use crate::entries::files::FileStore;
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::people::units::load_communes;
use crate::results::load_archive;
use files::DemoFiles;
use people::Accounts;
use province::{Dice, Province};

/// The round that the template of the youth contest begins with.
const PRELIMINARY: &str = "preliminary";

/// Real published results of past editions, without the names of their authors.
/// The communes of the demonstration, from the statistics office.
const COMMUNES: &str = include_str!("../../../fixtures/units-quang-ninh.json");
const ARCHIVE: &str = include_str!("../../../fixtures/archive/contest-results.json");

/// The round that decides.
const FINAL: &str = "final";
/// Judges of the edition that is over.
const PAST_JUDGES: usize = 6;

/// How large the demonstration is. Judges and sheets are those of the edition being judged.
#[derive(Clone, Copy, Debug)]
pub struct DemoSize {
    pub entries: usize,
    pub published_entries: usize,
    pub judges: usize,
    pub sheets_per_entry: usize,
    pub seed: u64,
}

/// How to sign in as somebody of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSignIn {
    pub email: String,
    pub role: &'static str,
    /// Staff also give a code of the authenticator.
    pub needs_code: bool,
}

/// Why the demonstration was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the database already holds accounts: load the demonstration into an empty data folder")]
    NotEmpty,
    #[error("the demonstration does not fit the rules: {0}")]
    Unfit(String),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(DemoError);

/// Everybody and everything the steps of the demonstration need.
struct Stage<'a> {
    db: &'a DatabaseConnection,
    key: &'a ReceiptKey,
    files: DemoFiles,
    province: Province,
    accounts: Accounts,
    schools: Vec<UnitId>,
    secretary: Actor,
    approver: Actor,
    officers: Vec<Actor>,
    dice: Dice,
    now: OffsetDateTime,
}

/// Fills an empty portal. `now` is the moment the demonstration is seen at; what lies behind it happened before.
pub async fn load_demo(
    db: &DatabaseConnection,
    files: &FileStore,
    key: &ReceiptKey,
    size: DemoSize,
    now: OffsetDateTime,
) -> Result<Vec<DemoSignIn>, DemoError> {
    if account::Entity::find().count(db).await? > 0 {
        return Err(DemoError::NotEmpty);
    }
    let long_ago = now - Duration::days(400);
    let files = files::store(files).await?;
    let mut stage = set_stage(db, key, files, size, now, long_ago).await?;
    let published = editions::open(&stage, 1, office_end(now, -390), office_end(now, -300)).await?;
    entries::fill(&mut stage, &published, size.published_entries, now - Duration::days(310)).await?;
    run_to_the_end(&mut stage, &published, now - Duration::days(298)).await?;
    let judged = editions::open(&stage, 2, office_end(now, -80), office_end(now, -12)).await?;
    entries::fill(&mut stage, &judged, size.entries, now - Duration::days(20)).await?;
    let panels = judging::open_round(&stage, &judged, PRELIMINARY, size.judges, now - Duration::days(10)).await?;
    judging::sign(&mut stage, &judged, PRELIMINARY, &panels, size.sheets_per_entry, now - Duration::days(9)).await?;
    let open = editions::open(&stage, 3, office_end(now, -20), office_end(now, 40)).await?;
    entries::fill_at_every_stage(&mut stage, &open, now - Duration::days(6)).await?;
    load_archive(db, ARCHIVE, now).await?;
    keep_letters(db).await?;
    Ok(sign_ins(&stage))
}

/// The letters of the demonstration go nowhere: they stay in the outbox to be read.
async fn keep_letters(db: &DatabaseConnection) -> Result<(), DemoError> {
    mail::Entity::update_many().col_expr(mail::Column::State, Expr::value("kept")).exec(db).await?;
    Ok(())
}

/// Five in the afternoon in Vietnam, this many days from the moment: when offices close.
fn office_end(now: OffsetDateTime, days: i64) -> OffsetDateTime {
    at_vietnam_time(vietnam_date(now + Duration::days(days)), time::macros::time!(17:00))
}

/// Both rounds, prizes, notice and decision.
async fn run_to_the_end(stage: &mut Stage<'_>, edition: &Edition, at: OffsetDateTime) -> Result<(), DemoError> {
    for (place, round) in [PRELIMINARY, FINAL].into_iter().enumerate() {
        let at = at + Duration::days(place as i64 * 30);
        let panels = judging::open_round(stage, edition, round, PAST_JUDGES, at).await?;
        judging::sign(stage, edition, round, &panels, 3, at + Duration::days(2)).await?;
        results::lock_round(stage, edition, round, at + Duration::days(20)).await?;
    }
    results::publish(stage, edition, at + Duration::days(60)).await
}

async fn set_stage<'a>(
    db: &'a DatabaseConnection,
    key: &'a ReceiptKey,
    files: DemoFiles,
    size: DemoSize,
    now: OffsetDateTime,
    then: OffsetDateTime,
) -> Result<Stage<'a>, DemoError> {
    let province = Province::read()?;
    let accounts = Accounts::new(key.vault()).await?;
    load_communes(db, COMMUNES, then).await?;
    let tx = begin_write(db).await?;
    let schools = people::add_schools(&tx, &province).await?;
    let mut staff = Vec::new();
    for (email, name, role) in [
        ("thu-ky@trinh-dien.example", "Vũ Thị Thư Ký", GrantedRole::Secretary),
        ("phe-duyet@trinh-dien.example", "Đặng Minh Phê Duyệt", GrantedRole::Approver),
        ("quan-tri@trinh-dien.example", "Bùi Quang Quản Trị", GrantedRole::Administrator),
    ] {
        let mut actor = accounts.add(&tx, email, name, true, then).await?;
        people::give_role(&tx, &mut actor, role, None, None, then).await?;
        staff.push(actor);
    }
    let mut officers = Vec::new();
    for (place, school) in schools.iter().enumerate() {
        let email = format!("don-vi-{}@trinh-dien.example", place + 1);
        let mut actor =
            accounts.add(&tx, &email, &format!("Cán bộ {}", province.schools[place].name), false, then).await?;
        people::give_role(&tx, &mut actor, GrantedRole::UnitOfficer, None, Some(*school), then).await?;
        officers.push(actor);
    }
    append(&tx, Record::new(None, "demo.loaded", "demo").detail(people::ledger_note(&size)), then).await?;
    tx.commit().await?;
    let approver = staff.swap_remove(1);
    let secretary = staff.swap_remove(0);
    Ok(Stage {
        db,
        key,
        files,
        province,
        accounts,
        schools,
        secretary,
        approver,
        officers,
        dice: Dice::new(size.seed),
        now,
    })
}

fn sign_ins(stage: &Stage<'_>) -> Vec<DemoSignIn> {
    let line = |email: &str, role, needs_code| DemoSignIn { email: email.to_owned(), role, needs_code };
    vec![
        line("thi-sinh-1@trinh-dien.example", "entrant", false),
        line("don-vi-1@trinh-dien.example", "unit officer", false),
        line("giam-khao-1@trinh-dien.example", "judge", false),
        line(&stage.secretary.email, "secretary", true),
        line(&stage.approver.email, "approver", true),
        line("quan-tri@trinh-dien.example", "administrator", true),
    ]
}
