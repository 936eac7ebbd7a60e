//! The commands, one file each.

mod demo;
mod import;
mod status;

use std::process::ExitCode;

use clap::Subcommand;
use tracing::Level;

use crate::failure::Failure;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build an invented certification body with an event to look at
    Demo(demo::Demo),
    /// Read participants, assessors, standards, schemes or code lists from other people's files
    Import(import::Import),
    /// Count cases by how far they have come: registered, complete, accepted … issued
    Status(status::Status),
}

impl Command {
    /// How much a command logs unless told otherwise.
    #[must_use]
    pub const fn log_level(&self) -> Level {
        match self {
            Self::Demo(_) | Self::Import(_) | Self::Status(_) => Level::WARN,
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// When it did not end well.
    pub async fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Demo(demo) => demo.run().await,
            Self::Import(import) => import.run().await,
            Self::Status(status) => status.run().await,
        }
    }
}
