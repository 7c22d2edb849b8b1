//! Panels, conflicts, assignments and score sheets.

mod apply_plan;
mod chair;
mod conflicts;
mod context;
mod declaration;
mod desk;
mod entry_view;
mod errors;
mod judged_files;
mod judges;
mod leave_panels;
mod lock_round;
mod matrix;
mod open_round;
mod panels;
mod plan;
mod plan_assignments;
mod progress;
mod queue;
mod recuse;
mod remind_judges;
mod reopen;
mod save_draft;
mod score_sheet;
mod sign;
mod tell_judges;

pub use apply_plan::apply_plan;
pub use chair::{find_panel_desk, find_signed_sheet, list_signed_sheets};
pub use conflicts::{PairConflict, list_conflicts, settle_conflict, sync_conflicts};
pub use declaration::{DeclareError, declare_conflicts, find_declaration};
pub use desk::{find_panel, list_rounds};
pub use errors::{DraftError, JudgeError, PanelError, PlanError, ReasonError, RoundError, SignError};
pub use judged_files::{JudgedBlob, find_judged_file, find_judged_page};
pub(crate) use judges::seat_invited;
pub use judges::{add_judge, edit_judge, remove_judge};
pub(crate) use leave_panels::{leave_panels, leave_seats};
pub use lock_round::{lock_round, preview_lock};
pub use matrix::{find_matrix, preview_plan};
pub use open_round::{open_round, preview_open, set_due};
pub use panels::{create_panel, edit_panel, remove_panel};
pub use plan::{discard_plan, toggle_pair};
pub use plan_assignments::plan_assignments;
pub use progress::{list_own_progress, list_progress};
pub use queue::{find_next, list_assignments};
pub use recuse::recuse;
pub use remind_judges::{ReminderPlan, preview_reminders, remind_judges};
pub use reopen::reopen_sheet;
pub use save_draft::{Saved, save_draft};
pub use score_sheet::find_score_sheet;
pub use sign::sign_sheet;

#[cfg(test)]
mod tests;
