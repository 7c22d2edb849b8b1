//! The filters of the list as conditions of one query, so that the database counts and cuts pages.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::EditionId;
use domain::intake::queue::QueueFilter;
use domain::programmes::rules::{DossierItem, DossierKind, EditionRules};
use domain::text::search_words;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend};
use serde_json::json;

use crate::entities::{attachment, author, entry};
use crate::entries::{PeopleOf, standings_of};
use crate::failure::Failure;

/// Every version of an edition's rules: entries are checked under their own.
pub(super) type Versions = [(i32, EditionRules)];

/// The entries that lack a consent, as a condition.
#[derive(Clone, Default)]
pub(super) struct Lacking(Option<Expr>);

impl Lacking {
    /// One parameter however many there are: a database takes no more than 32,766.
    fn of(backend: DbBackend, entries: Vec<i64>) -> Self {
        if entries.is_empty() {
            return Self::default();
        }
        let listed = match backend {
            DbBackend::Postgres => {
                r#""entry"."id" IN (SELECT CAST("one" AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)) AS "listed"("one"))"#
            }
            _ => r#""entry"."id" IN (SELECT "value" FROM json_each(?))"#,
        };
        Self(Some(Expr::cust_with_values(listed, [json!(entries).to_string()])))
    }
}

/// What the filter asks, without the state: the tabs count under it.
pub(super) fn without_state(
    edition: EditionId,
    filter: &QueueFilter,
    versions: &Versions,
    lacking: &Lacking,
) -> Condition {
    let mut condition = Condition::all()
        .add(entry::Column::EditionId.eq(edition.0))
        .add(entry::Column::State.ne(EntryState::Draft.code()))
        .add(entry::Column::Code.is_not_null())
        .add_option(filter.field.as_ref().map(|code| entry::Column::FieldCode.eq(code.as_str())))
        .add_option(filter.unit_state.map(|state| entry::Column::UnitState.eq(state.code())))
        .add_option(filter.unit.map(|unit| entry::Column::UnitId.eq(unit.0)))
        .add(words(&filter.text));
    if filter.missing {
        let any = versions.iter().fold(Condition::any(), |any, (version, rules)| {
            any.add(
                Condition::all().add(entry::Column::RulesVersion.eq(*version)).add(something_missing(rules, lacking)),
            )
        });
        condition = condition.add(any);
    }
    condition
}

/// What the whole filter asks.
pub(super) fn whole(edition: EditionId, filter: &QueueFilter, versions: &Versions, lacking: &Lacking) -> Condition {
    without_state(edition, filter, versions, lacking)
        .add_option(filter.state.map(|state| entry::Column::State.eq(state.code())))
}

/// Every word, anywhere in the folded search text, in any order.
pub(super) fn words(text: &str) -> Condition {
    search_words(text).iter().fold(Condition::all(), |all, word| {
        let literal = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        all.add(
            Expr::col((entry::Entity, entry::Column::Search)).like(LikeExpr::new(format!("%{literal}%")).escape('\\')),
        )
    })
}

/// At least one required line of the checklist is seen missing: the same lines as `domain::intake::checklist`.
/// Consents are no matter for SQL: `lacking` are the entries that `domain::consent` finds without one that is needed.
fn something_missing(rules: &EditionRules, lacking: &Lacking) -> Condition {
    let mut any = Condition::any().add_option(age_missing(rules)).add_option(lacking.0.clone());
    let confirmation_item = rules.dossier.iter().any(|item| item.kind == DossierKind::Confirmation);
    if rules.team.unit_confirms && !confirmation_item {
        any = any.add(entry::Column::UnitState.ne(UnitState::Confirmed.code()));
    }
    for item in rules.dossier.iter().filter(|item| item.required) {
        if let Some(missing) = item_missing(item) {
            let asked = (!item.only_fields.is_empty())
                .then(|| entry::Column::FieldCode.is_in(item.only_fields.iter().map(String::as_str)));
            any = any.add(Condition::all().add(missing).add_option(asked));
        }
    }
    any
}

