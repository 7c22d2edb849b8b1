//! Other people's entries are not there.

use domain::copies::Origin;
use domain::entries::section_input::{AboutInput, SectionInput};
use domain::people::roles::GrantedRole;

use crate::entries::*;
use crate::failure::Failure;
use crate::testkit::*;

#[tokio::test]
async fn nobody_but_the_owner_changes_sends_or_withdraws() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let owner = member(&db, "Lan Thử").await;
    let id = whole_draft(&db, &owner, edition, "Một").await;
    let mut others = vec![domain::people::actor::Actor::visitor(), member(&db, "Người khác").await];
    for role in GrantedRole::ALL {
        others.push(holder(&db, "Có vai trò", role).await);
    }
    for other in &others {
        let input = SectionInput::About(AboutInput::default());
        assert!(save_section(&db, other, id, input, &Origin::default(), noon()).await.is_err());
        assert!(submit_entry(&db, &ReceiptKey::random(), other, id, noon()).await.is_err());
        assert!(withdraw_entry(&db, other, id, noon()).await.is_err());
        assert!(find_open_entry(&db, other, id, noon()).await.is_err());
        assert!(find_entry(&db, other, id).await.is_err(), "a draft is nobody's business");
    }
    submit_entry(&db, &ReceiptKey::random(), &owner, id, noon()).await.unwrap();
    for other in &others {
        let may_read = other.holds(GrantedRole::Secretary);
        assert_eq!(find_entry(&db, other, id).await.is_ok(), may_read, "{other:?}");
        assert!(submit_entry(&db, &ReceiptKey::random(), other, id, noon()).await.is_err());
    }
    assert!(find_entry(&db, &owner, id).await.is_ok());
}

#[tokio::test]
async fn a_visitor_starts_nothing_and_an_entry_that_is_not_there_is_not_found() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let slug = slug_of(&db, edition).await;
    let visitor = domain::people::actor::Actor::visitor();
    assert!(start_entry(&db, &visitor, &slug, noon()).await.is_err());
    let lan = member(&db, "Lan Thử").await;
    let missing = find_open_entry(&db, &lan, domain::ids::EntryId(999), noon()).await;
    assert!(matches!(missing, Err(Failure::NotFound)));
}
