//! The people of the demonstration. They share one password, and staff one authenticator secret, which are printed:
//! an installation with demonstration data is never a real one.

use std::collections::BTreeMap;

use domain::ids::{AccountId, EditionId, UnitId};
use domain::people::actor::Actor;
use domain::people::roles::{Grant, GrantedRole};
use domain::people::units::UnitKind;
use domain::text::fold;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};
use serde_json::json;
use time::OffsetDateTime;
use time::macros::date;

use super::province::Province;
use crate::entities::{account, role_grant, unit};
use crate::failure::Failure;
use crate::people::{Vault, hash_password};

/// The password of every demonstration account.
pub const PASSWORD: &str = "trinh-dien-2027";
/// The authenticator secret of demonstration staff, in base 32.
pub const SECRET: &str = "VINHDANHTRINHDIENHAIKHONGHAIBAYY";

/// Makes accounts, hashing the shared password once.
pub struct Accounts {
    hash: String,
    vault: Vault,
}

impl Accounts {
    /// Hashes the password; the vault seals the secret of staff.
    pub async fn new(vault: Vault) -> Result<Self, Failure> {
        Ok(Self { vault, hash: hash_password(PASSWORD).await? })
    }

    /// A verified account.
    pub async fn add(
        &self,
        db: &impl ConnectionTrait,
        email: &str,
        name: &str,
        staff: bool,
        now: OffsetDateTime,
    ) -> Result<Actor, Failure> {
        let row = account::ActiveModel {
            email: Set(email.to_owned()),
            name: Set(name.to_owned()),
            password_hash: Set(Some(self.hash.clone())),
            verified_at: Set(Some(now)),
            honorific: Set("ban".to_owned()),
            lang: Set("vi".to_owned()),
            credentials_version: Set(1),
            created_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(db).await?;
        if staff {
            let id = AccountId(row.id);
            let authenticator = account::ActiveModel {
                id: Unchanged(id.0),
                totp_secret: Set(Some(self.vault.seal(id, SECRET)?)),
                totp_confirmed_at: Set(Some(now)),
                ..Default::default()
            };
            authenticator.update(db).await?;
        }
        Ok(Actor {
            account: Some(AccountId(row.id)),
            name: name.to_owned(),
            email: email.to_owned(),
            grants: vec![],
            exceptions: vec![],
            second_factor: true,
        })
    }
}

/// Gives a role, in the database and to the actor.
pub async fn give_role(
    db: &impl ConnectionTrait,
    actor: &mut Actor,
    role: GrantedRole,
    edition: Option<EditionId>,
    unit: Option<UnitId>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let account = actor.account.ok_or(Failure::NotFound)?;
    let row = role_grant::ActiveModel {
        account_id: Set(account.0),
        role: Set(role.code().to_owned()),
        edition_id: Set(edition.map(|id| id.0)),
        unit_id: Set(unit.map(|id| id.0)),
        granted_at: Set(now),
        ..Default::default()
    };
    row.insert(db).await?;
    actor.grants.push(Grant { role, edition, panel: None, unit });
    Ok(())
}

/// The invented schools, under the real communes. Returns them in the order of the fixture.
pub async fn add_schools(db: &impl ConnectionTrait, province: &Province) -> Result<Vec<UnitId>, Failure> {
    let communes = unit::Entity::find().all(db).await?;
    let communes: BTreeMap<String, i64> = communes.into_iter().map(|row| (row.code, row.id)).collect();
    let mut schools = Vec::new();
    for school in &province.schools {
        let row = unit::ActiveModel {
            code: Set(school.code.clone()),
            name: Set(school.name.clone()),
            folded: Set(fold(&school.name)),
            kind: Set(UnitKind::School.code().to_owned()),
            parent_id: Set(communes.get(&school.commune).copied()),
            valid_from: Set(Some(date!(2025 - 07 - 01))),
            ..Default::default()
        };
        schools.push(UnitId(unit::Entity::insert(row).exec(db).await?.last_insert_id));
    }
    Ok(schools)
}

/// What the ledger says of the demonstration itself.
pub fn ledger_note(size: &super::DemoSize) -> serde_json::Value {
    json!({ "entries": size.entries, "published_entries": size.published_entries, "judges": size.judges, "sheets_per_entry": size.sheets_per_entry, "seed": size.seed })
}

/// The code the authenticator of demonstration staff shows at this moment.
pub fn code_at(now: OffsetDateTime) -> Option<String> {
    let secret = totp_rs::Secret::Encoded(SECRET.to_owned()).to_bytes().ok()?;
    let generator = totp_rs::TOTP::new_unchecked(totp_rs::Algorithm::SHA1, 6, 1, 30, secret, None, String::new());
    Some(generator.generate(u64::try_from(now.unix_timestamp()).ok()?))
}
