//! The child process: it limits itself, opens the file, writes its answer and ends.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use rlimit::{Resource, setrlimit};

use crate::answer::{Answer, Kind, Look, Obstacle, Task};
use crate::docx::read_docx;
use crate::look::look;
use crate::pages::draw_pages;
use crate::picture::clean_photo;

/// Where the answer stands in the folder that was given.
pub const ANSWER_FILE: &str = "answer.json";

const MIB: u64 = 1024 * 1024;
/// The most memory a child may write to: with it the portal stays below 512 MB.
const MEMORY: u64 = 192 * MIB;
/// What looking takes beside the file, and what showing takes.
const TO_LOOK: u64 = 24 * MIB;
const TO_SHOW: u64 = 144 * MIB;
/// Seconds of work.
const SECONDS: u64 = 60;
/// The largest file it may write.
const LARGEST: u64 = 32 * 1024 * 1024;
/// Files that may be open at once.
const OPEN: u64 = 32;

/// Does what is asked within limits, and leaves the answer in the folder.
pub fn run(task: Task, file: &Path, folder: &Path) -> std::io::Result<()> {
    limit(memory(task, file.metadata()?.len()))?;
    let answer = answer(task, file, folder)?;
    let mut place = File::create_new(folder.join(ANSWER_FILE))?;
    serde_json::to_writer(&mut place, &answer)?;
    place.flush()
}

/// How many bytes of memory a child takes at most for a file of this size.
pub fn memory(task: Task, size: u64) -> u64 {
    let memory = match task {
        Task::Look => TO_LOOK + 2 * size.min(MEMORY),
        Task::Show => TO_SHOW + size.min(MEMORY),
    };
    memory.min(MEMORY)
}

fn limit(memory: u64) -> std::io::Result<()> {
    for (resource, most) in [
        (Resource::DATA, memory),
        (Resource::CPU, SECONDS),
        (Resource::FSIZE, LARGEST),
        (Resource::NOFILE, OPEN),
        (Resource::CORE, 0),
    ] {
        setrlimit(resource, most, most)?;
    }
    Ok(())
}

/// The same without limits, in this process: for tests.
pub fn answer(task: Task, file: &Path, folder: &Path) -> std::io::Result<Answer> {
    let found = look(file)?;
    if task == Task::Look {
        return Ok(Answer::Looked(found));
    }
    let kind = match found {
        Look::Is(kind) => kind,
        Look::Locked(_) => return Ok(Answer::Obstacle(Obstacle::Locked)),
        Look::Damaged(_) => return Ok(Answer::Obstacle(Obstacle::Damaged)),
        Look::Unknown => return Ok(Answer::Obstacle(Obstacle::OtherKind)),
    };
    let shown = match kind {
        Kind::Pdf => draw_pages(std::fs::read(file)?, folder)?,
        Kind::Jpeg | Kind::Png | Kind::Webp => clean_photo(&std::fs::read(file)?, folder)?,
        Kind::Docx => read_docx(&std::fs::read(file)?, folder)?,
        Kind::Mp4 | Kind::Zip => Err(Obstacle::OtherKind),
    };
    Ok(shown.map_or_else(Answer::Obstacle, Answer::Readable))
}
