//! The outbox: the words of every letter, and the pages on which staff watch them leave.

#[cfg(feature = "ssr")]
pub mod letter_page;
#[cfg(feature = "ssr")]
mod letter_words;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod mail_list_page;
