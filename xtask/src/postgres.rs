//! A private PostgreSQL server for tests: own folder, free port, loopback only, nothing kept, no care for crashes.

use crate::{
    commands::{is_root, run},
    target,
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const TEST_URL: &str = "VINHDANH_TEST_POSTGRES_URL";

/// PostgreSQL refuses to run as root: then it runs as the user its package brings.
const SERVER_USER: &str = "postgres";

/// Starts a server that stays, and prints its address.
pub fn start() -> Result<()> {
    if let Some(cluster) = Cluster::remembered() {
        if cluster.is_running() {
            println!("DATABASE_URL={}", cluster.url());
            return Ok(());
        }
        cluster.remove()?;
    }
    let cluster = Cluster::start()?;
    fs::create_dir_all(target())?;
    fs::write(memory(), format!("{}\n{}\n", cluster.folder.display(), cluster.port))?;
    println!("DATABASE_URL={}", cluster.url());
    Ok(())
}

/// Stops what `start` started, and removes its data.
pub fn stop() -> Result<()> {
    match Cluster::remembered() {
        Some(cluster) => {
            cluster.remove()?;
            fs::remove_file(memory())?;
        }
        None => println!("postgres: none was started"),
    }
    Ok(())
}

/// Runs one command beside a server of its own, which is gone afterwards, also after Ctrl-C.
pub fn with(program: &str, arguments: &[&str]) -> Result<()> {
    let cluster = Cluster::start()?;
    let done = cluster.serve(program, arguments);
    cluster.remove()?;
    done
}

/// What Cargo tells the program it runs about that program's package. A Cargo started by us must not hear it: build
/// scripts that look at it (of `ring`, for one) would run again, and everything above them be compiled again.
fn describes_a_package(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| variable.starts_with(start))
}

struct Cluster {
    /// Under the system's folder for temporary files: the user `postgres` may not enter the workspace.
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    fn start() -> Result<Self> {
        let bin = binaries().context("PostgreSQL is missing: run `cargo xtask setup --tests`")?;
        let cluster = Self { folder: private_folder()?, port: free_port()? };
        if let Err(problem) = cluster.initialise_and_start(&bin) {
            let log = fs::read_to_string(cluster.folder.join("log")).unwrap_or_default();
            cluster.remove()?;
            return Err(problem.context(format!("PostgreSQL did not start\n{log}")));
        }
        Ok(cluster)
    }

    fn initialise_and_start(&self, bin: &Path) -> Result<()> {
        run(as_server_user(&bin.join("initdb"))
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
            .arg(self.data())
            .stdout(Stdio::null()))?;
        // fsync and the like only matter when the machine crashes.
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={} -c max_connections=300 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 \
             -c autovacuum=off -c shared_buffers=128MB",
            self.port,
            self.folder.display(),
        );
        run(as_server_user(&bin.join("pg_ctl"))
            .args(["start", "--wait", "--silent", "--options", &settings, "--log"])
            .arg(self.folder.join("log"))
            .arg("--pgdata")
            .arg(self.data())
            .stdout(Stdio::null()))
    }

    fn serve(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new(program);
        command.args(arguments).env(TEST_URL, self.url());
        for (name, _) in env::vars_os().filter(|(name, _)| describes_a_package(&name.to_string_lossy())) {
            command.env_remove(name);
        }
        let mut child = command.spawn().with_context(|| format!("could not start `{program}`"))?;
        let id = child.id().to_string();
        // A signal ends the command, not this program: the server still has to be removed.
        ctrlc::set_handler(move || {
            let _ = Command::new("kill").arg(&id).status();
        })?;
        let status = child.wait()?;
        if !status.success() {
            bail!("`{program}` failed ({status})");
        }
        Ok(())
    }

    fn is_running(&self) -> bool {
        self.data().join("postmaster.pid").exists() && TcpStream::connect(("127.0.0.1", self.port)).is_ok()
    }

    fn remove(&self) -> Result<()> {
        if let (Some(bin), true) = (binaries(), self.data().join("postmaster.pid").exists()) {
            // Fails when the server is gone already, which is what we want.
            let _ = run(as_server_user(&bin.join("pg_ctl"))
                .args(["stop", "--mode=immediate", "--silent", "--pgdata"])
                .arg(self.data())
                .stdout(Stdio::null()));
        }
        fs::remove_dir_all(&self.folder).with_context(|| format!("{} could not be removed", self.folder.display()))
    }

    fn remembered() -> Option<Self> {
        let text = fs::read_to_string(memory()).ok()?;
        let (folder, port) = text.trim().split_once('\n')?;
        let cluster = Self { folder: folder.into(), port: port.parse().ok()? };
        cluster.folder.is_dir().then_some(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

/// Where `start` writes down what it started.
fn memory() -> PathBuf {
    target().join("postgres")
}

/// The folder of PostgreSQL's server programs, which Debian keeps off the PATH; the newest version.
pub fn binaries() -> Option<PathBuf> {
    let has_server = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let version = |folder: &PathBuf| folder.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    let packaged =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    packaged.filter(has_server).max_by_key(version).or_else(|| env::split_paths(&path).find(has_server))
}

fn private_folder() -> Result<PathBuf> {
    let made = Command::new("mktemp").args(["--directory", "--tmpdir", "vinhdanh-postgres-XXXXXX"]).output()?;
    let folder = PathBuf::from(String::from_utf8(made.stdout)?.trim());
    if !folder.is_dir() {
        bail!("no folder for temporary files");
    }
    if is_root() {
        run(Command::new("chown").arg(SERVER_USER).arg(&folder))?;
    }
    Ok(folder)
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn as_server_user(program: &Path) -> Command {
    let mut command;
    if is_root() {
        command = Command::new("runuser");
        command.args(["-u", SERVER_USER, "--"]).arg(program);
    } else {
        command = Command::new(program);
    }
    // Somewhere that user may be.
    command.current_dir("/");
    command
}
