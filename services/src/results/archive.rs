//! The archive of past results, taken from published sources.

use domain::results::archive::{ArchiveItem, year_of};
use domain::results::listing::PAGE_ROWS;
use domain::results::public::{AllResults, ArchiveQuery};
use domain::text::{clean_line, fold, search_words};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use serde::Deserialize;
use time::OffsetDateTime;

use crate::database::begin_write;
use crate::entities::{archive_result, programme};
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};

#[derive(Deserialize)]
struct ArchiveFile {
    results: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    programme: String,
    edition: String,
    level: String,
    title_vi: String,
    field_vi: Option<String>,
    prize_vi: Option<String>,
    unit_vi: Option<String>,
    #[serde(rename = "ref")]
    source: String,
    title_origin: String,
    field_guess: bool,
}

/// Loads an archive file; lines that are there already are left alone. Returns how many are new.
pub async fn load_archive(db: &DatabaseConnection, json: &str, now: OffsetDateTime) -> Result<usize, Failure> {
    let file: ArchiveFile = read_json(json)?;
    let tx = begin_write(db).await?;
    let known: Vec<(String, String, String)> = archive_result::Entity::find()
        .select_only()
        .column(archive_result::Column::EditionName)
        .column(archive_result::Column::Title)
        .column(archive_result::Column::Source)
        .into_tuple()
        .all(&tx)
        .await?;
    let mut loaded = 0;
    for line in file.results {
        let key = (clean_line(&line.edition), clean_line(&line.title_vi), line.source.clone());
        if !known.contains(&key) {
            row_of(line).insert(&tx).await?;
            loaded += 1;
        }
    }
    if loaded > 0 {
        let detail = serde_json::json!({ "lines": loaded });
        append(&tx, Record::new(None, "archive.loaded", "archive").detail(detail), now).await?;
    }
    tx.commit().await?;
    Ok(loaded)
}

fn row_of(line: Line) -> archive_result::ActiveModel {
    let (edition, title) = (clean_line(&line.edition), clean_line(&line.title_vi));
    // A guessed field is no fact.
    let field = line.field_vi.filter(|_| !line.field_guess).map(|field| clean_line(&field));
    let words = [Some(&title), Some(&edition), field.as_ref(), line.prize_vi.as_ref(), line.unit_vi.as_ref()];
    let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
    archive_result::ActiveModel {
        programme_code: Set(line.programme),
        year: Set(year_of(&edition)),
        level: Set(line.level),
        search: Set(fold(&words.join(" "))),
        title_translated: Set(line.title_origin != "as published"),
        edition_name: Set(edition),
        title: Set(title),
        field: Set(field),
        prize: Set(line.prize_vi),
        unit: Set(line.unit_vi),
        source: Set(line.source),
        ..Default::default()
    }
}

/// The archive under a filter, newest first, with what can be filtered by. Editions of the portal are left empty here.
pub(super) async fn find_archive(db: &impl ConnectionTrait, mut query: ArchiveQuery) -> Result<AllResults, Failure> {
    let found = filtered(&query).count(db).await?;
    let found = usize::try_from(found).unwrap_or(usize::MAX);
    query.page = query.page.clamp(1, found.div_ceil(PAGE_ROWS).max(1));
    let rows = filtered(&query)
        .order_by_desc(archive_result::Column::Year)
        .order_by_asc(archive_result::Column::EditionName)
        .order_by_asc(archive_result::Column::Id)
        .offset(((query.page - 1) * PAGE_ROWS) as u64)
        .limit(PAGE_ROWS as u64)
        .all(db)
        .await?;
    let kinds: Vec<(String, String, Option<i32>)> = archive_result::Entity::find()
        .select_only()
        .column(archive_result::Column::ProgrammeCode)
        .column(archive_result::Column::Level)
        .column(archive_result::Column::Year)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let programmes = programme::Entity::find().all(db).await?;
    let name_of = |code: &str| programmes.iter().find(|row| row.code == code).map(|row| row.name_vi.clone());
    let mut codes: Vec<String> = kinds.iter().map(|(code, ..)| code.clone()).collect();
    let mut levels: Vec<String> = kinds.iter().map(|(_, level, _)| level.clone()).collect();
    let mut years: Vec<i32> = kinds.iter().filter_map(|(.., year)| *year).collect();
    codes.sort();
    codes.dedup();
    levels.sort();
    levels.dedup();
    years.sort_by(|one, other| other.cmp(one));
    years.dedup();
    Ok(AllResults {
        editions: Vec::new(),
        notices: Vec::new(),
        query,
        archive: rows.into_iter().map(item_of_row).collect(),
        found,
        programmes: codes.into_iter().map(|code| (code.clone(), name_of(&code).unwrap_or(code))).collect(),
        levels,
        years,
    })
}

fn filtered(query: &ArchiveQuery) -> Select<archive_result::Entity> {
    let mut rows = archive_result::Entity::find();
    if let Some(programme) = &query.programme {
        rows = rows.filter(archive_result::Column::ProgrammeCode.eq(programme));
    }
    if let Some(level) = &query.level {
        rows = rows.filter(archive_result::Column::Level.eq(level));
    }
    if let Some(year) = query.year {
        rows = rows.filter(archive_result::Column::Year.eq(year));
    }
    // Letters and digits only: nothing a pattern could mistake for a wildcard.
    let words = search_words(&query.text);
    let parts = words.iter().flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
    for word in parts.filter(|word| !word.is_empty()).take(words.len() + 12) {
        rows = rows.filter(archive_result::Column::Search.contains(word));
    }
    rows
}

fn item_of_row(row: archive_result::Model) -> ArchiveItem {
    ArchiveItem {
        programme: row.programme_code,
        edition: row.edition_name,
        year: row.year,
        level: row.level,
        title: row.title,
        title_translated: row.title_translated,
        field: row.field,
        prize: row.prize,
        unit: row.unit,
        source: row.source,
    }
}
