//! One line over all test runners of `make test`, from the reports they leave in `target/nextest/*/junit.xml`.

use crate::target;
use anyhow::{Context, Result};
use std::{fs, iter::Sum, ops::Add};

#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
}

pub fn tally() -> Result<()> {
    let mut all = Vec::new();
    for run in fs::read_dir(target().join("nextest")).into_iter().flatten() {
        let run = run?;
        let Ok(report) = fs::read_to_string(run.path().join("junit.xml")) else {
            continue;
        };
        let tally = Tally::read(&report).with_context(|| format!("no report: {}", run.path().display()))?;
        all.push((run.file_name().to_string_lossy().into_owned(), tally));
    }
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (name, Tally { passed, failed, skipped }) in &all {
        println!("{name:<10} {passed:>5} passed {failed:>5} failed {skipped:>5} skipped");
    }
    let Tally { passed, failed, skipped } = all.into_iter().map(|(_, tally)| tally).sum();
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(())
}

impl Tally {
    /// From the attributes of the report's first element.
    fn read(report: &str) -> Option<Self> {
        let (_, rest) = report.split_once("<testsuites")?;
        let (attributes, _) = rest.split_once('>')?;
        let number = |name: &str| -> Option<u32> {
            let (_, rest) = attributes.split_once(&format!(" {name}=\""))?;
            rest.split_once('"')?.0.parse().ok()
        };
        let failed = number("failures")? + number("errors").unwrap_or(0);
        let skipped = number("skipped").unwrap_or(0);
        Some(Self { passed: number("tests")?.saturating_sub(failed + skipped), failed, skipped })
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_both_runners_are_understood() {
        let cases = [
            (
                r#"<testsuites name="nextest-run" tests="12" failures="1" errors="1" uuid="x" time="0.1">"#,
                Tally { passed: 10, failed: 2, skipped: 0 },
            ),
            (
                r#"<testsuites id="" name="" tests="5" failures="0" skipped="2" errors="0" time="3">"#,
                Tally { passed: 3, failed: 0, skipped: 2 },
            ),
        ];
        for (report, tally) in cases {
            assert_eq!(Tally::read(report), Some(tally));
        }
    }
}
