//! `kompeten serve`: pages and jobs.

use std::{process::ExitCode, sync::Arc};

use clap::Args;
use store::entropy::SystemEntropy;

use crate::{
    failure::Failure,
    output,
    played::{self, Opened},
    serving::Reach,
    settings::Place,
};

/// Serve pages and run jobs
///
/// An empty database is created with its keyset; the terminal then shows a one-time code for the first
/// administrator. SIGTERM finishes what is under way. A demonstration is served on the clock it plays on.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    reach: Reach,
    #[command(flatten)]
    place: Place,
}

impl Serve {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        self.reach.check()?;
        let Opened { store, demo } = played::open(self.place.config().create(true)).await?;
        let reach = if demo { self.reach.without_mail() } else { self.reach };
        let workflow = reach.workflow(store, Arc::new(SystemEntropy), "serve")?;
        if let Some(behind) = workflow.store().clock_behind().await? {
            tracing::error!(
                seconds = behind / 1_000_000,
                "the clock lies before the last entries of the journal: set it by a time server, or what is done now is misdated"
            );
        }
        if let Some(code) = workflow.access().open_first_run().await? {
            let url = reach.url();
            output::line(format!("First run: open {url}/pertama and type the code {code}"))?;
        }
        reach.serve(workflow, demo).await?;
        Ok(ExitCode::SUCCESS)
    }
}
