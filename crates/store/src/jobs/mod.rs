//! Jobs: work that follows from an act, enqueued in the act's own transaction, leased by a worker, tried
//! again with growing pauses. A worker that dies loses its lease, and the job runs again; whoever works
//! must therefore be able to do the same thing twice.

mod lease;

use std::{fmt, sync::LazyLock};

use certification::entropy::new_id;
use serde_json::Value as Json;
use uuid::Uuid;

pub use lease::Lease;

use crate::{
    db::{Insert, Row, Value},
    error::StoreError,
    state::{Read, codec::canonical},
    tx::Tx,
};

/// A job's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobId(pub Uuid);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for JobId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

impl From<JobId> for Value {
    fn from(id: JobId) -> Self {
        Self::Text(id.to_string())
    }
}

static JOB: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "id",
        "kind",
        "key",
        "priority",
        "payload",
        "state",
        "run_at",
        "attempts",
        "max_attempts",
        "done",
        "total",
        "created_at",
    ];
    Insert::new("job", &columns, "ON CONFLICT (key) DO NOTHING")
});

/// A job to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// What kind of work, such as `issue-certificate`.
    pub kind: String,
    /// Names the work itself: a job of a key that is waiting, running or done is not enqueued again.
    pub key: Option<String>,
    /// Higher goes first.
    pub priority: i64,
    /// What to do it with: ids, never personal data.
    pub payload: Json,
    /// How often it is tried.
    pub max_attempts: i64,
    /// Of how many steps its progress is counted.
    pub total: i64,
}

impl Job {
    /// A job of that kind, tried up to 8 times within ten minutes or so, at once. What depends on others' servers asks
    /// for more with [`Self::attempts`].
    #[must_use]
    pub fn new(kind: &str, payload: Json) -> Self {
        Self { kind: kind.to_owned(), key: None, priority: 0, payload, max_attempts: 8, total: 0 }
    }

    /// Enqueued once only under that key.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Ahead of jobs of a lower priority.
    #[must_use]
    pub const fn priority(mut self, priority: i64) -> Self {
        self.priority = priority;
        self
    }

    /// Tried at most so often.
    #[must_use]
    pub const fn attempts(mut self, most: i64) -> Self {
        self.max_attempts = most;
        self
    }

    /// Microseconds from its first attempt to its last when each fails: pauses double from five seconds to an hour.
    #[must_use]
    pub fn tried_for(&self) -> i64 {
        (1..self.max_attempts).map(lease::pause_after).sum()
    }

    /// Consists of so many steps.
    #[must_use]
    pub const fn steps(mut self, total: i64) -> Self {
        self.total = total;
        self
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waits for a worker, or for its time.
    Waiting,
    /// A worker has it.
    Leased,
    /// Done.
    Done,
    /// Given up after its last attempt.
    Failed,
    /// Cancelled by a person.
    Cancelled,
}

impl JobState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Leased, Self::Done, Self::Failed, Self::Cancelled];

    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Leased => "leased",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A job as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: Option<String>,
    /// What to do it with.
    pub payload: Json,
    /// Where it stands.
    pub state: JobState,
    /// How often it was tried.
    pub attempts: i64,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 when they are not counted.
    pub total: i64,
    /// What the worker says about it.
    pub note: Option<String>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// When enqueued, microseconds UTC.
    pub created_at: i64,
    /// When done, failed or cancelled.
    pub finished_at: Option<i64>,
}

const VIEW: &str = "SELECT id, kind, key, payload, state, attempts, done, total, note, error, created_at, finished_at \
                    FROM job";

impl JobView {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let state = row.text("state")?;
        Ok(Self {
            id: row.parse("id")?,
            kind: row.text("kind")?.to_owned(),
            key: row.opt_text("key")?.map(str::to_owned),
            payload: serde_json::from_str(row.text("payload")?)?,
            state: JobState::ALL
                .into_iter()
                .find(|s| s.as_str() == state)
                .ok_or_else(|| StoreError::Corrupt(format!("a job is {state}")))?,
            attempts: row.int("attempts")?,
            done: row.int("done")?,
            total: row.int("total")?,
            note: row.opt_text("note")?.map(str::to_owned),
            error: row.opt_text("error")?.map(str::to_owned),
            created_at: row.int("created_at")?,
            finished_at: row.opt_int("finished_at")?,
        })
    }
}

/// The job of that id.
///
/// # Errors
/// When the database cannot be read.
pub async fn job(read: &mut impl Read, id: JobId) -> Result<Option<JobView>, StoreError> {
    let rows = read.rows(&format!("{VIEW} WHERE id = $1"), &[id.into()]).await?;
    rows.first().map(JobView::from_row).transpose()
}

/// The job of that key.
///
/// # Errors
/// When the database cannot be read.
pub async fn job_of_key(read: &mut impl Read, key: &str) -> Result<Option<JobView>, StoreError> {
    let rows = read.rows(&format!("{VIEW} WHERE key = $1"), &[key.into()]).await?;
    rows.first().map(JobView::from_row).transpose()
}

/// The newest jobs in that state.
///
/// # Errors
/// When the database cannot be read.
pub async fn jobs(read: &mut impl Read, state: JobState, limit: i64) -> Result<Vec<JobView>, StoreError> {
    let sql = format!("{VIEW} WHERE state = $1 ORDER BY run_at DESC, id DESC LIMIT $2");
    read.rows(&sql, &[state.as_str().into(), limit.into()]).await?.iter().map(JobView::from_row).collect()
}

