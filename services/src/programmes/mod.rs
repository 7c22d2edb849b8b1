//! Programmes, editions and the versions of their rules.

mod amend_rules;
mod calendar;
mod create_edition;
mod deadlines;
mod edition_desk;
mod find_edition;
mod list_editions;
mod load_templates;
mod move_edition;
mod open_edition;
mod rules_desk;
mod save_rules;
mod templates;
#[cfg(test)]
mod tests;
mod versions;

pub use amend_rules::{AmendError, discard_amendment, issue_amendment, start_amendment};
pub use calendar::{
    CalendarError, add_calendar_day, find_calendar, list_calendar_days, load_calendar, remove_calendar_day,
};
pub use create_edition::{CreateEditionError, create_edition, list_programmes};
pub(crate) use deadlines::editions_of_rows;
pub use edition_desk::find_edition_desk;
pub use find_edition::{find_edition, find_edition_by_slug, find_rules, rules_in_force};
pub use list_editions::{find_public_edition, list_desk_editions, list_public_editions};
pub use load_templates::{BUILT_IN, load_templates};
pub use move_edition::{MoveEditionError, reopen_intake, start_judging};
pub use open_edition::{OpenEditionError, open_edition};
pub use rules_desk::find_rules_desk;
pub use save_rules::{SaveRules, SaveRulesError, save_rules};
pub use templates::{
    TemplateError, export_template, export_template_here, import_template, import_template_here, list_templates,
    save_as_template, template_form,
};
pub use versions::list_versions;
