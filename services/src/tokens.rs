//! One-time secrets: shown once in a link, stored only as a hash.

use sha2::{Digest, Sha256};

/// A new secret of 160 random bits, in letters safe for an address.
pub fn new_token() -> String {
    let mut bytes = [0u8; 20];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    hex::encode(bytes)
}

/// What is stored of a secret.
pub fn hash_token(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
