//! Checks for anyone: receipts, and how an entry stands to whoever knows its secret.

use domain::entries::public_checks::{EntryStanding, ReceiptFinding};
use domain::entries::receipt::SignedReceipt;
use domain::entries::state::EntryState;
use domain::ids::EntryId;
use domain::text::{Code, check_phone, clean_line, code_as_issued};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use subtle::ConstantTimeEq;

use crate::entities::{entry, receipt};
use crate::entries::load::load_entry;
use crate::entries::signing::ReceiptKey;
use crate::entries::standing::supplement_due;
use crate::entries::submit_entry::{look_up_code, receipt_of_row, receipts_of};
use crate::failure::Failure;
use crate::programmes::{find_edition, find_rules};

/// Checks a receipt that was pasted or uploaded, or shows what the register says of a number.
pub async fn check_receipt(db: &DatabaseConnection, key: &ReceiptKey, typed: &str) -> Result<ReceiptFinding, Failure> {
    let one_line = clean_line(typed);
    if !typed.trim().contains('\n') && !one_line.starts_with("vinhdanh-receipt/") {
        return by_number(db, &one_line).await;
    }
    let receipt = match SignedReceipt::parse(typed) {
        Ok(receipt) => receipt,
        Err(problem) => return Ok(ReceiptFinding::NotAReceipt(problem)),
    };
    let number = receipt.payload.number.clone();
    if receipt.payload.key_id == key.id() {
        return Ok(if key.verifies(&receipt.payload.text(), &receipt.signature) {
            ReceiptFinding::Genuine { payload: receipt.payload }
        } else {
            ReceiptFinding::Forged { number }
        });
    }
    // Signed with an earlier key: the register remembers what it signed.
    match stored(db, &number).await? {
        Some(known) if known.text() == receipt.text() => Ok(ReceiptFinding::Genuine { payload: receipt.payload }),
        Some(known) if known.payload.key_id == receipt.payload.key_id => Ok(ReceiptFinding::Forged { number }),
        _ => Ok(ReceiptFinding::UnknownKey { number, key_id: receipt.payload.key_id }),
    }
}

async fn by_number(db: &DatabaseConnection, number: &str) -> Result<ReceiptFinding, Failure> {
    let capitals = code_as_issued(number);
    let known = match stored(db, number).await? {
        None => stored(db, &capitals).await?,
        known => known,
    };
    Ok(match known {
        Some(known) => ReceiptFinding::Registered { payload: known.payload },
        None => ReceiptFinding::Unknown { number: number.chars().take(60).collect() },
    })
}

async fn stored(db: &DatabaseConnection, number: &str) -> Result<Option<SignedReceipt>, Failure> {
    let row = receipt::Entity::find().filter(receipt::Column::Number.eq(number)).one(db).await?;
    row.map(receipt_of_row).transpose()
}

/// How the entry stands, for whoever knows its code and one secret: the representative's phone number or the code on a
/// receipt. A wrong code and a wrong secret look the same.
pub async fn look_up_entry(
    db: &DatabaseConnection,
    code: &str,
    secret: &str,
) -> Result<Option<EntryStanding>, Failure> {
    let row = entry::Entity::find()
        .filter(entry::Column::Code.eq(code_as_issued(code)))
        .filter(entry::Column::State.ne(EntryState::Draft.code()))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let entry = load_entry(db, EntryId(row.id)).await?;
    let phone = entry.representative().and_then(|author| check_phone(&author.phone).ok());
    let mut secrets: Vec<String> = phone.into_iter().collect();
    for receipt in receipts_of(db, entry.id).await? {
        secrets.push(look_up_code(&receipt).compact());
    }
    let typed = check_phone(secret).ok().or_else(|| secret.parse::<Code>().ok().map(Code::compact));
    let known = typed.is_some_and(|typed| {
        let equal = secrets.iter().map(|secret| secret.as_bytes().ct_eq(typed.as_bytes()));
        equal.fold(false, |any, equal| any | bool::from(equal))
    });
    if !known {
        return Ok(None);
    }
    let edition = find_edition(db, entry.edition).await?;
    let rules = find_rules(db, entry.edition, entry.rules_version).await?;
    let due = supplement_due(&edition, &row);
    Ok(Some(EntryStanding {
        code: entry.code.unwrap_or_default(),
        title: entry.title,
        edition_vi: edition.name_vi,
        edition_en: edition.name_en,
        state: entry.state,
        unit_state: entry.unit_state,
        unit_confirms: rules.team.unit_confirms,
        submitted_at: entry.submitted_at,
        supplement_due: due,
    }))
}
