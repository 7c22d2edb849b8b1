//! An account whose owner has just proved who they are.

use domain::ids::AccountId;
use domain::text::Lang;

use crate::entities::account;

/// What a session remembers of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownAccount {
    pub id: AccountId,
    /// Changes with the password: a session that remembers an older one is over.
    pub credentials_version: i32,
    pub lang: Lang,
}

impl KnownAccount {
    pub(crate) fn of_row(row: &account::Model) -> Self {
        Self { id: AccountId(row.id), credentials_version: row.credentials_version, lang: lang_of(row) }
    }
}

/// The language a person wants to be written to in.
pub(crate) fn lang_of(row: &account::Model) -> Lang {
    Lang::of_code(&row.lang)
}
