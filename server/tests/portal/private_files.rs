//! Database, letters, key, files and backups are for the portal's user alone, whatever the umask it was started with.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use crate::support::RunningPortal;

/// Everything below a folder that others may read, with its mode.
fn open_to_others(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let metadata = entry.metadata().expect("metadata");
            if metadata.mode() & 0o077 != 0 {
                found.push(format!("{} {:o}", entry.path().display(), metadata.mode() & 0o777));
            }
            if metadata.is_dir() {
                folders.push(entry.path());
            }
        }
    }
    found
}

#[test]
fn with_umask_000_nothing_the_portal_writes_is_open_to_others() {
    let mut portal = RunningPortal::prepare();
    portal.start_with_umask("000");
    portal.load_demo(2, 3);
    portal.resume();
    let mut browser = portal.browser();
    browser.post(
        "/dang-ky",
        &[
            ("name", "Trần Thị Mới"),
            ("email", "moi@vi-du.example"),
            ("password", "một mật khẩu khác hẳn"),
            ("terms", "co"),
        ],
    );
    portal.letter_to("moi@vi-du.example");
    let backup = portal.data().join("sao-luu.tar");
    let (done, _, problem) = portal.run(&["backup", &backup.to_string_lossy()]);
    assert!(done, "{problem}");
    for name in ["vinhdanh.sqlite", "vinhdanh.sqlite-wal", "vinhdanh.sqlite-shm", "receipt-key", "sao-luu.tar"] {
        let mode = portal.data().join(name).metadata().expect(name).mode() & 0o777;
        assert_eq!(mode, 0o600, "{name}: {mode:o}");
    }
    assert_eq!(portal.data().metadata().expect("a folder").mode() & 0o777, 0o700);
    assert_eq!(open_to_others(portal.data()), Vec::<String>::new());
}

#[test]
fn what_was_open_to_others_is_closed_at_the_next_start() {
    let mut portal = RunningPortal::start();
    portal.kill();
    let database = portal.data().join("vinhdanh.sqlite");
    std::fs::set_permissions(&database, std::fs::Permissions::from_mode(0o644)).expect("a mode");
    std::fs::set_permissions(portal.data(), std::fs::Permissions::from_mode(0o755)).expect("a mode");
    portal.resume();
    assert_eq!(open_to_others(portal.data()), Vec::<String>::new());
    assert_eq!(portal.data().metadata().expect("a folder").mode() & 0o777, 0o700);
}
