//! Asking: a letter to the address of the person asked, and nobody else learns the link.

use domain::calendar::vietnam_date;
use domain::consent::{
    AddressOf, CONSENT_TEXT, Consent, ConsentState, LineState, Question, Subject, Way, address_of, address_problem,
    data_collected, may_ask_again,
};
use domain::entries::entry::{Author, Entry};
use domain::ids::{AuthorId, EntryId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::people::guessing::Attempt;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use domain::text::{EmailAddress, Lang};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use time::OffsetDateTime;

use crate::act_failure;
use crate::database::begin_write;
use crate::entities::consent;
use crate::entries::find_entry::subject_for;
use crate::entries::load::load_entry;
use crate::entries::save_section::lock_entry;
use crate::failure::{Failure, write_json};
use crate::ledger::{self, Record};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::people::{TryError, count_letter};
use crate::programmes::{find_edition, find_rules};
use crate::tokens::{hash_token, new_token};

/// Why a consent was not asked.
#[derive(Debug, thiserror::Error)]
pub enum AskConsentError {
    #[error("nobody needs to be asked")]
    NotNeeded,
    #[error("the consent was given already")]
    AlreadyGiven,
    /// There is no address of their own: paper remains.
    #[error("there is no address to write to")]
    NoAddress { taken: Option<AddressOf> },
    /// This address was asked a short while ago, or was asked so much today that it may be a stranger's.
    #[error("this address was asked enough for now")]
    TooSoon,
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(AskConsentError);

/// Writes to the guardian or the author. Whoever asks learns the address, never the link.
pub async fn ask_consent(
    db: &DatabaseConnection,
    actor: &Actor,
    entry: EntryId,
    author: AuthorId,
    subject: Subject,
    now: OffsetDateTime,
) -> Result<String, AskConsentError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, entry).await?;
    let entry = load_entry(&tx, entry).await?;
    let people = subject_for(&tx, actor, &entry).await?;
    access::require(actor, Act::AskConsent, &people, State::Entry(entry.state))?;
    let place = entry.author_number(author).ok_or(Failure::NotFound)? - 1;
    let standing = entry.standing_of(&entry.authors[place], vietnam_date(now));
    if !standing.may_ask.contains(&subject) {
        return Err(AskConsentError::NotNeeded);
    }
    if standing.line(subject) == Some(LineState::Given) {
        return Err(AskConsentError::AlreadyGiven);
    }
    let known = entry.known_addresses();
    let Some(address) = address_of(&known, place, subject) else {
        let taken = address_problem(&known, place, subject);
        return Err(AskConsentError::NoAddress { taken });
    };
    if !may_ask_again(&entry.authors[place].consents, subject, &address, now) {
        return Err(AskConsentError::TooSoon);
    }
    if !takes_letter(&tx, &address, now).await? {
        return Err(AskConsentError::TooSoon);
    }
    let edition = find_edition(&tx, entry.edition).await?;
    let rules = find_rules(&tx, entry.edition, entry.rules_version).await?;
    ask(&tx, actor, &edition, &rules, &entry, place, subject, &address, now).await?;
    tx.commit().await?;
    Ok(address)
}

/// Asks everybody who has an address and was not asked about the person as entered now: nobody forgets it when an entry is
/// sent, and whoever was asked about somebody else is asked anew.
pub(in crate::entries) async fn ask_missing(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    entry: &Entry,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let rules = find_rules(tx, entry.edition, entry.rules_version).await?;
    let known = entry.known_addresses();
    for (place, author) in entry.authors.iter().enumerate() {
        let standing = entry.standing_of(author, vietnam_date(now));
        for line in &standing.lines {
            let Some(address) = address_of(&known, place, line.subject) else {
                continue;
            };
            if waits_elsewhere(author, line.subject, line.state, &address)
                && may_ask_again(&author.consents, line.subject, &address, now)
                && takes_letter(tx, &address, now).await?
            {
                ask(tx, actor, edition, &rules, entry, place, line.subject, &address, now).await?;
            }
        }
    }
    Ok(())
}

