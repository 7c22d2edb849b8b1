//! Which page saved which form last. Rules: `domain::copies`.

use domain::copies::{Origin, OwnSave, SaveId, Verdict, verdict};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::{Duration, OffsetDateTime};

use crate::entities::form_save;
use crate::failure::Failure;

/// A page that was open longer ago than this is compared by its mark only.
const REMEMBERED: Duration = Duration::days(30);
/// So many pages of one form are named to a device that asks what has arrived.
const NAMED: u64 = 20;

/// A save that was judged.
pub(crate) struct Judged {
    pub verdict: Verdict,
    /// The mark after the page's own last save.
    pub own_mark: Option<String>,
}

/// Judges a save; `stored` and `wanted` are the marks of the form as it is and as it would be.
pub(crate) async fn judge(
    tx: &impl ConnectionTrait,
    form: &str,
    origin: &Origin,
    stored: &str,
    wanted: &str,
) -> Result<Judged, Failure> {
    let own = match &origin.save {
        Some(save) => find_own(tx, form, &save.page).await?,
        None => None,
    };
    let counter = origin.save.as_ref().map_or(0, |save| save.counter);
    Ok(Judged {
        verdict: verdict(stored, wanted, origin.base.as_deref(), counter, own.as_ref()),
        own_mark: own.map(|own| own.mark),
    })
}

async fn find_own(tx: &impl ConnectionTrait, form: &str, page: &str) -> Result<Option<OwnSave>, Failure> {
    let row = form_save::Entity::find()
        .filter(form_save::Column::Form.eq(form))
        .filter(form_save::Column::Page.eq(page))
        .one(tx)
        .await?;
    Ok(row.map(|row| OwnSave { counter: row.counter.try_into().unwrap_or_default(), mark: row.mark }))
}

/// Remembers a save, in the transaction that wrote it; `mark` is the form's as it is now.
pub(crate) async fn remember(
    tx: &impl ConnectionTrait,
    form: &str,
    origin: &Origin,
    mark: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some(save) = &origin.save else { return Ok(()) };
    form_save::Entity::delete_many()
        .filter(form_save::Column::Form.eq(form))
        .filter(form_save::Column::SavedAt.lt(now - REMEMBERED))
        .exec(tx)
        .await?;
    // Nothing that the page still sends may undo a row that was added or removed.
    let mark = if origin.reshapes { "" } else { mark };
    let row = form_save::ActiveModel {
        form: Set(form.to_owned()),
        page: Set(save.page.clone()),
        counter: Set(i32::try_from(save.counter).unwrap_or(i32::MAX)),
        mark: Set(mark.to_owned()),
        saved_at: Set(now),
        ..Default::default()
    };
    let columns = [form_save::Column::Counter, form_save::Column::Mark, form_save::Column::SavedAt];
    let replace =
        OnConflict::columns([form_save::Column::Form, form_save::Column::Page]).update_columns(columns).to_owned();
    form_save::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// The newest saves of a form, one a page: a device drops what they cover.
pub(crate) async fn known(db: &impl ConnectionTrait, form: &str) -> Result<Vec<SaveId>, Failure> {
    let rows = form_save::Entity::find()
        .filter(form_save::Column::Form.eq(form))
        .order_by_desc(form_save::Column::SavedAt)
        .limit(NAMED)
        .all(db)
        .await?;
    let saves =
        rows.into_iter().map(|row| SaveId { page: row.page, counter: row.counter.try_into().unwrap_or_default() });
    Ok(saves.collect())
}
