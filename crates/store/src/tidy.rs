//! Forgetting what has had its time outside the journal: sessions and codes that ended, finished jobs,
//! abandoned drafts, old looks. `docs/data.md` says for each table how long it is kept; nothing that
//! the journal holds is touched.

use crate::{error::StoreError, store::Store, transact::Lane, tx::Tx};

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

impl Store {
    /// Forgets what is older than its time; answers how many rows went.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn tidy(&self) -> Result<u64, StoreError> {
        self.transact::<_, StoreError>(Lane::Bulk, |tx| Box::pin(tidy(tx))).await
    }
}

async fn tidy(tx: &mut Tx) -> Result<u64, StoreError> {
    let (machine, wall) = (tx.machine_now(), tx.now());
    let mut gone = tx.forget_ended(machine - DAY).await?;
    gone += tx.forget_jobs(machine - 30 * DAY).await?;
    for (sql, before) in [
        ("DELETE FROM draft WHERE updated_at < $1", machine - 90 * DAY),
        ("DELETE FROM mapping_memory WHERE updated_at < $1", machine - 365 * DAY),
        ("DELETE FROM access_log WHERE at < $1", wall - 5 * 366 * DAY),
    ] {
        gone += tx.execute(sql, &[before.into()]).await?;
    }
    Ok(gone)
}
