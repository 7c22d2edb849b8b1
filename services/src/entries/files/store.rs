//! Bytes by the hash of their content: stored once, never changed.

use std::path::{Path as FilePath, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use futures::TryStreamExt;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::quota::Quota;
use crate::failure::Failure;
use crate::reader::Reader;

/// The bytes of a file as they come.
pub type ByteStream = Pin<Box<dyn futures::Stream<Item = object_store::Result<bytes::Bytes>> + Send>>;

/// A file in the store, or the preview of one.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// The hash of the file, or of the file it shows.
    pub sha256: String,
    pub size: u64,
    /// When it was stored, in seconds.
    pub changed_at: i64,
    place: Path,
}

/// How much is read at once.
const PIECE: usize = 256 * 1024;

/// Where the portal keeps files, and the folder in which they arrive.
#[derive(Clone)]
pub struct FileStore {
    store: Arc<dyn ObjectStore>,
    uploads: PathBuf,
    quota: Quota,
    reader: Reader,
}

impl FileStore {
    /// The store in `folder`; what arrives waits in `uploads`, on the same machine.
    pub fn open(folder: &FilePath, uploads: &FilePath) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        std::fs::create_dir_all(uploads)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(std::io::Error::other)?;
        Ok(Self {
            store: Arc::new(store.with_fsync(true)),
            uploads: uploads.to_owned(),
            quota: Quota::default(),
            reader: Reader::default(),
        })
    }

    /// The same store with other quotas.
    #[must_use]
    pub fn with_quota(self, quota: Quota) -> Self {
        Self { quota, ..self }
    }

    /// How much one entry and one person may keep.
    pub(crate) fn quota(&self) -> Quota {
        self.quota
    }

    /// Whether the bytes with this hash are there.
    pub(crate) async fn holds(&self, sha256: &str) -> bool {
        self.store.head(&place_of(sha256)).await.is_ok()
    }

    /// Everything in the store that belongs to a hash.
    pub(crate) fn stored(&self) -> Pin<Box<dyn futures::Stream<Item = Result<Stored, Failure>> + Send>> {
        let stored = self.store.list(None).map_err(Failure::from);
        Box::pin(stored.try_filter_map(async |meta| {
            let sha256 = hash_of(&meta.location);
            Ok(sha256.map(|sha256| Stored {
                sha256,
                size: meta.size,
                changed_at: meta.last_modified.timestamp(),
                place: meta.location,
            }))
        }))
    }

    /// Throws a file of the store away.
    pub(crate) async fn remove(&self, stored: &Stored) -> Result<(), Failure> {
        match self.store.delete(&stored.place).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(err) => Err(err.into()),
        }
    }

    /// What waits in the folder of uploads and was not touched since `before`.
    pub(crate) async fn left_over(&self, before: SystemTime) -> Result<Vec<PathBuf>, Failure> {
        let mut found = Vec::new();
        let mut items = tokio::fs::read_dir(&self.uploads).await.map_err(disk_failure)?;
        while let Some(item) = items.next_entry().await.map_err(disk_failure)? {
            let changed = item.metadata().await.and_then(|meta| meta.modified());
            if changed.is_ok_and(|changed| changed < before) {
                found.push(item.path());
            }
        }
        Ok(found)
    }

    /// Opens what has arrived.
    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Puts a copy of the file with this hash where it can be opened.
    pub(crate) async fn copy_to(&self, sha256: &str, path: &FilePath) -> Result<(), Failure> {
        let found = self.store.get(&place_of(sha256)).await.map_err(missing)?;
        let mut bytes = found.into_stream();
        let mut copy = tokio::fs::File::create_new(path).await.map_err(disk_failure)?;
        while let Some(piece) = bytes.try_next().await? {
            copy.write_all(&piece).await.map_err(disk_failure)?;
        }
        copy.flush().await.map_err(disk_failure)
    }

    /// Where a file that is arriving waits.
    pub(crate) fn waiting(&self, id: &str) -> PathBuf {
        self.uploads.join(id)
    }

    /// Stores a file under its hash. Storing the same content again changes nothing.
    pub(crate) async fn keep(&self, file: &FilePath) -> Result<(String, u64), Failure> {
        let (sha256, size) = hash_file(file).await?;
        let place = place_of(&sha256);
        if self.store.head(&place).await.is_ok_and(|meta| meta.size == size) {
            return Ok((sha256, size));
        }
        let mut writer = BufWriter::new(self.store.clone(), place);
        if let Err(err) = copy(file, &mut writer).await {
            // No half file: what was written so far is thrown away.
            let _ = writer.abort().await;
            return Err(disk_failure(err));
        }
        // A writer that fails here throws away what it wrote; to abort it as well is a panic.
        writer.shutdown().await.map_err(disk_failure)?;
        Ok((sha256, size))
    }

    /// Stores a preview of the file with this hash.
    pub(crate) async fn keep_preview(&self, sha256: &str, bytes: Vec<u8>) -> Result<(), Failure> {
        self.store.put(&preview_of(sha256), bytes.into()).await?;
        Ok(())
    }

    /// The bytes of the file with this hash, as they come.
    pub async fn read(&self, sha256: &str) -> Result<ByteStream, Failure> {
        Ok(self.store.get(&place_of(sha256)).await?.into_stream())
    }

    /// The preview of the picture with this hash: WebP, at most 900 pixels.
    pub async fn read_preview(&self, sha256: &str) -> Result<Vec<u8>, Failure> {
        let found = self.store.get(&preview_of(sha256)).await.map_err(missing)?;
        Ok(found.bytes().await?.to_vec())
    }
}

