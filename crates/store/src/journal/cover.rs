//! What checkpoints cover: that none was taken away, that the journal reaches as far as it did, and how it compares with
//! a checkpoint that was kept elsewhere. A journal that was cut together with its checkpoints is seen only by the last.

use serde::{Deserialize, Serialize};

use super::{Checkpoint, JournalFault, merkle::Frontier};
use crate::{
    db::Row,
    error::StoreError,
    state::{Read as _, Reader},
};

/// An entry that is so much older than the newest one must have been covered by a checkpoint: they are made each minute
/// while the program serves.
const LATE: i64 = 3_600_000_000;

/// A checkpoint kept elsewhere, as in the manifest of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCheckpoint {
    /// How many entries it covers.
    pub size: i64,
    /// The root of their tree, hex.
    pub root: String,
    /// When it was made, microseconds UTC.
    pub at: i64,
    /// Version of the signing key.
    pub key_version: i64,
    /// Ed25519, hex.
    pub signature: String,
}

impl From<&Checkpoint> for KeptCheckpoint {
    fn from(checkpoint: &Checkpoint) -> Self {
        Self {
            size: checkpoint.size,
            root: hex::encode(checkpoint.root),
            at: checkpoint.at,
            key_version: checkpoint.key_version,
            signature: hex::encode(&checkpoint.signature),
        }
    }
}

fn first(rows: &[Row], column: &str) -> Result<i64, StoreError> {
    rows.first().map_or(Ok(0), |row| Ok(row.opt_int(column)?.unwrap_or_default()))
}

impl Reader {
    /// How many entries the newest checkpoint covers; 0 when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn covered(&mut self) -> Result<i64, StoreError> {
        first(&self.rows("SELECT MAX(size) AS size FROM checkpoint", &[]).await?, "size")
    }

    /// Whether checkpoints are there as they must be: none taken away, none overdue, and no entry gone after the last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_coverage(&mut self) -> Result<Vec<JournalFault>, StoreError> {
        let mut faults = Vec::new();
        // Leaves and their checkpoint are written together, so they are also counted in one look.
        let beyond = self
            .rows(
                "SELECT COUNT(*) AS n FROM sealed_entry WHERE leaf >= (SELECT COALESCE(MAX(size), 0) FROM checkpoint)",
                &[],
            )
            .await?;
        let leaves = first(&beyond, "n")?;
        if leaves > 0 {
            faults.push(JournalFault::CheckpointMissing { size: self.covered().await?, leaves });
        }
        let bare = self
            .rows(
                "SELECT COUNT(*) AS n, MIN(j.recorded_at) AS oldest FROM journal j \
                 LEFT JOIN sealed_entry s ON s.position = j.position WHERE s.position IS NULL",
                &[],
            )
            .await?;
        let newest = self.rows("SELECT MAX(recorded_at) AS newest FROM journal", &[]).await?;
        let entries = first(&bare, "n")?;
        if entries > 0 && first(&newest, "newest")? - first(&bare, "oldest")? > LATE {
            faults.push(JournalFault::Uncovered { entries });
        }
        if let Some(sql) = self.shared.engine.given() {
            // Read before the last position: an entry that is recorded between the two is no fault.
            let given = first(&self.rows(sql, &[]).await?, "given")?;
            let last = first(&self.rows("SELECT MAX(position) AS last FROM journal", &[]).await?, "last")?;
            if given > last {
                faults.push(JournalFault::Shortened { given, last });
            }
        }
        Ok(faults)
    }

    /// Compares the journal with a checkpoint that was kept elsewhere.
    ///
    /// # Errors
    /// When the database cannot be read, or the checkpoint is none.
    pub async fn verify_against(&mut self, kept: &KeptCheckpoint) -> Result<Vec<JournalFault>, StoreError> {
        let no_hex = |_| StoreError::Invalid("the checkpoint is no checkpoint".to_owned());
        let root = hex::decode(&kept.root).map_err(no_hex)?;
        let root: super::Hash =
            root.try_into().map_err(|_| StoreError::Invalid("the checkpoint's root is no hash".to_owned()))?;
        let signature = hex::decode(&kept.signature).map_err(no_hex)?;
        let message = Checkpoint::message(kept.size, &root, kept.at);
        if !self.shared.keyset().verify(kept.key_version, &message, &signature) {
            return Ok(vec![JournalFault::Signature { size: kept.size }]);
        }
        let (mut faults, mut frontier) = (Vec::new(), Frontier::default());
        while frontier.size().cast_signed() < kept.size {
            if !self.verify_leaves(&mut frontier, kept.size, &mut faults).await? {
                return Ok(faults);
            }
        }
        if frontier.root() != root {
            faults.push(JournalFault::Root { size: kept.size });
        }
        Ok(faults)
    }
}
