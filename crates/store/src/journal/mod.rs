//! The journal of acts: what was done, by whom, in which duty, and the changes it caused.
//! Entries are only ever added; each commits to the one before it in its stream.

mod append;
mod chain;
mod cover;
mod entry;
mod history;
mod merkle;
mod newest;
mod replay;
mod seal;
mod standing;
mod verify;

pub use append::Entry;
pub(crate) use append::append;
pub use chain::Hash;
pub use cover::KeptCheckpoint;
pub use history::{HistoryEntry, OpenAct, act_of, acts_about, acts_of, journal_of, newest_act};
pub use replay::{Replayed, ReplayedTable};
pub use seal::Checkpoint;
pub use standing::StateFault;
pub use verify::JournalFault;
