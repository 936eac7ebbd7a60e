//! The memory of the house: SQLite and PostgreSQL, the journal of acts, the keyset, files and jobs.
//!
//! Everything that is kept goes through [`Store::transact`]: an act's work reads, records an entry with
//! [`Tx::append`], and the changes of that entry are what the state becomes. Reading is the same on a
//! [`Reader`] and in a [`Tx`]: see [`Read`]. The store knows no HTTP and no HTML, and judges nothing.

pub mod backup;
pub mod clock;
pub mod db;
pub mod entropy;
mod erase;
pub mod error;
pub mod files;
pub mod jobs;
pub mod journal;
pub mod keyset;
mod lost;
pub mod migrate;
pub mod outside;
pub mod person_key;
mod raze;
mod ready;
mod rewrap;
mod schema;
mod shared;
pub mod state;
mod store;
mod tidy;
mod transact;
mod tx;
pub mod view;

pub use clock::{Clock, Clocks, SystemClock};
pub use db::{Bind, Db, Row, Type, Value, statements};
pub use erase::{Erased, Erasure, erased_of};
pub use error::StoreError;
pub use files::{FileError, FileObject, Files, Media, Upload};
pub use jobs::{Job, JobId, JobState, JobView, Lease};
pub use journal::{Checkpoint, Entry, HistoryEntry, JournalFault, KeptCheckpoint, Replayed, ReplayedTable, StateFault};
pub use keyset::Keyset;
pub use lost::Lost;
pub use ready::SKEW;
pub use rewrap::Rotating;
pub use schema::SchemaFault;
pub use shared::Shared;
pub use state::{Find, Kept, Read, Reader};
pub use store::{Store, StoreConfig};
pub use tidy::Keeping;
pub use transact::Lane;
pub use tx::Tx;
