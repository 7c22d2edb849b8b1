//! The portal's key: it signs receipts, and anyone can check them.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::Path;

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier};
use sha2::{Digest, Sha256};

use crate::people::Vault;

/// The key file in the data folder.
const FILE: &str = "receipt-key";

/// The Ed25519 key of this portal.
#[derive(Clone)]
pub struct ReceiptKey {
    key: SigningKey,
}

impl ReceiptKey {
    /// Reads the key of the data folder; the first start makes it, readable by the portal's user alone.
    pub fn open(data: &Path) -> io::Result<Self> {
        let path = data.join(FILE);
        if !path.exists() {
            create(&path)?;
        }
        let mut text = String::new();
        std::fs::File::open(&path)?.read_to_string(&mut text)?;
        let bytes = hex::decode(text.trim()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let bytes = bytes.ok_or_else(|| {
            let problem = format!("{} does not hold 64 hexadecimal digits", path.display());
            io::Error::new(io::ErrorKind::InvalidData, problem)
        })?;
        Ok(Self { key: SigningKey::from_bytes(&bytes) })
    }

    /// A key that is never stored.
    pub fn random() -> Self {
        Self { key: SigningKey::from_bytes(&random_bytes()) }
    }

    /// The vault of this portal, under a key of its own that comes from the same file.
    pub fn vault(&self) -> Vault {
        let mut hasher = Sha256::new();
        hasher.update(b"vinhdanh/vault/1");
        hasher.update(self.key.to_bytes());
        Vault::new(&hasher.finalize().into())
    }

    /// The public key in hexadecimal: with it anyone checks a receipt without the portal.
    pub fn public(&self) -> String {
        hex::encode(self.key.verifying_key().as_bytes())
    }

    /// A short name of the key: the first 16 hexadecimal digits of the SHA-256 of the public key.
    pub fn id(&self) -> String {
        hex::encode(&Sha256::digest(self.key.verifying_key().as_bytes())[..8])
    }

    /// Signs a text.
    pub fn sign(&self, text: &str) -> String {
        hex::encode(self.key.sign(text.as_bytes()).to_bytes())
    }

    /// True when this key signed this text.
    pub fn verifies(&self, text: &str, signature: &str) -> bool {
        let signature = hex::decode(signature).ok().and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.key.verifying_key().verify(text.as_bytes(), &signature).is_ok())
    }
}

fn create(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        // Another start of the portal was faster: its key is the key.
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        other => other?,
    };
    writeln!(file, "{}", hex::encode(random_bytes()))?;
    file.sync_all()
}

fn random_bytes() -> [u8; 32] {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_for_one_user_only() {
        let folder = tempfile::tempdir().unwrap();
        let first = ReceiptKey::open(folder.path()).unwrap();
        let again = ReceiptKey::open(folder.path()).unwrap();
        assert_eq!(first.public(), again.public());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn only_the_signed_text_verifies() {
        let key = ReceiptKey::random();
        let signature = key.sign("biên nhận");
        assert!(key.verifies("biên nhận", &signature));
        assert!(!key.verifies("biên nhân", &signature));
        assert!(!key.verifies("biên nhận", "00"));
        assert!(!ReceiptKey::random().verifies("biên nhận", &signature));
    }

    #[test]
    fn a_damaged_key_file_stops_the_start() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "abc").unwrap();
        assert!(ReceiptKey::open(folder.path()).is_err());
    }
}
