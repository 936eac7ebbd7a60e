//! `kompeten serve`: pages and jobs.

use std::{process::ExitCode, sync::Arc};

use clap::Args;
use store::{Clocks, Store, entropy::SystemEntropy};

use crate::{failure::Failure, output, serving::Reach, settings::Place};

/// Serve pages and run jobs
///
/// An empty database is created with its keyset; the terminal then shows a one-time code for the first
/// administrator. SIGTERM finishes what is under way.
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
        let store = Store::open(self.place.config().create(true), Clocks::system()).await?;
        let workflow = self.reach.workflow(store, Arc::new(SystemEntropy), "serve")?;
        if let Some(code) = workflow.access().open_first_run().await? {
            let url = self.reach.url();
            output::line(format!("First run: open {url}/pertama and type the code {code}"))?;
        }
        self.reach.serve(workflow, false).await?;
        Ok(ExitCode::SUCCESS)
    }
}
