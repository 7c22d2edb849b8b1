mod templates;

use domain::calendar::DayKind;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::form::{Draft, RulesSection};
use domain::programmes::naming::{EditionForm, NamingProblem};
use domain::programmes::readiness::Finding;
use sea_orm::{DatabaseConnection, EntityTrait};
use time::Duration;
use time::macros::date;

use super::*;
use crate::entities::{ledger, programme};
use crate::failure::Failure;
use crate::testkit::{edition_in, fresh_db, holder, member, noon, with_grant};

const HOLIDAYS: &str = include_str!("../../../../fixtures/calendar/holidays-2026-2027.json");

async fn portal() -> (DatabaseConnection, Actor) {
    let db = fresh_db().await;
    load_templates(&db, &BUILT_IN, noon()).await.expect("templates");
    let secretary = holder(&db, "Thư ký Thử", GrantedRole::Secretary).await;
    (db, secretary)
}

fn youth(ordinal: &str) -> EditionForm {
    EditionForm {
        programme: "YOUTH_CREATIVITY".to_owned(),
        ordinal: ordinal.to_owned(),
        year: "2027".to_owned(),
        ..EditionForm::default()
    }
}

async fn draft_edition(db: &DatabaseConnection, secretary: &Actor) -> Edition {
    create_edition(db, secretary, &youth("13"), noon()).await.expect("an edition")
}

fn typed(desk: &domain::programmes::desk::RulesDesk, section: RulesSection, changed: &[(&str, &str)]) -> SaveRules {
    let stored = Draft::of(&desk.rules, section);
    let differing = stored.differences(&Draft::default());
    let kept = differing.iter().map(|(path, text, _)| (path.as_str(), text.as_str()));
    let kept = kept.filter(|(path, _)| !changed.iter().any(|(other, _)| other == path));
    let rows: Vec<(String, String)> = (0..20)
        .flat_map(|row| desk.rules.fields.get(row).map(|field| (format!("fields.{row}._from"), field.code.clone())))
        .collect();
    let rows = rows.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    SaveRules {
        section,
        draft: Draft::typed(kept.chain(changed.iter().copied()).chain(rows)),
        confirmed: vec![],
        revision: desk.revision,
    }
}

async fn acts(db: &DatabaseConnection) -> Vec<String> {
    let rows = ledger::Entity::find().all(db).await.expect("a ledger");
    rows.into_iter().map(|row| row.act).collect()
}

#[tokio::test]
async fn templates_load_once_and_again_without_a_change() {
    let (db, secretary) = portal().await;
    let before = acts(&db).await.len();
    load_templates(&db, &BUILT_IN, noon()).await.expect("templates");
    assert_eq!(programme::Entity::find().all(&db).await.expect("rows").len(), 5);
    assert_eq!(acts(&db).await.len(), before, "nothing happened the second time");
    assert_eq!(list_programmes(&db, &secretary).await.expect("programmes").len(), 5);
}

#[tokio::test]
async fn an_edition_is_made_from_a_template_and_visitors_do_not_see_it() {
    let (db, secretary) = portal().await;
    let edition = draft_edition(&db, &secretary).await;
    assert_eq!(edition.slug, "sang-tao-tre-2027");
    assert_eq!(edition.code_prefix, "TTN-2027");
    assert!(edition.name_vi.ends_with("lần thứ XIII, năm 2027"));
    assert_eq!(edition.state, EditionState::Draft);
    let rules = find_rules(&db, edition.id, 1).await.expect("rules");
    assert_eq!(rules.fields.len(), 5);
    assert!(matches!(find_public_edition(&db, &edition.slug).await, Err(Failure::NotFound)));
    assert_eq!(list_public_editions(&db).await.expect("a list"), []);
    assert_eq!(list_desk_editions(&db, &secretary).await.expect("a desk").len(), 1);
    let line = &list_programmes(&db, &secretary).await.expect("programmes")[0];
    assert_eq!(line.last_ordinal, Some(13));
}

