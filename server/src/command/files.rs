//! Files of the file commands; `-` is standard input or output.

use std::io::{Read, Write};
use std::path::Path;

/// True for `-`.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads UTF-8 text.
pub fn read(path: &Path) -> Result<String, Vec<String>> {
    let mut bytes = Vec::new();
    let read = if is_standard(path) {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|content| bytes = content)
    };
    read.map_err(|err| vec![format!("{} cannot be read: {err}", path.display())])?;
    String::from_utf8(bytes).map_err(|err| {
        let before = &err.as_bytes()[..err.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        vec![format!("{}, line {line}: this is not UTF-8 text", path.display())]
    })
}

/// Writes a file whole or not at all: a reader never sees half of it.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Vec<String>> {
    let written = if is_standard(path) {
        let mut out = std::io::stdout().lock();
        out.write_all(content).and_then(|()| out.flush())
    } else {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        std::fs::write(&beside, content).and_then(|()| std::fs::rename(&beside, path))
    };
    written.map_err(|err| vec![format!("{} cannot be written: {err}", path.display())])
}
