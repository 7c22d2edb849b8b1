//! Units: the list of administrators, adding and changing one, importing many.

mod communes;
mod import;
mod list;
mod save;

#[cfg(test)]
mod tests;

pub use communes::load_communes;
pub use import::{BadRow, ImportError, ImportPlan, apply_import, check_import};
pub use list::{UnitFilter, UnitsPage, find_unit, find_units, list_units, resolve_unit};
pub use save::{SaveUnitError, save_unit};
