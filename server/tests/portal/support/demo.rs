//! The demonstration, made once in a run for each size and copied afterwards: making it takes seconds.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Puts the demonstration into an empty data folder: a copy of what another test of this run made, else what `make` makes
/// there, which is then kept for the others.
pub fn load(data: &Path, (entries, judges): (usize, usize), make: impl FnOnce()) {
    let Ok(run) = std::env::var("NEXTEST_RUN_ID") else { return make() };
    let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("demo-{run}-{entries}-{judges}"));
    let lock = File::create(kept.with_extension("lock")).expect("a lock");
    // One makes it, the others wait.
    lock.lock().expect("locked");
    if kept.is_dir() {
        copy(&kept, data).expect("the demonstration is copied");
        return;
    }
    remove_former(&run);
    make();
    let half = kept.with_extension("half");
    copy(data, &half).expect("the demonstration is kept");
    fs::rename(half, kept).expect("kept");
}

/// What former runs kept.
fn remove_former(run: &str) {
    for entry in fs::read_dir(env!("CARGO_TARGET_TMPDIR")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("demo-") && !name.contains(run) {
            // Another run that goes on at the same time may be faster.
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        }
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
