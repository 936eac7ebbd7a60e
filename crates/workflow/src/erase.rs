//! Erasing a person: the act and the destruction of their keys are one transaction, so that neither is without
//! the other. With it go the kept workbooks in which they stand.

use certification::{erasure::ErasePerson, id::PersonId, intake::DropReason, permit::Actor};
use futures::future::BoxFuture;
use store::{Erasure, Lane, Tx};

use crate::{Workflow, WorkflowError, perform::Leave};

impl Workflow {
    /// Erases a person for somebody who may: the journal keeps that it was done, by whom and why. It cannot be undone.
    ///
    /// # Errors
    /// Refused while records must be kept, not found, or a fault.
    pub async fn erase_person(&self, actor: &Actor, person: PersonId, act: ErasePerson) -> Result<(), WorkflowError> {
        let (house, leave) = (self.clone(), Leave::Actor(actor.clone()));
        let stands = self.stands_in(person).await?;
        self.store()
            .transact(Lane::Interactive, move |tx: &mut Tx| -> BoxFuture<'_, Result<(), WorkflowError>> {
                let (house, leave, act, stands) = (house.clone(), leave.clone(), act.clone(), stands.clone());
                Box::pin(async move {
                    let erasure = Erasure { person, purposes: act.purposes(), reason: act.reason.trim().to_owned() };
                    house.within(tx, &leave, &person, act).await?;
                    for batch in stands.batches {
                        house.drop_within(tx, &leave, batch, DropReason::Erasure).await?;
                    }
                    for row in stands.rows {
                        tx.erase(&Erasure::of(row, &erasure.reason)).await?;
                    }
                    tx.erase(&erasure).await?;
                    Ok(())
                })
            })
            .await?;
        // The workbooks can be read no more; what is left of them goes with the next tidying.
        if let Err(error) = self.remove_dropped().await {
            tracing::warn!(%error, "a workbook that was dropped could not be removed yet");
        }
        // The person is erased whatever becomes of this: what stays in the log is written over with time.
        match self.store().empty_log().await {
            Ok(true) => {}
            Ok(false) => tracing::warn!("the log of the database could not be emptied after an erasure: it is in use"),
            Err(error) => tracing::warn!(%error, "the log of the database could not be emptied after an erasure"),
        }
        Ok(())
    }
}
