//! The compiler that can build for the browser.

use super::debian;
use crate::{
    commands::{answer, as_root, run},
    target,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LLD: &str = "/usr/bin/lld-19";
const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";

/// Found anew each time, so that nothing has to be remembered between steps.
#[derive(Clone, Copy)]
pub enum WasmCompiler {
    /// The toolchain that builds everything else.
    Active,
    /// Debian's compiler for browsers, with the standard library that `build_with_debian` built.
    Debian,
}

impl WasmCompiler {
    pub fn find() -> Option<Self> {
        let active = answer(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
        if active.is_some_and(|folder| has_standard_library(Path::new(&folder))) {
            return Some(Self::Active);
        }
        has_standard_library(&debian_target_libdir()).then_some(Self::Debian)
    }

    pub fn cargo(self) -> Command {
        match self {
            Self::Active => Command::new("cargo"),
            Self::Debian => debian_cargo(),
        }
    }
}

/// Debian's compiler comes without the WASM standard library but with its sources: build it once.
pub fn build_with_debian() -> Result<()> {
    debian::install(&["rustc-web", "cargo-web", "rust-web-src", "lld-19"])
        .context("the WASM target is missing, and Debian's compiler could not be installed")?;
    let host = answer(Command::new(DEBIAN_RUSTC).args(["--print", "host-tuple"]))
        .context("Debian's compiler does not answer")?;
    let linker = Path::new(DEBIAN_RUSTLIB).join(host).join("bin/rust-lld");
    run(as_root("mkdir").arg("-p").arg(linker.parent().expect("a file in a folder")))?;
    run(as_root("ln").arg("-sfn").arg(DEBIAN_LLD).arg(&linker))?;

    let empty = empty_crate()?;
    run(debian_cargo()
        .args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET])
        .env("RUSTC_BOOTSTRAP", "1")
        // With bitcode, so that the bundle can be optimised as a whole.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", empty.join("target"))
        .current_dir(&empty))?;

    let libdir = debian_target_libdir();
    run(as_root("mkdir").arg("-p").arg(&libdir))?;
    let libraries: Vec<PathBuf> = fs::read_dir(empty.join("target").join(TARGET).join("release/deps"))?
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "rlib"))
        .filter(|file| !file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libnothing-")))
        .collect();
    run(as_root("cp").args(libraries).arg(&libdir))?;
    fs::remove_dir_all(empty)?;
    WasmCompiler::find().map(|_| ()).context("Debian's compiler built the WASM target, but it is not found")
}

fn debian_cargo() -> Command {
    let mut cargo = Command::new(DEBIAN_CARGO);
    cargo.env("RUSTC", DEBIAN_RUSTC).env_remove("RUSTUP_TOOLCHAIN");
    cargo
}

fn debian_target_libdir() -> PathBuf {
    Path::new(DEBIAN_RUSTLIB).join(TARGET).join("lib")
}

fn has_standard_library(folder: &Path) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.into_iter().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Outside the workspace's members and settings.
fn empty_crate() -> Result<PathBuf> {
    let folder = target().join("wasm-std");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), "[package]\nname = \"nothing\"\nedition = \"2024\"\n[workspace]\n")?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    Ok(folder)
}
