//! The way a letter leaves: through a mail server, or into a folder where there is none.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::outbox::{Answer, Fault, fault_of};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Tokio1Executor};

use super::deliver::{DueLetter, WrittenLetter};

/// How long a mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where letters go, and whom they come from.
pub struct Post {
    from: Mailbox,
    way: Way,
}

enum Way {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Where a letter went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Posted {
    Sent,
    Kept,
}

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum PostProblem {
    #[error("the address cannot be written to: {0}")]
    BadAddress(String),
    #[error("the mail server did not take it: {text}")]
    NotTaken { fault: Fault, text: String },
    #[error("the folder did not take it: {0}")]
    Folder(#[from] std::io::Error),
}

impl PostProblem {
    /// Whose fault it is: a folder that takes nothing is ours.
    pub(super) fn fault(&self) -> Fault {
        match self {
            Self::BadAddress(_) => Fault::Recipient,
            Self::NotTaken { fault, .. } => *fault,
            Self::Folder(_) => Fault::Relay,
        }
    }
}

impl Post {
    /// Opens `smtp://user:password@host:port` or `smtps://…`; without a server, the folder.
    pub fn open(server: &str, from: &str, folder: &Path) -> Result<Self, String> {
        let from = from.parse().map_err(|err| format!("`mail.from` is no address such as \"Name <a@b.vn>\": {err}"))?;
        let way = if server.is_empty() {
            Way::Folder(folder.to_owned())
        } else {
            let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
                .map_err(|err| format!("`mail.server` must look like smtp://user:password@host:port: {err}"))?;
            Way::Server(transport.timeout(Some(PATIENCE)).build())
        };
        Ok(Self { from, way })
    }

    /// Sends one letter.
    pub(super) async fn send(&self, letter: &DueLetter, words: &WrittenLetter) -> Result<Posted, PostProblem> {
        let message = self.message(letter, words)?;
        match &self.way {
            Way::Server(server) => match server.send(message).await {
                Ok(_) => Ok(Posted::Sent),
                Err(err) => Err(not_taken(&err)),
            },
            Way::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await?;
                let file = folder.join(format!("{:06}-{}.eml", letter.id, letter.kind.code()));
                tokio::fs::write(file, message.formatted()).await?;
                Ok(Posted::Kept)
            }
        }
    }

    fn message(&self, letter: &DueLetter, words: &WrittenLetter) -> Result<Message, PostProblem> {
        let bad = |err: &dyn std::fmt::Display| PostProblem::BadAddress(err.to_string());
        let to = letter.recipient.parse().map_err(|err| bad(&err))?;
        // The same letter keeps its number over all attempts, so that a mail program shows it once.
        let number = format!("<vinhdanh.{}@{}>", letter.id, self.from.email.domain());
        Message::builder()
            .message_id(Some(number))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(words.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(words.body.clone())
            .map_err(|err| bad(&err))
    }
}

fn not_taken(err: &lettre::transport::smtp::Error) -> PostProblem {
    let text = with_causes(err);
    let answer = Answer { code: err.status().map(u16::from), text: &text };
    PostProblem::NotTaken { fault: fault_of(answer), text }
}

/// The error and what caused it: the first line alone says “Connection error”.
fn with_causes(err: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(err), |err| err.source());
    let lines: Vec<String> = causes.map(ToString::to_string).collect();
    lines.join(": ")
}
