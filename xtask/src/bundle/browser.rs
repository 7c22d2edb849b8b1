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
    let script = without_comments(output.js())?.replace("frontend_bg.wasm", hashed);
    ensure!(script.contains(hashed), "wasm-bindgen's script no longer names `frontend_bg.wasm`");
    site.add("frontend.js", script.into_bytes());
    Ok(())
}

/// The script without its comments and indentation: a tenth of what goes over the line. wasm-bindgen puts comments on lines of
/// their own, and no text over several lines.
fn without_comments(script: &str) -> Result<String> {
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.starts_with("//") {
            ensure!(line.matches('`').count() % 2 == 0, "a text over several lines in the script: {line}");
            kept.push_str(line);
            kept.push('\n');
        }
    }
    ensure!(!in_comment, "a comment without an end in the script");
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script =
            "/**\n * @returns {number}\n */\nget x() {\n    // why\n    return `//${a}`; // b\n}\n/* one line */\n";
        assert_eq!(without_comments(script).expect("a script"), "get x() {\nreturn `//${a}`; // b\n}\n");
        assert!(without_comments("const a = `one\n  two`;").is_err());
        assert!(without_comments("/* no end").is_err());
    }
}
