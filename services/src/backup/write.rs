//! Taking a backup.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use sea_orm::{DatabaseConnection, IsolationLevel, TransactionTrait};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::tables::{NAMES, dump_table};
use super::{FORMAT, Manifest};
use crate::ledger;

/// Why a backup was not taken.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("the backup cannot be written: {0}")]
    Write(#[from] std::io::Error),
    #[error("the ledger is broken, see `vinhdanh ledger verify`: {0}")]
    Ledger(#[from] ledger::BadRecord),
}

/// Writes everything to `out`: rows as they are at one moment, then the files under `data`. A file is never changed once it is stored, and rows come first,
/// so every file a row names is there.
pub async fn write_backup(
    db: &DatabaseConnection,
    data: &Path,
    schema: String,
    out: impl Write,
    now: OffsetDateTime,
) -> Result<Manifest, BackupError> {
    let mut archive = tar::Builder::new(out);
    let mut manifest = Manifest {
        format: FORMAT,
        taken_at: now,
        schema,
        rows: BTreeMap::new(),
        members: BTreeMap::new(),
        ledger_head: String::new(),
    };
    let snapshot = match db.get_database_backend() {
        sea_orm::DbBackend::Postgres => Some(IsolationLevel::RepeatableRead),
        _ => None,
    };
    let tx = db.begin_with_config(snapshot, None).await?;
    manifest.ledger_head = ledger::verify(&tx).await??.head;
    for name in NAMES {
        let mut rows = Vec::new();
        let count = dump_table(&tx, name, &mut rows).await?;
        manifest.rows.insert((*name).to_owned(), count);
        add(&mut archive, &mut manifest, format!("tables/{name}.jsonl"), &rows)?;
    }
    tx.commit().await?;
    for (name, path) in stored_files(data)? {
        let bytes = std::fs::read(path)?;
        add(&mut archive, &mut manifest, format!("data/{name}"), &bytes)?;
    }
    let text = serde_json::to_vec_pretty(&manifest).map_err(std::io::Error::other)?;
    append(&mut archive, "manifest.json", &text)?;
    archive.into_inner()?.flush()?;
    Ok(manifest)
}

fn add(
    archive: &mut tar::Builder<impl Write>,
    manifest: &mut Manifest,
    name: String,
    bytes: &[u8],
) -> std::io::Result<()> {
    append(archive, &name, bytes)?;
    manifest.members.insert(name, hex::encode(Sha256::digest(bytes)));
    Ok(())
}

fn append(archive: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    header.set_cksum();
    archive.append_data(&mut header, name, bytes)
}

/// What lies under the data folder beside the database itself and uploads that are not finished.
fn stored_files(data: &Path) -> std::io::Result<Vec<(String, std::path::PathBuf)>> {
    let mut found = Vec::new();
    let mut folders = vec![data.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for item in std::fs::read_dir(folder)? {
            let path = item?.path();
            let name = path.strip_prefix(data).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "uploads" && name != "mail" {
                    folders.push(path);
                }
            } else if !name.starts_with("vinhdanh.sqlite") && name != "demo-sign-ins.txt" {
                found.push((name, path));
            }
        }
    }
    found.sort();
    Ok(found)
}
