//! Results: combining score sheets, ranking, tie-breaks and prizes.
