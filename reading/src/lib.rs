//! Opens files that strangers send: what they are, pictures of their pages, their text.
//!
//! Nothing here limits what a file may inflate to, so the portal runs it in a child process ([`run`]) that first takes
//! limits of memory and time upon itself. What a judge of a blind round sees is made here, from pixels and from a list
//! of what is kept: whatever else stands in a file stays behind.

mod answer;
mod docx;
mod lighter;
mod look;
mod page_pictures;
mod page_text;
mod pages;
mod picture;
mod run;
mod smaller;

pub use answer::{Answer, Block, Kind, Look, Obstacle, PagePicture, PictureType, Readable, Task};
pub use run::{ANSWER_FILE, answer, memory, run};
