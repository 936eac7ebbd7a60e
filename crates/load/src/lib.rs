//! The load of `kompeten bench exam`: candidates who sit a written test over HTTP, each as a device does it (start,
//! load, answer, save, finish), with what is measured of it and the audit of what the server acknowledged. Candidates
//! and server share a machine, so a device costs as little as it can: HTTP/1.1 on a connection that it keeps, no trees
//! of JSON, no task for a connection of its own.
//!
//! What is left to the caller: a house with an exam in it, the server's process ([`Server`]), and reading the record
//! for the [`audit()`]. The crate knows the protocol and the words of crate `exam`, and no database.
//!
//! - [`Plan`] says who sits, how long and how hard; [`run`] plays it and gives a [`Report`] and the [`Acts`] of all
//!   devices with their acknowledgments.
//! - [`Chaos`] kills the server, cuts connections and sets devices' clocks wrong meanwhile.
//! - [`audit()`] compares the acts with the record: lost, doubled, and what finally counts.

mod acts;
pub mod audit;
mod candidate;
mod chance;
mod chaos;
mod device;
mod line;
mod meter;
mod plan;
pub mod process;
mod report;
mod run;
mod start;
mod watch;
mod wire;

pub use acts::{Acts, Digest, Made, SeatActs, digest};
pub use audit::{Audit, Counting, Stored, audit};
pub use chaos::{Server, Standing, answers};
pub use plan::{Backoff, Candidate, Chaos, Clock, LoadFault, Pace, Plan};
pub use report::{Figures, OfKind, Report};
pub use run::{Outcome, run};
