//! Whether a house can work at this moment: its database takes a write and has its tables, and its files can be written
//! and read back. Whoever asks often hears what was found a few seconds ago.

use object_store::{ObjectStoreExt as _, PutPayload, path::Path};

use crate::{
    db::Value,
    error::StoreError,
    files::{Files, object_path, objects_error, stands},
    state::Read as _,
    store::Store,
    transact::Lane,
};

/// How long an answer is good for, microseconds.
const GOOD: i64 = 5_000_000;
/// Known files that are looked for: a place from which all of them are gone is not the place.
const LOOKED_FOR: i64 = 3;
/// By how much the clocks of two machines that serve one house may differ, microseconds.
pub const SKEW: i64 = 5_000_000;
/// Entries of the journal whose time is looked at: a clock that was set back has misdated the last of them, not all.
const LATELY: i64 = 1000;
/// What is written and read back: as much as a disk gives out at once.
const WRITTEN: [u8; 4096] = [b'.'; 4096];

/// What was found, and when.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    at: i64,
    wrong: Option<String>,
}

impl Store {
    /// Whether the house can work, as it was found at most a few seconds ago.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn ready(&self) -> Result<(), StoreError> {
        let mut found = self.found().lock().await;
        let now = self.clocks().machine.now();
        let known = found.clone().filter(|f| (0..GOOD).contains(&(now - f.at)));
        let known = match known {
            Some(known) => known,
            None => {
                if let Some(behind) = self.clock_behind().await.ok().flatten() {
                    tracing::warn!(
                        seconds = behind / 1_000_000,
                        "the clock lies before the last entries of the journal"
                    );
                }
                Found { at: now, wrong: self.probe().await.err().map(|error| error.to_string()) }
            }
        };
        *found = Some(known.clone());
        match known.wrong {
            None => Ok(()),
            Some(wrong) => Err(StoreError::NotReady(wrong)),
        }
    }

    /// By how much the machine's clock lies before the last entries of the journal, microseconds, where it is more than
    /// [`SKEW`]: what is done now is misdated, or what was done last was. The house goes on: whoever mends it needs it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn clock_behind(&self) -> Result<Option<i64>, StoreError> {
        let now = self.clocks().machine.now();
        let newest = "SELECT MAX(recorded_at) AS at FROM \
                      (SELECT recorded_at FROM journal ORDER BY position DESC LIMIT $1) AS last";
        let newest = self.reader().rows(newest, &[LATELY.into()]).await?;
        let newest = newest.first().map_or(Ok(None), |row| row.opt_int("at"))?.unwrap_or(now);
        Ok((newest - now > SKEW).then_some(newest - now))
    }

    /// Tries whether the house can work, now.
    ///
    /// # Errors
    /// When the database does not take a write or lacks a table, or files cannot be written and read back.
    pub async fn probe(&self) -> Result<(), StoreError> {
        let lacking = self.reader().verify_schema().await?;
        if let Some(fault) = lacking.first() {
            return Err(StoreError::Corrupt(format!("the schema: {fault}")));
        }
        let now = self.clocks().machine.now();
        // A row of a table that is tidied by itself; each node has its own, so that they do not collide.
        let node = format!("probe:{}", self.node());
        self.transact::<_, StoreError>(Lane::Interactive, move |tx| {
            let values: [Value; 2] = [node.as_str().into(), now.into()];
            Box::pin(async move {
                tx.execute(
                    "INSERT INTO throttle (key, window_at, count) VALUES ($1, 0, $2) \
                     ON CONFLICT (key, window_at) DO UPDATE SET count = excluded.count",
                    &values,
                )
                .await
            })
        })
        .await?;
        self.files()?.probe(&self.config().files).await
    }
}

impl Files {
    async fn probe(&self, address: &str) -> Result<(), StoreError> {
        let gone = || StoreError::Configuration("the place for files is not there, or is another".into());
        // What writes makes folders: it would hide that the place is gone.
        if !stands(address) {
            return Err(gone());
        }
        let known = self.list(None, LOOKED_FOR).await?;
        let mut there = known.is_empty();
        for file in &known {
            match self.objects().head(&object_path(&file.name)).await {
                Ok(_) => there = true,
                Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(objects_error(error)),
            }
        }
        if !there {
            return Err(gone());
        }
        // The same bytes for all nodes: whichever wrote last, each reads what it wrote.
        let path = Path::from("probe/ready");
        self.objects().put(&path, PutPayload::from_static(&WRITTEN)).await.map_err(objects_error)?;
        let read = self.objects().get(&path).await.map_err(objects_error)?.bytes().await.map_err(objects_error)?;
        if *read == WRITTEN[..] { Ok(()) } else { Err(StoreError::Corrupt("files do not come back as written".into())) }
    }
}
