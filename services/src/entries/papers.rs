//! Papers of a person stay with the person: a row that becomes another child does not inherit them.

use domain::consent::paper_holder;
use domain::entries::entry::{Author, Entry};
use domain::ids::{AttachmentId, AuthorId};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::Date;

use crate::entities::attachment;
use crate::entries::load::Holder;
use crate::failure::Failure;

/// After the authors were written: each paper goes to the author it was put in for, or to nobody until somebody says whose
/// it is. A paper without a note of its holder was put in for the author as they were before.
pub(super) async fn keep_papers_with_people(
    tx: &DatabaseTransaction,
    before: &Entry,
    after: &Entry,
) -> Result<(), Failure> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(after.id.0))
        .filter(attachment::Column::RemovedAt.is_null())
        .all(tx)
        .await?;
    let people: Vec<(AuthorId, &str, Option<Date>)> = after
        .authors
        .iter()
        .filter_map(|author| Some((author.id?, author.full_name.as_str(), author.birth_date)))
        .collect();
    for row in rows {
        let Some(holder) = holder_of(&row, &before.authors) else {
            continue;
        };
        let of = (holder.name.as_str(), holder.birth_date);
        let owner = paper_holder(of, row.author_id.map(AuthorId), &people);
        if owner.map(|id| id.0) != row.author_id {
            let text = crate::failure::write_json(&holder)?;
            let moved = attachment::ActiveModel {
                id: Unchanged(row.id),
                author_id: Set(owner.map(|id| id.0)),
                holder: Set(Some(text)),
                ..Default::default()
            };
            moved.update(tx).await?;
        }
    }
    Ok(())
}

/// Before authors are removed: their papers remember whom they were put in for, and belong to nobody from now on.
pub(super) async fn detach_papers(tx: &DatabaseTransaction, gone: &[&Author]) -> Result<(), Failure> {
    for author in gone {
        let Some(id) = author.id else { continue };
        let theirs = attachment::Entity::update_many().filter(attachment::Column::AuthorId.eq(id.0));
        theirs
            .clone()
            .col_expr(attachment::Column::Holder, Expr::value(Holder::of(author)?))
            .filter(attachment::Column::Holder.is_null())
            .exec(tx)
            .await?;
        theirs.col_expr(attachment::Column::AuthorId, Expr::value(None::<i64>)).exec(tx).await?;
    }
    Ok(())
}

fn holder_of(row: &attachment::Model, before: &[Author]) -> Option<Holder> {
    if let Some(text) = &row.holder {
        return serde_json::from_str(text).ok();
    }
    let author = before.iter().find(|author| author.id.map(|id| id.0) == row.author_id && author.id.is_some())?;
    Some(Holder { name: author.full_name.clone(), birth_date: author.birth_date })
}

/// The paper belongs to this author from now on: somebody looked at it and said so.
pub(super) async fn give_paper(tx: &DatabaseTransaction, file: AttachmentId, author: &Author) -> Result<(), Failure> {
    let row = attachment::ActiveModel {
        id: Unchanged(file.0),
        author_id: Set(author.id.map(|id| id.0)),
        holder: Set(Some(Holder::of(author)?)),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}
