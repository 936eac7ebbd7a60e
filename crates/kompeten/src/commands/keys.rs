//! `kompeten keys`: the keys of the house themselves.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::{desk::Acting, failure::Failure, output};

/// Rotate the keys of the house
#[derive(Debug, Args)]
pub struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make new wrapping and signing keys, and wrap every person's key with them
    Rotate(Rotate),
}

/// Make new wrapping and signing keys, and wrap every person's key with them
///
/// The house may be running. What was interrupted is gone on with when the command is given again: new keys are made only
/// when all that came before is done. Older keys stay in the keyset, for backups and checkpoints of their time.
#[derive(Debug, Args)]
struct Rotate {
    /// End when the new keys stand in the keyset's file, so that it can be copied to other nodes and to where it is kept
    /// before anything depends on them; the same command without this goes on
    #[arg(long)]
    prepare: bool,
    /// Print JSON: {version, added, rewrapped, behind}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    acting: Acting,
}

impl Keys {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Rotate(rotate) => rotate.run().await,
        }
    }
}

impl Rotate {
    async fn run(self) -> Result<ExitCode, Failure> {
        let desk = self.acting.open().await?;
        let rotated = desk.workflow.rotate_keys(&desk.actor, self.prepare).await;
        desk.workflow.store().close().await;
        let rotated = rotated?;
        if self.json {
            output::json(&rotated)?;
        } else {
            let made = if rotated.added { "were made" } else { "were there already" };
            output::line(format!("wrapping and signing keys of version {} {made}", rotated.version))?;
            output::line(format!("{} keys of persons wrapped anew, {} wait", rotated.rewrapped, rotated.behind))?;
            if rotated.added || self.prepare {
                output::line(
                    "copy the keyset to every other node and to where you keep it: older copies lack the new keys",
                )?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
