//! Exporting exactly the rows of a filter, batch by batch, so that thousands of entries never stand in memory at once.

use std::collections::HashMap;

use domain::intake::checklist::{check_lines, missing_lines};
use domain::intake::export::{ExportAuthor, ExportContact, ExportEntry};
use domain::intake::queue::QueueFilter;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{digest, state_of, unit_state_of};
use super::dossier_facts::find_facts;
use super::entry_details::share_of;
use super::list_entries::{field_name, find_versions, rules_of, sorted};
use super::people_names::unit_names;
use super::queue_condition::{Lacking, lacking_consent, whole};
use crate::database::begin_write;
use crate::entities::{author, entry};
use crate::failure::{Failure, write_json};
use crate::ledger::{Record, append};
use crate::programmes::find_edition_by_slug;

/// How many entries are read at a time.
const BATCH: u64 = 200;

/// What the export holds beside the plain columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Birth dates, telephones and addresses too.
    pub contact: bool,
}

/// An export under way: ask for batches until there is none.
pub struct EntryExport {
    db: DatabaseConnection,
    pub edition: Edition,
    filter: QueueFilter,
    options: ExportOptions,
    versions: Vec<(i32, EditionRules)>,
    /// Entries without a consent that is needed, when the filter asks for what is missing.
    lacking: Lacking,
    offset: u64,
}

/// Opens an export. The ledger keeps who took it, what was filtered and whether contact data left the portal.
pub async fn open_export(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    filter: &QueueFilter,
    options: ExportOptions,
    now: OffsetDateTime,
) -> Result<EntryExport, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ExportEntries, &edition.subject(), State::Any)?;
    let versions = find_versions(db, edition.id).await?;
    let tx = begin_write(db).await?;
    let lacking = lacking_consent(&tx, edition.id, filter).await?;
    let condition = whole(edition.id, filter, &versions, &lacking);
    let count = entry::Entity::find().filter(condition).count(&tx).await?;
    let detail = json!({
        "rows": count,
        "contact": options.contact,
        "filter_sha256": digest(&write_json(filter)?),
    });
    let record = Record::new(actor.account, "entry.exported", format!("edition/{}", edition.id));
    append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(EntryExport { db: db.clone(), edition, filter: filter.clone(), options, versions, lacking, offset: 0 })
}

impl EntryExport {
    /// True when contact data is in it.
    pub fn has_contact(&self) -> bool {
        self.options.contact
    }

    /// The next entries; empty at the end.
    pub async fn next_batch(&mut self) -> Result<Vec<ExportEntry>, Failure> {
        let condition = whole(self.edition.id, &self.filter, &self.versions, &self.lacking);
        let rows = sorted(entry::Entity::find(), self.filter.sort)
            .filter(condition)
            .offset(self.offset)
            .limit(BATCH)
            .all(&self.db)
            .await?;
        self.offset += BATCH;
        self.read(rows).await
    }

    async fn read(&self, rows: Vec<entry::Model>) -> Result<Vec<ExportEntry>, Failure> {
        let facts: HashMap<i64, _> = find_facts(&self.db, &rows).await?.into_iter().collect();
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let authors = author::Entity::find()
            .filter(author::Column::EntryId.is_in(ids))
            .order_by_asc(author::Column::Position)
            .all(&self.db)
            .await?;
        let of_rows = rows.iter().filter_map(|row| row.unit_id);
        let unit_ids: Vec<i64> = of_rows.chain(authors.iter().filter_map(|author| author.unit_id)).collect();
        let units = unit_names(&self.db, unit_ids).await?;
        rows.into_iter()
            .map(|row| {
                let rules = rules_of(&self.versions, row.rules_version)?;
                let lines = facts.get(&row.id).map(|facts| check_lines(rules, facts)).unwrap_or_default();
                let own = authors.iter().filter(|author| author.entry_id == row.id);
                Ok(ExportEntry {
                    state: state_of(&row)?,
                    unit_state: unit_state_of(&row)?,
                    authors: own.map(|author| self.author(author, &units)).collect(),
                    missing: missing_lines(&lines).count(),
                    field: row.field_code.as_deref().map(|code| field_name(rules, code)).unwrap_or_default(),
                    group: row.group_code.as_deref().map(|code| group_name(rules, code)).unwrap_or_default(),
                    unit: row.unit_id.and_then(|unit| units.get(&unit).cloned()).unwrap_or_default(),
                    code: row.code.unwrap_or_default(),
                    title: row.title,
                    submitted_at: row.submitted_at,
                })
            })
            .collect()
    }

    fn author(&self, row: &author::Model, units: &HashMap<i64, String>) -> ExportAuthor {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let school = row.unit_id.and_then(|unit| units.get(&unit).cloned());
        ExportAuthor {
            name: row.full_name.clone(),
            school: school.or_else(|| row.school_name.clone()).unwrap_or_default(),
            class_name: text(&row.class_name),
            share: row.share.and_then(share_of),
            is_representative: row.is_representative,
            contact: self.options.contact.then(|| ExportContact {
                birth_date: row.birth_date,
                phone: text(&row.phone),
                email: text(&row.email),
                address: text(&row.address),
                guardian: text(&row.guardian_name),
                guardian_phone: text(&row.guardian_phone),
            }),
        }
    }
}

fn group_name(rules: &EditionRules, code: &str) -> String {
    let group = rules.groups.iter().find(|group| group.code == code);
    group.map_or_else(|| code.to_owned(), |group| group.name.clone())
}
