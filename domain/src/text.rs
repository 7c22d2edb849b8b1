//! Text at the door: normal form, folding for search, Vietnamese order of names.