/// Jobs of that kind that failed, or whose last attempt did; the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn troubled(read: &mut impl Read, kind: &str, limit: i64) -> Result<Vec<JobView>, StoreError> {
    let sql = format!(
        "{VIEW} WHERE kind = $1 AND (state = 'failed' OR (state IN ('waiting', 'leased') AND error IS NOT NULL)) \
         ORDER BY created_at DESC, id DESC LIMIT $2"
    );
    read.rows(&sql, &[kind.into(), limit.into()]).await?.iter().map(JobView::from_row).collect()
}

impl Tx {
    /// Enqueues a job with this transaction; answers its id. A job whose key is known already is not
    /// enqueued again, unless it failed or was cancelled: then it waits anew.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn enqueue(&mut self, job: Job) -> Result<JobId, StoreError> {
        let (id, key, row) = self.row(job)?;
        if self.add(&[row]).await? > 0 {
            return Ok(id);
        }
        self.wait_anew(key).await
    }

    /// Enqueues jobs as [`Self::enqueue`] does each.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn enqueue_all(&mut self, jobs: Vec<Job>) -> Result<(), StoreError> {
        let made = jobs.into_iter().map(|job| self.row(job)).collect::<Result<Vec<_>, _>>()?;
        let (keys, rows): (Vec<_>, Vec<_>) = made.into_iter().map(|(_, key, row)| (key, row)).unzip();
        let added = self.add(&rows).await?;
        if usize::try_from(added).is_ok_and(|added| added < rows.len()) {
            for key in keys.into_iter().filter(|key| !key.is_null()) {
                self.wait_anew(key).await?;
            }
        }
        Ok(())
    }

    /// The job's id, its key and its row.
    fn row(&self, job: Job) -> Result<(JobId, Value, Vec<Value>), StoreError> {
        let now = self.machine_now();
        let id = JobId(new_id(&*self.shared.entropy, now));
        let key: Value = job.key.into();
        let row = vec![
            id.into(),
            job.kind.into(),
            key.clone(),
            job.priority.into(),
            canonical(&job.payload)?.into(),
            JobState::Waiting.as_str().into(),
            now.into(),
            0_i64.into(),
            job.max_attempts.into(),
            0_i64.into(),
            job.total.into(),
            now.into(),
        ];
        Ok((id, key, row))
    }

    async fn add(&mut self, rows: &[Vec<Value>]) -> Result<u64, StoreError> {
        self.enqueued |= !rows.is_empty();
        let added = self.conn.insert(&JOB, rows).await;
        self.noted(added)
    }

    /// Has the job of that key wait anew if it failed or was cancelled; answers its id.
    async fn wait_anew(&mut self, key: Value) -> Result<JobId, StoreError> {
        let now = self.machine_now();
        let known = self.rows("SELECT id FROM job WHERE key = $1", &[key]).await?;
        let known = known.first().ok_or_else(|| StoreError::Corrupt("a job's key is taken by none".to_owned()))?;
        let id: JobId = known.parse("id")?;
        self.execute(
            "UPDATE job SET state = 'waiting', run_at = $2, attempts = 0, done = 0, error = NULL, finished_at = NULL \
             WHERE id = $1 AND state IN ('failed', 'cancelled')",
            &[id.into(), now.into()],
        )
        .await?;
        Ok(id)
    }

    /// Cancels a job that is not finished; its worker learns of it at its next step.
    /// Answers whether there was something to cancel.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn cancel_job(&mut self, id: JobId) -> Result<bool, StoreError> {
        let now = self.machine_now();
        let touched = self
            .execute(
                "UPDATE job SET state = 'cancelled', leased_by = NULL, lease_until = NULL, finished_at = $2 \
                 WHERE id = $1 AND state IN ('waiting', 'leased')",
                &[id.into(), now.into()],
            )
            .await?;
        Ok(touched > 0)
    }

    /// Has a job that failed or waits tried at once, with all its attempts before it. Answers whether there was
    /// something to try.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn retry_job(&mut self, id: JobId) -> Result<bool, StoreError> {
        let now = self.machine_now();
        self.enqueued = true;
        let touched = self
            .execute(
                "UPDATE job SET state = 'waiting', run_at = $2, attempts = 0, finished_at = NULL \
                 WHERE id = $1 AND state IN ('waiting', 'failed')",
                &[id.into(), now.into()],
            )
            .await?;
        Ok(touched > 0)
    }

    /// Cancels a job that is not done, one that failed too: what it was for came about otherwise.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn give_up_job(&mut self, id: JobId) -> Result<bool, StoreError> {
        let now = self.machine_now();
        let touched = self
            .execute(
                "UPDATE job SET state = 'cancelled', leased_by = NULL, lease_until = NULL, finished_at = $2 \
                 WHERE id = $1 AND state IN ('waiting', 'leased', 'failed')",
                &[id.into(), now.into()],
            )
            .await?;
        Ok(touched > 0)
    }

    /// Forgets jobs that were finished before that instant.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn forget_jobs(&mut self, before: i64) -> Result<u64, StoreError> {
        self.execute(
            "DELETE FROM job WHERE state IN ('done', 'failed', 'cancelled') AND finished_at < $1",
            &[before.into()],
        )
        .await
    }
}
