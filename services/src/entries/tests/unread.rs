//! What was typed and means nothing comes back with its problem.

use domain::copies::Origin;
use domain::entries::entry::{Author, Unread};
use domain::entries::section_input::{AboutInput, SectionInput};
use domain::entries::sections::EntrySection;
use sea_orm::EntityTrait;
use time::macros::date;

use crate::entities::entry;
use crate::entries::*;
use crate::testkit::*;

fn typed(name: &str) -> Author {
    Author {
        full_name: name.to_owned(),
        unread: Unread { birth: ["31", "2", "20 12"].map(str::to_owned), share: "một nửa".to_owned() },
        ..Author::default()
    }
}

#[tokio::test]
async fn what_means_nothing_is_kept_with_its_author_until_it_is_mended() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = empty_draft(&db, &lan, edition).await;
    let save = async |input| {
        save_section(&db, &lan, id, input, &Origin::default(), noon()).await.unwrap();
        let row = entry::Entity::find_by_id(id.0).one(&db).await.unwrap().unwrap();
        (load_entry(&db, id).await.unwrap(), row.answers.contains("author:"))
    };
    let (stored, kept) = save(SectionInput::Authors(vec![typed("Bình Thử"), sample_author("An Thử")])).await;
    assert!(kept && stored.answers.is_empty(), "no reader of answers sees it");
    assert_eq!(stored.authors[0].unread, typed("").unread);
    assert_eq!(stored.authors[1].unread, Unread::default());
    let mark = section_fingerprint(&sample_rules(), &stored, EntrySection::Authors);
    let about = AboutInput { title: "Đèn học".to_owned(), ..AboutInput::default() };
    let (stored, _) = save(SectionInput::About(about)).await;
    assert_eq!(stored.authors[0].unread, typed("").unread, "another page changes nothing");

    let mut people = stored.authors.clone();
    people[0].unread.share.clear();
    people[0].birth_date = Some(date!(2012 - 02 - 28));
    people[0].unread.birth = Default::default();
    let (stored, kept) = save(SectionInput::Authors(people)).await;
    assert!(!kept && stored.authors[0].unread == Unread::default());
    assert_ne!(section_fingerprint(&sample_rules(), &stored, EntrySection::Authors), mark, "other devices notice");
    save(SectionInput::Authors(vec![typed("Chi Thử")])).await;
    let (_, kept) = save(SectionInput::Authors(vec![sample_author("An Thử")])).await;
    assert!(!kept, "it goes with its author");
}
