use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::desk::TemplateForm;
use domain::programmes::edition::Edition;
use domain::programmes::naming::EditionForm;
use domain::programmes::rules::Sureness;
use domain::programmes::template::{Template, TemplateProblem};
use sea_orm::{DatabaseConnection, EntityTrait};
use time::macros::datetime;

use crate::entities::{ledger, programme};
use crate::failure::Failure;
use crate::programmes::*;
use crate::testkit::{counted_db, fresh_db, holder, member, noon};

async fn portal() -> (DatabaseConnection, Actor) {
    let db = fresh_db().await;
    load_templates(&db, &BUILT_IN, noon()).await.expect("templates");
    let administrator = holder(&db, "Quản trị Thử", GrantedRole::Administrator).await;
    (db, administrator)
}

async fn edition(db: &DatabaseConnection, actor: &Actor, ordinal: &str, year: &str, from: &str) -> Edition {
    create_edition(db, actor, &form(ordinal, year, from), noon()).await.expect("an edition")
}

fn form(ordinal: &str, year: &str, from: &str) -> EditionForm {
    EditionForm {
        programme: "YOUTH_CREATIVITY".to_owned(),
        from: from.to_owned(),
        ordinal: ordinal.to_owned(),
        year: year.to_owned(),
        ..EditionForm::default()
    }
}

/// Everything that could have been stored.
async fn stored(db: &DatabaseConnection) -> (Vec<programme::Model>, usize) {
    let rows = programme::Entity::find().all(db).await.expect("rows");
    (rows, ledger::Entity::find().all(db).await.expect("a ledger").len())
}

#[tokio::test]
async fn what_is_exported_comes_in_again_as_another_programme() {
    let (db, administrator) = portal().await;
    let mut template = export_template(&db, &administrator, "YOUTH_CREATIVITY").await.expect("a template");
    template.code = "TINH_KHAC".to_owned();
    template.names.vi = "Cuộc thi của tỉnh khác".to_owned();
    import_template(&db, &administrator, &template.json(), false, noon()).await.expect("imported");
    let lines = list_templates(&db, &administrator).await.expect("programmes");
    let line = lines.iter().find(|line| line.code == "TINH_KHAC").expect("the new one");
    assert_eq!((line.names.vi.as_str(), line.editions), ("Cuộc thi của tỉnh khác", 0));
    let last = ledger::Entity::find().all(&db).await.expect("a ledger").pop().expect("a record");
    assert_eq!((last.act.as_str(), last.subject.as_str()), ("programme.template_stored", "programme/TINH_KHAC"));
    let form = EditionForm {
        programme: "TINH_KHAC".to_owned(),
        slug: "tinh-khac-2027".to_owned(),
        code_prefix: "TK-2027".to_owned(),
        ..form("1", "2027", "")
    };
    create_edition(&db, &administrator, &form, noon()).await.expect("an edition of the new programme");
}

#[tokio::test]
async fn a_known_programme_is_replaced_only_when_that_is_said_and_its_editions_keep_their_rules() {
    let (db, administrator) = portal().await;
    let edition = edition(&db, &administrator, "13", "2027", "").await;
    let mut template = export_template(&db, &administrator, "YOUTH_CREATIVITY").await.expect("a template");
    template.rules.team.max = 3;
    let before = stored(&db).await;
    let refused = import_template(&db, &administrator, &template.json(), false, noon()).await;
    assert!(matches!(refused, Err(TemplateError::Exists { code }) if code == "YOUTH_CREATIVITY"));
    assert_eq!(stored(&db).await, before, "nothing is stored");
    import_template(&db, &administrator, &template.json(), true, noon()).await.expect("replaced");
    assert_eq!(export_template(&db, &administrator, "YOUTH_CREATIVITY").await.expect("a template"), template);
    assert_eq!(find_rules(&db, edition.id, 1).await.expect("rules").team.max, 5);
    load_templates(&db, &BUILT_IN, noon()).await.expect("a later start");
    let kept = export_template(&db, &administrator, "YOUTH_CREATIVITY").await.expect("a template");
    assert_eq!(kept.rules.team.max, 3, "a start of the portal takes nobody's work away");
}

#[tokio::test]
async fn a_bad_file_is_refused_and_nothing_is_stored() {
    let (db, administrator) = portal().await;
    let before = stored(&db).await;
    for bad in ["", "{", "[]", "{\"version\": 1}", &BUILT_IN[0].replacen("\"max\": 5", "\"max\": -5", 1)] {
        let refused = import_template(&db, &administrator, bad, true, noon()).await;
        assert!(matches!(refused, Err(TemplateError::Problems(_))), "{}", &bad[..bad.len().min(20)]);
    }
    assert_eq!(stored(&db).await, before);
}

