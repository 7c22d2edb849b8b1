//! The real binary, over HTTP: what a browser would see, without one.

mod doors;
mod support;
