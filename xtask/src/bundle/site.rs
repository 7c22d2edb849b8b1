//! The folder `target/site`: names with a hash of their content, compressed copies beside the files, the manifest.

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Where the server serves the hashed files, and their folder in the site.
const PACKAGE: &str = "pkg";
const MANIFEST: &str = "assets.json";

/// Worth compressing; pictures and fonts are compressed already.
const TEXTS: [&str; 9] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"];

#[derive(Default)]
pub struct Site {
    /// Path below the site's folder → content.
    files: BTreeMap<String, Vec<u8>>,
    /// Logical name → path below the site's folder.
    names: BTreeMap<String, String>,
}

impl Site {
    /// Adds a file and tells its address.
    pub fn add(&mut self, name: &str, content: Vec<u8>) -> String {
        let path = format!("{PACKAGE}/{}", hashed_name(name, &content));
        self.names.insert(name.to_owned(), path.clone());
        self.files.insert(path.clone(), content);
        format!("/{path}")
    }

    pub fn add_under_its_own_name(&mut self, name: &str, content: Vec<u8>) -> String {
        self.files.insert(name.to_owned(), content);
        format!("/{name}")
    }

    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|path| format!("/{path}"))
    }

    /// Writes what is new, removes what is no longer wanted, and prints the weights.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let mut wanted = BTreeSet::from([folder.join(MANIFEST)]);
        let mut weights = BTreeMap::new();
        for (path, content) in &self.files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file in a folder"))?;
            let compressed = with_suffix(&file, ".br");
            // Its name says its content, so it never has to be compressed again.
            let is_new = !path.starts_with(PACKAGE) || !file.exists();
            if is_worth_compressing(path) {
                let gzipped = with_suffix(&file, ".gz");
                if is_new || !compressed.exists() || !gzipped.exists() {
                    fs::write(&compressed, brotli(content)?)?;
                    fs::write(&gzipped, gzip(content)?)?;
                }
                wanted.extend([gzipped, compressed.clone()]);
            }
            if is_new {
                fs::write(&file, content)?;
            }
            let over_the_wire = fs::metadata(if compressed.exists() { &compressed } else { &file })?.len();
            weights.insert(path.as_str(), (content.len() as u64, over_the_wire));
            wanted.insert(file);
        }
        self.write_manifest(&folder.join(MANIFEST))?;
        for file in super::files_below(folder)? {
            if !wanted.contains(&file) {
                fs::remove_file(file)?;
            }
        }
        self.print(&weights);
        Ok(())
    }

    fn write_manifest(&self, file: &Path) -> Result<()> {
        let addresses: BTreeMap<_, _> = self.names.iter().map(|(name, path)| (name, format!("/{path}"))).collect();
        let unfinished = with_suffix(file, ".new");
        fs::write(&unfinished, serde_json::to_string_pretty(&addresses)?)?;
        // In one step: a server that starts meanwhile sees the old one or the new one.
        fs::rename(unfinished, file)?;
        Ok(())
    }

    fn print(&self, weights: &BTreeMap<&str, (u64, u64)>) {
        println!("{:<44} {:>10} {:>10}", "bundle, bytes", "raw", "brotli");
        for (name, path) in &self.names {
            let (raw, over_the_wire) = weights[path.as_str()];
            println!("{name:<44} {raw:>10} {over_the_wire:>10}");
        }
    }
}

/// `fonts/sans.woff2` → `fonts/sans.1a2b3c4d5e6f.woff2`
fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash = &hex::encode(Sha256::digest(content))[..12];
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, _)| name.split_at(folder.len() + 1));
    match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{folder}{stem}.{hash}.{extension}"),
        None => format!("{folder}{file}.{hash}"),
    }
}

fn is_worth_compressing(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| TEXTS.contains(&extension))
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let best =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &best)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_carries_the_hash_of_the_content_before_its_extension() {
        let cases = [
            ("main.css", "main.e3b0c44298fc.css"),
            ("fonts/sans.latin.woff2", "fonts/sans.latin.e3b0c44298fc.woff2"),
            ("fonts.v2/LICENSE", "fonts.v2/LICENSE.e3b0c44298fc"),
        ];
        for (name, hashed) in cases {
            assert_eq!(hashed_name(name, b""), hashed);
        }
    }

    #[test]
    fn the_folder_holds_this_bundle_and_nothing_of_the_one_before() {
        let folder = std::env::temp_dir().join(format!("vinhdanh-site-{}", std::process::id()));
        let mut first = Site::default();
        first.add("main.css", b"a{}".to_vec());
        first.write(&folder).unwrap();
        let mut second = Site::default();
        let address = second.add("main.css", b"b{}".to_vec());
        second.add("fonts/sans.woff2", vec![0; 9]);
        second.add_under_its_own_name("robots.txt", b"User-agent: *".to_vec());
        second.write(&folder).unwrap();

        let files: Vec<_> = crate::bundle::files_below(&folder)
            .unwrap()
            .iter()
            .map(|file| crate::bundle::relative_name(file, &folder))
            .collect();
        let css = address.trim_start_matches('/');
        let font = second.address("fonts/sans.woff2").unwrap();
        let mut expected = vec![
            "assets.json".to_owned(),
            font.trim_start_matches('/').to_owned(),
            css.to_owned(),
            format!("{css}.br"),
            format!("{css}.gz"),
            "robots.txt".to_owned(),
            "robots.txt.br".to_owned(),
            "robots.txt.gz".to_owned(),
        ];
        expected.sort();
        assert_eq!(files, expected);
        let manifest: BTreeMap<String, String> =
            serde_json::from_slice(&fs::read(folder.join("assets.json")).unwrap()).unwrap();
        assert_eq!(manifest["main.css"], address);
        fs::remove_dir_all(folder).unwrap();
    }
}
