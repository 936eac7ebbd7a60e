//! The journal of acts: what was done, by whom, in which duty, and the changes it caused.
//! Entries are only ever added; each commits to the one before it in its stream.

mod append;
mod chain;
mod entry;

pub use append::Entry;
pub(crate) use append::append;
pub use chain::{Hash, NO_HASH};
pub use entry::{Payload, RecordedChange, RecordedEntry};
