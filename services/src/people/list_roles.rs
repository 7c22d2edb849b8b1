//! Who has which role in an edition, and who gave it.

use std::collections::HashMap;

use domain::ids::{AccountId, EditionId};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::invitations::RoleLine;
use domain::people::roles::GrantedRole;
use domain::text::compare_names;
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::find_actor::grant_of_row;
use super::named_grants::name_grants;
use crate::entities::{account, role_grant};
use crate::failure::Failure;

/// The most rows of the page: an edition has some dozens.
const MOST: u64 = 500;

/// The roles in force in an edition, and the staff of every edition. By role, then by name.
pub async fn list_roles(db: &DatabaseConnection, actor: &Actor, edition: EditionId) -> Result<Vec<RoleLine>, Failure> {
    let subject = Subject { edition: Some(edition), ..Subject::default() };
    access::require(actor, Act::ReadRoles, &subject, State::Any)?;
    let staff = GrantedRole::ALL.into_iter().filter(|role| role.is_staff());
    let everywhere = Condition::all()
        .add(role_grant::Column::EditionId.is_null())
        .add(role_grant::Column::Role.is_in(staff.map(GrantedRole::code)));
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::RevokedAt.is_null())
        .filter(Condition::any().add(role_grant::Column::EditionId.eq(edition.0)).add(everywhere))
        .order_by_asc(role_grant::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let people = account::Entity::find()
        .filter(account::Column::Id.is_in(rows.iter().map(|row| row.account_id)))
        .all(db)
        .await?;
    let people: HashMap<i64, account::Model> = people.into_iter().map(|row| (row.id, row)).collect();
    let may_end: Vec<bool> = rows.iter().map(|row| may_end(actor, row)).collect();
    let named = name_grants(db, rows).await?;
    let lines = named.into_iter().zip(may_end).filter_map(|((account, grant), may_end)| {
        let person = people.get(&account)?;
        Some(RoleLine {
            account: AccountId(account),
            person: person.name.clone(),
            email: person.email.clone(),
            closed: person.disabled_at.is_some(),
            may_end,
            grant,
        })
    });
    let mut lines: Vec<RoleLine> = lines.collect();
    lines.sort_by(|a, b| {
        let by_role = a.grant.role.cmp(&b.grant.role);
        by_role.then_with(|| compare_names(&a.person, &b.person))
    });
    Ok(lines)
}

/// Who may give a role may end it; nobody ends their own administration.
fn may_end(actor: &Actor, row: &role_grant::Model) -> bool {
    let own = row.role == GrantedRole::Administrator.code() && actor.account == Some(AccountId(row.account_id));
    !own && grant_of_row(row).is_some_and(|grant| actor.may_grant(&grant))
}
