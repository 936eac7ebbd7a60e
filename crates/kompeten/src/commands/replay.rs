//! `kompeten replay`: the state rebuilt from the journal, and compared with the one that stands.

use std::process::ExitCode;

use clap::Args;
use store::{Clocks, Store, StoreConfig, StoreError};

use crate::{failure::Failure, output, settings::Place};

/// Rebuild the state from the journal in an empty database, and compare
///
/// Ends with 1 when a table differs.
#[derive(Debug, Args)]
pub struct Replay {
    /// The empty database: sqlite:PATH or postgres://…
    #[arg(long, value_name = "DATABASE")]
    into: String,
    /// Print JSON: {entries, tables, equal}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

impl Replay {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let standing = self.place.open().await?;
        let config = StoreConfig::new(self.into.clone(), self.place.files.clone(), self.place.keyset.clone());
        let rebuilt = Store::open(config.create(true), Clocks::system()).await?;
        let replayed = standing.replay(&rebuilt).await.map_err(|error| match error {
            StoreError::Configuration(what) => Failure::Installation {
                code: "replay.not-empty",
                what,
                remedy: "name a database with --into that holds nothing yet; what stands in this one was left as it is",
            },
            other => other.into(),
        })?;
        rebuilt.close().await;
        standing.close().await;
        if self.json {
            output::json(&replayed)?;
        } else {
            for table in replayed.tables.iter().filter(|t| !t.equal) {
                output::line(format!("{} differs: {}", table.table, table.different.join(", ")))?;
            }
            let how = if replayed.equal { "the same state" } else { "another state" };
            output::line(format!("{} entries give {how}", replayed.entries))?;
        }
        Ok(if replayed.equal { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