fn item_missing(item: &DossierItem) -> Option<Expr> {
    match item.kind {
        DossierKind::File if item.per_author => Some(entry::Column::Id.in_subquery(authors_without(item))),
        DossierKind::File => Some(entry::Column::Id.not_in_subquery(entries_with(item))),
        DossierKind::Confirmation => Some(entry::Column::UnitState.ne(UnitState::Confirmed.code())),
        DossierKind::Consent | DossierKind::Form | DossierKind::Physical => None,
    }
}

/// Entries that have enough files of the item.
fn entries_with(item: &DossierItem) -> SelectStatement {
    Query::select()
        .column(attachment::Column::EntryId)
        .from(attachment::Entity)
        .and_where(attachment::Column::ItemCode.eq(item.code.as_str()))
        .and_where(attachment::Column::RemovedAt.is_null())
        .group_by_col(attachment::Column::EntryId)
        .and_having(Expr::col(attachment::Column::Id).count().gte(enough(item)))
        .to_owned()
}

/// Entries of which some author has not enough files of the item.
fn authors_without(item: &DossierItem) -> SelectStatement {
    let with = Query::select()
        .column(attachment::Column::AuthorId)
        .from(attachment::Entity)
        .and_where(attachment::Column::ItemCode.eq(item.code.as_str()))
        .and_where(attachment::Column::RemovedAt.is_null())
        .and_where(attachment::Column::AuthorId.is_not_null())
        .group_by_col(attachment::Column::AuthorId)
        .and_having(Expr::col(attachment::Column::Id).count().gte(enough(item)))
        .to_owned();
    Query::select()
        .column(author::Column::EntryId)
        .from(author::Entity)
        .and_where(author::Column::Id.not_in_subquery(with))
        .to_owned()
}

/// The entries of the edition in which a consent that is needed is not there, where the filter asks for what is missing.
pub(super) async fn lacking_consent(
    db: &impl ConnectionTrait,
    edition: EditionId,
    filter: &QueueFilter,
) -> Result<Lacking, Failure> {
    if !filter.missing {
        return Ok(Lacking::default());
    }
    let standings = standings_of(db, PeopleOf::Edition(edition)).await?;
    let lacking = standings.into_iter().filter(|(_, people)| people.iter().any(|person| !person.is_complete()));
    Ok(Lacking::of(db.get_database_backend(), lacking.map(|(entry, _)| entry).collect()))
}

/// Entries with an author whose date of birth is unknown or outside the window.
fn age_missing(rules: &EditionRules) -> Option<Expr> {
    let window = rules.eligibility.birth_window?;
    let too_young = (!rules.eligibility.younger_welcome).then(|| author::Column::BirthDate.gt(window.to));
    let outside = Condition::any()
        .add(author::Column::BirthDate.is_null())
        .add(author::Column::BirthDate.lt(window.from))
        .add_option(too_young);
    let authors = Query::select().column(author::Column::EntryId).from(author::Entity).cond_where(outside).to_owned();
    Some(entry::Column::Id.in_subquery(authors))
}

/// The alias of a counted column.
pub(super) const COUNT: &str = "entries";

/// How many files of an item are enough: at least one.
fn enough(item: &DossierItem) -> i64 {
    i64::from(if item.min_count == 0 { 1 } else { item.min_count })
}

#[cfg(test)]
mod tests {
    use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};

    use super::*;
    use crate::testkit::*;

    #[tokio::test]
    async fn more_entries_lack_a_consent_than_a_statement_has_parameters() {
        let db = fresh_db().await;
        let edition = open_edition(&db).await;
        let owner = member(&db, "Lan Thử").await;
        let entry = whole_draft(&db, &owner, edition, "Một").await;
        whole_draft(&db, &owner, edition, "Hai").await;
        let others = (1_000_000..1_033_000).chain([entry.0]).collect();
        let lacking = Lacking::of(db.get_database_backend(), others);
        let mut rules = sample_rules();
        rules.dossier.clear();
        (rules.team.unit_confirms, rules.eligibility.birth_window) = (false, None);
        let found = entry::Entity::find().filter(something_missing(&rules, &lacking));
        assert_eq!(found.count(&db).await.expect("counted"), 1);
    }
}
