//! Packages of Debian and its relatives.

use super::{doing, there};
use crate::commands::{as_root, is_installed, is_root, run};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, process::Command, sync::Once};

pub fn is_here() -> bool {
    is_installed("apt-get")
}

/// Installs packages unless what they bring is there.
pub fn need(what: &str, packages: &[&str], is_there: impl Fn() -> bool) -> Result<()> {
    if is_there() {
        there(what);
        return Ok(());
    }
    if !is_here() {
        bail!("{what} is missing: install it (Debian's packages: {}) and try again", packages.join(", "));
    }
    doing(&format!("{what}: installing {}", packages.join(", ")));
    install(packages).with_context(|| format!("{what} could not be installed"))?;
    if !is_there() {
        bail!("{what} is still missing after installing {}", packages.join(", "));
    }
    Ok(())
}

/// Installs packages, removes none and starts no service.
pub fn install(packages: &[&str]) -> Result<()> {
    static UPDATE: Once = Once::new();
    if !is_root() && !is_installed("sudo") {
        bail!("installing packages needs root: run `apt-get install {}` as root once", packages.join(" "));
    }
    UPDATE.call_once(|| {
        // A stale list is worth a try: what is really missing shows in the next step.
        let _ = run(as_root("apt-get").args(["update", "--quiet=2"]));
    });
    let _quiet = NoServices::during_installation();
    run(as_root("env")
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--quiet=2"])
        .args(["--no-install-recommends", "--no-remove"])
        .args(packages))
}

/// While it lives, packages do not start the services they bring (Debian's own hook for that).
struct NoServices {
    hook: Option<&'static Path>,
}

impl NoServices {
    fn during_installation() -> Self {
        let hook = Path::new("/usr/sbin/policy-rc.d");
        let ours = is_root() && !hook.exists() && fs::write(hook, "#!/bin/sh\nexit 101\n").is_ok();
        if ours {
            let _ = run(Command::new("chmod").arg("755").arg(hook));
        }
        Self { hook: ours.then_some(hook) }
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if let Some(hook) = self.hook {
            let _ = fs::remove_file(hook);
        }
    }
}
