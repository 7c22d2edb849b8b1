//! Makes a machine ready: says what it does, skips what is there.

mod debian;
mod wasm_compiler;

use crate::{
    commands::{answer, is_installed, run},
    postgres, workspace,
};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::{fs, path::Path, process::Command};
pub use wasm_compiler::{TARGET as WASM_TARGET, WasmCompiler};

const OLDEST_NODE: u32 = 20;
const NEWER_NODE: &str = "node@22";
/// Where Debian puts the library under which the browser tests run the portal.
const FAKETIME: [&str; 2] =
    ["/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"];

/// What building needs besides Rust: the browser as a compilation target.
pub fn for_building() -> Result<()> {
    if WasmCompiler::find().is_some() {
        there("WASM target");
        return Ok(());
    }
    doing("WASM target: asking rustup");
    let added = is_installed("rustup") && run(Command::new("rustup").args(["target", "add", WASM_TARGET])).is_ok();
    if added && WasmCompiler::find().is_some() {
        return Ok(());
    }
    if !debian::is_here() {
        bail!("the WASM target is missing: add it with `rustup target add {}`", WASM_TARGET);
    }
    doing("WASM target: rustup could not add it, building it with Debian's compiler (about a minute)");
    wasm_compiler::build_with_debian()
}

/// What the tests need: browser, database server, fonts, test runner, and the packages of the browser tests.
pub fn for_testing() -> Result<()> {
    for_building()?;
    debian::need("Chromium", &["chromium"], || std::env::var_os("CHROMIUM").is_some() || is_installed("chromium"))?;
    debian::need("PostgreSQL server", &["postgresql"], || postgres::binaries().is_some())?;
    debian::need("fonts with Vietnamese letters", &["fonts-liberation2"], || {
        Path::new("/usr/share/fonts/truetype/liberation2").is_dir() || !debian::is_here()
    })?;
    debian::need("nginx, the proxy of the documentation", &["nginx-light"], || {
        !debian::is_here() || is_installed("nginx") || Path::new("/usr/sbin/nginx").is_file()
    })?;
    debian::need("a clock that tests set", &["libfaketime"], || {
        !debian::is_here() || FAKETIME.iter().any(|library| Path::new(library).is_file())
    })?;
    debian::need("Node and npm", &["nodejs", "npm"], || is_installed("node") && is_installed("npm"))?;
    if is_installed("cargo-nextest") {
        there("cargo-nextest");
    } else {
        doing("cargo-nextest: compiling it (several minutes, once)");
        run(Command::new("cargo").args(["install", "cargo-nextest", "--locked"]))?;
    }
    browser_test_packages()?;
    node_for_browser_tests()
}

/// Distributions keep Node for years: where it is too old, the packages of the browser tests get a newer one beside them, which
/// `npm test` finds first.
fn node_for_browser_tests() -> Result<()> {
    let folder = workspace().join("end2end");
    let beside = folder.join("node_modules/.bin/node");
    let is_new = |node: &Path| node_version(node).is_some_and(|major| major >= OLDEST_NODE);
    if is_new(Path::new("node")) || is_new(&beside) {
        there("Node");
        return Ok(());
    }
    doing(&format!("Node: older than {OLDEST_NODE} here, taking a newer one from npm"));
    run(Command::new("npm")
        .args(["install", "--no-save", "--no-audit", "--no-fund", NEWER_NODE])
        .current_dir(&folder))?;
    if !is_new(&beside) {
        bail!("the browser tests need Node {OLDEST_NODE} or newer: install it and try again");
    }
    Ok(())
}

/// The number in front: 20 of `v20.9.0`.
fn node_version(node: &Path) -> Option<u32> {
    let version = answer(Command::new(node).arg("--version"))?;
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// `npm ci`, unless the packages of this very lockfile are installed.
fn browser_test_packages() -> Result<()> {
    let folder = workspace().join("end2end");
    let lockfile = fs::read(folder.join("package-lock.json")).context("end2end/package-lock.json cannot be read")?;
    let wanted = hex::encode(Sha256::digest(lockfile));
    let installed = folder.join("node_modules/.lockfile-sha256");
    if fs::read_to_string(&installed).is_ok_and(|of| of == wanted) {
        there("packages of the browser tests");
        return Ok(());
    }
    doing("packages of the browser tests: npm ci");
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(installed, wanted)?;
    Ok(())
}

fn there(what: &str) {
    println!("set-up: {what}: there");
}

fn doing(what: &str) {
    println!("set-up: {what}");
}
