//! People who registered, and the links in their letters.

use domain::people::registration::Registration;
use domain::text::Lang;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::noon;
use crate::entities::mail;
use crate::entries::ReceiptKey;
use crate::people::{KnownAccount, Origin, Vault, confirm_email, register};

/// The password of everybody in tests.
pub const PASSWORD: &str = "mùa thu câu cá";

/// The place most tests happen at: a browser nobody has signed in with.
pub fn here() -> Origin {
    Origin { network: "192.0.2.1".to_owned(), device: None }
}

/// A person who registered with this address and confirmed it.
pub async fn registered(db: &DatabaseConnection, email: &str) -> KnownAccount {
    let given = Registration {
        name: "Nguyễn Thị Lan".to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
        terms: true,
    };
    register(db, &given, Lang::Vi, "", &here(), noon()).await.expect("registered");
    let token = newest_token(db, email).await;
    confirm_email(db, &token, PASSWORD, &here(), noon()).await.expect("confirmed")
}

/// The path in the newest letter to this address.
pub async fn newest_link(db: &DatabaseConnection, email: &str) -> String {
    let row = mail::Entity::find()
        .filter(mail::Column::Recipient.eq(email))
        .order_by_desc(mail::Column::Id)
        .one(db)
        .await
        .expect("letters can be read")
        .expect("a letter");
    let params: serde_json::Value = serde_json::from_str(&row.params).expect("params are JSON");
    params["link"].as_str().expect("a link").to_owned()
}

/// The secret at the end of that path.
pub async fn newest_token(db: &DatabaseConnection, email: &str) -> String {
    let link = newest_link(db, email).await;
    let path = link.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The vault of a portal under test: the same for the whole process.
pub fn vault() -> Vault {
    static VAULT: std::sync::OnceLock<Vault> = std::sync::OnceLock::new();
    VAULT.get_or_init(|| ReceiptKey::random().vault()).clone()
}
