//! The worker: leases jobs, does them, says what became of them. One runs inside `serve`; more may run alone.

use std::time::Duration;

use certification::filing::ADJUST;
use store::Lease;
use tokio::sync::watch;

use crate::{Workflow, WorkflowError, intake, issue, notify};

/// How long a job may be silent before another worker takes it over, in microseconds.
const LEASE: i64 = 120_000_000;
/// How long to wait when there is nothing to do.
const PAUSE: Duration = Duration::from_millis(500);
/// How many jobs are taken at once.
const BATCH: i64 = 8;

impl Workflow {
    /// Works until told to stop; what is under way is finished first.
    pub async fn work(&self, name: &str, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let worked = match self.work_once(name).await {
                Ok(n) => n,
                Err(error) => {
                    tracing::error!(%error, "the worker cannot reach its jobs");
                    0
                }
            };
            if worked == 0 {
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }

    /// Does the jobs that are due now; answers how many.
    ///
    /// # Errors
    /// When the store cannot be reached. A job that fails is no error: it is tried again.
    pub async fn work_once(&self, name: &str) -> Result<usize, WorkflowError> {
        let leases = self
            .store()
            .lease(name, &[issue::ISSUE, issue::PRINT, notify::NOTIFY, intake::INVITE, ADJUST], BATCH, LEASE)
            .await?;
        for lease in &leases {
            match self.do_job(lease).await {
                Ok(()) => {
                    self.store().complete(lease).await?;
                }
                Err(error) => {
                    tracing::error!(job = %lease.id, kind = lease.kind, attempt = lease.attempt, %error, "a job failed");
                    self.store().fail(lease, &error.to_string()).await?;
                }
            }
        }
        Ok(leases.len())
    }

    async fn do_job(&self, lease: &Lease) -> Result<(), WorkflowError> {
        match lease.kind.as_str() {
            issue::ISSUE => self.run_issue(lease).await,
            issue::PRINT => self.run_print(lease).await,
            notify::NOTIFY => self.run_notify(lease).await,
            intake::INVITE => self.run_invitations(lease).await,
            ADJUST => self.run_adjustment(lease).await,
            other => Err(WorkflowError::Fault(format!("no worker knows the job {other}"))),
        }
    }
}
