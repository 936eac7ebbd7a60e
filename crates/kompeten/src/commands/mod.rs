//! The commands, one file each.

mod backup;
mod bench;
mod demo;
mod doctor;
mod export;
mod import;
mod keys;
mod replay;
mod restore;
mod serve;
mod status;
mod verify;
mod worker;

use std::process::ExitCode;

use clap::Subcommand;
use tracing::Level;

use crate::failure::Failure;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and run jobs
    Serve(serve::Serve),
    /// Run jobs without serving pages
    Worker(worker::Worker),
    /// Build an invented certification body with an event to look at, and serve it
    Demo(demo::Demo),
    /// Read participants, assessors, standards, schemes or code lists from other people's files
    Import(import::Import),
    /// Count cases by how far they have come: registered, complete, accepted … issued
    Status(status::Status),
    /// Write papers into a folder
    Export(export::Export),
    /// Say whether a certificate is valid: by its number, its public code, or its PDF
    Verify(verify::Verify),
    /// Copy the house into a folder while it runs
    Backup(backup::Backup),
    /// Make a house again out of a backup, in an empty place
    Restore(restore::Restore),
    /// Rotate the keys of the house
    Keys(keys::Keys),
    /// Rebuild the state from the journal in an empty database, and compare
    Replay(replay::Replay),
    /// Check everything, and say how to mend what is wrong
    Doctor(doctor::Doctor),
    /// Measure on this machine
    Bench(bench::Bench),
}

impl Command {
    /// How much a command logs unless told otherwise.
    #[must_use]
    pub const fn log_level(&self) -> Level {
        match self {
            Self::Serve(_) | Self::Worker(_) | Self::Demo(_) => Level::INFO,
            _ => Level::WARN,
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// When it did not end well.
    pub async fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Serve(serve) => serve.run().await,
            Self::Worker(worker) => worker.run().await,
            Self::Demo(demo) => demo.run().await,
            Self::Import(import) => import.run().await,
            Self::Status(status) => status.run().await,
            Self::Export(export) => export.run().await,
            Self::Verify(verify) => verify.run().await,
            Self::Backup(backup) => backup.run().await,
            Self::Restore(restore) => restore.run().await,
            Self::Keys(keys) => keys.run().await,
            Self::Replay(replay) => replay.run().await,
            Self::Doctor(doctor) => doctor.run().await,
            Self::Bench(bench) => bench.run().await,
        }
    }
}
