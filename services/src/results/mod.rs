//! Ranking, prizes, notice, decision and winners.
