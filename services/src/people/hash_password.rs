//! Passwords at rest: argon2id with 19 MiB, off the request threads.

use std::sync::OnceLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Argon2, Params};

use crate::failure::Failure;
use crate::heavy::{PASSWORD_MIB, PASSWORDS};

/// What an unknown account is checked against, so that it takes as long as a known one.
static NOBODY: OnceLock<String> = OnceLock::new();

/// Hashes a new password.
pub(crate) async fn hash_password(password: &str) -> Result<String, Failure> {
    let password = password.to_owned();
    off_thread(move || hash(&password)).await?
}

/// Checks a password. Without a hash it does the same work and says no.
pub(crate) async fn verify_password(hash: Option<String>, password: &str) -> Result<bool, Failure> {
    let password = password.to_owned();
    off_thread(move || {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => nobody()?,
        };
        let parsed = PasswordHash::new(&hash).map_err(damaged)?;
        let right = hasher().verify_password(password.as_bytes(), &parsed).is_ok();
        Ok(known && right)
    })
    .await?
}

fn hasher() -> Argon2<'static> {
    Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::DEFAULT)
}

fn hash(password: &str) -> Result<String, Failure> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|err| Failure::Damaged(err.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(damaged)?;
    let hash = hasher().hash_password(password.as_bytes(), &salt).map_err(damaged)?;
    Ok(hash.to_string())
}

fn nobody() -> Result<String, Failure> {
    match NOBODY.get() {
        Some(hash) => Ok(hash.clone()),
        None => hash("nobody has this password").map(|hash| NOBODY.get_or_init(|| hash).clone()),
    }
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    PASSWORDS.work(PASSWORD_MIB, work).await
}

fn damaged(err: argon2::password_hash::Error) -> Failure {
    Failure::Damaged(format!("password hash: {err}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_with_19_mib() {
        let hash = hash_password("mùa thu câu cá").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password(Some(hash.clone()), "mùa thu câu cá").await.unwrap());
        assert!(!verify_password(Some(hash), "mùa thu câu cà").await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_a_password() {
        assert!(!verify_password(None, "nobody has this password").await.unwrap());
    }
}
