//! Entries: from the first line to the receipt.