#[tokio::test]
async fn only_administrators_have_to_do_with_templates() {
    let (db, administrator) = portal().await;
    let slug = edition(&db, &administrator, "13", "2027", "").await.slug;
    let strangers = [
        member(&db, "Người Lạ").await,
        holder(&db, "Thư ký Thử", GrantedRole::Secretary).await,
        holder(&db, "Phê duyệt Thử", GrantedRole::Approver).await,
    ];
    let before = stored(&db).await;
    for actor in &strangers {
        let forbidden = |failure: Failure| assert!(matches!(failure, Failure::Forbidden(_)));
        forbidden(list_templates(&db, actor).await.expect_err("refused"));
        forbidden(export_template(&db, actor, "YOUTH_CREATIVITY").await.expect_err("refused"));
        forbidden(template_form(&db, actor, &slug).await.expect_err("refused"));
        let imported = import_template(&db, actor, BUILT_IN[0], true, noon()).await;
        assert!(matches!(imported, Err(TemplateError::Failure(Failure::Forbidden(_)))));
        let saved = save_as_template(&db, actor, &slug, &TemplateForm::default(), noon()).await;
        assert!(matches!(saved, Err(TemplateError::Failure(Failure::Forbidden(_)))));
    }
    assert_eq!(stored(&db).await, before);
}

#[tokio::test]
async fn the_rules_of_an_edition_become_a_template_of_its_own_programme_or_of_a_new_one() {
    let (db, administrator) = portal().await;
    let slug = edition(&db, &administrator, "13", "2027", "").await.slug;
    let (_, own) = template_form(&db, &administrator, &slug).await.expect("a form");
    assert_eq!(own.code, "YOUTH_CREATIVITY");
    let refused = save_as_template(&db, &administrator, &slug, &own, noon()).await;
    assert!(matches!(refused, Err(TemplateError::Exists { .. })));
    let nameless =
        TemplateForm { code: "MOI".to_owned(), prefix: "đ".to_owned(), name_en: String::new(), ..own.clone() };
    let Err(TemplateError::Problems(problems)) = save_as_template(&db, &administrator, &slug, &nameless, noon()).await
    else {
        panic!("refused")
    };
    assert!(problems.contains(&TemplateProblem::Empty { path: "names.en" }), "{problems:?}");
    let new = TemplateForm { code: "MOI".to_owned(), ..own };
    save_as_template(&db, &administrator, &slug, &new, noon()).await.expect("saved");
    let saved = export_template(&db, &administrator, "MOI").await.expect("a template");
    let original = export_template(&db, &administrator, "YOUTH_CREATIVITY").await.expect("a template");
    assert_eq!((saved.calendar, saved.rules), (original.calendar, original.rules));
}

#[tokio::test]
async fn an_edition_starts_from_the_rules_of_an_earlier_one_moved_to_its_year() {
    let (db, administrator) = portal().await;
    let secretary = holder(&db, "Thư ký Thử", GrantedRole::Secretary).await;
    let before = edition(&db, &secretary, "13", "2027", "").await;
    let mut template: Template = export_template(&db, &administrator, "YOUTH_CREATIVITY").await.expect("a template");
    template.rules.team.max = 2;
    import_template(&db, &administrator, &template.json(), true, noon()).await.expect("replaced");
    let next = edition(&db, &secretary, "14", "2028", &before.slug).await;
    let rules = find_rules(&db, next.id, 1).await.expect("rules");
    assert_eq!(rules.team.max, 5, "the rules of the edition, not those of the template");
    assert_eq!(rules.dates.closes_at, Some(datetime!(2028-06-30 17:00 +7)));
    assert!(rules.marks.values().all(|mark| mark.sureness == Sureness::Proposed));
    assert_eq!(next.opens_at, Some(datetime!(2027-12-01 8:00 +7)));

    let other = EditionForm { programme: "ST_AWARD".to_owned(), ..form("1", "2028", &before.slug) };
    let refused = create_edition(&db, &secretary, &other, noon()).await;
    assert!(matches!(refused, Err(CreateEditionError::NoSuchEdition)));
    let refused = create_edition(&db, &secretary, &form("15", "2029", "khong-co"), noon()).await;
    assert!(matches!(refused, Err(CreateEditionError::NoSuchEdition)));
}

#[tokio::test]
async fn the_list_of_programmes_takes_as_many_statements_for_five_as_for_one() {
    let mut taken = Vec::new();
    for programmes in [1, 5] {
        let (db, count) = counted_db().await;
        load_templates(&db, &BUILT_IN[..programmes], noon()).await.expect("templates");
        let administrator = holder(&db, "Quản trị Thử", GrantedRole::Administrator).await;
        count.store(0, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(list_templates(&db, &administrator).await.expect("programmes").len(), programmes);
        taken.push(count.load(std::sync::atomic::Ordering::Relaxed));
    }
    assert_eq!(taken, [2, 2]);
}
