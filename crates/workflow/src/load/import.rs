//! Workbooks and their rows.

use certification::{
    act::{Context, Outcome},
    id::BatchId,
    intake::{BatchFile, RowFile},
    record::import::{ImportBatch, ImportRow},
};
use store::{Find, Read, Tx};

use super::Load;
use crate::error::{WorkflowError, found};

/// A workbook that is stored, or one about to be.
#[derive(Debug, Clone)]
pub enum BatchKey {
    /// Stored.
    Stored(BatchId),
    /// New, with its rows.
    New(Box<ImportBatch>, Vec<ImportRow>),
}

impl Load for BatchFile {
    type Key = BatchKey;

    async fn load(tx: &mut Tx, key: &BatchKey, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let outcome = Outcome::default();
        match key {
            BatchKey::Stored(id) => Ok(Self {
                batch: found(tx.get(id).await?)?,
                known: false,
                rows: tx.find(&Find::by("batch_id", id).order_by(&["place"])).await?,
                outcome,
            }),
            BatchKey::New(batch, rows) => {
                let same =
                    Find::by("event_id", batch.event_id).and("digest", batch.digest.as_str()).and("status", "open");
                let known = tx.count::<ImportBatch>(&same).await? > 0;
                Ok(Self { batch: (**batch).clone(), known, rows: rows.clone(), outcome })
            }
        }
    }
}

impl Load for RowFile {
    /// Id of the row, and rows whose issues change with it.
    type Key = (String, Vec<ImportRow>);

    async fn load(tx: &mut Tx, (id, others): &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let row: ImportRow = found(tx.get(id).await?)?;
        let batch = found(tx.get(row.batch_id).await?)?;
        Ok(Self { batch, row, others: others.clone(), outcome: Outcome::default() })
    }
}
