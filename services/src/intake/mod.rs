//! The secretary's queue, the formal check, extensions, exports, and the unit's confirmation.

mod accept_entry;
mod add_note;
mod admit_late;
mod bulk;
mod bulk_undo;
mod confirm_entry;
mod decision;
mod dossier_facts;
mod entry_details;
mod entry_history;
mod export_entries;
mod extensions;
mod filers;
mod find_entry_for_check;
mod letters;
mod list_entries;
mod list_unit_entries;
mod people_names;
mod queue_condition;
mod refuse_entry;
mod remind;
mod reopen_check;
mod request_supplement;
mod save_check;
mod spreadsheet;
mod unit_scope;

#[cfg(test)]
mod tests;

pub use accept_entry::accept_entry;
pub use add_note::{NoteError, add_note};
pub use admit_late::admit_late;
pub use bulk::{apply_bulk, preview_bulk};
pub use bulk_undo::{UndoError, undo_bulk};
pub use confirm_entry::{confirm_entry, return_entry};
pub use decision::DecisionError;
pub use entry_history::entry_history;
pub use export_entries::{EntryExport, ExportOptions, open_export};
pub use extensions::{
    ExtensionDesk, ExtensionError, correct_extension, grant_extension, list_extensions, revoke_extension,
};
pub use find_entry_for_check::find_entry_for_check;
pub use list_entries::list_entries;
pub use list_unit_entries::{find_unit_entry, list_unit_entries};
pub use refuse_entry::refuse_entry;
pub use reopen_check::reopen_check;
pub use request_supplement::request_supplement;
pub use save_check::save_check;
pub use spreadsheet::{CSV_BOM, csv_rows, xlsx_file};