fn missing(err: object_store::Error) -> Failure {
    match err {
        object_store::Error::NotFound { .. } => Failure::NotFound,
        other => other.into(),
    }
}

fn place_of(sha256: &str) -> Path {
    Path::from(format!("{}/{sha256}", sha256.get(..2).unwrap_or("00")))
}

/// The hash a place belongs to: `ab/ab…` or `preview/ab/ab….webp`; other places are not ours to judge.
fn hash_of(place: &Path) -> Option<String> {
    let parts: Vec<_> = place.parts().collect();
    let name = match parts.as_slice() {
        [_, name] => name.as_ref(),
        [folder, _, name] if folder.as_ref() == "preview" => name.as_ref().strip_suffix(".webp")?,
        _ => return None,
    };
    let is_hash = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| name.to_owned())
}

fn preview_of(sha256: &str) -> Path {
    Path::from(format!("preview/{}/{sha256}.webp", sha256.get(..2).unwrap_or("00")))
}

async fn hash_file(file: &FilePath) -> Result<(String, u64), Failure> {
    let mut reader = tokio::fs::File::open(file).await.map_err(disk_failure)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0u8; PIECE];
    let mut size = 0u64;
    loop {
        let read = reader.read(&mut piece).await.map_err(disk_failure)?;
        if read == 0 {
            return Ok((hex::encode(hasher.finalize()), size));
        }
        hasher.update(&piece[..read]);
        size += read as u64;
    }
}

async fn copy(file: &FilePath, writer: &mut BufWriter) -> std::io::Result<()> {
    let mut reader = tokio::fs::File::open(file).await?;
    tokio::io::copy(&mut reader, writer).await?;
    Ok(())
}

/// A problem with the disk, in the words every act shares.
pub(crate) fn disk_failure(err: std::io::Error) -> Failure {
    Failure::Files(object_store::Error::Generic { store: "files", source: Box::new(err) })
}

/// True when the failure says that there is no room left.
pub(super) fn is_disk_full(failure: &Failure) -> bool {
    let Failure::Files(err) = failure else { return false };
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(err);
    while let Some(err) = cause {
        if let Some(io) = err.downcast_ref::<std::io::Error>()
            && matches!(io.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
        {
            return true;
        }
        cause = err.source();
    }
    false
}