#[tokio::test]
async fn names_that_cannot_be_used_are_refused_together() {
    let (db, secretary) = portal().await;
    draft_edition(&db, &secretary).await;
    let again = create_edition(&db, &secretary, &youth("14"), noon()).await;
    assert!(matches!(again, Err(CreateEditionError::AddressTaken)), "a second press makes no second edition");
    let mut form = youth("14");
    form.slug = "ky-khac-2027".to_owned();
    assert!(matches!(create_edition(&db, &secretary, &form, noon()).await, Err(CreateEditionError::PrefixTaken)));
    form = youth("không");
    form.year = "hai".to_owned();
    let Err(CreateEditionError::Problems(problems)) = create_edition(&db, &secretary, &form, noon()).await else {
        panic!("refused")
    };
    assert!(problems.contains(&NamingProblem::OrdinalOutOfRange) && problems.contains(&NamingProblem::YearOutOfRange));
    form.programme = "NONE".to_owned();
    assert!(matches!(create_edition(&db, &secretary, &form, noon()).await, Err(CreateEditionError::NoSuchProgramme)));
}

#[tokio::test]
async fn a_section_is_saved_and_an_older_form_is_refused_with_what_stands_there() {
    let (db, secretary) = portal().await;
    let slug = draft_edition(&db, &secretary).await.slug;
    let desk = find_rules_desk(&db, &secretary, &slug).await.expect("a desk");
    assert!(desk.editable && !desk.may_amend);
    let input = typed(&desk, RulesSection::Notice, &[("notice.days", "20")]);
    save_rules(&db, &secretary, &slug, input.clone(), noon()).await.expect("saved");
    let saved = find_rules_desk(&db, &secretary, &slug).await.expect("a desk");
    assert_eq!((saved.rules.notice.days, saved.revision), (20, 2));
    let other = typed(&desk, RulesSection::Notice, &[("notice.days", "30")]);
    let Err(SaveRulesError::Stale(theirs)) = save_rules(&db, &secretary, &slug, other, noon()).await else {
        panic!("stale")
    };
    assert_eq!((theirs.rules.notice.days, theirs.revision), (20, 2));
    let bad = typed(&saved, RulesSection::Notice, &[("notice.days", "hai mươi")]);
    assert!(matches!(save_rules(&db, &secretary, &slug, bad, noon()).await, Err(SaveRulesError::Problems(_))));
}

#[tokio::test]
async fn opening_freezes_version_one_and_records_its_hash() {
    let (db, secretary) = portal().await;
    let slug = draft_edition(&db, &secretary).await.slug;
    let opened = open_edition(&db, &secretary, &slug, noon()).await.expect("open");
    assert_eq!(opened.state, EditionState::Open);
    let again = open_edition(&db, &secretary, &slug, noon()).await.expect("a second press");
    assert_eq!(again, opened);
    assert_eq!(acts(&db).await.iter().filter(|act| *act == "edition.opened").count(), 1);
    let rows = ledger::Entity::find().all(&db).await.expect("a ledger");
    let record = rows.iter().find(|row| row.act == "edition.opened").expect("a record");
    assert!(record.detail.contains("rules_sha256"));
    let desk = find_rules_desk(&db, &secretary, &slug).await.expect("a desk");
    assert!(!desk.editable && desk.may_amend);
    let input = typed(&desk, RulesSection::Notice, &[("notice.days", "20")]);
    assert!(matches!(save_rules(&db, &secretary, &slug, input, noon()).await, Err(SaveRulesError::Frozen)));
    let (_, rules) = find_public_edition(&db, &slug).await.expect("public now");
    assert_eq!(rules.notice.days, 15);
}

