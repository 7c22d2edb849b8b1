//! What the portal writes is for its own user alone: letters hold links that open accounts, backups hold the key.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::Mode;
use tracing::warn;

use crate::config::Config;

/// Bits for anybody but the owner.
const OTHERS: u32 = 0o077;

/// Whatever the process was started with, new files are 0600 and new folders 0700.
pub fn keep_new_files_private() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// Closes what an earlier version or another tool left open to others. Who may not close it is told, by name.
pub fn close_open_files(config: &Config) -> Result<(), String> {
    let mut places = vec![config.data.clone(), config.files_folder()];
    places.extend(within(&config.data));
    places.extend(within(&config.data.join("mail")));
    let mut closed = 0_usize;
    for place in places {
        closed += usize::from(close(&place)?);
    }
    if closed > 0 {
        warn!(
            closed,
            "{closed} files and folders in {} could be read by others on this machine; now only the portal's user can",
            config.data.display()
        );
    }
    Ok(())
}

/// Files and folders right below; none where there is no folder yet.
fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// True when others could read it until now. Links are left alone: what they lead to is not ours to change.
fn close(place: &Path) -> Result<bool, String> {
    let Ok(found) = place.symlink_metadata() else {
        return Ok(false);
    };
    if found.is_symlink() || found.mode() & OTHERS == 0 {
        return Ok(false);
    }
    std::fs::set_permissions(place, Permissions::from_mode(found.mode() & !OTHERS & 0o7777))
        .map(|()| true)
        .map_err(|err| {
            format!(
                "{} can be read by others on this machine, and this cannot be changed: {err}. It holds secrets: give it to the \
                 portal's user alone (chmod go= {})",
                place.display(),
                place.display()
            )
        })
}
