//! What every request can reach.

use std::sync::Arc;

use app::shell::{Assets, Organiser};
use sea_orm::DatabaseConnection;
use services::entries::ReceiptKey;
use services::entries::files::FileStore;
use services::people::Vault;
use services::results::KeptRankings;

use crate::config::Config;
use crate::http::limits::Limits;

/// The running portal. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub db: DatabaseConnection,
    pub config: Arc<Config>,
    pub assets: Arc<Assets>,
    pub organiser: Arc<Organiser>,
    pub limits: Arc<Limits>,
    /// Signs receipts.
    pub receipt_key: ReceiptKey,
    /// Opens the authenticator secrets of staff.
    pub vault: Vault,
    pub files: FileStore,
    pub rankings: KeptRankings,
}

impl Portal {
    /// Joins a database and a configuration.
    pub fn new(
        db: DatabaseConnection,
        config: Config,
        assets: Assets,
        receipt_key: ReceiptKey,
        files: FileStore,
    ) -> Self {
        let organiser = Arc::new(config.organiser.clone());
        Self {
            db,
            config: Arc::new(config),
            assets: Arc::new(assets),
            organiser,
            limits: Arc::default(),
            vault: receipt_key.vault(),
            receipt_key,
            files,
            rankings: KeptRankings::default(),
        }
    }
}