#[tokio::test]
async fn rules_that_are_not_ready_do_not_open() {
    let (db, secretary) = portal().await;
    let slug = draft_edition(&db, &secretary).await.slug;
    let after_deadline = noon() + Duration::days(400);
    let Err(OpenEditionError::NotReady(findings)) = open_edition(&db, &secretary, &slug, after_deadline).await else {
        panic!("not ready")
    };
    assert_eq!(findings, [Finding::DeadlinePassed]);
    assert!(find_public_edition(&db, &slug).await.is_err());
}

#[tokio::test]
async fn a_change_of_rules_in_force_is_a_new_version_with_its_reason() {
    let (db, secretary) = portal().await;
    let edition = draft_edition(&db, &secretary).await;
    let slug = edition.slug;
    open_edition(&db, &secretary, &slug, noon()).await.expect("open");
    let none = start_amendment(&db, &secretary, &slug, "  ", noon()).await;
    assert!(matches!(none, Err(AmendError::NoReason)));
    assert!(matches!(issue_amendment(&db, &secretary, &slug, &[], noon()).await, Err(AmendError::NothingWritten)));
    start_amendment(&db, &secretary, &slug, "Ban tổ chức đổi số ngày", noon()).await.expect("started");
    start_amendment(&db, &secretary, &slug, "Bấm lần hai", noon()).await.expect("a second press");
    assert!(matches!(issue_amendment(&db, &secretary, &slug, &[], noon()).await, Err(AmendError::NothingChanged)));
    let desk = find_rules_desk(&db, &secretary, &slug).await.expect("a desk");
    assert!(desk.editable && desk.is_amendment());
    let input = typed(&desk, RulesSection::Notice, &[("notice.days", "20")]);
    save_rules(&db, &secretary, &slug, input, noon()).await.expect("saved");
    let (_, in_force) = find_public_edition(&db, &slug).await.expect("public");
    assert_eq!(in_force.notice.days, 15, "until it is issued, the old version is in force");
    assert_eq!(issue_amendment(&db, &secretary, &slug, &[], noon()).await.expect("issued"), 2);
    let (edition, in_force) = find_public_edition(&db, &slug).await.expect("public");
    assert_eq!((edition.version, in_force.notice.days), (2, 20));
    assert_eq!(find_rules(&db, edition.id, 1).await.expect("kept").notice.days, 15, "entries keep theirs");
    let (_, versions) = list_versions(&db, &secretary, &slug).await.expect("versions");
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[0].reason, "Ban tổ chức đổi số ngày");
    assert_eq!(versions[0].by.as_deref(), Some("Thư ký Thử"));
}

#[tokio::test]
async fn a_version_being_written_can_be_thrown_away() {
    let (db, secretary) = portal().await;
    let slug = draft_edition(&db, &secretary).await.slug;
    open_edition(&db, &secretary, &slug, noon()).await.expect("open");
    start_amendment(&db, &secretary, &slug, "Thử", noon()).await.expect("started");
    discard_amendment(&db, &secretary, &slug, noon()).await.expect("discarded");
    assert!(find_rules_desk(&db, &secretary, &slug).await.expect("a desk").may_amend);
    assert!(matches!(discard_amendment(&db, &secretary, &slug, noon()).await, Err(AmendError::NothingWritten)));
}

#[tokio::test]
async fn intake_ends_after_the_deadline_and_can_be_reopened() {
    let (db, secretary) = portal().await;
    let slug = draft_edition(&db, &secretary).await.slug;
    open_edition(&db, &secretary, &slug, noon()).await.expect("open");
    let early = start_judging(&db, &secretary, &slug, noon()).await;
    assert!(matches!(early, Err(MoveEditionError::DeadlineAhead)));
    let later = noon() + Duration::days(300);
    start_judging(&db, &secretary, &slug, later).await.expect("judging");
    assert!(matches!(start_judging(&db, &secretary, &slug, later).await, Err(MoveEditionError::Refused)));
    reopen_intake(&db, &secretary, &slug, later).await.expect("open again");
    assert_eq!(find_edition_by_slug(&db, &slug).await.expect("an edition").state, EditionState::Open);
}

