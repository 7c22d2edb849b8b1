//! The secretary's queue and the unit's confirmation.
