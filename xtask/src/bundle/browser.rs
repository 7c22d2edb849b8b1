//! The crate `frontend`, compiled for the browser.

use super::site::Site;
use crate::{
    commands::{is_installed, run},
    setup::{WASM_TARGET, WasmCompiler},
    target, workspace,
};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

const PROFILE: &str = "wasm-release";

/// The WASM module as the compiler leaves it. Cargo does nothing when nothing changed.
pub fn compile() -> Result<PathBuf> {
    let compiler =
        WasmCompiler::find().context("the WASM target is missing: run `cargo xtask setup`")?;
    run(compiler
        .cargo()
        .args([
            "build",
            "--quiet",
            "--package",
            "frontend",
            "--target",
            WASM_TARGET,
            "--profile",
            PROFILE,
        ])
        .current_dir(workspace()))?;
    let builds =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(target, |folder| workspace().join(folder));
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
    let inline = output
        .snippets()
        .iter()
        .filter(|(_, scripts)| !scripts.is_empty())
        .map(|(owner, _)| owner);
    let own_scripts: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    ensure!(
        own_scripts.is_empty(),
        "the browser part brings scripts of its own, for which the bundle has no place yet: {own_scripts:?}"
    );
    let module = optimised(output.wasm_mut().emit_wasm())?;
    let address = site.add("frontend.wasm", module);
    // Whoever calls init() without an address gets the right one as well.
    let hashed = address
        .rsplit('/')
        .next()
        .expect("an address ends in a name");
    let script = output.js().replace("frontend_bg.wasm", hashed);
    ensure!(
        script.contains(hashed),
        "wasm-bindgen's script no longer names `frontend_bg.wasm`"
    );
    site.add("frontend.js", script.into_bytes());
    Ok(())
}

/// What wasm-opt makes of it, where it is installed and understands the module: a little smaller.
fn optimised(module: Vec<u8>) -> Result<Vec<u8>> {
    if !is_installed("wasm-opt") {
        return Ok(module);
    }
    let before = target().join("before-wasm-opt.wasm");
    let after = target().join("after-wasm-opt.wasm");
    fs::write(&before, &module)?;
    let attempt = Command::new("wasm-opt")
        .arg("-Oz")
        .arg(&before)
        .arg("-o")
        .arg(&after)
        .output()?;
    if attempt.status.success() {
        Ok(fs::read(after)?)
    } else {
        println!("bundle: wasm-opt does not understand this module, going on without it");
        Ok(module)
    }
}