#[tokio::test]
async fn who_may_not_run_editions() {
    let (db, secretary) = portal().await;
    let edition = draft_edition(&db, &secretary).await;
    let slug = edition.slug.as_str();
    let other = edition_in(&db, EditionState::Draft).await;
    let strangers = [
        Actor::visitor(),
        member(&db, "Người Lạ").await,
        holder(&db, "Quản Trị", GrantedRole::Administrator).await,
        with_grant(member(&db, "Thư Ký Kỳ Khác").await, GrantedRole::Secretary, Some(other), None, None),
    ];
    for actor in &strangers {
        let desk = find_rules_desk(&db, &secretary, slug).await.expect("a desk");
        let input = typed(&desk, RulesSection::Notice, &[("notice.days", "1")]);
        let name = &actor.name;
        assert!(matches!(save_rules(&db, actor, slug, input, noon()).await, Err(SaveRulesError::Failure(_))), "{name}");
        assert!(matches!(open_edition(&db, actor, slug, noon()).await, Err(OpenEditionError::Failure(_))), "{name}");
        assert!(matches!(start_amendment(&db, actor, slug, "x", noon()).await, Err(AmendError::Failure(_))), "{name}");
        assert!(matches!(start_judging(&db, actor, slug, noon()).await, Err(MoveEditionError::Failure(_))), "{name}");
    }
    for actor in [&strangers[0], &strangers[1], &strangers[3]] {
        assert!(find_rules_desk(&db, actor, slug).await.is_err(), "{}", actor.name);
        assert!(find_edition_desk(&db, actor, slug).await.is_err(), "{}", actor.name);
        assert!(list_versions(&db, actor, slug).await.is_err(), "{}", actor.name);
        assert!(create_edition(&db, actor, &youth("14"), noon()).await.is_err(), "{}", actor.name);
    }
    assert!(find_edition_desk(&db, &secretary, slug).await.is_ok(), "the secretary does see it");
    let mut owes = secretary.clone();
    owes.second_factor = false;
    assert!(find_rules_desk(&db, &owes, slug).await.is_err(), "without the one-time code a secretary is a stranger");
}

#[tokio::test]
async fn the_calendar_is_filled_once_and_then_kept_by_people() {
    let (db, secretary) = portal().await;
    load_calendar(&db, HOLIDAYS, noon()).await.expect("loaded");
    let days = list_calendar_days(&db, &secretary).await.expect("days");
    assert!(!days.is_empty());
    let calendar = find_calendar(&db).await.expect("a calendar");
    assert!(!calendar.is_working_day(date!(2026 - 02 - 17)) && calendar.is_working_day(date!(2026 - 01 - 10)));
    let day = date!(2027 - 03 - 15);
    add_calendar_day(&db, &secretary, day, DayKind::Off, "Nghỉ bù", noon()).await.expect("added");
    let again = add_calendar_day(&db, &secretary, day, DayKind::Off, "Nghỉ bù", noon()).await;
    assert!(matches!(again, Err(CalendarError::DayTaken)));
    let nameless = add_calendar_day(&db, &secretary, date!(2027 - 03 - 16), DayKind::Off, " ", noon()).await;
    assert!(matches!(nameless, Err(CalendarError::NoName)));
    remove_calendar_day(&db, &secretary, date!(2026 - 02 - 17), noon()).await.expect("removed");
    load_calendar(&db, HOLIDAYS, noon()).await.expect("a second start");
    assert_eq!(list_calendar_days(&db, &secretary).await.expect("days").len(), days.len());
    let stranger = member(&db, "Người Lạ").await;
    assert!(add_calendar_day(&db, &stranger, day, DayKind::Off, "x", noon()).await.is_err());
    assert!(remove_calendar_day(&db, &stranger, day, noon()).await.is_err());
    assert!(list_calendar_days(&db, &stranger).await.is_err());
}
