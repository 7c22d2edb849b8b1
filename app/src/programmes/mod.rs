//! Programmes and editions.
