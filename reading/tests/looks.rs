//! Pages look as poppler shows them: files of office suites, LaTeX, browsers, plotting programs, phones and scanners, made once
//! by `looks/make.sh` together with poppler's pictures at 100 dots to the inch.

use std::path::{Path, PathBuf};

use image::imageops::FilterType;
use reading::{Answer, Task, answer};

/// The most a page may differ, as a part of the way from black to white.
const MOST: f64 = 0.03;

fn looks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/looks")
}

/// Files of this kind, in order.
fn files(ending: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(looks()).expect("the folder").flatten();
    let mut found: Vec<PathBuf> =
        all.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    found.sort();
    found
}

/// Poppler's pictures of a file: `name-1.png`, or `name-01.png` where there are many pages.
fn references(name: &str) -> Vec<PathBuf> {
    let of_file = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let rest = stem.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
        rest.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    files("png").into_iter().filter(of_file).collect()
}

/// The mean difference of two pictures, in parts of the way from black to white.
fn difference(ours: &Path, theirs: &Path) -> f64 {
    let theirs = image::open(theirs).expect("a reference").into_luma8();
    let (width, height) = theirs.dimensions();
    let ours = image::open(ours).expect("a page").into_luma8();
    let ours = image::imageops::resize(&ours, width, height, FilterType::Triangle);
    let apart: u64 =
        ours.pixels().zip(theirs.pixels()).map(|(ours, theirs)| u64::from(ours.0[0].abs_diff(theirs.0[0]))).sum();
    apart as f64 / 255.0 / f64::from(width * height)
}

#[test]
fn pages_look_as_poppler_shows_them() {
    let all = files("pdf");
    assert!(all.len() >= 30, "{} files", all.len());
    let weight: u64 = all.iter().filter_map(|path| path.metadata().ok()).map(|meta| meta.len()).sum();
    assert!(weight <= 5_000_000, "{weight} bytes");
    let mut worst = Vec::new();
    for file in all {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let folder = tempfile::tempdir().expect("a folder");
        let shown = match answer(Task::Show, &file, folder.path()).expect("an answer") {
            Answer::Readable(shown) => shown,
            other => panic!("{name}: {other:?}"),
        };
        let references = references(&name);
        assert!(!references.is_empty(), "{name} has pictures to compare with");
        for (page, reference) in shown.pages.iter().zip(&references) {
            worst.push((difference(&folder.path().join(&page.file), reference), name.clone()));
        }
    }
    worst.sort_by(|one, other| other.0.total_cmp(&one.0));
    println!("the largest differences of {} pages: {:.4?}", worst.len(), &worst[..5]);
    let over: Vec<_> = worst.iter().filter(|(apart, _)| *apart > MOST).collect();
    assert!(over.is_empty(), "{over:.4?}");
}
