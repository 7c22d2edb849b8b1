//! The crate `frontend`, compiled for the browser.

use super::site::Site;
use crate::{
    commands::run,
    setup::{WASM_TARGET, WasmCompiler},
    target, workspace,
};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const PROFILE: &str = "wasm-release";

/// The WASM module as the compiler leaves it. Cargo does nothing when nothing changed.
pub fn compile() -> Result<PathBuf> {
    let compiler = WasmCompiler::find().context("the WASM target is missing: run `cargo xtask setup`")?;
    run(compiler
        .cargo()
        .args(["build", "--quiet", "--package", "frontend", "--target", WASM_TARGET, "--profile", PROFILE])
        .current_dir(workspace()))?;
    let builds = std::env::var_os("CARGO_TARGET_DIR").map_or_else(target, |folder| workspace().join(folder));
    Ok(builds.join(WASM_TARGET).join(PROFILE).join("frontend.wasm"))
}

/// Adds the module and the script that loads it.
pub fn add_to(site: &mut Site, compiled: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(owner, _)| owner);
    let own_scripts: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    ensure!(
        own_scripts.is_empty(),
        "the browser part brings scripts of its own, for which the bundle has no place yet: {own_scripts:?}"
    );
    // No wasm-opt: it saves 1 % over the wire, and the version that Debian packages (108) swaps the module's tables.
    let address = site.add("frontend.wasm", output.wasm_mut().emit_wasm());
    // Whoever calls init() without an address gets the right one as well.
    let hashed = address.rsplit('/').next().expect("an address ends in a name");
    let script = output.js().replace("frontend_bg.wasm", hashed);
    ensure!(script.contains(hashed), "wasm-bindgen's script no longer names `frontend_bg.wasm`");
    site.add("frontend.js", script.into_bytes());
    Ok(())
}
