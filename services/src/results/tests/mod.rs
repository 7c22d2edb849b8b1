//! Results, end to end at service level.
