//! What anyone may check, and what nobody finds out without the secret.

use domain::entries::public_checks::ReceiptFinding;

use crate::entries::*;
use crate::testkit::*;

#[tokio::test]
async fn a_receipt_is_genuine_forged_of_another_portal_or_unknown() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let key = ReceiptKey::random();
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let receipt = submit_entry(&db, &key, &lan, id, noon()).await.unwrap();
    let text = receipt.text();
    let number = receipt.payload.number.clone();
    let word = |finding: ReceiptFinding| match finding {
        ReceiptFinding::Genuine { .. } => "genuine",
        ReceiptFinding::Registered { .. } => "registered",
        ReceiptFinding::Forged { .. } => "forged",
        ReceiptFinding::UnknownKey { .. } => "unknown key",
        ReceiptFinding::Unknown { .. } => "unknown",
        ReceiptFinding::NotAReceipt(_) => "not a receipt",
    };
    let table = [
        (text.clone(), "genuine"),
        (text.replace('\n', "\r\n"), "genuine"),
        (number.clone(), "registered"),
        (format!("  {} ", number.to_lowercase()), "registered"),
        (text.replace("on-time", "late"), "forged"),
        (text.replace(&number, "THU-9999"), "forged"),
        (text.replace(&key.id(), "0123456789abcdef"), "unknown key"),
        ("KHONG-CO-0001".to_owned(), "unknown"),
        ("vinhdanh-receipt/1\nabc".to_owned(), "not a receipt"),
        ("'; DROP TABLE receipt; --".to_owned(), "unknown"),
    ];
    for (typed, expected) in table {
        assert_eq!(word(check_receipt(&db, &key, &typed).await.unwrap()), expected, "{typed}");
    }
    // The key was changed since: the register remembers what the old one signed.
    let found = check_receipt(&db, &ReceiptKey::random(), &text).await.unwrap();
    assert_eq!(word(found), "genuine");
    let found = check_receipt(&db, &ReceiptKey::random(), &text.replace("on-time", "late")).await.unwrap();
    assert_eq!(word(found), "forged");
}

#[tokio::test]
async fn an_entry_is_looked_up_with_its_code_and_one_secret() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let lan = member(&db, "Lan Thử").await;
    let id = whole_draft(&db, &lan, edition, "Một").await;
    let receipt = submit_entry(&db, &ReceiptKey::random(), &lan, id, noon()).await.unwrap();
    let code = receipt.payload.number.clone();
    let secret = look_up_code(&receipt).to_string();
    let table = [
        ("0912 345 678", true),
        ("+84912345678", true),
        (secret.as_str(), true),
        (&secret.to_lowercase(), true),
        ("0912 345 679", false),
        ("", false),
        ("0987654321", false),
    ];
    for (typed, found) in table {
        let standing = look_up_entry(&db, &code.to_lowercase(), typed).await.unwrap();
        assert_eq!(standing.is_some(), found, "{typed}");
    }
    assert!(look_up_entry(&db, "THU-0000", "0912345678").await.unwrap().is_none());
}
