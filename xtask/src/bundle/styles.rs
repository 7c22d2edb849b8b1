//! One style sheet out of `style/main.css` and its imports, in words that the oldest browsers we serve understand.

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    dependencies::{Dependency, DependencyOptions},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};
use std::path::Path;

/// The same as `browserquery` in the root `Cargo.toml`.
fn oldest_browsers() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        chrome: version(109, 0),
        safari: version(15, 4),
        ios_saf: version(15, 4),
        firefox: version(115, 0),
        ..Browsers::default()
    })
}

/// How styles write the folder `public/`.
const PUBLIC: &str = "/assets/";

/// `address` tells where a file of `public/` is served.
pub fn join(main: &Path, address: impl Fn(&str) -> Option<String>) -> Result<String> {
    let targets = oldest_browsers();
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(|problem| anyhow!("styles: {problem}"))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|problem| anyhow!("styles: {problem}"))?;
    let options = PrinterOptions {
        minify: true,
        targets,
        analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(options).map_err(|problem| anyhow!("styles: {problem}"))?;

    let mut css = printed.code;
    for dependency in printed.dependencies.into_iter().flatten() {
        let Dependency::Url(named) = dependency else {
            continue;
        };
        let (path, fragment) = match named.url.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (named.url.as_str(), String::new()),
        };
        let served = match path.strip_prefix(PUBLIC) {
            _ if path.is_empty() || path.starts_with("data:") => path.to_owned(),
            Some(name) => {
                address(name).with_context(|| format!("styles name {path}, but there is no public/{name}"))?
            }
            None => bail!("styles name {path}: files of public/ are written {PUBLIC}…"),
        };
        css = css.replace(&named.placeholder, &(served + &fragment));
    }
    Ok(css)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Joins a style folder that only this test has, where `public/` holds `icons.svg`.
    fn joined(test: &str, files: &[(&str, &str)]) -> Result<String> {
        let folder = std::env::temp_dir().join(format!("vinhdanh-styles-{}-{test}", std::process::id()));
        fs::create_dir_all(&folder)?;
        for (name, content) in files {
            fs::write(folder.join(name), content)?;
        }
        let css =
            join(&folder.join("main.css"), |name| (name == "icons.svg").then(|| "/pkg/icons.0123.svg".to_owned()));
        fs::remove_dir_all(folder)?;
        css
    }

    #[test]
    fn imports_stand_in_their_order_and_layer() {
        let files = [
            ("main.css", "@layer base, pages; @import 'z.css' layer(base); @import 'a.css' layer(pages);"),
            ("z.css", "h1 { margin: 0 }"),
            ("a.css", "h1 { margin: 1px }"),
        ];
        let css = joined("order", &files).unwrap();
        assert_eq!(css, "@layer base{h1{margin:0}}@layer pages{h1{margin:1px}}");
    }

    #[test]
    fn nesting_is_written_out_for_old_browsers() {
        let css = joined("nesting", &[("main.css", ".card { & h2 { margin: 0 } }")]).unwrap();
        assert_eq!(css, ".card h2{margin:0}");
    }

    #[test]
    fn a_public_file_is_named_by_its_hashed_address() {
        let css = joined("address", &[("main.css", "a { background: url('/assets/icons.svg#mail') }")]).unwrap();
        assert_eq!(css, r#"a{background:url("/pkg/icons.0123.svg#mail")}"#);
    }

    #[test]
    fn a_file_that_is_not_there_is_refused() {
        for (test, url) in [("missing", "/assets/gone.svg"), ("relative", "../public/icons.svg")] {
            let main = format!("a {{ background: url('{url}') }}");
            let problem = joined(test, &[("main.css", &main)]).unwrap_err();
            assert!(problem.to_string().contains(url), "{problem}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let files = [("main.css", "@import 'b.css';"), ("b.css", "a {\n color red;\n}")];
        let problem = joined("mistake", &files).unwrap_err();
        assert!(problem.to_string().contains("b.css:1"), "{problem}");
    }
}
