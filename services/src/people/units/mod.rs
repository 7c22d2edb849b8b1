//! Units: the list of administrators, adding and changing one, importing many.

mod communes;
mod import;
mod list;
mod read_list;
mod save;
mod successors;

#[cfg(test)]
mod tests;

pub use communes::load_communes;
pub use import::{CheckedImport, Confirmation, ImportError, Imported, apply_import, check_import};
pub use list::{UnitFilter, UnitsPage, find_unit, find_units, list_units, resolve_unit};
pub use save::{SaveUnitError, save_unit};
pub(crate) use successors::{Successors, find_successors};
