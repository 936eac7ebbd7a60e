//! The settings as they were a moment ago, for what is asked at every request. Acts never judge by these: they read
//! their own within their transaction.

use std::sync::{Arc, PoisonError, RwLock};

use certification::setting::Settings;

use crate::{Workflow, WorkflowError};

/// How long settings that another process may have changed are believed, microseconds of the machine's clock.
const BELIEVED: i64 = 2_000_000;

/// What was read, and when.
#[derive(Debug, Default)]
pub(crate) struct Lately(RwLock<Kept>);

#[derive(Debug, Default, Clone)]
struct Kept {
    /// How often this process has changed them: what was being read meanwhile is not kept.
    changes: u64,
    read: Option<(i64, Arc<Settings>)>,
}

impl Lately {
    fn known(&self) -> Kept {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what was read since so many changes.
    fn keep(&self, changes: u64, read: (i64, Arc<Settings>)) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.changes == changes {
            kept.read = Some(read);
        }
    }

    fn forget(&self) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Kept { changes: kept.changes.wrapping_add(1), read: None };
    }
}

impl Workflow {
    /// The settings in force, not older than a moment; a change by this process counts at once.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn settings_lately(&self) -> Result<Arc<Settings>, WorkflowError> {
        let now = self.store.clocks().machine.now();
        let Kept { changes, read } = self.lately.known();
        match read {
            Some((at, settings)) if (now - at).abs() < BELIEVED => return Ok(settings),
            // One reads for all; the others believe what was for a moment longer.
            Some((_, settings)) => self.lately.keep(changes, (now, settings)),
            None => {}
        }
        let settings = Arc::new(self.settings().await?);
        self.lately.keep(changes, (now, Arc::clone(&settings)));
        Ok(settings)
    }

    /// Lets the settings be read anew: this process changed them.
    pub(crate) fn forget_settings(&self) {
        self.lately.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_being_read_while_a_change_was_made_is_not_kept() {
        let lately = Lately::default();
        let before = lately.known().changes;
        lately.forget();
        lately.keep(before, (0, Arc::new(Settings::default())));
        assert!(lately.known().read.is_none());
        lately.keep(lately.known().changes, (0, Arc::new(Settings::default())));
        assert!(lately.known().read.is_some());
    }
}