/// Counts a letter to this address. Whoever fills in an entry types it, so it may be a stranger's: all entries together
/// write to it only so often.
async fn takes_letter(tx: &DatabaseTransaction, address: &str, now: OffsetDateTime) -> Result<bool, Failure> {
    let Ok(address) = EmailAddress::parse(address) else {
        return Ok(false);
    };
    match count_letter(tx, Attempt::ConsentLetter, &address, now).await {
        Ok(()) => Ok(true),
        Err(TryError::Wait(_)) => Ok(false),
        Err(TryError::Failure(failure)) => Err(failure),
    }
}

/// Nobody was asked about this person, or the question went to another address.
fn waits_elsewhere(author: &Author, subject: Subject, state: LineState, address: &str) -> bool {
    match state {
        LineState::NotAsked { .. } => true,
        LineState::Asked { .. } => {
            !author.consents.iter().any(|asked: &Consent| asked.subject == subject && asked.sent_to == address)
        }
        LineState::Given | LineState::Refused | LineState::Withdrawn => false,
    }
}

#[expect(clippy::too_many_arguments, reason = "one question: who asks whom about whom, and where it goes")]
async fn ask(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    rules: &EditionRules,
    entry: &Entry,
    place: usize,
    subject: Subject,
    address: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let author = &entry.authors[place];
    let author_id = author.id.ok_or(Failure::NotFound)?;
    let token = new_token();
    store_question(tx, author_id, author, subject, address, &token, now).await?;
    let record = Record::new(actor.account, "consent.asked", format!("author/{author_id}"));
    let detail = json!({ "entry": entry.id.0, "who": subject.code(), "text": CONSENT_TEXT });
    ledger::append(tx, record.detail(detail), now).await?;
    let (kind, name) = match subject {
        Subject::Guardian => (LetterKind::GuardianConsent, &author.guardian.name),
        Subject::Child => (LetterKind::ChildConsent, &author.full_name),
    };
    let letter = Letter {
        recipient: address.to_owned(),
        lang: Lang::Vi,
        kind,
        params: json!({
            "child": author.full_name,
            "name": name,
            "data": data_collected(rules),
            "title": entry.title,
            "edition": edition.name_vi,
            "link": format!("/dong-y/{token}"),
        }),
        edition: Some(edition.id),
        reference: Some(format!("entry/{}", entry.id)),
    };
    queue_letter(tx, letter, now).await
}

/// A row for each question: answers that were given stand, and a new link ends the older ones.
async fn store_question(
    tx: &DatabaseTransaction,
    id: AuthorId,
    author: &Author,
    subject: Subject,
    address: &str,
    token: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    consent::Entity::update_many()
        .col_expr(consent::Column::TokenHash, Expr::value(None::<String>))
        .filter(consent::Column::AuthorId.eq(id.0))
        .filter(consent::Column::Subject.eq(subject.code()))
        .exec(tx)
        .await?;
    let row = consent::ActiveModel {
        token_hash: Set(Some(hash_token(token))),
        sent_to: Set(address.to_owned()),
        ..question_row(id, author, subject, now)?
    };
    row.insert(tx).await?;
    Ok(())
}

/// A question about the author as entered now; nobody has answered it.
pub(super) fn question_row(
    id: AuthorId,
    author: &Author,
    subject: Subject,
    now: OffsetDateTime,
) -> Result<consent::ActiveModel, Failure> {
    Ok(consent::ActiveModel {
        author_id: Set(id.0),
        subject: Set(subject.code().to_owned()),
        question: Set(write_json(&Question::about(&author.person()))?),
        state: Set(ConsentState::Asked.code().to_owned()),
        way: Set(Way::Link.code().to_owned()),
        sent_to: Set(String::new()),
        publish_name: Set(false),
        publish_photo: Set(false),
        text_version: Set(CONSENT_TEXT.to_owned()),
        asked_at: Set(now),
        ..Default::default()
    })
}
