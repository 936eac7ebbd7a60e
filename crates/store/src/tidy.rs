//! Forgetting what has had its time outside the journal: sessions and codes that ended, finished jobs,
//! abandoned drafts, old looks. `docs/data.md` says for each table how long it is kept; nothing that
//! the journal holds is touched.

use crate::{error::StoreError, store::Store, transact::Lane, tx::Tx};

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// How many days what is outside the journal is kept: settings of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// Finished jobs.
    pub jobs: i64,
    /// Answers that were not sent.
    pub drafts: i64,
    /// Corrected matches of columns, since they were last used.
    pub mapping: i64,
    /// The access log.
    pub looks: i64,
}

impl Store {
    /// Forgets what is older than its time; answers how many rows went. What only lives for minutes and hours (sessions,
    /// codes, counts of attempts) goes a day after its end.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn tidy(&self, keeping: Keeping) -> Result<u64, StoreError> {
        self.transact::<_, StoreError>(Lane::Bulk, move |tx| Box::pin(tidy(tx, keeping))).await
    }
}

async fn tidy(tx: &mut Tx, keeping: Keeping) -> Result<u64, StoreError> {
    let (machine, wall) = (tx.machine_now(), tx.now());
    let mut gone = tx.forget_ended(machine - DAY).await?;
    gone += tx.forget_jobs(machine - keeping.jobs * DAY).await?;
    for (sql, before) in [
        ("DELETE FROM draft WHERE updated_at < $1", machine - keeping.drafts * DAY),
        ("DELETE FROM mapping_memory WHERE updated_at < $1", machine - keeping.mapping * DAY),
        ("DELETE FROM access_log WHERE at < $1", wall - keeping.looks * DAY),
    ] {
        gone += tx.execute(sql, &[before.into()]).await?;
    }
    Ok(gone)
}
