//! How much code there is, and how long its files and functions are: `cargo xtask measure`. `cargo xtask tidy` holds the limits.

use crate::workspace;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The most lines of a file.
pub const FILE_LINES: usize = 300;
/// The most lines of a function.
pub const FUNCTION_LINES: usize = 40;

/// One file of Rust.
#[derive(Debug, PartialEq)]
pub struct Source {
    /// From the workspace, with `/`.
    pub path: String,
    pub text: String,
}

/// A function and how many lines it has, from its first word to its closing brace.
#[derive(Debug, PartialEq)]
pub struct Function {
    pub name: String,
    pub lines: usize,
}

/// Prints the figures as JSON: lines of all Rust, and of the product alone (no tests, testkit, xtask, bench, migrations).
pub fn measure() -> Result<()> {
    let sources = sources()?;
    let product: Vec<&Source> = sources.iter().filter(|source| source.is_product()).collect();
    let long_files = product.iter().filter(|source| source.lines() > FILE_LINES).count();
    let long_functions: usize = product.iter().map(|source| source.functions_over(FUNCTION_LINES).count()).sum();
    let figures = serde_json::json!({
        "rust_lines": sources.iter().map(Source::lines).sum::<usize>(),
        "rust_lines_product": product.iter().map(|source| source.lines_without_tests()).sum::<usize>(),
        "files_over_300": long_files,
        "functions_over_40": long_functions,
    });
    println!("{figures:#}");
    Ok(())
}

/// Every file of Rust in the workspace, by path.
pub fn sources() -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut folders = vec![workspace().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() && !is_left_out(&path) {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                sources.push(Source { text: fs::read_to_string(&path)?, path: named(&path) });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn is_left_out(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    name == "target" || name == "node_modules" || name.to_string_lossy().starts_with('.')
}

fn named(path: &Path) -> String {
    let path: PathBuf = path.strip_prefix(workspace()).unwrap_or(path).to_path_buf();
    path.to_string_lossy().replace('\\', "/")
}

impl Source {
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// What users run: neither a tool of ours nor a test.
    pub fn is_product(&self) -> bool {
        let mut folders = self.path.split('/');
        let tool = matches!(folders.next(), Some("xtask" | "bench" | "migrations"));
        let is_test = |name: &str| matches!(name, "tests" | "testkit" | "examples");
        let file = self.path.rsplit('/').next().unwrap_or_default();
        let test = folders.any(is_test) || file == "tests.rs" || file == "testkit.rs" || file.ends_with("_tests.rs");
        !tool && !test
    }

    /// Lines outside `#[cfg(test)] mod … { … }`.
    pub fn lines_without_tests(&self) -> usize {
        let lines: Vec<&str> = self.text.lines().collect();
        let (mut at, mut counted) = (0, 0);
        while at < lines.len() {
            let module = lines.get(at + 1).is_some_and(|next| next.contains("mod ") && next.ends_with('{'));
            if lines[at].trim_start() == "#[cfg(test)]" && module {
                at = end_of_block(&lines, at + 1) + 1;
            } else {
                counted += 1;
                at += 1;
            }
        }
        counted
    }

    /// Functions of more lines than this.
    pub fn functions_over(&self, limit: usize) -> impl Iterator<Item = Function> {
        let lines: Vec<&str> = self.text.lines().collect();
        let found: Vec<Function> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| {
                let name = function_name(line)?;
                let one_line = line.ends_with('}') || line.ends_with(';');
                let lines = if one_line { 1 } else { end_of_block(&lines, at) - at + 1 };
                Some(Function { name, lines })
            })
            .collect();
        found.into_iter().filter(move |function| function.lines > limit)
    }
}

/// Formatted code closes a block by a brace under its first word; a trait's method without a body ends with `);` or `;`.
fn end_of_block(lines: &[&str], from: usize) -> usize {
    let indent = lines[from].len() - lines[from].trim_start().len();
    let closes = |line: &str| {
        let inner = line.trim_start();
        line.len() - inner.len() == indent
            && (inner.starts_with('}') || (inner.starts_with(')') && inner.ends_with(';')))
    };
    let rest = lines.iter().skip(from + 1);
    rest.clone().position(|line| closes(line)).map_or(lines.len() - 1, |position| from + 1 + position)
}

fn function_name(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    loop {
        match words.next()? {
            "fn" => break,
            "pub" | "const" | "async" | "unsafe" | "default" => {}
            visibility if visibility.starts_with("pub(") => {}
            _ => return None,
        }
    }
    let name = words.next()?;
    Some(name.split(['(', '<']).next().unwrap_or(name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn functions_are_measured_from_their_first_word_to_their_brace() {
        let text = "pub(super) async fn long<T>(\n    one: T,\n) -> T {\n    one\n}\nfn short() {}\ntrait X {\n    fn told(\n        &self,\n    );\n}\n";
        let lengths: Vec<(String, usize)> =
            source("app/a.rs", text).functions_over(0).map(|one| (one.name, one.lines)).collect();
        assert_eq!(lengths, [("long".to_owned(), 5), ("short".to_owned(), 1), ("told".to_owned(), 3)]);
    }

    #[test]
    fn tests_are_not_the_product() {
        let text = "fn one() {\n}\n#[cfg(test)]\nmod tests {\n    fn two() {\n    }\n}\n";
        let one = source("services/src/a.rs", text);
        assert_eq!((one.lines(), one.lines_without_tests(), one.is_product()), (7, 2, true));
        for path in ["bench/src/a.rs", "services/src/testkit/a.rs", "server/tests/portal/a.rs", "domain/src/x_tests.rs"]
        {
            assert!(!source(path, "").is_product(), "{path}");
        }
    }
}
