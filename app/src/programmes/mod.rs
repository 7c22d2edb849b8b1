//! Programmes and editions: the secretariat's desk and the rules editor.

#[cfg(feature = "ssr")]
pub mod calendar_page;
#[cfg(feature = "ssr")]
mod choice_names;
#[cfg(feature = "ssr")]
pub mod desk_page;
#[cfg(feature = "ssr")]
pub mod edition_desk_page;
#[cfg(feature = "ssr")]
mod finding_words;
#[cfg(feature = "ssr")]
pub mod new_edition_page;
#[cfg(feature = "ssr")]
pub mod open_page;
#[cfg(feature = "ssr")]
pub mod programmes_page;
#[cfg(feature = "ssr")]
mod rules_fields;
#[cfg(feature = "ssr")]
mod rules_form;
#[cfg(feature = "ssr")]
pub mod rules_page;
#[cfg(feature = "ssr")]
pub mod save_template_page;
#[cfg(feature = "ssr")]
pub mod section_page;
#[cfg(feature = "ssr")]
mod section_words;
#[cfg(feature = "ssr")]
pub mod template_words;
#[cfg(feature = "ssr")]
mod value_names;
#[cfg(feature = "ssr")]
mod value_words;
#[cfg(feature = "ssr")]
pub mod versions_page;
