//! Secrets of people, sealed before they reach the database: whoever copies its rows alone cannot use them.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use domain::ids::AccountId;

use crate::failure::Failure;

/// Names the way a secret was sealed.
const WAY: &str = "v1.";
/// Bytes of the number that is used once.
const NONCE: usize = 24;

/// Seals and opens. Its key comes from the key file of the portal.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
}

impl Vault {
    /// A vault with this key.
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self { cipher: XChaCha20Poly1305::new(Key::from_slice(key)) }
    }

    /// Seals a secret for one account; in the row of another it does not open.
    pub(crate) fn seal(&self, account: AccountId, secret: &str) -> Result<String, Failure> {
        let mut nonce = [0u8; NONCE];
        getrandom::fill(&mut nonce).map_err(|err| Failure::Damaged(err.to_string()))?;
        let owner = owner_of(account);
        let payload = Payload { msg: secret.as_bytes(), aad: owner.as_bytes() };
        let sealed = self
            .cipher
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|err| Failure::Damaged(err.to_string()))?;
        Ok(format!("{WAY}{}{}", hex::encode(nonce), hex::encode(sealed)))
    }

    /// Opens what was sealed for this account.
    pub(crate) fn open(&self, account: AccountId, stored: &str) -> Result<String, Failure> {
        self.try_open(account, stored).ok_or_else(|| {
            let cause =
                "was not sealed with the key file of this portal: put the file back from the backup, or reset the code";
            Failure::Damaged(format!("the authenticator secret of account {account} {cause}"))
        })
    }

    fn try_open(&self, account: AccountId, stored: &str) -> Option<String> {
        let bytes = hex::decode(stored.strip_prefix(WAY)?).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let owner = owner_of(account);
        let payload = Payload { msg: sealed, aad: owner.as_bytes() };
        let opened = self.cipher.decrypt(XNonce::from_slice(nonce), payload).ok()?;
        String::from_utf8(opened).ok()
    }
}

fn owner_of(account: AccountId) -> String {
    format!("account/{account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAN: AccountId = AccountId(1);

    #[test]
    fn a_secret_opens_for_its_account_and_key_only() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal(LAN, "BIMAT234").unwrap();
        assert!(!sealed.contains("BIMAT") && !sealed.contains(&hex::encode("BIMAT")));
        assert_ne!(vault.seal(LAN, "BIMAT234").unwrap(), sealed, "the same secret never looks the same");
        assert_eq!(vault.open(LAN, &sealed).unwrap(), "BIMAT234");
        assert!(vault.open(AccountId(2), &sealed).is_err());
        assert!(Vault::new(&[8; 32]).open(LAN, &sealed).is_err());
        let mut changed = sealed.clone();
        changed.pop();
        for damaged in ["", "BIMAT234", "v1.", "v1.00", "v1.không", changed.as_str()] {
            assert!(vault.open(LAN, damaged).is_err(), "{damaged}");
        }
    }
}
