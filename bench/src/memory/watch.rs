//! Watches a process from outside: what it and its children hold, and how soon it answers somebody else.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::browser::Browser;

/// What was seen since it was asked last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    pub peak_mib: f64,
    pub slowest_ms: f64,
    pub asked: u64,
}

/// Two threads that look and ask until dropped.
pub struct Watch {
    peak_kib: Arc<AtomicU64>,
    answers: Arc<Mutex<Seen>>,
    over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Watch {
    pub fn start(process: u32, address: &str) -> Self {
        let (peak_kib, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let answers = Arc::new(Mutex::new(Seen::default()));
        let looking = {
            let (peak, over) = (peak_kib.clone(), over.clone());
            std::thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    peak.fetch_max(held(process), Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(20));
                }
            })
        };
        let asking = {
            let (answers, over, mut visitor) = (answers.clone(), over.clone(), Browser::new(address));
            std::thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let asked = Instant::now();
                    visitor.get("/", true);
                    if let Ok(mut seen) = answers.lock() {
                        seen.asked += 1;
                        seen.slowest_ms = seen.slowest_ms.max((asked.elapsed().as_secs_f64() * 1e4).round() / 10.0);
                    }
                    std::thread::sleep(Duration::from_millis(50));
                }
            })
        };
        Self { peak_kib, answers, over, threads: vec![looking, asking] }
    }

    /// What was seen, after a moment more; then it begins anew.
    pub fn take(&self) -> Seen {
        std::thread::sleep(Duration::from_millis(300));
        let mut seen = self.answers.lock().map(|mut seen| std::mem::take(&mut *seen)).unwrap_or_default();
        seen.peak_mib = (self.peak_kib.swap(0, Ordering::Relaxed) as f64 / 102.4).round() / 10.0;
        seen
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// What the process and its children hold, in KiB; pages they share are counted once.
fn held(process: u32) -> u64 {
    let own = share(process);
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<u32> = children
        .flat_map(|line| line.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>())
        .collect();
    own + children.into_iter().map(held).sum::<u64>()
}

fn share(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
