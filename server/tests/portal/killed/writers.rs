//! What all writers have in common: people who write as fast as they can, and remember what the portal acknowledged.

use crate::support::RunningPortal;

/// Somebody who writes until the portal dies.
pub trait Writer: Send {
    /// Who it is, for the failure of a test.
    fn name(&self) -> &'static str;
    /// Writes once; nothing when the portal is gone.
    fn write(&mut self) -> Option<()>;
    /// Everything acknowledged is there.
    fn check(&self, portal: &RunningPortal);
    /// How many writes were acknowledged.
    fn acknowledged(&self) -> usize;
}

/// A number that is written again and again, one higher each time.
#[derive(Default)]
pub(super) struct Counter {
    sent: usize,
    pub(super) acknowledged: usize,
}

impl Counter {
    pub(super) fn next(&mut self) -> String {
        self.sent += 1;
        format!("lần {}", self.sent)
    }

    pub(super) fn acknowledge(&mut self) {
        self.acknowledged = self.sent;
    }

    /// The last acknowledged text or one sent after it.
    pub(super) fn check(&self, stored: &str, what: &str) {
        let number = stored.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        let possible = self.acknowledged..=self.sent;
        assert!(possible.contains(&number), "{what}: “{stored}” is stored, {possible:?} was sent");
    }
}
