//! Leases: a worker has a job until it says what became of it, or until its time runs out.

use serde_json::Value as Json;

use super::JobId;
use crate::{
    db::{Db, Value},
    error::StoreError,
    store::Store,
    transact::Lane,
    tx::Tx,
};

/// The first pause after a failure; it doubles with each attempt.
const PAUSE: i64 = 5_000_000;
/// The longest pause: an hour.
const LONGEST_PAUSE: i64 = 3_600_000_000;

/// How long a job waits after its failed attempt of that number, from 1; microseconds.
pub(super) fn pause_after(attempt: i64) -> i64 {
    PAUSE.saturating_mul(1 << (attempt - 1).clamp(0, 20)).min(LONGEST_PAUSE)
}

/// A job in the hands of a worker. Only the attempt that holds it can finish it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lease {
    /// The job.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// What to do it with.
    pub payload: Json,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    /// Whether a further attempt follows if this one fails.
    pub last: bool,
    /// Steps that earlier attempts have done.
    pub done: i64,
    /// Steps in all.
    pub total: i64,
}

impl Lease {
    fn values(&self) -> [Value; 2] {
        [self.id.into(), self.attempt.into()]
    }
}

impl Store {
    /// Leases up to `most` jobs of these kinds for `micros` microseconds to `worker`.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn lease(&self, worker: &str, kinds: &[&str], most: i64, micros: i64) -> Result<Vec<Lease>, StoreError> {
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.clocks().machine.now();
        let mut values: Vec<Value> = vec![now.into(), (now + micros).into(), worker.into(), most.into()];
        let places: Vec<String> = kinds
            .iter()
            .map(|kind| {
                values.push((*kind).into());
                format!("${}", values.len())
            })
            .collect();
        let sql = format!(
            "UPDATE job SET state = 'leased', attempts = attempts + 1, leased_by = $3, lease_until = $2 \
             WHERE id IN (SELECT id FROM job \
               WHERE ((state = 'waiting' AND run_at <= $1) OR (state = 'leased' AND lease_until < $1)) \
                 AND attempts < max_attempts AND kind IN ({}) \
               ORDER BY priority DESC, run_at, id LIMIT $4{}) \
             RETURNING id, kind, payload, attempts, max_attempts, done, total, priority, run_at",
            places.join(", "),
            self.engine().skip_locked()
        );
        let mut rows = self
            .side_statement(move |tx| {
                let (sql, values) = (sql.clone(), values.clone());
                Box::pin(async move {
                    // A worker that died in its last attempt leaves nobody to say that the job failed.
                    tx.execute(
                        "UPDATE job SET state = 'failed', error = 'the last worker did not come back', \
                           finished_at = $1, leased_by = NULL, lease_until = NULL \
                         WHERE state = 'leased' AND lease_until < $1 AND attempts >= max_attempts",
                        &[now.into()],
                    )
                    .await?;
                    crate::state::Read::rows(tx, &sql, &values).await
                })
            })
            .await?;
        let rank = |row: &crate::db::Row| {
            Ok::<_, StoreError>((-row.int("priority")?, row.int("run_at")?, row.text("id")?.to_owned()))
        };
        rows.sort_by_cached_key(|row| rank(row).ok());
        rows.iter()
            .map(|row| {
                Ok(Lease {
                    id: row.parse("id")?,
                    kind: row.text("kind")?.to_owned(),
                    payload: serde_json::from_str(row.text("payload")?)?,
                    attempt: row.int("attempts")?,
                    last: row.int("attempts")? >= row.int("max_attempts")?,
                    done: row.int("done")?,
                    total: row.int("total")?,
                })
            })
            .collect()
    }

    /// Says that the job is done; `false` when the lease was lost meanwhile.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn complete(&self, lease: &Lease) -> Result<bool, StoreError> {
        let lease = lease.clone();
        self.side_statement(move |tx| {
            let lease = lease.clone();
            Box::pin(async move { tx.complete(&lease).await })
        })
        .await
    }

    /// Says that this attempt failed, and why (without personal data). The job waits for its next attempt,
    /// or is given up. `false` when the lease was lost meanwhile.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn fail(&self, lease: &Lease, why: &str) -> Result<bool, StoreError> {
        let now = self.clocks().machine.now();
        let [id, attempt] = lease.values();
        let values = [id, attempt, (now + pause_after(lease.attempt)).into(), why.into(), now.into()];
        self.side_statement(move |tx| {
            let values = values.clone();
            Box::pin(async move {
                let touched = tx
                    .execute(
                        "UPDATE job SET state = CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'waiting' END, \
                           finished_at = CASE WHEN attempts >= max_attempts THEN $5 ELSE NULL END, \
                           run_at = $3, error = $4, leased_by = NULL, lease_until = NULL \
                         WHERE id = $1 AND attempts = $2 AND state = 'leased'",
                        &values,
                    )
                    .await?;
                Ok(touched > 0)
            })
        })
        .await
    }

    /// Says how far the job has come, and keeps it for `micros` more microseconds.
    /// `false` when the lease was lost or the job cancelled: stop.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn progress(
        &self,
        lease: &Lease,
        done: i64,
        total: i64,
        note: Option<&str>,
        micros: i64,
    ) -> Result<bool, StoreError> {
        let now = self.clocks().machine.now();
        let [id, attempt] = lease.values();
        let values = [id, attempt, done.into(), total.into(), note.into(), (now + micros).into()];
        self.side_statement(move |tx| {
            let values = values.clone();
            Box::pin(async move {
                let touched = tx
                    .execute(
                        "UPDATE job SET done = $3, total = $4, note = $5, lease_until = $6 \
                         WHERE id = $1 AND attempts = $2 AND state = 'leased'",
                        &values,
                    )
                    .await?;
                Ok(touched > 0)
            })
        })
        .await
    }

    /// Statements on rows that nobody else reads in an act: no serialisable transaction is needed.
    async fn side_statement<T: Send + 'static>(
        &self,
        work: impl for<'t> Fn(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<T, StoreError>> + Send + Sync + 'static,
    ) -> Result<T, StoreError> {
        match self.engine() {
            Db::Sqlite => self.transact(Lane::Interactive, work).await,
            Db::Postgres => {
                let mut tx = Tx::new(self.reader().pools.acquire().await?, self.shared().clone());
                work(&mut tx).await
            }
        }
    }
}

impl Tx {
    /// Says, with this transaction, that the job is done; `false` when the lease was lost meanwhile:
    /// undo the act then.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn complete(&mut self, lease: &Lease) -> Result<bool, StoreError> {
        let [id, attempt] = lease.values();
        let now = self.machine_now();
        let touched = self
            .execute(
                "UPDATE job SET state = 'done', finished_at = $3, leased_by = NULL, lease_until = NULL, error = NULL, \
                   done = total \
                 WHERE id = $1 AND attempts = $2 AND state = 'leased'",
                &[id, attempt, now.into()],
            )
            .await?;
        Ok(touched > 0)
    }
}
