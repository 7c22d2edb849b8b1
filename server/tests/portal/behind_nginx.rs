//! Behind nginx from Debian, set up as the document says: each client has a limit of its own, and nobody invents an address.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;

use crate::support::{RunningPortal, workspace};

struct Nginx {
    child: Child,
    port: u16,
}

impl Nginx {
    /// Starts nginx with the file of the documentation, in front of this portal.
    fn start(portal: &RunningPortal) -> Option<Self> {
        let program = ["/usr/sbin/nginx", "/usr/bin/nginx"].into_iter().find(|path| Path::new(path).is_file());
        let Some(program) = program else {
            eprintln!("SKIPPED: nginx is not installed (cargo xtask setup --tests)");
            return None;
        };
        let folder = portal.data().join("nginx");
        std::fs::create_dir_all(&folder).expect("a folder");
        let written = std::fs::read_to_string(workspace().join("docs/nginx-portal.conf")).expect("the document");
        let upstream = portal.address.as_str();
        assert!(written.contains("http://127.0.0.1:3000"), "the document names the default address");
        std::fs::write(folder.join("portal.conf"), written.replace("http://127.0.0.1:3000", upstream)).expect("a file");
        let port =
            RunningPortal::prepare().address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.display()))
            .concat();
        let main = format!(
            "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n\
             access_log off;\n{temporary}server {{\nlisten 0.0.0.0:{port};\ninclude {folder}/portal.conf;\n}}\n}}\n",
            folder = folder.display()
        );
        std::fs::write(folder.join("nginx.conf"), main).expect("a file");
        let child = Command::new(program)
            .args(["-p", &folder.to_string_lossy(), "-c", "nginx.conf"])
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx starts");
        let nginx = Self { child, port };
        let started = Instant::now();
        while ask(Ipv4Addr::LOCALHOST, port, "GET", "/readyz", "", "").0 != 200 {
            let log = std::fs::read_to_string(folder.join("error.log")).unwrap_or_default();
            assert!(started.elapsed() < Duration::from_secs(10), "nginx did not start: {log}");
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(nginx)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request from an address of the loopback network, of which every machine has sixteen million. Status and answer.
fn ask(client: Ipv4Addr, port: u16, method: &str, path: &str, headers: &str, body: &str) -> (u16, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let answer = runtime.block_on(async {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(IpAddr::V4(client), 0))?;
        let mut stream = socket.connect(SocketAddr::from(([127, 0, 0, 1], port))).await?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: thi.vi-du.example\r\nconnection: close\r\n{headers}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        std::io::Result::Ok(String::from_utf8_lossy(&answer).into_owned())
    });
    let answer = answer.unwrap_or_default();
    let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
    (status, answer)
}

/// Tries to sign in with a wrong password to an account that nobody has.
fn guess(client: Ipv4Addr, port: u16, number: usize, headers: &str) -> u16 {
    let body = format!("email=ai-do-{number}%40vi-du.example&password=khong-phai-mat-khau");
    ask(client, port, "POST", "/dang-nhap", headers, &body).0
}

#[test]
fn one_attacker_behind_the_proxy_locks_nobody_else_out_and_cannot_pretend_to_be_others() {
    let mut portal = RunningPortal::prepare();
    portal.set("VINHDANH_TRUSTED_PROXIES", "[\"127.0.0.1\"]");
    portal.resume();
    let Some(nginx) = Nginx::start(&portal) else { return };
    let (attacker, pupil) = (Ipv4Addr::new(127, 0, 0, 66), Ipv4Addr::new(127, 0, 0, 2));
    portal.exhaust_network("127.0.0.66");
    for number in 0..3 {
        let pretended = format!("x-forwarded-for: 203.0.113.{number}\r\nforwarded: for=203.0.113.{number}\r\n");
        assert_eq!(guess(attacker, nginx.port, number, &pretended), 429, "an invented address is not believed");
    }
    assert_eq!(guess(pupil, nginx.port, 7, ""), 422, "the pupil beside is looked at");
    let (status, page) = ask(pupil, nginx.port, "GET", "/", "", "");
    assert!(status == 200 && page.contains("<h1"), "{page}");
}

#[test]
fn a_proxy_that_is_not_trusted_is_warned_of_at_the_start_and_at_the_first_request() {
    let mut portal = RunningPortal::prepare();
    portal.set("VINHDANH_ADDRESS", "https://thi.vi-du.example");
    portal.keep_log();
    portal.resume();
    let Some(nginx) = Nginx::start(&portal) else { return };
    guess(Ipv4Addr::new(127, 0, 0, 2), nginx.port, 1, "origin: https://thi.vi-du.example\r\n");
    guess(Ipv4Addr::new(127, 0, 0, 2), nginx.port, 2, "origin: https://thi.vi-du.example\r\n");
    let log = portal.log();
    assert!(log.contains("`trusted_proxies` is empty"), "{log}");
    assert_eq!(log.matches("sends `x-forwarded-for`, which is not believed").count(), 1, "{log}");
}
