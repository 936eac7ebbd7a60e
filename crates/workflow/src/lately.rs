//! The settings as they were a moment ago, for what is asked at every request. Acts never judge by these: they read
//! their own within their transaction.

use std::sync::{Arc, PoisonError, RwLock};

use certification::setting::Settings;

use crate::{Workflow, WorkflowError};

/// How long settings that another process may have changed are believed, microseconds of the machine's clock.
const BELIEVED: i64 = 2_000_000;

/// What was read, and when.
#[derive(Debug, Default)]
pub(crate) struct Lately(RwLock<Option<(i64, Arc<Settings>)>>);

impl Workflow {
    /// The settings in force, not older than a moment; a change by this process counts at once.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn settings_lately(&self) -> Result<Arc<Settings>, WorkflowError> {
        let now = self.store.clocks().machine.now();
        let known = self.lately.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some((at, settings)) if (now - at).abs() < BELIEVED => return Ok(settings),
            // One reads for all; the others believe what was for a moment longer.
            Some((_, settings)) => self.keep_settings(Some((now, settings))),
            None => {}
        }
        let settings = Arc::new(self.settings().await?);
        self.keep_settings(Some((now, Arc::clone(&settings))));
        Ok(settings)
    }

    /// Lets the settings be read anew: this process changed them.
    pub(crate) fn forget_settings(&self) {
        self.keep_settings(None);
    }

    fn keep_settings(&self, kept: Option<(i64, Arc<Settings>)>) {
        *self.lately.0.write().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}
