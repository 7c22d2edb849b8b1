//! What can go wrong in every act, beside the problems of its own.

use domain::people::access::Forbidden;
use sea_orm::DbErr;

/// The failures every act shares. To a stranger, forbidden and not found look the same.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// Something stored could not be read back: never the user's fault.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    #[error("files: {0}")]
    Files(#[from] object_store::Error),
    /// The portal cannot do it now, and could a little later: nothing was changed.
    #[error("too much is being done at once")]
    Busy,
}

/// Lets an act's error with a variant `Failure(#[from] Failure)` be reached by `?` from what failures are made of.
#[macro_export]
macro_rules! act_failure {
    ($($error:ty),+ $(,)?) => {$(
        impl From<sea_orm::DbErr> for $error {
            fn from(err: sea_orm::DbErr) -> Self {
                Self::Failure(err.into())
            }
        }
        impl From<domain::people::access::Forbidden> for $error {
            fn from(err: domain::people::access::Forbidden) -> Self {
                Self::Failure(err.into())
            }
        }
    )+};
}

/// Reads a JSON column.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|err| Failure::Damaged(err.to_string()))
}

/// Writes a JSON column.
pub(crate) fn write_json<T: serde::Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|err| Failure::Damaged(err.to_string()))
}
