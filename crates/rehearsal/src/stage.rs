//! Where a rehearsal plays: a workflow, a clock that can be set, and the acts done under the leave of
//! whoever does them. Nothing is written past the workflow.

use std::sync::Arc;

use certification::{
    act::Act,
    clock::{Clock, FixedClock},
    id::PersonId,
};
use jiff::civil::DateTime;
use workflow::{Done, Prepare, Workflow, load::Load};

use crate::error::{RehearsalError, script};

/// Microseconds of a second.
const SECOND: i64 = 1_000_000;
/// What an act takes, by the rehearsal's clock.
const PACE: i64 = 11 * SECOND;

/// A workflow with the clock it plays on.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    /// The way of every act.
    pub workflow: Workflow,
    wall: Arc<FixedClock>,
}

impl Rehearsal {
    /// Plays on `wall`, which must be the wall clock of the workflow's store.
    #[must_use]
    pub const fn new(workflow: Workflow, wall: Arc<FixedClock>) -> Self {
        Self { workflow, wall }
    }

    /// Now, microseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.wall.now()
    }

    /// Goes on to an instant; a clock that is later already stays.
    pub fn go_to(&self, instant: i64) {
        if instant > self.wall.now() {
            self.wall.set(instant);
        }
    }

    /// Goes on to a time of day in a zone, such as `2025-09-15T09:00` in `Asia/Makassar`.
    ///
    /// # Errors
    /// When time or zone is none.
    pub fn go_to_local(&self, local: &str, zone: &str) -> Result<(), RehearsalError> {
        self.go_to(instant(local, zone)?);
        Ok(())
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.wall.advance(seconds * SECOND);
    }

    /// Does an act for a person, by their own leave.
    ///
    /// # Errors
    /// When the act was refused, or failed.
    pub async fn act<A>(
        &self,
        who: PersonId,
        key: <A::File as Load>::Key,
        act: A,
    ) -> Result<Done<A::File>, RehearsalError>
    where
        A: Act + Prepare,
        A::File: Load + 'static,
    {
        self.wall.advance(PACE);
        let actor = self.workflow.actor(who).await?;
        let done = self.workflow.perform(&actor, key, act).await;
        done.map_err(|source| RehearsalError::Act { act: A::NAME, source })
    }

    /// Does an act of the house itself, such as founding it.
    ///
    /// # Errors
    /// When the act was refused, or failed.
    pub async fn act_as_house<A>(&self, key: <A::File as Load>::Key, act: A) -> Result<Done<A::File>, RehearsalError>
    where
        A: Act + Prepare,
        A::File: Load + 'static,
    {
        self.wall.advance(PACE);
        let done = self.workflow.perform_as_house(key, act).await;
        done.map_err(|source| RehearsalError::Act { act: A::NAME, source })
    }
}

/// The instant of a time of day in a zone, microseconds UTC.
///
/// # Errors
/// When time or zone is none.
pub fn instant(local: &str, zone: &str) -> Result<i64, RehearsalError> {
    let local: DateTime = local.parse().map_err(|_| script(format!("{local} is no time")))?;
    let zoned = local.in_tz(zone).map_err(|_| script(format!("{zone} is no zone")))?;
    Ok(zoned.timestamp().as_microsecond())
}
