//! Panels, assignments and score sheets.
