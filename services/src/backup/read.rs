//! Putting a backup back, into an empty database and an empty folder.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path};

use sea_orm::{DatabaseConnection, TransactionTrait};
use sha2::{Digest, Sha256};

use super::tables::{NAMES, fill_table};
use super::{FORMAT, Manifest};
use crate::ledger;

/// Why a backup was not restored. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("the backup cannot be read: {0}")]
    Read(#[from] std::io::Error),
    #[error("the backup has no manifest: it is not whole")]
    NoManifest,
    #[error("the backup has format {0}, this program reads {FORMAT}")]
    UnknownFormat(u32),
    #[error(
        "the backup was taken at schema {backup}, this program has {program}: restore it with the program that took it, then update"
    )]
    OtherSchema { backup: String, program: String },
    #[error("{0} is missing from the backup or was changed")]
    Damaged(String),
    #[error("the database already holds data: restore into an empty one")]
    NotEmpty,
    #[error("table {table}: {found} rows came back, {expected} were saved")]
    RowsLost { table: String, found: u64, expected: u64 },
    #[error("the restored ledger is broken: {0}")]
    Ledger(#[from] ledger::BadRecord),
    #[error("the restored ledger ends at another record than the backup says")]
    OtherLedger,
}

/// Checks every member against the manifest, then puts rows and files back.
pub async fn restore_backup(
    db: &DatabaseConnection,
    data: &Path,
    program: String,
    backup: impl Read,
) -> Result<Manifest, RestoreError> {
    let mut members = read_members(backup)?;
    let text = members.remove("manifest.json").ok_or(RestoreError::NoManifest)?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| RestoreError::NoManifest)?;
    check(&manifest, &members, program)?;
    let tx = db.begin().await?;
    if ledger::verify(&tx).await??.records > 0 {
        return Err(RestoreError::NotEmpty);
    }
    for name in NAMES {
        let rows = members.get(&format!("tables/{name}.jsonl")).map(Vec::as_slice).unwrap_or_default();
        let found = fill_table(&tx, name, &String::from_utf8_lossy(rows)).await?;
        let expected = manifest.rows.get(*name).copied().unwrap_or_default();
        if found != expected {
            return Err(RestoreError::RowsLost { table: (*name).to_owned(), found, expected });
        }
    }
    if ledger::verify(&tx).await??.head != manifest.ledger_head {
        return Err(RestoreError::OtherLedger);
    }
    for (name, bytes) in members.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("data/")?, bytes))) {
        put_file(data, name, bytes)?;
    }
    tx.commit().await?;
    Ok(manifest)
}

fn read_members(backup: impl Read) -> Result<BTreeMap<String, Vec<u8>>, RestoreError> {
    let mut members = BTreeMap::new();
    for member in tar::Archive::new(backup).entries()? {
        let mut member = member?;
        let name = member.path()?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes)?;
        members.insert(name, bytes);
    }
    Ok(members)
}

fn check(manifest: &Manifest, members: &BTreeMap<String, Vec<u8>>, program: String) -> Result<(), RestoreError> {
    if manifest.format != FORMAT {
        return Err(RestoreError::UnknownFormat(manifest.format));
    }
    if manifest.schema != program {
        return Err(RestoreError::OtherSchema { backup: manifest.schema.clone(), program });
    }
    for (name, hash) in &manifest.members {
        let same = members.get(name).is_some_and(|bytes| hex::encode(Sha256::digest(bytes)) == *hash);
        if !same {
            return Err(RestoreError::Damaged(name.clone()));
        }
    }
    Ok(())
}

/// Writes one file; a name that would leave the folder is refused.
fn put_file(data: &Path, name: &str, bytes: &[u8]) -> Result<(), RestoreError> {
    let relative = Path::new(name);
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(RestoreError::Damaged(name.to_owned()));
    }
    let path = data.join(relative);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}
