//! The two files every entry of the demonstration shows: stored once, by their hash.

use std::sync::Arc;

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// A short description of three pages, and a picture.
pub const PDF: &[u8] = include_bytes!("../../../fixtures/demo/thuyet-minh.pdf");
pub const JPG: &[u8] = include_bytes!("../../../fixtures/demo/anh.jpg");

/// The address of bytes: their SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Stores both.
pub async fn store(files: &Arc<dyn ObjectStore>) -> Result<(), Failure> {
    for bytes in [PDF, JPG] {
        files.put(&Path::from(hash(bytes)), bytes.into()).await?;
    }
    Ok(())
}
