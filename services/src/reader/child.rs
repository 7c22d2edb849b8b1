//! A file is opened in a process of its own: what a stranger sent can take neither our memory nor our time.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use reading::{ANSWER_FILE, Answer, Look, Task};
use tokio::sync::oneshot;

use crate::heavy::{self, Busy, Permit};

/// The longest a file may take, the machine's other work included.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often the child is looked at.
const GLANCE: Duration = Duration::from_millis(20);
/// Our own program, also after an update has put another in its place.
const OURSELVES: &str = "/proc/self/exe";
/// How a child ends that met a fault of ours (`ExitCode::FAILURE`).
const OUR_FAULT: i32 = 1;
/// The word for the child on the command line.
const COMMAND: &str = "read-file";

/// Why there is no answer about a file.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The file's own doing: it wants more than any file may have.
    #[error("the file took more memory or time than there is ({0})")]
    Greedy(String),
    /// The file's own doing: our program stumbles over it.
    #[error("the file cannot be opened ({0})")]
    Broken(String),
    /// Nobody's: too much is being opened at once.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Ours: no process, no disk.
    #[error("the file could not be opened: {0}")]
    Failed(#[from] std::io::Error),
}

/// Opens files that strangers send.
#[derive(Clone, Debug)]
pub struct Reader {
    /// None in tests of this crate, whose program cannot be asked.
    program: Option<PathBuf>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { program: (!cfg!(test)).then(|| PathBuf::from(OURSELVES)) }
    }
}

impl Reader {
    /// Opens files with another program of ours.
    pub fn with_program(program: PathBuf) -> Self {
        Self { program: Some(program) }
    }

    /// What a file is, for somebody who waits.
    pub async fn look(&self, file: &Path, folder: &Path) -> Result<Look, Unread> {
        let turn = heavy::permit(needed(Task::Look, file)?).await?;
        match self.ask(Task::Look, file, folder, turn).await? {
            Answer::Looked(look) => Ok(look),
            other => Err(std::io::Error::other(format!("asked to look, answered {other:?}")).into()),
        }
    }

    /// What a judge may see of it, when there is time; pictures are left in the folder.
    pub async fn show(&self, file: &Path, folder: &Path) -> Result<Answer, Unread> {
        let turn = heavy::permit_in_time(needed(Task::Show, file)?).await;
        self.ask(Task::Show, file, folder, turn).await
    }

    async fn ask(&self, task: Task, file: &Path, folder: &Path, turn: Permit) -> Result<Answer, Unread> {
        let (program, file, folder) = (self.program.clone(), file.to_owned(), folder.to_owned());
        let (mut give, take) = oneshot::channel();
        // A thread, not a task: the portal does not wait for it when it stops.
        std::thread::Builder::new().name("reader".to_owned()).spawn(move || {
            let answer = match program {
                Some(program) => ask_child(&program, task, &file, &folder, &mut give),
                None => reading::answer(task, &file, &folder).map_err(Unread::Failed),
            };
            // A file that nobody waits for any more keeps its turn until its child has ended.
            drop(turn);
            let _ = give.send(answer);
        })?;
        take.await.unwrap_or_else(|_| Err(std::io::Error::other("the reader's thread ended").into()))
    }
}

/// The memory that is set aside for the child, in MiB.
fn needed(task: Task, file: &Path) -> std::io::Result<u32> {
    Ok(heavy::mib(reading::memory(task, file.metadata()?.len())))
}

fn ask_child(
    program: &Path,
    task: Task,
    file: &Path,
    folder: &Path,
    asker: &mut oneshot::Sender<Result<Answer, Unread>>,
) -> Result<Answer, Unread> {
    let mut command = Command::new(program);
    command.arg(COMMAND).arg(task.word()).arg(file).arg(folder);
    // No secrets of ours, and no memory taken in advance that its own limit would not see.
    command.env_clear().env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = Started(command.spawn()?);
    outcome(wait(child, asker)?)?;
    let answer = std::fs::read(folder.join(ANSWER_FILE))?;
    serde_json::from_slice(&answer).map_err(|err| std::io::Error::other(err).into())
}

/// What a child says that ended: its limits kill it, a fault in its program ends it with a number of its own, and what it
/// reports as an error is ours, for instance a disk without room.
fn outcome(status: ExitStatus) -> Result<(), Unread> {
    match status.code() {
        Some(0) => Ok(()),
        Some(OUR_FAULT) => Err(std::io::Error::other("the reader could not read or write here").into()),
        Some(_) => Err(Unread::Broken(status.to_string())),
        None => Err(Unread::Greedy(status.to_string())),
    }
}

/// Waits until the child ends, its time is over, or nobody wants the answer any more.
fn wait(mut child: Started, asker: &mut oneshot::Sender<Result<Answer, Unread>>) -> Result<ExitStatus, Unread> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.0.try_wait()? {
            return Ok(status);
        }
        if begun.elapsed() > PATIENCE {
            return Err(Unread::Greedy(format!("not done after {} s", PATIENCE.as_secs())));
        }
        if asker.is_closed() {
            return Err(std::io::Error::other("nobody waits for the answer").into());
        }
        std::thread::sleep(GLANCE);
    }
}

/// A child that does not outlive whoever waits for it.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // Both fail when it has ended already, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Why there is no answer from a program that does this.
    async fn asked(script: &str) -> Unread {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("doc");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a program");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("it may run");
        let reader = Reader::with_program(program.clone());
        let look = reader.look(&program, folder.path()).await;
        look.expect_err("no answer")
    }

    #[tokio::test]
    async fn how_a_child_ends_says_whose_fault_it_was() {
        for heavy in ["kill -9 $$", "kill -ABRT $$"] {
            let why = asked(heavy).await;
            assert!(matches!(why, Unread::Greedy(_)), "{heavy}: {why}");
        }
        assert!(matches!(asked("exit 101").await, Unread::Broken(_)), "a fault met in the file");
        assert!(matches!(asked("exit 1").await, Unread::Failed(_)), "a disk without room");
        assert!(matches!(asked("exit 0").await, Unread::Failed(_)), "no answer was left");
    }
}
