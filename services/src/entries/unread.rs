//! What was typed for an author and means nothing is kept among the answers of its draft, under names no question has.

use domain::entries::entry::{Answers, Author, Entry, Unread};
use domain::ids::AuthorId;

/// Begins the names; codes of questions have no colon.
const PREFIX: &str = "author:";
/// Between day, month and year: nothing that fits on one line.
const BETWEEN: char = '\n';

fn birth_of(id: AuthorId) -> String {
    format!("{PREFIX}{id}:birth")
}

fn share_of(id: AuthorId) -> String {
    format!("{PREFIX}{id}:share")
}

/// Writes what of these authors could not be understood; what is left of others goes.
pub(super) fn put(answers: &mut Answers, authors: &[Author]) {
    answers.retain(|name, _| !name.starts_with(PREFIX));
    for author in authors {
        let Some(id) = author.id else { continue };
        if author.unread.has_birth() {
            answers.insert(birth_of(id), author.unread.birth.join(&BETWEEN.to_string()));
        }
        if !author.unread.share.is_empty() {
            answers.insert(share_of(id), author.unread.share.clone());
        }
    }
}

/// Takes it out of the answers again: readers of answers never see it.
pub(super) fn take(entry: &mut Entry) {
    for author in &mut entry.authors {
        let Some(id) = author.id else { continue };
        let birth = entry.answers.remove(&birth_of(id)).unwrap_or_default();
        let mut parts = birth.split(BETWEEN).map(str::to_owned);
        author.unread = Unread {
            birth: std::array::from_fn(|_| parts.next().unwrap_or_default()),
            share: entry.answers.remove(&share_of(id)).unwrap_or_default(),
        };
    }
    entry.answers.retain(|name, _| !name.starts_with(PREFIX));
}
