//! Dates, deadlines, working days and holidays, as people write and read them.
