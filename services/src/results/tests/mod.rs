//! Results at service level: ranking, prizes, notice, decision, what the public sees.

mod consents_agree;
mod leaks;
mod notices;
mod prizes;
mod proof;
mod rankings;
