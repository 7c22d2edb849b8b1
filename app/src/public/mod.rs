//! What everybody sees: home, contests, results, checks.

pub mod home_page;
