//! Counting attempts, in the database, so that every node knows them. They count together for a while from the first;
//! past the most, nothing is tried for as long, and the refusal says until when.

use certification::refusal::Refusal;

use super::{Access, MINUTE, Origin, transact};
use crate::WorkflowError;

/// Code of the refusal when something was tried too often; its `until` is microseconds UTC, by the clock of acts.
pub const TOO_OFTEN: &str = "access.too-often";

/// A bound: at most so many attempts under a key in so many minutes.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub key: String,
    pub most: i64,
    pub minutes: i64,
}

impl Bound {
    pub fn new(key: impl Into<String>, most: i64, minutes: i64) -> Self {
        Self { key: key.into(), most, minutes }
    }
}

impl Access {
    /// Counts an attempt under each bound before it is made, so that many at once count as many.
    ///
    /// # Errors
    /// [`TOO_OFTEN`], with when the longest hold ends.
    pub(super) async fn attempt(&self, bounds: &[Bound]) -> Result<(), WorkflowError> {
        let bounds = bounds.to_vec();
        let until = transact(self.store(), move |tx| {
            let bounds = bounds.clone();
            Box::pin(async move {
                let mut until = None;
                for bound in &bounds {
                    let micros = bound.minutes * MINUTE;
                    let attempts = tx.throttle(&bound.key, micros, bound.most).await?;
                    if attempts.count > bound.most {
                        until = until.max(Some(attempts.until));
                    }
                }
                Ok(until)
            })
        })
        .await?;
        match until {
            None => Ok(()),
            Some(until) => Err(Refusal::new(TOO_OFTEN).with("until", self.on_the_wall(until)).into()),
        }
    }

    /// Counts a look-up of a certificate by its number, which runs on: whoever asks for many from one network waits.
    ///
    /// # Errors
    /// [`TOO_OFTEN`].
    pub async fn count_look_up(&self, origin: &Origin) -> Result<(), WorkflowError> {
        let settings = self.settings().await?;
        let (most, minutes) = (settings.int("verify.look_ups"), settings.int("verify.window_minutes"));
        self.attempt(&[Bound::new(format!("look-up-from:{}", origin.network), most, minutes)]).await
    }

    /// Forgets the attempts under these keys after one that succeeded.
    pub(super) async fn forgive(&self, keys: Vec<String>) -> Result<(), WorkflowError> {
        transact(self.store(), move |tx| {
            let keys = keys.clone();
            Box::pin(async move {
                for key in &keys {
                    tx.forgive(key).await?;
                }
                Ok(())
            })
        })
        .await
    }
}
