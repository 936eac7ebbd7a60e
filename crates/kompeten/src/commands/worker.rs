//! `kompeten worker`: jobs without pages, for a machine of their own.

use std::{process::ExitCode, sync::Arc};

use clap::Args;
use store::entropy::SystemEntropy;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    failure::Failure,
    played::{self, Opened},
    serving::{Reach, finish, hands},
    settings::Place,
};

/// Run jobs without serving pages
///
/// SIGTERM finishes the job that is under way.
#[derive(Debug, Args)]
pub struct Worker {
    #[command(flatten)]
    reach: Reach,
    #[command(flatten)]
    place: Place,
}

impl Worker {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        self.reach.check()?;
        let Opened { store, demo } = played::open(self.place.config()).await?;
        let reach = if demo { self.reach.without_mail() } else { self.reach };
        let workflow = reach.workflow(store, Arc::new(SystemEntropy), "worker")?;
        if let Some(behind) = workflow.store().clock_behind().await? {
            tracing::error!(
                seconds = behind / 1_000_000,
                "the clock lies before the last entries of the journal: set it by a time server, or what is done now is misdated"
            );
        }
        let (stop, stopped) = watch::channel(false);
        let hands = hands(&workflow, "worker", &stopped);
        let mut terminate = signal(SignalKind::terminate()).map_err(Failure::fault)?;
        tokio::select! {
            _ = terminate.recv() => {}
            asked = tokio::signal::ctrl_c() => asked.map_err(Failure::fault)?,
        }
        finish(stop, hands).await;
        workflow.store().close().await;
        Ok(ExitCode::SUCCESS)
    }
}
