//! Everything a browser loads besides pages, in `target/site`: files under `pkg/` carry a hash of their content in
//! their name, so that browsers may keep them for ever; `assets.json` tells which name is which.
//!
//! | from | logical name |
//! |---|---|
//! | crate `frontend` | `frontend.js`, `frontend.wasm` |
//! | `style/main.css` and what it imports | `main.css` |
//! | `public/…` | the path below `public/`; styles write it `url("/assets/fonts/x.woff2")` |
//! | `public/root/…` | none: keeps its name and is served from the root (`/robots.txt`) |

mod browser;
mod site;
mod styles;

use crate::{target, workspace};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use site::Site;
use std::{
    fs,
    path::{Path, PathBuf},
};

pub fn bundle() -> Result<()> {
    let compiled = browser::compile()?;
    let style = workspace().join("style");
    let public = workspace().join("public");

    let folder = target().join("site");
    let stamp = folder.join(".inputs");
    let inputs = fingerprint(&compiled, &[&style, &public])?;
    if fs::read_to_string(&stamp).is_ok_and(|of| of == inputs) {
        println!("bundle: nothing changed");
        return Ok(());
    }

    let mut site = Site::default();
    for file in files_below(&public)? {
        let name = relative_name(&file, &public);
        let content = fs::read(&file)?;
        match name.strip_prefix("root/") {
            Some(fixed) => site.add_under_its_own_name(fixed, content),
            None => site.add(&name, content),
        };
    }
    let styles = styles::join(&style.join("main.css"), |path| site.address(path))?;
    site.add("main.css", styles.into_bytes());
    browser::add_to(&mut site, &compiled)?;

    site.write(&folder)?;
    fs::write(stamp, inputs)?;
    Ok(())
}

/// Of all that goes into the bundle, this program included.
fn fingerprint(compiled: &Path, folders: &[&Path]) -> Result<String> {
    let mut files = vec![std::env::current_exe()?, compiled.to_owned()];
    for folder in folders {
        files.extend(files_below(folder)?);
    }
    let mut all = Sha256::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        all.update(file.to_string_lossy().as_bytes());
        all.update(Sha256::digest(content));
    }
    Ok(hex::encode(all.finalize()))
}

/// In the order of their names; none when there is no such folder.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                files.extend(files_below(&path)?);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn relative_name(file: &Path, folder: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
