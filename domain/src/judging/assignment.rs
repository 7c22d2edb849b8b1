//! The best assignment of judges to entries.
